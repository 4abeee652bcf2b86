"""Outlook: the change a year so far, and the line of least squares drawn on to the due date (DESIGN §4.4).

An extrapolation, and named so wherever it is shown. Lazy expressions over the series of a line in the order of its
years; the sums n, Σx, Σy, Σx², Σxy, Σy² are running sums, so that a year's outlook knows nothing of later years.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.model.measure import Measure
from planckeck.model.pace import Outlook

SERIES = ("plan", "indicator", "region", "level", "measure")
TRENDED = [Measure.LEVEL, Measure.CHANGE, Measure.PERCENT_CHANGE, Measure.CUMULATIVE, Measure.TOTAL_RATE]
"""Measures that have a start, so that a change a year means something."""

LAST_YEARS = 3
LEAST_POINTS = 3
ON_ONE_LINE = 1e-12
LAST_DIGITS = 1e-14
TREND = ("trend_points", "sum_x", "sum_y", "sum_xx", "sum_xy", "sum_yy", "offset", "compared_before")


def with_trend(series: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add the running sums (`TREND`) of every line and measure, up to and with each of its years.

    `series` has a row a line, measure and year with a value: `compared`, `moment` (t as a real year), `part`, and of
    its rule `start`, `way_from`, `first_year`, `whole_year`. x = moment − first_year, y = compared − offset: sums of
    squares of small numbers keep their digits. The points are the years of the period and (t0, s) where both are known.
    `compared_before` is the compared value of three years before.
    """
    has_start = ~nw.col("start").is_null() & ~nw.col("way_from").is_null()
    whole = ~(nw.col("whole_year") & (nw.col("part") != ""))
    after = ~has_start | (nw.col("moment") > nw.col("way_from"))
    counted = (nw.col("year") >= nw.col("first_year")) & after & whole & ~nw.col("compared").is_null()
    frame = series.with_columns(mean=nw.col("compared").mean().over(*SERIES))
    frame = frame.with_columns(
        offset=nw.when(has_start).then(nw.col("start")).otherwise(nw.col("mean")),
        x0=nw.when(has_start).then(nw.col("way_from") - nw.col("first_year")).otherwise(nw.lit(0.0)),
        from_start=nw.when(has_start).then(nw.lit(1.0)).otherwise(nw.lit(0.0)),
        one=nw.when(counted).then(nw.lit(1.0)).otherwise(nw.lit(0.0)),
    )
    frame = frame.with_columns(
        x=nw.when(nw.col("one") > 0).then(nw.col("moment") - nw.col("first_year")).otherwise(nw.lit(0.0)),
        y=nw.when(nw.col("one") > 0).then(nw.col("compared") - nw.col("offset")).otherwise(nw.lit(0.0)),
    )
    frame = frame.with_columns(xx=_product("x", "x"), xy=_product("x", "y"), yy=_product("y", "y"))
    # the baseline lies at (x0, 0): it adds to n, Σx and Σx² alone
    frame = frame.with_columns(
        trend_points=_running("one") + nw.col("from_start"),
        sum_x=_running("x") + nw.col("x0"),
        sum_y=_running("y"),
        sum_xx=_running("xx") + _product("x0", "x0"),
        sum_xy=_running("xy"),
        sum_yy=_running("yy"),
    )
    return _with_value_before(frame)


def _product(one: str, other: str) -> nw.Expr:
    return nw.col(one) * nw.col(other)


def _running(column: str) -> nw.Expr:
    return nw.col(column).cum_sum().over(*SERIES, order_by="year")


