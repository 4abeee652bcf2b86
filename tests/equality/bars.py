"""Intervals in plain Python (DESIGN §4.1): what a comparison asks for, and how far a value lies from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.equality.cases import Goal

SLACK = Fraction(1, 10**9)


def slack(edge: Fraction) -> Fraction:
    return SLACK * max(Fraction(1), abs(edge))


@dataclass(frozen=True)
class Bar:
    """An interval (§4.1)."""

    low: Fraction | None = None
    low_open: bool = False
    high: Fraction | None = None
    high_open: bool = False

    def holds(self, m: Fraction) -> bool:
        return not self.is_under(m) and not self.is_over(m)

    def is_under(self, m: Fraction) -> bool:
        if self.low is None:
            return False
        return m <= self.low + slack(self.low) if self.low_open else m < self.low - slack(self.low)

    def is_over(self, m: Fraction) -> bool:
        if self.high is None:
            return False
        return m >= self.high - slack(self.high) if self.high_open else m > self.high + slack(self.high)

    @property
    def closed(self) -> Bar:
        return Bar(self.low, False, self.high, False)

    def gap(self, m: Fraction) -> tuple[Fraction, Fraction | None]:
        """Return the gap and the edge it is measured to; 0 and None inside."""
        for edge, is_out in ((self.low, self.is_under(m)), (self.high, self.is_over(m))):
            if edge is not None and is_out:
                return (Fraction(0) if abs(edge - m) <= slack(edge) else edge - m), edge
        return Fraction(0), None


def bar_of(goal: Goal, better: str | None) -> Bar:
    """Lower a comparison to its interval; `better` opens the side on which more is no harm."""
    t = goal.figure
    assert t is not None
    match goal.comparison:
        case "at_least":
            return Bar(low=t)
        case "above":
            return Bar(low=t, low_open=True)
        case "at_most":
            return Bar(high=t)
        case "below":
            return Bar(high=t, high_open=True)
        case "equal":
            low, high = t, t
        case "about":
            low, high = t - (goal.tolerance or 0), t + (goal.tolerance or 0)
        case _:
            assert goal.upper is not None
            low, high = t, goal.upper
    return Bar(None if better == "lower" else low, False, None if better == "higher" else high, False)


def direction_of(goal: Goal, better: str | None) -> int:
    """+1 where more is better, -1 where less is, 0 where nobody says."""
    if goal.comparison in {"at_least", "above"}:
        return 1
    if goal.comparison in {"at_most", "below"}:
        return -1
    return {"higher": 1, "lower": -1}.get(better or "", 0)


def near_edge(bar: Bar, s: Fraction) -> Fraction:
    """The edge nearest s, which lies outside."""
    edges = [edge for edge in (bar.low, bar.high) if edge is not None]
    return min(edges, key=lambda edge: abs(edge - s))
