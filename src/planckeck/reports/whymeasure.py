"""The measure of one result as a sum that can be done by hand: v, b and the series, their numbers in the formula."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planckeck.model.assessment import Result
from planckeck.model.measure import OVER_PERIOD, YEARLY, Measure
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports.numbers import exact
from planckeck.reports.words import MEASURES

MONTHS: Mapping[str, int] = {
    "": 12,
    "H1": 6,
    "H2": 12,
    **{f"Q{number}": 3 * number for number in range(1, 5)},
    **{f"M{number:02}": number for number in range(1, 13)},
}


def measure_lines(result: Result, history: Sequence[Result], loaded: LoadedPlan, translate: Translate) -> Iterator[str]:
    """Yield the formula with its numbers, and the years that go into it with their places.

    `history` are the results of the same line in all years; those after the judged year are passed over.
    """
    measure = Measure(result.measure)
    if result.compared is None or result.actual is None:
        return
    series = _series(result, history, loaded, measure)
    formula = _formula(result, series, loaded, measure)
    yield say("{label}: {text}", label=translate(MEASURES[measure]), text=formula).text(translate)
    if measure in YEARLY or measure in OVER_PERIOD:
        for one in series:
            place = one.actual_at or ""
            yield say("{year}: {value} ({place})", year=one.year, value=exact(one.actual or 0.0), place=place).text(
                translate
            )


def _series(result: Result, history: Sequence[Result], loaded: LoadedPlan, measure: Measure) -> list[Result]:
    """Return the results that the measure is made of, by year: the year before and this one, or the period so far."""
    first = result.year - 1 if measure in YEARLY else loaded.plan.first_year
    of_year = {one.year: one for one in history if one.actual is not None and first <= one.year <= result.year}
    of_year[result.year] = result
    return [of_year[year] for year in sorted(of_year)]


def _formula(result: Result, series: Sequence[Result], loaded: LoadedPlan, measure: Measure) -> str:
    v, b, m = exact(result.actual or 0.0), exact(result.baseline or 0.0), exact(result.compared or 0.0)
    years = str(result.year - (result.baseline_year or result.year))
    values = [exact(one.actual or 0.0) for one in series]
    match measure:
        case Measure.LEVEL:
            return f"m = {m}"
        case Measure.CHANGE:
            return f"m = v − b = {v} − {bracketed(b)} = {m}"
        case Measure.PERCENT_CHANGE:
            return f"m = (v ÷ b − 1) × 100 = ({v} ÷ {b} − 1) × 100 = {m}"
        case Measure.AVERAGE_ANNUAL_CHANGE:
            return f"m = (v − b) ÷ n = ({v} − {bracketed(b)}) ÷ {years} = {m}"
        case Measure.AVERAGE_ANNUAL_GROWTH:
            return f"m = ((v ÷ b)^(1 ÷ n) − 1) × 100 = (({v} ÷ {b})^(1 ÷ {years}) − 1) × 100 = {m}"
        case Measure.YEARLY_CHANGE:
            return f"m = {v} − {bracketed(values[0])} = {m}"
        case Measure.YEARLY_PERCENT_CHANGE:
            return f"m = ({v} ÷ {values[0]} − 1) × 100 = {m}"
        case Measure.CUMULATIVE:
            return f"m = {' + '.join(map(bracketed, values))} = {m}"
        case Measure.TOTAL_RATE | Measure.AVERAGE_RATE:
            return _compounded(result, series, loaded, measure)


def _compounded(result: Result, series: Sequence[Result], loaded: LoadedPlan, measure: Measure) -> str:
    falls = loaded.indicator(result.indicator).rate_sign == "fall"
    sign = -1 if falls else 1
    product = " × ".join(exact(1 + sign * (one.actual or 0.0) / 100) for one in series)
    root = f"^(1 ÷ {len(series)})" if measure is Measure.AVERAGE_RATE else ""
    minus = "−" if falls else ""
    return f"m = {minus}(({product}){root} − 1) × 100 = {exact(result.compared or 0.0)}"


def bracketed(figure: str) -> str:
    """Return a figure as it stands behind a sign: a negative one in brackets."""
    return f"({figure})" if figure.startswith("-") else figure


def moment(result: Result) -> float:
    """Return the end of what a result's actual covers as a real year: 2018, or 2017.5 for the first half of 2018."""
    return result.year - 1 + MONTHS[result.part or ""] / 12
