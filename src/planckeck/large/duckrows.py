"""A table's rows in DuckDB: the SQL of its files, and the rows that the readers must see, with their numbers.

A text file's lines are counted by DuckDB's row numbers where no field is quoted and no line is blank, else by reading
the file's records one by one.
"""

from __future__ import annotations

import csv
import gzip
import io
import mmap
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

from planckeck.large.engine import Sought
from planckeck.large.source import Source
from planckeck.readers.interface import Raw
from planckeck.readers.sources.interface import EMPTY, GridRow
from planckeck.readers.sources.parquet import typed_value

_NO_NULL = "\x01null\x01"
"""Stands for null in no file: an empty field is an empty text."""


class Connected(Protocol):
    """What is asked of DuckDB."""

    def run(self, sql: str) -> None:
        """Execute a statement."""
        ...

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        ...


def text(value: str) -> str:
    """Return a text as an SQL literal of DuckDB."""
    return "'" + value.replace("'", "''") + "'"


def scan(source: Source, *files: str) -> str:
    """Return the rows as SQL, all columns as `c0`, `c1`, … in the file's order, and of Parquet `file_row_number`.

    Lines that have too many or too few fields are left out; of a scan of all files DuckDB keeps them in
    `reject_errors`.
    """
    listed = ", ".join(text(file) for file in files or source.files)
    if source.is_parquet:
        names = [f'"{title.replace(chr(34), chr(34) * 2)}" as c{number}' for number, title in enumerate(source.titles)]
        folders = f"hive_partitioning = {str(source.partitioned).lower()}, hive_types_autocast = false"
        inner = f"read_parquet([{listed}], file_row_number = true, union_by_name = true, {folders})"
        return f"(select {', '.join(names)}, file_row_number from {inner})"
    columns = ", ".join(f"'c{number}': 'varchar'" for number in range(len(source.titles)))
    kept = "" if files else ", store_rejects = true"
    return (
        f"read_csv([{listed}], auto_detect = false, header = true, delim = {text(source.delimiter)}, quote = '\"', "
        f"escape = '\"', nullstr = {text(_NO_NULL)}, columns = {{{columns}}}, ignore_errors = true{kept}, "
        "max_line_size = 16000000)"
    )


def rows_of(duck: Connected, sought: Sought, file: str) -> list[GridRow]:
    """Return the rows of a file that are sought, without the lines that broke off."""
    source, facts, which = sought.source, sought.facts, sought.which
    cells = [f"c{number}" for number in range(len(source.titles))]
    if not sought.numbered:
        inner = facts(scan(source, file), f", {', '.join(cells)}")
        make = typed_value if source.is_parquet else _raw
        found = duck.rows(f"select {', '.join(cells)} from ({inner}) where {which}")
        return [GridRow(0, [make(value) for value in values]) for values in found]
    number = "file_row_number + 1" if source.is_parquet else "row_number() over ()"
    inner = facts(f"(select {number} as rn, * from {scan(source, file)})", f", {', '.join(['rn', *cells])}")
    duck.run("set preserve_insertion_order = true")
    found = duck.rows(f"select distinct rn, {', '.join(cells)} from ({inner}) where {which} order by rn")
    duck.run("set preserve_insertion_order = false")
    if source.is_parquet:
        return [GridRow(int(number), [typed_value(value) for value in values]) for number, *values in found]
    lines = _lines(duck, source, file, [int(number) for number, *_ in found])
    return [GridRow(line, [_raw(value) for value in values]) for line, (_, *values) in zip(lines, found, strict=True)]


def _raw(field: str | None) -> Raw:
    return Raw(field) if field is not None and field.strip() else EMPTY


def rejected_rows(duck: Connected, source: Source, file: str) -> Iterator[GridRow]:
    """Yield the lines that have too many or too few fields."""
    if source.is_parquet:
        return
    if _is_simple(file):
        for line, written in duck.rows(_REJECTED, [file]):
            fields = next(csv.reader(io.StringIO(written or "", newline=""), delimiter=source.delimiter), [])
            yield GridRow(int(line), [_raw(field) for field in fields])
        return
    for line, fields in _records(file, source.delimiter):
        if fields and len(fields) != len(source.titles):
            yield GridRow(line, [_raw(field) for field in fields])


_REJECTED = (
    "select line, any_value(csv_line) from reject_errors e join (select distinct file_id, scan_id, file_path from "
    "reject_scans) s using (file_id, scan_id) where file_path = ? group by line order by line"
)


def _lines(duck: Connected, source: Source, file: str, numbers: Sequence[int]) -> list[int]:
    """Return the first lines of rows that DuckDB counted from 1, the header and what broke off left out."""
    if not numbers:
        return []
    if _is_simple(file):
        broken = [int(line) for line, _ in duck.rows(_REJECTED, [file])]
        return [_line(number + 1, broken) for number in numbers]
    wanted = dict.fromkeys(numbers, 0)
    counted = -1  # the header is no row
    for line, fields in _records(file, source.delimiter):
        if len(fields) == len(source.titles):
            counted += 1
            if counted in wanted:
                wanted[counted] = line
    return list(wanted.values())


def _line(line: int, broken: Sequence[int]) -> int:
    """Return the line of a row, from what it would be without the lines that broke off before it."""
    found = line
    while (after := line + bisect_right(broken, found)) != found:
        found = after
    return found


def _is_simple(file: str) -> bool:
    """Tell whether every record is one line: nothing quoted, no blank lines."""
    if file.endswith((".gz", ".zst")):
        return False
    with Path(file).open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as held:
        return all(held.find(mark) < 0 for mark in (b'"', b"\n\n", b"\n\r")) and held[:1] not in {b"\n", b"\r"}


def _records(file: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Yield every record with its first line."""
    with _opened(file) as opened:
        reader = csv.reader(opened, delimiter=delimiter)
        line = 1
        for fields in reader:
            yield line, fields
            line = reader.line_num + 1


def _opened(file: str) -> TextIO:
    if file.endswith(".gz"):
        return gzip.open(file, "rt", encoding="utf-8", newline="")
    if file.endswith(".zst"):
        import pyarrow as pa

        return io.TextIOWrapper(pa.CompressedInputStream(pa.OSFile(file), "zstd"), encoding="utf-8", newline="")
    return Path(file).open(encoding="utf-8", newline="")
