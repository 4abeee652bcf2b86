"""The rows of a scan that the readers must see, with the numbers of their lines; found in a second pass, where any are.

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
from typing import TextIO

from planckeck.large.engine import Duck, text
from planckeck.large.facts import Scan, rows_sql
from planckeck.large.labels import ODD
from planckeck.large.sources import Source
from planckeck.readers.interface import Raw
from planckeck.readers.record import Read
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.table import Table, TableReader
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow
from planckeck.readers.sources.parquet import typed_value

IS_ODD = f"key is null or key = {ODD} or value is null or (region, key) in (select (region, key) from odd)"
"""Which rows of `facts.rows_sql` are odd."""


def read_rows(scan: Scan, which: str, *, numbered: bool = True) -> Read:
    """Read the rows of all files for which `which` holds as the readers do; of odd ones also those that broke off.

    Not `numbered`, all rows have the number 0, and one fast pass finds them.
    """
    duck, source = scan.duck, scan.source
    read = Read()
    for file, shown in zip(source.files, source.shown, strict=True):
        rows = _rows(scan, file, which, numbered=numbered)
        if which == IS_ODD:
            rows = sorted([*rows, *_rejected(duck, source, file)], key=lambda row: row.number)
        grid = Grid(
            shown,
            lambda: iter(()),
            lambda: GridFacts(source.encoding if source.delimiter else "", source.delimiter),
            strict_width=not source.is_parquet,
        )
        table = Table(grid, source.recognised, source.header, rows)
        TableReader(table, scan.expectations, TableMap(), False, read).read_all(None)
    return read


def _rows(asked: Scan, file: str, which: str, *, numbered: bool) -> list[GridRow]:
    duck, source, labels = asked.duck, asked.source, asked.labels
    cells = [f"c{number}" for number in range(len(source.titles))]
    if not numbered:
        inner = rows_sql(source, labels, source.scan(file), more=f", {', '.join(cells)}")
        make = typed_value if source.is_parquet else _raw
        found = duck.rows(f"select {', '.join(cells)} from ({inner}) where {which}")
        return [GridRow(0, [make(value) for value in values]) for values in found]
    if source.is_parquet:
        scan = f"(select file_row_number + 1 as rn, * from {source.scan(file)})"
    else:
        scan = f"(select row_number() over () as rn, * from {source.scan(file)})"
    inner = rows_sql(source, labels, scan, more=f", {', '.join(['rn', *cells])}")
    duck.run("set preserve_insertion_order = true")
    found = duck.rows(f"select distinct rn, {', '.join(cells)} from ({inner}) where {which} order by rn")
    duck.run("set preserve_insertion_order = false")
    if source.is_parquet:
        return [GridRow(int(number), [typed_value(value) for value in values]) for number, *values in found]
    lines = _lines(duck, source, file, [int(number) for number, *_ in found])
    return [GridRow(line, [_raw(value) for value in values]) for line, (_, *values) in zip(lines, found, strict=True)]


def _raw(field: str | None) -> Raw:
    return Raw(field) if field is not None and field.strip() else EMPTY


def _rejected(duck: Duck, source: Source, file: str) -> Iterator[GridRow]:
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


def _lines(duck: Duck, source: Source, file: str, numbers: Sequence[int]) -> list[int]:
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


def of_lines(pairs: Sequence[tuple[str, int]]) -> str:
    """Return the condition for the rows of these (region, key)."""
    listed = ", ".join(f"({text(region)}, {key})" for region, key in pairs)
    return f"(region, key) in ({listed})"
