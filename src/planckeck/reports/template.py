"""An empty table for filling in: a row an actual that a plan asks for, as CSV or XLSX; it reads back as it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planckeck.languages import N_
from planckeck.model.measure import OVER_PERIOD, YEARLY
from planckeck.model.plan import Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.model.regions import RegionTable
from planckeck.model.target import Comparison
from planckeck.problems import Translate, say
from planckeck.reports.plantable import promise_text
from planckeck.reports.texts import sheet_text

TITLES: Mapping[str, str] = {
    "region": N_("Region"),
    "level": N_("Level"),
    "indicator": N_("Indicator"),
    "year": N_("Year"),
    "value": N_("Value"),
    "unit": N_("Unit"),
    "numerator": N_("Numerator"),
    "denominator": N_("Denominator"),
    "status": N_("Status"),
    "note": N_("Note"),
    "target": N_("Target"),
    "responsible": N_("Responsible"),
}
"""The columns, under titles that every reader knows; target and responsible are for the eyes only."""
FILLED_IN = ("value", "numerator", "denominator", "status", "note")
NOTHINGS = ("未报", "不适用", "—")
"""What the list of a value cell offers instead of a number; every reader knows them."""


@dataclass(frozen=True, slots=True)
class Blank:
    """One row to fill in."""

    region: str
    level: str
    indicator: Indicator
    year: int
    promise: Promise


def blanks(loaded: LoadedPlan, years: Sequence[int], table: RegionTable) -> Iterator[Blank]:
    """Yield a row for every indicator, region and year; units come from the plan, else the regions table."""
    asked: set[tuple[str, str, str, int]] = set()
    for indicator in loaded.plan.indicators:
        promises = loaded.promises[indicator.id]
        for year in years_of(promises, years, loaded):
            promise = next((one for one in promises if one.due_year >= year), promises[-1])
            for region in regions_of(loaded, indicator, table):
                blank = Blank(region, indicator.scope.level or "", indicator, year, promise)
                # one row feeds every indicator of that name and scope
                if (key := (region, blank.level, indicator.name, year)) not in asked:
                    asked.add(key)
                    yield blank


def years_of(promises: Sequence[Promise], years: Sequence[int], loaded: LoadedPlan) -> Sequence[int]:
    """Return the years asked for; by default the due years, and every year of the period where a measure needs them."""
    if years:
        return years
    due = sorted({promise.due_year for promise in promises})
    if any(promise.measure in OVER_PERIOD for promise in promises):
        return range(loaded.plan.first_year, max(due) + 1)
    if any(promise.measure in YEARLY for promise in promises):
        return range(loaded.plan.first_year - 1, max(due) + 1)
    return due


def regions_of(loaded: LoadedPlan, indicator: Indicator, table: RegionTable) -> Sequence[str]:
    """Return the regions that owe a value; one blank to be named where only a level is known."""
    scope = indicator.scope
    named = (*scope.regions, *scope.units)
    if named:
        return named
    if scope.level:
        return [table.names[region.code] for region in table.at_level(loaded.plan.region, scope.level)] or [""]
    return [loaded.plan.region]


def _row(blank: Blank, translate: Translate) -> Mapping[str, str | int]:
    indicator = blank.indicator
    is_product = blank.promise.comparison is Comparison.DONE
    department = indicator.department
    hint = say("a date such as 2020-06-30, or 未完成").text(translate) if is_product else ""
    return {
        "region": blank.region,
        "level": blank.level,
        "indicator": indicator.name,
        "year": blank.year,
        "unit": indicator.unit or "",
        "note": hint,
        "target": promise_text(blank.promise, translate),
        "responsible": "、".join(department) if isinstance(department, tuple) else department or "",
    }


def as_csv(rows: Sequence[Blank], translate: Translate) -> str:
    """Return the empty table as CSV."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n")
    writer.writerow([translate(title) for title in TITLES.values()])
    for blank in rows:
        row = _row(blank, translate)
        writer.writerow([sheet_text(str(row.get(name, ""))) for name in TITLES])
    return made.getvalue()


def as_xlsx(rows: Sequence[Blank], translate: Translate) -> bytes:
    """Return the empty table as a workbook: frozen header, a list of reasons in the value cells, the rest protected."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = translate(N_("Actual values"))
    sheet.append([translate(title) for title in TITLES.values()])
    for blank in rows:
        row = _row(blank, translate)
        sheet.append([_cell(row.get(name)) for name in TITLES])
    fill = PatternFill("solid", start_color="FFF7E6")
    for number, name in enumerate(TITLES, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = {"indicator": 40, "target": 22, "note": 30}.get(name, 13)
        sheet[f"{letter}1"].font = Font(bold=True)
        sheet[f"{letter}1"].alignment = Alignment(wrap_text=True, vertical="center")
        if name in FILLED_IN or name == "region":
            for line in range(2, len(rows) + 2):
                cell = sheet[f"{letter}{line}"]
                if name != "region" or not cell.value:
                    cell.protection = Protection(locked=False)
                    cell.fill = fill
    choice = DataValidation(type="list", formula1='"' + ",".join(NOTHINGS) + '"', showErrorMessage=False)
    letter = get_column_letter(list(TITLES).index("value") + 1)
    choice.add(f"{letter}2:{letter}{max(2, len(rows) + 1)}")
    sheet.add_data_validation(choice)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.autoFilter = False
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def _cell(value: Any) -> Any:
    return sheet_text(value) if isinstance(value, str) else value
