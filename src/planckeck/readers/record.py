"""What a reading is asked for and what it gives: rows, findings, and how every table was understood."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planckeck.model.assessment import InputFile
from planckeck.model.inspection import RefusedCell, TableMapping
from planckeck.problems import Diagnostic

Progress = Callable[[str, int, int | None], None]
"""Called now and then with the file (and sheet), the rows read so far, and how many there are where that is known."""


class GivenTable(NamedTuple):
    """A table in memory: its name in findings, the names of its columns, and its rows, asked for more than once."""

    name: str
    columns: Sequence[str]
    rows: Callable[[], Iterable[Sequence[Any]]]


class ReadRequest(NamedTuple):
    """What to read, and how. `paths` may hold files, folders, patterns with * and `-` for standard input.

    `sheet` is a sheet's name, its number from 1, or `*` for all that hold a table; None takes the first that does.
    `region_from` is a rule of `shapes.naming` for tables without a column of regions; with `sheet` all sheets are read
    unless one is named. `database_query` is an SQL query or a table's name.
    """

    paths: tuple[str, ...] = ()
    encoding: str | None = None
    sheet: str | None = None
    decimal_comma: bool = False
    map_file: str | None = None
    region_from: str | None = None
    database_url: str | None = None
    database_query: str | None = None
    progress: Progress | None = None
    tables: tuple[GivenTable, ...] = ()


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
