"""The one door: what is asked for to rows of actuals. Every input is read, also where one of them cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from planckeck.model.assessment import InputFile
from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.readers.inputs import Content, contents_of
from planckeck.readers.interface import Expectations
from planckeck.readers.record import GivenTable, Read, ReadRequest
from planckeck.readers.shapes.columns import doubled_columns
from planckeck.readers.shapes.mapfile import TableMap, read_map
from planckeck.readers.shapes.naming import HOW_TO_SAY, SHEET, NameRule, name_rule, with_named_region
from planckeck.readers.shapes.recognition import HEAD_ROWS, NotRecognised, Recognised, recognise
from planckeck.readers.shapes.table import Table, TableReader
from planckeck.readers.sources.archives import damaged
from planckeck.readers.sources.given import Given
from planckeck.readers.sources.interface import Grid, GridRow
from planckeck.readers.sources.opening import open_content
from planckeck.readers.suspicions import suspicions

EVERY_SHEET = "*"
LOOKED_AT = 400
"""Rows from the top, blank ones too, in which a table must begin."""


def read_actuals(request: ReadRequest, expectations: Expectations) -> Read:
    """Read the actuals of a request, in the order given: files first, then the database.

    Returns: rows with the keys of ACTUAL_COLUMNS, findings, each file with its SHA-256 (of a database: of the rows as
    read), and how every table was understood.
    Raises: InputError with the findings of all inputs, if one of them cannot be used at all.
    """
    table_map = read_map(request.map_file) if request.map_file else TableMap()
    reader = _Reader(request, expectations, table_map)
    for content in contents_of(request.paths):
        match content:
            case Content():
                reader.read_file(content)
            case InputError():
                reader.unusable += content.diagnostics
            case Diagnostic():
                reader.read.findings.append(content)
    for table in request.tables:
        reader.read_given(table)
    if request.database_url:
        reader.read_database(request.database_url, request.database_query or "")
    if reader.unusable:
        raise InputError([*reader.unusable, *reader.read.findings])
    reader.read.findings.extend(suspicions(reader.read.rows, expectations, reader.read.confirmed))
    return reader.read


class _Reader:
    """Gathers what all inputs gave."""

    def __init__(self, request: ReadRequest, expectations: Expectations, table_map: TableMap) -> None:
        self.request = request
        self.expectations = expectations
        self.map = table_map
        self.read = Read()
        self.unusable: list[Diagnostic] = []
        self.rule = _name_rule(request, table_map)

    def read_file(self, content: Content) -> None:
        """Read a file's tables; one that cannot be used is kept as its findings."""
        try:
            grids = open_content(content, self.request)
            self._read_grids(grids, content.file)
            self.read.files.append(InputFile(content.file, content.sha256()))
        except InputError as error:
            self.unusable += error.diagnostics
        except MemoryError:
            self.unusable.append(diagnose("PK903", Place(content.file)))
        except (OSError, RecursionError) as error:
            self.unusable += damaged(content.file, error).diagnostics

    def read_given(self, table: GivenTable) -> None:
        """Read a table in memory."""
        given = Given(table)
        try:
            self._read_grids((given.grid,), table.name)
            self.read.files.append(InputFile(table.name, given.sha256))
        except InputError as error:
            self.unusable += error.diagnostics

    def read_database(self, url: str, query: str) -> None:
        """Read a table or a query of a database."""
        from planckeck.readers.sources.database import open_database

        if not query.strip():
            help_ = say("add --query with a table's name or an SQL query")
            self.unusable.append(diagnose("PK361", Place("database"), problem=say("no query"), help=help_))
            return
        try:
            queried = open_database(url, query)
            self._read_grids((queried.grid,), queried.name)
            self.read.files.append(InputFile(queried.name, queried.digest.hexdigest()))
        except InputError as error:
            self.unusable += error.diagnostics

    def _read_grids(self, grids: Sequence[Grid], file: str) -> None:
        for table, others in self._tables(grids, file):
            reader = TableReader(table, self.expectations, self.map, self.request.decimal_comma, self.read)
            reader.read_all(self.request.progress, others)

    def _tables(self, grids: Sequence[Grid], file: str) -> Iterator[tuple[Table, tuple[str, ...]]]:
        """Yield the tables to read, with the names of the sheets that are left. Raises: InputError where none is."""
        wanted = self.request.sheet or self.map.sheet
        if not wanted and self.rule is not None and self.rule.place == SHEET:
            wanted = EVERY_SHEET
        asked = _asked(grids, wanted, file) if wanted and wanted != EVERY_SHEET and grids[0].sheet else tuple(grids)
        in_order = sorted(asked, key=lambda grid: grid.hidden)
        faults: list[Diagnostic] = []
        found = False
        for grid in in_order:
            table = self._table(grid)
            if isinstance(table, NotRecognised):
                faults = faults or ([] if table.is_empty else list(table.findings))
                continue
            if doubled := doubled_columns(grid, table.recognised.layout):
                raise InputError(doubled)
            found = True
            others = () if wanted else tuple(other.sheet for other in grids if other is not grid and _has_cells(other))
            yield table, others
            if wanted != EVERY_SHEET:
                return
        if not found:
            raise InputError(faults or [diagnose("PK315", Place(file), problem=say("the file is empty"), help=_HEADER)])

    def _table(self, grid: Grid) -> Table | NotRecognised:
        rows = iter(grid.rows())
        head = list(_head(rows))
        recognised = recognise(grid, head, self.expectations, self.map)
        if not isinstance(recognised, Recognised):
            return recognised
        if self.rule is not None:
            layout = with_named_region(grid, head, recognised.layout, self.rule)
            recognised = recognised._replace(layout=layout)
        return Table(grid, recognised, head, rows)


def _name_rule(request: ReadRequest, table_map: TableMap) -> NameRule | None:
    """Return the rule that a request or its map gives. Raises: InputError."""
    text = request.region_from or table_map.region_from
    if not text:
        return None
    if (rule := name_rule(text)) is None:
        problem = say("{text} is no rule for a region's name", text=text)
        raise InputError([diagnose("PK360", Place("--region-from"), problem=problem, help=HOW_TO_SAY)])
    return rule


_HEADER = say("the first line must name region, indicator, year, value")


def _head(rows: Iterator[GridRow]) -> Iterator[GridRow]:
    """Take rows until enough of them say something."""
    said = 0
    for row in islice(rows, LOOKED_AT):
        yield row
        said += not row.is_blank
        if said >= HEAD_ROWS:
            return


def _has_cells(grid: Grid) -> bool:
    return any(not row.is_blank for row in islice(grid.rows(), LOOKED_AT))


def _asked(grids: Sequence[Grid], wanted: str, file: str) -> tuple[Grid, ...]:
    """Return the sheet of a name or a number from 1. Raises: InputError."""
    named = [grid for grid in grids if grid.sheet == wanted] or [
        grid for grid in grids if name_key(grid.sheet) == name_key(wanted)
    ]
    if not named and re.fullmatch("[0-9]{1,6}", wanted) and 0 < int(wanted) <= len(grids):
        named = [grids[int(wanted) - 1]]
    if not named:
        help_ = did_you_mean(wanted, [grid.sheet for grid in grids])
        raise InputError([diagnose("PK350", Place(file), problem=say("no sheet {name}", name=wanted), help=help_)])
    return (named[0],)
