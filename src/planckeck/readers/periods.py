"""Years and parts of years as tables write them.

period = year | year part | part year | the last day of a month
year   = 2020 | 2020年 | 2020年度 | 2020年末 | 2020.0 | FY2020 | FY20 | 二〇二〇年
part   = H1 | 上半年 | Q3 | 三季度 | 前三季度 | 06 | 6月 | 1-6月 | June
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from planckeck.notation.signs import fold

LONGEST = 40
"""No period is longer as written."""

_CENTURY = r"(?:19|20|21)\d\d"
_MONTHS = (
    *("JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE"),
    *("JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"),
)
_CHINESE = {"一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6", "七": "7", "八": "8", "九": "9"}
_CHINESE_MONTHS = {"十": "10", "十一": "11", "十二": "12"} | _CHINESE
_CHINESE_YEAR = re.compile(r"[一二][九〇零○一][〇零○一二三四五六七八九]{2}(?=年)")
_WHOLE = re.compile(
    rf"(?:FY ?)?(?P<year>{_CENTURY})(?:\.0+)? ?(?:年|财年)?(?:度|末|底|全年|终)?|FY ?(?P<short>\d\d)", re.ASCII
)
_PART = re.compile(
    rf"(?P<year>{_CENTURY}) ?[年 /-]?(?:度)? ?(?P<part>H[12]|Q[1-4]|[上下]半年|(?:前|第)?[1-4一二三四]个?季度|"
    r"(?:[1一][-—~至到])?(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月份?|(?:0[1-9]|1[0-2])(?!\d)|[A-Z]{3,9})"
    r"(?:末|底|累计|止)*",
    re.ASCII,
)
_SHORT_MONTH = re.compile(rf"({_CENTURY})[-/]([1-9])", re.ASCII)
_PART_FIRST = re.compile(rf"(?P<part>H[12]|Q[1-4]|[A-Z]{{3,9}})[ ,/-]*(?P<year>{_CENTURY})", re.ASCII)
_DAY = re.compile(
    rf"({_CENTURY})(?:-(\d\d?)-(\d\d?)(?:[ T]00:00(?::00)?(?:\.0+)?)?|/(\d\d?)/(\d\d?)|年(\d\d?)月(\d\d?)日)", re.ASCII
)


@lru_cache(maxsize=4096)
def read_period(text: str) -> tuple[int, str] | None:
    """Return (year, part) of 2020, 2020年, FY2020, 2020H1, 2020Q3, 2020-06, 2020年上半年; None for anything else.

    `part` is '' for a whole year, else H1, H2, Q1–Q4, M01–M12: a value to date, so 1-9月 is M09 and 1-12月 the year.
    The last day of a month is that month, 31 December the year. Two-digit years are never guessed, but after FY.
    """
    if len(text) > LONGEST:
        return None
    plain = _plain(text)
    if whole := _WHOLE.fullmatch(plain):
        return int(whole["year"] or f"20{whole['short']}"), ""
    if short := _SHORT_MONTH.fullmatch(plain):
        return int(short[1]), f"M0{short[2]}"
    found = _PART.fullmatch(plain) or _PART_FIRST.fullmatch(plain)
    if found is not None:
        part = _part(found["part"])
        return None if part is None else (int(found["year"]), part)
    return _last_day(plain)


def _plain(text: str) -> str:
    plain = " ".join(fold(text).text.split()).upper()
    if year := _CHINESE_YEAR.match(plain):
        digits = "".join(_CHINESE.get(sign, "0") for sign in year.group())
        return digits + plain[year.end() :]
    return plain


def _part(written: str) -> str | None:
    """Return the label of a part of a year; None for a Latin word that is no month."""
    if written in {"上半年", "下半年"}:
        return "H1" if written == "上半年" else "H2"
    if re.fullmatch("[HQ][1-4]", written):
        return written
    if "季度" in written:
        sign = written[written.index("季") - (2 if "个" in written else 1)]
        return f"Q{_CHINESE.get(sign, sign)}"
    if written.isascii() and written.isalpha():
        months = [month for month, name in enumerate(_MONTHS, start=1) if written in {name, name[:3], name[:4]}]
        return f"M{months[0]:02}" if months else None
    to_date = re.match("[1一][-—~至到]", written)
    last = re.split("[-—~至到]", written)[-1].removesuffix("份").removesuffix("月")
    month = int(_CHINESE_MONTHS.get(last, last))
    return "" if to_date and month == 12 else f"M{month:02}"


def _last_day(plain: str) -> tuple[int, str] | None:
    found = _DAY.fullmatch(plain)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups() if part is not None)
    if not 1 <= month <= 12 or day != calendar.monthrange(year, month)[1]:
        return None
    return year, "" if month == 12 else f"M{month:02}"
