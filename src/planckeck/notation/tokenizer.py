"""From a printed text to tokens: longest words first, units only where a figure stands before them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from planckeck import units
from planckeck.notation.dates import Date, is_year, read_date
from planckeck.notation.hints import unknown_sign
from planckeck.notation.lexicon import SCALES, SIGNS_OF_COMPARISON, longest_word, look_up
from planckeck.notation.numerals import read_count, read_numeral
from planckeck.notation.printed import NotationError
from planckeck.notation.quantities import scale_end, unit_end
from planckeck.notation.signs import Folded, is_digit, is_latin
from planckeck.notation.tokens import Role, Token

_FIGURE = (Role.NUMBER, Role.SCALE, Role.UNIT, Role.FIGURE)
_NOT_COUNTED = frozenset("级类年月日期周分位届批步起片部时代流")
"""What a Chinese number in front of does not count: 一级, 三年, 一批."""

_LONGEST_BELOW = 12
"""No denominator behind 每 is longer."""


def tokenize(folded: Folded, unit: str | None) -> list[Token]:
    """Return the tokens of a folded text; `unit` is the plan's, for units that no table knows.

    token = date | number [scale] [unit | "(" unit ")"] | per | count unit | word | unknown
    per   = "每" [scale] what, in front of a figure: 每千人口
    count = a small Chinese number, and only before what it counts: 两个
    """
    return _Tokenizer(folded, unit).run()


class _Tokenizer:
    def __init__(self, folded: Folded, unit: str | None) -> None:
        self.folded = folded
        self.text = folded.text
        self.unit = unit
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        position = 0
        while position < len(self.text):
            if self.text[position].isspace():
                position += 1
                continue
            position = self._next(position)
        return [self._spelt(token) for token in self.tokens]

    def _spelt(self, token: Token) -> Token:
        """Give an unknown run its text, once, when it has grown to its end."""
        return token if token.text else replace(token, text=self.text[token.start : token.end])

    def _next(self, start: int) -> int:
        readers: tuple[Callable[[int], int], ...] = (
            self._date,
            self._number,
            self._measure,
            self._per,
            self._word_of_sign,
            self._count,
            self._word,
        )
        for read in readers:
            end = read(start)
            if end > start:
                return end
        return self._unknown(start, start + 1)

    def _add(self, start: int, end: int, *roles: Role, value: Decimal | None = None) -> int:
        self.tokens.append(Token(frozenset(roles), self.text[start:end], start, end, value=value))
        return end

    def _after_figure(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].plays(*_FIGURE, Role.NOTE, Role.TOTAL_CLOSE, Role.AFTER)

    def _after_number(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].plays(Role.NUMBER, Role.SCALE, Role.TOTAL_CLOSE, Role.PLUS)

    def _date(self, start: int) -> int:
        date = read_date(self.text, start) or self._english_year(start)
        if date is None or (date.year is None and self.unit is not None and self.unit.strip() == "月"):
            return start
        text = self.text[start : date.end]
        self.tokens.append(Token(frozenset({Role.DATE}), text, start, date.end, year=date.year, due=date.due))
        return date.end

    def _english_year(self, start: int) -> Date | None:
        """Read the year behind "by", "in" or "compared with"."""
        last = self.tokens[-1] if self.tokens else None
        if last is None or not last.text.isascii() or not last.plays(Role.BY, Role.AGAINST):
            return None
        end = start + 4
        following = self.text[end : end + 1]
        digits = self.text[start:end]
        if len(digits) < 4 or not all(map(is_digit, digits)) or is_digit(following) or not is_year(int(digits)):
            return None
        apart = end + len(following) if following == " " else end
        if apart < len(self.text) and (self.text[apart] in ".,%:" or unit_end(self.text, apart, self.unit) > apart):
            return (
                None
                if self.text[apart] != "," or is_digit(self.text[apart + 1 : apart + 2])
                else Date(end, int(digits), digits)
            )
        return Date(end, int(digits), digits)

    def _number(self, start: int) -> int:
        digits = start
        if self.text[start] in "+-" and not self._after_figure():
            digits += 1
        if not is_digit(self.text[digits : digits + 1]):
            return start
        numeral = read_numeral(self.text, digits)
        error = None
        if numeral.fault is not None:
            error = NotationError(numeral.fault, *self.folded.span(digits, numeral.end), numeral.hint)
        value = -numeral.value if self.text[start] == "-" else numeral.value
        self.tokens.append(
            Token(
                frozenset({Role.NUMBER}),
                self.text[start : numeral.end],
                start,
                numeral.end,
                value=value,
                decimals=numeral.decimals,
                year=_year_of(numeral.value),
                signed=digits > start,
                error=error,
            )
        )
        return numeral.end

    def _measure(self, start: int) -> int:
        """Read a scale or a unit behind a number."""
        if not self._after_number():
            return start
        if self.text[start] == "(":
            close = self.text.find(")", start, start + units.LONGEST)
            inner = start + 1
            if close > inner and unit_end(self.text, inner, self.unit) == close:
                return self._unit(start, close + 1, self.text[inner:close])
        end, word = unit_end(self.text, start, self.unit), longest_word(self.text, start)
        scale = start if self.tokens[-1].plays(Role.SCALE) else scale_end(self.text, start)
        if scale > start and self._splits(start, scale, end):
            return self._add(start, scale, Role.SCALE, value=Decimal(SCALES[self.text[start:scale].lower()]))
        if word > end and look_up(self.text[start:word]).roles != {Role.WHEN}:
            return start
        return self._unit(start, end, self.text[start:end]) if end > start else start

    def _splits(self, start: int, scale: int, end: int) -> bool:
        """Tell whether a scale stands apart from the unit behind it: 万人 is 万 and 人, 千克 and 百分点 are one."""
        if end <= scale:
            return True
        rest = unit_end(self.text, scale, self.unit)
        return rest == end and units.is_unit(self.text[scale:end]) and self.text[start] not in "千百"

    def _unit(self, start: int, end: int, unit: str) -> int:
        self.tokens.append(Token(frozenset({Role.UNIT}), unit.strip(), start, end))
        return end

    def _per(self, start: int) -> int:
        if self.text[start] != "每" or self.text.startswith("每年", start):
            return start
        window = self.text[start + 1 : start + 1 + _LONGEST_BELOW]
        below = units.normalise(self.unit).partition("/")[2] if self.unit and "/" in units.normalise(self.unit) else ""
        ends = (end for end in range(len(window), 0, -1) if _is_below(window[:end], below))
        length = next(ends, 0)
        return self._add(start, start + 1 + length, Role.PER) if length else start

    def _word_of_sign(self, start: int) -> int:
        """Read a run of comparison signs as one sign."""
        end = start
        while end < len(self.text) and self.text[end] in SIGNS_OF_COMPARISON:
            end += 1
        if end == start or longest_word(self.text, start) == end:
            return start
        error = unknown_sign(self.folded, start, end)
        roles = frozenset({Role.UNKNOWN})
        self.tokens.append(Token(roles, self.text[start:end], start, end, error=error))
        return end

    def _count(self, start: int) -> int:
        numeral = read_count(self.text, start)
        if numeral is None or longest_word(self.text, start) >= numeral.end:
            return start
        counted = unit_end(self.text, numeral.end, self.unit)
        if counted == numeral.end or self.text[numeral.end] in _NOT_COUNTED:
            return start
        return self._add(start, numeral.end, Role.NUMBER, value=numeral.value)

    def _word(self, start: int) -> int:
        end = longest_word(self.text, start)
        if end == start:
            return start
        text = self.text[start:end]
        word = look_up(text)
        if word.roles == {Role.NOTE} and not self.tokens:
            return start
        if text in {"a", "A"} and not self.text[end : end + 1].isspace():
            return start  # a grade or a letter, not the article
        self.tokens.append(Token(word.roles, text, start, end, comparison=word.comparison, value=word.value))
        return end

    def _unknown(self, start: int, end: int) -> int:
        while end < len(self.text) and is_latin(self.text[start]) and is_latin(self.text[end]):
            end += 1
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.roles == {Role.UNKNOWN} and last.error is None and last.end == start:
            start = self.tokens.pop().start
        self.tokens.append(Token(frozenset({Role.UNKNOWN}), "", start, end))
        return end


def _year_of(value: Decimal) -> int | None:
    return int(value) if value == value.to_integral_value() and is_year(int(value)) else None


def _is_below(text: str, below: str) -> bool:
    plain = units.normalise(text)
    if below and plain == below:
        return True
    return not text[-1].isspace() and (units.is_unit(f"/{plain}") or units.is_unit(f"人/{plain}"))
