"""What a printed figure is a figure of: the level, a yearly rate, a sum over the plan's years.

A name that is itself a change (GDP增长, 能耗降低) in % gives yearly rates as data: under 年均 their mean is judged,
over the period their compound. 〔〕 and 累计 are over the period: of what is new in each year the sum, of anything else
the plan must say, so it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.drafting.entry import Entry
from planckeck.drafting.naming import change_of, is_flow
from planckeck.model.measure import Measure
from planckeck.notation import Printed
from planckeck.problems import say

_PER_CENT = frozenset({"%", "‰"})


def choose_measure(entry: Entry, printed: Sequence[Printed], average: bool, total: bool, growth: bool) -> bool:
    """Fill in the measure (none: the level), as sure as it is; return whether one could be chosen.

    `average`, `total` and `growth` say how the column is headed.
    """
    change = change_of(entry.name)
    if any(one.total for one in printed) or (total and not average):
        return _over_the_period(entry, change)
    admitted = {one.measures for one in printed}
    if len(admitted) > 1:
        entry.leave_open(say("the years do not say the same kind of figure"))
        return False
    measures = admitted.pop()
    if len(measures) == 1:
        return True  # the print says it
    if measures:
        return _of_several(entry, measures, change)
    if average:
        return _in_a_yearly_column(entry, printed, change, growth)
    if change == "fall" and entry.unit in _PER_CENT:
        return _fall_over_the_period(entry)
    if change and entry.unit in _PER_CENT:
        entry.suppose(say("read as the rate of that year: the name is a change"))
    return True


def _over_the_period(entry: Entry, change: str) -> bool:
    if change and entry.unit in _PER_CENT:
        entry.measure, entry.falls = Measure.TOTAL_RATE, change == "fall"
        entry.suppose(say("over the period: the yearly rates are compounded"))
        return True
    if is_flow(entry.name) and change != "fall":
        entry.measure = Measure.CUMULATIVE
        entry.suppose(say("over the period: what is new in each year is added up"))
        return True
    entry.leave_open(say("over the period: a sum of yearly figures or a change, the measure must be decided"))
    return False


def _fall_over_the_period(entry: Entry) -> bool:
    """单位GDP能耗降低 in the column of the last year: such falls are planned over the period."""
    entry.measure, entry.falls = Measure.TOTAL_RATE, True
    entry.suppose(say("a fall, read over the period: the yearly rates are compounded"))
    return True


def _of_several(entry: Entry, measures: Sequence[Measure], change: str) -> bool:
    if change and entry.unit in _PER_CENT and Measure.AVERAGE_RATE in measures:
        entry.measure, entry.falls = Measure.AVERAGE_RATE, change == "fall"
        entry.suppose(say("a yearly mean of rates"))
        return True
    entry.leave_open(say("points or per cent, or a change of another kind: the measure must be decided"))
    return False


def _in_a_yearly_column(entry: Entry, printed: Sequence[Printed], change: str, growth: bool) -> bool:
    if change and entry.unit in _PER_CENT:
        entry.measure, entry.falls = Measure.AVERAGE_RATE, change == "fall"
        return True
    if growth and entry.unit not in _PER_CENT:
        entry.measure = Measure.AVERAGE_ANNUAL_GROWTH
        return True
    if entry.unit in _PER_CENT:
        entry.suppose(say("printed in the yearly column, read as the level of the last year"))
        return True
    if any(one.unit in _PER_CENT for one in printed):
        entry.measure = Measure.AVERAGE_ANNUAL_GROWTH
        entry.suppose(say("per cent in the yearly column, read as the mean growth"))
        return True
    entry.leave_open(say("printed in the yearly column: a growth or a yearly amount, the measure must be decided"))
    return False
