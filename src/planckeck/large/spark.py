"""Spark as the engine of a run: its SQL, small tables that are broadcast, tables that are kept where they are computed.

Nothing comes to the driver but what the stages ask for as `rows`: distinct labels, figures of each key, counts, the
worst, and rows that are odd. A table is kept by Spark's cache, which computes anew what a lost worker held.
"""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import narwhals as nw

from planckeck.large import sparkrows
from planckeck.large.engine import LONGEST, PLAIN, ROWS, NotScanned, Sought, csv_text
from planckeck.large.pieces import count_in_turn
from planckeck.large.sampling import sampled_labels
from planckeck.large.source import Source
from planckeck.model.frames import Columns, Kind
from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.sources.interface import GridRow

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_TYPES = {Kind.TEXT: "string", Kind.REAL: "double", Kind.WHOLE: "bigint", Kind.FLAG: "boolean"}
_BITS = 63
"""Keys in one word of a set of keys; the sign is left alone."""
_BROADCAST_UP_TO = 1_000_000
"""Rows that are sent to every worker whole."""
_LONGEST_PROBLEM = 300
_LINES_TOLD = """
select count(broken), count_if(length(replace(broken, '"', '')) % 2 <> length(broken) % 2),
    count_if(contains(region, '\ufffd')) from every_line
"""
"""How many lines broke off, how many of them hold a quote without its other, and how many rows are no text."""
_SETTINGS = {
    # texts that cannot be cast are not: what is cast was checked, and ours is SQL with names in double quotes
    "spark.sql.ansi.enabled": "true",
    "spark.sql.ansi.doubleQuotedIdentifiers": "true",
    # else a line with too many or too few fields looks whole to a query that asks for some of them
    "spark.sql.csv.parser.columnPruning.enabled": "false",
    # GB18030 is decoded
    "spark.sql.legacy.javaCharsets": "true",
    "spark.sql.session.timeZone": "UTC",
    # ${…} in a name of the data is a name
    "spark.sql.variable.substitute": "false",
    # the formulas build on one another: put into each other they would be too long to be compiled
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
}


