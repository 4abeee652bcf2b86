"""HTML tables, which many systems save under the name .xls: rowspan and colspan are merged ranges."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from html.parser import HTMLParser

from planckeck.problems import Place, say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw
from planckeck.readers.sources.archives import damaged
from planckeck.readers.sources.decoding import decode
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, unusable
from planckeck.readers.sources.limits import MAX_COLUMNS, check_columns, over_limit
from planckeck.readers.sources.merging import MergedRange, filled

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9_-]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MAX_CELLS = 2_000_000
"""Cells of all tables of a page, those that a span covers too."""
MAX_DEEP = 100
"""Tables within tables."""
_ALONE = say("save the table alone, as xlsx or CSV")
_NOT_SHOWN = ("script", "style", "title")


@dataclass
class _Table:
    rows: list[GridRow] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=dict)
    """How many rows more, from the one being read, a position is taken by a cell above."""
    cells: list[Raw] = field(default_factory=list)
    hidden: bool = False
    in_row: bool = False


def open_web_table(content: Content, encoding: str | None = None) -> tuple[Grid, ...]:
    """Return a grid for every table of an HTML file. Raises: InputError where there is none."""
    declared = _CHARSET.search(content.head[:4096])
    named = declared[1].decode("ascii").lower() if declared else None
    named = {"gb2312": "gb18030", "gbk": "gb18030", "unicode": None}.get(named or "", named)
    decoded = decode(content, encoding or named, lines=False)
    parser = _Tables(content.file)
    try:
        parser.feed(decoded.text)
        parser.close()
    except (AssertionError, ValueError) as error:  # what the parser raises for marks that it cannot tell
        raise damaged(content.file, error) from None
    tables = [table for table in parser.finished() if table.rows]
    if not tables:
        raise unusable(content.file, say("HTML without a table"), say("save it again as xlsx or CSV"))
    several = len(tables) > 1
    return tuple(
        _grid(content.file, table, decoded.encoding, f"table {number}" if several else "")
        for number, table in enumerate(tables, start=1)
    )


def _grid(file: str, table: _Table, encoding: str, name: str) -> Grid:
    facts = GridFacts(encoding, total_rows=len(table.rows))
    return Grid(file, partial(filled, table.rows, table.merged), lambda: facts, name)


class _Tables(HTMLParser):
    """Collects tables; one inside a cell of another is a table of its own."""

    def __init__(self, file: str) -> None:
        super().__init__(convert_charrefs=True)
        self._file = file
        self._cells = 0
        self._open: list[_Table] = []
        self._done: list[_Table] = []
        self._text: list[str] | None = None
        self._muted = 0

    def finished(self) -> list[_Table]:
        while self._open:
            self._end_table()
        return self._done

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag in _NOT_SHOWN:
            self._muted += 1
        elif tag == "table":
            if len(self._open) == MAX_DEEP:
                raise over_limit(Place(self._file), say("how many tables lie within each other"), MAX_DEEP, _ALONE)
            self._open.append(_Table())
            self._text = None
        elif self._open and tag == "tr":
            self._end_row()
            self._open[-1].in_row = True
            self._open[-1].hidden = bool(_HIDDEN.search(attributes.get("style") or ""))
        elif self._open and tag in {"td", "th"}:
            self._start_cell(attributes)
        elif tag == "br" and self._text is not None:
            self._text.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._muted = max(self._muted - 1, 0)
        elif self._open and tag in {"td", "th"}:
            self._end_cell()
        elif self._open and tag == "tr":
            self._end_row()
        elif self._open and tag == "table":
            self._end_table()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._muted:
            self._text.append(data)

    def _start_cell(self, attributes: dict[str, str | None]) -> None:
        self._end_cell()
        table = self._open[-1]
        table.in_row = True
        while table.taken.get(len(table.cells), 0) > 0:
            table.cells.append(EMPTY)
        across, down = _span(attributes.get("colspan")), _span(attributes.get("rowspan"))
        first, row = len(table.cells), len(table.rows) + 1
        check_columns(first + across, Place(self._file))
        if across > 1 or down > 1:
            table.merged.append(MergedRange(row, row + down - 1, first, first + across - 1))
        for position in range(first, first + across):
            table.taken[position] = down
        table.cells.extend([EMPTY] * across)
        self._at = first
        self._text = []

    def _count(self, cells: int) -> None:
        self._cells += max(cells, 1)
        if self._cells > MAX_CELLS:
            raise over_limit(Place(self._file), say("how many cells the page holds"), MAX_CELLS, _ALONE)

    def _end_cell(self) -> None:
        if self._text is not None:
            text = re.sub(r"[ \t\r\n\xa0]+", " ", "".join(self._text)).strip()
            self._open[-1].cells[self._at] = Raw(text) if text else EMPTY
        self._text = None

    def _end_row(self) -> None:
        self._end_cell()
        table = self._open[-1]
        if table.in_row:
            width = max((position + 1 for position, rows in table.taken.items() if rows > 0), default=0)
            table.cells.extend([EMPTY] * (width - len(table.cells)))
            self._count(len(table.cells))
            table.rows.append(GridRow(len(table.rows) + 1, table.cells, hidden=table.hidden))
            table.taken = {position: rows - 1 for position, rows in table.taken.items() if rows > 1}
            table.cells, table.in_row, table.hidden = [], False, False

    def _end_table(self) -> None:
        self._end_row()
        self._done.append(self._open.pop())
        self._text = None


def _span(written: str | None) -> int:
    return min(max(int(written), 1), MAX_COLUMNS) if written and written.isdecimal() and len(written) < 6 else 1
