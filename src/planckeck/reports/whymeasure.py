"""The measure of one result as a sum that can be done by hand: v, b and the series, their numbers in the formula."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planckeck.model.assessment import Result
from planckeck.model.explanation import Explained, Point, Term
from planckeck.model.measure import AVERAGE, OVER_PERIOD, YEARLY, Measure
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports.numbers import exact
from planckeck.reports.words import measure_word

MONTHS: Mapping[str, int] = {
    "": 12,
    "H1": 6,
    "H2": 12,
    **{f"Q{number}": 3 * number for number in range(1, 5)},
    **{f"M{number:02}": number for number in range(1, 13)},
}


@dataclass(frozen=True)
class Behind:
    """One result with what stands behind it: its line's values up to the judged year, and the terms of its sums.

    `worst` is the unit whose figures an every-unit line shows, '' for any other line.
    """

    loaded: LoadedPlan
    result: Result
    series: tuple[Point, ...]
    terms: tuple[Term, ...]
    worst: str = ""


def behind(explained: Explained, result: Result, units: Sequence[Result]) -> Behind:
    """Return what stands behind a result; behind an every-unit line, what stands behind its worst unit."""
    figures = (result.compared, result.actual_at, result.gap, result.written)
    alike = [one for one in units if (one.compared, one.actual_at, one.gap, one.written) == figures]
    worst = min((one.region for one in alike), default="")
    line = (worst or result.region, result.level or "", result.measure)
    series = tuple(
        point
        for point in explained.series
        if (point.region, point.level, point.measure) == line and point.year <= result.year
    )
    return Behind(explained.loaded, result, series, explained.terms, worst)


def start_of(result: Result) -> float | None:
    """Return s, the start in the compared unit, as judgement takes it."""
    measure = Measure(result.measure)
    if measure is Measure.LEVEL:
        return result.baseline
    return None if measure in YEARLY or measure in AVERAGE else 0.0


def start_moment(own: Behind) -> float | None:
    """Return t0 as a real year, as judgement takes it: the end of the baseline's year, or of the one before a sum."""
    if Measure(own.result.measure) in {Measure.CUMULATIVE, Measure.TOTAL_RATE}:
        return float(own.loaded.plan.first_year - 1)
    baseline = own.loaded.baselines.get(own.result.indicator)
    year = baseline.year if baseline is not None else own.loaded.plan.baseline_year
    return None if year is None else float(year)


def moment(year: int, part: str | None) -> float:
    """Return the end of what a value covers as a real year: 2018, or 2017.5 for the first half of 2018."""
    return year - 1 + MONTHS[part or ""] / 12


def due_moment(result: Result) -> float:
    """Return the due date as a real year: 2020 for the end of 2020, 2019.5 for 30 June 2020."""
    if result.due_date is None:
        return float(result.due)
    date = dt.date.fromisoformat(result.due_date)
    return date.year - 1 + (date.month - 1 + date.day / calendar.monthrange(date.year, date.month)[1]) / 12


def measure_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the formula with its numbers, and the years that go into it with their places."""
    result, measure = own.result, Measure(own.result.measure)
    if result.compared is None or result.actual is None:
        return
    series = _series(own, measure)
    formula = _formula(own, series, measure)
    yield say("{label}: {text}", label=translate(measure_word(result)), text=formula).text(translate)
    if measure in YEARLY or measure in OVER_PERIOD:
        for one in series:
            yield say("{year}: {value} ({place})", year=one.year, value=exact(one.value), place=one.at).text(translate)


def _series(own: Behind, measure: Measure) -> list[Point]:
    """Return the values that the measure is made of, by year: the year before and this one, or the period so far."""
    first = own.result.year - 1 if measure in YEARLY else own.loaded.plan.first_year
    return [one for one in own.series if first <= one.year]


def _formula(own: Behind, series: Sequence[Point], measure: Measure) -> str:
    result = own.result
    v, b, m = exact(result.actual or 0.0), exact(result.baseline or 0.0), exact(result.compared or 0.0)
    years = str(result.year - (result.baseline_year or result.year))
    values = [exact(one.value) for one in series]
    match measure:
        case Measure.LEVEL:
            return f"m = v = {m}"
        case Measure.CHANGE:
            return f"m = v - b = {v} - {bracketed(b)} = {m}"
        case Measure.PERCENT_CHANGE:
            return f"m = (v ÷ b - 1) × 100 = ({v} ÷ {b} - 1) × 100 = {m}"
        case Measure.AVERAGE_ANNUAL_CHANGE:
            return f"m = (v - b) ÷ n = ({v} - {bracketed(b)}) ÷ {years} = {m}"
        case Measure.AVERAGE_ANNUAL_GROWTH:
            return f"m = ((v ÷ b)^(1 ÷ n) - 1) × 100 = (({v} ÷ {b})^(1 ÷ {years}) - 1) × 100 = {m}"
        case Measure.YEARLY_CHANGE:
            return f"m = {v} - {bracketed(values[0])} = {m}"
        case Measure.YEARLY_PERCENT_CHANGE:
            return f"m = ({v} ÷ {values[0]} - 1) × 100 = {m}"
        case Measure.CUMULATIVE:
            return f"m = {' + '.join(map(bracketed, values))} = {m}"
        case Measure.TOTAL_RATE | Measure.AVERAGE_RATE:
            return _compounded(own, series, measure)


def _compounded(own: Behind, series: Sequence[Point], measure: Measure) -> str:
    falls = own.loaded.indicator(own.result.indicator).rate_sign == "fall"
    sign = -1 if falls else 1
    product = " × ".join(exact(1 + sign * one.value / 100) for one in series)
    root = f"^(1 ÷ {len(series)})" if measure is Measure.AVERAGE_RATE else ""
    minus = "-" if falls else ""
    return f"m = {minus}(({product}){root} - 1) × 100 = {exact(own.result.compared or 0.0)}"


def bracketed(figure: str) -> str:
    """Return a figure as it stands behind a sign: a negative one in brackets."""
    return f"({figure})" if figure.startswith("-") else figure
