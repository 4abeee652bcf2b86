"""A cell's tokens to what is written there: one figure, a bound, a range or a ratio, with its status and marks.

cell     = {mark | status [":"]} figure {mark | "(" mark ")" | status | "(" status ")"}
figure   = quantity | bound quantity | quantity bound_behind | quantity range quantity
         | per number [unit] | number ":" number
quantity = [sign] number [scale] [unit]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from planckeck import units
from planckeck.notation.signs import Folded
from planckeck.problems import say
from planckeck.readers.cells.numbers import WRITE_A_NUMBER, did_you_mean
from planckeck.readers.cells.tokens import Role, Token
from planckeck.readers.cells.words import BOUNDS, BOUNDS_BEHIND, STATUSES
from planckeck.readers.interface import CellError


class Shape(StrEnum):
    """What kind of figure a cell holds."""

    VALUE = "value"
    LOW = "low"
    HIGH = "high"
    RANGE = "range"
    RATIO = "ratio"


class Quantity(NamedTuple):
    """A number with its scale (万: 10000) and the unit written at it, '' for none; the span is of the folded text."""

    value: Decimal
    scale: Decimal = Decimal(1)
    unit: str = ""
    start: int = 0
    end: int = 0
    wide_comma: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What a cell's text says. `second` is the other edge of a range, or the right side of a ratio."""

    first: Quantity
    second: Quantity | None = None
    shape: Shape = Shape.VALUE
    is_open: bool = False
    status: str = ""
    notes: tuple[str, ...] = field(default=())


def parse(tokens: list[Token], folded: Folded) -> Written:
    """Parse the tokens of a cell. Raises: CellError at the first token that does not fit."""
    return _Parser(tokens, folded).cell()


@lru_cache(maxsize=1024)
def _normal(unit: str) -> str:
    return units.normalise(unit)


class _Parser:
    def __init__(self, tokens: list[Token], folded: Folded) -> None:
        self.tokens = tokens
        self.folded = folded
        self.at = 0
        self.status = ""
        self.notes: list[str] = []

    def cell(self) -> Written:
        while self._remark():
            self._take(Role.COLON)
        shape, is_open, first, second = self._figure()
        while self._remark():
            pass
        if self.at < len(self.tokens):
            raise self._leftover()
        return Written(first, second, shape, is_open, self.status, tuple(self.notes))

    def _peek(self, ahead: int = 0) -> Token | None:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else None

    def _sees(self, role: Role, ahead: int = 0) -> bool:
        token = self._peek(ahead)
        return token is not None and token.role is role

    def _take(self, role: Role) -> Token | None:
        token = self._peek()
        if token is None or token.role is not role:
            return None
        self.at += 1
        return token

    def _remark(self) -> bool:
        """Take a mark or a status, in brackets or not."""
        in_brackets = self._sees(Role.OPEN) and self._sees(Role.CLOSE, 2)
        token = self._peek(1 if in_brackets else 0)
        if token is None or token.role not in {Role.MARK, Role.STATUS}:
            return False
        self.at += 3 if in_brackets else 1
        self.notes.append(self.folded.as_written(token.start, token.end))
        if token.role is Role.STATUS:
            self.status = STATUSES.get(token.text) or STATUSES.get(token.text.lower(), "")
        return True

    def _figure(self) -> tuple[Shape, bool, Quantity, Quantity | None]:
        if bound := self._take(Role.BOUND):
            side, is_open = BOUNDS[bound.text.lower()]
            return Shape(side), is_open, self._quantity(), None
        if per := self._take(Role.PER):
            return Shape.VALUE, False, self._per(per), None
        first = self._quantity()
        if behind := self._take(Role.BOUND_BEHIND):
            side, is_open = BOUNDS_BEHIND[behind.text]
            return Shape(side), is_open, first, None
        if self._sees(Role.RANGE):
            return Shape.RANGE, False, *self._range(first)
        if self._sees(Role.COLON) and self._sees(Role.NUMBER, 1) and not first.unit:
            self.at += 1
            return Shape.RATIO, False, first, self._quantity()
        return Shape.VALUE, False, first, None

    def _quantity(self) -> Quantity:
        sign = self._take(Role.SIGN)
        number = self._take(Role.NUMBER)
        if number is None:
            raise self._no_number()
        value = -number.value if sign is not None and "-" in sign.text and number.value else number.value
        scale, unit = self._take(Role.SCALE), self._take(Role.UNIT)
        end = (unit or scale or number).end
        return Quantity(
            value,
            scale.value if scale else Decimal(1),
            _normal(unit.text) if unit else "",
            (sign or number).start,
            end,
            number.wide_comma,
        )

    def _per(self, per: Token) -> Quantity:
        """Take 每10万7.65 and 每千人口6.5张: the unit stands around the number."""
        quantity = self._quantity()
        unit = units.normalise(per.text + quantity.unit)
        return Quantity(quantity.value, quantity.scale, unit, per.start, quantity.end, quantity.wide_comma)

    def _range(self, first: Quantity) -> tuple[Quantity, Quantity]:
        self.at += 1
        second = self._quantity()
        unit, scale = first.unit or second.unit, first.scale if first.scale > 1 else second.scale
        second_unit = second.unit or first.unit
        low = Quantity(first.value, scale, unit, first.start, first.end, first.wide_comma)
        high = Quantity(second.value, second.scale, second_unit, second.start, second.end, second.wide_comma)
        if low.value < 0 and high.value < 0 and high.value < low.value:
            low, high = high, low
        if unit != second_unit or low.value * low.scale > high.value * high.scale:
            message = say("it is no range from a lower to a higher value")
            raise CellError(message, WRITE_A_NUMBER, *self.folded.span(first.start, second.end))
        return low, high

    def _no_number(self) -> CellError:
        token = self._peek() or (self.tokens[-1] if self.tokens else None)
        if token is None:
            return CellError(say("not a number"), WRITE_A_NUMBER, 0, len(self.folded.written))
        return CellError(say("not a number"), WRITE_A_NUMBER, *self.folded.span(token.start, len(self.folded.text)))

    def _leftover(self) -> CellError:
        """Refuse what stands behind the figure; a unit that is nearly known is suggested."""
        token = self.tokens[self.at]
        rest = self.folded.as_written(token.start, len(self.folded.text)).rstrip()
        before = self.tokens[self.at - 1]
        unit = before.text + rest if before.role is Role.UNIT and before.end == token.start else rest
        near = units.suggestions(unit) if unit[0].isalpha() or unit[0] == "/" else ()
        hint = did_you_mean(*near) if near else say("write the number alone, its unit in the column unit")
        message = say("cannot read “{rest}” after the number", rest=rest)
        return CellError(message, hint, *self.folded.span(token.start, len(self.folded.text)))
