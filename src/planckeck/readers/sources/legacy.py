"""XLS through xlrd, which keeps number formats, merged ranges, hidden rows and error cells.

python-calamine reads the same files faster, but gives 0.775 for a cell that shows 77.5% and blanks `#DIV/0!`.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import Any

from planckeck.problems import say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.archives import damaged
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, unusable
from planckeck.readers.sources.merging import MergedRange, filled
from planckeck.readers.sources.workbook import stored_value

_FAULTS = (
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NotImplementedError,
    OSError,
    OverflowError,
    TypeError,
    ValueError,
    struct.error,
)


def open_legacy(content: Content) -> tuple[Grid, ...]:
    """Return a grid for every sheet, in the workbook's order. Raises: InputError."""
    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=content.read(), formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        return tuple(_grid(content.file, book, sheet) for sheet in book.sheets())
    except xlrd.XLRDError as error:
        if "encrypted" in str(error).lower():
            help_ = say("open it, take the password away, and save it")
            raise unusable(content.file, say("the workbook is protected by a password"), help_) from None
        raise damaged(content.file, error) from None
    except (*_FAULTS, xlrd.compdoc.CompDocError) as error:
        raise damaged(content.file, error) from None


def _grid(file: str, book: Any, sheet: Any) -> Grid:
    merged = [MergedRange(top + 1, bottom, left, right - 1) for top, bottom, left, right in sheet.merged_cells]

    def rows() -> Iterator[GridRow]:
        return filled(_rows(book, sheet), merged)

    hidden = frozenset(number for number, info in sheet.colinfo_map.items() if info.hidden)
    facts = GridFacts(total_rows=sheet.nrows, hidden_columns=hidden)
    return Grid(file, rows, lambda: facts, sheet.name, hidden=sheet.visibility != 0)


def _rows(book: Any, sheet: Any) -> Iterator[GridRow]:
    for index in range(sheet.nrows):
        info = sheet.rowinfo_map.get(index)
        cells = [_raw(book, cell) for cell in sheet.row(index)]
        yield GridRow(index + 1, cells, hidden=bool(info and info.hidden))


def _raw(book: Any, cell: Any) -> Raw:
    import xlrd

    def number_format() -> str:
        return str(book.format_map[book.xf_list[cell.xf_index].format_key].format_str)

    match cell.ctype:
        case 1:
            return Raw(cell.value) if cell.value else EMPTY
        case 2:
            return stored_value(cell.value, number_format)
        case 3:
            return _date(cell.value, book.datemode, number_format())
        case 4:
            return stored_value(bool(cell.value))
        case 5:
            return Raw(xlrd.error_text_from_code.get(cell.value, "#N/A"), RawKind.ERROR)
        case _:
            return EMPTY


def _date(value: float, datemode: int, number_format: str) -> Raw:
    import xlrd

    try:
        moment = xlrd.xldate.xldate_as_datetime(value, datemode)
    except (xlrd.xldate.XLDateError, ValueError, OverflowError):
        return Raw("#VALUE!", RawKind.ERROR)
    return stored_value(moment.time() if 0 <= value < 1 else moment, lambda: number_format)
