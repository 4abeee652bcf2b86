"""Printed targets to the fields of a plan file: which comparison, which measure, and how sure.

A figure without a sign says no comparison. It is read, as probable, where its name says which side is better and the
baseline does not speak against it, or where it rises above its baseline and no word says otherwise; 100 per cent of
something good is a floor, for nothing is above it. Everything else stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from planckeck.drafting.entry import Bar, Entry
from planckeck.drafting.framing import Frame
from planckeck.drafting.measures import choose_measure
from planckeck.drafting.naming import OUTSIDE, better_side, change_of, is_flow, reference_of
from planckeck.model.measure import IN_PERCENT
from planckeck.model.target import Better, Comparison
from planckeck.notation import NotationError, Printed, PrintedKind, format_number, parse_target
from planckeck.plans.checks import is_rate
from planckeck.problems import Message, say

LONGEST_TEXT = 2000
"""A plan file takes no longer text."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed target: its text, the year that its column names, and how its column is headed."""

    text: str
    year: int | None = None
    average: bool = False
    """Headed 年均."""
    total: bool = False
    """Headed 累计."""
    growth: bool = False
    """Headed 增长 or 增速."""


@dataclass(frozen=True, slots=True)
class _Read:
    cell: Cell
    printed: Printed


def put_target(entry: Entry, cells: Sequence[Cell], baseline: Decimal | None, frame: Frame) -> None:
    """Fill in an indicator's target, comparison and measure from its printed cells, none of them blank."""
    entry.target = _written(cells, frame.last_year)
    if len(cells) == 1 and cells[0].year not in {None, frame.last_year}:
        entry.due = cells[0].year
    unit = "%" if any(cell.growth for cell in cells) or entry.measure in IN_PERCENT else entry.unit or None
    read: list[_Read] = []
    for cell in cells:
        try:
            read.append(_Read(cell, parse_target(cell.text, unit)))
        except NotationError as error:
            entry.leave_open(error.message)
            return
    kinds = {one.printed.kind for one in read}
    match kinds.pop() if len(kinds) == 1 else None:
        case PrintedKind.FIGURE:
            _put_figures(entry, read, baseline)
            if len(read) == 1 and frame.first_year < frame.last_year:
                _doubt_flow(entry)
        case PrintedKind.REFERENCE:
            _put_reference(entry, read)
        case PrintedKind.DONE:
            entry.comparison, entry.unit = Comparison.DONE, ""
            entry.target = None if len(read) == 1 else entry.target
        case PrintedKind.DIRECTION:
            choose_measure(entry, [one.printed for one in read], read[0].cell.average, read[0].cell.total, False)
        case PrintedKind.QUALITATIVE:
            entry.leave_open(say("words without a figure"))
        case _:
            entry.leave_open(say("figures and words in different years"))


def _written(cells: Sequence[Cell], last_year: int) -> str | dict[int, str]:
    if len(cells) == 1:
        return cells[0].text
    return {cell.year or last_year: cell.text for cell in cells}


def _put_reference(entry: Entry, read: Sequence[_Read]) -> None:
    """达国家要求: the bar stands outside the document; which side is better, the name must say."""
    texts = {one.cell.text for one in read}
    printed = read[0].printed
    if len(texts) > 1 or printed.bound:
        entry.leave_open(say("a bar outside the document, with an addition"))
        return
    side = better_side(entry.name)
    choose_measure(entry, [printed], read[0].cell.average, read[0].cell.total, read[0].cell.growth)
    entry.target = Bar(reference_of(read[0].cell.text), read[0].cell.text)
    known = entry.target.reference != OUTSIDE
    if printed.comparison is not None and (side is not Better.LOWER or printed.comparison is Comparison.AT_MOST):
        entry.comparison = printed.comparison
    elif known and (entry.falls or side is Better.HIGHER):
        entry.comparison = Comparison.AT_LEAST
    elif known and side is Better.LOWER:
        entry.comparison = Comparison.AT_MOST
        entry.suppose(say("the bar is read as a ceiling: less is better"))
    else:
        entry.leave_open(say("the words do not say on which side of the bar is better"))
        return
    entry.suppose(say("the bar stands outside the document: put its value under references"))


