"""One indicator's results for an explanation: judged as in any run, with the values and sums behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from planckeck.model.assessment import Result
from planckeck.model.explanation import Explained, Explanation
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.pipeline import Request, assess_in_depth, usable_plans
from planckeck.problems import Diagnostic, InputError, Message, Place
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean


def explain(request: Request, name: str) -> Explanation:
    """Judge as `assess` does, and return the results of the indicator of that id, name or alias.

    Several of one plan that share a name are all returned; a plan that the data do not speak of is judged too.
    Raises: InputError for a name that no plan knows, or several do.
    """
    from planckeck.judgement.behind import points_of, terms_of

    asked, ids = _named(usable_plans(request.plans), name)
    assessment, judged = assess_in_depth(replace(request, in_any_case=(asked.plan.id,)))
    own = next(one for one in assessment.plans if one.plan.id == asked.plan.id)
    results = [result for result in assessment.results() if result.plan == own.plan.id and result.indicator in ids]
    explained = tuple(
        Explained(
            own,
            tuple(result for result in results if result.indicator == one),
            tuple(points_of(judged, own.plan.id, one)),
            tuple(terms_of(judged, own.plan.id, one)),
        )
        for one in ids
    )
    names = {own.indicator(one).name for one in ids}
    return Explanation(explained, assessment.method, tuple(_concerning(assessment.findings, names, results)))


def _concerning(findings: Iterable[Diagnostic], names: set[str], results: Iterable[Result]) -> Iterator[Diagnostic]:
    """Yield the findings that name the indicator, or stand at a row that its results were read from."""
    places = {result.actual_at for result in results}
    for finding in findings:
        values = {value for _, value in finding.message.values if not isinstance(value, Message)}
        at = f"{finding.place.file}:{finding.place.line}"
        if at in places or names & {value for value in values if isinstance(value, str)}:
            yield finding


def _named(plans: tuple[LoadedPlan, ...], name: str) -> tuple[LoadedPlan, tuple[str, ...]]:
    spellings = [
        (loaded, indicator.id, said)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for said in (indicator.id, indicator.name, *indicator.aliases)
    ]
    found = [(loaded, one) for loaded, one, said in spellings if name_key(said) == name_key(name)]
    place = Place("INDICATOR")
    if not found:
        help_ = did_you_mean(name, [said for _, _, said in spellings])
        raise InputError([diagnose("PK302", place, name=name, help=help_)])
    ids = sorted({loaded.plan.id for loaded, _ in found})
    if len(ids) > 1:
        raise InputError([diagnose("PK316", place, name=name, plans=", ".join(ids))])
    return found[0][0], tuple(dict.fromkeys(one for _, one in found))
