"""Where a table begins in a grid, and its layout: the header is one to three rows among the first that say something.

A row belongs to the header when it holds no figure (but years), says a word that only headers say, and repeats no
column of labels. The first rows that make a whole layout are the header; the deepest such stack is taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectations
from planckeck.readers.shapes.inference import is_figure, with_inferred_labels
from planckeck.readers.shapes.layout import LABELS, Lacking, Layout, Stack, lay_out
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.surroundings import Surroundings, look_around
from planckeck.readers.shapes.titles import Title, label_name, read_title
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import Grid, GridRow

HEAD_ROWS = 60
"""Rows from the top among which the header is looked for."""
DEPTH = 3


class Recognised(NamedTuple):
    """A layout, the rows above it, and what was taken from them."""

    layout: Layout
    surroundings: Surroundings


class NotRecognised(NamedTuple):
    """Why a grid has no table: the findings, one a missing field where a header row was found; `is_empty`: no cell."""

    findings: tuple[Diagnostic, ...]
    is_empty: bool = False


def recognise(
    grid: Grid, head: Sequence[GridRow], expectations: Expectations, table_map: TableMap
) -> Recognised | NotRecognised:
    """Find the table in a grid from its first rows."""
    rows = [row for row in head if not row.is_blank]
    if not rows:
        return NotRecognised(_nothing(grid, say("the sheet is empty")), is_empty=True)
    search = _Search(grid, rows, expectations, table_map)
    starts = search.starts()
    if not starts:
        problem = say("the map's header row {row} holds nothing", row=table_map.header_rows[0])
        help_ = say("write the row's number as the file shows it, among the first {count}", count=HEAD_ROWS)
        return NotRecognised((diagnose("PK360", grid.place(), problem=problem, help=help_),))
    lacking = []
    for start in starts:
        found = search.at(start)
        if isinstance(found, Recognised):
            return found
        lacking.append((start, found))
    best = max(lacking, key=lambda pair: (pair[1].found, -pair[0]), default=None)
    if best is None or not best[1].found:
        return NotRecognised(_nothing(grid, say("no row names columns")))
    return NotRecognised(_missing(grid, rows[best[0]].number, best[1], search))


def _nothing(grid: Grid, problem: object) -> tuple[Diagnostic, ...]:
    help_ = say("a row must name region, indicator, year, value; or describe the table in a --map file")
    return (diagnose("PK350", grid.place(), problem=problem, help=help_),)


def _missing(grid: Grid, row: int, lacking: Lacking, search: _Search) -> tuple[Diagnostic, ...]:
    spellings = words().spellings
    return tuple(
        diagnose("PK310", grid.place(row), column=name, others=", ".join(spellings[name][1:3]))
        for name in lacking.fields
    )


class _Search:
    """The first rows of a grid, their titles read once."""

    def __init__(self, grid: Grid, rows: Sequence[GridRow], expectations: Expectations, table_map: TableMap) -> None:
        self.grid = grid
        self.rows = rows
        self.expectations = expectations
        self.map = table_map
        self.width = max(len(row.cells) for row in rows)
        self._titles: dict[int, list[Title]] = {}

    def starts(self) -> list[int]:
        """Return the indices of rows at which a header may begin."""
        if self.map.header_rows:
            return [index for index, row in enumerate(self.rows) if row.number == self.map.header_rows[0]]
        return list(range(len(self.rows)))

    def at(self, start: int) -> Recognised | Lacking:
        """Try the headers that begin at a row, the deepest first."""
        first: Lacking | None = None
        for depth in self._depths(start):
            found = self._try(start, depth)
            if isinstance(found, Recognised):
                return found
            first = found
        return first or Lacking(("indicator", "year", "value"), 0)

    def _depths(self, start: int) -> list[int]:
        if self.map.header_rows:
            return [len(self.map.header_rows)]
        depth = 1
        while depth < DEPTH and start + depth < len(self.rows) and self._goes_on(start, depth):
            depth += 1
        return list(range(depth, 0, -1))

    def _titles_of(self, index: int) -> list[Title]:
        if index not in self._titles:
            row = self.rows[index]
            self._titles[index] = [read_title(row.cell(position), self.expectations) for position in range(self.width)]
        return self._titles[index]

    def _goes_on(self, start: int, depth: int) -> bool:
        """Tell whether the row below a header is part of it."""
        row, titles = self.rows[start + depth], self._titles_of(start + depth)
        if any(title.is_figure for title in titles):
            return False
        labelled = [
            position
            for position in range(self.width)
            if any(self._titles_of(start + above)[position].field in LABELS for above in range(depth))
        ]
        for position in labelled:
            title = titles[position]
            if title.text and position not in row.covered and not title.field and not title.role:
                return False
        others = [title for position, title in enumerate(titles) if title.text and position not in labelled]
        if labelled:
            return bool(others) and all(title.is_header or title.is_total for title in others)
        return any(title.field in LABELS for title in titles)

    def _try(self, start: int, depth: int) -> Recognised | Lacking:
        titles = self._titles_of(start)
        is_header = any(title.is_header for title in titles) and not any(title.is_figure for title in titles)
        if not is_header and not self.map.header_rows and not self.map.columns:
            return Lacking(("indicator", "year", "value"), 0)
        stacks = self._stacks(start, depth)
        around = look_around(self.rows[:start], self.grid.sheet, self.expectations)
        inferred = with_inferred_labels(stacks, self.rows[start + depth :], self.expectations)
        found = self._laid_out(inferred, around)
        if isinstance(found, Lacking):
            # what is lacking is said of the columns as they are named
            found = self._laid_out(stacks, around)
        if isinstance(found, Lacking):
            return found
        header_rows = tuple(row.number for row in self.rows[start : start + depth])
        defaults = found.defaults if "unit" in found.labels else around.fill_unit(found.defaults)
        return Recognised(replace(found, header_rows=header_rows, defaults=defaults), around)

    def _laid_out(self, stacks: Sequence[Stack], around: Surroundings) -> Layout | Lacking:
        names_known = bool(self.expectations)
        found = lay_out(stacks, self.map.defaults, names_known=names_known)
        if isinstance(found, Layout) or not {"year", "indicator"} >= set(found.fields):
            return found
        again = lay_out(stacks, around.fill(self.map.defaults, found.fields), names_known=names_known)
        return again if isinstance(again, Layout) else found

    def _stacks(self, start: int, depth: int) -> list[Stack]:
        below = self.rows[start + depth :]
        titled = [self._spread(start + index, last=index == depth - 1) for index in range(depth)]
        return [
            Stack(
                position,
                tuple(row[position] for row in titled),
                any(is_figure(row, position) for row in below),
                self.map.column(position, [row[position].text for row in titled]),
                self._known_names(below, position),
            )
            for position in range(self.width)
        ]

    def _known_names(self, below: Sequence[GridRow], position: int) -> int:
        names = (label_name(row.text(position), self.expectations)[0] for row in below)
        return sum(name_key(name) in self.expectations for name in names)

    def _spread(self, index: int, *, last: bool) -> list[Title]:
        """Return a header row's titles; one above others holds for the empty cells right of it, as merged cells do."""
        titles = list(self._titles_of(index))
        if last:
            return titles
        below = self._titles_of(index + 1)
        for position in self.rows[index].covered:
            # 指标 over 名称 and 单位: the second of them is the unit
            if titles[position].field in LABELS and below[position].text != titles[position].text:
                titles[position] = Title("")
        for position in range(1, len(titles)):
            left = titles[position - 1]
            is_under = below[position].text and below[position].field not in {"region", "indicator", "year", "plan"}
            if not titles[position].text and is_under and left.is_header and left.field not in LABELS:
                titles[position] = left
        return titles
