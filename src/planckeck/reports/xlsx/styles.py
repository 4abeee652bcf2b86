"""How cells look: made once for a workbook, because openpyxl looks every part of a style up for every cell."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from planckeck.reports.texts import visible_lines

Sheet = Any
"""openpyxl's write-only sheet; it takes most of its attributes from the usual one only when it runs."""

FONT = "Microsoft YaHei"
TEXT = "@"
LONGEST = 32_767
"""The most characters that a cell of a workbook holds."""

INK, RULE, HEAD, SUB = "1F2933", "BFC7D1", "DCE6F1", "F3F6FA"
COLOURS = {"bad": "FBE0D1", "late": "FFF0C7", "good": "D9EAF7", "none": "ECECEC"}
"""Fills behind words; told apart by lightness too, so that they survive colour blindness and black-and-white print."""

_LINE = Side(style="thin", color=RULE)
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


@dataclass(frozen=True, slots=True)
class Look:
    """How a cell looks. `kind`: title, text, head, body, unit (a unit below its plan's line)."""

    kind: str = "body"
    wraps: bool = True
    across: str = ""
    indent: int = 0


class Styles:
    """The styles of one workbook; `cell` makes a cell in one of them."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._made: dict[tuple[Look, str], Any] = {}

    def cell(self, sheet: Sheet, value: str | int | float | None, look: Look, format_: str = TEXT) -> Any:
        """Return a cell; a text stays a text, whatever sign it begins with, also when somebody edits it."""
        made: Any = WriteOnlyCell(sheet)
        made.value = visible_lines(value)[:LONGEST] if isinstance(value, str) else value
        if isinstance(value, str):
            made.data_type = "s"  # openpyxl takes =1+1 for a formula and #N/A for an error
        made._style = self._style(look, TEXT if isinstance(value, str) else format_)
        return made

    def _style(self, look: Look, format_: str) -> Any:
        key = (look, format_)
        if key not in self._made:
            pattern: Any = WriteOnlyCell(self._sheet)
            is_title = look.kind == "title"
            pattern.font = Font(name=FONT, size=14 if is_title else 10, bold=is_title or look.kind == "head", color=INK)
            across = look.across or ("left" if format_ == TEXT else "right")
            pattern.alignment = Alignment(
                horizontal=across,
                vertical="center",
                wrap_text=look.wraps,
                indent=look.indent if across == "left" else 0,
            )
            if look.kind in {"head", "body", "unit"}:
                pattern.border = _BORDER
            if look.kind in {"head", "unit"}:
                pattern.fill = PatternFill("solid", start_color=HEAD if look.kind == "head" else SUB)
            pattern.number_format = "General" if format_ == TEXT else format_
            pattern.quotePrefix = format_ == TEXT
            self._made[key] = copy(pattern._style)
        return self._made[key]
