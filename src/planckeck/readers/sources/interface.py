"""The contract of every source: a file or a database is a few grids of stored cells, with the numbers people see."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from planckeck.problems import Diagnostic, InputError, Message, Place
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Raw, RawKind

EMPTY = Raw("", RawKind.EMPTY)


class GridRow(NamedTuple):
    """One row of a grid, as stored.

    `number` counts from 1 as the file shows it; records (JSON, Parquet, a database) count from 1 and have their names
    in row 0. `covered` are the positions (from 0) that a merged range fills from its first cell.
    """

    number: int
    cells: Sequence[Raw]
    covered: frozenset[int] = frozenset()
    hidden: bool = False

    def cell(self, position: int) -> Raw:
        """Return the cell at a position (from 0); empty beyond the end."""
        return self.cells[position] if 0 <= position < len(self.cells) else EMPTY

    def text(self, position: int) -> str:
        """Return the text of a cell without the spaces around it."""
        return self.cell(position).text.strip()

    @property
    def is_blank(self) -> bool:
        """Tell whether no cell of this row says anything; a formula without a value does, a merged cell above not."""
        return self.first_said is None

    @property
    def first_said(self) -> int | None:
        """The position of the first cell of this row that says something."""
        said = (
            position
            for position, cell in enumerate(self.cells)
            if (cell.text.strip() or cell.kind is RawKind.FORMULA) and position not in self.covered
        )
        return next(said, None)


class GridFacts(NamedTuple):
    """What is known of a grid when its rows have been begun: how it was decoded, how long it is, what is hidden."""

    encoding: str = ""
    delimiter: str = ""
    total_rows: int | None = None
    hidden_columns: frozenset[int] = frozenset()
    findings: tuple[Diagnostic, ...] = ()


class Grid(NamedTuple):
    """A sheet, or a file that is one table. `rows` may be called again; it raises InputError where the file breaks."""

    file: str
    rows: Callable[[], Iterator[GridRow]]
    facts: Callable[[], GridFacts]
    sheet: str = ""
    hidden: bool = False
    strict_width: bool = False
    """A row longer than its header is an error: in a text file a comma too many shifts the cells."""

    def place(self, row: int = 0, position: int | None = None) -> Place:
        """Return the place of a row, or of a cell by its position (from 0)."""
        column = 0 if position is None else position + 1
        return Place(self.file, max(row, 0), column, in_table=column > 0, sheet=self.sheet)


def column_position(letters: str) -> int:
    """Return 0 for A, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def unusable(file: str, problem: Message, help_: Message, line: int = 0, sheet: str = "") -> InputError:
    """Return the error for a file that cannot be used at all."""
    return InputError([diagnose("PK315", Place(file, line, sheet=sheet), problem=problem, help=help_)])


def number_text(number: float) -> str:
    """Return a stored number in its shortest spelling: 76, not 76.0."""
    whole = int(number) if math.isfinite(number) and abs(number) < 1e15 else None
    return str(whole) if whole is not None and whole == number else repr(float(number))
