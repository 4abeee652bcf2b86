"""What a streaming reader loses of a sheet: merged ranges, hidden rows and columns, formulas without a cached value.

One pass over the sheet's XML that keeps nothing of the cells, so that a sheet of 100,000 rows needs little memory.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from planckeck.readers.sources.interface import column_position
from planckeck.readers.sources.merging import MergedRange

MAX_CELLS = 20_000_000
SPARSE_FROM = 2_000_000
"""Cells that a sheet spans, empty ones too, from which on they are held against those that say something."""
MAX_SPARSE = 50
_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_BLOCK = 1 << 18


class TooManyCellsError(ValueError):
    """A sheet over the limit of cells."""


@dataclass
class SheetFacts:
    """Of one sheet: rows count from 1, positions of columns from 0; `last_row` and `width` are of filled cells."""

    merged: list[MergedRange] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    uncached: set[tuple[int, int]] = field(default_factory=set)
    last_row: int = 0
    width: int = 0
    cells: int = 0

    @property
    def is_sparse(self) -> bool:
        """Tell whether a few cells lie so far apart that what is between them is nearly all there is."""
        spanned = self.last_row * self.width
        return spanned > SPARSE_FROM and spanned > MAX_SPARSE * self.cells


def read_sheet_facts(opened: IO[bytes]) -> SheetFacts:
    """Read a worksheet's XML. Raises: expat.ExpatError where it breaks off, TooManyCellsError."""
    reader = _Reader()
    while block := opened.read(_BLOCK):
        reader.feed(block)
    return reader.close()


class _Reader:
    """The expat callbacks; `_row` and `_position` follow the cell that is being read."""

    def __init__(self) -> None:
        self.facts = SheetFacts()
        self._row = 0
        self._position = -1
        self._type = ""
        self._has_formula = False
        self._value = ""
        self._local: dict[str, str] = {}
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end

    def feed(self, block: bytes) -> None:
        self._parser.Parse(block, False)

    def close(self) -> SheetFacts:
        self._parser.Parse(b"", True)
        return self.facts

    def _name(self, name: str) -> str:
        local = self._local.get(name)
        if local is None:
            local = self._local[name] = name.rpartition(":")[2]
        return local

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match self._name(name):
            case "c":
                self._start_cell(attributes)
            case "f":
                self._has_formula = True
            case "v" | "t":
                self._parser.CharacterDataHandler = self._text
            case "row":
                self._row = int(attributes.get("r") or self._row + 1)
                self._position = -1
                if attributes.get("hidden") in {"1", "true"}:
                    self.facts.hidden_rows.add(self._row)
            case "col" if attributes.get("hidden") in {"1", "true"}:
                first, last = int(attributes["min"]), min(int(attributes["max"]), 16_384)
                self.facts.hidden_columns.update(range(first - 1, last))
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _start_cell(self, attributes: dict[str, str]) -> None:
        found = _ADDRESS.fullmatch(attributes.get("r", ""))
        self._position = column_position(found[1]) if found else self._position + 1
        self._type = attributes.get("t", "n")
        self._has_formula = False
        self._value = ""

    def _text(self, text: str) -> None:
        self._value += text

    def _end(self, name: str) -> None:
        match self._name(name):
            case "v" | "t":
                self._parser.CharacterDataHandler = None
            case "c":
                self._end_cell()

    def _end_cell(self) -> None:
        facts = self.facts
        uncached = self._has_formula and not self._value and self._type != "str"
        if uncached:
            facts.uncached.add((self._row, self._position))
        if self._value or uncached:
            facts.cells += 1
            facts.last_row = max(facts.last_row, self._row)
            facts.width = max(facts.width, self._position + 1)
            if facts.cells > MAX_CELLS:
                raise TooManyCellsError

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last or first)
        if start and end:
            merged = MergedRange(int(start[2]), int(end[2]), column_position(start[1]), column_position(end[1]))
            self.facts.merged.append(merged)
