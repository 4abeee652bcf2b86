"""Ratios such as 1:1.2, whose unit says which side counts: 1:n or n:1."""

from __future__ import annotations

from decimal import Context, Decimal

from planckeck.notation.quantities import ratio_side
from planckeck.problems import say
from planckeck.readers.cells.parsing import Written
from planckeck.readers.cells.quantities import Amount
from planckeck.readers.interface import CellError, Expectation

_DIGITS = Context(prec=15)


def ratio_of(written: Written, row_unit: str, expectation: Expectation) -> Amount:
    """Return n of a ratio in the order that the unit declares: 1:1.2 and 2:2.4 are 1.2 for the unit 1:n.

    Raises: CellError where no order is declared, or where the 1 stands on the other side.
    """
    side = ratio_side(row_unit) or ratio_side(expectation.unit)
    assert written.second is not None
    left, right = written.first.value, written.second.value
    if side is None:
        wanted = expectation.unit or row_unit
        if wanted:
            message = say("a ratio where a value in {unit} is expected", unit=wanted)
            raise CellError(message, say("give it as one number"))
        raise CellError(say("a ratio without its order"), say("write 1:n or n:1 in the column unit"))
    one, many = (left, right) if side == "1:n" else (right, left)
    if one <= 0 or many < 0 or (many == 1 and one != 1):
        raise CellError(say("not a ratio {unit}", unit=side), say("write {unit} with 1 on its side", unit=side))
    return Amount(_DIGITS.divide(Decimal(many), one), side)
