"""When a target is due, and from when a change counts: the time words of the grammar."""

from __future__ import annotations

from planckeck.notation.reading import Reading
from planckeck.notation.tokens import FIGURES, Cursor, Role, Token

_WHEN_FROM = (Role.DATE, Role.FORMER, Role.ORIGIN, Role.TERM)
_SPANS = ("年", "个月", "天", "日", "years", "months", "days")


def read_time(cursor: Cursor, reading: Reading) -> bool:
    """Read a time that is due, or only a time.

    time = [in] date | [in] 十三五 {当末} | 年底 | "(" date ")" | 3 年 内 (in front of a figure) | by 2025
    """
    return _read_date(cursor, reading) or _read_bracketed(cursor, reading) or _read_span(cursor)


def read_base(cursor: Cursor, reading: Reading) -> bool:
    """Read what a change counts from.

    base = against when [水平] [since] | in when since     比2015年, 与2015年相比, 在2015年基础上, 较上年
    when = date | 上年 | 基期 | 十二五 {末} | 2015 (behind an English word)
    """
    start = cursor.index
    if not (cursor.sees(Role.AGAINST) or cursor.sees(Role.SKIP, Role.FROM)):
        return False
    opening = cursor.take()
    cursor.take_if(Role.BY)
    when = _take_when(cursor, english=opening.text.isascii())
    if when is None:
        cursor.back_to(start)
        return False
    cursor.take_if(Role.LEVEL)
    since = cursor.take_if(Role.SINCE)
    english = opening.text.isascii()
    if since is None and (not opening.plays(Role.AGAINST) or opening.text == "以") and not english:
        cursor.back_to(start)
        return False
    reading.against = when
    reading.base_year = when.year
    return True


def is_end_of_span(cursor: Cursor) -> bool:
    """Tell whether a time such as 3年内 stands next: in front of a figure, or of 完成 where the plan has no unit."""
    unit, inside = cursor.peek(1), cursor.peek(2)
    if not cursor.sees(Role.NUMBER) or unit is None or inside is None:
        return False
    if not unit.plays(Role.UNIT) or unit.text not in _SPANS:
        return False
    if not inside.plays(Role.WITHIN) and inside.text not in {"以内", "之内", "累计"}:
        return False
    return cursor.sees_later(*FIGURES, ahead=3) or (cursor.unit is None and cursor.sees_later(Role.DONE, ahead=3))


def _take_when(cursor: Cursor, english: bool) -> Token | None:
    token = cursor.peek()
    if token is None:
        return None
    if english and token.plays(Role.NUMBER) and token.year is not None:
        closed = cursor.peek(1) is None or cursor.sees(Role.LEVEL, Role.STOP, ahead=1)
        return cursor.take() if closed else None
    if not token.plays(*_WHEN_FROM) or (token.plays(Role.DATE) and token.year is None):
        return None
    cursor.take()
    if token.plays(Role.TERM):
        return _end_of_term(cursor, token)
    return token


def _end_of_term(cursor: Cursor, term: Token) -> Token:
    """Return 十二五末 as the date that it is: the last year of the five."""
    assert term.value is not None
    cursor.take_if(Role.WHEN)
    year = int(term.value)
    return Token(frozenset({Role.DATE}), term.text, term.start, term.end, year=year, due=str(year))


def _read_date(cursor: Cursor, reading: Reading) -> bool:
    start = cursor.index
    if cursor.sees(Role.BY, Role.SKIP) and not cursor.sees(Role.DATE, Role.TERM, Role.WHEN):
        cursor.take()
    if cursor.sees(Role.TERM):
        term = cursor.take()
        when = cursor.take_if(Role.WHEN)
        if when is not None and when.text in {"末", "期末", "末期", "年末", "底"}:
            reading.due = str(term.value)
        return True
    if cursor.take_if(Role.WHEN):
        return True
    if not cursor.sees(Role.DATE):
        cursor.back_to(start)
        return False
    date = cursor.take()
    if date.year is not None and cursor.sees(Role.OF) and cursor.sees(Role.NUMBER, ahead=1):
        cursor.take()
        reading.multiple_of, reading.base_year = date, date.year
    else:
        reading.due = date.due or reading.due
    return True


def _read_bracketed(cursor: Cursor, reading: Reading) -> bool:
    start = cursor.index
    if cursor.take_if(Role.OPEN) and _read_date(cursor, reading) and cursor.take_if(Role.CLOSE):
        return True
    cursor.back_to(start)
    return False


def _read_span(cursor: Cursor) -> bool:
    """Step over 3年内, and over the 5年 of 5年累计."""
    if not is_end_of_span(cursor):
        return False
    cursor.take()
    cursor.take()
    if not cursor.sees(Role.TOTAL):
        cursor.take()
    return True
