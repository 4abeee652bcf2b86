"""A table's rows in Spark: text and Parquet as columns, and the rows that the readers must see, with their numbers.

A text file's lines are numbered only where there are rows to name: in one more pass over its text, counted by blocks.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import unquote, urlsplit

from planckeck.large.engine import Sought
from planckeck.large.source import Source
from planckeck.readers.interface import Raw
from planckeck.readers.sources.interface import EMPTY, GridRow
from planckeck.readers.sources.parquet import typed_value

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLE = "scanned"
"""The table as a view: `c0`, `c1`, … and of text `broken`."""
PLACED = "placed"
"""The same with `in_file` and `rn`: of Parquet the row in the file; of a table a number of Spark's, by its pieces; of
text that holds records over several lines the record. To know where a row stands costs Spark time in every query."""
_IN_PIECE = (1 << 33) - 1
WHOLE_LINES = f"(select * from {TABLE} where broken is null)"


class Connected(Protocol):
    """What is asked of the engine. `spans` tells that records of text span lines: then these are not numbered."""

    session: SparkSession
    spans: bool

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        ...


def text_options(source: Source) -> dict[str, str]:
    """Return how Spark takes the lines of CSV apart: quotes are doubled within quotes, nothing is null or trimmed."""
    return {
        "sep": source.delimiter, "quote": '"', "escape": '"', "mode": "PERMISSIVE",
        "columnNameOfCorruptRecord": "broken",
    }  # fmt: skip


def _schema(source: Source) -> str:
    return ", ".join([*(f"c{number} string" for number in range(len(source.titles))), "broken string"])


def read_text(spark: Connected, source: Source, *, spans: bool = False) -> None:
    """Name a table of text. With `spans` records may span lines, and a file is read in one piece."""
    options = text_options(source) | {"header": "true", "enforceSchema": "true", "encoding": source.encoding}
    options["multiLine"] = str(spans).lower()
    frame = spark.session.read.schema(_schema(source)).options(**options).csv(list(source.files))
    fields = [f"coalesce(c{number}, '') as c{number}" for number in range(len(source.titles))]
    frame.selectExpr(*fields, "broken").createOrReplaceTempView(TABLE)
    # in one piece, a file's records are counted from its first, behind the header
    number = f"(monotonically_increasing_id() & {_IN_PIECE}L) + 2 as rn"
    placed = frame.selectExpr(*fields, "broken", "_metadata.file_path as in_file", number)
    placed.createOrReplaceTempView(PLACED)
    spark.spans = spans


def name_table(frame: DataFrame, source: Source, *, in_files: bool) -> None:
    """Name a table of columns with types; of Parquet files with the file of a row and its number there."""
    fields = [f"{quoted(title)} as c{number}" for number, title in enumerate(source.titles)]
    place = (
        ("_metadata.file_path", "_metadata.row_index + 1") if in_files else ("''", "monotonically_increasing_id() + 1")
    )
    frame.selectExpr(*fields).createOrReplaceTempView(TABLE)
    frame.selectExpr(*fields, f"{place[0]} as in_file", f"{place[1]} as rn").createOrReplaceTempView(PLACED)


def quoted(name: str) -> str:
    """Return a column's name as SQL has it, whatever the session's settings are."""
    return "`" + name.replace("`", "``") + "`"


def raw_rows(spark: Connected, sought: Sought) -> Iterator[tuple[str, list[GridRow]]]:
    """Yield the rows that are sought by file; see `Engine.raw_rows`."""
    source = sought.source
    if source.is_parquet:
        rows = _typed(spark, sought)
    elif sought.numbered and not spark.spans:
        rows = _numbered(spark, sought)
    else:
        rows = _unnumbered(spark, sought)
    names = _Names(source)
    ordered = sorted(((names.shown(file), row) for file, row in rows), key=lambda own: (own[0], own[1].number))
    for shown, own in groupby(ordered, key=lambda own: own[0]):
        yield shown, [row for _, row in own]


def _typed(spark: Connected, sought: Sought) -> list[tuple[str, GridRow]]:
    cells = [f"c{number}" for number in range(len(sought.source.titles))]
    more = ["in_file", "rn", *cells]
    inner = sought.facts(PLACED, f", {', '.join(more)}")
    # a row that feeds two lines is found twice
    found = spark.rows(f"select distinct {', '.join(more)} from ({inner}) where {sought.which}")
    return [
        (file, GridRow(int(number) * sought.numbered, list(map(typed_value, values))))
        for file, number, *values in found
    ]


def _unnumbered(spark: Connected, sought: Sought) -> list[tuple[str, GridRow]]:
    """Return rows without their lines: none is asked for, or records span lines, which are numbered themselves."""
    cells = [f"c{number}" for number in range(len(sought.source.titles))]
    more = ", ".join(["in_file", "rn", *cells])
    inner = sought.facts(f"(select * from {PLACED} where broken is null)", f", {more}")
    found = spark.rows(f"select distinct {more} from ({inner}) where {sought.which}")
    rows = [(file, GridRow(number * sought.numbered, _raws(values))) for file, number, *values in found]
    if sought.broken:
        # Spark does not read the broken text alone
        broken = spark.rows(f"select in_file, rn, broken, {cells[0]} from {PLACED} where broken is not null")
        rows += [(file, GridRow(number, _split(text, sought.source))) for file, number, text, _ in broken]
    return rows


_LINES = "lines_of_text"
_PARSED = "parsed_lines"


def _numbered(spark: Connected, sought: Sought) -> list[tuple[str, GridRow]]:
    source = sought.source
    _name_lines(spark.session, source)
    cells = [f"c{number}" for number in range(len(source.titles))]
    place = ["in_file", "block", "id"]
    inner = sought.facts(f"(select * from {_PARSED} where broken is null)", f", {', '.join([*place, *cells])}")
    found = spark.rows(f"select distinct {', '.join([*place, *cells])} from ({inner}) where {sought.which}")
    rows = [(file, block, line, _raws(values)) for file, block, line, *values in found]
    if sought.broken:
        broken = spark.rows(f"select {', '.join(place)}, broken from {_PARSED} where broken is not null")
        rows += [(file, block, line, _split(text, source)) for file, block, line, text in broken]
    first = _first_lines(spark) if rows else {}
    header = source.header[0].number
    numbered = [(file, line - first[file, block], own) for file, block, line, own in rows]
    return [(file, GridRow(number, own)) for file, number, own in numbered if number > header]


def _name_lines(session: SparkSession, source: Source) -> None:
    """Name every line of text with its file, its block, and a number that grows within a block; and these parsed."""
    from pyspark.sql.functions import from_csv

    value = "value"
    if not source.encoding.startswith("utf-8"):
        value = f"decode(cast(value as binary), '{source.encoding}')"
    place = ("_metadata.file_path as in_file", "_metadata.file_block_start as block")
    lines = session.read.text(list(source.files))
    lines = lines.selectExpr(f"{value} as line", *place, "monotonically_increasing_id() as id")
    lines.createOrReplaceTempView(_LINES)
    parsed = lines.withColumn("fields", from_csv("line", _schema(source), text_options(source)))
    fields = [f"coalesce(fields.c{number}, '') as c{number}" for number in range(len(source.titles))]
    parsed = parsed.where("trim(line) <> ''").selectExpr("in_file", "block", "id", *fields, "fields.broken as broken")
    parsed.createOrReplaceTempView(_PARSED)


def _first_lines(spark: Connected) -> dict[tuple[str, int], int]:
    """Return of every block what makes the numbers of its lines those of the file, which count from 1."""
    blocks = spark.rows(f"select in_file, block, min(id), count(*) from {_LINES} group by in_file, block")
    found: dict[tuple[str, int], int] = {}
    for file, own in groupby(sorted(blocks), key=lambda one: one[0]):
        before = 0
        for _, block, first, count in own:
            found[file, block] = first - before - 1
            before += count
    return found


def _raws(fields: Sequence[str | None]) -> list[Raw]:
    return [Raw(field) if field is not None and field.strip() else EMPTY for field in fields]


def _split(text: str, source: Source) -> list[Raw]:
    return _raws(next(csv.reader(io.StringIO(text, newline=""), delimiter=source.delimiter), []))


class _Names:
    """What people call the files that Spark names by their addresses."""

    def __init__(self, source: Source) -> None:
        self._shown = [(_plain_path(file), shown) for file, shown in zip(source.files, source.shown, strict=True)]
        self._whole = dict(self._shown)
        self._other = source.shown[0]

    def shown(self, address: str) -> str:
        """Return the name of a file; of one in a folder that was asked for, the folder's and its own."""
        path = _plain_path(address)
        if not path or path in self._whole:
            return self._whole.get(path, self._other)
        inside = [(whole, shown) for whole, shown in self._shown if path.startswith(whole.rstrip("/") + "/")]
        return f"{inside[0][1].rstrip('/')}{path[len(inside[0][0].rstrip('/')) :]}" if inside else path


def _plain_path(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme == "file":
        return Path(unquote(parts.path)).resolve().as_posix()
    if "://" in address:
        return unquote(address)
    return Path(address).resolve().as_posix() if address else ""
