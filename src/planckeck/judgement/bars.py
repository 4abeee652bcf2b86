"""Bars that are another indicator's actual of the same region and year (控制在GDP增幅以内)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import narwhals as nw

from planckeck import units
from planckeck.judgement.rules import report_decimals
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.plan import Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.model.target import effective_edges
from planckeck.notation import print_target

KEY = ("plan", "indicator", "due_year", "region", "year")
_EDGES = {
    "bar_low": Kind.REAL,
    "bar_high": Kind.REAL,
    "bar_low_eff": Kind.REAL,
    "bar_high_eff": Kind.REAL,
    "bar_low_open": Kind.FLAG,
    "bar_high_open": Kind.FLAG,
    "bar_scale": Kind.REAL,
}


def with_bars(
    lines: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], make: FrameMaker
) -> nw.LazyFrame[Any]:
    """Fill in the edges of rules whose reference is an indicator; without its actual they stay without a target.

    Adds `bar_text`, the bar as printed beside the reference's title ('' where there is none).
    """
    rows = [
        (loaded.plan.id, indicator.id, promise.due_year, region, year, _edges(promise, indicator, value))
        for loaded, indicator, promise, source in _users(plans)
        for region, year, value in _values(chosen, loaded, source, indicator)
    ]
    if not rows:
        return lines.with_columns(bar_text=nw.lit(""))
    kinds = (Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.TEXT, Kind.WHOLE)
    columns = {
        name: (kind, [row[number] for row in rows]) for number, (name, kind) in enumerate(zip(KEY, kinds, strict=True))
    }
    columns |= {name: (kind, [row[5][name] for row in rows]) for name, kind in _EDGES.items()}
    columns["bar_text"] = (Kind.TEXT, [row[5]["bar_text"] for row in rows])
    joined = lines.join(make(columns), on=list(KEY), how="left")
    has_bar = ~nw.col("bar_text").is_null()
    filled = {
        name.removeprefix("bar_"): nw.when(has_bar).then(nw.col(name)).otherwise(nw.col(name.removeprefix("bar_")))
        for name in _EDGES
    }
    joined = joined.with_columns(
        **filled,
        no_target=nw.when(has_bar).then(nw.lit("")).otherwise(nw.col("no_target")),
        bar_text=nw.when(has_bar).then(nw.col("bar_text")).otherwise(nw.lit("")),
    )
    return joined.drop(*_EDGES)


def _users(plans: tuple[LoadedPlan, ...]) -> list[tuple[LoadedPlan, Indicator, Promise, str]]:
    return [
        (loaded, indicator, promise, source)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for promise in loaded.promises[indicator.id]
        if promise.reference is not None
        and promise.reason == "reference_without_value"
        and promise.comparison is not None
        and (source := loaded.plan.references[promise.reference].indicator) is not None
    ]


def _values(
    chosen: nw.LazyFrame[Any], loaded: LoadedPlan, source: str, user: Indicator
) -> list[tuple[str, int, float]]:
    """Return region, year and value of the indicator that is the bar, in the user's unit."""
    factor = units.conversion_factor(loaded.indicator(source).unit or "", user.unit or "")
    if factor is None:
        return []
    of_source = (nw.col("plan") == loaded.plan.id) & (nw.col("indicator") == source) & (nw.col("part") == "")
    own = chosen.filter(of_source & ~nw.col("value").is_null())
    return [
        (region, year, value * float(factor))
        for region, year, value in own.select("region", "year", "value").collect().rows()
    ]


def _edges(promise: Promise, indicator: Indicator, value: float) -> dict[str, Any]:
    filled = promise.with_bar(Decimal(f"{value:.12g}"), indicator.better)
    interval = filled.interval
    low = None if interval.low is None else float(interval.low)
    high = None if interval.high is None else float(interval.high)
    low_eff, high_eff = effective_edges(low, interval.low_open, high, interval.high_open)
    assert filled.target is not None
    return {
        "bar_low": low,
        "bar_high": high,
        "bar_low_eff": low_eff,
        "bar_high_eff": high_eff,
        "bar_low_open": interval.low_open,
        "bar_high_open": interval.high_open,
        "bar_scale": 10.0 ** report_decimals(indicator, filled),
        "bar_text": print_target(filled.target, indicator.unit),
    }
