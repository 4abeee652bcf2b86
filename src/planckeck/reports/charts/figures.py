"""Compared values as people read them beside a chart."""

from __future__ import annotations

from planckeck.model.assessment import Result
from planckeck.reports import numbers
from planckeck.reports.gaps import ratio_of


def compared_figure(result: Result, value: float) -> str:
    """Return a compared value for people; of a ratio's level as the ratio."""
    text = numbers.shown(value, (result.low, result.high), numbers.decimals(result.target or ""))
    return (ratio_of(result.unit) or "{}").format(text) if result.measure == "level" else text
