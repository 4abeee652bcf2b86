"""What readers are told to expect under each name: from plans, without showing them a plan."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from planckeck.model.measure import Measure
from planckeck.model.names import name_key
from planckeck.model.plan import Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.model.target import Done
from planckeck.problems import Diagnostic
from planckeck.readers import Expectation, Read
from planckeck.readers.suspicions import unsaid_regions

_RATES = frozenset({Measure.AVERAGE_RATE, Measure.TOTAL_RATE})
_OF_LEVELS = frozenset(
    {
        Measure.LEVEL,
        Measure.CHANGE,
        Measure.PERCENT_CHANGE,
        Measure.AVERAGE_ANNUAL_CHANGE,
        Measure.AVERAGE_ANNUAL_GROWTH,
        Measure.YEARLY_CHANGE,
        Measure.YEARLY_PERCENT_CHANGE,
    }
)
"""Measures whose data are levels, as the baseline is one."""
_GROWTH = ("增长", "增速", "增幅", "growth")


def expectations_of(plans: Sequence[LoadedPlan]) -> dict[str, Expectation]:
    """Return what every name and id of the plans means, by itself and behind its plan's id (`plan|name`).

    Edges are those that a cell can be held against: where the data are what is compared. A name of several indicators
    has the widest edges of them; where unit or kind differ it is shared, and nothing is expected but what a row says.
    """
    expected: dict[str, Expectation] = {}
    for loaded in plans:
        for indicator in loaded.plan.indicators:
            own = _expectation(loaded, indicator)
            for name in dict.fromkeys(map(name_key, (indicator.name, indicator.id, *indicator.aliases))):
                for key in (name, f"{loaded.plan.id}|{name}"):
                    expected[key] = _joined(expected[key], own) if key in expected else own
    return expected


def doubtful_regions(plans: Sequence[LoadedPlan], read: Read) -> Iterator[Diagnostic]:
    """Yield warnings for tables that name no region in their rows, and another than the plans' in their names."""
    own = list(dict.fromkeys(loaded.plan.region for loaded in plans))
    scopes = [indicator.scope for loaded in plans for indicator in loaded.plan.indicators]
    listed = {region for scope in scopes for region in (*scope.regions, *scope.units)}
    yield from unsaid_regions(read, own, listed | {row["region"] for row in read.rows})


def _expectation(loaded: LoadedPlan, indicator: Indicator) -> Expectation:
    promises = loaded.promises[indicator.id]
    is_product = bool(promises) and all(isinstance(promise.target, Done) for promise in promises)
    measures = {promise.measure for promise in promises} or {Measure.LEVEL}
    baseline = loaded.baselines[indicator.id]
    low, high = _edges(promises) if measures <= {Measure.LEVEL, Measure.AVERAGE_RATE} else (None, None)
    comparable = baseline.value if baseline is not None and measures <= _OF_LEVELS else None
    return Expectation(
        is_product,
        indicator.unit or "",
        low=low,
        high=high,
        baseline=None if comparable is None else float(comparable),
        is_change=bool(measures & _RATES) or _is_growth(indicator),
    )


def _is_growth(indicator: Indicator) -> bool:
    """Tell whether the data are growth: near 0 or below it is then nothing special."""
    return any(word in indicator.name.lower() for word in _GROWTH) or (indicator.unit or "").endswith("百分点")


def _edges(promises: Iterable[Promise]) -> tuple[float | None, float | None]:
    intervals = [promise.interval for promise in promises if promise.target is not None]
    return (
        _widest([None if one.low is None else float(one.low) for one in intervals], min),
        _widest([None if one.high is None else float(one.high) for one in intervals], max),
    )


def _widest(edges: Sequence[float | None], outer: Callable[[Iterable[float]], float]) -> float | None:
    """Return the outermost edge; none where one of them is unbounded."""
    known = [edge for edge in edges if edge is not None]
    return outer(known) if known and len(known) == len(edges) else None


def _joined(one: Expectation, other: Expectation) -> Expectation:
    if one.is_shared or (one.unit, one.is_product) != (other.unit, other.is_product):
        return Expectation(one.is_product and other.is_product, is_shared=True)
    return one._replace(
        low=_widest([one.low, other.low], min),
        high=_widest([one.high, other.high], max),
        baseline=one.baseline if one.baseline == other.baseline else None,
        is_change=one.is_change or other.is_change,
    )
