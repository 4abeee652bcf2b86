"""Tables of a Word document through python-docx: merged cells keep their extent, deleted text is not read."""

from __future__ import annotations

import io
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from planckeck.drafting.gridrows import check_rows, printed_row
from planckeck.drafting.interface import PrintedTable, one_line
from planckeck.problems import InputError
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw
from planckeck.readers.shapes.titles import is_note
from planckeck.readers.sources.archives import BROKEN, damaged, open_archive
from planckeck.readers.sources.interface import EMPTY, GridRow
from planckeck.readers.sources.merging import MergedRange, filled

if TYPE_CHECKING:
    from docx.oxml.table import CT_Row, CT_Tbl, CT_Tc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LINES_ABOVE = 3
_MAX_COLUMNS = 200


def tables_in_word(content: Content) -> list[PrintedTable]:
    """Return the tables of a document, a table inside a cell of another after it. Raises: InputError."""
    body = _body(content)
    found: list[PrintedTable] = []
    above: deque[str] = deque(maxlen=_LINES_ABOVE)
    for element in body.iter(f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            found.append(_table(content.file, element, tuple(above)))
            above.clear()
        elif not _in_table(element):
            line = one_line("".join(_pieces(element)))
            if line and found and not above and is_note(line):
                last = found[-1]
                found[-1] = replace(last, below=(*last.below, line))
            elif line:
                above.append(line)
    return found


def _body(content: Content) -> Any:
    held = io.BytesIO(content.read())
    open_archive(held, content.file)
    held.seek(0)
    try:
        import docx

        return docx.Document(held).element.body
    except InputError:
        raise
    except (*BROKEN, zipfile.LargeZipFile, SyntaxError, AttributeError, TypeError, KeyError) as error:
        raise damaged(content.file, error) from None


def _in_table(element: Any) -> bool:
    return any(parent.tag == f"{_W}tbl" for parent in element.iterancestors())


def _table(file: str, table: CT_Tbl, above: tuple[str, ...]) -> PrintedTable:
    rows: list[GridRow] = []
    merged: list[MergedRange] = []
    open_down: dict[int, tuple[int, int]] = {}
    for number, row in enumerate(_rows(table), start=1):
        check_rows(number, file)
        cells, down = _row(row, number, merged, open_down)
        open_down = down
        rows.append(GridRow(number, cells))
    grown = _joined(merged)
    printed = tuple(printed_row(row) for row in filled(rows, grown) if not row.is_blank)
    return PrintedTable(file, printed, above=above, knows_merges=any(row.covered for row in printed))


def _rows(table: CT_Tbl) -> Iterator[CT_Row]:
    """Yield the rows of a table, those inside content controls too; a row deleted under tracked changes is none."""
    for row in table.xpath("./w:tr | ./w:sdt/w:sdtContent/w:tr"):
        if not row.xpath("./w:trPr/w:del"):
            yield row


def _row(
    row: CT_Row, number: int, merged: list[MergedRange], above: dict[int, tuple[int, int]]
) -> tuple[list[Raw], dict[int, tuple[int, int]]]:
    """Return a row's cells; `above` are the merged cells still open, by first position: (first row, last position)."""
    cells: list[Raw] = [EMPTY] * min(row.grid_before, _MAX_COLUMNS)
    down: dict[int, tuple[int, int]] = {}
    for cell in row.xpath("./w:tc | ./w:sdt/w:sdtContent/w:tc"):
        first = len(cells)
        last = min(first + max(cell.grid_span, 1), _MAX_COLUMNS) - 1
        if last < first:
            break
        kind = cell.vMerge
        start = above[first][0] if kind == "continue" and first in above else number
        if kind is not None:
            down[first] = (start, last)
        if last > first or start < number:
            merged.append(MergedRange(start, number, first, last))
        text = _text(cell) if start == number else ""
        cells.append(Raw(text) if text else EMPTY)
        cells.extend([EMPTY] * (last - first))
    return cells, down


def _joined(merged: list[MergedRange]) -> list[MergedRange]:
    """Return each merged range once, as long as it became."""
    longest: dict[tuple[int, int], MergedRange] = {}
    for one in merged:
        key = (one.first_row, one.first)
        longest[key] = max(longest.get(key, one), one, key=lambda merged: merged.last_row)
    return list(longest.values())


def _text(cell: CT_Tc) -> str:
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_W}p", f"{_W}sdt"))


def _pieces(element: Any) -> Iterator[str]:
    """Yield the text of a paragraph; text inserted under tracked changes counts, deleted text has a tag of its own."""
    for piece in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"):
        if any(parent.tag == _FALLBACK for parent in piece.iterancestors()):
            continue
        match piece.tag.removeprefix(_W):
            case "t":
                yield piece.text or ""
            case "br":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case _:
                # w:tab inside w:tabs is a tab stop, no text
                yield "" if piece.getparent().tag == f"{_W}tabs" else " "
