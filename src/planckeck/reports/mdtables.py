"""Markdown tables of results: which columns there are, and how a table or a section is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate
from planckeck.reports.rows import DASH, Row, fails_or_lacks, row_of, with_units
from planckeck.reports.texts import markdown_text
from planckeck.reports.words import CONSTRAINTS, VERDICTS

Shown = Callable[[Row], str]
Columns = Sequence[tuple[str, Shown]]
Keeps = Callable[[Result], bool]


class Layout:
    """The columns that the tables of one plan's results have, and sections made of them."""

    def __init__(self, loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> None:
        self.loaded, self.own, self.translate = loaded, own, translate
        lines = [result for result in own if result.part_of is None]
        self.regions = len({line.region for line in lines}) > 1
        self.years = len({(line.year, line.part) for line in lines}) > 1
        self.departments = any(line.department for line in lines)
        self.has_classes = any(line.constraint != Constraint.NONE for line in lines)

    def lines(self, wanted: Keeps) -> list[Result]:
        """Return the plan's own lines that are wanted, with all their units."""
        keys = {_line(one, one.region) for one in self.own if one.part_of is None and wanted(one)}
        return [
            one
            for one in self.own
            if _line(one, one.part_of or one.region) in keys and (one.part_of is not None or wanted(one))
        ]

    def section(self, title: str, results: Sequence[Result], columns: Columns) -> Iterator[str]:
        """Yield a heading and a table, nothing where there are no results."""
        if results:
            yield f"## {markdown_text(self.translate(title))}"
            yield self.table(results, columns)

    def split(
        self, title: str, results: Sequence[Result], columns: Columns, keeps: Keeps = fails_or_lacks
    ) -> Iterator[str]:
        """Yield a heading and a table for each constraint, the most binding first; without classes no subheading."""
        if not results:
            return
        yield f"## {markdown_text(self.translate(title))}"
        for constraint in Constraint:
            own = [one for one in results if one.constraint == constraint]
            if own and self.has_classes:
                count = sum(one.part_of is None for one in own)
                yield f"### {markdown_text(self.translate(CONSTRAINTS[constraint]))} ({count})"
            if own:
                yield self.table(own, columns, keeps)

    def table(self, results: Sequence[Result], columns: Columns, keeps: Keeps = fails_or_lacks) -> str:
        """Return a table with a row a result; of the units those that `keeps`."""
        kept = with_units(results, lambda lines: lines, keeps)
        rows = [row_of(result, self.translate, self.loaded.plan.last_year) for result in kept]
        return "\n".join(_table(columns, rows))

    def columns(self, *, category: bool = False, constraint: bool = False) -> list[tuple[str, Shown]]:
        """Return the columns that say which indicator a row is of."""
        pairs: list[tuple[bool, str, Shown]] = [
            (category, N_("category"), lambda row: row.category or DASH),
            (True, N_("no."), lambda row: row.number),
            (True, N_("indicator"), lambda row: f"└ {row.name}" if row.depth else row.name),
            (self.regions, N_("region"), lambda row: row.region),
            (self.years, N_("year"), lambda row: row.year),
            (constraint, N_("class"), lambda row: row.constraint),
            (True, N_("unit"), lambda row: row.unit or DASH),
        ]
        return [(self.translate(title), shown) for wanted, title, shown in pairs if wanted]

    def distance(self) -> list[tuple[str, Shown]]:
        """Return the columns of values, with the gap and who is in charge."""
        return [*self.values(), self.gap(), *self.department()]

    def values(self) -> list[tuple[str, Shown]]:
        """Return the columns of baseline, target and actual."""
        return [
            (self.translate("baseline"), lambda row: row.baseline),
            self.target(),
            (self.translate("actual"), lambda row: row.actual),
        ]

    def gap(self) -> tuple[str, Shown]:
        """Return the gap's column."""
        return self.translate("gap"), lambda row: row.gap or DASH

    def department(self) -> list[tuple[str, Shown]]:
        """Return the column of those in charge, where any is named."""
        return [(self.translate("department"), lambda row: row.department or DASH)] if self.departments else []

    def target(self) -> tuple[str, Shown]:
        """Return the target's column."""
        return self.translate("target"), lambda row: row.target

    def verdict(self) -> tuple[str, Shown]:
        """Return the verdict's column."""
        return self.translate("verdict"), lambda row: self.translate(VERDICTS[Verdict(row.result.verdict)])


def _line(result: Result, region: str) -> tuple[object, ...]:
    return result.indicator, region, result.year, result.part, result.due


def _table(columns: Columns, rows: Sequence[Row]) -> Iterator[str]:
    yield table_row([title for title, _ in columns])
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield table_row([shown(row) for _, shown in columns])


def table_row(cells: Sequence[str]) -> str:
    """Return one row of a Markdown table; cells are plain text."""
    return "| " + " | ".join(markdown_text(cell) or " " for cell in cells) + " |"
