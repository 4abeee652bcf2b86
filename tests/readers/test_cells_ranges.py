"""Inside the ranges that a scan takes as they stand the cell reader has nothing to say."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planckeck.readers.cells import read_cell
from planckeck.readers.cells.ranges import are_plain, plain_ranges
from planckeck.readers.interface import Expectation, Raw

EDGES = st.one_of(st.none(), st.sampled_from([0.0, 0.5, 3.0, 18.0, 77.0, 95.0, 1200.0, 50000.0, -4.5]))


@given(
    unit=st.sampled_from(["%", "‰", "/10万", "人", "万人", "岁", "张/千人口", ""]),
    low=EDGES,
    high=EDGES,
    baseline=EDGES,
    cents=st.one_of(st.integers(-(10**6), 10**6), st.integers(-(10**9), 10**9)),
)
def test_a_value_in_a_plain_range_raises_no_finding(
    unit: str, low: float | None, high: float | None, baseline: float | None, cents: int
) -> None:
    expectation = Expectation(unit=unit, low=low, high=high, baseline=baseline)
    value = cents / 100

    if any(start <= value <= end for start, end in plain_ranges(unit, expectation)):
        cell = read_cell(Raw(f"{value:.2f}"), "", expectation)

        assert (cell.value, cell.findings, cell.status) == (value, (), "")


@given(
    unit=st.sampled_from(["%", "/10万", "人", "岁", "张/千人口", ""]),
    low=EDGES,
    high=EDGES,
    baseline=EDGES,
    ends=st.tuples(st.integers(-(10**6), 10**6), st.integers(-(10**6), 10**6)),
    power=st.integers(-4, 4),
)
def test_two_values_are_plain_where_one_plain_range_holds_both(
    unit: str, low: float | None, high: float | None, baseline: float | None, ends: tuple[int, int], power: int
) -> None:
    expectation = Expectation(unit=unit, low=low, high=high, baseline=baseline)
    least, most = sorted(end * 10.0**power for end in ends)

    found = are_plain(least, most, unit, expectation)

    assert found == any(start <= least and most <= end for start, end in plain_ranges(unit, expectation))
