"""ODS: the spreadsheet of OpenDocument, read from its content.xml, with percentages, errors, merges and hidden rows.

python-calamine reads the same files, but gives 0.775 for a percentage of 77.5 % and blanks error cells.
"""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from xml.etree.ElementTree import Element, ParseError, iterparse

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.archives import BROKEN, damaged, open_archive
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, number_text, unusable
from planckeck.readers.sources.merging import MergedRange, filled

MAX_CELLS = 5_000_000
_LAST_COLUMN, _LAST_ROW = 16_384, 1_048_576
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"


@dataclass
class _Sheet:
    name: str
    hidden: bool = False
    rows: list[GridRow] = field(default_factory=list)
    merged: list[MergedRange] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    next_row: int = 1
    next_column: int = 0
    cells: int = 0


def open_document(content: Content) -> tuple[Grid, ...]:
    """Return a grid for every sheet of an ODS file, in its order. Raises: InputError."""
    archive = open_archive(io.BytesIO(content.read()), content.file)
    try:
        _check_open(archive, content.file)
        with archive.open("content.xml") as opened:
            sheets = list(_sheets(iterparse(opened, ("start", "end")), content.file))
    except (*BROKEN, ParseError) as error:
        raise damaged(content.file, error) from None
    return tuple(_grid(content.file, sheet) for sheet in sheets)


def _check_open(archive: zipfile.ZipFile, file: str) -> None:
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in archive.read("META-INF/manifest.xml"):
        help_ = say("open it, take the password away, and save it")
        raise unusable(file, say("the workbook is protected by a password"), help_)


def _grid(file: str, sheet: _Sheet) -> Grid:
    facts = GridFacts(total_rows=sheet.next_row - 1, hidden_columns=frozenset(sheet.hidden_columns))
    return Grid(file, partial(filled, sheet.rows, sheet.merged), lambda: facts, sheet.name, hidden=sheet.hidden)


def _sheets(events: Iterator[tuple[str, Element]], file: str) -> Iterator[_Sheet]:
    """Yield every sheet when its element ends; rows are cleared as they are read."""
    hidden_styles: set[str] = set()
    sheet: _Sheet | None = None
    for event, element in events:
        if event == "start":
            if element.tag == f"{_TABLE}table":
                style = element.get(f"{_TABLE}style-name", "")
                sheet = _Sheet(element.get(f"{_TABLE}name", ""), style in hidden_styles)
        elif element.tag == f"{_STYLE}style":
            properties = element.find(f"{_STYLE}table-properties")
            if properties is not None and properties.get(f"{_TABLE}display") == "false":
                hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif sheet is not None:
            _take(element, sheet, file)
            if element.tag == f"{_TABLE}table":
                yield sheet
                sheet = None


def _take(element: Element, sheet: _Sheet, file: str) -> None:
    if element.tag == f"{_TABLE}table-column":
        repeated = min(_count(element, "number-columns-repeated"), _LAST_COLUMN)
        if element.get(f"{_TABLE}visibility") in {"collapse", "filter"}:
            sheet.hidden_columns.update(range(sheet.next_column, sheet.next_column + repeated))
        sheet.next_column += repeated
    elif element.tag == f"{_TABLE}table-row":
        _take_row(element, sheet, file)
        element.clear()


def _take_row(element: Element, sheet: _Sheet, file: str) -> None:
    cells = _cells(element, sheet)
    repeated = _count(element, "number-rows-repeated")
    hidden = element.get(f"{_TABLE}visibility") in {"collapse", "filter"}
    if cells:
        last = min(sheet.next_row + repeated, _LAST_ROW + 1)
        sheet.cells += len(cells) * (last - sheet.next_row)
        if sheet.cells > MAX_CELLS:
            help_ = say("split the sheet, or put it into a database and give --from")
            what = say("how many cells the sheet holds")
            raise InputError([diagnose("PK359", Place(file, sheet=sheet.name), what=what, limit=MAX_CELLS, help=help_)])
        sheet.rows.extend(GridRow(number, cells, hidden=hidden) for number in range(sheet.next_row, last))
    sheet.next_row += repeated


def _cells(element: Element, sheet: _Sheet) -> list[Raw]:
    """Return a row's cells up to the last that says something, and note where merged ranges begin."""
    cells: list[Raw] = []
    position = 0
    for cell in element:
        if cell.tag not in {f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"}:
            continue
        repeated = _count(cell, "number-columns-repeated")
        raw = EMPTY if cell.tag == f"{_TABLE}covered-table-cell" else _raw(cell)
        across, down = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
        if across > 1 or down > 1:
            row = sheet.next_row
            sheet.merged.append(MergedRange(row, row + down - 1, position, position + across - 1))
            cells.extend([EMPTY] * (position - len(cells)))
            cells.extend([raw] + [EMPTY] * (min(across, _LAST_COLUMN) - 1))
        elif raw is not EMPTY:
            cells.extend([EMPTY] * (position - len(cells)))
            last = min(position + repeated, _LAST_COLUMN)
            cells[position:last] = [raw] * max(last - position, 0)
        position += repeated
    return cells


def _count(element: Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}", "1")), 1)


def _raw(cell: Element) -> Raw:
    text = "\n".join("".join(paragraph.itertext()) for paragraph in cell.findall(f"{_TEXT}p"))
    kind = cell.get(f"{_OFFICE}value-type", "")
    is_formula = cell.get(f"{_TABLE}formula") is not None
    if cell.get(f"{_CALC}value-type") == "error" or (is_formula and text.startswith(("#", "Err:"))):
        return Raw(text or "#VALUE!", RawKind.ERROR)
    match kind:
        case "float" | "percentage" | "currency":
            number = float(cell.get(f"{_OFFICE}value", "nan"))
            if not math.isfinite(number):
                return Raw(text or "nan")
            return Raw(number_text(number), RawKind.NUMBER, number, "0.00%" if kind == "percentage" else "General")
        case "date":
            return Raw(cell.get(f"{_OFFICE}date-value", text).replace("T", " "), RawKind.DATE, number_format=text)
        case "time":
            return Raw(text, RawKind.TIME)
        case "boolean":
            return Raw(text or cell.get(f"{_OFFICE}boolean-value", ""), RawKind.BOOL)
        case "" if is_formula:
            return Raw("", RawKind.FORMULA)
        case _:
            return Raw(text) if text else EMPTY
