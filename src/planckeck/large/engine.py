"""The DuckDB of one run: its settings, small tables made from Python, and relations for the shared formulas."""

from __future__ import annotations

import math
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import narwhals as nw

from planckeck.model.frames import Columns, Kind
from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "400MB"
"""What DuckDB may hold; beyond it tables are spilled to a folder that goes with the run."""

_TYPES = {Kind.TEXT: "varchar", Kind.REAL: "double", Kind.WHOLE: "bigint", Kind.FLAG: "boolean"}
_SETTINGS = (
    "set memory_limit = '{memory}'",
    "set temp_directory = '{folder}'",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set preserve_insertion_order = false",
    "set enable_progress_bar = false",
    # the row count of a text file is not known: the planner would take the file for the small side of a join
    # and to count before a join, by all that the verdict needs, costs more than the join (measured: a quarter)
    "set disabled_optimizers = 'join_order,build_side_probe_side,partial_aggregate_pushdown'",
)


class Duck:
    """A connection, and the ways in which the stages use it."""

    def __init__(self, connection: DuckDBPyConnection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        """Where files of this run may lie; it goes with the run."""
        weakref.finalize(self, _close, connection, folder)

    def run(self, sql: str) -> None:
        """Execute a statement."""
        self.connection.execute(sql)

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query, which must be few."""
        return self.connection.execute(sql, list(parameters)).fetchall()

    def named_rows(self, sql: str) -> list[dict[str, Any]]:
        """Return all rows of a query as mappings."""
        result = self.connection.execute(sql)
        names = [column[0] for column in result.description or ()]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    def one(self, sql: str) -> Any:
        """Return the one value of a query."""
        return self.rows(sql)[0][0]

    def table(self, name: str, columns: Columns) -> None:
        """Make a small table, in place of one of that name."""
        fields = ", ".join(f'unnest(?::{_TYPES[kind]}[]) as "{column}"' for column, (kind, _) in columns.items())
        values = [[None if value != value else value for value in column] for _, column in columns.values()]  # noqa: PLR0124
        self.connection.execute(f"create or replace temp table {name} as select {fields}", values)

    def frame(self, sql: str) -> nw.LazyFrame[Any]:
        """Return a query as the lazy frame that the formulas take."""
        return nw.from_native(self.connection.sql(sql))


def sql_of(frame: nw.LazyFrame[Any]) -> str:
    """Return the query that a lazy frame of DuckDB stands for."""
    return str(frame.to_native().sql_query())


def text(value: str) -> str:
    """Return a text as an SQL literal."""
    return "'" + value.replace("'", "''") + "'"


def literal(kind: Kind, value: Any) -> str:
    """Return a value of a kind as an SQL literal of its type; NaN is null."""
    if value is None or value != value:  # noqa: PLR0124
        return f"null::{_TYPES[kind]}"
    match kind:
        case Kind.TEXT:
            return text(value)
        case Kind.REAL if math.isinf(value):
            return f"'{value}'::double"
        case _:
            return f"{value!r}::{_TYPES[kind]}"


def is_installed() -> bool:
    """Tell whether DuckDB can be imported, without importing it."""
    from importlib.util import find_spec

    return find_spec("duckdb") is not None


def _close(connection: DuckDBPyConnection, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)


class NotScanned(Exception):
    """A table that DuckDB cannot read; the readers can, or say why not."""


@contextmanager
def scanning() -> Iterator[None]:
    """Turn DuckDB's errors into ours. Raises: NotScanned, and MemoryError where there is no room left."""
    import duckdb

    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise MemoryError from error
    except (duckdb.Error, UnicodeDecodeError) as error:
        raise NotScanned from error


def open_duck() -> Duck:
    """Open a DuckDB in memory for one run; its folder goes with it. Raises: InputError where it is not installed."""
    try:
        import duckdb
    except ImportError:
        help_ = say("install it: pip install {package}", package='"planckeck[large]"')
        problem = say("--engine duckdb needs DuckDB")
        raise InputError([diagnose("PK315", Place("planckeck"), problem=problem, help=help_)]) from None
    folder = Path(tempfile.mkdtemp(prefix="planckeck-"))
    connection = duckdb.connect()
    for setting in _SETTINGS:
        connection.execute(setting.format(memory=MEMORY, folder=folder.as_posix().replace("'", "''")))
    return Duck(connection, folder)
