"""What a readable cell may still hide: noise, a scale, a rounding, a value of another size. Values, not words."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from functools import lru_cache
from typing import Any

from planckeck import units
from planckeck.model.target import effective_edges
from planckeck.notation import format_number
from planckeck.problems import Message, say
from planckeck.readers.cells import magnitudes
from planckeck.readers.cells.quantities import Amount
from planckeck.readers.interface import CellError, Expectation

Finding = tuple[str, Mapping[str, Any]]
_TWELVE = Context(prec=12)
_FIVE = Context(prec=5)
NOISY_FROM = 12
"""Digits from which a number may carry noise of single precision."""


def plain(value: Decimal) -> str:
    """Return a number as findings show it: in plain digits, at most twelve of them."""
    short = _TWELVE.plus(value)
    return format_number(short.normalize() if short else Decimal(0))


def check_size(text: str, amount: Amount, row_unit: str, expectation: Expectation, *, typed: bool) -> Iterator[Finding]:
    """Yield what looks wrong with the size or sign of a value; `typed` tells that the cell names its unit in words.

    Raises: CellError (PK331) where the value cannot be right as it stands.
    """
    wanted = expectation.unit or amount.unit or row_unit
    converted = _in_unit(amount, row_unit, wanted)
    if converted is None:
        return
    if amount.is_own and _is_share(amount.unit) and converted != amount.value:
        yield _converted(text, amount, converted, wanted, expectation)
        return
    trap = magnitudes.trap_of(converted, wanted, expectation)
    if trap is not None:
        problem, hint = _said(trap, converted, wanted, expectation)
        if trap.is_error and not typed:
            raise CellError(problem, hint, 0, len(text), code="PK331")
        yield "PK344", {"text": text, "problem": problem, "help": hint}
    if (edge := magnitudes.signs_differ(converted, expectation)) is not None:
        hint = say("write a fall as the target does; if it is right, give the row the status confirmed")
        yield "PK345", {"text": text, "edge": plain(Decimal(repr(edge))), "help": hint}


def check_noise(text: str, value: Decimal) -> Iterator[Finding]:
    """Yield a value that is a single-precision number in many digits: 0.0900000762939453 for 0.09."""
    if len(value.normalize().as_tuple().digits) < NOISY_FROM:
        return
    near = _FIVE.plus(value)
    is_single = any(_is_single(value.scaleb(power)) for power in (0, 2, -2))
    if is_single and near and Decimal("1e-10") < abs(value / near - 1) < Decimal("2e-6"):
        yield "PK341", {"text": text, "near": plain(near)}


def check_shown(text: str, value: Decimal, shown: Decimal, expectation: Expectation) -> Iterator[Finding]:
    """Yield a value that decides otherwise than the spreadsheet shows it: 2.845 shown as 2.85 against ≥2.85."""
    if value != shown and not expectation.is_change and _holds(value, expectation) != _holds(shown, expectation):
        yield "PK340", {"text": text, "shown": format_number(shown), "stored": format_number(value)}


def check_bound(text: str, low: float | None, high: float | None, expectation: Expectation) -> None:
    """Refuse a bound that is the target's own edge: the target was entered where the value belongs.

    Raises: CellError (PK337).
    """
    if (low is not None and low == expectation.low) or (high is not None and high == expectation.high):
        hint = say("write the value; if no more than this is known, give the row the status confirmed")
        raise CellError(say("it repeats the target"), hint, 0, len(text), code="PK337")


def _holds(value: Decimal, expectation: Expectation) -> bool:
    low, high = effective_edges(expectation.low, False, expectation.high, False)
    return low <= float(value) <= high


def _in_unit(amount: Amount, row_unit: str, wanted: str) -> Decimal | None:
    unit = amount.unit or row_unit or wanted
    factor = Decimal(1) if unit == wanted else _factor(unit, wanted)
    return None if factor is None else amount.value * factor


@lru_cache(maxsize=1024)
def _is_share(unit: str) -> bool:
    read = units.read_unit(unit)
    return read is not None and read.kind == "proportion"


@lru_cache(maxsize=1024)
def _factor(unit: str, wanted: str) -> Decimal | None:
    return units.conversion_factor(unit, wanted)


def _converted(text: str, amount: Amount, converted: Decimal, wanted: str, expectation: Expectation) -> Finding:
    shown = plain(converted)
    if not magnitudes.nearer_as_written(amount.value, converted, expectation):
        return "PK307", {"written": plain(amount.value), "unit": amount.unit, "value": shown, "expected": wanted}
    problem = say(
        "read as {value} {unit}, which misses the target that {other} {unit} would meet",
        value=shown,
        unit=wanted,
        other=plain(amount.value),
    )
    other = f"{plain(amount.value)}{unit_behind(wanted)}"
    hint = say("write {other} if that is meant; if not, give the row the status confirmed", other=other)
    return "PK344", {"text": text, "problem": problem, "help": hint}


def _said(trap: magnitudes.Trap, value: Decimal, unit: str, expectation: Expectation) -> tuple[Message, Message]:
    edges = (expectation.low, expectation.high, expectation.baseline)
    expected = ", ".join(dict.fromkeys(plain(Decimal(repr(edge))) for edge in edges if edge))
    confirm = say("check it; if it is right, give the row the status confirmed")
    if trap.power is None or trap.other is None:
        return say("more than {factor} times off {expected}", factor=trap.factor, expected=expected), confirm
    pattern = (
        say("about {factor} times less than the plan expects ({expected})", factor=trap.factor, expected=expected)
        if trap.power > 0
        else say("about {factor} times more than the plan expects ({expected})", factor=trap.factor, expected=expected)
    )
    hint = say(
        "write {other} if that is meant; if {value} is right, give the row the status confirmed",
        other=f"{plain(trap.other)}{unit_behind(unit)}",
        value=f"{plain(value)}{unit_behind(unit)}",
    )
    return pattern, hint


def unit_behind(unit: str) -> str:
    """Return a unit as it stands behind a number: 77.5%, 12.6 万人."""
    return unit if not unit or unit in "%‰" else f" {unit}"


def _is_single(value: Decimal) -> bool:
    """Tell whether a number is, to the digits it has, one that single precision can hold."""
    number = float(value)
    if not 1e-30 < abs(number) < 1e30:
        return False
    single = struct.unpack("f", struct.pack("f", number))[0]
    digits = min(15, len(value.normalize().as_tuple().digits))
    return math.isclose(single, number, rel_tol=0.6 * 10.0 ** (1 - digits))
