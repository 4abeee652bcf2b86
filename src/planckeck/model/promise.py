"""What a plan file promises once its printed texts were read: dated targets and baselines with figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from planckeck.model.measure import Measure
from planckeck.model.plan import Indicator, Plan
from planckeck.model.target import Better, Comparison, Interval, Target, make_target
from planckeck.problems import Place

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a plan file to one value."""


class Positions(NamedTuple):
    """Where every field of a plan file stands, by its path; a missing path falls back to its parent."""

    file: str
    of_keys: Mapping[Path, Place]
    of_values: Mapping[Path, Place]

    def value(self, *path: str | int) -> Place:
        """Return the place of the value at `path`, else of the nearest parent that stands in the file."""
        for length in range(len(path), -1, -1):
            try:
                return self.of_values[path[:length]]
            except KeyError:
                continue
        return Place(self.file)

    def key(self, *path: str | int) -> Place:
        """Return the place of the key at the end of `path`, else the value's place."""
        return self.of_keys.get(path) or self.value(*path)


class Baseline(NamedTuple):
    """The value before the plan; `written` is as printed. For a bound (＞95) `value` is None, `edge` its figure."""

    written: str
    year: int | None
    value: Decimal | None = None
    bound: Comparison | None = None
    edge: Decimal | None = None


class Promise(NamedTuple):
    """One target of an indicator, due in one year.

    `target` is None where no value is known; `reason` then says why: reference_without_value, qualitative,
    reading_open, watched. A reference target keeps `reference`, `plus` and its `comparison`.
    """

    due_year: int
    due_date: dt.date | None
    written: str
    comparison: Comparison | None
    target: Target | None
    measure: Measure
    decimals: int = 0
    reference: str | None = None
    plus: Decimal = Decimal(0)
    tolerance: Decimal | None = None
    reason: str | None = None
    place: Place = Place("")

    @property
    def interval(self) -> Interval:
        """Return the values that meet the target; empty where there is no target value."""
        return self.target.interval() if self.target is not None else Interval()

    def with_bar(self, value: Decimal, better: Better | None) -> Promise:
        """Return this reference's promise with its bar filled in: value + plus under the promise's comparison."""
        assert self.comparison is not None
        bound = value + self.plus
        exponent = bound.as_tuple().exponent
        decimals = max(0, -exponent) if isinstance(exponent, int) else 0
        target = make_target(self.comparison, bound, self.tolerance, better)
        return self._replace(target=target, reason=None, decimals=decimals)


@dataclass(frozen=True)
class LoadedPlan:
    """A plan file, read whole: the model, what its texts mean, and where each field stands."""

    plan: Plan
    positions: Positions
    promises: Mapping[str, tuple[Promise, ...]]
    baselines: Mapping[str, Baseline | None]

    def place(self, indicator: int | str, *fields: str | int) -> Place:
        """Return where a field of an indicator (by index or id) stands."""
        index = indicator if isinstance(indicator, int) else self._indexes[indicator]
        return self.positions.value("indicators", index, *fields)

    @cached_property
    def _indexes(self) -> Mapping[str, int]:
        return {indicator.id: number for number, indicator in enumerate(self.plan.indicators)}

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator of that id."""
        return self.plan.indicators[self._indexes[indicator_id]]
