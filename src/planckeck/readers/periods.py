"""Years and parts of years as tables write them."""

from __future__ import annotations

import re

_WIDTHS = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR = re.compile(r"((?:19|20|21)\d\d)(?:\.0+)?年?(?:度)?", re.ASCII)
_PART = re.compile(r"((?:19|20|21)\d\d)年?[-/ ]?(H[12]|Q[1-4]|0[1-9]|1[0-2]|上半年|下半年|[一二三四]季度)", re.ASCII)
_WORDS = {"上半年": "H1", "下半年": "H2", "一季度": "Q1", "二季度": "Q2", "三季度": "Q3", "四季度": "Q4"}


def read_period(text: str) -> tuple[int, str] | None:
    """Return (year, part) of 2020, 2020年, 2020.0, 2020H1, 2020Q3, 2020-06, 2020年上半年; None for anything else.

    `part` is '' for a whole year, else H1, H2, Q1–Q4, M01–M12: a value to date. Two-digit years are never guessed.
    """
    plain = text.translate(_WIDTHS).strip().upper()
    if whole := _YEAR.fullmatch(plain):
        return int(whole[1]), ""
    if part := _PART.fullmatch(plain):
        label = _WORDS.get(part[2], part[2])
        return int(part[1]), f"M{label}" if label.isdigit() else label
    return None
