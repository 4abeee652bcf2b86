"""Rows of grids as people see them: what a sheet stores, and how its format shows it."""

from __future__ import annotations

from decimal import Decimal

from planckeck.drafting.interface import PrintedRow, one_line, unusable
from planckeck.problems import say
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.shapes.titles import period_text
from planckeck.readers.sources.interface import GridRow

MAX_ROWS = 20_000
"""Rows of one table; a plan file of more indicators could not be loaded (planckeck.plans.nodes)."""


def check_rows(count: int, file: str) -> None:
    """Refuse a table that no plan can be. Raises: InputError."""
    if count > MAX_ROWS:
        help_ = say("cut the table of indicators out and give that alone")
        raise unusable(file, say("the table has more than {limit} rows", limit=MAX_ROWS), help_)


def printed_row(row: GridRow) -> PrintedRow:
    """Return a stored row as people see it."""
    return PrintedRow(row.number, tuple(one_line(shown(cell)) for cell in row.cells), row.covered)


def shown(raw: Raw) -> str:
    """Return a cell as its sheet shows it: 95% for 0.95 in a format of per cent, 2020年 for a date shown as a year."""
    match raw.kind:
        case RawKind.NUMBER if raw.number is not None:
            return _figure(raw.text, raw.number_format)
        case RawKind.DATE:
            return period_text(raw)
        case RawKind.FORMULA:
            return "FORMULA?"
        case _:
            return raw.text


def _figure(text: str, number_format: str) -> str:
    """Return a stored number as shown; the digits are the stored ones, but for binary dust (0.30000000000000004)."""
    value = Decimal(text)
    value = Decimal(f"{value:.12g}") if len(value.as_tuple().digits) > 14 else value
    plain = number_format.partition(";")[0]
    if "%" in plain and '"' not in plain and "\\" not in plain:
        return f"{(value * 100).normalize():f}%"
    return f"{value:f}"
