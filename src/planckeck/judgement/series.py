"""The series behind a line: when a value's period ends, and which row speaks for a year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import narwhals as nw

from planckeck.judgement.places import AT, place_of
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.measure import Measure
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import SLACK
from planckeck.notation import format_number
from planckeck.problems import Diagnostic
from planckeck.problems.kinds import diagnose

SAID_NOTHINGS = (
    "blank",
    "no_such_item",
    "too_small",
    "not_reported",
    "unreadable",
    "conflicting_values",
    "units_missing",
    "no_meaning",
)
"""The statuses of a row that say why it has no value; reasons of a result by the same names."""

PART_ENDS: dict[str, int] = {
    "": 1231,
    "H1": 630,
    "H2": 1231,
    **{f"Q{number}": end for number, end in enumerate((331, 630, 930, 1231), start=1)},
    **{
        f"M{month:02}": month * 100 + days
        for month, days in enumerate((31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31), start=1)
    },
}
"""The last day (mmdd) of what a value to date covers; 29 February, so that a month holds every due date in it."""


def with_part_ends(fed: nw.LazyFrame[Any], make: FrameMaker) -> nw.LazyFrame[Any]:
    """Add `at_end` (yyyymmdd), the last day that a value covers."""
    ends = make({"part": (Kind.TEXT, list(PART_ENDS)), "part_end": (Kind.WHOLE, list(PART_ENDS.values()))})
    joined = fed.join(ends, on="part", how="left")
    return joined.with_columns(at_end=nw.col("year") * 10000 + nw.col("part_end")).drop("part_end")


def chosen_rows(fed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Keep one row a line and year: one with a value before one without, the whole year before a part, a later part
    before an earlier one."""
    year = ("plan", "indicator", "region", "level", "year")
    bounded = ~nw.col("at_least").is_null() | ~nw.col("at_most").is_null()
    says = ~nw.col("value").is_null() | bounded | (nw.col("status") == "not_applicable")
    has_value = nw.when(says).then(nw.lit(1)).otherwise(nw.lit(0))
    whole = nw.when(nw.col("part") == "").then(nw.lit(1)).otherwise(nw.lit(0))
    weighed = fed.with_columns(weight=has_value * 10_000_000_000 + nw.col("at_end") * 10 + whole)
    weighed = weighed.with_columns(heaviest=nw.col("weight").max().over(*year))
    kept = weighed.filter(nw.col("weight") == nw.col("heaviest")).unique(subset=list(year), keep="any")
    return kept.drop("weight", "heaviest")


def baseline_findings(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> Iterator[Diagnostic]:
    """Yield actuals of a baseline's year that contradict the baseline; both are kept."""
    own = {loaded.plan.id: loaded for loaded in plans}
    rows = fed.filter(~nw.col("value").is_null() & (nw.col("part") == "") & (nw.col("level") == ""))
    for row in rows.select("plan", "indicator", "region", "year", "value", *AT).sort(*AT).collect().rows(named=True):
        loaded = own[row["plan"]]
        baseline = loaded.baselines.get(row["indicator"])
        if (
            baseline is None
            or baseline.value is None
            or baseline.year != row["year"]
            or _is_rate(loaded, row["indicator"])
        ):
            continue
        stated = float(baseline.value)
        if row["region"] == loaded.plan.region and abs(row["value"] - stated) > SLACK * max(1.0, abs(stated)):
            yield diagnose(
                "PK308",
                place_of(row),
                related=loaded.place(row["indicator"], "baseline"),
                indicator=loaded.indicator(row["indicator"]).name,
                value=f"{row['value']:.12g}",
                year=row["year"],
                baseline=format_number(baseline.value),
            )


def _is_rate(loaded: LoadedPlan, indicator_id: str) -> bool:
    """Tell whether the data are yearly rates, whose baseline is another year's rate, not a level to agree with."""
    return any(
        promise.measure in {Measure.TOTAL_RATE, Measure.AVERAGE_RATE, Measure.CUMULATIVE}
        for promise in loaded.promises[indicator_id]
    )
