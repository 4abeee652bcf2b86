"""Measures: what of a series is compared with the target."""

from __future__ import annotations

from enum import StrEnum


class Measure(StrEnum):
    """The compared value m from the actual v(t) and the baseline b of year t0; formulas in `judgement.measures`."""

    LEVEL = "level"
    CHANGE = "change"
    PERCENT_CHANGE = "percent_change"
    YEARLY_CHANGE = "yearly_change"
    YEARLY_PERCENT_CHANGE = "yearly_percent_change"
    AVERAGE_ANNUAL_CHANGE = "average_annual_change"
    AVERAGE_ANNUAL_GROWTH = "average_annual_growth"
    CUMULATIVE = "cumulative"
    TOTAL_RATE = "total_rate"
    AVERAGE_RATE = "average_rate"


NEEDS_BASELINE = frozenset(
    {Measure.CHANGE, Measure.PERCENT_CHANGE, Measure.AVERAGE_ANNUAL_CHANGE, Measure.AVERAGE_ANNUAL_GROWTH}
)
"""Measures whose formula holds b."""

YEARLY = frozenset({Measure.YEARLY_CHANGE, Measure.YEARLY_PERCENT_CHANGE})
"""Measures under which every year of the period is due."""

AVERAGE = frozenset({Measure.AVERAGE_ANNUAL_CHANGE, Measure.AVERAGE_ANNUAL_GROWTH, Measure.AVERAGE_RATE})
"""Measures that are the same bar in every year."""

OVER_PERIOD = frozenset({Measure.CUMULATIVE, Measure.TOTAL_RATE, Measure.AVERAGE_RATE})
"""Measures over all years from the period's first."""

IN_PERCENT = frozenset(
    {
        Measure.PERCENT_CHANGE,
        Measure.YEARLY_PERCENT_CHANGE,
        Measure.AVERAGE_ANNUAL_GROWTH,
        Measure.TOTAL_RATE,
        Measure.AVERAGE_RATE,
    }
)
"""Measures whose compared unit is % whatever the indicator's unit."""

CHANGES = frozenset(Measure) - {Measure.LEVEL, Measure.CUMULATIVE}
"""Measures under which a printed fall of t is −t."""
