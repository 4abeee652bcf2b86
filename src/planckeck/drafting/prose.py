"""Targets inside sentences: 二级及以上预防接种门诊覆盖率达70% is a name and a figure, once for each year's column.

Only clauses whose name ends in a word of measuring (率, 比例, 数) and whose rest is read whole by the notation are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planckeck.model.names import name_key
from planckeck.notation import NotationError, PrintedKind, parse_target

_CLAUSES = re.compile(r"[。；;，,！!]|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
_LEADING = re.compile(r"^(?:\d{1,2}\s*[、.．)）]|[（(]\d{1,2}[)）]|其中\s*[:：]?|力争|确保|争取|同时|并|使|全区|全市|全县|到20\d\d年)+\s*")
_MEASURED = re.compile(r"率|比例|比重|占比|数|水平|年限|寿命|面积|经费")
_SENTENCE = 9
"""A cell of more characters may be a sentence."""


def promises_in(cells: Sequence[tuple[int | None, str]], last_year: int) -> dict[str, dict[int, str]]:
    """Return the targets that the sentences of a row's cells hold, by name, then by year; empty where they are none.

    A cell that the notation reads whole is no sentence.
    """
    if not any(len(text) > _SENTENCE and not _is_read(text) for _, text in cells):
        return {}
    found: dict[str, tuple[str, dict[int, str]]] = {}
    for year, text in cells:
        for clause in _CLAUSES.split(text):
            if cut := _cut(_LEADING.sub("", clause.strip())):
                name, figure = cut
                _, years = found.setdefault(name_key(name), (name, {}))
                years.setdefault(year or last_year, figure)
    return dict(found.values())


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
