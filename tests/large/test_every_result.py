"""What a scan writes of every result is what reading row by row gives, and what the rules say in plain Python."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planckeck.large.stream import COLUMNS
from planckeck.model.assessment import Assessment
from planckeck.model.measure import OVER_PERIOD, YEARLY
from planckeck.pipeline import usable_plans
from tests.large.making import EXAMPLES, made_plan, made_rows, write_table
from tests.large.test_same_results import judged

Row = dict[str, Any]


def streamed(assessment: Assessment, folder: Path) -> dict[tuple[Any, ...], Row]:
    assert assessment.stream is not None
    assessment.stream(str(folder / "r.parquet"), "parquet")
    return keyed(pl.read_parquet(folder / "r.parquet").rows(named=True))


def keyed(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    """A row by indicator, region and year; a unit may be named as its plan's region is, so it has a number too."""
    found: dict[tuple[Any, ...], Row] = {}
    for row in sorted(rows, key=lambda row: (row["verdict"], str(row["reason"]), row["actual"] or 0.0)):
        key: tuple[Any, ...] = (row["indicator"], row["region"], row["year"])
        while key in found:
            key = (*key, 2)
        found[key] = row
    return found


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return bool(one == other)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_every_result_of_a_scan_is_that_of_reading_row_by_row(tmp_path: Path, seed: int) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    write_table(tmp_path / "a.csv", made_rows(seed + 1))

    written = streamed(judged(tmp_path, "duckdb", all_years=True), tmp_path)

    read = keyed(asdict(one) for one in judged(tmp_path, "polars", all_years=True).results())
    assert written.keys() == read.keys()
    wrong = [
        (key, name, row[name], read[key][name])
        for key, row in written.items()
        for name in COLUMNS
        if not same(row[name], read[key][name])
    ]
    assert wrong == []


def compared(measure: str, value: float, baseline: float | None, years: int) -> float | None:
    """m of DESIGN §4.2 by hand, None where it has no meaning."""
    if measure == "level":
        return value
    if baseline is None or (measure != "change" and years <= 0 and measure.startswith("average")):
        return None
    if measure == "change":
        return value - baseline
    if measure == "percent_change":
        return (value / baseline - 1) * 100 if baseline > 0 else None
    if measure == "average_annual_change":
        return (value - baseline) / years
    return ((value / baseline) ** (1 / years) - 1) * 100 if baseline > 0 and value > 0 else None


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_every_verdict_on_a_scanned_number_is_that_of_the_interval(tmp_path: Path, seed: int) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    write_table(tmp_path / "a.csv", made_rows(seed + 1))

    written = streamed(judged(tmp_path, "duckdb", all_years=True), tmp_path)

    loaded = usable_plans([str(tmp_path / "land.yaml")])[0]
    for (indicator, region, year, *_), row in written.items():
        if row["actual"] is None or row["part"] is not None or region == "国":
            continue  # the plan's own line of all units shows the worst of them
        promises = loaded.promises[indicator]
        promise = next((one for one in promises if year <= one.due_year), promises[-1])
        if promise.measure in YEARLY | OVER_PERIOD:
            continue  # of a series: see test_series
        baseline = loaded.baselines[indicator]
        start = float(baseline.value) if baseline is not None and baseline.value is not None else None
        m = compared(promise.measure.value, row["actual"], start, year - 2015)
        expected = "no_data" if m is None else "met" if promise.interval.holds(m) else None
        expected = expected or ("unmet" if year >= promise.due_year else "not_due")
        assert row["verdict"] == expected, row
        assert same(row["compared"], m)
