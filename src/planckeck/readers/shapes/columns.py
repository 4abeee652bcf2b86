"""What is said of columns that are not read: nearly a known title, two of one meaning, words of their own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from planckeck.model.inspection import Column
from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, column_letters
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.readers.shapes.layout import LONELY, TWICE, UNKNOWN, UNKNOWN_TEXT, Layout
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import Grid

SHOWN = 12
LOOKED_AT = 100
"""Unknown titles that are held against the known ones; further ones are only named."""
_NEAR = 0.75
"""How alike a title must be to a known one to be taken for a slip."""


def unread_columns(grid: Grid, layout: Layout) -> Iterator[Diagnostic]:
    """Yield a warning for every title that is nearly a known one, and a note that names the other unread columns."""
    row = layout.header_rows[0] if layout.header_rows else 0
    left = []
    looked_at = 0
    for column in layout.columns:
        is_unknown = column.why in {UNKNOWN, UNKNOWN_TEXT}
        looked_at += is_unknown
        if is_unknown and looked_at <= LOOKED_AT and (near := _near_titles(column.header)):
            help_ = did_you_mean(name_key(column.header), near)
            yield diagnose("PK325", grid.place(row, column.number - 1), title=column.header, help=help_)
        elif column.why in {UNKNOWN, TWICE, LONELY}:
            left.append(f"{column_letters(column.number)} {column.header}".strip())
    if left:
        yield diagnose("PK351", grid.place(row), columns=several(left))


def doubled_columns(grid: Grid, layout: Layout) -> list[Diagnostic]:
    """Return an error for every column that means what another means, where taking one of them would be a guess.

    A code beside a name is none, nor is a second column of notes.
    """
    row = layout.header_rows[0] if layout.header_rows else 0
    read = {_meaning(column): column.header for column in layout.columns if column.holds}
    fields = words().fields
    found = []
    for column in layout.columns:
        field = fields.get(name_key(column.header.rpartition(" / ")[2]), "")
        other = read.get((field, "", "", ""))
        key = ("value", column.period, column.region, column.indicator)
        if column.why == TWICE and any(key[1:]) and key in read:
            other = read[key]
        elif column.why != TWICE or field in {"", "note"} or other is None or is_code(column.header) != is_code(other):
            continue
        found.append(diagnose("PK326", grid.place(row, column.number - 1), title=column.header, other=other))
    return found


def is_code(title: str) -> bool:
    """Tell whether a title names codes, not names: 行政区划代码, indicator id."""
    key = name_key(title)
    return any(word in key for word in ("代码", "编码", "编号", "code")) or key.endswith("id")


def several(names: Iterable[str]) -> str:
    """Return names joined, a long list cut."""
    every = list(names)
    return ", ".join(every[:SHOWN]) + (", …" if len(every) > SHOWN else "")


def _meaning(column: Column) -> tuple[str, str, str, str]:
    return column.holds, column.period, column.region, column.indicator


def _near_titles(title: str) -> list[str]:
    titles = _known_titles()
    return [titles[key] for key in difflib.get_close_matches(name_key(title), titles, 3, _NEAR)]


@cache
def _known_titles() -> Mapping[str, str]:
    spellings = words().spellings
    return {name_key(one): one for name, those in spellings.items() if name != "ignored" for one in those}
