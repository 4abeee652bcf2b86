"""The sections that a mid-term report has: met early, on pace, behind and what is needed, unlikely to be met."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.pace import Outlook
from planckeck.problems import Translate
from planckeck.reports import paces
from planckeck.reports.gaps import clauses
from planckeck.reports.mdtables import Layout, Shown
from planckeck.reports.rows import DASH, Row, fails_or_lacks, worst_first
from planckeck.reports.texts import markdown_text


def is_in_midterm(result: Result) -> bool:
    """Tell whether a result stands in a mid-term section: met early, or not due with a pace."""
    return _is_early(result) or (result.verdict == Verdict.NOT_DUE and result.pace is not None)


def has_paces(made: Layout) -> bool:
    """Tell whether any result of a plan has a pace."""
    return any(one.pace is not None for one in made.own)


def midterm(made: Layout) -> Iterator[str]:
    """Yield what is not due by its pace, each section split by constraint; what is unlikely stands in two."""
    translate = made.translate
    columns = [*made.columns(), *made.values()]
    pace = (translate("pace"), lambda row: _pace_cell(row, translate))
    early = made.lines(lambda one: is_in_midterm(one) and _is_early(one))
    yield from made.split(N_("Met early"), early, [*columns, pace] if has_paces(made) else columns)
    fine = made.lines(lambda one: is_in_midterm(one) and one.pace not in paces.LATE and not _is_early(one))
    yield from made.split(N_("As expected: on pace or ahead"), fine, [*columns, pace])
    late = worst_first(made.lines(lambda one: is_in_midterm(one) and one.pace in paces.LATE))
    needs = [(translate("needed a year"), _needed(translate)), (translate("a year so far"), _so_far(translate))]
    shown = [*columns, made.gap(), pace, *needs, *made.department()]
    yield from made.split(N_("Behind, and the change a year that is needed"), late, shown, _is_late_unit)
    yield from _unlikely(made)


def _unlikely(made: Layout) -> Iterator[str]:
    translate = made.translate
    found = made.lines(lambda one: one.outlook == Outlook.UNLIKELY and one.verdict != Verdict.UNMET)
    if not found:
        return
    projected = (translate("extrapolated"), lambda row: paces.projection(row.result, translate))
    needs = (translate("needed a year"), _needed(translate))
    heading, *tables = made.split(
        N_("Hard to meet on the trend so far"),
        worst_first(found),
        [*made.columns(), *made.values(), projected, needs, *made.department()],
        lambda _: False,
    )
    yield heading
    yield markdown_text(
        translate("An extrapolation: the line of least squares through the values so far, drawn on to the due date.")
    )
    yield from tables


def _is_early(result: Result) -> bool:
    """Met before it is due, with or without a pace: these are the rows that the count of met early counts."""
    return result.verdict == Verdict.MET and not result.is_due


def _is_late_unit(unit: Result) -> bool:
    return unit.pace in paces.LATE or fails_or_lacks(unit)


def _pace_cell(row: Row, translate: Translate) -> str:
    return clauses([row.pace, row.shares, row.outlook, row.open_sdg], translate) or DASH


def _needed(translate: Translate) -> Shown:
    def shown(row: Row) -> str:
        value = row.result.required_annual_change
        return DASH if value is None else paces.signed(value, row.result)

    return shown


def _so_far(translate: Translate) -> Shown:
    return lambda row: paces.so_far(row.result, translate) or DASH
