"""The way from a baseline to a target, worked out once for every promise, before any data are seen (DESIGN §4.4).

The path runs straight from (t0, s) through the edges of the milestones to the last. One promise is due at the end of
one stretch of it: from the milestone before, else from the start. Moments are real years: 2018.0 is the end of 2018,
2017.5 the end of June 2018. A path of steps rises at the end of each fifth of a stretch instead.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from typing import NamedTuple

from planckeck.model.measure import AVERAGE, YEARLY, Measure
from planckeck.model.pace import PaceReason
from planckeck.model.promise import Baseline, LoadedPlan, Promise
from planckeck.model.target import SLACK, Comparison, Done, Interval

BAND = 0.10
"""How far from the path, as a share of the stretch, an actual is still on pace, where nobody says otherwise."""

FROM_FIRST_YEAR = frozenset({Measure.CUMULATIVE, Measure.TOTAL_RATE})
"""Sums over the period: they start from 0 at the end of the year before its first."""


class Way(NamedTuple):
    """The stretch that leads to one promise.

    `way_from` is t0 (None where no year is known) and `way_to` the moment the promise is due: τ is counted between
    them. The stretch runs from (path_from, path_start) to (way_to, path_end); `path_sign` is +1 where its end is a
    lower edge, −1 where an upper one, and between two edges the way that the stretch goes. `holds` tells that s lies
    inside the interval: a bar to hold, no way to go. `no_path` says why there is no pace whatever the data are, ''
    where there may be one.
    """

    way_from: float | None
    way_to: float
    path_from: float | None = None
    path_start: float | None = None
    path_end: float | None = None
    path_sign: int = 0
    holds: bool = False
    no_path: str = ""


def ways_of(loaded: LoadedPlan, indicator_id: str, starts: Sequence[float | None]) -> list[Way]:
    """Return the way to each promise of an indicator, in their order; `starts` are their s in the compared unit."""
    promises = loaded.promises[indicator_id]
    baseline = loaded.baselines[indicator_id]
    ways: list[Way] = []
    for number, (promise, start) in enumerate(zip(promises, starts, strict=True)):
        moment = _start_moment(loaded, promise, baseline)
        way = Way(way_from=moment, way_to=due_moment(promise))
        before = [
            (earlier, made)
            for earlier, made in zip(promises[:number], ways, strict=True)
            if made.path_end is not None and earlier.measure is promise.measure
        ]
        ways.append(_way(way, promise, start, baseline, before[-1][1] if before else None))
    return ways


def moment(date: int) -> float:
    """Return the end of a day (yyyymmdd) as a real year, in twelfths for month ends: 20180630 is 2017.5."""
    year, month, day = date // 10000, date // 100 % 100, date % 100
    return year - 1 + (month - 1 + day / calendar.monthrange(year, month)[1]) / 12


def due_moment(promise: Promise) -> float:
    """Return when a promise is due, as a real year."""
    date = promise.due_date
    return float(promise.due_year) if date is None else moment(date.year * 10000 + date.month * 100 + date.day)


def _start_moment(loaded: LoadedPlan, promise: Promise, baseline: Baseline | None) -> float | None:
    if promise.measure in FROM_FIRST_YEAR:
        return float(loaded.plan.first_year - 1)
    year = baseline.year if baseline is not None else loaded.plan.baseline_year
    return None if year is None else float(year)


def _way(way: Way, promise: Promise, start: float | None, baseline: Baseline | None, before: Way | None) -> Way:
    """Add the stretch to a way: from the milestone before, else from s."""
    if reason := _without_path(promise):
        return Way(way.way_from, way.way_to, no_path=reason)
    interval = promise.interval
    if promise.measure in AVERAGE:
        return way
    if start is not None and way.way_from is not None and _is_inside(interval, start):
        return Way(way.way_from, way.way_to, path_end=_end(interval, start)[0], holds=True)
    if before is not None:
        point = (before.way_to, before.path_end)
    elif start is None or way.way_from is None:
        is_bound = promise.measure is Measure.LEVEL and baseline is not None and baseline.bound is not None
        reason = PaceReason.BASELINE_IS_A_BOUND if is_bound else PaceReason.NO_START
        # the edge stays known: the next stretch starts there
        return Way(way.way_from, way.way_to, path_end=_end(interval, None)[0], no_path=reason)
    else:
        point = (way.way_from, start)
    end, sign = _end(interval, point[1] if start is None else start)
    return Way(way.way_from, way.way_to, point[0], point[1], end, _way_sign(interval, point[1], end) or sign)


def _way_sign(interval: Interval, begin: float | None, end: float | None) -> int:
    """Return which way a stretch to a target of two edges goes, 0 for one edge and where there is no way.

    A milestone may lie beyond this target: from there it is the other way, and the other edge is the far one.
    """
    if interval.low is None or interval.high is None or begin is None or end is None:
        return 0
    return (end > begin) - (end < begin)


def _without_path(promise: Promise) -> str:
    if isinstance(promise.target, Done) or promise.comparison is Comparison.DONE:
        return PaceReason.DONE
    if promise.measure in YEARLY:
        return PaceReason.YEARLY_MEASURE
    if promise.target is None:
        # a bar that is another indicator's actual gets its value later, and another one every year
        return PaceReason.MOVING_BAR if promise.reference is not None else PaceReason.NO_TARGET
    return ""


def _is_inside(interval: Interval, start: float) -> bool:
    """Tell whether s lies inside or on an edge, an open one too, with the slack of §4.1."""
    closed = Interval(low=interval.low, high=interval.high)
    return closed.holds(start)


def _end(interval: Interval, start: float | None) -> tuple[float | None, int]:
    """Return the edge that a way from `start` ends at, and its side; the only edge where there is but one."""
    low = None if interval.low is None else float(interval.low)
    high = None if interval.high is None else float(interval.high)
    if low is None or high is None:
        return (high, -1) if low is None else (low, 1)
    if start is None:
        return (low, 1) if high - low <= SLACK * max(1.0, abs(low)) else (None, 0)
    if start < low:
        return low, 1
    return (high, -1) if start > high else (start, 0)
