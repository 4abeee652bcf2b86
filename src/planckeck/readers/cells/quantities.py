"""Figures of a cell in a unit: its own, the row's or the plan's; a unit that does not fit is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planckeck import units
from planckeck.notation.lexicon import SCALES
from planckeck.notation.quantities import is_points, points_fit
from planckeck.problems import say
from planckeck.readers.cells.numbers import did_you_mean
from planckeck.readers.cells.parsing import Quantity
from planckeck.readers.interface import CellError, Expectation, Raw, RawKind

COLUMNS_OF_THEIR_OWN = say("give numerator and denominator in columns of their own")
_PER_NUMBER = re.compile("1?/[0-9]+")
_SHORTEST_PER = len("/1000")
"""15/100 and 15/1000 may be 15 cases among so many."""


class Amount(NamedTuple):
    """A value and the unit it is in, '' for the plan's; `is_own` where the cell itself names the unit."""

    value: Decimal
    unit: str
    is_own: bool = False


def amount_of(quantity: Quantity, row_unit: str, expectation: Expectation) -> Amount:
    """Return a figure with its unit: 12.6万 of 万人 is 12.6 万人, of 人 it is 12.6 万人 too, of 元 12.6 万元.

    Raises: CellError (without a span) where the cell's own unit does not fit the plan's, or the row's.
    """
    wanted = expectation.unit or row_unit
    if not quantity.unit:
        return _scaled(quantity, row_unit, row_unit or expectation.unit)
    unit, value = quantity.unit, quantity.value
    if quantity.scale > 1:
        word = scale_word(quantity.scale)
        known = units.is_unit(word + unit) or word + unit == units.normalise(wanted)
        unit, value = (word + unit, value) if known else (unit, value * quantity.scale)
    return Amount(value, fitted(unit, wanted, is_change=expectation.is_change), is_own=True)


@lru_cache(maxsize=1024)
def fitted(unit: str, wanted: str, *, is_change: bool) -> str:
    """Return the unit of a cell where it fits the one that is wanted, in a spelling that converts.

    /10万 is short for 例/10万 and whatever else is counted per 10万; points fit a change of a percentage.
    """
    if is_points(unit) and not is_points(wanted):
        if is_change and points_fit(unit, wanted or None):
            return wanted
        message = say("a difference in points where a level is expected")
        raise CellError(message, say("write the level that was reached"), code="PK332")
    same_per = bool(wanted) and units.per_of(unit) is not None and units.per_of(unit) == units.per_of(wanted)
    converts = not wanted or units.conversion_factor(unit, wanted) is not None
    if _PER_NUMBER.fullmatch(unit) and not (same_per and len(unit) > _SHORTEST_PER):
        raise CellError(say("a fraction, or a date that was one"), COLUMNS_OF_THEIR_OWN)
    if converts:
        return unit
    if same_per and _is_bare(unit):
        return wanted
    raise _misfit(unit, wanted)


def scale_without_unit(raw: Raw) -> CellError | None:
    """Return the error for 12.6万 where neither the row nor the plan says of what; None for any other cell."""
    text = raw.text.strip()
    if raw.kind is not RawKind.TEXT or not text.endswith(("万", "亿")):
        return None
    return CellError(
        say("{rest} of what is not said", rest=text[-1]), say("give the unit in the column unit"), 0, len(text)
    )


def scale_word(scale: Decimal) -> str:
    """Return the word of a scale: 万 of 10000."""
    return next(word for word, size in SCALES.items() if size == scale)


def without_scale(unit: str) -> tuple[str, int]:
    """Split 万人 into 人 and 10000; a unit without a scale comes back with 1."""
    for word, size in SCALES.items():
        rest = unit.removeprefix(word)
        if rest != unit and units.conversion_factor(unit, rest) == size:
            return rest, size
    return unit, 1


def _scaled(quantity: Quantity, row_unit: str, base: str) -> Amount:
    """Apply a scale that has no unit behind it to what the row, or else the plan, counts in."""
    if quantity.scale == 1:
        return Amount(quantity.value, row_unit)
    word = scale_word(quantity.scale)
    plain, own = without_scale(units.normalise(base))
    if own == quantity.scale:
        return Amount(quantity.value, row_unit)
    if units.is_unit(word + plain):
        return Amount(quantity.value, word + plain, is_own=True)
    if own > 1 or units.is_unit(plain):
        message = say("{scale} does not fit the unit {unit}", scale=word, unit=base)
        raise CellError(message, say("write the number in {unit}", unit=base), code="PK330")
    return Amount(quantity.value * quantity.scale, row_unit)


def _is_bare(unit: str) -> bool:
    """Tell whether a rate names nothing: /10万, 1/10万, 每10万."""
    return units.head_of(unit) == unit and re.match("1?/|每", unit) is not None


def _misfit(unit: str, wanted: str) -> CellError:
    message = say("its unit {unit} does not fit {wanted}", unit=unit, wanted=wanted)
    near = () if units.is_unit(unit) else units.suggestions(unit)
    hint = did_you_mean(*near) if near else say("give the value in {unit}", unit=wanted)
    return CellError(message, hint, code="PK330")
