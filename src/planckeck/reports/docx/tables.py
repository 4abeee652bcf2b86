"""The tables of a report: counts by class and by region, results with their charts, what has no verdict."""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Counts, Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import counts, numbers
from planckeck.reports.charts.marks import WORDS
from planckeck.reports.docx.lagging import lagging_of
from planckeck.reports.docx.looks import WIDTH_CM
from planckeck.reports.docx.paper import Paper, Picture, TableColumn
from planckeck.reports.docx.pictures import can_draw, picture_of
from planckeck.reports.gaps import clauses, list_of
from planckeck.reports.rows import DASH, Row, row_of, worst_first
from planckeck.reports.titles import capital
from planckeck.reports.words import CONSTRAINTS, VERDICTS

MOST_REGIONS = 300
SIGNS = (("○", "baseline"), ("◆", "actual"), ("▌", "target"), ("│", "milestone"), ("△", "now"))


class Tables:
    """The tables of one plan's results in one language."""

    def __init__(self, loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> None:
        self.loaded, self.own, self.translate = loaded, own, translate
        lines = [one for one in own if one.part_of is None]
        self.regions = list(dict.fromkeys(one.region for one in lines))
        self.years = len({(one.year, one.part) for one in lines}) > 1

    def lagging(self) -> list[Result]:
        """Return what lags."""
        return lagging_of(self.own)

    def legend(self) -> str:
        """Return what the marks of the charts mean."""
        said = [f"{sign} {self.translate(WORDS[name])}" for sign, name in SIGNS]
        label = self.translate(N_("Marks of the charts"))
        text = clauses([list_of(said, self.translate), self.translate(N_("shaded: meets the target"))], self.translate)
        return say("{label}: {text}", label=label, text=text).text(self.translate)

    def add_counts(self, paper: Paper, results: Sequence[Result]) -> None:
        """Add the counts over all and of each class, with the rate of what is due; nothing where none were read."""
        if not results and self.own:
            return
        counted = counts.tally(results)
        classes = [one for one in Constraint if counts.total_of(counts.of_class(counted, one))]
        rows = [[self.translate(CONSTRAINTS[one]), *self._counts(_of_class(results, one))] for one in classes]
        rows.append([self.translate("all"), *self._counts(counted)])
        self._caption(paper, N_("Targets by class and verdict"))
        paper.table(self._count_columns("class"), rows)

    def add_regions(self, paper: Paper, results: Sequence[Result]) -> None:
        """Add the counts of each region, the one with most misses first, where there are several."""
        per_region: dict[str, list[Result]] = {}
        for one in results:
            if one.part_of is None:
                per_region.setdefault(one.region, []).append(one)
        if len(per_region) < 2:
            return
        per = {region: counts.tally(own) for region, own in per_region.items()}
        ordered = sorted(per, key=lambda region: -per[region].overall[Verdict.UNMET])
        self._caption(paper, N_("Targets by region, the region with most misses first"))
        rows = [[region, *self._counts(per[region])] for region in ordered[:MOST_REGIONS]]
        paper.table(self._count_columns("region"), rows)

    def _count_columns(self, first: str) -> list[TableColumn]:
        titles = [self.translate(N_("in all")), *(self.translate(VERDICTS[one]) for one in Verdict)]
        rate = self.translate("rate")
        width = (WIDTH_CM - 3.4) / 8
        columns = [TableColumn(capital(title), width, "right") for title in (*titles, rate)]
        return [TableColumn(capital(self.translate(first)), 3.4), *columns]

    def _counts(self, counted: Counts) -> list[str]:
        rate = counts.met_rate(counted)
        share = DASH if rate is None else f"{numbers.shown(rate, (0.0, 100.0))}%"
        return [str(counted.total), *(str(counted.overall.get(one, 0)) for one in Verdict), share]

    def add_results(self, paper: Paper, caption: str, group: Sequence[Result]) -> None:
        """Add a table of results, the worst first, each with its chart."""
        rows = [row_of(one, self.translate, self.loaded.plan.last_year) for one in worst_first(group)]
        draws = can_draw()
        columns = self._columns(
            [
                ("unit", 1.5, "center"),
                ("baseline", 1.5, "right"),
                ("target", 1.9, "right"),
                ("actual", 1.7, "right"),
                ("gap", 2.6, "left"),
                ("verdict", 1.8, "left"),
            ],
            draws,
        )
        paper.caption("table", self.translate(N_("Table")), caption)
        cells = [
            [
                *self._names(row),
                row.unit or DASH,
                row.baseline,
                row.target,
                row.actual,
                row.gap or DASH,
                clauses([row.verdict, row.pace], self.translate),
                *([self._chart(row)] if draws else []),
            ]
            for row in rows
        ]
        paper.table(columns, cells, [bool(row.depth) for row in rows])

    def add_unjudged(self, paper: Paper, others: Sequence[Result]) -> None:
        """Add what has no verdict: class, target, and the reason."""
        rows = [row_of(one, self.translate, self.loaded.plan.last_year) for one in worst_first(others)]
        columns = self._columns(
            [("class", 1.8, "left"), ("target", 2.6, "left"), ("verdict", 2.0, "left"), ("why", 4.6, "left")], False
        )
        self._caption(paper, N_("Targets without a verdict"))
        cells = [
            [*self._names(row), row.constraint, row.target, row.verdict, clauses([row.gap, _said(row)], self.translate)]
            for row in rows
        ]
        paper.table(columns, cells)

    def _caption(self, paper: Paper, text: str) -> None:
        paper.caption("table", self.translate("Table"), self.translate(text))

    def _columns(self, own: Sequence[tuple[str, float, str]], draws: bool) -> list[TableColumn]:
        """Return the columns: number, name, region and year where there are several, `own`, and the chart."""
        places = [("region", 1.6)] if len(self.regions) > 1 else []
        places += [("year", 1.1)] if self.years else []
        chart = [TableColumn(capital(self.translate(N_("chart"))), 2.6, "center")] if draws else []
        fixed = [TableColumn(capital(self.translate(name)), width) for name, width in places]
        fixed += [TableColumn(capital(self.translate(name)), width, across) for name, width, across in own]
        left = WIDTH_CM - 1.0 - sum(column.width for column in (*fixed, *chart))
        name = TableColumn(capital(self.translate("indicator")), max(2.0, left))
        return [TableColumn(capital(self.translate("no.")), 1.0, "center"), name, *fixed, *chart]

    def _names(self, row: Row) -> list[str]:
        places = [row.region] if len(self.regions) > 1 else []
        return [row.number, f"└ {row.name}" if row.depth else row.name, *places, *([row.year] if self.years else [])]

    def _chart(self, row: Row) -> str | Picture:
        png = picture_of(row.result, self.loaded)
        if png is None:
            return DASH
        words = [f"{self.translate(word)} {text}" for word, text in _told(row)]
        return Picture(
            png, say("{label}: {text}", label=row.name, text=list_of(words, self.translate)).text(self.translate)
        )


def _told(row: Row) -> list[tuple[str, str]]:
    return [("baseline", row.baseline), ("target", row.target), ("actual", row.actual)]


def _said(row: Row) -> str:
    """Return what the data wrote in place of a figure."""
    return row.result.note or "" if row.result.verdict == Verdict.NO_DATA else ""


def _of_class(own: Sequence[Result], constraint: Constraint) -> Counts:
    return counts.tally([one for one in own if one.constraint == constraint])
