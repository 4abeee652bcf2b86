"""A scan gives what reading row by row gives: counts, the worst, what fails, and every finding about the data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planckeck.model.assessment import Assessment
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from tests.large.making import EXAMPLES, made_plan, made_rows, write_table

SUSPICIONS = {"PK346", "PK347", "PK348", "PK349"}
"""What compares a value with its neighbours; of such a finding a scan says that it does not look for it."""


def judged(folder: Path, engine: str, **asked: Any) -> Assessment:
    return assess_any(
        Request(ReadRequest((str(folder / "a.csv"),)), (str(folder / "land.yaml"),), engine=engine, **asked)
    )


def said(assessment: Assessment) -> set[str]:
    return {
        f"{one.code} {one.place} {one.message.text()}"
        for one in assessment.findings
        if one.code not in SUSPICIONS | {"PK314", "PK344", "PK365", "PK366"}
    }


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(seed=65536, all_years=True)  # more misses without a relative gap than are shown
@given(seed=st.integers(0, 10**9), all_years=st.booleans())
def test_a_scan_counts_finds_and_ranks_as_reading_row_by_row_does(tmp_path: Path, seed: int, all_years: bool) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    write_table(tmp_path / "a.csv", made_rows(seed + 1))

    scanned = judged(tmp_path, "duckdb", all_years=all_years)

    read = judged(tmp_path, "polars", all_years=all_years)
    assert scanned.method.engine == "duckdb"
    assert scanned.counts.overall == read.counts.overall
    assert scanned.counts.by_constraint == read.counts.by_constraint
    assert scanned.counts.paces == read.counts.paces
    assert (scanned.failures, scanned.years) == (read.failures, read.years)
    assert scanned.worst == read.worst
    assert said(scanned) == said(read)


@pytest.mark.parametrize("text", ["nan", "inf", "1_000", "1e400", "True", "５", "77.5%"])
def test_what_is_no_plain_decimal_is_read_alike_on_every_engine(tmp_path: Path, text: str) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1, 1), encoding="utf-8")
    write_table(tmp_path / "a.csv", [["县一", "县", "i0", "2020", text], ["县二", "县", "i0", "2020", "81.5"]])

    every = [judged(tmp_path, engine) for engine in ("duckdb", "polars", "pandas")]

    assert every[0].counts.overall == every[1].counts.overall == every[2].counts.overall
    assert said(every[0]) == said(every[1]) == said(every[2])
    assert every[0].worst == every[1].worst == every[2].worst


@settings(
    max_examples=max(2, EXAMPLES // 4), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9), regions=st.sampled_from([("县001",), ("国",), ("国", "县002")]))
def test_filters_leave_the_same_lines_of_a_scan(tmp_path: Path, seed: int, regions: tuple[str, ...]) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    write_table(tmp_path / "a.csv", made_rows(seed + 1))

    scanned = judged(tmp_path, "duckdb", all_years=True, regions=regions)

    read = judged(tmp_path, "polars", all_years=True, regions=regions)
    assert (scanned.counts.overall, scanned.counts.paces) == (read.counts.overall, read.counts.paces)
    assert (scanned.failures, scanned.worst) == (read.failures, read.worst)
