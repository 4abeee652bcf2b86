"""DuckDB as the engine of a run: its settings, its SQL, small tables made from Python."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import narwhals as nw

from planckeck.large import duckrows
from planckeck.large.engine import LONGEST, PLAIN, ROWS, NotScanned, Sought, csv_text
from planckeck.large.pieces import KEY, count_at_once, count_in_turn
from planckeck.large.sampling import sampled_labels
from planckeck.large.source import Source
from planckeck.model.frames import Columns, Kind
from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.sources.interface import GridRow

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY = "400MB"
"""What DuckDB may hold; beyond it tables are spilled to a folder that goes with the run."""

KEPT_UP_TO = 2_000_000
"""Rows of Parquet up to which the facts are kept; beyond it every question reads the file again."""

_TYPES = {Kind.TEXT: "varchar", Kind.REAL: "double", Kind.WHOLE: "bigint", Kind.FLAG: "boolean"}
_SETTINGS = (
    "set memory_limit = '{memory}'",
    "set temp_directory = '{folder}'",
    "set autoinstall_known_extensions = false",
    "set autoload_known_extensions = false",
    "set preserve_insertion_order = false",
    "set enable_progress_bar = true",  # else no query says how far it is
    "set enable_progress_bar_print = false",
    # the row count of a text file is not known: the planner would take the file for the small side of a join; and to
    # count before a join, by all that the verdict needs, costs more than the join (measured: a quarter)
    "set disabled_optimizers = 'join_order,build_side_probe_side,partial_aggregate_pushdown'",
)


class Duck:
    """An engine over one connection."""

    name = "duckdb"

    def __init__(self, connection: DuckDBPyConnection, folder: Path) -> None:
        self.connection = connection
        self.folder = folder
        """Where files of this run may lie; it goes with the run."""
        self.keeps = True
        self._judged: dict[str, str] = {}
        self._binding = connection.cursor()
        """Another connection, which can bind a query while a scan runs."""
        self._columns: dict[str, str] = {}
        self._works: list[Callable[[], None]] = []
        weakref.finalize(self, _close, connection, folder)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn DuckDB's errors into ours."""
        import duckdb

        try:
            yield
        except duckdb.OutOfMemoryException as error:
            raise MemoryError from error
        except (duckdb.Error, UnicodeDecodeError) as error:
            raise NotScanned from error

    def percent(self) -> float:
        """Return how much of the running query is done; may be asked from another thread."""
        return float(self.connection.query_progress())

    def run(self, sql: str) -> None:
        """Execute a statement."""
        self.connection.execute(sql)

    def meanwhile(self, work: Callable[[], None]) -> None:
        """Have something done while the next table is made; DuckDB needs Python for none of its rows."""
        self._works.append(work)

    def _run_beside(self, sql: str, works: Sequence[Callable[[], None]]) -> None:
        running = Running(self.connection, sql)
        try:
            for work in works:
                work()
            running.wait()
        except BaseException:
            self.connection.interrupt()
            raise

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

    def table(self, name: str, columns: Columns, few: Sequence[str] = ()) -> None:
        """Make a small table; columns of few texts are enumerations: used a million times, each is hashed once."""
        fields = ", ".join(f'unnest(?::{_TYPES[kind]}[]) as "{column}"' for column, (kind, _) in columns.items())
        values = [[None if value != value else value for value in column] for _, column in columns.values()]  # noqa: PLR0124
        self.connection.execute(f"create or replace temp table {name} as select {fields}", values)
        self._columns[name] = ", ".join(f'"{column}" {_TYPES[kind]}' for column, (kind, _) in columns.items())
        for column in few:
            if any(columns[column][1]):
                self._enumerate(name, column)

    def _enumerate(self, table: str, column: str) -> None:
        kind = f'"{table}_{column}"'
        texts = f'select distinct "{column}" from {table} where "{column}" is not null'
        self.run(f"create or replace temp type {kind} as enum ({texts})")
        self.run(f'alter table {table} alter column "{column}" type {kind}')

    def keep(self, name: str, sql: str) -> None:
        """Make a table of a query."""
        works, self._works = self._works, []
        self._run_beside(f"create or replace temp table {name} as {sql}", works)

    def view(self, name: str, sql: str) -> None:
        """Give a query a name."""
        self.run(f"create or replace temp view {name} as {sql}")

    def add(self, name: str, sql: str) -> None:
        """Append the rows of a query to a table."""
        self.run(f"insert into {name} {sql}")

    def frame(self, sql: str) -> nw.LazyFrame[Any]:
        """Return a query as the lazy frame that the formulas take."""
        return nw.from_native(self.connection.sql(sql))

    def sql_of(self, frame: nw.LazyFrame[Any]) -> str:
        """Return the query that a lazy frame stands for."""
        return str(frame.to_native().sql_query())

    def text(self, value: str) -> str:
        """Return a text as an SQL literal."""
        return duckrows.text(value)

    def plain(self, column: str) -> str:
        """Return the condition that a text is a plain number; its length first, which is cheaper."""
        return f"strlen({column}) <= {LONGEST} and regexp_full_match({column}, {self.text(PLAIN)})"

    def matches(self, column: str, pattern: str, *, any_case: bool = False) -> str:
        """Return the condition that a pattern is found in a text."""
        return f"regexp_matches({column}, {self.text(pattern)}{', ' + self.text('i') if any_case else ''})"

    def keys_of(self, key: str, count: int) -> str:
        """Return keys as a string of so many bits."""
        return f"bitstring_agg({key}, 1::integer, {count}::integer)"

    def has_key(self, keys: str, key: str) -> str:
        """Return the condition that a key's bit is set."""
        return f"get_bit({keys}, ({key} - 1)::integer) = 1"

    def number_of(self, keys: str) -> str:
        """Return how many bits are set."""
        return f"bit_count({keys})"

    def has_any(self, keys: str, asked: Set[int], count: int) -> str:
        """Return the condition that the bit of any of these keys is set."""
        bits = "".join("1" if key in asked else "0" for key in range(1, count + 1))
        return f"bit_count({keys} & '{bits}'::bit) > 0"

    def labels_shown(self, source: Source) -> list[tuple[str, ...]]:
        """Return the labels that pieces of text files show."""
        return sampled_labels(source)

    def scan(self, source: Source) -> str:
        """Return the rows of files as SQL."""
        return duckrows.scan(source)

    def keep_facts(self, source: Source, facts: Callable[[str, str], str]) -> int:
        """Keep the facts of text, which is slow to read, and of Parquet that is not large."""
        query = facts(self.scan(source), "")
        self.keeps = not source.is_parquet or self.one(f"select count(*) from {self.scan(source)}") <= KEPT_UP_TO
        if not self.keeps:
            self.view("facts", query)
            return 0
        # the key is in the piece's number: beside it, it would make a row wider by a seventh
        self.keep("scanned", f"select region, piece, value from ({query})")
        self.view("facts", f"select region, {KEY} as key, value, piece from scanned")
        if source.is_parquet:
            return 0
        if self.one("select count(*) from reject_errors where error_type = 'INVALID ENCODING'"):
            raise NotScanned  # the readers say which byte it is
        return int(self.one("select count(distinct (file_id, line)) from reject_errors"))

    def count_facts(self, keys: int) -> None:
        """Count facts that are kept in two passes, others in one."""
        if self.keeps:
            count_in_turn(self, keys)
        else:
            count_at_once(self, keys)

    def judged(self, base: str, formulas: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]], rows: str) -> str:
        """Return what formulas make of some rows; they are made text once, as every operation binds the whole query."""
        if base not in self._judged:
            known = {**self._columns, ROWS: "region varchar, key integer, value double, piece integer"}
            for name, columns in known.items():
                if f" {name} " in base:
                    self._binding.execute(f"create or replace temp table {name}({columns})")
            self._judged[base] = self.sql_of(formulas(nw.from_native(self._binding.sql(base))))
        return f"with {ROWS} as ({rows}) select * from ({self._judged[base]})"

    def raw_rows(self, sought: Sought) -> Iterator[tuple[str, list[GridRow]]]:
        """Yield the rows of each file, one after the other."""
        for file, shown in zip(sought.source.files, sought.source.shown, strict=True):
            rows = duckrows.rows_of(self, sought, file)
            if sought.broken:
                broken = duckrows.rejected_rows(self, sought.source, file)
                rows = sorted([*rows, *broken], key=lambda row: row.number)
            yield shown, rows

    def write(self, sql: str, columns: Sequence[tuple[str, Kind]], path: str, format_: str) -> None:
        """Copy a query into one file."""
        chosen = [f'"{name}"' if format_ == "parquet" else self._csv(name, kind) for name, kind in columns]
        options = "format parquet, compression zstd" if format_ == "parquet" else "format csv, header"
        self.run(f"copy (select {', '.join(chosen)} from ({sql})) to {self.text(path)} ({options})")

    def _csv(self, name: str, kind: Kind) -> str:
        column = f'"{name}"'
        if kind is Kind.REAL:
            return f"printf('%.12g', {column}) as {column}"
        return f"{csv_text(self, column)} as {column}" if kind is Kind.TEXT else column


class Running:
    """A statement that runs in a thread of its own."""

    def __init__(self, connection: DuckDBPyConnection, sql: str) -> None:
        self._connection = connection
        self._sql = sql
        self._error: BaseException | None = None
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._connection.execute(self._sql)
        except BaseException as error:  # noqa: BLE001 - whoever waits gets it
            self._error = error

    def wait(self) -> None:
        """Wait for the end. Raises: what the statement raised."""
        self._thread.join()
        if self._error is not None:
            raise self._error


def is_installed() -> bool:
    """Tell whether DuckDB can be imported, without importing it."""
    from importlib.util import find_spec

    return find_spec("duckdb") is not None


def _close(connection: DuckDBPyConnection, folder: Path) -> None:
    connection.close()
    shutil.rmtree(folder, ignore_errors=True)


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
