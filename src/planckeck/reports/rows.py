"""What every report shows of a result, in words and in one order: the worst first. Formats only lay it out."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from planckeck.model.assessment import Assessment, Reason, Result, Verdict
from planckeck.model.measure import IN_PERCENT, Measure
from planckeck.model.plan import Certainty, Constraint
from planckeck.model.target import Comparison
from planckeck.problems import Translate, say
from planckeck.reports import gaps, numbers, paces
from planckeck.reports.dates import year_text
from planckeck.reports.words import CONSTRAINTS, SIGNS, STATUSES, VERDICTS, measure_word

DASH = "—"
"""Stands where there is nothing."""

MOST_READ = 100_000
"""Of more results only those are shown that the assessment holds as its worst; the frame stays unread."""


class Row(NamedTuple):
    """A result as people read it. Texts of plan and data are as they came: each format escapes them.

    `depth` is 1 for a unit below its plan's own line. `gap` says distance or reason, `verdict` has its sign. `bar` and
    `shares` show progress beside time, `needs` what is needed a year where it is late; each may be empty.
    """

    result: Result
    depth: int
    number: str
    name: str
    unit: str
    constraint: str
    category: str
    department: str
    region: str
    year: str
    baseline: str
    target: str
    actual: str
    gap: str
    verdict: str
    pace: str
    bar: str
    shares: str
    needs: str
    outlook: str
    open_sdg: str


def row_of(result: Result, translate: Translate, last_year: int | None = None) -> Row:
    """Return what is shown of a result; a due year other than `last_year` (the period's) is said with the target."""
    verdict = Verdict(result.verdict)
    is_unit = result.part_of is not None
    return Row(
        result=result,
        depth=int(is_unit),
        number="" if is_unit or result.row is None else f"{result.row}{reading_mark(result.certainty)}",
        name=result.region if is_unit else result.name,
        unit=result.unit or "",
        constraint=translate(CONSTRAINTS[Constraint(result.constraint)]),
        category=result.category or "",
        department=result.department or "",
        region=result.region,
        year=year_text(result, translate),
        baseline=_baseline(result),
        target=target_text(result, translate, last_year),
        actual=actual_text(result, translate),
        gap=gaps.clauses([gaps.reason_in_words(result, translate), gaps.gap_in_words(result, translate)], translate),
        verdict=f"{SIGNS[verdict]} {translate(VERDICTS[verdict])}",
        pace=paces.pace_word(result, translate),
        bar=paces.bar(result),
        shares=paces.shares(result, translate),
        needs=paces.needed_and_so_far(result, translate) if result.pace in paces.LATE else "",
        outlook=paces.outlook_word(result, translate),
        open_sdg=paces.open_sdg_text(result, translate),
    )


def reading_mark(certainty: str) -> str:
    """Return the mark of a reading that is not certain."""
    return "" if certainty == Certainty.CERTAIN else "*"


def _baseline(result: Result) -> str:
    if result.baseline_text:
        return result.baseline_text
    return DASH if result.baseline is None else figure(result, result.baseline)


def figure(result: Result, value: float) -> str:
    """Return a value of a result's own unit for people; a ratio is shown as one, 1:1.05."""
    least = numbers.decimals(result.target or "")
    number = numbers.shown(value, (result.low, result.high), least)
    return (gaps.ratio_of(result.unit) or "{}").format(number)


def target_text(result: Result, translate: Translate, last_year: int | None = None) -> str:
    """Return the target as printed, with its due date where that is not the end of the period."""
    target = result.target or (translate("done") if result.comparison == Comparison.DONE else DASH)
    due = result.due_date or result.due
    if last_year is None or due == str(last_year) or target == DASH:
        return target
    if result.due_date is None:
        return say("{target} (in {year})", target=target, year=due).text(translate)
    return say("{target} (by {date})", target=target, date=due).text(translate)


def actual_text(result: Result, translate: Translate) -> str:
    """Return the actual value; with it what was computed from it, and that it is provisional, where that is so."""
    if result.comparison == Comparison.DONE:
        return result.done_on or result.written or DASH
    text = _inexact(result) if result.actual is None else figure(result, result.actual)
    if not (said := remarks_on_actual(result, translate)):
        return text
    return say("{value} ({remark})", value=text, remark=gaps.list_of(said, translate)).text(translate)


def remarks_on_actual(result: Result, translate: Translate) -> list[str]:
    """Return what was computed from an actual value, and that it is provisional, where that is so."""
    said = []
    if result.compared is not None and result.measure != Measure.LEVEL:
        measure = Measure(result.measure)
        number = numbers.shown(result.compared, (result.low, result.high), numbers.decimals(result.target or ""))
        said.append(f"{translate(measure_word(result))} {number}{'%' if measure in IN_PERCENT else ''}")
    if status := STATUSES.get(result.status or ""):
        said.append(translate(status))
    return said


def _inexact(result: Result) -> str:
    """Return a bound or a range as written, where one stands for the value."""
    decides = result.verdict in {Verdict.MET, Verdict.UNMET, Verdict.NOT_DUE} or result.reason == Reason.NOT_DECIDED
    return result.written if result.written and decides else DASH


_ORDER = {
    Verdict.UNMET: 0,
    Verdict.NOT_DUE: 2,
    Verdict.NO_DATA: 3,
    Verdict.NO_TARGET: 4,
    Verdict.MET: 5,
    Verdict.NOT_APPLICABLE: 6,
}


def badness(result: Result) -> tuple[int, int, float]:
    """Return the sort key of “worst first”: by verdict (a due target without data behind the misses), then by
    constraint, then by how far off; a miss of a bar of 0 is the farthest. Ties keep the plan's order."""
    verdict = Verdict(result.verdict)
    rank = 1 if verdict is Verdict.NO_DATA and result.is_due else _ORDER[verdict]
    return rank, list(Constraint).index(Constraint(result.constraint)), -_distance(result)


def _distance(result: Result) -> float:
    if result.relative_gap is not None:
        return abs(result.relative_gap)
    return math.inf if result.gap else 0.0


def worst_first(results: Iterable[Result]) -> list[Result]:
    """Sort results worst first, in the order they came among equals; units stand behind the line they are part of.

    Of the units only those that fail or lack data are kept.
    """
    return with_units(results, lambda lines: sorted(lines, key=badness))


def fails_or_lacks(unit: Result) -> bool:
    """Tell whether a unit fails or has no data."""
    return unit.verdict in {Verdict.UNMET, Verdict.NO_DATA}


def with_units(
    results: Iterable[Result],
    order: Callable[[list[Result]], Sequence[Result]],
    keeps: Callable[[Result], bool] = fails_or_lacks,
) -> list[Result]:
    """Put plan lines in an order, each followed by those of its units that `keeps` (fail or lack data)."""
    lines: list[Result] = []
    units: dict[tuple[object, ...], list[Result]] = {}
    for result in results:
        if result.part_of is None:
            lines.append(result)
        elif keeps(result):
            units.setdefault(_line(result, result.part_of), []).append(result)
    ordered: list[Result] = []
    for line in order(lines):
        ordered += [line, *sorted(units.pop(_line(line, line.region), []), key=badness)]
    return [*ordered, *(unit for left in units.values() for unit in left)]


def _line(result: Result, region: str) -> tuple[object, ...]:
    return result.plan, result.indicator, result.due, result.due_date, result.year, result.part, region


def shown_results(assessment: Assessment, most: int) -> tuple[list[Result], int]:
    """Return the results that a report for people shows, in the plans' order, and how many lines it leaves out.

    Of more than `most` lines, or than the run asked for, the worst are kept, with their units.
    """
    is_small = assessment.whole and assessment.counts.total <= MOST_READ
    most = min(most, assessment.top or most)
    results = in_plan_order(assessment, assessment.results() if is_small else assessment.worst)
    lines = [result for result in results if result.part_of is None]
    if len(lines) > most:
        kept = {_line(result, result.region) for result in sorted(lines, key=badness)[:most]}
        results = [result for result in results if _line(result, result.part_of or result.region) in kept]
    return results, max(0, assessment.counts.total - min(len(lines), most))


def in_plan_order(assessment: Assessment, results: Iterable[Result]) -> list[Result]:
    """Sort results as their plans list the indicators, then by region and year as they came."""
    places = {
        (loaded.plan.id, indicator.id): (number, place)
        for number, loaded in enumerate(assessment.plans)
        for place, indicator in enumerate(loaded.plan.indicators)
    }
    behind = (len(assessment.plans), 0)
    return sorted(results, key=lambda result: places.get((result.plan, result.indicator), behind))
