"""Parquet through pyarrow, a batch at a time; the columns' names are row 0."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from planckeck.problems import say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.archives import BROKEN, damaged
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, unusable
from planckeck.readers.sources.workbook import stored_value

BATCH = 2_000


def open_parquet(content: Content) -> tuple[Grid, ...]:
    """Return the one grid of a Parquet file. Raises: InputError."""
    try:
        from pyarrow import parquet
    except ImportError:
        help_ = say("install it: pip install {package}", package='"planckeck[parquet]"')
        raise unusable(content.file, say("Parquet needs pyarrow"), help_) from None
    try:
        with content.open() as held, parquet.ParquetFile(held) as opened:
            names, total = list(opened.schema_arrow.names), opened.metadata.num_rows
    except BROKEN as error:
        raise damaged(content.file, error) from None

    def rows() -> Iterator[GridRow]:
        yield header_row(names)
        try:
            with content.open() as held, parquet.ParquetFile(held) as table:
                number = 0
                for batch in table.iter_batches(batch_size=BATCH):
                    for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                        number += 1
                        yield GridRow(number, [typed_value(value) for value in values])
        except BROKEN as error:
            raise damaged(content.file, error) from None

    return (Grid(content.file, rows, lambda: GridFacts(total_rows=total)),)


def header_row(names: list[str]) -> GridRow:
    """Return row 0 of records: the names of their fields."""
    return GridRow(0, [Raw(name) if name.strip() else EMPTY for name in names])


def typed_value(value: Any) -> Raw:
    """Return a value that comes with a type, as a database or a Parquet file has it."""
    match value:
        case None:
            return EMPTY
        case str():
            return Raw(value) if value.strip() else EMPTY
        case Decimal() if value.is_finite():
            return Raw(f"{value:f}", RawKind.NUMBER, float(value))
        case _:
            return stored_value(value)
