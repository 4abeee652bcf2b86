"""Excel's number formats, as far as they change what a number says: per cent, hidden scales, words behind it.

A format has up to four sections, for positive, negative, zero, text; a section is placeholders (0 # ?), a point, commas
behind them (each hides a factor of 1000), %, quoted or escaped literals, and brackets for colours and conditions. In a
Chinese Excel "!" escapes too: 0!.0,"万" shows 126000 as 12.6万, for the comma takes three digits and the literal
point one.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

_PART = re.compile(r'"(?P<quoted>[^"]*)"|[\\!](?P<escaped>.)|_.|\*.|\[(?P<bracket>[^\]]*)\]|(?P<sign>.)', re.DOTALL)
_GENERAL = re.compile(r"G/通用格式|General", re.IGNORECASE)
_DATE = re.compile(r"[ymdhs]|a{3}|AM/PM", re.IGNORECASE)
_PLAIN = frozenset({"", "general", "@", "g/通用格式"})


class NumberFormat(NamedTuple):
    """What a section of a number format does to a number.

    `decimals` are those shown, None where the format does not say; `hidden` is the factor by which the number is shown
    smaller; `words` stand behind it.
    """

    is_percent: bool = False
    decimals: int | None = None
    hidden: int = 1
    words: str = ""
    is_date: bool = False


def read_format(text: str, number: float) -> NumberFormat:
    """Return what a number format does to this number."""
    if text.strip().lower() in _PLAIN:
        return NumberFormat()
    sections = _sections(text)
    which = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    return _section(sections[which])


def shown(value: Decimal, number_format: NumberFormat) -> Decimal:
    """Return a value (per cent already taken) as its format rounds it: half away from zero."""
    if number_format.decimals is None or number_format.hidden != 1:
        return value
    return value.quantize(Decimal(1).scaleb(-number_format.decimals), rounding="ROUND_HALF_UP")


@lru_cache(maxsize=1024)
def _sections(text: str) -> tuple[str, ...]:
    sections = [""]
    for part in _PART.finditer(text):
        if part["sign"] == ";":
            sections.append("")
        else:
            sections[-1] += part.group()
    return tuple(sections)


@lru_cache(maxsize=1024)
def _section(text: str) -> NumberFormat:
    code, words = _code(_GENERAL.sub("0", text))
    if _DATE.search(code):
        return NumberFormat(is_date=True)
    percent = "%" in code
    digits = re.search(r"[0#?][0#?,!]*(?:\.(?P<decimals>[0#?]*))?,*", code)
    if digits is None or _GENERAL.search(text) or "/" in code or "E" in code:
        return NumberFormat(percent, words=words)
    commas = len(digits.group()) - len(digits.group().rstrip(","))
    literal_point = re.search(r"!([0#?]*)", code)
    behind = len(literal_point[1]) if literal_point else 0
    return NumberFormat(percent, len(digits["decimals"] or ""), 1000**commas * 10**behind, words)


def _code(section: str) -> tuple[str, str]:
    """Return the placeholders and signs of a section, and the words behind the digits.

    A literal point between digits stands as "!" in the code: the digits behind it are hidden from the number.
    """
    code, words = "", ""
    for part in _PART.finditer(section):
        literal = part["quoted"] or part["escaped"] or ""
        sign = part["sign"] or ""
        behind = re.search(r"[0#?]", code) is not None
        if part["bracket"] is not None:
            code += "h" if re.fullmatch(r"[hms]+", part["bracket"].lower()) else ""
        elif literal == "." and behind:
            code += "!"
        elif behind and (literal or ord(sign or " ") > 127):
            words += literal or sign
        else:
            code += sign
    return code, words.strip()
