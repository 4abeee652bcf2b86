"""A cell's text to tokens: longest words first; units, scales and ranges only where a number stands before them.

Texts are folded sign by sign (`notation.signs.fold`), never by NFKC, which makes 79.2① into 79.21.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from planckeck import units
from planckeck.notation.lexicon import SCALES
from planckeck.notation.quantities import scale_end, unit_end
from planckeck.notation.signs import Folded, is_latin
from planckeck.readers.cells.numbers import begins_number, read_number
from planckeck.readers.cells.words import ABOUT, ABOUT_BEHIND, BOUNDS, BOUNDS_BEHIND, STATUSES


class Role(Enum):
    """What a token does in a cell."""

    NUMBER = auto()
    SIGN = auto()
    SCALE = auto()
    UNIT = auto()
    PER = auto()
    BOUND = auto()
    BOUND_BEHIND = auto()
    ABOUT = auto()
    RANGE = auto()
    COLON = auto()
    STATUS = auto()
    MARK = auto()
    OPEN = auto()
    CLOSE = auto()
    UNKNOWN = auto()


class Token(NamedTuple):
    """A piece of the folded text from `start` to `end`; `value` is of numbers, and of scales what they multiply by."""

    role: Role
    text: str
    start: int
    end: int
    value: Decimal = Decimal(0)
    wide_comma: bool = False


_MARK = re.compile(
    r"[*†‡§¶#¹²³⁰⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ①-⑳㉑-㉟㊱-㊿⑴-⒇⒜-⒵ⓐ-ⓩ❶-❿➀-➉]+|注[0-9一二三四五六七八九十①-⑳]{0,2}(?![0-9])|[\[【〔][0-9]{1,2}[\]】〕]"
)
_RANGES = ("-", "—", "~", "至", "到")
_SINGLE = {"(": Role.OPEN, ")": Role.CLOSE, ":": Role.COLON}


def tokenize(folded: Folded, own_units: Iterable[str], *, decimal_comma: bool = False) -> list[Token]:
    """Return the tokens of a folded text; `own_units` are the row's and the plan's, for units that no table knows.

    Raises: CellError for digits that make no number.
    """
    return _Tokenizer(folded, tuple(filter(None, own_units)), decimal_comma).run()


@lru_cache(maxsize=4096)
def _unit_length(window: str, unit: str) -> int:
    return unit_end(window, 0, unit or None)


class _Tokenizer:
    def __init__(self, folded: Folded, own_units: tuple[str, ...], decimal_comma: bool) -> None:
        self.folded = folded
        self.text = folded.text
        self.own_units = own_units
        self.decimal_comma = decimal_comma
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        position = 0
        while position < len(self.text):
            position = position + 1 if self.text[position].isspace() else self._next(position)
        return self.tokens

    def _next(self, start: int) -> int:
        behind = any(token.role is Role.NUMBER for token in self.tokens)
        readers: tuple[Callable[[int], int], ...] = (
            (self._unit, self._scale, self._mark, self._number, self._behind, self._status, self._single)
            if behind
            else (self._per, self._number, self._sign, self._in_front, self._status, self._mark, self._single)
        )
        for read in readers:
            end = read(start)
            if end > start:
                return end
        return self._unknown(start)

    def _add(self, role: Role, start: int, end: int, value: Decimal = Decimal(0), *, wide_comma: bool = False) -> int:
        self.tokens.append(Token(role, self.text[start:end], start, end, value, wide_comma))
        return end

    def _last(self, *roles: Role) -> bool:
        return bool(self.tokens) and self.tokens[-1].role in roles

    def _number(self, start: int) -> int:
        sign = start
        while sign < len(self.text) and self.text[sign] in "+- " and self._last(Role.RANGE):
            sign += 1
        if sign > start and begins_number(self.text, sign):
            return self._add(Role.SIGN, start, sign)
        if not begins_number(self.text, start):
            return start
        number = read_number(self.folded, start, decimal_comma=self.decimal_comma)
        return self._add(Role.NUMBER, start, number.end, number.value, wide_comma=number.wide_comma)

    def _sign(self, start: int) -> int:
        return self._add(Role.SIGN, start, start + 1) if self.text[start] in "+-" else start

    def _per(self, start: int) -> int:
        if self.text[start] != "每":
            return start
        end = self._unit_end(start)
        return self._add(Role.PER, start, end) if end > start else start

    def _unit(self, start: int) -> int:
        if not self._last(Role.NUMBER, Role.SCALE, Role.OPEN, Role.STATUS, Role.MARK, Role.CLOSE):
            return start
        end = self._unit_end(start)
        return self._add(Role.UNIT, start, end) if end > start else start

    def _unit_end(self, start: int) -> int:
        window = self.text[start : start + units.LONGEST + 1]
        return start + max(_unit_length(window, unit) for unit in self.own_units or ("",))

    def _scale(self, start: int) -> int:
        end = scale_end(self.text, start) if self._last(Role.NUMBER) else start
        if end == start:
            return start
        return self._add(Role.SCALE, start, end, Decimal(SCALES[self.text[start:end].lower()]))

    def _mark(self, start: int) -> int:
        found = _MARK.match(self.text, start)
        return self._add(Role.MARK, start, found.end()) if found else start

    def _behind(self, start: int) -> int:
        for role, words in (
            (Role.BOUND_BEHIND, BOUNDS_BEHIND),
            (Role.ABOUT, ABOUT_BEHIND),
            (Role.RANGE, _RANGES),
        ):
            if end := self._word_end(start, words):
                return self._add(role, start, end)
        return start

    def _in_front(self, start: int) -> int:
        for role, words in ((Role.BOUND, BOUNDS), (Role.ABOUT, ABOUT)):
            if end := self._word_end(start, words):
                return self._add(role, start, end)
        return start

    def _status(self, start: int) -> int:
        end = self._word_end(start, STATUSES)
        return self._add(Role.STATUS, start, end) if end else start

    def _single(self, start: int) -> int:
        role = _SINGLE.get(self.text[start])
        return self._add(role, start, start + 1) if role else start

    def _word_end(self, start: int, words: Iterable[str]) -> int:
        """Return the end of the longest of the words here, 0 if there is none; a Latin word stands alone."""
        lowered = self.text[start : start + 16].lower()
        found = max((word for word in words if lowered.startswith(word.lower())), key=len, default="")
        end = start + len(found)
        inside = bool(found) and is_latin(found[-1]) and end < len(self.text) and is_latin(self.text[end])
        return 0 if inside or not found else end

    def _unknown(self, start: int) -> int:
        """Gather signs that nothing explains into one token."""
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.role is Role.UNKNOWN and last.end == start:
            self.tokens.pop()
            return self._add(Role.UNKNOWN, last.start, start + 1)
        return self._add(Role.UNKNOWN, start, start + 1)
