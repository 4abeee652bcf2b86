"""Where a row of actuals stands, for findings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planckeck.problems import Place

AT = ("file", "sheet", "row", "column")
"""The columns that say where an actual stands."""


def written_place(row: Mapping[str, Any]) -> str:
    """Return where an actual stands as results say it: file:row, file[sheet]:C5, postgresql/TABLE#row."""
    column = int(row["column"]) if row["sheet"] else 0
    return str(Place(row["file"], int(row["row_at"]), column, sheet=row["sheet"]))


def place_of(row: Mapping[str, Any]) -> Place:
    """Return the place of an actual's value from the columns AT."""
    return Place(row["file"], int(row["row"]), int(row["column"]), in_table=True, sheet=row["sheet"])
