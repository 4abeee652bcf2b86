"""A made-up case, as data: what a plan promises and what its table answers, for the writer and the oracle alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

CHANGE_OF_BASE = ("change", "percent_change", "average_annual_change", "average_annual_growth")
YEARLY = ("yearly_change", "yearly_percent_change")
AVERAGE = ("average_annual_change", "average_annual_growth", "average_rate")
OVER_PERIOD = ("cumulative", "total_rate", "average_rate")


@dataclass(frozen=True)
class Goal:
    """What must be reached in a due year: figures as they stand in the plan; none of them where there is no target."""

    due_year: int
    comparison: str | None
    figure: Fraction | None = None
    upper: Fraction | None = None
    tolerance: Fraction | None = None
    due_day: date | None = None


@dataclass(frozen=True)
class Indicator:
    """An indicator. `scope` is own, listed, level or units; `better` higher or lower or nothing."""

    id: str
    name: str
    unit: str | None
    measure: str
    constraint: str
    goals: tuple[Goal, ...]
    baseline: Fraction | None = None
    baseline_bound: str | None = None
    baseline_year: int | None = None
    better: str | None = None
    is_fall: bool = False
    scope: str = "own"
    regions: tuple[str, ...] = ()
    level: str = ""
    no_target: str = ""

    @property
    def is_product(self) -> bool:
        return self.goals[-1].comparison == "done"

    @property
    def is_fall_possible(self) -> bool:
        return self.measure in {"total_rate", "average_rate"}


@dataclass(frozen=True)
class Reading:
    """What a careful reader takes from a cell: a value, two bounds, a reason for none, or the answer of a product."""

    value: Fraction | None = None
    nothing: str = ""
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    is_open: bool = False
    done_on: date | None = None
    is_done: bool | None = None
    terms: tuple[Fraction, Fraction] | None = None

    @property
    def is_answer(self) -> bool:
        """Tell whether it makes its year one that the data speak of."""
        figures = (self.value, self.at_least, self.at_most, self.done_on, self.is_done)
        return any(one is not None for one in figures) or self.nothing == "not_applicable"


@dataclass(frozen=True)
class Row:
    """A row of the table: its cells as written, and what they say."""

    region: str
    level: str
    indicator: str
    year: int
    reading: Reading
    text: str
    part: str = ""
    label: str = ""
    period: str = ""
    unit: str = ""
    status: str = ""
    numerator: str = ""
    denominator: str = ""

    def cells(self, plan: str) -> list[str]:
        place = [plan, self.region, self.level, self.label or self.indicator, self.period or self._written_period()]
        return [*place, self.text, self.unit, self.status, self.numerator, self.denominator]

    def _written_period(self) -> str:
        return f"{self.year}-{self.part[1:]}" if self.part.startswith("M") else f"{self.year}{self.part}"


HEADER = ("plan", "region", "level", "indicator", "year", "value", "unit", "status", "numerator", "denominator")


@dataclass(frozen=True)
class Case:
    """One plan and its rows. `parents` are the regions whose rates come from those of the regions below them."""

    id: str
    region: str
    first_year: int
    last_year: int
    baseline_year: int | None
    band: Fraction
    steps: bool
    indicators: tuple[Indicator, ...]
    rows: tuple[Row, ...] = field(repr=False, default=())
    parents: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def rows_of(self, indicator: str) -> Iterator[Row]:
        return (row for row in self.rows if row.indicator == indicator)
