"""Targets as planckeck prints them; what is printed here, `parse_target` reads back."""

from __future__ import annotations

from decimal import Decimal
from typing import assert_never

from planckeck.model.target import About, Above, AtLeast, AtMost, Below, Between, Comparison, Done, Equal, Target
from planckeck.notation.numerals import format_number
from planckeck.notation.quantities import ratio_side

_SIGNS = {
    Comparison.AT_LEAST: "≥",
    Comparison.ABOVE: ">",
    Comparison.AT_MOST: "≤",
    Comparison.BELOW: "<",
    Comparison.EQUAL: "=",
}


def print_target(target: Target, unit: str | None = None) -> str:
    """Return a target in the notation that is read back: ≥77 >40 ≤18 <10 =5 69±1 3~5 完成; ≥1:1.2 in a ratio's unit.

    `better` does not show: it is the plan file's own.
    """
    match target:
        case AtLeast() | Above() | AtMost() | Below() | Equal():
            return f"{_SIGNS[target.comparison]}{_figure(target.bound, unit)}"
        case About():
            return f"{_figure(target.bound, unit)}±{format_number(target.tolerance)}"
        case Between():
            return f"{_figure(target.low, unit)}~{_figure(target.high, unit)}"
        case Done():
            return "完成"
        case _:
            assert_never(target)


def _figure(value: Decimal, unit: str | None) -> str:
    side = ratio_side(unit)
    number = format_number(value)
    return number if side is None else side.replace("n", number)
