"""Numbers in Chinese words, for suggestions only: 百分之七十七点五, 三成, 十二点六万. A cell in words is never read."""

from __future__ import annotations

import re
from decimal import Decimal

from planckeck.notation.numerals import format_number

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_WORDS = re.compile(
    r"(?P<share>百分之|千分之|万分之)?(?P<whole>[零〇一二两三四五六七八九十百千]+)(?:点(?P<fraction>[零〇一二三四五六七八九]+))?"
    r"(?P<behind>[万亿成])?(?P<rest>[^零〇一二两三四五六七八九十百千点0-9]*)"
)
_SIGNS = {"百分之": "%", "千分之": "‰", "万分之": "/万"}


def digits_of(text: str) -> str | None:
    """Return a number in Chinese words in digits, its unit behind it (77.5%, 30%, 12.6万); None for other texts."""
    found = _WORDS.fullmatch(text)
    whole = _whole(found["whole"]) if found else None
    if found is None or whole is None:
        return None
    fraction = "".join(str(_DIGITS[sign]) for sign in found["fraction"] or "")
    value = Decimal(f"{whole}.{fraction}") if fraction else Decimal(whole)
    behind = found["behind"] or ""
    if behind == "成":
        return f"{format_number(value * 10)}%"
    return f"{format_number(value)}{behind}{_SIGNS.get(found['share'] or '', '')}{found['rest']}"


def _whole(words: str) -> int | None:
    """Evaluate 七十七, 一千二百, 二〇二〇; None where the places do not fall."""
    if not set(words) & set(_PLACES):
        return int("".join(str(_DIGITS[sign]) for sign in words))
    total, ones, last = 0, 0, 10_000
    for sign in words:
        if sign in _PLACES:
            if _PLACES[sign] >= last:
                return None
            last = _PLACES[sign]
            total, ones = total + (ones or 1) * last, 0
        else:
            ones = _DIGITS[sign]
    return total + ones