def _with_value_before(frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    earlier = frame.filter(nw.col("part") == "").select(
        *SERIES, (nw.col("year") + LAST_YEARS).alias("year"), nw.col("compared").alias("compared_before")
    )
    return frame.join(earlier, on=[*SERIES, "year"], how="left")


def with_outlook(judged: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add change_per_year, change_since, projected, projected_se, trend_per_year and outlook ('' for none).

    With x̄, ȳ the means, Sxx = Σx² − n·x̄², Sxy and Syy alike: slope b = Sxy/Sxx; projected = ȳ + b·(X − x̄) at the due
    date X; its standard error, of one new observation, is √(s²·(1 + 1/n + (X − x̄)²/Sxx)) with
    s² = (Syy − b·Sxy)/(n − 2).
    """
    judged = _with_change(judged)
    n = nw.col("trend_points")
    is_open = (nw.col("kind") == "number") & (nw.col("no_target") == "") & ~nw.col("due_now")
    is_open = is_open & (nw.col("moment") < nw.col("way_to")) & (nw.col("no_path") != "moving_bar")
    meant = is_open & (n >= LEAST_POINTS) & _is_trended() & ~nw.col("compared").is_null() & _whole()
    meant = meant & (nw.col("verdict") != "not_applicable")
    judged = judged.with_columns(points=nw.when(meant).then(n))
    count = nw.when(nw.col("points") > 0).then(nw.col("points"))
    judged = judged.with_columns(mean_x=nw.col("sum_x") / count, mean_y=nw.col("sum_y") / count)
    judged = judged.with_columns(
        s_xx=nw.col("sum_xx") - nw.col("points") * nw.col("mean_x") * nw.col("mean_x"),
        s_xy=nw.col("sum_xy") - nw.col("points") * nw.col("mean_x") * nw.col("mean_y"),
        s_yy=nw.col("sum_yy") - nw.col("points") * nw.col("mean_y") * nw.col("mean_y"),
        ahead=nw.col("way_to") - nw.col("first_year") - nw.col("mean_x"),
    )
    spread = nw.when(nw.col("s_xx") > 0).then(nw.col("s_xx"))
    judged = judged.with_columns(trend_points=nw.col("points"), trend_per_year=nw.col("s_xy") / spread)
    judged = judged.with_columns(
        projected=nw.col("offset") + nw.col("mean_y") + nw.col("trend_per_year") * nw.col("ahead"),
        projected_se=_standard_error(spread),
    )
    return judged.with_columns(outlook=_outlook())


def _whole() -> nw.Expr:
    return ~(nw.col("whole_year") & (nw.col("part") != ""))


def _is_trended() -> nw.Expr:
    return nw.col("measure").is_in([measure.value for measure in TRENDED])


def _with_change(judged: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """The mean change a year: over the last three years where the data reach back so far, else from the baseline."""
    t, m, since = nw.col("moment"), nw.col("compared"), nw.col("year") - LAST_YEARS
    has_start = ~nw.col("start").is_null() & ~nw.col("way_from").is_null()
    meant = (nw.col("kind") == "number") & ~m.is_null() & _is_trended() & _whole()
    recent = meant & ~nw.col("compared_before").is_null() & (~has_start | (since > nw.col("way_from")))
    from_start = meant & has_start & (t > nw.col("way_from"))
    years = nw.when(t > nw.col("way_from")).then(t - nw.col("way_from"))
    so_far = nw.when(from_start).then((m - nw.col("start")) / years)
    return judged.with_columns(
        change_per_year=nw.when(recent).then((m - nw.col("compared_before")) / (t - since)).otherwise(so_far),
        change_since=nw.when(recent)
        .then(since.cast(nw.Float64))
        .otherwise(nw.when(from_start).then(nw.col("way_from"))),
    )


def _standard_error(spread: nw.Expr) -> nw.Expr:
    freedom = nw.col("points") - 2
    left = nw.col("s_yy") - nw.col("trend_per_year") * nw.col("s_xy")
    # points on one line leave nothing but their last binary digits, and equal values those of their mean
    offset = ON_ONE_LINE * nw.col("offset")
    digits = nw.max_horizontal(ON_ONE_LINE * nw.col("s_yy"), LAST_DIGITS * nw.col("sum_yy"), offset * offset)
    left = nw.when(left > digits).then(left).otherwise(nw.lit(0.0))
    variance = left / nw.when(freedom > 0).then(freedom)
    reach = 1 + 1 / nw.when(nw.col("points") > 0).then(nw.col("points"))
    squared = variance * (reach + nw.col("ahead") * nw.col("ahead") / spread)
    known = ~nw.col("trend_per_year").is_null()
    return nw.when(known & (squared >= 0)).then(squared).sqrt()


def _outlook() -> nw.Expr:
    value = nw.col("projected")
    inside = (value >= nw.col("low_eff")) & (value <= nw.col("high_eff"))
    said = nw.when(inside).then(nw.lit(Outlook.LIKELY.value)).otherwise(nw.lit(Outlook.UNLIKELY.value))
    return nw.when(value.is_null()).then(nw.lit("")).otherwise(said)
