"""Figures: a number or a ratio, a range of two, a number and its width."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from planckeck import units
from planckeck.notation.dates import is_year
from planckeck.notation.hints import refusal, unreadable
from planckeck.notation.quantities import is_percent, is_points
from planckeck.notation.tokens import Cursor, Role, Token
from planckeck.problems import say

_FIRST = (Role.NUMBER, Role.FIGURE)
_UNSCALED_FROM = 100
"""5000-1万 begins at 5000; in 5-1万 it cannot be known, for it would run downwards with 万 on both."""


@dataclass(frozen=True, slots=True)
class Amount:
    """One printed number with its scale and unit; of a ratio the side that is not 1, and which that is."""

    value: Decimal
    decimals: int
    start: int
    end: int
    scale: int = 1
    unit: str | None = None
    side: str | None = None
    signed: bool = False

    @property
    def is_year(self) -> bool:
        """Tell whether the number could be a year that slipped in."""
        bare = self.unit is None and self.scale == 1 and self.side is None and self.decimals == 0
        return bare and is_year(int(self.value))


@dataclass(frozen=True, slots=True)
class Figure:
    """What stands as the figure: one amount, or the second edge of a range too, or the width of 69±1 too."""

    first: Amount
    second: Amount | None = None
    width: Amount | None = None
    stepped: bool = False
    """Joined by 至 with a unit on both: behind 增加, "2张至5张" may be a step and where it leads."""

    @property
    def span(self) -> tuple[int, int]:
        """Return the span of the figure in the folded text."""
        last = self.second or self.width or self.first
        return self.first.start, last.end


def starts_figure(cursor: Cursor) -> bool:
    """Tell whether a number stands next."""
    return cursor.sees(*_FIRST)


def read_figure(cursor: Cursor, between: bool) -> Figure:
    """Read a figure.

    figure = amount [range amount | "±" amount | and amount]      "and" after between, or before 之间
    amount = number [":" number] {note} [scale] [unit] {note}
    range  = "-" | "—" | "~" | 至 | 到 | to
    The edges of a range are in one unit; one that stands on one edge only holds for both, and so does a scale.
    """
    first = read_amount(cursor)
    if cursor.sees(Role.WIDTH):
        cursor.take()
        return Figure(first, width=_second(cursor, first))
    if cursor.sees(Role.RANGE) and cursor.sees(*_FIRST, ahead=1):
        dash = cursor.take()
        return _ranged(cursor, first, read_amount(cursor), dash)
    if cursor.sees(Role.AND) and cursor.sees(*_FIRST, ahead=1):
        index = cursor.index
        dash = cursor.take()
        second = read_amount(cursor)
        if between or cursor.sees(Role.AMONG):
            return _ranged(cursor, first, second, dash)
        cursor.back_to(index)
    return Figure(first)


def read_amount(cursor: Cursor) -> Amount:
    """Read one number with what belongs to it."""
    token = cursor.take()
    assert token.value is not None
    amount = Amount(token.value, token.decimals, token.start, token.end, signed=token.signed)
    if token.plays(Role.FIGURE):
        return replace(amount, unit="%") if token.plays(Role.UNIT) else amount
    if cursor.sees(Role.COLON):
        amount = _ratio(cursor, amount)
    amount = read_unit_behind(cursor, amount)
    if " " in token.text and is_percent(amount.unit or cursor.unit):
        message = say('"{number}" may be two numbers', number=cursor.folded.as_written(token.start, token.end))
        raise refusal(cursor.folded, token.start, token.end, message, say("write the number without a blank"))
    return amount


def read_unit_behind(cursor: Cursor, amount: Amount) -> Amount:
    """Read the notes, the scale and the unit that may stand behind a number."""
    _skip_notes(cursor)
    if scale := cursor.take_if(Role.SCALE):
        assert scale.value is not None
        amount = replace(amount, scale=int(scale.value), end=scale.end)
    if cursor.sees(Role.UNIT) and not cursor.sees(Role.FIGURE):
        unit = cursor.take()
        amount = replace(amount, unit=unit.text, end=unit.end)
    _skip_notes(cursor)
    return amount


def with_unit_behind(cursor: Cursor, figure: Figure) -> Figure:
    """Return a figure with the scale and unit that stand behind its closing bracket: 〔13.5〕%."""
    if figure.second is None:
        return replace(figure, first=read_unit_behind(cursor, figure.first))
    second = read_unit_behind(cursor, figure.second)
    first = replace(figure.first, unit=figure.first.unit or second.unit, scale=max(figure.first.scale, second.scale))
    return replace(figure, first=first, second=second)


def _skip_notes(cursor: Cursor) -> None:
    while cursor.take_if(Role.NOTE):
        pass


def _second(cursor: Cursor, first: Amount) -> Amount:
    if not cursor.sees(Role.NUMBER):
        raise _missing(cursor, "±")
    width = read_amount(cursor)
    if width.value <= 0 or width.signed:
        message = say("the width behind ± must be a number above 0")
        raise refusal(cursor.folded, width.start, width.end, message)
    if width.side or (width.unit and first.unit and not _one_unit(width.unit, first.unit)):
        raise _two_units(cursor, first, width)
    return width


def _ratio(cursor: Cursor, left: Amount) -> Amount:
    colon = cursor.take()
    if not cursor.sees(Role.NUMBER):
        raise _missing(cursor, colon.text)
    token = cursor.take()
    assert token.value is not None
    if left.signed or token.signed:
        raise refusal(cursor.folded, left.start, token.end, say("a ratio has no sign"), say('write "1:1.2"'))
    if left.value == 1:
        side = "1:1" if token.value == 1 else "1:n"
        return Amount(token.value, token.decimals, left.start, token.end, side=side)
    if token.value == 1:
        return replace(left, end=token.end, side="n:1")
    message = say('one side of the ratio "{ratio}" must be 1', ratio=cursor.folded.as_written(left.start, token.end))
    raise refusal(cursor.folded, left.start, token.end, message, say('write it as "1:1.2" or "2.5:1"'))


def _ranged(cursor: Cursor, first: Amount, second: Amount, dash: Token) -> Figure:
    """Bring both edges of a range to one unit and scale, the lower first."""
    if dash.text == "--" or (second.signed and first.value >= 0 and dash.plays(Role.DASH)):
        message = say("a minus and a dash cannot be told apart here")
        raise refusal(cursor.folded, first.start, second.end, message, say('write "~" between the edges'))
    if first.is_year and second.value < first.value:
        message = say('"{year}" may be a year', year=cursor.folded.as_written(first.start, first.end))
        raise refusal(cursor.folded, first.start, second.end, message, say('write a year as "2020年", or "by 2020"'))
    if first.unit and second.unit and not _one_unit(first.unit, second.unit):
        raise _two_units(cursor, first, second)
    if dash.plays(Role.INTO) and first.unit and second.unit and is_points(first.unit) != is_points(second.unit):
        raise _two_units(cursor, first, second)
    if (first.side is None) != (second.side is None):
        raise _two_units(cursor, first, second)
    stepped = dash.plays(Role.INTO) and first.unit is not None and not is_percent(first.unit)
    first = replace(first, unit=first.unit or second.unit)
    second = replace(second, unit=second.unit or first.unit)
    first = replace(first, scale=_scale_of_first(cursor, first, second))
    if cursor.sees(Role.RANGE) and cursor.sees(*_FIRST, ahead=1):
        token = cursor.take()
        raise unreadable(cursor.folded, token.start, token.end)
    return Figure(first, second, stepped=stepped)


def _scale_of_first(cursor: Cursor, first: Amount, second: Amount) -> int:
    """Return the scale of the first edge: its own, else the second's, unless the range would then run downwards."""
    if first.scale > 1 or second.scale == 1:
        if first.scale > second.scale and first.value * first.scale > second.value:
            return _unclear(cursor, first, second)
        return first.scale
    if abs(first.value) <= abs(second.value):
        return second.scale
    if first.value >= _UNSCALED_FROM and first.value <= second.value * second.scale:
        return 1
    return _unclear(cursor, first, second)


def _unclear(cursor: Cursor, first: Amount, second: Amount) -> int:
    message = say("it is not clear what the scale in this range belongs to")
    hint = say('write the scale on both edges, such as "20万-30万"')
    raise refusal(cursor.folded, first.start, second.end, message, hint)


def _one_unit(one: str, other: str) -> bool:
    points = {"百分点", "%"}
    return units.conversion_factor(one, other) == 1 or {_point(one), _point(other)} == points


def _point(unit: str) -> str:
    return units.normalise(unit).removeprefix("个")


def _two_units(cursor: Cursor, first: Amount, second: Amount) -> Exception:
    message = say(
        'the parts of "{figure}" are not in one unit', figure=cursor.folded.as_written(first.start, second.end)
    )
    return refusal(cursor.folded, first.start, second.end, message, say("write both in the same unit"))


def _missing(cursor: Cursor, sign: str) -> Exception:
    token = cursor.peek()
    message = say('a number is missing behind "{sign}"', sign=sign)
    if token is None:
        end = len(cursor.folded.text)
        return refusal(cursor.folded, end, end, message)
    return refusal(cursor.folded, token.start, token.end, message)
