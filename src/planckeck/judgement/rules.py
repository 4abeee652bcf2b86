"""Plan → rule rows: every promise lowered to one flat row that any engine can join with actuals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any, NamedTuple

from planckeck import units
from planckeck.judgement.paths import BAND, Way, ways_of
from planckeck.model.assessment import Rule
from planckeck.model.frames import Columns, Kind
from planckeck.model.measure import AVERAGE, IN_PERCENT, YEARLY, Measure
from planckeck.model.plan import Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.model.target import Better, Comparison, Done, effective_edges

FIRST_YEAR, LAST_YEAR = -9999, 9999

_KINDS: Mapping[str, Kind] = {"str": Kind.TEXT, "int": Kind.WHOLE, "bool": Kind.FLAG}
_DIRECTION = {
    Comparison.AT_LEAST: 1,
    Comparison.ABOVE: 1,
    Comparison.AT_MOST: -1,
    Comparison.BELOW: -1,
}


def rules_for(loaded: LoadedPlan, band: float | None = None) -> Iterator[Rule]:
    """Yield a plan's rule rows, in the order of its indicators and due years; `band` overrides the plan's own."""
    for order, indicator in enumerate(loaded.plan.indicators):
        promises = loaded.promises[indicator.id]
        starts = [start_of(promise.measure, _baseline_value(loaded, indicator)) for promise in promises]
        after = FIRST_YEAR
        for number, (promise, way) in enumerate(zip(promises, ways_of(loaded, indicator.id, starts), strict=True)):
            is_last = number == len(promises) - 1
            until = LAST_YEAR if is_last else promise.due_year
            yield _rule(loaded, order, promise, _Setting((after, until), way, band_of(loaded, band)))
            after = promise.due_year


def band_of(loaded: LoadedPlan, band: float | None) -> float:
    """Return the band of a plan: the one asked for, else its own, else 0.10."""
    own = loaded.plan.pace.band
    if band is not None:
        return band
    return BAND if own is None else float(own)


def path_of(loaded: LoadedPlan) -> str:
    """Return the kind of a plan's path: linear or steps."""
    return loaded.plan.pace.path or "linear"


def _baseline_value(loaded: LoadedPlan, indicator: Indicator) -> float | None:
    baseline = loaded.baselines[indicator.id]
    return _float(baseline.value) if baseline is not None else None


class _Setting(NamedTuple):
    """What a rule takes from beside its promise: after and until which year it judges, the way to it, the band."""

    reach: tuple[int, int]
    way: Way
    band: float


def _rule(loaded: LoadedPlan, order: int, promise: Promise, setting: _Setting) -> Rule:
    indicator = loaded.plan.indicators[order]
    baseline = loaded.baselines[indicator.id]
    interval = promise.interval
    low, high = _float(interval.low), _float(interval.high)
    low_eff, high_eff = effective_edges(low, interval.low_open, high, interval.high_open)
    value = _baseline_value(loaded, indicator)
    way = setting.way
    return Rule(
        plan=loaded.plan.id,
        indicator=indicator.id,
        order=order,
        due_year=promise.due_year,
        due_end=date_number(promise.due_date) if promise.due_date else promise.due_year * 10000 + 1231,
        after_year=setting.reach[0],
        until_year=setting.reach[1],
        kind="done" if is_done(promise) else "number",
        measure=promise.measure,
        low=low,
        low_open=interval.low_open,
        high=high,
        high_open=interval.high_open,
        low_eff=low_eff,
        high_eff=high_eff,
        baseline=value,
        baseline_year=baseline.year if baseline is not None else loaded.plan.baseline_year,
        start=start_of(promise.measure, value),
        first_year=loaded.plan.first_year,
        sign=-1.0 if indicator.rate_sign == "fall" else 1.0,
        direction=direction_of(indicator, promise),
        scale=10.0 ** report_decimals(indicator, promise),
        no_target=promise.reason or "",
        falls_to_zero=promise.measure is Measure.YEARLY_CHANGE and promise.comparison is Comparison.BELOW and high == 0,
        unit=indicator.unit or "",
        per=_float(indicator.per if indicator.per is not None else units.per_of(indicator.unit or "")),
        scope=scope_of(indicator),
        own_region=loaded.plan.region,
        level=indicator.scope.level or "",
        band=setting.band,
        path=path_of(loaded),
        way_from=way.way_from,
        way_to=way.way_to,
        path_from=way.path_from,
        path_start=way.path_start,
        path_end=way.path_end,
        path_sign=way.path_sign,
        holds=way.holds,
        no_path=way.no_path,
        whole_year=is_flow(indicator, promise),
        limit=_float(indicator.limit),
    )


