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
    unknown = "baseline_is_a_bound" if own.baseline_bound and own.measure == "level" else "no_start"
    if before is None and (s is None or t0 is None):
        return {"pace_reason": unknown}
    if before is not None:
        begin, height = due_moment(before), height_of(own, number - 1, s if t0 is not None else None)
        if height is None:
            return {"pace_reason": unknown}
    else:
        assert s is not None and t0 is not None
        begin, height = Fraction(t0), s
    end = near_edge(bar, height if s is None else s)
    share = (t - begin) / (due_moment(goal) - begin)
    if case.steps:
        share = Fraction((5 * share).__floor__(), 5)
    path = height + share * (end - height)
    found: Line = {"path_value": path}
    if m is None:
        return found
    two_edges = bar.low is not None and bar.high is not None
    up = end > height if two_edges else bar.low is not None
    lead = (m - path) * (1 if up else -1) / abs(end - height) if end != height else None
    is_past = two_edges and (bar.is_over(m) if up else bar.is_under(m))
    is_regressed = s is not None and is_worse(bar, goal, own, s, m)
    # past the far edge it must come back
    word = "ahead" if inside else by_lead(None if is_past else lead, case.band)
    return found | {"lead": lead, "pace": "regressed" if is_regressed else word}


def by_lead(lead: Fraction | None, band: Fraction) -> str:
    if lead is None:
        return "behind"  # nor is there a way to be ahead on
    if lead >= band - SLACK:
        return "ahead"
    return "on_pace" if lead >= -band - SLACK else "behind"


def height_of(own: Indicator, number: int, s: Fraction | None) -> Fraction | None:
    """Where the path passes a milestone: the edge nearest s, or s where it lies between both; None where nothing says
    which of two edges."""
    bar = bar_of(own.goals[number], own.better)
    edges = {edge for edge in (bar.low, bar.high) if edge is not None}
    if len(edges) == 1:
        return edges.pop()
    if s is not None:
        return s if bar.closed.holds(s) else near_edge(bar, s)
    before = height_of(own, number - 1, None) if number else None
    return None if before is None else near_edge(bar, before)


def is_worse(bar: Bar, goal: Goal, own: Indicator, s: Fraction, m: Fraction) -> bool:
    """Worse than the start; without a direction farther from the range."""
    if direction := direction_of(goal, own.better):
        return (s - m) * direction > slack(s)
    return off(bar, m) > off(bar, s) + slack(s)


def off(bar: Bar, value: Fraction) -> Fraction:
    low = bar.low - value if bar.low is not None else Fraction(0)
    high = value - bar.high if bar.high is not None else Fraction(0)
    return max(low, high, Fraction(0))
