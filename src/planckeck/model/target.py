"""Targets: eight ways to hold a value against a bar, each lowered to one interval."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, NamedTuple

SLACK = 1e-9
"""Relative width within which a value is an edge (DESIGN: 1e-9·max(1, |edge|)); 0.1+0.2 must meet 0.3."""


class Comparison(StrEnum):
    """How an actual is held against a target."""

    AT_LEAST = "at_least"
    ABOVE = "above"
    AT_MOST = "at_most"
    BELOW = "below"
    EQUAL = "equal"
    ABOUT = "about"
    BETWEEN = "between"
    DONE = "done"


class Better(StrEnum):
    """The side on which more is no harm."""

    HIGHER = "higher"
    LOWER = "lower"


def effective_edges(low: float | None, low_open: bool, high: float | None, high_open: bool) -> tuple[float, float]:
    """Return the closed float64 edges that every engine compares with: low_eff ≤ value ≤ high_eff.

    The slack widens a closed edge and narrows an open one, so that a value within it of an edge is that edge.
    An unbounded side is ∓inf.
    """
    low_eff = -math.inf
    if low is not None:
        width = SLACK * max(1.0, abs(low))
        low_eff = math.nextafter(low + width, math.inf) if low_open else low - width
    high_eff = math.inf
    if high is not None:
        width = SLACK * max(1.0, abs(high))
        high_eff = math.nextafter(high - width, -math.inf) if high_open else high + width
    return low_eff, high_eff


class Interval(NamedTuple):
    """The values that meet a target; None is an unbounded side."""

    low: Decimal | None = None
    low_open: bool = False
    high: Decimal | None = None
    high_open: bool = False

    def effective(self) -> tuple[float, float]:
        """Return (low_eff, high_eff), see `effective_edges`."""
        return effective_edges(_float(self.low), self.low_open, _float(self.high), self.high_open)

    def holds(self, value: float) -> bool:
        """Tell whether a value lies in the interval; the oracle of every engine's tests. NaN lies in none."""
        low_eff, high_eff = self.effective()
        return low_eff <= value <= high_eff


def _float(edge: Decimal | None) -> float | None:
    return None if edge is None else float(edge)


def _finite(*figures: object) -> None:
    """Refuse what is no finite decimal: a bound that were a float, or NaN, would judge in silence."""
    for figure in figures:
        if not (isinstance(figure, Decimal) and figure.is_finite()):
            raise ValueError(f"{figure!r} is no finite decimal")


@dataclass(frozen=True, slots=True, kw_only=True)
class _OneEdged:
    bound: Decimal

    def __post_init__(self) -> None:
        _finite(self.bound)


class AtLeast(_OneEdged):
    """[bound, ∞)."""

    __slots__ = ()
    comparison: ClassVar[Comparison] = Comparison.AT_LEAST

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return Interval(low=self.bound)


class Above(_OneEdged):
    """(bound, ∞)."""

    __slots__ = ()
    comparison: ClassVar[Comparison] = Comparison.ABOVE

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return Interval(low=self.bound, low_open=True)


class AtMost(_OneEdged):
    """(−∞, bound]."""

    __slots__ = ()
    comparison: ClassVar[Comparison] = Comparison.AT_MOST

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return Interval(high=self.bound)


class Below(_OneEdged):
    """(−∞, bound)."""

    __slots__ = ()
    comparison: ClassVar[Comparison] = Comparison.BELOW

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return Interval(high=self.bound, high_open=True)


def _two_edged(low: Decimal, high: Decimal, better: Better | None) -> Interval:
    """Return [low, high]; `better` opens the side on which more is no harm."""
    return Interval(
        low=None if better is Better.LOWER else low,
        high=None if better is Better.HIGHER else high,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Equal:
    """[bound, bound]."""

    comparison: ClassVar[Comparison] = Comparison.EQUAL
    bound: Decimal
    better: Better | None = None

    def __post_init__(self) -> None:
        _finite(self.bound)

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return _two_edged(self.bound, self.bound, self.better)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """[bound − tolerance, bound + tolerance]; the width is the plan file's own, print never says it."""

    comparison: ClassVar[Comparison] = Comparison.ABOUT
    bound: Decimal
    tolerance: Decimal
    better: Better | None = None

    def __post_init__(self) -> None:
        _finite(self.bound, self.tolerance)
        if self.tolerance <= 0:
            raise ValueError("a tolerance must be positive")

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return _two_edged(self.bound - self.tolerance, self.bound + self.tolerance, self.better)


@dataclass(frozen=True, slots=True, kw_only=True)
class Between:
    """[low, high]."""

    comparison: ClassVar[Comparison] = Comparison.BETWEEN
    low: Decimal
    high: Decimal
    better: Better | None = None

    def __post_init__(self) -> None:
        _finite(self.low, self.high)
        if self.low > self.high:
            raise ValueError("low must not exceed high")

    def interval(self) -> Interval:
        """Return the values that meet this target."""
        return _two_edged(self.low, self.high, self.better)


@dataclass(frozen=True, slots=True)
class Done:
    """The thing is done by its due date; there is no number."""

    comparison: ClassVar[Comparison] = Comparison.DONE

    def interval(self) -> Interval:
        """Return the empty pair of edges: dates decide, not numbers."""
        return Interval()


Target = AtLeast | Above | AtMost | Below | Equal | About | Between | Done
"""Any of the eight; match on the class, `comparison` is for outputs."""


def make_target(
    comparison: Comparison, bound: Decimal, tolerance: Decimal | None = None, better: Better | None = None
) -> Target:
    """Build the target of a comparison with one figure.

    Raises: ValueError for between (two figures), done (none), and about without a tolerance.
    """
    match comparison:
        case Comparison.AT_LEAST:
            return AtLeast(bound=bound)
        case Comparison.ABOVE:
            return Above(bound=bound)
        case Comparison.AT_MOST:
            return AtMost(bound=bound)
        case Comparison.BELOW:
            return Below(bound=bound)
        case Comparison.EQUAL:
            return Equal(bound=bound, better=better)
        case Comparison.ABOUT if tolerance is not None:
            return About(bound=bound, tolerance=tolerance, better=better)
        case _:
            raise ValueError(f"{comparison} does not have one figure")