def _float(value: Any) -> float | None:
    return None if value is None else float(value)


def date_number(date: dt.date) -> int:
    """Return a date as yyyymmdd, which orders as dates do on every engine."""
    return date.year * 10000 + date.month * 100 + date.day


def is_done(promise: Promise) -> bool:
    """Tell whether a promise is a product that dates decide."""
    return isinstance(promise.target, Done) or promise.comparison is Comparison.DONE


def is_flow(indicator: Indicator, promise: Promise) -> bool:
    """Tell whether a value is what happened in a whole year, so that a part of the year says nothing of it.

    The plan says so by `flow_of`, or the unit does, which counts times (次, 人次). Sums over the period (cumulative)
    are to date and may be held against the path at any moment.
    """
    counts_times = indicator.unit is not None and units.head_of(indicator.unit).endswith("次")
    return promise.measure is not Measure.CUMULATIVE and (indicator.flow_of is not None or counts_times)


def scope_of(indicator: Indicator) -> str:
    """Return how an indicator's lines are made: own, listed, level or every_unit."""
    scope = indicator.scope
    if scope.every_unit:
        return "every_unit"
    if scope.regions or scope.units:
        return "listed"
    return "level" if scope.level else "own"


def start_of(measure: Measure, baseline: float | None) -> float | None:
    """Return s, the start in the compared unit: b for a level, 0 for changes and sums over the period, else none."""
    if measure is Measure.LEVEL:
        return baseline
    if measure in YEARLY or measure in AVERAGE:
        return None
    return 0.0


def direction_of(indicator: Indicator, promise: Promise) -> int:
    """Return +1 where more is better, −1 where less is; 0 without a direction. Never by default."""
    if promise.comparison in _DIRECTION:
        return _DIRECTION[promise.comparison]
    if indicator.better is None:
        return 0
    return 1 if indicator.better is Better.HIGHER else -1


def report_decimals(indicator: Indicator, promise: Promise) -> int:
    """Return the decimals that a report prints: the target's, at least one for anything that is not a count."""
    is_count = (
        promise.measure in {Measure.LEVEL, Measure.CHANGE, Measure.CUMULATIVE, Measure.YEARLY_CHANGE}
        and indicator.unit is not None
        and units.per_of(indicator.unit) is None
        and units.is_counter(indicator.unit)
    )
    return promise.decimals if is_count else max(1, promise.decimals)


def compared_unit(indicator: Indicator, measure: Measure) -> str | None:
    """Return the unit of the compared value: % for growth and percent changes, 百分点 for a change of a unit of %."""
    if measure in IN_PERCENT:
        return "%"
    return indicator.unit


def gap_unit(indicator: Indicator, measure: Measure) -> str | None:
    """Return the unit of a gap: a gap between two percentages is one of 百分点."""
    unit = compared_unit(indicator, measure)
    return "百分点" if unit is not None and units.normalise(unit) == "%" else unit


def rule_columns(rules: list[Rule]) -> Columns:
    """Turn rules into columns for a frame; null only where a rule has no edge, baseline, start or per."""
    kinds = {name.name: _KINDS.get(str(name.type), Kind.REAL) for name in fields(Rule)}
    return {name: (kind, [getattr(rule, name) for rule in rules]) for name, kind in kinds.items()}
