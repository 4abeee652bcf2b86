"""What the stages ask of the engine that scans: tables, queries, the few pieces of SQL that differ, a table's rows.

The stages write the SQL that DuckDB and Spark have in common: `string`, `double`, `bigint` and `boolean`, `::`,
group by all, semi and anti joins, names in double quotes. What they have not in common is asked of the engine.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw

from planckeck.model.frames import Columns, Kind

if TYPE_CHECKING:
    from planckeck.large.source import Source
    from planckeck.readers.sources.interface import GridRow

PLAIN = "-?(0|[1-9][0-9]{0,10})([.][0-9]{1,8})?"
"""What is cast; `nan`, `inf`, `1e4`, `1_000` and ５ are left to the cell reader, as are twelve digits and more."""
LONGEST = 12


ROWS = "rows_to_judge"
"""The name under which a query reads rows that are given later."""


class NotScanned(Exception):
    """A table that the engine cannot read; the readers can, or say why not."""


@dataclass(frozen=True, slots=True)
class Sought:
    """Rows of a table that the readers are to see: those for which `which` holds, of `facts`: the SQL of
    `facts.rows_sql` over a scan with more columns. Not `numbered`, all have the number 0; `broken` asks also for lines
    that a scan leaves out."""

    source: Source
    facts: Callable[[str, str], str]
    which: str
    numbered: bool
    broken: bool


class Engine(Protocol):
    """One run's engine. Tables and views are its own, and go with it."""

    name: str

    def errors(self) -> AbstractContextManager[None]:
        """Turn the engine's errors into ours. Raises: NotScanned, and MemoryError where there is no room left."""
        ...

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query, which must be few."""
        ...

    def named_rows(self, sql: str) -> list[dict[str, Any]]:
        """Return all rows of a query as mappings."""
        ...

    def one(self, sql: str) -> Any:
        """Return the one value of a query."""
        ...

    def table(self, name: str, columns: Columns, few: Sequence[str] = ()) -> None:
        """Make a small table, in place of one of that name; the columns `few` hold few texts, each many times used."""
        ...

    def keep(self, name: str, sql: str) -> None:
        """Make a table of a query, computed once, in place of one of that name (which the query may read)."""
        ...

    def view(self, name: str, sql: str) -> None:
        """Give a query a name; it is computed at every use."""
        ...

    def add(self, name: str, sql: str) -> None:
        """Append the rows of a query to a table made by `table` or `keep`."""
        ...

    def frame(self, sql: str) -> nw.LazyFrame[Any]:
        """Return a query as the lazy frame that the formulas take."""
        ...

    def sql_of(self, frame: nw.LazyFrame[Any]) -> str:
        """Return the query that a lazy frame of this engine stands for."""
        ...

    def text(self, value: str) -> str:
        """Return a text as an SQL literal."""
        ...

    def plain(self, column: str) -> str:
        """Return the condition that a text is all PLAIN and not longer than LONGEST."""
        ...

    def matches(self, column: str, pattern: str, *, any_case: bool = False) -> str:
        """Return the condition that a pattern, of what RE2 and Java have in common, is found in a text."""
        ...

    def keys_of(self, key: str, count: int) -> str:
        """Return the aggregate of keys (1 to `count`) into one value that holds which of them there are."""
        ...

    def has_key(self, keys: str, key: str) -> str:
        """Return the condition that a key is in a value of `keys_of`."""
        ...

    def number_of(self, keys: str) -> str:
        """Return how many keys a value of `keys_of` holds."""
        ...

    def has_any(self, keys: str, asked: Set[int], count: int) -> str:
        """Return the condition that any of these keys (of `count`) is in a value of `keys_of`."""
        ...

    def labels_shown(self, source: Source) -> list[tuple[str, ...]]:
        """Return the labels that a sample of a table shows; none where there is no sample."""
        ...

    def scan(self, source: Source) -> str:
        """Return the rows as SQL, as all columns `c0`, `c1`, … in the table's order.

        Lines that have too many or too few fields are left out.
        """
        ...

    def keep_facts(self, source: Source, facts: Callable[[str, str], str]) -> int:
        """Make the table or view `facts` of a table: of `facts.rows_sql` over a scan. Raises: NotScanned for bad text.

        Returns: how many lines are left out that have too many or too few fields.
        """
        ...

    def count_facts(self, keys: int) -> None:
        """Make `pieces` and `regions` of the facts (see `facts.find_facts`), which have the keys 1 to `keys`."""
        ...

    def judged(self, base: str, formulas: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]], rows: str) -> str:
        """Return as a query what formulas make of a query `base` that reads ROWS, with `rows` under that name."""
        ...

    def meanwhile(self, work: Callable[[], None]) -> None:
        """Have something done while the next table is kept, or at once."""
        ...

    def raw_rows(self, sought: Sought) -> Iterator[tuple[str, list[GridRow]]]:
        """Yield for every file that has any, as people know it, the rows that are sought with all their cells."""
        ...

    def write(self, sql: str, columns: Sequence[tuple[str, Kind]], path: str, format_: str) -> None:
        """Write the columns of a query to a path, unordered: as `parquet`, or as `csv` with 12 significant digits."""
        ...


TYPES = {Kind.TEXT: "string", Kind.REAL: "double", Kind.WHOLE: "bigint", Kind.FLAG: "boolean"}
"""The types of columns."""
FORMULA = "^[=+\\-@\\t\\r\\n＝＋－＠]"
FIGURE = "^[-+]?[0-9]+([.][0-9]+)?$"


def csv_text(engine: Engine, column: str) -> str:
    """Return a text as CSV holds it: what begins like a formula gets an apostrophe, as everywhere; figures stay."""
    is_formula = f"{engine.matches(column, FORMULA)} and not {engine.matches(column, FIGURE)}"
    return f"case when {is_formula} then '''' || {column} else {column} end"


def literal(engine: Engine, kind: Kind, value: Any) -> str:
    """Return a value of a kind as an SQL literal of its type; NaN is null."""
    if value is None or value != value:  # noqa: PLR0124
        return f"null::{TYPES[kind]}"
    match kind:
        case Kind.TEXT:
            return engine.text(value)
        case Kind.REAL if math.isinf(value):
            return f"'{value}'::double"
        case _:
            return f"{value!r}::{TYPES[kind]}"
