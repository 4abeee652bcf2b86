"""Suspicions about whole columns: what they ask about, and what they leave alone."""

from __future__ import annotations

from typing import Any

from planckeck.model.names import name_key
from planckeck.readers.interface import Expectation
from planckeck.readers.suspicions import suspicions
from tests.readers.test_messy import row, suspected


def test_a_confirmed_row_is_not_asked_about() -> None:
    rows = [row(2019, 104, unit="%", row=2), row(2020, 105.3, unit="%", row=3)]
    expected = {name_key("指标"): Expectation(unit="%", low=95.0)}

    found = list(suspicions(rows, expected, {("data.csv", "", 3)}))

    assert [finding.place.line for finding in found] == [2]


def test_a_product_is_not_asked_about() -> None:
    assert suspected([row(2019, 1), row(2020, 1)], is_product=True) == []


def test_values_to_date_are_no_copies() -> None:
    assert suspected([row(2019, 77.53, part="H1"), row(2020, 77.53, part="H1")]) == []


def test_the_same_value_in_another_region_is_no_copy() -> None:
    assert suspected([row(2019, 77.53), row(2020, 77.53, "乙县")]) == []


def test_a_copy_is_said_with_both_years_and_its_cell() -> None:
    rows = [row(2019, 77.53), row(2020, 77.53, row=3, file="data.xlsx", sheet="表1", column=5)]

    (finding,) = suspicions(rows, {name_key("指标"): Expectation()})

    assert str(finding.place) == "data.xlsx[表1]:E3"
    assert finding.message.text() == "指标, 甲县: 77.53 of 2020 equals that of 2019 to the last digit"


def test_targets_in_another_unit_are_still_recognised() -> None:
    pasted = [row(2020, 120_000, region, unit="人") for region in ("甲县", "乙县", "丙县")]

    assert suspected(pasted, unit="万人", low=12.0) == ["PK349"]


def test_rows_without_values_raise_no_suspicion() -> None:
    rows: list[dict[str, Any]] = [row(year, None, status="not_reported") for year in (2018, 2019, 2020)]

    assert suspected(rows, unit="%", low=95.0) == []


def test_an_unknown_indicator_is_only_held_against_itself() -> None:
    rows = [row(2019, 77.53), row(2020, 77.53)]

    assert [finding.code for finding in suspicions(rows, {})] == ["PK348"]
