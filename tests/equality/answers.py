"""What rows say together, and what a measure makes of it, in plain Python (DESIGN §4.2, `docs/actuals.md`)."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction

from tests.equality.cases import AVERAGE, CHANGE_OF_BASE, OVER_PERIOD, YEARLY, Case, Goal, Indicator, Reading, Row


def answer(rows: Sequence[Row]) -> Reading | None:
    """What rows of one key say together: one thing where they agree, nothing where they do not."""
    said = []
    for row in rows:
        if row.reading not in said:
            said.append(row.reading)
    if not said:
        return None
    if len(said) == 1:
        return said[0]
    dates = [one for one in said if one.done_on is not None]
    if len(dates) == 1 and all(one.done_on is not None or one.is_done for one in said):
        return dates[0]  # a date and a word for done agree
    return Reading(nothing="conflicting_values")


@dataclass(frozen=True)
class Answers:
    """The answers of one indicator and region by year and part of the year ('' for all of it)."""

    by_period: Mapping[tuple[int, str], Reading]

    def of(self, year: int) -> tuple[str, Reading | None]:
        """The whole year's answer, else that of its longest part; what says something before what does not."""
        there = {part: said for (own, part), said in self.by_period.items() if own == year}
        parts = [part for part, said in there.items() if said.is_answer] or list(there)
        if not parts:
            return "", None
        part = "" if "" in parts else max(parts, key=_months)
        return part, self.by_period[year, part]

    def whole(self, year: int) -> Reading | None:
        return self.by_period.get((year, ""))


def _months(part: str) -> int:
    if not part:
        return 12
    return int(part[1:]) * {"H": 6, "Q": 3, "M": 1}[part[0]]


def answers(rows: Iterable[Row]) -> Answers:
    periods: dict[tuple[int, str], list[Row]] = {}
    for row in rows:
        periods.setdefault((row.year, row.part), []).append(row)
    return Answers({period: found for period, own in periods.items() if (found := answer(own)) is not None})


@dataclass(frozen=True)
class Lack:
    """Why nothing can be compared."""

    reason: str


def root(base: Fraction, n: Fraction) -> Fraction:
    """The n-th root of a positive fraction, to forty digits."""
    with localcontext() as context:
        context.prec = 50
        whole = Decimal(base.numerator) / Decimal(base.denominator)
        return Fraction(whole ** (Decimal(n.denominator) / Decimal(n.numerator)))


def compared(case: Case, own: Indicator, known: Answers, year: int) -> Fraction | Lack:
    part, said = known.of(year)
    if said is None:
        return Lack("no_actual")
    if said.nothing:
        return Lack(said.nothing)
    if said.value is None:
        return Lack("not_decided")
    v = said.value
    if own.measure == "level":
        return v
    if own.measure in CHANGE_OF_BASE:
        return from_baseline(own.measure, v, own.baseline, base_year(case, own), moment(year, part))
    if own.measure in OVER_PERIOD and year < case.first_year:
        return Lack("missing_year")  # not one year of the period is there yet
    if part and own.measure in YEARLY:
        return Lack("part_year")
    years = [year - 1] if own.measure in YEARLY else list(range(case.first_year, year))
    earlier = [known.whole(one) for one in years]
    lacking = [year for year, one in zip(years, earlier, strict=True) if one is None or one.value is None]
    if lacking or (part and own.measure != "cumulative"):
        return Lack("part_year" if all(known.of(one)[0] for one in lacking) else "missing_year")
    series = [one.value for one in earlier if one is not None and one.value is not None] + [v]
    return from_series(own, series)


def from_baseline(measure: str, v: Fraction, b: Fraction | None, t0: int | None, t: Fraction) -> Fraction | Lack:
    if measure in AVERAGE and t.denominator != 1:
        return Lack("part_year")
    if b is None:
        return Lack("no_baseline")
    if measure == "change":
        return v - b
    if measure == "percent_change":
        return (v / b - 1) * 100 if b > 0 else Lack("no_meaning")
    if t0 is None or t <= t0:
        return Lack("no_meaning")
    if measure == "average_annual_change":
        return (v - b) / (t - t0)
    return (root(v / b, t - t0) - 1) * 100 if b > 0 and v > 0 else Lack("no_meaning")


def from_series(own: Indicator, series: Sequence[Fraction]) -> Fraction | Lack:
    """Of the values of the years that a measure takes, in their order."""
    if own.measure == "yearly_change":
        return series[1] - series[0]
    if own.measure == "yearly_percent_change":
        return (series[1] / series[0] - 1) * 100 if series[0] > 0 else Lack("no_meaning")
    if own.measure == "cumulative":
        return sum(series, Fraction(0))
    sign = -1 if own.is_fall else 1
    product = Fraction(1)
    for rate in series:
        if 1 + sign * rate / 100 <= 0:
            return Lack("no_meaning")
        product *= 1 + sign * rate / 100
    if own.measure == "average_rate":
        product = root(product, Fraction(len(series)))
    return sign * (product - 1) * 100


def base_year(case: Case, own: Indicator) -> int | None:
    return own.baseline_year or case.baseline_year


def moment(year: int, part: str) -> Fraction:
    """The end of a period as a real year: 2018 is the end of 2018, 2017.5 the end of June 2018."""
    return year - 1 + Fraction(_months(part), 12)


def day_moment(day: date) -> Fraction:
    last = calendar.monthrange(day.year, day.month)[1]
    return day.year - 1 + (day.month - 1 + Fraction(day.day, last)) / 12


def due_moment(goal: Goal) -> Fraction:
    return Fraction(goal.due_year) if goal.due_day is None else day_moment(goal.due_day)


def start_of(own: Indicator) -> Fraction | None:
    """s in the compared unit: b for a level, 0 for changes and sums, none for yearly and average measures."""
    if own.measure == "level":
        return own.baseline
    if own.measure in {"change", "percent_change", "cumulative", "total_rate"}:
        return Fraction(0)
    return None
