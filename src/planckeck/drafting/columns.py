"""What the columns of a printed table hold, by their heads and, where those do not say, by their cells.

A head says a role (指标 单位 属性), or that its figures are a baseline, targets, or yearly means and totals; the year
stands beside it, or follows from the name of a five-year plan: “十三五” is 2016 to 2020. A head that is a year alone is
decided by the plan's period; without one, years in a row (2018 2019 2020) are all targets, and of years further apart
the first is the baseline.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from planckeck.drafting.heading import Head, Role, read_head
from planckeck.drafting.heads import head_words
from planckeck.drafting.interface import PrintedRow, PrintedTable
from planckeck.model.names import name_key
from planckeck.model.target import Comparison
from planckeck.notation import NotationError, parse_target
from planckeck.units import is_unit

SEARCHED = 15
"""Rows from the top in which the heads must stand."""
_SINGLE = (Role.ROW, Role.NAME, Role.UNIT, Role.CONSTRAINT, Role.DEPARTMENT, Role.DEFINITION, Role.NOTES, Role.ORIGIN)
_LESSER_NAMES = frozenset(
    map(name_key, ["项目", "项目名称", "名称", "内容", "目标任务", "任务", "name", "measure", "metric", "指标内容"])
)


class Lack(StrEnum):
    """Why a table is no table of targets."""

    HEADS = "heads"
    NAME = "name"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its position (from 0), its head as printed, and what it holds."""

    position: int
    head: str
    role: Role
    year: int | None = None
    average: bool = False
    total: bool = False
    growth: bool = False
    unit_in_head: bool = False


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, its title lines, and its rows below the heads."""

    columns: tuple[Column, ...]
    title: tuple[str, ...]
    rows: tuple[PrintedRow, ...]
    header_rows: int

    def of(self, role: Role) -> tuple[Column, ...]:
        """Return the columns of a role, in order."""
        return tuple(column for column in self.columns if column.role is role)

    def one(self, role: Role) -> Column | None:
        """Return the column of a role, None where there is none."""
        return next(iter(self.of(role)), None)


def recognise(table: PrintedTable, first_year: int | None) -> Columns | Lack:
    """Return what a table's columns hold; `first_year` is the plan's first year where it is known."""
    header = _header(table.rows)
    if header is None:
        return Lack.HEADS
    start, end = header
    rows = table.rows[end:]
    heads = [_head_text(table.rows[start:end], position) for position in range(table.width)]
    columns = [_column(position, head, read_head(head)) for position, head in enumerate(heads)]
    columns = _by_cells(columns, rows)
    columns = _single(columns)
    columns = _one_baseline(_years_decided(columns, first_year))
    if not any(column.role is Role.NAME for column in columns):
        return Lack.NAME
    if not any(column.role in {Role.TARGET, Role.YEARLY} for column in columns):
        return Lack.TARGET
    title = tuple(text for row in table.rows[:start] for text in dict.fromkeys(row.cells) if text)
    return Columns(tuple(columns), title, rows, end - start)


def _header(rows: Sequence[PrintedRow]) -> tuple[int, int] | None:
    """Return the rows of the heads, end exclusive: the row with most heads, and those around it with nothing else."""
    scores = [len(_roles(row)) for row in rows[:SEARCHED]]
    best = max(range(len(scores)), key=lambda number: (scores[number], -number), default=0)
    if not scores or scores[best] < 2:
        return None
    start, end = best, best + 1
    while end < len(rows) and end < best + 3 and _is_header(rows[end]):
        end += 1
    while start > 0 and _is_header(rows[start - 1]) and len(_own(rows[start - 1])) > 1:
        start -= 1
    return start, end


def _own(row: PrintedRow) -> list[str]:
    return [text for position, text in enumerate(row.cells) if text and position not in row.covered]


def _roles(row: PrintedRow) -> set[tuple[Role, int | None]]:
    heads = [read_head(text) for text in _own(row) if len(text) <= 40]
    return {(head.role, head.year) for head in heads if head.role is not Role.UNKNOWN}


def _is_header(row: PrintedRow) -> bool:
    own = _own(row)
    return all(read_head(text).role is not Role.UNKNOWN for text in own) and not any(
        name_key(text) in head_words().classes for text in own
    )


def _head_text(rows: Iterable[PrintedRow], position: int) -> str:
    return " ".join(dict.fromkeys(row.text(position) for row in rows if row.text(position)))


def _column(position: int, text: str, head: Head) -> Column:
    return Column(position, text, head.role, head.year, head.average, head.total, head.growth, head.has_unit)


def _by_cells(columns: Sequence[Column], rows: Sequence[PrintedRow]) -> list[Column]:
    """Give a role to columns whose heads say nothing, where no other column has it and the cells leave no doubt."""
    found = list(columns)
    for number, column in enumerate(found):
        if column.role is Role.UNKNOWN:
            cells = [row.text(column.position) for row in rows if row.text(column.position)]
            has = {other.role for other in found}
            role = next((role for role in _roles_of_cells(cells) if role not in has), Role.UNKNOWN)
            found[number] = replace(column, role=role)
    if not any(column.role is Role.NAME for column in found):
        found = _longest_is_name(found, rows)
    return found


def _roles_of_cells(cells: Sequence[str]) -> Iterator[Role]:
    if not cells:
        return
    share = 0.8 * len(cells)
    if sum(name_key(text) in head_words().classes for text in cells) >= share:
        yield Role.CONSTRAINT
    if [text for text in cells[:3] if text.isdecimal()] == ["1", "2", "3"]:
        yield Role.ROW
    elif sum(is_unit(text) for text in cells) >= share:
        yield Role.UNIT
    elif sum(map(_is_signed_target, cells)) >= share:
        yield Role.TARGET


def _is_signed_target(text: str) -> bool:
    try:
        return len(text) <= 30 and parse_target(text).comparison not in {None, Comparison.DONE}
    except NotationError:
        return False


def _longest_is_name(columns: Sequence[Column], rows: Sequence[PrintedRow]) -> list[Column]:
    def letters(column: Column) -> float:
        cells = {row.text(column.position) for row in rows} - {""}
        return sum(sum(map(str.isalpha, text)) for text in cells) / max(len(rows), 1)

    unknown = [column for column in columns if column.role is Role.UNKNOWN and letters(column) >= 3]
    best = max(unknown, key=letters, default=None)
    return [replace(column, role=Role.NAME) if column is best else column for column in columns]


def _single(columns: Sequence[Column]) -> list[Column]:
    """Keep one column of each role that a row has once; of names, the one that 指标 heads, and the innermost."""
    found = list(columns)
    for role in _SINGLE:
        own = [column for column in found if column.role is role]
        kept = own[0] if own else None
        if role is Role.NAME:
            kept = next((column for column in reversed(own) if _is_indicator(column)), kept)
        lesser = Role.CATEGORY if role is Role.NAME else Role.IGNORED
        for column in own:
            if column is not kept:
                found[column.position] = replace(column, role=lesser)
    categories = [column for column in found if column.role is Role.CATEGORY]
    for column in categories[1:]:
        found[column.position] = replace(column, role=Role.IGNORED)
    return found


def _is_indicator(column: Column) -> bool:
    return not any(name_key(column.head).startswith(lesser) for lesser in _LESSER_NAMES)


def _years_decided(columns: Sequence[Column], first_year: int | None) -> list[Column]:
    open_years = sorted(column.year for column in columns if column.role is Role.YEAR and column.year is not None)
    targets = [column.year for column in columns if column.role is Role.TARGET and column.year is not None]
    has_baseline = any(column.role is Role.BASELINE for column in columns)
    has_yearly = any(column.role is Role.YEARLY for column in columns)

    def is_baseline(year: int) -> bool:
        if first_year is not None:
            return year < first_year
        if targets:
            return year < min(targets)
        if has_baseline or (len(open_years) == 1 and not has_yearly):
            return False
        in_a_row = len(open_years) > 2 and all(after - before == 1 for before, after in pairwise(open_years))
        return not in_a_row and year == open_years[0]

    return [
        replace(column, role=Role.BASELINE if is_baseline(column.year) else Role.TARGET)
        if column.role is Role.YEAR and column.year is not None
        else column
        for column in columns
    ]


def _one_baseline(columns: Sequence[Column]) -> list[Column]:
    """Keep the last baseline before the targets, and one target where no year tells several apart."""
    found = list(columns)
    bases = [column for column in found if column.role is Role.BASELINE]
    kept = max(bases, key=lambda column: (column.year or 0, -column.position), default=None)
    for column in bases:
        if column is not kept:
            found[column.position] = replace(column, role=Role.IGNORED)
    seen: set[int | None] = set()
    for column in [column for column in found if column.role is Role.TARGET]:
        if column.year in seen:
            found[column.position] = replace(column, role=Role.IGNORED)
        seen.add(column.year)
    return found
