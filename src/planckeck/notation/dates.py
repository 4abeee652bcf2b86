"""Dates in printed targets: 2020年, 2020年6月底前, 4月10日前, 2018-2020年, 2022-04-10."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from planckeck.notation.signs import is_digit

_CHINESE_DIGITS = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
_ENDS = ("年底", "年末", "年终", "年度", "末期", "上半年", "底", "末", "度")
_BEFORE = ("之前", "以前", "前", "内", "间")
_MONTH_ENDS = {"底": 31, "末": 31, "下旬": 31, "中旬": 20, "上旬": 10, "份": 31}


@dataclass(frozen=True, slots=True)
class Date:
    """A date read from a text: its end, its year where it names one, and the due date that it says, if it is one."""

    end: int
    year: int | None
    due: str | None


def read_date(text: str, start: int) -> Date | None:
    """Read the date that begins at `start`; None where there is none.

    date  = year "年" ["度"] [part] [before] | years "年" | month [before] | year "-" mm "-" dd [before]
    years = year ("-" | "—" | "~" | "至") year ["年"]
    part  = "底" | "末" | "上半年" | month
    month = m "月" [d ("日" | "号")] ["底" | "末" | "上旬" | "中旬" | "下旬"]
    A month without a year is a date, but not one that can be due: the year stands elsewhere.
    """
    return _iso(text, start) or _with_year(text, start) or _month_alone(text, start)


def is_year(value: int) -> bool:
    """Tell whether a whole number can be a plan's year."""
    return 1900 <= value <= 2099


def _digits(text: str, start: int, most: int) -> int:
    end = start
    while end < len(text) and end - start < most and is_digit(text[end]):
        end += 1
    return end


def _iso(text: str, start: int) -> Date | None:
    written = text[start : start + 10]
    if len(written) < 10 or written[4] != "-" or written[7] != "-" or is_digit(text[start + 10 : start + 11]):
        return None
    if not all(is_digit(sign) for sign in written[:4] + written[5:7] + written[8:]):
        return None
    due = _day(int(written[:4]), int(written[5:7]), int(written[8:]))
    return Date(_skip(text, start + 10, _BEFORE), int(written[:4]), due) if due else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(text: str, start: int) -> int | None:
    written = text[start : start + 4]
    spelt = "".join(_CHINESE_DIGITS.get(sign, sign) for sign in written)
    if len(spelt) < 4 or not all(map(is_digit, spelt)) or is_digit(text[start + 4 : start + 5]):
        return None
    return int(spelt) if is_year(int(spelt)) else None


def _with_year(text: str, start: int) -> Date | None:
    year, end = _year(text, start), start + 4
    if year is None:
        return None
    marked = _skip(text, end, ("年",))
    dash = _skip(text, marked, ("——", "--", "-", "—", "~", "至", "到"))
    dash = _blank_end(text, dash)
    last = _year(text, dash) if dash > marked else None
    if last is not None and last > year and (after := _skip(text, dash + 4, ("年",))) > dash + 4:
        return _inside(text, after, last)
    return _inside(text, marked, year) if marked > end else None


def _inside(text: str, start: int, year: int) -> Date:
    month = _month(text, start)
    if month is not None:
        end, number, day = month
        last = calendar.monthrange(year, number)[1]
        due = _day(year, number, min(day, last))
        return Date(_skip(text, end, _BEFORE), year, due)
    end = _skip(text, start, _ENDS)
    due = f"{year}-06-30" if text[start:end].strip() == "上半年" else str(year)
    return Date(_skip(text, end, _BEFORE), year, due)


def _month(text: str, start: int) -> tuple[int, int, int] | None:
    """Read a month; returns its end, its number and its last day (31: the month's own)."""
    start = _blank_end(text, start)
    digits = _digits(text, start, 2)
    end = _skip(text, digits, ("月",))
    if digits in {start, end} or not 1 <= int(text[start:digits]) <= 12:
        return None
    number = int(text[start:digits])
    day_start = _blank_end(text, end)
    day_end = _digits(text, day_start, 2)
    stop = _skip(text, day_end, ("日", "号"))
    if stop > day_end > day_start:
        day = int(text[day_start:day_end])
        return (stop, number, day) if 1 <= day <= calendar.monthrange(2000, number)[1] else None
    stop = _skip(text, end, tuple(_MONTH_ENDS))
    return stop, number, _MONTH_ENDS.get(text[end:stop].strip(), 31)


def _month_alone(text: str, start: int) -> Date | None:
    month = _month(text, start)
    return Date(_skip(text, month[0], _BEFORE), None, None) if month else None


def _blank_end(text: str, start: int) -> int:
    while start < len(text) and text[start] == " ":
        start += 1
    return start


def _skip(text: str, start: int, words: tuple[str, ...]) -> int:
    """Return the end of the word behind `start`, blanks before it too; `start` where none of the words stands."""
    inked = _blank_end(text, start)
    return next((inked + len(word) for word in words if text.startswith(word, inked)), start)
