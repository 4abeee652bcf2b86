"""Tables in plain text: markdown, and what a copy out of a document leaves.

A copied table has its cells apart by tabs, or by wide blanks. Two layouts occur: a row on a line, or a cell on a line,
with the tab in front of it and blank lines between the rows. A cell may run over lines; a merged cell comes out empty.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from planckeck.drafting.interface import PrintedRow, PrintedTable, one_line
from planckeck.readers.shapes.titles import is_note, is_section

_LINES_ABOVE = 3
_LOOK_AHEAD = 8
_LONGEST_PIECE = 200
"""A text line under a cell that is longer than this is a paragraph of the document, no part of the cell."""
_WIDE = re.compile(r"[ \u00a0]{2,}|[ \u00a0]*\u3000+[ \u00a0\u3000]*")
_RULE = re.compile(r"\s*\|?\s*:?-{1,}:?\s*(\|\s*:?-{1,}:?\s*)*\|?\s*")
_UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
_MARKS = re.compile(r"\*\*|__|`|<br\s*/?>", re.IGNORECASE)


@dataclass(slots=True)
class _Region:
    """The lines of one table: where it begins, what stands above and below."""

    above: tuple[str, ...]
    cells: list[tuple[int, list[str]]] = field(default_factory=list)
    """(line, fields) of every line with cells; an empty list of fields is a blank line."""
    below: list[str] = field(default_factory=list)


def tables_in_text(text: str, file: str) -> list[PrintedTable]:
    """Return the tables of a text, in order; none where its lines hold no cells."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if tables := list(_markdown(lines, file)):
        return tables
    if any("\t" in line.strip(" ") for line in lines):
        regions = _regions(lines)
    else:
        regions = _regions([_with_tabs(line) for line in lines])
    return [table for region in regions if (table := _table(region, file)) is not None]


def _with_tabs(line: str) -> str:
    """Return a line with its wide blanks as tabs, if there are two at least: one may be an indent or a slip."""
    inner = line.strip(" \u00a0\u3000")
    return _WIDE.sub("\t", inner) if len(_WIDE.findall(inner)) > 1 else line


def _markdown(lines: Sequence[str], file: str) -> Iterator[PrintedTable]:
    above: list[str] = []
    number = 0
    while number < len(lines) - 1:
        if "|" in lines[number] and "|" in lines[number + 1] and _RULE.fullmatch(lines[number + 1]):
            end = number + 2
            while end < len(lines) and "|" in lines[end]:
                end += 1
            rows = [PrintedRow(at + 1, _bars(lines[at])) for at in range(number, end) if at != number + 1]
            below = tuple(_notes_below(lines, end))
            yield PrintedTable(file, tuple(row for row in rows if not row.is_blank), above=tuple(above), below=below)
            above, number = [], end
            continue
        if said := one_line(lines[number].lstrip("# ")):
            above = [*above, said][-_LINES_ABOVE:]
        number += 1


def _bars(line: str) -> tuple[str, ...]:
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return tuple(one_line(_MARKS.sub(" ", part).replace("\\|", "|")) for part in _UNESCAPED_BAR.split(inner))


def _regions(lines: Sequence[str]) -> Iterator[_Region]:
    above: list[str] = []
    number = 0
    while number < len(lines):
        if "\t" not in lines[number].rstrip("\n"):
            if said := one_line(lines[number]):
                above = [*above, said][-_LINES_ABOVE:]
            number += 1
            continue
        region = _Region(tuple(above))
        number = _take(lines, number, region)
        region.below.extend(_notes_below(lines, number))
        above = []
        yield region


def _take(lines: Sequence[str], number: int, region: _Region) -> int:
    """Take the lines of one table, from its first; return the number of the line after them."""
    while number < len(lines):
        line = lines[number]
        if "\t" in line:
            region.cells.append((number + 1, line.split("\t")))
        elif not line.strip():
            region.cells.append((number + 1, []))
        elif _continues(lines, number, region):
            _append(region, line)
        else:
            break
        number += 1
    return number


def _append(region: _Region, line: str) -> None:
    last = next(fields for _, fields in reversed(region.cells) if fields)
    last[-1] = f"{last[-1]}\n{line.strip()}" if last[-1].strip() else line.strip()


def _continues(lines: Sequence[str], number: int, region: _Region) -> bool:
    """Tell whether a line without a tab belongs to the cell above it, and is no text after the table."""
    line = lines[number].strip()
    if is_note(line) or is_section(line) or len(line) > _LONGEST_PIECE:
        return False
    directly = bool(region.cells[-1][1])
    ahead = [later for later in lines[number + 1 : number + 1 + _LOOK_AHEAD] if later.strip()]
    cells_follow = any("\t" in later for later in ahead[:4])
    return cells_follow or (directly and _is_cell_a_line(region))


