"""Measures: the compared value m of every actual, from the series that it stands in (DESIGN §4.2).

Written once, as lazy expressions over windows of one line (plan, indicator, region, level) in the order of its years.
Each formula stands here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import narwhals as nw

from planckeck.model.measure import OVER_PERIOD, YEARLY, Measure

LINE = ("plan", "indicator", "region", "level")
_PERCENT = 100.0


def with_compared(series: nw.LazyFrame[Any], measures: Iterable[str], line: Sequence[str] = LINE) -> nw.LazyFrame[Any]:
    """Add `compared` (m, null where it cannot be computed) and `lack` (the reason, '' where it can).

    `series` has one row a line and year, with `value` (v(t), never null), `part`, and of its rule `measure`, `baseline`
    (b), `baseline_year` (t0), `first_year` and `sign`. `line` are the columns that tell lines apart.
    """
    used = set(measures)
    needs_window = used & (set(YEARLY) | set(OVER_PERIOD))
    frame = series.with_columns(signed=nw.col("value") * nw.col("sign"))
    if needs_window:
        frame = _with_windows(frame, line)
    m = nw.lit(None, dtype=nw.Float64)
    lack = nw.lit("")
    for measure in sorted(used):
        formula, why = _formula(Measure(measure))
        chosen = nw.col("measure") == measure
        m = nw.when(chosen).then(formula).otherwise(m)
        lack = nw.when(chosen).then(why).otherwise(lack)
    frame = frame.with_columns(compared=m, lack=lack)
    return frame.with_columns(compared=nw.when(nw.col("lack") == "").then(nw.col("compared")))


def _with_windows(frame: nw.LazyFrame[Any], line: Sequence[str]) -> nw.LazyFrame[Any]:
    """Add the year before and its value, and over the period so far the years, the sum and the compounded growth."""
    in_period = nw.col("year") >= nw.col("first_year")
    factor = 1 + nw.col("signed") / _PERCENT
    frame = frame.with_columns(
        year_real=nw.col("year").cast(nw.Float64),
        counted=nw.when(in_period).then(1.0).otherwise(0.0),
        partial=nw.when(in_period & (nw.col("part") != "")).then(1.0).otherwise(0.0),
        flow=nw.when(in_period).then(nw.col("value")).otherwise(0.0),
        dead=nw.when(in_period & (factor <= 0)).then(1.0).otherwise(0.0),
        growth=nw.when(in_period & (factor > 0)).then(factor).otherwise(1.0),
    )
    frame = frame.with_columns(growth=nw.col("growth").log())
    over = {"order_by": "year"}
    series = (*line, "measure")
    return frame.with_columns(
        year_before=nw.col("year_real").shift(1).over(*series, **over),
        part_before=nw.col("part").shift(1).over(*series, **over),
        partials_so_far=nw.col("partial").cum_sum().over(*series, **over),
        value_before=nw.col("value").shift(1).over(*series, **over),
        years_so_far=nw.col("counted").cum_sum().over(*series, **over),
        sum_so_far=nw.col("flow").cum_sum().over(*series, **over),
        dead_so_far=nw.col("dead").cum_sum().over(*series, **over),
        log_growth=nw.col("growth").cum_sum().over(*series, **over),
    )


def _formula(measure: Measure) -> tuple[nw.Expr, nw.Expr]:
    """Return m and the reason that forbids it ('' for none) for a measure; v and b in the unit, t in years."""
    v, b, sign = nw.col("value"), nw.col("baseline"), nw.col("sign")
    years = nw.col("year") - nw.col("baseline_year")
    fine = nw.lit("")
    match measure:
        case Measure.LEVEL:
            return v, fine
        case Measure.CHANGE:
            return v - b, _needs_baseline(fine)
        case Measure.PERCENT_CHANGE:
            return (v / _positive(b) - 1) * _PERCENT, _needs_baseline(_needs_positive(b))
        case Measure.AVERAGE_ANNUAL_CHANGE:
            return (v - b) / _positive(years), _needs_whole_year(_needs_baseline(_needs_positive(years)))
        case Measure.AVERAGE_ANNUAL_GROWTH:
            ratio = _positive(v) / _positive(b)
            growth = ((ratio.log() / _positive(years)).exp() - 1) * _PERCENT
            return growth, _needs_whole_year(_needs_baseline(_needs_positive(b, v, years)))
        case Measure.YEARLY_CHANGE:
            return v - nw.col("value_before"), _needs_year_before(fine)
        case Measure.YEARLY_PERCENT_CHANGE:
            before = nw.col("value_before")
            return (v / _positive(before) - 1) * _PERCENT, _needs_year_before(_needs_positive(before))
        case Measure.CUMULATIVE:
            # a part of the judged year counts to date; a part of an earlier one is no year
            return nw.col("sum_so_far"), _needs_all_years(fine, nw.col("partials_so_far") - nw.col("partial"))
        case Measure.TOTAL_RATE:
            return sign * (nw.col("log_growth").exp() - 1) * _PERCENT, _needs_all_years(
                _needs_alive(), nw.col("partials_so_far")
            )
        case Measure.AVERAGE_RATE:
            mean = nw.col("log_growth") / _positive(nw.col("years_so_far"))
            return sign * (mean.exp() - 1) * _PERCENT, _needs_all_years(_needs_alive(), nw.col("partials_so_far"))


def _positive(term: nw.Expr) -> nw.Expr:
    """Return the term where it is above 0, else null: nothing divides by it and no logarithm is taken."""
    return nw.when(term > 0).then(term)


def _needs_positive(*terms: nw.Expr) -> nw.Expr:
    reason = nw.lit("")
    for term in terms:
        reason = nw.when(term > 0).then(reason).otherwise(nw.lit("no_meaning"))
    return reason


def _needs_baseline(then: nw.Expr) -> nw.Expr:
    return nw.when(nw.col("baseline").is_null()).then(nw.lit("no_baseline")).otherwise(then)


def _needs_year_before(then: nw.Expr) -> nw.Expr:
    follows = nw.col("year_before") == nw.col("year") - 1
    reason = nw.when(follows).then(then).otherwise(nw.lit("missing_year"))
    reason = nw.when(follows & (nw.col("part_before") != "")).then(nw.lit("part_year")).otherwise(reason)
    return _needs_whole_year(reason)


def _needs_whole_year(then: nw.Expr) -> nw.Expr:
    """A growth in half a year is no year's growth."""
    return nw.when(nw.col("part") != "").then(nw.lit("part_year")).otherwise(then)


def _needs_all_years(then: nw.Expr, partials: nw.Expr) -> nw.Expr:
    expected = nw.col("year") - nw.col("first_year") + 1
    whole = (nw.col("years_so_far") == expected) & (expected > 0)
    reason = nw.when(whole).then(then).otherwise(nw.lit("missing_year"))
    return nw.when(whole & (partials > 0)).then(nw.lit("part_year")).otherwise(reason)


def _needs_alive() -> nw.Expr:
    return nw.when(nw.col("dead_so_far") > 0).then(nw.lit("no_meaning")).otherwise(nw.lit(""))
