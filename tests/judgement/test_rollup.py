"""Regions tables: names, levels, and parents' rates from the sums of their children."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.assessment import Assessment
from planckeck.model.regions import Region, RegionTable
from planckeck.problems import InputError
from planckeck.readers.regions import read_regions
from tests.judging import assessed

TABLE = """code,name,parent,level
4200,乙市,,市
4201,甲县,4200,县
4202,丙县,4200,县
4203,丁县,4200,县
420101,城关镇,4201,镇
420201,城关镇,4202,镇
"""
HEAD = """id: plan
title: 规划
region: 乙市
period: 2016-2020
"""
RATE = "- {id: beds, name: 床位, unit: 张/千人口, comparison: at_least, target: 6}\n"
COUNTIES = "甲县,床位,2020,,,,,600,100000\n4202,床位,2020,,,,,900,150000\n丁县,床位,2020,,,,,1000,250000\n"


@pytest.fixture
def regions(tmp_path: Path) -> str:
    path = tmp_path / "regions.csv"
    path.write_text(TABLE, encoding="utf-8")
    return str(path)


def rolled(tmp_path: Path, regions: str, plan: str, rows: str, **request: object) -> Assessment:
    return assessed(tmp_path, plan, rows, HEAD, regions_file=regions, roll_up=True, fail_on="never", **request)


def test_the_citys_rate_is_that_of_the_sums_and_not_the_mean_of_the_rates(tmp_path: Path, regions: str) -> None:
    city = next(rolled(tmp_path, regions, RATE, COUNTIES).results())

    # 600 + 900 + 1000 = 2500 beds for 500 000 people: 5; the rates 6, 6 and 4 have the mean 5.33
    assert (city.region, city.actual, city.verdict, city.gap) == ("乙市", 5, "unmet", 1)
    assert (city.numerator, city.denominator, city.note) == (2500, 500000, "3/3")
    assert (city.units_total, city.units_missing) == (3, ())
    assert city.actual_at == "roll-up:2"


def test_a_missing_county_makes_the_city_no_data(tmp_path: Path, regions: str) -> None:
    assessment = rolled(tmp_path, regions, RATE, "\n".join(COUNTIES.splitlines()[:2]))

    city = next(assessment.results())
    assert (city.verdict, city.reason, city.note) == ("no_data", "units_missing", "2/3")
    assert (city.units_total, city.units_missing, city.units_failed) == (3, ("丁县",), None)
    assert [finding.code for finding in assessment.findings] == []


def test_with_allow_partial_the_rest_is_judged_and_the_coverage_said(tmp_path: Path, regions: str) -> None:
    city = next(rolled(tmp_path, regions, RATE, "\n".join(COUNTIES.splitlines()[:2]), allow_partial=True).results())

    assert (city.actual, city.note, city.verdict) == (6, "2/3", "met")  # 1500 / 250 000 · 1000
    assert city.units_missing == ("丁县",)


def test_a_county_with_a_rate_alone_is_not_averaged_in(tmp_path: Path, regions: str) -> None:
    rows = COUNTIES.replace("丁县,床位,2020,,,,,1000,250000", "丁县,床位,2020,4")

    city = next(rolled(tmp_path, regions, RATE, rows).results())

    assert (city.verdict, city.reason) == ("no_data", "units_missing")


def test_what_a_parent_reports_itself_stands(tmp_path: Path, regions: str) -> None:
    city = next(rolled(tmp_path, regions, RATE, COUNTIES + "乙市,床位,2020,5.9\n").results())

    assert (city.actual, city.note) == (5.9, None)


def test_towns_go_into_counties_and_these_into_the_city(tmp_path: Path, regions: str) -> None:
    rows = COUNTIES.replace("甲县,床位", "420101,床位").replace("4202,床位", "丙县城关镇,床位")

    city = next(rolled(tmp_path, regions, RATE, rows).results())

    assert (city.actual, city.note) == (5, "3/3")


def test_a_name_that_two_regions_share_wants_its_parent(tmp_path: Path, regions: str) -> None:
    assessment = rolled(tmp_path, regions, RATE, COUNTIES + "城关镇,床位,2020,,,,,1,1000\n")

    assert [finding.code for finding in assessment.findings] == ["PK323"]
    assert "甲县城关镇, 丙县城关镇" in assessment.findings[0].message.text()


def test_the_table_says_which_units_there_are(tmp_path: Path, regions: str) -> None:
    plan = "- {id: t, name: 队伍, unit: 人, applies_to: {level: 县, every_unit: true}, target: ≥400}\n"
    rows = "甲县,队伍,2020,400\n丙县,队伍,2020,400\n"

    own = next(assessed(tmp_path, plan, rows, HEAD, regions_file=regions, fail_on="never").results())

    assert (own.verdict, own.reason, own.units_missing) == ("no_data", "units_missing", ("丁县",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("code,label\n1,甲\n", "no column name"),
        ("code,name,parent,level\n1,甲,9,县\n", "the parent 9 of 甲 is not in the table"),
        ("code,name,parent,level\n1,甲,2,县\n2,乙,1,县\n", "甲 lies in a circle of parents"),
        ("code,name\n1,甲\n1,乙\n", "code 1 stands twice, first in line 2"),
        ("code,name,valid_from\n1,甲,soon\n", "soon is no year"),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "regions.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match=said):
        read_regions(str(path))


def test_a_circle_of_parents_is_said_once(tmp_path: Path) -> None:
    path = tmp_path / "regions.csv"
    path.write_text("code,name,parent\n1,甲,2\n2,乙,3\n3,丙,2\n4,丁,4\n5,戊,5\n", encoding="utf-8")

    with pytest.raises(InputError) as refused:
        read_regions(str(path))

    assert [finding.place.line for finding in refused.value.diagnostics] == [3, 5, 6]


def test_codes_are_text_and_rows_hold_for_their_years() -> None:
    table = RegionTable((Region("01", "甲", valid_to=2018), Region("1", "乙", "01", valid_from=2019)))

    assert [region.name for region in table.find("01")] == ["甲"]
    assert (table.children("01", 2018), [region.name for region in table.children("01", 2019)]) == ((), ["乙"])
