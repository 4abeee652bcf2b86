"""Tables for the terminal, drawn by Rich: cells are plain text, nothing in data is markup, nothing is ever cut.

Cells are folded here, not by Rich, because Rich breaks Chinese anywhere: figures, dates and words stay whole where they
fit, and no line begins with a closing bracket or ends with an opening one.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from planckeck.reports.texts import visible

PIPE = 1_000_000
"""The width of what is no terminal: every row is one line."""

GUTTER = 2
"""Columns between two cells."""

NARROWEST = 6
NARROWEST_SCREEN = 60
"""A table is laid out for no less; on a smaller screen the terminal wraps it."""

EVEN_FROM = 40
"""Texts wider than this get no more of the room than others: a long remark must not press the names."""

_ROWS = box.Box("    \n    \n ── \n    \n -- \n    \n    \n    \n")
_OPENING, _CLOSING = "（《“‘〔［【(", "）》”’〕］】)，。、；：！？％,.;:!?%…"
_PIECE = r"(?:[!-~±-ÿ‰≥≤·–]+[万亿千年月日]?|\S)(?:[/／]\w{1,4})*"
_PIECES = re.compile(rf"[{re.escape(_OPENING)}]*{_PIECE}[{re.escape(_CLOSING)}]*| +")
"""What stays on one line: a figure, word or date, a unit such as 人/千人口, with the brackets and stops around it."""


class Screen(NamedTuple):
    """What text is laid out for: so many columns (None: as wide as it takes), with colour or without."""

    width: int | None = None
    colour: bool = False


def terminal(color: str = "auto", *, to_file: bool = False) -> Screen:
    """Return the screen that standard output is: as wide as COLUMNS or the terminal says, unlimited in a pipe or file.

    `color` is auto (on a terminal without NO_COLOR), always or never.
    """
    is_terminal = sys.stdout.isatty() and not to_file
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    colour = color == "always" or (color == "auto" and is_terminal and not plain)
    columns = os.environ.get("COLUMNS", "")
    if to_file:
        return Screen(None, colour)
    if columns.isascii() and columns.isdigit() and int(columns):
        return Screen(max(int(columns), NARROWEST_SCREEN), colour)
    width = shutil.get_terminal_size().columns if is_terminal else None
    return Screen(width if width is None else max(width, NARROWEST_SCREEN), colour)


class Column(NamedTuple):
    """A column: its title, whether it stands right, the most columns it takes, whether it shares what is left."""

    title: str
    right: bool = False
    most: int | None = None
    shares: bool = False


class Line(NamedTuple):
    """One paragraph of a cell, in one style; `indent` stays in front of every line that it folds into."""

    text: str
    style: str = ""
    indent: str = ""


Cell = tuple[Line, ...]


def line(text: str, style: str = "") -> Cell:
    """Return a cell of one paragraph."""
    return (Line(text, style),)


def natural_width(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> int:
    """Return the columns that a table takes when nothing is folded."""
    return sum(_natural(columns, rows)) + GUTTER * (len(columns) - 1)


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], width: int | None) -> Table:
    """Return a table that is at most `width` wide, by folding cells; rules stand between rows if any cell is folded."""
    widths = _natural(columns, rows)
    is_folded = width is not None and natural_width(columns, rows) > width
    if is_folded and width is not None:
        widths = _widths(columns, widths, width - GUTTER * (len(columns) - 1))
    made = Table(box=_ROWS, show_edge=False, pad_edge=False, show_lines=is_folded, padding=(0, 1, 0, 0))
    for column, own in zip(columns, widths, strict=True):
        title = Text("\n".join(fold(column.title, own)), style="bold")
        made.add_column(title, justify="right" if column.right else "left", width=own, no_wrap=True)
    for row in rows:
        made.add_row(*(_text(cell, own) for cell, own in zip(row, widths, strict=True)))
    return made


def _natural(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[int]:
    """Return the widest line of each column, titles included."""
    lines = [[Line(column.title) for column in columns]] + [
        [max(cell, key=_line_width, default=Line("")) for cell in row] for row in rows
    ]
    return [max(_line_width(one[number]) for one in lines) for number in range(len(columns))]


def _line_width(one: Line) -> int:
    return cell_len(one.indent) + cell_len(visible(one.text))


def _widths(columns: Sequence[Column], natural: Sequence[int], room: int) -> list[int]:
    """Cap what has a most; what is left goes to the columns that share, in proportion to what they would take."""
    widths = [min(own, column.most or own) for column, own in zip(columns, natural, strict=True)]
    sharing = [number for number, column in enumerate(columns) if column.shares]
    left = room - sum(own for number, own in enumerate(widths) if number not in sharing)
    weights = {number: min(widths[number], EVEN_FROM) for number in sharing}
    for count, number in enumerate(sharing):
        others = sharing[count + 1 :]
        share = left * weights[number] // max(1, weights[number] + sum(weights[other] for other in others))
        if sum(widths[other] for other in others) < left - share:
            share = left - sum(widths[other] for other in others)
        widths[number] = max(NARROWEST, min(widths[number], share))
        left -= widths[number]
    return widths


def fold(text: str, width: int) -> list[str]:
    """Return text in lines of at most `width` columns; what is longer than a line alone is broken, never left out."""
    lines, current = [], ""
    for piece in _PIECES.findall(visible(text)):
        if cell_len(current) + cell_len(piece.rstrip()) <= width:
            current += piece
            continue
        if current.strip():
            lines.append(current.rstrip())
        current = piece.lstrip()
        while cell_len(current) > width:
            head = _head(current, width)
            lines.append(head)
            current = current[len(head) :]
    return [*lines, current.rstrip()] if current.strip() or not lines else lines


def _head(text: str, width: int) -> str:
    """Return the first line of a text without a place to fold: up to a hyphen, slash or point, else what fits."""
    end = 1
    while end < len(text) and cell_len(text[: end + 1]) <= width:
        end += 1
    seam = max(text.rfind(sign, 0, end) for sign in "-/_.")
    return text[: seam + 1] if seam >= end // 3 else text[:end]


def _text(cell: Cell, width: int) -> Text:
    lines = [
        Text(one.indent + folded, style=one.style)
        for one in cell
        if visible(one.text)
        for folded in fold(one.text, max(1, width - cell_len(one.indent)))
    ]
    return Text("\n").join(lines)


def paragraph(text: str, style: str = "") -> Text:
    """Return a line of its own; Rich folds it at the screen's width."""
    return Text(visible(text), style=style)


def render(parts: Iterable[RenderableType], screen: Screen) -> str:
    """Return renderables as text, one below the other."""
    console = Console(
        file=io.StringIO(),
        width=screen.width or PIPE,
        force_terminal=screen.colour,
        color_system="standard" if screen.colour else None,
        no_color=not screen.colour,
        legacy_windows=False,
        highlight=False,
        markup=False,
        emoji=False,
        _environ={},
    )
    with console.capture() as captured:
        for part in parts:
            console.print(part, overflow="fold", crop=False)
    return captured.get()
