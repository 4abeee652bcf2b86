"""One recognised table, read from its first row to its last: actuals, findings, and the account of every row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from planckeck.model.inspection import RefusedCell, Skipped, TableMapping
from planckeck.problems import Diagnostic, column_letters, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectations
from planckeck.readers.record import Progress, Read
from planckeck.readers.shapes.actuals import ActualReader
from planckeck.readers.shapes.columns import SHOWN, several, unread_columns
from planckeck.readers.shapes.layout import Layout
from planckeck.readers.shapes.lines import Lines, lines_of
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.recognition import Recognised
from planckeck.readers.sources.interface import Grid, GridRow

PROGRESS_EVERY = 1_000
_TOLD = ("total", "part")


class Table(NamedTuple):
    """A recognised table: its grid, the rows that were looked at for the header, and the rest of them."""

    grid: Grid
    recognised: Recognised
    head: Sequence[GridRow]
    rest: Iterable[GridRow]


class TableReader:
    """Reads one table into a Read; the account of rows and cells becomes its mapping."""

    def __init__(
        self, table: Table, expectations: Expectations, table_map: TableMap, decimal_comma: bool, read: Read
    ) -> None:
        layout = table.recognised.layout
        headers = [row for row in table.head if row.number in layout.header_rows]
        comma = decimal_comma or table_map.decimal_comma
        self.table = table
        self.layout: Layout = layout
        self.map = table_map
        self.read = read
        self.lines: Lines = lines_of(layout, headers, expectations, table_map)
        self.actuals = ActualReader(table.grid, layout, expectations, table_map.fill_down, comma)
        self.mapping = self._begun(comma)
        self.skipped: list[Skipped] = []
        self.hidden: list[int] = []
        self.without_region: list[int] = []
        self.some_region = False
        self.width = max((_width(row) for row in headers), default=0)

    def _begun(self, decimal_comma: bool) -> TableMapping:
        grid, layout, facts = self.table.grid, self.layout, self.table.grid.facts()
        return TableMapping(
            file=grid.file,
            sheet=grid.sheet,
            shape=layout.shape,
            header_rows=layout.header_rows,
            columns=layout.columns,
            year=layout.defaults.year,
            region=layout.defaults.region,
            indicator=layout.defaults.indicator,
            unit=layout.defaults.unit,
            encoding=facts.encoding,
            delimiter=facts.delimiter,
            decimal_comma=decimal_comma,
            map_file=self.map.file,
        )

    def read_all(self, progress: Progress | None, other_sheets: tuple[str, ...] = ()) -> None:
        """Read every row below the header and put what they gave into the Read."""
        counts: Counter[str] = Counter()
        grid, total = self.table.grid, self.table.grid.facts().total_rows
        name = f"{grid.file}[{grid.sheet}]" if grid.sheet else grid.file
        seen = 0
        for row in chain(self.table.head, self.table.rest):
            seen += 1
            if progress is not None and seen % PROGRESS_EVERY == 0:
                progress(name, seen, total)
            self._take(row, counts)
        if progress is not None:
            progress(name, seen, total)
        mapping = replace(
            self.mapping,
            skipped=tuple(self.skipped),
            other_sheets=other_sheets,
            rows=counts["rows"],
            cells=counts["cells"],
            values=counts["values"],
            nothings=counts["nothings"],
            refused=counts["refused"],
        )
        self.read.mappings.append(mapping)
        self.read.findings.extend(self._findings(other_sheets))

    def _take(self, row: GridRow, counts: Counter[str]) -> None:
        header_rows = self.layout.header_rows
        if row.number in header_rows:
            return
        reason = "title" if header_rows and row.number < header_rows[0] else self.lines.reason_to_skip(row)
        if reason == "title" and row.is_blank:
            reason = "blank"
        if reason:
            self._skip(row, reason)
            return
        if row.hidden:
            self.hidden.append(row.number)
        counts["rows"] += 1
        counts["cells"] += len(self.layout.groups)
        misfit = self._width_finding(row)
        if misfit is not None:
            self.read.findings.append(misfit)
            self._refuse(row, [(group.position, misfit.code) for group in self.layout.groups], counts)
            return
        reading = self.actuals.read(row)
        self.read.rows.extend(reading.rows)
        self.read.findings.extend(reading.findings)
        if reading.confirmed:
            self.read.confirmed.add((self.table.grid.file, self.table.grid.sheet, row.number))
        self._refuse(row, reading.refused, counts)
        outcomes = Counter(map(_outcome, reading.rows))
        counts.update(outcomes)
        if outcomes["values"]:
            self._watch_region(row)

    def _skip(self, row: GridRow, reason: str) -> None:
        text = row.text(row.first_said or 0)
        values = sum(bool(row.text(position)) and position not in row.covered for position in self.lines.values)
        values = values if reason != "title" else 0
        last = self.skipped[-1] if self.skipped else None
        if last is not None and reason == "blank" == last.reason and last.last + 1 == row.number:
            self.skipped[-1] = replace(last, last=row.number)
        else:
            self.skipped.append(Skipped(row.number, row.number, reason, text[:60], values))

    def _refuse(self, row: GridRow, refused: Sequence[tuple[int, str]], counts: Counter[str]) -> None:
        counts["refused"] += len(refused)
        grid = self.table.grid
        self.read.refused.extend(
            RefusedCell(grid.file, grid.sheet, row.number, position + 1, row.text(position), code)
            for position, code in refused
        )

    def _width_finding(self, row: GridRow) -> Diagnostic | None:
        """In a text file a row longer than its header, or too short for its value, may have shifted cells."""
        if not self.table.grid.strict_width:
            return None
        needed = [group.position for group in self.layout.groups]
        needed += [self.layout.labels[name] for name in ("indicator", "year") if name in self.layout.labels]
        is_long = any(row.text(position) for position in range(self.width, len(row.cells)))
        if is_long or max(needed) >= len(row.cells):
            place = self.table.grid.place(row.number)
            return diagnose("PK311", place, found=len(row.cells), expected=self.width)
        return None

    def _watch_region(self, row: GridRow) -> None:
        position = self.layout.labels.get("region")
        if position is not None and "region" not in self.map.fill_down:
            if row.text(position):
                self.some_region = True
            elif len(self.without_region) < SHOWN:
                self.without_region.append(row.number)

    def _findings(self, other_sheets: tuple[str, ...]) -> Iterator[Diagnostic]:
        grid, recognised = self.table.grid, self.table.recognised
        yield from grid.facts().findings
        yield from recognised.surroundings.findings(grid, self.layout, self.map.defaults)
        yield from self.map.misfits(grid, self._headers())
        first_row = self.layout.header_rows[0] if self.layout.header_rows else 0
        yield from unread_columns(grid, self.layout)
        told = [f"{skipped.first} ({skipped.text})" for skipped in self.skipped if skipped.reason in _TOLD]
        if told:
            yield diagnose("PK352", grid.place(first_row), rows=several(told))
        if self.some_region and self.without_region:
            yield diagnose("PK363", grid.place(self.without_region[0]), rows=several(map(str, self.without_region)))
        yield from self._hidden_findings()
        if other_sheets:
            yield diagnose("PK354", grid.place(), sheets=several(other_sheets))

    def _headers(self) -> list[str]:
        columns = {column.number: column.header for column in self.layout.columns}
        rows = [row for row in self.table.head if row.number in self.layout.header_rows]
        width = max((len(row.cells) for row in rows), default=0)
        return [
            columns.get(position + 1) or next((row.text(position) for row in rows if row.text(position)), "")
            for position in range(max(width, max(columns, default=0)))
        ]

    def _hidden_findings(self) -> Iterator[Diagnostic]:
        grid = self.table.grid
        if grid.hidden:
            yield diagnose("PK353", grid.place(), what=say("the sheet is"))
        if self.hidden:
            rows = several(map(str, self.hidden))
            yield diagnose("PK353", grid.place(self.hidden[0]), what=say("rows {rows} are", rows=rows))
        read = {group.position for group in self.layout.groups} | set(self.layout.labels.values())
        columns = sorted(read & grid.facts().hidden_columns)
        if columns:
            shown = several(column_letters(position + 1) for position in columns)
            yield diagnose("PK353", grid.place(), what=say("columns {columns} are", columns=shown))


def _outcome(actual: dict[str, object]) -> str:
    if actual["status"] == "unreadable":
        return "refused"
    figures = ("value", "at_least", "at_most")
    is_ratio = actual["numerator"] is not None and actual["denominator"] is not None
    has_value = any(actual[name] is not None for name in figures) or (is_ratio and not actual["status"])
    return "values" if has_value else "nothings"


def _width(row: GridRow) -> int:
    """Return how many columns a header names; empty fields at its end are none."""
    return max((position + 1 for position in range(len(row.cells)) if row.text(position)), default=0)
