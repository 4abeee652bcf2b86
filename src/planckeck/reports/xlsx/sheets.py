"""One sheet: title, facts, first sentences, and under them a table with frozen, repeated and filtered headings."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from planckeck.model.assessment import Verdict
from planckeck.model.pace import Pace
from planckeck.problems import Translate
from planckeck.reports.paces import MET_EARLY, WORDS
from planckeck.reports.rows import Row
from planckeck.reports.texts import visible, visible_lines, width
from planckeck.reports.titles import capital
from planckeck.reports.words import SIGNS
from planckeck.reports.xlsx.columns import Column
from planckeck.reports.xlsx.styles import COLOURS, Look, Sheet, Styles

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

A4 = 9
HEADING = Look("head", across="center")
LINE_POINTS = 14
HIGHEST = 400
"""Rows are at most so many points high; Excel refuses more than 409."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_VERDICT_COLOURS = {
    Verdict.UNMET: "bad",
    Verdict.MET: "good",
    Verdict.NO_DATA: "none",
    Verdict.NO_TARGET: "none",
    Verdict.NOT_APPLICABLE: "none",
}
_PACE_COLOURS = {Pace.AHEAD: "good", Pace.BEHIND: "late", Pace.REGRESSED: "bad"}


@dataclass(frozen=True, slots=True)
class Page:
    """What a sheet holds: its name, title, the lines under it, and the rows of its table."""

    name: str
    title: str
    leads: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Row]


def sheet_name(name: str, taken: Iterable[str]) -> str:
    """Return a name that a sheet may have: 31 characters, none of []:*?/\\, not taken yet in any case of letters."""
    plain = _NOT_IN_NAMES.sub(" ", visible(name)).strip(" '") or "-"
    known = {other.casefold() for other in taken} | {"history"}
    made, number = plain[:31].rstrip(" '"), 1
    while made.casefold() in known:
        number += 1
        tail = f" ({number})"
        made = plain[: 31 - len(tail)].rstrip(" '") + tail
    return made


def add_table(book: Workbook, styles: Styles, page: Page, translate: Translate) -> None:
    """Write a sheet with a table of results. Its settings stand before its rows: the sheet is written as it goes."""
    sheet: Any = book.create_sheet(sheet_name(page.name, book.sheetnames))
    head = len(page.leads) + 2
    last, columns = head + max(1, len(page.rows)), page.columns
    letters = {column.key: get_column_letter(number) for number, column in enumerate(columns, start=1)}
    for column in columns:
        sheet.column_dimensions[letters[column.key]].width = column.width
    names = [column.key for column in columns]
    sheet.freeze_panes = f"{get_column_letter(names.index('indicator') + 2)}{head + 1}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(columns))}{last}"
    sheet.print_title_rows = f"{head}:{head}"
    set_print(sheet, page.title)
    _colour(sheet, letters, head + 1, last, translate)
    write_leads(sheet, styles, (page.title, *page.leads), [column.width for column in columns])
    titles = [capital(translate(column.title)) for column in columns]
    tallest = max(math.ceil(width(title) / (column.width - 2)) for title, column in zip(titles, columns, strict=True))
    sheet.row_dimensions[head].height = tallest * LINE_POINTS + 6
    sheet.append([styles.cell(sheet, title, HEADING) for title in titles])
    for number, row in enumerate(page.rows, start=head + 1):
        made = [(column, column.value(row)) for column in columns]
        lines = max(_lines(own.value, column) for column, own in made)
        sheet.row_dimensions[number].height = min(HIGHEST, lines * LINE_POINTS + 3)
        sheet.append([styles.cell(sheet, own.value, _look(column, row.depth), own.format) for column, own in made])


def _look(column: Column, depth: int) -> Look:
    return Look(
        "unit" if depth else "body",
        column.wraps,
        "center" if column.centred else "",
        depth if column.key == "indicator" else 0,
    )


def _lines(value: str | int | float | None, column: Column) -> int:
    """Return how many lines a cell takes; programs other than Excel do not make rows as high as their text needs."""
    if not isinstance(value, str) or not column.wraps:
        return 1
    room = max(1.0, column.width - 1.5)
    return sum(max(1, math.ceil(width(line) / room)) for line in visible_lines(value).split("\n"))


def set_print(sheet: Sheet, title: str) -> None:
    """Set a sheet up for A4 landscape, as wide as the page, with its title above and page numbers below."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    for side, inches in (("left", 0.4), ("right", 0.4), ("top", 0.6), ("bottom", 0.75)):
        setattr(sheet.page_margins, side, inches)
    sheet.oddFooter.center.text = "&P / &N"
    sheet.oddHeader.right.text = visible(title)[:100].replace("&", "&&")
    sheet.oddHeader.right.size = 8


def write_leads(sheet: Sheet, styles: Styles, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Write the title and the lines under it, each over all columns and as high as its text needs."""
    for number, text in enumerate(texts, start=1):
        room = max(20.0, sum(widths)) / (1.5 if number == 1 else 1.05)
        lines = max(1, math.ceil(width(visible(text)) / room))
        sheet.row_dimensions[number].height = lines * LINE_POINTS + (9 if number == 1 else 3)
        if len(widths) > 1:
            sheet.merged_cells.add(f"A{number}:{get_column_letter(len(widths))}{number}")
        sheet.append([styles.cell(sheet, text, Look("title" if number == 1 else "text"))])


def _colour(sheet: Sheet, letters: dict[str, str], first: int, last: int, translate: Translate) -> None:
    """Colour the words of verdict and pace by rules, so that the colour follows the word when somebody edits it."""
    verdict, pace = letters["verdict"], letters.get("pace", "")
    rules = [(verdict, f'LEFT({verdict}{first},1)="{SIGNS[one]}"', colour) for one, colour in _VERDICT_COLOURS.items()]
    if pace:
        words = [
            *((translate(WORDS[one]), colour) for one, colour in _PACE_COLOURS.items()),
            (translate(MET_EARLY), "good"),
        ]
        rules += [(pace, f'{pace}{first}="{word}"', colour) for word, colour in words]
    for letter, formula, colour in rules:
        fill = PatternFill("solid", start_color=COLOURS[colour], end_color=COLOURS[colour])
        rule = Rule(type="expression", formula=[formula], dxf=DifferentialStyle(fill=fill))
        sheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)
