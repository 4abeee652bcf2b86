"""Measures over several years are judged where the rows lie, however many there are; counts known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.assessment import Verdict
from tests.large.making import HEAD, write_table
from tests.large.test_every_result import streamed
from tests.large.test_same_results import judged

REGIONS = 60_000
PLAN = HEAD + (
    "- {id: beds, name: 新增床位, unit: 张, measure: cumulative, comparison: at_least, target: 15, "
    "constraint: binding, applies_to: {level: 县}}\n"
)


def write_beds(folder: Path) -> None:
    """Every county adds 1, 2, 3, 4 and 5 beds, 15 in five years; every third one has no row of 2018."""
    lines = "".join(
        f"县{region:06},县,beds,{year},{year - 2015}\n"
        for region in range(REGIONS)
        for year in range(2016, 2021)
        if region % 3 or year != 2018
    )
    (folder / "land.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "a.csv").write_text(f"region,level,indicator,year,value\n{lines}", encoding="utf-8")


def test_sums_over_the_period_are_made_of_any_number_of_rows(tmp_path: Path) -> None:
    write_beds(tmp_path)

    found = judged(tmp_path, "duckdb", all_years=True)

    met, every = REGIONS * 2 // 3, REGIONS * 5
    # a third lacks 2018, and with it the sums of 2019 and 2020; 1, 3, 6 and 10 beds are not yet 15
    without = REGIONS // 3 * 3
    assert found.counts.overall[Verdict.MET] == met
    assert found.counts.overall[Verdict.NO_DATA] == without
    assert found.counts.overall[Verdict.NOT_DUE] == every - met - without
    assert found.counts.total == every
    assert "PK364" not in {one.code for one in found.findings}


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("cumulative", {2016: 10, 2017: 30, 2018: 60, 2020: None}),
        ("total_rate", {2016: 10, 2017: 32, 2018: 71.6, 2020: None}),
        ("average_rate", {2016: 10, 2017: (1.1 * 1.2) ** 0.5 * 100 - 100, 2018: 19.722, 2020: None}),
        ("yearly_change", {2016: 5, 2017: 10, 2018: 10, 2020: None}),
        ("yearly_percent_change", {2016: 100, 2017: 100, 2018: 50, 2020: None}),
    ],
)
def test_a_series_of_a_scan_is_what_the_formula_says_by_hand(
    tmp_path: Path, measure: str, expected: dict[int, float | None]
) -> None:
    """5, 10, 20 and 30 in the years from 2015, none in 2019, so that 2020 has no series."""
    fields = f'unit: "%", measure: {measure}, comparison: at_least, target: 500, applies_to: {{level: 县}}'
    (tmp_path / "land.yaml").write_text(HEAD + "- {id: i0, name: 指标0, " + fields + "}\n", encoding="utf-8")
    values = {2015: 5, 2016: 10, 2017: 20, 2018: 30, 2020: 40}
    rows = [
        [region, "县", "i0", str(year), str(value)] for region in ("县一", "县二") for year, value in values.items()
    ]
    write_table(tmp_path / "a.csv", [*rows, ["县二", "县", "i0", "2019", "未报"]])

    found = streamed(judged(tmp_path, "duckdb", all_years=True), tmp_path)

    # 县二 has a row that only the readers understand, so that all of its series is read by them
    for region in ("县一", "县二"):
        compared = {year: found["i0", region, year]["compared"] for year in expected}
        assert compared == pytest.approx(expected, abs=0.01, nan_ok=True)
