"""Merged cells: the cells under a merged range say what its first cell says, and only those are filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from planckeck.readers.interface import Raw
from planckeck.readers.sources.interface import EMPTY, GridRow
from planckeck.readers.sources.limits import MAX_COLUMNS


class MergedRange(NamedTuple):
    """A merged range: rows from 1, positions of columns from 0, both ends included."""

    first_row: int
    last_row: int
    first: int
    last: int

    @property
    def width(self) -> int:
        """How many columns of a sheet the range takes, at least one."""
        return max(min(self.last, MAX_COLUMNS - 1) - self.first + 1, 1)


def filled(rows: Iterable[GridRow], ranges: Sequence[MergedRange]) -> Iterator[GridRow]:
    """Yield rows with every merged range filled from its first cell; filled positions are marked as covered.

    No two ranges of a sheet overlap. In a file where they do, those that would need more columns than a sheet has are
    left out: their cells stay as stored, and a row costs no more than it is wide.
    """
    waiting = sorted(ranges, reverse=True)
    active: list[tuple[MergedRange, Raw]] = []
    taken = 0
    for row in rows:
        if active:
            active = [(merged, raw) for merged, raw in active if merged.last_row >= row.number]
            taken = sum(merged.width for merged, _ in active)
        while waiting and waiting[-1].first_row <= row.number:
            merged = waiting.pop()
            if merged.last_row < row.number or taken + merged.width > MAX_COLUMNS:
                continue
            taken += merged.width
            active.append((merged, row.cell(merged.first) if merged.first_row == row.number else EMPTY))
        yield _filled_row(row, active) if active else row


def _filled_row(row: GridRow, active: Sequence[tuple[MergedRange, Raw]]) -> GridRow:
    cells = list(row.cells)
    covered: set[int] = set()
    for merged, raw in active:
        start = merged.first + 1 if merged.first_row == row.number else merged.first
        positions = range(start, min(merged.last + 1, len(cells)))
        for position in positions:
            cells[position] = raw
        covered.update(positions)
    return row._replace(cells=cells, covered=frozenset(covered))