class Spark:
    """An engine over a session of its own: its settings and names are not seen by others on the same Spark."""

    name = "spark"

    def __init__(self, session: SparkSession) -> None:
        self.session = session.newSession()
        for setting, value in _SETTINGS.items():
            self.session.conf.set(setting, value)
        self.read: DataFrame | None = None
        """The table, as its columns `c0`, `c1`, … and, of text, `broken`: a line with too many or too few fields."""
        self.spans = False
        """Whether records of text span lines: then rows are not numbered."""
        self._named: dict[str, DataFrame] = {}
        self._kept: list[DataFrame] = []
        self._queries = 0
        weakref.finalize(self, _let_go, self._kept)

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turn Spark's errors into a finding: what Spark cannot do nobody else is asked to do. Raises: InputError."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (PySparkException, Py4JError, ConnectionError) as error:
            help_ = say("see Spark's log; docs/spark.md says what Spark needs")
            raise InputError([diagnose("PK371", Place("planckeck"), problem=_told(error), help=help_)]) from error

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query, which must be few."""
        return [tuple(row) for row in self.session.sql(sql).collect()]

    def named_rows(self, sql: str) -> list[dict[str, Any]]:
        """Return all rows of a query as mappings."""
        return [row.asDict() for row in self.session.sql(sql).collect()]

    def one(self, sql: str) -> Any:
        """Return the one value of a query."""
        return self.rows(sql)[0][0]

    def table(self, name: str, columns: Columns, few: Sequence[str] = ()) -> None:
        """Make a small table that is sent to every worker."""
        from pyspark.sql.functions import broadcast

        # rows of Python would ask every worker for a Python; this is read by Java
        fields = ", ".join(f"c{at}: {_TYPES[kind]}" for at, (kind, _) in enumerate(columns.values()))
        values = [[_value(kind, value) for value in column] for kind, column in columns.values()]
        rows = [{f"c{at}": value for at, value in enumerate(row)} for row in zip(*values, strict=True)]
        query = f"select inline(from_json(:rows, 'array<struct<{fields}>>'))"
        frame = self.session.sql(query, args={"rows": json.dumps(rows, ensure_ascii=False)}).toDF(*columns)
        self._named[name] = frame
        broadcast(frame).createOrReplaceTempView(name)

    def keep(self, name: str, sql: str) -> None:
        """Keep a query's rows where they are computed, from the first use on; in memory, and on disk beyond it."""
        self._held(name, self.session.sql(sql)).createOrReplaceTempView(name)

    def _held(self, name: str, frame: DataFrame) -> DataFrame:
        from pyspark import StorageLevel

        self._named[name] = frame.persist(StorageLevel.MEMORY_AND_DISK)
        self._kept.append(frame)
        return frame

    def view(self, name: str, sql: str) -> None:
        """Give a query a name."""
        self.session.sql(sql).createOrReplaceTempView(name)

    def add(self, name: str, sql: str) -> None:
        """Keep a table's rows together with those of a query; a small table is sent to every worker."""
        from pyspark.sql.functions import broadcast

        both = self._held(name, self._named[name].union(self.session.sql(sql)))
        is_small = both.count() <= _BROADCAST_UP_TO
        (broadcast(both) if is_small else both).createOrReplaceTempView(name)

    def frame(self, sql: str) -> nw.LazyFrame[Any]:
        """Return a query as the lazy frame that the formulas take."""
        lazy: nw.LazyFrame[Any] = nw.from_native(self.session.sql(sql))
        return lazy

    def sql_of(self, frame: nw.LazyFrame[Any]) -> str:
        """Return the query that a lazy frame stands for."""
        self._queries += 1
        frame.to_native().createOrReplaceTempView(f"query_{self._queries}")
        return f"select * from query_{self._queries}"

    def meanwhile(self, work: Callable[[], None]) -> None:
        """Do it at once: what is kept is computed at its first use."""
        work()

    def count_facts(self, keys: int) -> None:
        """Count facts that are kept."""
        count_in_turn(self, keys)

    def judged(self, base: str, formulas: Callable[[nw.LazyFrame[Any]], nw.LazyFrame[Any]], rows: str) -> str:
        """Return what formulas make of some rows; a view of Spark's is bound to what its names stood for."""
        self.view(ROWS, rows)
        return self.sql_of(formulas(self.frame(base)))

    def text(self, value: str) -> str:
        """Return a text as an SQL literal; Spark reads backslashes in it."""
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"

    def plain(self, column: str) -> str:
        """Return the condition that a text is a plain number."""
        # `$` would also stand before a line's end
        whole = self.text(rf"\A(?:{PLAIN})\z")
        return f"octet_length({column}) <= {LONGEST} and {column} rlike {whole}"

    def matches(self, column: str, pattern: str, *, any_case: bool = False) -> str:
        """Return the condition that a pattern is found in a text."""
        return f"{column} rlike {self.text(f'(?iu){pattern}' if any_case else pattern)}"

    def keys_of(self, key: str, count: int) -> str:
        """Return keys as words of 63 bits, in an array."""
        words = [
            f"bit_or(case when ({key} - 1) div {_BITS} = {word} then shiftleft(1L, (({key} - 1) % {_BITS})::int) "
            "else 0L end)"
            for word in range((count + _BITS - 1) // _BITS)
        ]
        return f"array({', '.join(words)})"

    def has_key(self, keys: str, key: str) -> str:
        """Return the condition that a key's bit is set."""
        word = f"element_at({keys}, (({key} - 1) div {_BITS} + 1)::int)"
        return f"(shiftright({word}, (({key} - 1) % {_BITS})::int) & 1L) = 1L"

    def number_of(self, keys: str) -> str:
        """Return how many bits are set."""
        return f"aggregate({keys}, 0L, (sum, word) -> sum + bit_count(word))"

    def has_any(self, keys: str, asked: Set[int], count: int) -> str:
        """Return the condition that the bit of any of these keys is set."""
        words: dict[int, int] = {}
        for key in asked:
            words[(key - 1) // _BITS] = words.get((key - 1) // _BITS, 0) | 1 << ((key - 1) % _BITS)
        return f"({' or '.join(f'(element_at({keys}, {word + 1}) & {bits}L) <> 0L' for word, bits in words.items())})"

    def labels_shown(self, source: Source) -> list[tuple[str, ...]]:
        """Return the labels that pieces of text files on this machine show."""
        is_here = not source.is_parquet and source.encoding.startswith("utf-8") and not any(map(_is_far, source.files))
        return sampled_labels(source) if is_here else []

    def scan(self, source: Source) -> str:
        """Return the rows of the whole table."""
        return sparkrows.TABLE if source.is_parquet else sparkrows.WHOLE_LINES

    def keep_facts(self, source: Source, facts: Callable[[str, str], str]) -> int:
        """Keep the facts; lines that broke off are found in the same pass."""
        if source.is_parquet:
            self.keep("facts", facts(sparkrows.TABLE, ""))
            return 0
        self.keep("every_line", facts(sparkrows.TABLE, ", broken"))
        [(broken, unclosed, not_text)] = self.rows(_LINES_TOLD)
        if unclosed:
            # a quote that its line does not close: records span lines, and a file is read in one piece
            sparkrows.read_text(self, source, spans=True)
            self.keep("every_line", facts(sparkrows.TABLE, ", broken"))
            [(broken, _, not_text)] = self.rows(_LINES_TOLD)
        if not_text:
            self._refuse_bytes(source)
        self.view("facts", "select region, key, value, piece from every_line where broken is null")
        return int(broken)

    def _refuse_bytes(self, source: Source) -> None:
        """Refuse bytes that are no text. Raises: NotScanned where the readers can say which, else InputError."""
        if not any(map(_is_far, source.files)):
            raise NotScanned
        problem = say("there are bytes that are no text in {encoding}", encoding=source.encoding)
        raise InputError([diagnose("PK371", Place(source.shown[0]), problem=problem, help=say("give --encoding"))])

    def raw_rows(self, sought: Sought) -> Iterator[tuple[str, list[GridRow]]]:
        """Yield the rows of every file that has any, found in one job."""
        return sparkrows.raw_rows(self, sought)

    def write(self, sql: str, columns: Sequence[tuple[str, Kind]], path: str, format_: str) -> None:
        """Write a folder of files, as Spark does; or as `view` name the rows, for other sessions, without any work."""
        if format_ in {"parquet", "view"}:
            chosen = ", ".join(f'"{name}"' for name, _ in columns)
            frame = self.session.sql(f"select {chosen} from ({sql})")
            if format_ == "view":
                frame.createOrReplaceGlobalTempView(path)
            else:
                frame.write.parquet(path, compression="zstd")
            return
        chosen = ", ".join(f'{self._csv(name, kind)} as "{name}"' for name, kind in columns)
        written = self.session.sql(f"select {chosen} from ({sql})").write
        written.csv(path, header=True, escape='"', emptyValue="", ignoreLeadingWhiteSpace=False)

    def _csv(self, name: str, kind: Kind) -> str:
        column = f'"{name}"'
        if kind is Kind.REAL:
            # 12 significant digits, then the shortest text of that number
            rounded = f"try_cast(format_string('%.11e', {column}) as double)::string"
            return f"case when {column} is not null then regexp_replace({rounded}, '[.]0$', '') end"
        return csv_text(self, column) if kind is Kind.TEXT else column


def _value(kind: Kind, value: Any) -> Any:
    if value is None or value != value:  # noqa: PLR0124 - NaN is the value that is not itself
        return None
    return float(value) if kind is Kind.REAL else value


def _is_far(file: str) -> bool:
    return "://" in file


def _told(error: Exception) -> str:
    """Return the first line of what Spark says, which has pages."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith("Caused by:")]
    return (causes or lines or [type(error).__name__])[0][:_LONGEST_PROBLEM]


def _let_go(kept: list[Any]) -> None:
    """Free what the run kept on the workers."""
    for frame in kept:
        try:
            frame.unpersist()
        except Exception:  # noqa: BLE001 - the session may be gone, and all that it kept with it
            return
