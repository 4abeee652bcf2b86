"""A plain long table that an engine scans: its files, its columns, and what the readers said of its head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from planckeck.readers.shapes.layout import Layout
from planckeck.readers.shapes.recognition import Recognised
from planckeck.readers.sources.interface import GridRow


@dataclass(frozen=True, slots=True)
class Source:
    """A plain long table in one or more files.

    `files` are those to scan, `shown` how people know them; `titles` the columns' names in Parquet, and in text files
    as many empty ones. `stored` tells that the value column holds numbers, not text; `partitioned` that the last titles
    are those of folders (`year=2020`), which the files themselves do not hold.
    """

    files: tuple[str, ...]
    shown: tuple[str, ...]
    titles: tuple[str, ...]
    layout: Layout
    recognised: Recognised
    header: tuple[GridRow, ...]
    encoding: str = "utf-8"
    delimiter: str = ""
    stored: bool = False
    partitioned: bool = False

    @property
    def is_parquet(self) -> bool:
        """Tell whether the files are Parquet, whose rows count from 1 and whose header is no row."""
        return not self.delimiter

    @property
    def columns(self) -> Mapping[str, str]:
        """Every label and value field to the SQL expression of its text."""
        positions = {**self.layout.labels, **self.layout.groups[0].fields}
        if not self.is_parquet:
            return {name: f"c{position}" for name, position in positions.items()}
        return {name: f"coalesce(c{position}::string, '')" for name, position in positions.items()}

    def stored_as(self, name: str) -> str:
        """Return the column of a label's field as it is stored."""
        return f"c{self.layout.labels[name]}"

    @property
    def value(self) -> str:
        """The value column as it is stored."""
        return f"c{self.layout.groups[0].fields['value']}"
