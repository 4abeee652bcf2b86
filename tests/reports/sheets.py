"""Reads a workbook or document that planckeck wrote, as somebody would who knows nothing of how it was written."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import docx
import openpyxl

VERDICTS = {
    "met": "● met",
    "unmet": "▲ not met",
    "not_due": "○ not due",
    "no_data": "□ no data",
    "no_target": "— no target",
    "not_applicable": "/ not applicable",
}
"""The words of the English reports for the verdicts of the JSON."""


def table_of(content: bytes, sheet: str = "Achievement") -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by title; the header is the row with Indicator in it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows: list[list[Any]] = [[cell.value for cell in row] for row in book[sheet].iter_rows()]
    start = next(number for number, row in enumerate(rows) if "Indicator" in row)
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :]]


def shown_in(content: bytes, sheet: str, title: str) -> list[tuple[Any, str]]:
    """Return (value, number format) of a column's cells."""
    page: Any = openpyxl.load_workbook(io.BytesIO(content))[sheet]
    start = next(row[0].row for row in page.iter_rows() if any(cell.value == "Indicator" for cell in row))
    column = next(cell.column for cell in page[start] if cell.value == title)
    return [
        (page.cell(row, column).value, page.cell(row, column).number_format)
        for row in range(start + 1, page.max_row + 1)
    ]


def xml_of(content: bytes, part: str) -> str:
    """Return the parts of a package whose names match a pattern, one behind the other."""
    package = zipfile.ZipFile(io.BytesIO(content))
    return "".join(package.read(name).decode() for name in package.namelist() if re.fullmatch(part, name))


def document_tables(content: bytes) -> list[list[dict[str, str]]]:
    """Return the tables of a document, each as rows by title."""
    found = []
    for table in docx.Document(io.BytesIO(content)).tables:
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def paragraphs_of(content: bytes) -> list[str]:
    """Return the texts of a document's paragraphs, those of fields to fill in too."""
    body = docx.Document(io.BytesIO(content)).element.body
    name = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return ["".join(part.text or "" for part in one.iter(f"{name}t")) for one in body.iterchildren(f"{name}p")]
