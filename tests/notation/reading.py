"""What the tables of this folder compare: a text, read and brought together with its plan file, as an interval."""

from __future__ import annotations

from decimal import Decimal
from typing import TypedDict

from planckeck.model.measure import Measure
from planckeck.model.target import Better, Comparison, Done, Interval
from planckeck.notation import lower, parse_target


class File(TypedDict, total=False):
    """What a plan file says beside the print."""

    comparison: Comparison
    tolerance: Decimal
    better: Better
    measure: Measure
    fall_is_positive: bool


Row = tuple[str, str | None, File, str, str]
"""Text as printed, the plan's unit, what the file says, the interval, the measure."""

AT_LEAST: File = {"comparison": Comparison.AT_LEAST}
ABOVE: File = {"comparison": Comparison.ABOVE}
AT_MOST: File = {"comparison": Comparison.AT_MOST}
BELOW: File = {"comparison": Comparison.BELOW}
EQUAL: File = {"comparison": Comparison.EQUAL}
BETWEEN: File = {"comparison": Comparison.BETWEEN}
NOTHING: File = {}


def within(width: str) -> File:
    """Say a tolerance."""
    return {"tolerance": Decimal(width)}


def under(measure: Measure, beside: File | None = None) -> File:
    """Say a measure, beside what else is said."""
    return {**(beside or {}), "measure": measure}


def read(written: str, unit: str | None, file: File) -> tuple[str, str]:
    """Return the interval and the measure that a text comes to; a reason in its place where there is no target."""
    lowered = lower(parse_target(written, unit), **file)
    if lowered.target is None:
        assert lowered.reason is not None
        return lowered.reason, lowered.measure.value
    if isinstance(lowered.target, Done):
        return "done", lowered.measure.value
    return spelt(lowered.target.interval()), lowered.measure.value


def spelt(interval: Interval) -> str:
    """Write an interval: [77, ∞) or (40, 50]."""
    low = "(−∞" if interval.low is None else f"{'(' if interval.low_open else '['}{_plain(interval.low)}"
    high = "∞)" if interval.high is None else f"{_plain(interval.high)}{')' if interval.high_open else ']'}"
    return f"{low}, {high}"


def _plain(edge: Decimal) -> str:
    return f"{edge.normalize():f}"