def _put_figures(entry: Entry, read: Sequence[_Read], baseline: Decimal | None) -> None:
    first = read[0].cell
    printed = [one.printed for one in read]
    if not choose_measure(entry, printed, first.average, first.total, first.growth):
        return
    if any(one.comparison is Comparison.ABOUT and one.tolerance is None for one in printed):
        entry.doubt(say("the width of about is not printed: decide, and add tolerance"))
        return
    if any(one.comparison is Comparison.BETWEEN for one in printed):
        _put_better(entry)
    if any(one.comparison is None for one in printed):
        _put_comparison(entry, printed, baseline)


def _doubt_flow(entry: Entry) -> None:
    """新增就业 with one target for several years may be of each year or of all."""
    if entry.measure is None and is_flow(entry.name) and not is_rate(entry.unit):
        entry.doubt(say("what is new in the last year, or in all years: then add measure: cumulative"))


def _put_better(entry: Entry) -> None:
    """A range on a count (1-2个) is a floor with room: more is no harm, unless the name says otherwise."""
    side = better_side(entry.name)
    if is_rate(entry.unit) or side == "either":
        return
    entry.better = Better.LOWER if side is Better.LOWER else Better.HIGHER
    entry.suppose(say("a range on a count: the far edge is read as no limit"))


def _put_comparison(entry: Entry, printed: Sequence[Printed], baseline: Decimal | None) -> None:
    """Give a comparison to figures printed without a sign."""
    said = {one.comparison for one in printed} - {None}
    figures = [one.bound for one in printed if one.bound is not None]
    if said:
        only = next(iter(said))
        if len(said) == 1 and only in {Comparison.AT_LEAST, Comparison.AT_MOST}:
            entry.comparison = only
            entry.suppose(say("a figure without a sign, read as those of the other years"))
        else:
            entry.doubt(say("some years have a sign and some have none"))
        return
    if any(one.fall for one in printed):
        entry.doubt(say("a fall without a sign: at least so much, or just so much"))
        return
    start = baseline if entry.measure is None else None
    found, why, is_certain = _side(entry, figures, start)
    if found is None:
        entry.doubt(why)
        return
    entry.comparison = found
    if not is_certain:
        entry.suppose(why)


def _side(entry: Entry, figures: Sequence[Decimal], start: Decimal | None) -> tuple[Comparison | None, Message, bool]:
    """Return the comparison of bare figures, why, and whether nothing else is possible."""
    side = Better.HIGHER if entry.falls or change_of(entry.name) == "rise" else better_side(entry.name)
    last = figures[-1]
    first = start if start is not None else figures[0]
    trend = (last > first) - (last < first)
    if last == 100 and entry.unit == "%" and side in {None, Better.HIGHER} and len(figures) == 1:
        return Comparison.AT_LEAST, say("100%"), True
    if side == "either":
        return None, say("a figure without a sign: a floor or a ceiling"), False
    values = {"start": format_number(first), "last": format_number(last)}
    if side is Better.HIGHER and trend >= 0:
        return Comparison.AT_LEAST, say("a figure without a sign, read as a floor: by its name more is better"), False
    if side is Better.LOWER and trend <= 0:
        return Comparison.AT_MOST, say("a figure without a sign, read as a ceiling: by its name less is better"), False
    if side is None and trend > 0:
        return (
            Comparison.AT_LEAST,
            say("a figure without a sign, read as a floor: it rises from {start}", **values),
            False,
        )
    if side is None:
        return None, say("a figure without a sign: a floor, a ceiling or an exact value"), False
    return None, say("a figure without a sign that goes from {start} to {last}, against its name", **values), False
