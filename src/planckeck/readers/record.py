"""What a reading is asked for and what it gives: rows, findings, and how every table was understood."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from planckeck.model.assessment import InputFile
from planckeck.problems import Diagnostic

Progress = Callable[[str, int, int | None], None]
"""Called now and then with the file (and sheet), the rows read so far, and how many there are where that is known."""


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """What to read, and how. `paths` may hold files, folders, patterns with * and `-` for standard input.

    `sheet` is a sheet's name, its number from 1, or `*` for all that hold a table; None takes the first that does.
    `database_query` is an SQL query or a table's name.
    """

    paths: tuple[str, ...] = ()
    encoding: str | None = None
    sheet: str | None = None
    decimal_comma: bool = False
    map_file: str | None = None
    database_url: str | None = None
    database_query: str | None = None
    progress: Progress | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: `holds` is a field of the long table (region, indicator, year, value, …), or '' if the
    column is not read, and then `why` says so. `period`, `region`, `indicator` and `unit` are what the header says of
    the values below it. `number` counts from 1."""

    number: int
    header: str
    holds: str = ""
    period: str = ""
    region: str = ""
    indicator: str = ""
    unit: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that hold no actual, first to last. `reason`: title, blank, note, total, part, section, header, map.

    `values` counts the cells of these rows that stand in value columns and are not empty.
    """

    first: int
    last: int
    reason: str
    text: str = ""
    values: int = 0


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table was understood, as `inspect` prints it. `shape` is long, years_across, regions_across,
    indicators_across, or those joined by +. Defaults hold for cells whose row and column say nothing else.

    The identity: cells == values + nothings + refused, over the value cells of the rows that were read.
    """

    file: str
    sheet: str = ""
    shape: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    year: str = ""
    region: str = ""
    indicator: str = ""
    unit: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal_comma: bool = False
    map_file: str = ""
    other_sheets: tuple[str, ...] = ()
    rows: int = 0
    cells: int = 0
    values: int = 0
    nothings: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A value cell that became no row of actuals, for what stands beside it could not be read; a finding says why."""

    file: str
    sheet: str
    row: int
    column: int
    text: str
    code: str


@dataclass(frozen=True)
class Read:
    """What was read: rows with the keys of ACTUAL_COLUMNS, findings, the files with the hash of their bytes, how every
    table was understood, and the cells that made no row. `confirmed` are the (file, sheet, row) that say so."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    files: list[InputFile] = field(default_factory=list)
    mappings: list[TableMapping] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    confirmed: set[tuple[str, str, int]] = field(default_factory=set)
