"""XLSX and XLSM through openpyxl, streamed; what streaming loses comes from one pass over the sheet's XML."""

from __future__ import annotations

import datetime as dt
import io
import math
import warnings
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from typing import Any
from xml.parsers.expat import ExpatError

from planckeck.problems import Place, say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.archives import BROKEN, damaged, open_archive
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, number_text, unusable
from planckeck.readers.sources.limits import over_limit
from planckeck.readers.sources.merging import filled
from planckeck.readers.sources.sheetxml import MAX_CELLS, SPARSE_FROM, SheetFacts, TooManyCellsError, read_sheet_facts

ROWS_AT_ONCE = 500
_FAULTS = (*BROKEN, SyntaxError, ExpatError, TypeError, AttributeError)
"""What openpyxl and its parsers raise for files that are not as they should be; the errors of ElementTree, and of lxml
where that is installed, are SyntaxErrors."""


def open_workbook(content: Content) -> tuple[Grid, ...]:
    """Return a grid for every worksheet, in the workbook's order. Raises: InputError."""
    held = io.BytesIO(content.read())
    archive = open_archive(held, content.file)
    try:
        book = _load(held)
    except _FAULTS as error:
        raise damaged(content.file, error) from None
    if not book.worksheets:
        help_ = say("open it and save it with 另存为 as {suffix}", suffix=".xlsx")
        raise unusable(content.file, say("the workbook has no worksheet"), help_)
    return tuple(_grid(content.file, archive, sheet) for sheet in book.worksheets)


def _load(held: io.BytesIO) -> Any:
    import openpyxl

    held.seek(0)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(held, read_only=True, data_only=True, keep_links=False)


def _grid(file: str, archive: zipfile.ZipFile, sheet: Any) -> Grid:
    title = str(sheet.title)

    @cache
    def sheet_facts() -> SheetFacts:
        try:
            with archive.open(sheet._worksheet_path.lstrip("/")) as opened:
                facts = read_sheet_facts(opened)
        except TooManyCellsError:
            help_ = say("split the sheet, or put it into a database and give --from")
            what = say("how many cells the sheet holds")
            raise over_limit(Place(file, sheet=title), what, MAX_CELLS, help_) from None
        except _FAULTS as error:
            raise damaged(file, error) from None
        if facts.is_sparse:
            what = say("how many cells lie between those that say something")
            help_ = say("delete the cells far from the table")
            raise over_limit(Place(file, facts.last_row, sheet=title), what, SPARSE_FROM, help_)
        return facts

    def rows() -> Iterator[GridRow]:
        facts = sheet_facts()
        return filled(_rows(file, sheet, facts), facts.merged)

    def grid_facts() -> GridFacts:
        facts = sheet_facts()
        return GridFacts(total_rows=facts.last_row, hidden_columns=frozenset(facts.hidden_columns))

    return Grid(file, rows, grid_facts, title, hidden=sheet.sheet_state != "visible")


def _rows(file: str, sheet: Any, facts: SheetFacts) -> Iterator[GridRow]:
    if not facts.last_row:
        return
    stored = sheet.iter_rows(min_row=1, max_row=facts.last_row, max_col=facts.width)
    uncached: dict[int, list[int]] = {}
    for row, position in facts.uncached:
        uncached.setdefault(row, []).append(position)
    number = 0
    while batch := _batch(file, stored):
        for cells in batch:
            number += 1
            raws = [_raw(cell) for cell in cells]
            for position in uncached.get(number, ()):
                raws[position] = Raw("", RawKind.FORMULA)
            yield GridRow(number, raws, hidden=number in facts.hidden_rows)


def _batch(file: str, stored: Iterator[Any]) -> list[Any]:
    """Take some rows: openpyxl warns of harmless things, and those settings are the whole process's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(stored, ROWS_AT_ONCE))
    except _FAULTS as error:
        raise damaged(file, error) from None


def _raw(cell: Any) -> Raw:
    value = cell.value
    if value is None:
        return EMPTY
    if isinstance(value, str):
        return Raw(value, RawKind.ERROR if cell.data_type == "e" else RawKind.TEXT)
    return stored_value(value, lambda: cell.number_format)


def stored_value(value: Any, number_format: Callable[[], str] = str) -> Raw:
    """Return a stored cell that is no text: a number, a truth value, a date, a time."""
    match value:
        case bool():
            return Raw("TRUE" if value else "FALSE", RawKind.BOOL)
        case int() | float():
            if not math.isfinite(value):
                return Raw(str(value))
            return Raw(number_text(value), RawKind.NUMBER, float(value), number_format() or "")
        case dt.datetime() | dt.date():
            return Raw(date_text(value), RawKind.DATE, number_format=number_format() or "")
        case dt.time() | dt.timedelta():
            return Raw(str(value), RawKind.TIME, number_format=number_format() or "")
        case _:
            return Raw(str(value))


def date_text(value: dt.date) -> str:
    """Return 2020-06-30, with the time of day where there is one."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    return value.isoformat()
