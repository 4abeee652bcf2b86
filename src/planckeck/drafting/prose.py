"""Targets inside sentences: 二级及以上预防接种门诊覆盖率达70% is a name and a figure, once for each year's column.

Only clauses whose name ends in a word of measuring (率, 比例, 数) and whose rest the notation reads whole are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planckeck.model.names import name_key
from planckeck.notation import NotationError, PrintedKind, parse_target

_CLAUSES = re.compile(r"[。；;，,！!]|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LEADING = re.compile(
    r"^(?:\d{1,2}\s*[、.．)）]|[（(]\d{1,2}[)）]|其中\s*[:：]?|力争|确保|争取|同时|并|使|全区|全市|全县|到20\d\d年)+\s*"
)
_MEASURED = re.compile(r"率|比例|比重|占比|数|水平|年限|寿命|面积|经费")
_SENTENCE = 9
"""A cell of more characters may be a sentence."""


def promises_in(
    cells: Sequence[tuple[int | None, str]], last_year: int
) -> tuple[dict[str, dict[int, str]], dict[int, list[str]]]:
    """Return the targets in the sentences of a row's cells by name, then year, and the clauses left by year.

    Both are empty where no cell is a sentence; one that the notation reads whole is none.
    """
    found: dict[str, tuple[str, dict[int, str]]] = {}
    unread: dict[int, list[str]] = {}
    if not any(len(text) > _SENTENCE and not _is_read(text) for _, text in cells):
        return {}, {}
    for year, text in cells:
        for clause in filter(None, map(str.strip, _CLAUSES.split(text))):
            cut = _cut(_LEADING.sub("", clause))
            _, years = found.setdefault(name_key(cut[0]), (cut[0], {})) if cut else ("", {})
            if cut is None or (year or last_year) in years:
                unread.setdefault(year or last_year, []).append(clause)
            else:
                years[year or last_year] = cut[1]
    return dict(found.values()), unread


def _is_read(text: str) -> bool:
    try:
        parse_target(text)
    except NotationError:
        return False
    return True


def _cut(clause: str) -> tuple[str, str] | None:
    """Return the name and the figure of a clause, the longest name whose rest is a figure; None where it has none."""
    best: tuple[str, str] | None = None
    for found in _MEASURED.finditer(clause):
        name, rest = clause[: found.end()], clause[found.end() :]
        if len(name) < 3 or not rest or len(rest) > 30 or re.search(r"\d", rest) is None:
            continue
        try:
            printed = parse_target(rest)
        except NotationError:
            continue
        if printed.kind is PrintedKind.FIGURE and not printed.measures:
            best = (name, rest)
    return best
