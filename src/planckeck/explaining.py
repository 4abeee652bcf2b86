"""One indicator's results for an explanation: judged as in any run, with the series behind them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planckeck.model.assessment import Assessment, Result
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.pipeline import Request, assess, usable_plans
from planckeck.problems import InputError, Place
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean


@dataclass(frozen=True, slots=True)
class Explained:
    """One indicator's results: of the judged year, with their units, and of all years, for the series behind them."""

    loaded: LoadedPlan
    results: tuple[Result, ...]
    history: tuple[Result, ...]


def explain(request: Request, name: str) -> tuple[Assessment, tuple[Explained, ...]]:
    """Judge as `assess` does, and return the results of the indicator of that id, name or alias.

    Several of one plan that share a name are all returned. Raises: InputError for a name that no plan knows, or
    several do.
    """
    loaded, ids = _named(usable_plans(request.plans), name)
    assessment = assess(request)
    if loaded.plan.id not in {one.plan.id for one in assessment.plans}:
        # the data speak of other plans alone: this one is asked for by its indicator
        request = replace(request, plans=(loaded.positions.file,))
        assessment = assess(request)
    whole = assess(replace(request, year=None, all_years=True))
    results, history = list(assessment.results()), list(whole.results())
    own = next(one for one in assessment.plans if one.plan.id == loaded.plan.id)
    return assessment, tuple(
        Explained(
            own,
            tuple(result for result in results if (result.plan, result.indicator) == (own.plan.id, one)),
            tuple(result for result in history if (result.plan, result.indicator) == (own.plan.id, one)),
        )
        for one in ids
    )


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
