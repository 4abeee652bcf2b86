"""A plan's own line of an every-unit rule, made of units that are judged where they lie; counts known by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.assessment import Verdict
from tests.large.making import HEAD
from tests.large.test_same_results import judged

UNITS = 3000
PLAN = HEAD + (
    '- {id: vaccination, name: 接种率, unit: "%", comparison: at_least, target: 90, constraint: binding, '
    "applies_to: {level: 镇, every_unit: true}}\n"
)


def write_units(folder: Path, **other: str) -> None:
    """Write 95 for every unit; `other` are the values of some, "" to leave their row out."""
    (folder / "land.yaml").write_text(PLAN, encoding="utf-8")
    values = {f"u{unit:04}": "95" for unit in range(UNITS)} | other
    rows = "".join(f"{unit},镇,vaccination,2020,{value}\n" for unit, value in values.items() if value)
    # every unit is known by its row of another year
    rows += "".join(f"{unit},镇,vaccination,2019,95\n" for unit in values)
    (folder / "a.csv").write_text(f"region,level,indicator,year,value\n{rows}", encoding="utf-8")


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ({}, Verdict.MET),
        ({"u0500": "89.9"}, Verdict.UNMET),
        ({"u0500": "89.9", "u0700": ""}, Verdict.UNMET),
        ({"u0700": ""}, Verdict.NO_DATA),
        ({"u0700": "未报"}, Verdict.NO_DATA),
        ({"u0700": "９１"}, Verdict.MET),
        ({"u0700": "８９"}, Verdict.UNMET),
    ],
)
def test_one_unit_decides_the_line_of_thousands(tmp_path: Path, other: dict[str, str], verdict: Verdict) -> None:
    write_units(tmp_path, **other)

    found = judged(tmp_path, "duckdb")

    assert found.counts.overall[verdict] == found.counts.total == 1


def test_the_line_shows_the_worst_unit_with_its_place_and_counts_them_all(tmp_path: Path) -> None:
    write_units(tmp_path, u0500="80", u0600="81", u0700="未报", u0800="")

    found = judged(tmp_path, "duckdb")

    (line,) = found.worst
    assert (line.region, line.actual, line.gap, line.units_total) == ("国", 80.0, 10.0, UNITS)
    # the header is line 1
    assert line.actual_at == f"{(tmp_path / 'a.csv').as_posix()}:{500 + 2}"


def test_units_that_are_asked_for_without_their_line_are_counted_for_themselves(tmp_path: Path) -> None:
    write_units(tmp_path, u0500="80")

    found = judged(tmp_path, "duckdb", regions=("u0500", "u0501"))

    assert (found.counts.overall[Verdict.UNMET], found.counts.overall[Verdict.MET]) == (1, 1)
