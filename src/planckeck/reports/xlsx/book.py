"""The workbook: a table a plan, what is missed, sheets by region or class on request, method and sources."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl import Workbook

from planckeck.languages import N_
from planckeck.model.assessment import Assessment, Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports.context import PLAIN, Context
from planckeck.reports.endmatter import end_matter
from planckeck.reports.rows import row_of, shown_results, with_units, worst_first
from planckeck.reports.texts import visible
from planckeck.reports.titles import facts, leads
from planckeck.reports.words import CONSTRAINTS
from planckeck.reports.xlsx.columns import MISSED, columns_for
from planckeck.reports.xlsx.sheets import Page, add_table, set_print, sheet_name, write_leads
from planckeck.reports.xlsx.styles import Look, Styles

MOST_ROWS = 100_000
"""A workbook of more lines than this shows the worst, and says how many it leaves out."""

MOST_SHEETS = 200
"""The most sheets by region; a workbook of thousands opens slowly and nobody finds a name in it."""

METHOD = N_("Method and sources")


def render(assessment: Assessment, languages: tuple[Translate, ...], version: str, context: Context = PLAIN) -> bytes:
    """Return the workbook (XLSX) of an assessment: for each language its tables, then method and sources."""
    book = Workbook(write_only=True)
    styles = Styles(book.create_sheet())
    book.remove(book.worksheets[0])
    results, left_out = shown_results(assessment, MOST_ROWS)
    for translate in languages:
        for loaded in assessment.plans:
            own = [result for result in results if result.plan == loaded.plan.id]
            pages = _Pages(loaded, own, context, translate, len(assessment.plans) > 1)
            said = [facts(loaded, own, translate), *leads(assessment, own, left_out, translate)]
            for page in pages.all(said):
                add_table(book, styles, page, translate)
        sheet: Any = book.create_sheet(sheet_name(translate(METHOD), book.sheetnames))
        parts = end_matter(assessment, translate, version, context.notes)
        _write_method(sheet, styles, translate(METHOD), parts)
    book.properties.title = visible("; ".join(loaded.plan.title for loaded in assessment.plans))[:255]
    book.properties.creator = f"planckeck {version}"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


class _Pages:
    """The sheets of one plan in one language."""

    def __init__(
        self, loaded: LoadedPlan, own: Sequence[Result], context: Context, translate: Translate, several: bool
    ) -> None:
        self.loaded, self.own, self.context, self.translate, self.several = loaded, own, context, translate, several
        self.title = say("{title}: achievement of targets", title=loaded.plan.title).text(translate)

    def all(self, said: Sequence[str]) -> Iterator[Page]:
        """Yield the whole table, then what is missed (the worst first), then the sheets that were asked for."""
        own, translate = self.own, self.translate
        yield self._page(translate(N_("Achievement")), with_units(own, lambda lines: lines), [*said, *self._without()])
        if missed := _with_units_of([one for one in own if one.verdict == Verdict.UNMET], own):
            yield self._page(translate("Targets not met"), worst_first(missed), only=MISSED)
        if noted := [one for one in own if one.verdict != Verdict.UNMET and self.context.notes.of(one)]:
            yield self._page(translate(N_("Further notes")), noted, only=MISSED)
        for name, group in self._groups():
            yield self._page(name, with_units(group, lambda lines: lines))

    def _page(self, name: str, results: Sequence[Result], said: Sequence[str] = (), only: Sequence[str] = ()) -> Page:
        rows = [row_of(one, self.translate, self.loaded.plan.last_year) for one in results]
        count = say("{label}: {text}", label=name, text=sum(one.part_of is None for one in results))
        return Page(
            f"{name} {self.loaded.plan.id}" if self.several else name,
            self.title,
            said or [count.text(self.translate)],
            columns_for(rows, self.context.notes, self.translate, only),
            rows,
        )

    def _groups(self) -> Iterator[tuple[str, list[Result]]]:
        """Yield the name of each further sheet and what it holds; units stand with the line they are part of."""
        match self.context.sheet_per:
            case "constraint":
                for constraint in Constraint:
                    if group := [one for one in self.own if one.constraint == constraint]:
                        yield self.translate(CONSTRAINTS[constraint]), group
            case "region":
                groups: dict[str, list[Result]] = {}
                for one in self.own:
                    groups.setdefault(one.part_of or one.region, []).append(one)
                yield from list(groups.items())[:MOST_SHEETS]

    def _without(self) -> Iterator[str]:
        left = len({one.part_of or one.region for one in self.own}) - MOST_SHEETS
        if self.context.sheet_per == "region" and left > 0:
            more = say("{count} regions have no sheet of their own; --region NAME gives one", count=left)
            yield more.text(self.translate)


def _with_units_of(lines: Sequence[Result], own: Sequence[Result]) -> list[Result]:
    """Return lines of the plan with the units that are part of them; units that are missed stand for themselves."""
    keys = {(one.indicator, one.region, one.year, one.part, one.due) for one in lines if one.part_of is None}
    units = [
        one
        for one in own
        if one.part_of is not None and (one.indicator, one.part_of, one.year, one.part, one.due) in keys
    ]
    return [*(one for one in lines if one.part_of is None), *units]


def _write_method(sheet: Any, styles: Styles, title: str, parts: Iterator[tuple[str, list[tuple[str, str]]]]) -> None:
    """Write a sheet of labels and texts, in three parts."""
    widths = {"A": 22, "B": 110}
    for letter, own in widths.items():
        sheet.column_dimensions[letter].width = own
    set_print(sheet, title)
    write_leads(sheet, styles, [title], [*widths.values()])
    for heading, lines in parts:
        sheet.append([styles.cell(sheet, text, Look("head")) for text in (heading, None)])
        for label, text in lines:
            sheet.append([styles.cell(sheet, told, Look()) for told in (label, text)])
