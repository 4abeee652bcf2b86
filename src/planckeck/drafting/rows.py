"""The rows of a printed table: headings, notes and repeated heads apart, merged cells filled, 其中 under its parent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planckeck.drafting.columns import Columns
from planckeck.drafting.heading import Role
from planckeck.drafting.interface import PrintedRow
from planckeck.drafting.naming import without_number
from planckeck.notation import NotationError, PrintedKind, parse_target
from planckeck.readers.shapes.titles import is_note, is_total, without_part_mark

_FILLED = (Role.CATEGORY, Role.CONSTRAINT, Role.DEPARTMENT, Role.TARGET)
"""What merged cells hold; a figure is merged only where the document says so."""


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator's row: its cells after filling down, and the rows that filled cells were printed in."""

    row: PrintedRow
    cells: tuple[str, ...]
    filled_from: dict[int, int]
    """Row numbers by position, of cells taken from a merged cell above."""
    category: str = ""
    parent: str = ""
    """The name that 其中 stands under."""

    def text(self, position: int) -> str:
        """Return the text of a cell, filled."""
        return self.cells[position] if 0 <= position < len(self.cells) else ""


@dataclass(slots=True)
class Rows:
    """The rows of a table by what they are."""

    lines: list[Line] = field(default_factory=list)
    sections: list[PrintedRow] = field(default_factory=list)
    notes: list[PrintedRow] = field(default_factory=list)
    repeated: list[PrintedRow] = field(default_factory=list)
    unnamed: list[PrintedRow] = field(default_factory=list)
    """Rows with figures and no name."""


class _Filler:
    """Fills the merged cells of a table downwards, row by row."""

    def __init__(self, columns: Columns, knows_merges: bool) -> None:
        self.columns = [column for column in columns.columns if column.role in _FILLED]
        merged = {position for row in columns.rows for position in row.covered} if knows_merges else set()
        self.knows = {column.position for column in self.columns if merged and column.position in merged}
        self.last: dict[int, tuple[int, str]] = {}

    def fill(self, row: PrintedRow) -> tuple[tuple[str, ...], dict[int, int]]:
        """Return a row's cells and where the filled ones were printed."""
        cells = list(row.cells)
        filled: dict[int, int] = {}
        for column in self.columns:
            position = column.position
            covered = position in row.covered
            own = "" if covered else row.text(position)
            if own:
                self.last[position] = (row.number, own)
                continue
            if position not in self.last or position >= len(cells):
                continue
            number, text = self.last[position]
            if covered and cells[position] == text:
                filled[position] = number
            elif position not in self.knows and self._may_fill(column.role, text):
                cells[position], filled[position] = text, number
            elif not covered:
                del self.last[position]
        return tuple(cells), filled

    def _may_fill(self, role: Role, text: str) -> bool:
        """A blank below a figure is no target; one below words (达国家要求) is the same words, merged."""
        return role is not Role.TARGET or _is_reference(text)

    def new_section(self) -> None:
        """Forget targets: a merged target does not reach over a heading."""
        for column in self.columns:
            if column.role is Role.TARGET:
                self.last.pop(column.position, None)


def _is_reference(text: str) -> bool:
    try:
        return parse_target(text).kind is PrintedKind.REFERENCE
    except NotationError:
        return False


def sort_rows(columns: Columns, knows_merges: bool) -> Rows:
    """Return a table's rows by what they are."""
    found = Rows()
    filler = _Filler(columns, knows_merges)
    name = columns.of(Role.NAME)[0].position
    section, parent = "", ""
    for row in columns.rows:
        if _is_repeated(row, columns):
            found.repeated.append(row)
        elif _is_note_row(row):
            found.notes.append(row)
        elif heading := _heading(row, columns):
            found.sections.append(row)
            section = without_number(heading)
            filler.new_section()
        elif not row.text(name) or is_total(row.text(name)):
            found.unnamed.append(row)
        else:
            cells, filled = filler.fill(row)
            part = without_part_mark(row.text(name))
            parent = parent if part else row.text(name)
            found.lines.append(Line(row, cells, filled, section, parent if part else ""))
    return found


def _is_repeated(row: PrintedRow, columns: Columns) -> bool:
    """Tell whether a row is the heads again, as at the top of a page."""
    same = [row.text(column.position) == column.head for column in columns.columns if column.head]
    return len(same) > 1 and sum(same) >= 0.8 * len(same)


def _own(row: PrintedRow) -> Iterator[tuple[int, str]]:
    return ((position, text) for position, text in enumerate(row.cells) if text and position not in row.covered)


def _is_note_row(row: PrintedRow) -> bool:
    own = list(_own(row))
    return bool(own) and is_note(own[0][1]) and len(own) <= 2


def _heading(row: PrintedRow, columns: Columns) -> str:
    """Return the text of a row that is a heading over those below: one text, and no number of its own."""
    own = list(_own(row))
    number = columns.one(Role.ROW)
    if len(own) != 1 or (number and row.text(number.position) and own[0][0] == number.position != 0):
        return ""
    position, text = own[0]
    across = len([cell for cell in row.cells if cell == text]) > 1
    numbered = without_number(text) != text
    first = position == 0 and columns.of(Role.NAME)[0].position != 0
    return text if across or numbered or first else ""


def split_notes(notes: Sequence[str]) -> dict[str, str]:
    """Return the notes under a table by their sign; '' holds what has none."""
    signed: dict[str, str] = {}
    for note in notes:
        plain = re.sub(r"^(?:注释?|备注|说明|notes?)\s*[:：]?\s*", "", note, flags=re.IGNORECASE)
        pieces = re.split(r"([①-⑳]|(?<![\w.])\d{1,2}[.．、]\s*(?=\D)|(?:(?<=^)|(?<=[。；;\s]))[*＊†‡※]+)", plain)
        rest = pieces[0].strip()
        if rest:
            signed[""] = f"{signed['']} {rest}" if "" in signed else rest
        for sign, text in zip(pieces[1::2], pieces[2::2], strict=True):
            if text.strip():
                signed[sign.strip(".．、 ")] = text.strip(" ;；")
    return signed
