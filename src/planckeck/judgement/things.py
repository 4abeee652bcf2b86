"""The gap of a rate in things: heads, beds, visits, yuan (DESIGN §5.3)."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck import units
from planckeck.model.measure import Measure
from planckeck.model.plan import Indicator
from planckeck.model.target import SLACK


def with_gap_count(judged: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add gap_count = gap/per·denominator, rounded away from 0 to whole things; null where no denominator is known.

    Of a level or a change of a level alone: a growth of a rate is no number of things.
    """
    things = nw.col("gap") / nw.when(nw.col("per") > 0).then(nw.col("per")) * nw.col("denominator")
    size = things.abs()
    # 413.0000000001 is 413: binary fractions add no bed
    whole = (size - SLACK * nw.max_horizontal(nw.lit(1.0), size)).ceil()
    whole = nw.when(whole > 0).then(whole).otherwise(nw.lit(0.0))
    signed = nw.when(things < 0).then(-1 * whole).otherwise(whole)
    is_rate = nw.col("measure").is_in([Measure.LEVEL.value, Measure.CHANGE.value])
    known = is_rate & ~things.is_null() & (nw.col("denominator") > 0)
    return judged.with_columns(gap_count=nw.when(known).then(signed))


def counted_unit(indicator: Indicator) -> str:
    """Return in what a rate's numerator is counted (张 of 张/千人口); '' where the unit names nothing (%, /10万)."""
    unit = indicator.unit or ""
    head = units.head_of(unit)
    return "" if head == unit else head
