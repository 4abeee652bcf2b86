from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.reports import numbers


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.6300000000000001, "0.63"),
        (77.0, "77"),
        (-0.0, "0"),
        (1e-7, "0.0000001"),
        (126000000000000.0, "126000000000000"),
        (-12.5, "-12.5"),
        (0.1 + 0.2, "0.3"),
    ],
)
def test_a_figure_has_12_significant_digits_and_no_exponent(value: float, text: str) -> None:
    assert numbers.exact(value) == text


@pytest.mark.parametrize(
    ("value", "edges", "least", "text"),
    [
        (94.96, (95.0,), 0, "94.96"),
        (92.0312, (90.0,), 0, "92.0312"),
        (12.658227848101266, (10.0,), 0, "12.66"),
        (94.99962, (95.0,), 0, "94.9996"),
        (94.999999999, (95.0,), 0, "94.999999999"),
        (95.0000004, (95.0,), 1, "95.0000004"),
        (0.000123456, (), 0, "0.00012"),
        (66.66666666666667, (70.0,), 3, "66.667"),
        (-2.658227848101266, (0.0,), 0, "-2.66"),
        (4.994494, (4.991,), 0, "4.994"),
        (1.40625, (1.40625,), 0, "1.40625"),
    ],
)
def test_a_rounded_figure_never_falls_on_an_edge(value: float, edges: tuple[float, ...], least: int, text: str) -> None:
    assert numbers.shown(value, edges, least) == text


_NEAR = st.floats(-1e6, 1e6).flatmap(lambda edge: st.tuples(st.just(edge), st.floats(edge - 0.01, edge + 0.01)))


@given(_NEAR)
def test_what_is_shown_stands_on_the_value_s_side_of_an_edge(pair: tuple[float, float]) -> None:
    edge, value = pair

    shown = Decimal(numbers.shown(value, (edge,)))

    bar = Decimal(numbers.exact(edge))
    assert shown.compare(bar) == Decimal(numbers.exact(value)).compare(bar)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_what_is_not_finite_is_nothing(value: float) -> None:
    assert numbers.machine_number(value) is None


@pytest.mark.parametrize(("text", "count"), [("≥2.10", 2), ("＜3", 0), ("3~5.5", 1), ("", 0), ("≥９５．５", 1)])
def test_decimals_are_those_of_the_last_figure(text: str, count: int) -> None:
    assert numbers.decimals(text) == count
