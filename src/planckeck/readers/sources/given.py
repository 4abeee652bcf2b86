"""Tables in memory as grids; the columns' names are row 0."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from planckeck.readers.record import GivenTable
from planckeck.readers.sources.interface import Grid, GridFacts, GridRow
from planckeck.readers.sources.parquet import header_row, typed_value


class Given:
    """The grid of a table; its file is the name with `#`, so that a finding names `frame#3:4`."""

    def __init__(self, table: GivenTable) -> None:
        self.table = table
        self.grid = Grid(f"{table.name}#", self._rows, GridFacts)
        self.sha256 = ""
        """The hash of the rows, once they were read to the end."""

    def _rows(self) -> Iterator[GridRow]:
        names = list(self.table.columns)
        digest = hashlib.sha256("\x1f".join(names).encode() + b"\x1e")
        yield header_row(names)
        for number, values in enumerate(self.table.rows(), start=1):
            row = GridRow(number, [typed_value(value) for value in values])
            digest.update("\x1f".join(cell.text for cell in row.cells).encode() + b"\x1e")
            yield row
        self.sha256 = digest.hexdigest()
