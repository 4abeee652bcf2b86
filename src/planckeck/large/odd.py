"""The rows of a scan that the readers must see, with their numbers; found in a second pass, where there are any."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from planckeck.large.engine import Engine, Sought
from planckeck.large.facts import Scan, rows_sql
from planckeck.large.labels import ODD
from planckeck.readers.record import Read
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.table import Table, TableReader
from planckeck.readers.sources.interface import Grid, GridFacts

IS_ODD = f"key is null or key = {ODD} or value is null or (region, key) in (select region, key from odd)"
"""Which rows of `facts.rows_sql` are odd."""


def read_rows(scan: Scan, which: str, *, numbered: bool = True) -> Read:
    """Read the rows of all files for which `which` holds as the readers do; of odd ones also those that broke off.

    Not `numbered`, all rows have the number 0, and one fast pass finds them.
    """
    source = scan.source
    read = Read()
    facts = partial(rows_sql, scan.engine, source, scan.labels)
    for shown, rows in scan.engine.raw_rows(Sought(source, facts, which, numbered, which == IS_ODD)):
        grid = Grid(
            shown,
            lambda: iter(()),
            lambda: GridFacts(source.encoding if source.delimiter else "", source.delimiter),
            strict_width=not source.is_parquet,
        )
        table = Table(grid, source.recognised, source.header, rows)
        TableReader(table, scan.expectations, TableMap(), False, read).read_all(None)
    return read


def of_lines(engine: Engine, pairs: Sequence[tuple[str, int]]) -> str:
    """Return the condition for the rows of these (region, key)."""
    listed = ", ".join(f"({engine.text(region)}, {key})" for region, key in pairs)
    return f"(region, key) in ({listed})"
