"""Intervals: eight comparisons, the slack at their edges, and the laws that hold for all of them."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.model.target import About, Above, AtLeast, AtMost, Below, Better, Between, Done, Equal, Interval

D = Decimal
EDGES = st.decimals(min_value=-1000, max_value=1000, places=3)
VALUES = st.floats(min_value=-2000, max_value=2000, allow_nan=False)


@pytest.mark.parametrize(
    ("target", "low", "low_open", "high", "high_open"),
    [
        (AtLeast(bound=D(77)), D(77), False, None, False),
        (Above(bound=D(95)), D(95), True, None, False),
        (AtMost(bound=D(18)), None, False, D(18), False),
        (Below(bound=D(3)), None, False, D(3), True),
        (Equal(bound=D(5)), D(5), False, D(5), False),
        (Equal(bound=D(5), better=Better.HIGHER), D(5), False, None, False),
        (About(bound=D(69), tolerance=D(1)), D(68), False, D(70), False),
        (About(bound=D(6), tolerance=D("0.5"), better=Better.HIGHER), D("5.5"), False, None, False),
        (Between(low=D(10), high=D(20)), D(10), False, D(20), False),
        (Between(low=D(10), high=D(20), better=Better.HIGHER), D(10), False, None, False),
        (Between(low=D(10), high=D(20), better=Better.LOWER), None, False, D(20), False),
        (Done(), None, False, None, False),
    ],
)
def test_every_comparison_lowers_to_one_interval(
    target: AtLeast, low: Decimal | None, low_open: bool, high: Decimal | None, high_open: bool
) -> None:
    assert target.interval() == Interval(low, low_open, high, high_open)


@pytest.mark.parametrize(
    ("interval", "value", "met"),
    [
        (Interval(low=D("0.3")), 0.1 + 0.2, True),
        (Interval(low=D(95)), 94.96, False),
        (Interval(low=D(95), low_open=True), 95.0, False),
        (Interval(low=D(95), low_open=True), 95.00000009, False),  # 9e-8 ≤ 1e-9·95: it is the edge
        (Interval(low=D(95), low_open=True), 95.0000001, True),  # 1e-7 > 9.5e-8: it is past it
        (Interval(low=D(95), low_open=True), 95.001, True),
        (Interval(high=D(6), high_open=True), 5.9, True),
        (Interval(high=D(6), high_open=True), 6.0, False),
        (Interval(low=D(575), low_open=True), 575.1, True),
        (Interval(low=D("29.15")), 29.1, False),
        (Interval(low=D("79.43")), 79.4, False),
        (Interval(low=D(0), high=D(0)), 0.0, True),
    ],
)
def test_a_value_at_an_edge_is_the_edge(interval: Interval, value: float, met: bool) -> None:
    assert interval.holds(value) is met


def test_nan_lies_in_no_interval() -> None:
    assert not Interval().holds(math.nan)
    assert not Interval(low=D(0)).holds(math.nan)


@given(EDGES, EDGES, VALUES)
def test_tightening_a_bound_never_turns_unmet_into_met(one: Decimal, other: Decimal, value: float) -> None:
    loose, tight = sorted((one, other))

    assert not (AtLeast(bound=tight).interval().holds(value) and not AtLeast(bound=loose).interval().holds(value))
    assert not (AtMost(bound=loose).interval().holds(value) and not AtMost(bound=tight).interval().holds(value))


@given(EDGES, VALUES)
def test_mirroring_the_axis_swaps_at_least_and_at_most_and_nothing_else(edge: Decimal, value: float) -> None:
    assert AtLeast(bound=edge).interval().holds(value) == AtMost(bound=-edge).interval().holds(-value)
    assert Above(bound=edge).interval().holds(value) == Below(bound=-edge).interval().holds(-value)


@given(EDGES, st.decimals(min_value=0, max_value=1000, places=3), VALUES)
def test_open_is_closed_without_the_edge(edge: Decimal, width: Decimal, value: float) -> None:
    closed, open_ = AtLeast(bound=edge).interval(), Above(bound=edge).interval()

    on_edge = abs(value - float(edge)) <= 1e-9 * max(1.0, abs(float(edge)))

    assert open_.holds(value) == (closed.holds(value) and not on_edge)


@pytest.mark.parametrize("bound", [77, 77.0, "77", True, None, D("NaN"), D("Infinity")])
def test_a_bound_is_a_finite_decimal_and_nothing_else(bound: object) -> None:
    with pytest.raises(ValueError):
        AtLeast(bound=bound)  # type: ignore[arg-type]


def test_a_range_is_sorted_and_a_tolerance_positive() -> None:
    with pytest.raises(ValueError):
        Between(low=D(5), high=D(3))
    with pytest.raises(ValueError):
        About(bound=D(5), tolerance=D(0))
