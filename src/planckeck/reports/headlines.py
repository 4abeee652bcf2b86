"""The sentences at the head of a report: what was met, what the binding ones say, how much of what is due."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.model.assessment import Counts, Verdict
from planckeck.model.pace import Pace
from planckeck.model.plan import Constraint
from planckeck.problems import Translate, say
from planckeck.reports import counts
from planckeck.reports.numbers import shown


def headlines(counted: Counts, translate: Translate) -> Iterator[str]:
    """Yield the first sentence with all counts, one on the binding targets, and 达标率 if something is due."""
    overall = counted.overall
    if not counted.total:
        yield translate("no indicator is left by the filters")
        return
    yield say(
        "{total} targets: {met} met, {unmet} not met, {not_due} not yet due, {no_data} without data, "
        "{no_target} without a target value, {not_applicable} not applicable.",
        total=counted.total,
        **{verdict.value: overall.get(verdict, 0) for verdict in Verdict},
    ).text(translate)
    binding = counts.of_class(counted, Constraint.BINDING)
    if total := counts.total_of(binding):
        yield say(
            "Binding, {total}: {met} met, {unmet} not met, {not_due} not yet due, {no_data} without data, "
            "{no_target} without a target value, {not_applicable} not applicable.",
            total=total,
            **{verdict.value: binding.get(verdict, 0) for verdict in Verdict},
        ).text(translate)
    yield _rate(counted, translate)
    if counted.met_early:
        yield say("Met before they are due: {count}.", count=counted.met_early).text(translate)
    if paces := _paces(counted, translate):
        yield paces
    if counted.due_without_data:
        yield say("Due, but without data: {count}.", count=counted.due_without_data).text(translate)


def _rate(counted: Counts, translate: Translate) -> str:
    due, met = counts.due_and_met(counted)
    if not due:
        return translate("No target with data is due yet, so no rate is given.")
    share = shown(100 * met / due, (0.0, 100.0))
    said = say("Due and with data: {due}; of these met: {met}, that is {share}%.", due=due, met=met, share=share)
    return said.text(translate)


def _paces(counted: Counts, translate: Translate) -> str:
    """Return the sentence on the paces of what is not due, empty where there is none."""
    overall = {pace: sum(own.get(pace, 0) for own in counted.paces.values()) for pace in Pace}
    if not any(overall.values()):
        return ""
    return say(
        "With a pace, before the due date: {total}; ahead {ahead}, on pace {on_pace}, behind {behind}, "
        "regressed {regressed}.",
        total=sum(overall.values()),
        **{pace.value: overall[pace] for pace in Pace},
    ).text(translate)
