"""Every line held against its rule: its actual, measure, verdict, pace, outlook, and the gap in things."""

from __future__ import annotations

from typing import Any, NamedTuple

import narwhals as nw

from planckeck.judgement.everyunit import own_lines
from planckeck.judgement.inexact import decided
from planckeck.judgement.measures import LINE, with_compared
from planckeck.judgement.open_sdg import with_open_sdg
from planckeck.judgement.outlook import TREND, with_outlook, with_trend
from planckeck.judgement.pace import moment_of, with_pace
from planckeck.judgement.products import product_states
from planckeck.judgement.series import SAID_NOTHINGS
from planckeck.judgement.things import with_gap_count
from planckeck.judgement.verdicts import with_verdicts
from planckeck.model.frames import FrameMaker

CELL = (
    "text",
    "conversion",
    "unit_written",
    "numerator",
    "denominator",
    "status",
    "note",
    "file",
    "sheet",
    "row_at",
    "column",
    "part",
)
BOUNDS = ("at_least", "at_most", "bounds_open")
_CELL_TEXTS = ("text", "conversion", "unit_written", "status", "note", "file", "sheet", "part")


class Actuals(NamedTuple):
    """What the lines are held against: all rows that feed an indicator, and of these one a line and year (`chosen`)
    with the series that they make; and whether the method of Open SDG is asked for."""

    fed: nw.LazyFrame[Any]
    chosen: nw.LazyFrame[Any]
    series: nw.LazyFrame[Any]
    open_sdg: bool


def hold(lines: nw.LazyFrame[Any], actuals: Actuals, make: FrameMaker) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any]]:
    """Return every line's row with its actual, its measure, its verdict and its pace; and the own lines of every-unit
    rules as they would be without any unit."""
    products = lines.filter(nw.col("kind") == "done")
    numbers = lines.filter(nw.col("kind") == "number")
    chosen = actuals.chosen
    series = actuals.series.select(*LINE, "year", "measure", "compared", "lack", *TREND)
    # pandas has no flag that may be null, and a line without a row has none: the flag goes through the join as a number
    is_open = nw.when(nw.col("bounds_open")).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    cells = chosen.select(*LINE, "year", "value", *BOUNDS, "at_end", *CELL).with_columns(bounds_open=is_open)
    numbers = numbers.join(cells, on=[*LINE, "year"], how="left").with_columns(bounds_open=nw.col("bounds_open") == 1)
    numbers = numbers.with_columns(bounds=decided()).drop(*BOUNDS)
    numbers = numbers.join(series, on=[*LINE, "year", "measure"], how="left")
    numbers = numbers.with_columns(
        lack=_lack(), done_on=_nothing(), said_done=_nothing(), date_needed=nw.lit(value=False)
    )
    products = product_states(products, actuals.fed, LINE, CELL)
    columns = numbers.collect_schema().names()
    products = products.with_columns(bounds=nw.lit(""), **{name: _nothing() for name in TREND})
    held = nw.concat([numbers, products.select(*columns)])
    held = held.with_columns(
        *(nw.when(nw.col(name).is_null()).then(nw.lit("")).otherwise(nw.col(name)).alias(name) for name in _CELL_TEXTS),
        at_end=nw.when(nw.col("at_end").is_null()).then(nw.col("year") * 10000 + 1231).otherwise(nw.col("at_end")),
    )
    held = make.settled(_latest(held, chosen))
    judged = make.settled(with_gap_count(with_outlook(with_pace(with_verdicts(held)))))
    judged = with_open_sdg(judged, chosen) if actuals.open_sdg else judged
    judged = judged.with_columns(units_total=_nothing(), units_failed=_nothing(), units_missing=_nothing())
    without_units = judged.filter(nw.col("part_of") == "own").with_columns(part_of=nw.lit(""))
    judged = judged.filter(nw.col("part_of") != "own")
    return make.settled(nw.concat([judged, own_lines(judged, without_units)])), without_units


def _nothing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def series_of(chosen: nw.LazyFrame[Any], rules: nw.LazyFrame[Any], measures: set[str]) -> nw.LazyFrame[Any]:
    """Return the compared value of every line, year and measure that has one, with the trend up to it.

    Columns: plan, indicator, region, level, year, measure, `compared`, `lack`, `TREND`, `one` (1 for a point of the
    trend), and of the actual `value`, `part`, `file`, `sheet`, `row_at`.
    """
    own = ("measure", "baseline", "baseline_year", "first_year", "sign", "start", "way_from", "whole_year")
    paths = rules.filter(nw.col("kind") == "number").select("plan", "indicator", *own)
    place = ("file", "sheet", "row_at", "column")
    known = chosen.filter(~nw.col("value").is_null()).select(*LINE, "year", "part", "at_end", "value", *place)
    series = known.join(paths.unique(), on=["plan", "indicator"], how="inner").with_columns(moment=moment_of())
    series = with_trend(with_compared(series, measures))
    return series.select(*LINE, "year", "measure", "compared", "lack", *TREND, "one", "value", "part", *place)


def _lack() -> nw.Expr:
    """Why m is missing: the measure's reason, else the nothing that the cell says, else that there is no actual."""
    cell = nw.col("status")
    said = cell.is_in(list(SAID_NOTHINGS))
    without = nw.when(nw.col("value").is_null() & said).then(cell).otherwise(nw.lit("no_actual"))
    without = nw.when(nw.col("bounds") != "").then(nw.lit("not_decided")).otherwise(without)
    return nw.when(nw.col("lack").is_null()).then(without).otherwise(nw.col("lack"))


def _latest(held: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add the latest year for which a line has a value."""
    known = chosen.filter(~nw.col("value").is_null())
    known = known.with_columns(known_in=nw.col("year").cast(nw.Float64))
    latest = known.group_by(*LINE).agg(latest_year=nw.col("known_in").max())
    return held.join(latest, on=list(LINE), how="left")
