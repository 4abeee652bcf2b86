"""One indicator's results for an explanation: judged as in any run, with the values and sums behind them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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

    Several of one plan that share a name are all returned. Of several plans that know it, the data decide; a plan that
    the data do not speak of is judged too where it alone knows the name.
    Raises: InputError for a name that no plan knows, or that several do and the data speak of more than one of them.
    """
    from planckeck.judgement.behind import points_of, terms_of

    known = _named(usable_plans(request.plans), name)
    alone = tuple(known) if len(known) == 1 else ()
    assessment, judged = assess_in_depth(request._replace(in_any_case=alone))
    own = _one_of([one for one in assessment.plans if one.plan.id in known], known, name)
    ids = known[own.plan.id]
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
        own = finding.place
        at = str(own._replace(column=own.column if own.sheet else 0))
        if at in places or names & {value for value in values if isinstance(value, str)}:
            yield finding


def _named(plans: tuple[LoadedPlan, ...], name: str) -> dict[str, tuple[str, ...]]:
    """Return the ids of the indicators that a name means, by plan."""
    spellings = [
        (loaded.plan.id, indicator.id, said)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for said in (indicator.id, indicator.name, *indicator.aliases)
    ]
    found: dict[str, dict[str, None]] = {}
    for plan, indicator_id, said in spellings:
        if name_key(said) == name_key(name):
            found.setdefault(plan, {})[indicator_id] = None
    if not found:
        help_ = did_you_mean(name, [said for _, _, said in spellings])
        raise InputError([diagnose("PK302", Place("INDICATOR"), name=name, help=help_)])
    return {plan: tuple(ids) for plan, ids in found.items()}


def _one_of(plans: list[LoadedPlan], known: Iterable[str], name: str) -> LoadedPlan:
    if len(plans) == 1:
        return plans[0]
    ids = ", ".join(sorted(one.plan.id for one in plans) or sorted(known))
    raise InputError([diagnose("PK316", Place("INDICATOR"), name=name, plans=ids)])
