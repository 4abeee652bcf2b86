"""The counts as every report prints them: the identity of the verdicts, and how many of the targets due are met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from planckeck.model.assessment import Assessment, Counts, Result, Verdict
from planckeck.model.pace import NO_PACE, PACE_CLASSES, Pace
from planckeck.model.plan import Constraint
from planckeck.problems import Message, Translate, say
from planckeck.reports import numbers, paces
from planckeck.reports.gaps import clauses
from planckeck.reports.words import CONSTRAINTS, VERDICTS

PerVerdict = Mapping[Verdict, int]


def identity(counts: PerVerdict, translate: Translate) -> str:
    """Return the identity “30 = 1 met + 0 not met + …”; every class stands in it, also with 0."""
    terms = (f"{counts.get(verdict, 0)} {translate(VERDICTS[verdict])}" for verdict in Verdict)
    return f"{total_of(counts)} = {' + '.join(terms)}"


def identities(counts: Counts, translate: Translate) -> list[tuple[str, str]]:
    """Return label and identity over all and of each class that occurs; over all alone if there is but one."""
    classes = [constraint for constraint in Constraint if total_of(of_class(counts, constraint))]
    lines = [(translate("all"), identity(counts.overall, translate))]
    if len(classes) > 1 or classes not in ([], [Constraint.NONE]):
        lines += [(translate(CONSTRAINTS[name]), identity(of_class(counts, name), translate)) for name in classes]
    return lines


def pace_identities(counts: Counts, translate: Translate) -> list[tuple[str, str]]:
    """Return label and identity of the paces, over all and of each class that occurs; none where there is no pace."""
    per_class = {name: own for name, own in counts.paces.items() if sum(own.values())}
    overall = {name: sum(own[name] for own in per_class.values()) for name in PACE_CLASSES}
    if not any(overall[pace] for pace in Pace):
        return []
    lines = [(translate("pace"), _pace_identity(overall, translate))]
    if list(per_class) != [Constraint.NONE]:
        lines += [
            (
                say("pace, {constraint}", constraint=translate(CONSTRAINTS[name])).text(translate),
                _pace_identity(per_class[name], translate),
            )
            for name in Constraint
            if name in per_class
        ]
    return lines


def _pace_identity(own: Mapping[str, int], translate: Translate) -> str:
    terms = [f"{own[pace]} {translate(paces.WORDS[pace])}" for pace in Pace]
    terms.append(f"{own[NO_PACE]} {translate(paces.NO_PACE)}")
    return f"{sum(own.values())} = {' + '.join(terms)}"


def level_identities(counts: Counts, translate: Translate) -> list[tuple[str, str]]:
    """Return label and identity of each level of regions, where a run counted them and there are several."""
    if len(counts.by_level) < 2:
        return []
    return [
        (level or translate("the plans' own"), identity(own, translate))
        for level, own in sorted(counts.by_level.items())
    ]


def left_out_line(assessment: Assessment, left_out: int) -> Message:
    """Return how many results are not shown, and how to get them."""
    if assessment.whole:
        return say("{count} more results are not shown; --format csv has all of them", count=left_out)
    unmet = assessment.counts.overall.get(Verdict.UNMET, 0)
    shown = len(assessment.worst)
    return say("showing {shown} of {count} not met, the worst; --top N shows more", shown=shown, count=unmet)


def of_class(counts: Counts, constraint: Constraint) -> PerVerdict:
    """Return the counts of one class; empty where it does not occur."""
    return counts.by_constraint.get(constraint, {})


def total_of(counts: PerVerdict) -> int:
    """Return how many were counted."""
    return sum(counts.values())


def due_and_met(counts: Counts) -> tuple[int, int]:
    """Return how many targets are due and have data, and how many of them are met; what is met early is in neither."""
    met = counts.overall.get(Verdict.MET, 0) - counts.met_early
    return met + counts.overall.get(Verdict.UNMET, 0), met


def met_rate(counts: Counts) -> float | None:
    """Return 达标率 = met/(met + unmet) over the targets that are due, in %; None where none is."""
    due, met = due_and_met(counts)
    return 100 * met / due if due else None


def rate_line(counts: Counts, translate: Translate) -> str:
    """Return 达标率 with both its numbers, the due targets without data, and those met early."""
    due, met = due_and_met(counts)
    if due:
        share = numbers.shown(100 * met / due, (0.0, 100.0))
        first = say("met: {share}% of the targets due ({met} of {due})", share=share, met=met, due=due)
    else:
        first = say("met: — (no target with data is due)")
    missing = say("due without data: {count}", count=counts.due_without_data)
    early = say("met early: {count}", count=counts.met_early)
    return clauses([part.text(translate) for part in (first, missing, early)], translate)


def tally(results: Iterable[Result]) -> Counts:
    """Count results; units that are part of a plan's own line are not counted."""
    lines = [result for result in results if result.part_of is None]
    by_constraint = {
        constraint: _per_verdict([line for line in lines if line.constraint == constraint]) for constraint in Constraint
    }
    return Counts(
        overall=_per_verdict(lines),
        by_constraint=by_constraint,
        met_early=sum(line.verdict == Verdict.MET and not line.is_due for line in lines),
        due_without_data=sum(line.verdict == Verdict.NO_DATA and line.is_due for line in lines),
        paces={
            constraint: _per_pace([line for line in lines if line.constraint == constraint])
            for constraint in Constraint
        },
    )


def _per_verdict(lines: list[Result]) -> PerVerdict:
    return {verdict: sum(line.verdict == verdict for line in lines) for verdict in Verdict}


def _per_pace(lines: list[Result]) -> Mapping[str, int]:
    return {name: sum((line.pace or NO_PACE) == name for line in lines) for name in PACE_CLASSES}
