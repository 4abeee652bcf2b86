"""Many regions, worked by hand: ranks, medians, spreads, and who moved against the year before."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.model.assessment import Result
from planckeck.reports.markdown import summary
from planckeck.reports.regions import line_key, move, overviews
from tests.reports.samples import assessment, result


def line(region: str, indicator: str, value: float | None, low: float = 10.0, **fields: object) -> Result:
    verdict = "no_data" if value is None else "met" if value >= low else "unmet"
    own = {
        "region": region, "indicator": indicator, "name": indicator, "year": 2020, "due": "2020", "low": low,
        "low_open": False, "comparison": "at_least", "actual": value, "compared": value, "verdict": verdict,
        "gap": None if value is None else max(0.0, low - value),
        "relative_gap": None if value is None else max(0.0, low - value) / low,
    }  # fmt: skip
    return result(**(own | fields))


INDICATORS = {"a": "life-expectancy", "b": "infant-mortality"}
"""Indicators of the sample plan."""

FOUR = [
    line("甲", "a", 12.0), line("甲", "b", 11.0),
    line("乙", "a", 9.0), line("乙", "b", 10.0),
    line("丙", "a", 8.0), line("丙", "b", 6.0),
    line("丁", "a", None), line("丁", "b", None),
]  # fmt: skip


def test_regions_rank_by_what_they_met_of_what_is_due() -> None:
    """甲 2 of 2, 乙 1 of 2, 丙 0 of 2, 丁 nothing."""
    (made,) = overviews(FOUR, {})

    assert [(place.region, place.rank, place.rate) for place in made.places] == [
        ("甲", 1, 100.0),
        ("乙", 2, 50.0),
        ("丙", 3, 0.0),
        ("丁", None, None),
    ]


def test_the_median_gap_is_of_the_misses_alone() -> None:
    """丙 misses by 20 % and 40 % of the target: 30 %; 乙 by 10 %."""
    (made,) = overviews(FOUR, {})

    assert [place.gap for place in made.places] == [None, 0.1, pytest.approx(0.3), None]


def test_equal_rates_share_a_rank_and_the_next_is_left_out() -> None:
    (made,) = overviews([line("甲", "a", 12.0), line("乙", "a", 11.0), line("丙", "a", 1.0)], {})

    assert [place.rank for place in made.places] == [1, 1, 3]


def test_a_spread_is_minimum_quartiles_and_maximum() -> None:
    """8, 9, 12: the median is 9, the quartiles lie half-way to it."""
    (made,) = overviews(FOUR, {})
    own = made.spreads[0]

    assert own.five == (8.0, 8.5, 9.0, 10.5, 12.0)
    assert own.count == 3
    assert own.farthest is not None
    assert own.farthest.region == "丙"
    assert dict(own.verdicts) == {"met": 1, "unmet": 2, "no_data": 1}


def test_one_region_is_no_overview_and_units_are_no_regions() -> None:
    assert overviews([line("甲", "a", 12.0), line("镇", "a", 9.0, part_of="甲")], {}) == []


def test_of_several_years_the_last_is_shown() -> None:
    before = [replace(one, year=2019, actual=1.0, compared=1.0, verdict="not_due") for one in FOUR]
    (made,) = overviews([*FOUR, *before], {})

    assert made.year == 2020
    assert made.cells["甲", "a"].compared == 12.0


def test_the_summary_ranks_regions_and_names_who_is_farthest() -> None:
    """甲 2 of 2, 乙 1 of 2 with a gap of 10 %, 丙 none with a median of 30 %; a is 8 to 12 around 9."""
    known = [replace(one, indicator=name, is_due=True) for one in FOUR for name in [INDICATORS[one.indicator]]]
    text = summary(assessment(known, findings=()), str, "0.1.0")

    for row in (
        "| 1 | 甲 | 100% | 2 | 0 | 0 | 0 | 0 | — |",
        "| 2 | 乙 | 50% | 1 | 1 | 0 | 0 | 0 | 10% |",
        "| 3 | 丙 | 0% | 0 | 2 | 0 | 0 | 0 | 30% |",
        "| — | 丁 | — | 0 | 0 | 0 | 2 | 0 | — |",
        "| a | — | 1 | 2 | 0 | 1 | 9 | 8 – 12 | 丙 (8) |",
    ):
        assert row in text


def test_of_many_regions_the_summary_ranks_both_ends() -> None:
    lines = [line(f"r{number:02}", INDICATORS["a"], 100.0 + number, is_due=True) for number in range(30)]
    text = summary(assessment(lines, findings=()), str, "0.1.0")

    assert "10 regions in the middle are not shown; --format html has all of them" in text


MOVED = [
    (9.0, 11.0, "reached"),
    (8.0, 9.0, "closer"),
    (9.0, 9.0, "same"),
    (11.0, 12.0, "same"),
    (9.0, 8.0, "farther"),
    (11.0, 9.0, "lost"),
    (10.0, 12.0, "same"),
]


@pytest.mark.parametrize(("before", "now", "expected"), MOVED)
def test_who_moved_is_told_by_the_distance_to_the_target(before: float, now: float, expected: str) -> None:
    one = line("甲", "a", now)

    assert move(one, {line_key(one): ((2019, before), (2020, now))}) == expected


def test_an_open_edge_is_reached_only_beyond_it() -> None:
    one = line("甲", "a", 11.0, low_open=True)

    assert move(one, {line_key(one): ((2019, 10.0),)}) == "reached"


def test_without_the_year_before_nobody_moved() -> None:
    one = line("甲", "a", 11.0)

    assert move(one, {line_key(one): ((2018, 9.0),)}) is None
    assert move(replace(one, low=None), {line_key(one): ((2019, 9.0),)}) is None


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_a_move_there_and_back_is_its_own_contrary(before: float, now: float) -> None:
    contrary = {"reached": "lost", "lost": "reached", "closer": "farther", "farther": "closer", "same": "same"}
    there, back = line("甲", "a", now), line("甲", "a", before)

    first = move(there, {line_key(there): ((2019, before),)})
    assert first is not None
    assert move(back, {line_key(back): ((2019, now),)}) == contrary[first]
