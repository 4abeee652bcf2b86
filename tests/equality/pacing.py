"""Pace in plain Python (DESIGN §4.4, `docs/pace.md`): the path to a target, and where a value stands beside it."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tests.equality.answers import base_year, due_moment, moment, start_of
from tests.equality.bars import SLACK, Bar, bar_of, direction_of, near_edge, slack
from tests.equality.cases import AVERAGE, YEARLY, Case, Goal, Indicator

Line = dict[str, Any]


def pace_of(case: Case, own: Indicator, number: int, line: Line, year: int, part: str) -> Line:
    goal, t, t0 = own.goals[number], moment(year, part), start_year(case, own)
    found: Line = {"tau": None, "path_value": None, "lead": None, "pace": None, "pace_reason": None}
    if own.no_target:
        return found | {"pace_reason": "not_applicable" if line["verdict"] == "not_applicable" else "no_target"}
    if own.measure in YEARLY:
        return found | {"pace_reason": "not_applicable" if line["verdict"] == "not_applicable" else "yearly_measure"}
    due = due_moment(goal)
    if t0 is not None and t0 <= t <= due and due > t0:
        found["tau"] = (t - t0) / (due - t0)
    if line["verdict"] == "not_applicable" or line.get("compared") is None:
        return found | {"pace_reason": "not_applicable" if line["verdict"] == "not_applicable" else "no_data"}
    if t0 is not None and t <= t0:
        return found | {"pace_reason": "baseline_year"}
    if t >= due:
        return found | {"pace_reason": "due_reached"}
    return found | walk(case, own, number, line, t)


def start_year(case: Case, own: Indicator) -> int | None:
    return case.first_year - 1 if own.measure in {"cumulative", "total_rate"} else base_year(case, own)


def walk(case: Case, own: Indicator, number: int, line: Line, t: Fraction) -> Line:
    """The pace of a line that has a way to its target before it."""
    goal, s, t0 = own.goals[number], start_of(own), start_year(case, own)
    bar, m = bar_of(goal, own.better), line.get("compared")
    inside = line["verdict"] == "met" or (m is not None and bar.holds(m))
    if own.measure in AVERAGE:
        return {"pace": "on_pace" if inside else "behind"}
    if s is not None and t0 is not None and bar.closed.holds(s):
        if inside:
            return {"pace": "on_pace"}
        return {"pace": "regressed" if m is not None and is_worse(bar, goal, own, s, m) else "behind"}
    before = own.goals[number - 1] if number else None
    if before is None and (s is None or t0 is None):
        return {"pace_reason": "baseline_is_a_bound" if own.baseline_bound and own.measure == "level" else "no_start"}
    if before is not None:
        begin, height = due_moment(before), edge_of(bar_of(before, own.better), s)
    else:
        assert s is not None and t0 is not None
        begin, height = Fraction(t0), s
    end = edge_of(bar, height if s is None else s)
    share = (t - begin) / (due_moment(goal) - begin)
    if case.steps:
        share = Fraction((5 * share).__floor__(), 5)
    path = height + share * (end - height)
    found: Line = {"path_value": path}
    if m is None:
        return found
    sign = 1 if end == bar.low and (bar.high is None or height <= end) else -1
    lead = sign * (m - path) / abs(end - height) if end != height else None
    return found | {"lead": lead, "pace": word(case, own, goal, bar, inside, lead, m, s)}


def edge_of(bar: Bar, s: Fraction | None) -> Fraction:
    if s is None:
        edge = bar.low if bar.low is not None else bar.high
        assert edge is not None
        return edge
    return near_edge(bar, s)


def word(
    case: Case,
    own: Indicator,
    goal: Goal,
    bar: Bar,
    inside: bool,
    lead: Fraction | None,
    m: Fraction,
    s: Fraction | None,
) -> str:
    if s is not None and is_worse(bar, goal, own, s, m):
        return "regressed"
    if inside:
        return "ahead"
    if s is not None and (bar.is_over(m) if bar.is_under(s) else bar.is_under(m)):
        return "behind"  # past the far edge, from where it must come back
    assert lead is not None
    if lead >= case.band - SLACK:
        return "ahead"
    return "on_pace" if lead >= -case.band - SLACK else "behind"


def is_worse(bar: Bar, goal: Goal, own: Indicator, s: Fraction, m: Fraction) -> bool:
    """Worse than the start; without a direction farther from the range."""
    if direction := direction_of(goal, own.better):
        return (s - m) * direction > slack(s)
    return off(bar, m) > off(bar, s) + slack(s)


def off(bar: Bar, value: Fraction) -> Fraction:
    low = bar.low - value if bar.low is not None else Fraction(0)
    high = value - bar.high if bar.high is not None else Fraction(0)
    return max(low, high, Fraction(0))
