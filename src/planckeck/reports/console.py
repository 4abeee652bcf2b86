"""Tables for the terminal: an assessment worst first, with its counts and method; and a plan's own table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from planckeck.model.assessment import Assessment, Counts, Result, Verdict
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import counts, method
from planckeck.reports.gaps import clauses
from planckeck.reports.paces import MARKER
from planckeck.reports.plantable import plan_table
from planckeck.reports.rows import DASH, Row, reading_mark, row_of, shown_results, worst_first
from planckeck.reports.tables import Cell, Column, Line, Screen, line, natural_width, paragraph, render, table, terminal

__all__ = ["Screen", "evaluation", "plan_table", "terminal"]

MOST_ROWS = 1_000
"""A table of more lines than this shows the worst, and says how many it leaves out."""

SEPARATE_FROM = 110
"""From this width on, unit and class keep columns of their own even where cells must be folded."""

_STYLES = {
    Verdict.MET: "green",
    Verdict.UNMET: "bold red",
    Verdict.NOT_DUE: "cyan",
    Verdict.NO_DATA: "yellow",
    Verdict.NO_TARGET: "magenta",
    Verdict.NOT_APPLICABLE: "dim",
}


_PACE_STYLES = {"ahead": "green", "behind": "yellow", "regressed": "red"}


class _Shape(NamedTuple):
    """What differs between runs: several regions or years need columns of their own, paces too.

    `in_lines` lets a cell have several lines; in a pipe every row is one.
    """

    regions: bool
    years: bool
    paces: bool
    in_lines: bool


def _shape(own: Sequence[Result], screen: Screen) -> _Shape:
    lines = [one for one in own if one.part_of is None]
    return _Shape(
        regions=len({one.region for one in lines}) > 1,
        years=len({(one.year, one.part) for one in lines}) > 1,
        paces=any(one.pace is not None or one.open_sdg is not None for one in own),
        in_lines=screen.width is not None,
    )


def evaluation(assessment: Assessment, translate: Translate, screen: Screen) -> str:
    """Return the table of a run for a terminal or a pipe, the worst first, with identity, 达标率 and method below."""
    results, left_out = shown_results(assessment, MOST_ROWS)
    parts: list[RenderableType] = []
    for loaded in assessment.plans:
        own = [result for result in results if result.plan == loaded.plan.id]
        rows = [row_of(result, translate, loaded.plan.last_year) for result in worst_first(own)]
        parts += [*_title(loaded, own, translate), "", _fitting(rows, _shape(own, screen), translate, screen), ""]
        if len(assessment.plans) > 1 and not left_out:
            parts += [*_identities(counts.tally(own), translate), ""]
    parts += _foot(assessment, left_out, any(reading_mark(one.certainty) for one in results), translate)
    return render(parts, screen)


def _title(loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> Iterator[Text]:
    yield paragraph(loaded.plan.title, style="bold")
    said = [loaded.plan.region, loaded.plan.period]
    if years := sorted({str(result.year) for result in own}):
        said.append(say("evaluated: {years}", years=", ".join(years)).text(translate))
    yield paragraph(" · ".join(said), style="dim")


Cells = Callable[[Row], Cell]
Pairs = Sequence[tuple[Column, Cells]]


def _fitting(rows: Sequence[Row], shape: _Shape, translate: Translate, screen: Screen) -> Table | Text:
    """Return the table with a column each, or, where that is too wide, with names, units and classes merged."""
    if not rows:
        return paragraph(translate("no indicator is left by the filters"))
    pairs = _separate(shape, translate)
    made = _cells(pairs, rows)
    is_narrow = screen.width is not None and screen.width < SEPARATE_FROM
    if is_narrow and screen.width is not None and natural_width([column for column, _ in pairs], made) > screen.width:
        pairs = _merged(shape, translate)
        made = _cells(pairs, rows)
    return table([column for column, _ in pairs], made, screen.width)


def _cells(pairs: Pairs, rows: Sequence[Row]) -> list[list[Cell]]:
    return [[make(row) for _, make in pairs] for row in rows]


def _separate(shape: _Shape, translate: Translate) -> Pairs:
    pairs: list[tuple[Column, Cells] | None] = [
        (Column(translate("no."), right=True), lambda row: line(row.number)),
        (Column(translate("indicator"), shares=True), lambda row: (_name(row),)),
        (Column(translate("region"), most=12), lambda row: line(row.region)) if shape.regions else None,
        (Column(translate("year")), lambda row: line(row.year)) if shape.years else None,
        (Column(translate("unit"), most=12), lambda row: line(row.unit or DASH)),
        (Column(translate("class"), most=9), lambda row: line(row.constraint)),
        (Column(translate("baseline"), right=True, most=8), lambda row: line(row.baseline)),
        (Column(translate("target"), right=True, most=14), lambda row: line(row.target)),
        (Column(translate("actual"), right=True, most=14), lambda row: line(row.actual)),
        (Column(translate("gap"), shares=True), lambda row: _gap_and_needs(row, shape, translate)),
        (Column(translate("pace"), most=22), lambda row: _pace(row, shape)) if shape.paces else None,
        (Column(translate("verdict"), most=12), lambda row: (_verdict(row),)),
    ]
    return [pair for pair in pairs if pair is not None]


def _merged(shape: _Shape, translate: Translate) -> Pairs:
    def indicator(row: Row) -> Cell:
        where = [row.region] if shape.regions and not row.depth else []
        when = [row.year] if shape.years else []
        under = " · ".join(text for text in ("" if row.depth else row.unit, *where, *when) if text)
        return _name(row), Line(under, "dim")

    return [
        (Column(translate("no."), right=True), lambda row: line(row.number)),
        (Column(translate("indicator"), shares=True), indicator),
        (Column(translate("baseline"), right=True, most=8), lambda row: line(row.baseline)),
        (Column(translate("target"), right=True, most=12), lambda row: line(row.target)),
        (Column(translate("actual"), right=True, most=13), lambda row: line(row.actual)),
        (Column(_gap_title(shape, translate), shares=True), _gap_and_pace),
        (Column(translate("verdict"), most=10), _verdict_lines),
    ]


def _gap_and_needs(row: Row, shape: _Shape, translate: Translate) -> Cell:
    if shape.in_lines:
        return _gap(row), Line(row.needs)
    own = _gap(row)
    return (Line(clauses([own.text, row.needs], translate), own.style),)


def _gap_and_pace(row: Row) -> Cell:
    close = row.shares.replace(f" {MARKER} ", MARKER)
    return _gap(row), Line(row.needs), Line(row.bar), Line(close), Line(row.open_sdg)


def _gap_title(shape: _Shape, translate: Translate) -> str:
    return translate("gap, pace") if shape.paces else translate("gap")


def _verdict_lines(row: Row) -> Cell:
    return _verdict(row), Line(row.constraint, "dim"), Line(row.pace, _pace_style(row)), Line(row.outlook)


def _pace_style(row: Row) -> str:
    return _PACE_STYLES.get(row.result.pace or "", "")


def _pace(row: Row, shape: _Shape) -> Cell:
    """Return the words, the bar, and the figures of a pace: a line each, or all in one."""
    words = " · ".join(part for part in (row.pace, row.outlook) if part)
    if not shape.in_lines:
        return (Line("  ".join(part for part in (words, row.bar, row.shares, row.open_sdg) if part)),)
    return Line(words, _pace_style(row)), Line(row.bar), Line(row.shares), Line(row.open_sdg)


def _name(row: Row) -> Line:
    return Line(row.name, indent="  " if row.depth else "")


def _gap(row: Row) -> Line:
    needs_care = row.result.verdict == Verdict.UNMET or row.result.worse_than_baseline
    return Line(row.gap or DASH, "red" if needs_care else "")


def _verdict(row: Row) -> Line:
    return Line(row.verdict, _STYLES[Verdict(row.result.verdict)])


def _identities(counted: Counts, translate: Translate) -> Iterator[Text]:
    for label, said in counts.identities(counted, translate):
        yield _labelled(label, said, translate)


def _labelled(label: str, said: str, translate: Translate) -> Text:
    return paragraph(say("{label}: {text}", label=label, text=said).text(translate))


def _foot(assessment: Assessment, left_out: int, marked: bool, translate: Translate) -> Iterator[RenderableType]:
    if left_out:
        yield paragraph(counts.left_out_line(assessment, left_out).text(translate))
    if marked:
        yield paragraph(translate("* reading of the plan not certain; the plan file says why"))
    if assessment.method.filters:
        yield _labelled(*method.filter_line(assessment.method, translate), translate)
    yield from _identities(assessment.counts, translate)
    for label, identity in counts.level_identities(assessment.counts, translate):
        yield _labelled(label, identity, translate)
    for label, identity in counts.pace_identities(assessment.counts, translate):
        yield _labelled(label, identity, translate)
    yield paragraph(counts.rate_line(assessment.counts, translate))
    lines = method.method_lines(assessment.method, translate)
    said = [say("{label}: {text}", label=label, text=text).text(translate) for label, text in lines]
    yield paragraph(translate("; ").join(said), style="dim")
    for file in assessment.files:
        told = say("{path} (SHA-256 {sha256})", path=file.path, sha256=file.sha256[:12])
        yield _dim(translate("file"), told.text(translate), translate)


def _dim(label: str, said: str, translate: Translate) -> Text:
    return paragraph(say("{label}: {text}", label=label, text=said).text(translate), style="dim")