def _is_cell_a_line(region: _Region) -> bool:
    """Tell whether the table has a cell on each line, with its tab in front."""
    said = [fields for _, fields in region.cells if fields]
    single = sum(len(fields) == 2 and not fields[0].strip() for fields in said)
    return single >= 0.8 * len(said)


def _notes_below(lines: Sequence[str], number: int) -> Iterator[str]:
    """Yield the notes that stand directly under a table, with the lines that go on."""
    begun = False
    for line in lines[number : number + 12]:
        said = one_line(line)
        if not said:
            continue
        if "\t" in line or not (is_note(said) or (begun and re.match(r"[①-⑳\d]", said))):
            return
        begun = True
        yield said


def _table(region: _Region, file: str) -> PrintedTable | None:
    rows = _rows_of_cells(region) if _is_cell_a_line(region) else _rows_of_lines(region)
    printed = [PrintedRow(number, tuple(map(one_line, cells))) for number, cells in rows]
    printed = [row for row in printed if not row.is_blank]
    if len(printed) < 2 or max(len(row.cells) for row in printed) < 2:
        return None
    return PrintedTable(file, _spread(printed), above=region.above, below=tuple(region.below))


def _rows_of_lines(region: _Region) -> Iterator[tuple[int, list[str]]]:
    """Put rows together that run over lines: one that has fewer cells than most is completed by the next line."""
    said = [(number, fields) for number, fields in region.cells if fields]
    counted = Counter(len(fields) for _, fields in said)
    width = max(counted, key=lambda width: (counted[width], width))
    first, row = 0, list[str]()
    for number, fields in said:
        if row and len(row) + len(fields) - 1 <= width and len(fields) < width and first > said[0][0]:
            row = [*row[:-1], f"{row[-1]}\n{fields[0]}", *fields[1:]]
            continue
        if row:
            yield first, row
        first, row = number, list(fields)
    if row:
        yield first, row


def _rows_of_cells(region: _Region) -> Iterator[tuple[int, list[str]]]:
    """Put cells together into rows: between blank lines stands a row, or a part of one.

    The width is the one under which most rows come out whole, no group between blank lines being cut.
    """
    groups = list(_groups(region))
    cells = [cell for group in groups for cell in group]
    if len(groups) < 3 and (width := _step(cells)):
        rows = [cells[at : at + width] for at in range(0, len(cells), width)]
    else:
        packed = [(width, _packed(groups, width)) for width in {len(group) for group in groups}]
        packed += [(width, _packed(groups, width)) for width in range(2, 21)]
        _, rows = max(packed, key=lambda one: (2 * sum(len(row) == one[0] for row in one[1]) - len(one[1]), one[0]))
    return ((row[0][0], [text for _, text in row]) for row in rows)


def _packed(groups: Sequence[list[tuple[int, str]]], width: int) -> list[list[tuple[int, str]]]:
    """Return groups put together while they fit into a row."""
    rows: list[list[tuple[int, str]]] = []
    for group in groups:
        if rows and len(rows[-1]) < width and len(rows[-1]) + len(group) <= width:
            rows[-1] = rows[-1] + group
        else:
            rows.append(group)
    return rows


def _groups(region: _Region) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, fields in region.cells:
        if fields:
            group += [(number, text) for text in fields[1:]]
        elif group:
            yield group
            group = []
    if group:
        yield group


def _step(cells: Sequence[tuple[int, str]]) -> int:
    """Return the width of a table without blank lines between its rows, by its running numbers 1, 2, 3; 0 if none."""
    texts = [text.strip() for _, text in cells]
    for width in range(2, 21):
        for start in range(width, 2 * width):
            if texts[start : start + 3 * width : width] == ["1", "2", "3"]:
                return width
    return 0


def _spread(rows: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """Return rows with a short first row spread over the columns of the second, as their blanks tell.

    序号 项目 年度工作目标 牵头 over (blank) (blank) 2018 2019 2020 (blank): the head of the years is one merged cell.
    """
    if len(rows) < 2 or len(rows[0].cells) >= len(rows[1].cells):
        return tuple(rows)
    heads, below = list(rows[0].cells), rows[1].cells
    starts = [at for at, text in enumerate(below) if not text or at == 0 or not below[at - 1]]
    if len(starts) != len(heads):
        return tuple(rows)
    spread = [heads[sum(start <= at for start in starts) - 1] for at in range(len(below))]
    covered = frozenset(at for at in range(len(below)) if at not in starts)
    return (PrintedRow(rows[0].number, tuple(spread), covered), *rows[1:])
