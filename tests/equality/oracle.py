"""The verdict and the gap of a case in plain Python, in fractions, from the documents and not from the code.

Sources: DESIGN §4.1 to §4.5 (interval, measure, verdict, pace, counts), `docs/pace.md` (path, words, reasons),
`docs/plan-file.md` (measures, scopes) and `docs/actuals.md` (what rows say, and which of several). One value at a
time: nothing here knows of tables, columns or engines. Where the documents leave the order of two reasons open, a
comment says which is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.equality.answers import Answers, Lack, answers, compared, due_moment, moment, start_of
from tests.equality.bars import Bar, bar_of, direction_of, near_edge, slack
from tests.equality.cases import AVERAGE, YEARLY, Case, Goal, Indicator, Reading, Row
from tests.equality.pacing import Line, pace_of

COUNTED = frozenset({"个", "人", "家"})
Key = tuple[str, str, str, int]
"""Plan, indicator, region, year."""


def judge_line(case: Case, own: Indicator, region: str, known: Answers, year: int) -> Line:
    """Judge one indicator, region and year."""
    number = next((at for at, goal in enumerate(own.goals) if year <= goal.due_year), len(own.goals) - 1)
    goal = own.goals[number]
    part, said = known.of(year)
    line: Line = {
        "due": str(goal.due_year) if goal.due_day is None else goal.due_day.isoformat(),
        "measure": own.measure,
        "constraint": own.constraint,
        "comparison": goal.comparison,
        "part": part or None,
        "part_of": None,
        "is_due": moment(year, part) >= due_moment(goal) or (own.measure in YEARLY and year >= case.first_year),
        "actual": said.value if said is not None else None,
        "reason": None,
    }
    if own.is_product:
        line |= judge_product(goal, known, year, bool(line["is_due"]))
    elif said is not None and said.nothing == "not_applicable":
        line["verdict"] = "not_applicable"
    elif own.no_target:
        line |= {"verdict": "no_target", "reason": own.no_target}
    else:
        line |= judge_number(case, own, goal, known, year, bool(line["is_due"]))
    if not own.is_product:
        line |= pace_of(case, own, number, line, year, part)
    else:
        line |= {"pace": None, "pace_reason": "not_applicable" if line["verdict"] == "not_applicable" else "done"}
    return line


def judge_number(case: Case, own: Indicator, goal: Goal, known: Answers, year: int, is_due: bool) -> Line:
    bar = bar_of(goal, own.better)
    edges: Line = {"low": bar.low, "high": bar.high}
    edges |= {"low_open": None if bar.low is None else bar.low_open}
    edges |= {"high_open": None if bar.high is None else bar.high_open}
    m = compared(case, own, known, year)
    said = known.of(year)[1]
    if isinstance(m, Lack):
        if m.reason == "not_decided" and said is not None and own.measure == "level":
            inside = decided(bar, said)
            if inside is not None:
                return edges | {"verdict": "met" if inside else "unmet" if is_due else "not_due"}
        return edges | {"verdict": "no_data", "reason": m.reason}
    verdict = "met" if bar.holds(m) or stays_zero(own, goal, known, year, m) else "unmet" if is_due else "not_due"
    if own.measure == "cumulative" and bar.high is not None and not is_due:
        verdict = "unmet" if bar.is_over(m) else "not_due"
    gap, edge = (Fraction(0), None) if verdict == "met" else bar.gap(m)
    found = edges | {"verdict": verdict, "compared": m, "gap": gap}
    s = start_of(own)
    edge = edge if edge is not None else inner_edge(bar, s)
    found["relative_gap"] = None if not edge else gap / abs(edge)
    found["completion"] = completion(bar, m, edge)
    found["progress"] = None if s is None else progress(bar, s, m)
    found["rounds_to_target"] = verdict == "unmet" and rounds(own, goal, bar, m)
    found["worse_than_baseline"] = worse(own, goal, s, m)
    if own.measure in {"level", "change", "cumulative"} and verdict == "not_due" and gap:
        left = due_moment(goal) - moment(year, known.of(year)[0])
        found["required_annual_change"] = gap / left
    return found


def decided(bar: Bar, said: Reading) -> bool | None:
    """Tell whether every value that the bounds allow lies inside, or every one outside; None where both do."""
    low, high = said.at_least, said.at_most
    under = bar.low is not None and high is not None and _ends_before(bar, high, said.is_open)
    over = bar.high is not None and low is not None and _begins_behind(bar, low, said.is_open)
    if under or over:
        return False
    enough = bar.low is None or (low is not None and (not bar.is_under(low) or (said.is_open and low >= bar.low)))
    within = bar.high is None or (high is not None and (not bar.is_over(high) or (said.is_open and high <= bar.high)))
    return True if enough and within else None


def _ends_before(bar: Bar, high: Fraction, is_open: bool) -> bool:
    assert bar.low is not None
    return bar.is_under(high) or (is_open and high <= bar.low)


def _begins_behind(bar: Bar, low: Fraction, is_open: bool) -> bool:
    assert bar.high is not None
    return bar.is_over(low) or (is_open and low >= bar.high)


def stays_zero(own: Indicator, goal: Goal, known: Answers, year: int, m: Fraction) -> bool:
    """A rate that falls every year, is 0 and stays 0, is met."""
    before = known.whole(year - 1)
    return (
        own.measure == "yearly_change"
        and goal.comparison == "below"
        and goal.figure == 0
        and m == 0
        and before is not None
        and before.value == 0
    )


def inner_edge(bar: Bar, s: Fraction | None) -> Fraction:
    """The edge that a value inside is seen from: the only one, else the one nearest s, else the lower one."""
    edges = [edge for edge in (bar.low, bar.high) if edge is not None]
    return edges[0] if s is None else min(edges, key=lambda edge: abs(edge - s))


def completion(bar: Bar, m: Fraction, edge: Fraction) -> Fraction | None:
    """m/edge for a lower edge > 0 or an upper edge < 0, edge/m for an upper edge > 0."""
    if edge == bar.low and not bar.is_over(m):
        return m / edge if edge > 0 else None
    if edge < 0:
        return m / edge
    return edge / m if edge > 0 and m > 0 else None  # there is no share of nothing, or of less


def progress(bar: Bar, s: Fraction, m: Fraction) -> Fraction | None:
    if bar.closed.holds(s):
        return None
    edge = near_edge(bar, s)
    far = bar.is_over(m) if s < edge else bar.is_under(m)
    return None if far else (m - s) / (edge - s)


def worse(own: Indicator, goal: Goal, s: Fraction | None, m: Fraction) -> bool | None:
    direction = direction_of(goal, own.better)
    if s is None or not direction or (own.measure == "cumulative" and direction < 0):
        return None  # a budget is not worse than its start because some of it is spent
    return (s - m) * direction > slack(s)


def rounds(own: Indicator, goal: Goal, bar: Bar, m: Fraction) -> bool:
    """Met as the report prints it: half up in magnitude, to the target's decimals, at least one for all but counts."""
    figures = [one for one in (goal.figure, goal.upper, goal.tolerance) if one is not None]
    places = max([decimals(one) for one in figures] + [0 if own.unit in COUNTED and own.measure not in AVERAGE else 1])
    scale = 10**places
    shown = Fraction((abs(m) * scale + Fraction(1, 2)).__floor__(), scale) * (1 if m > 0 else -1)
    return bar.holds(shown)


def decimals(figure: Fraction) -> int:
    places = 0
    while (figure * 10**places).denominator != 1:
        places += 1
    return places


def judge_product(goal: Goal, known: Answers, year: int, is_due: bool) -> Line:
    """Done or not by its day, which counts."""
    last = goal.due_day or date(goal.due_year, 12, 31)
    until = [(own, said) for (own, _), said in sorted(known.by_period.items()) if own <= year]
    ends = date(year, 12, 31)
    done = [(own, said) for own, said in until if said.is_done or (said.done_on is not None and said.done_on <= ends)]
    missed = any(said.is_done is False and date(own, 12, 31) >= last for own, said in until)
    if done:  # the first that says so
        own, said = done[0]
        if said.done_on is not None:
            late = (said.done_on - last).days
            verdict = "met" if late <= 0 else "unmet"
            return {"verdict": verdict, "done_on": said.done_on.isoformat(), "days_late": max(late, 0) or None}
        in_time = date(own, 12, 31) <= last
        return {"verdict": "met"} if in_time else {"verdict": "no_data", "reason": "date_needed"}
    now = known.of(year)[1]
    if now is not None and now.nothing == "not_applicable":
        return {"verdict": "not_applicable"}
    if not is_due:
        return {"verdict": "not_due"}
    if now is not None and now.nothing:
        return {"verdict": "no_data", "reason": now.nothing}
    return {"verdict": "unmet"} if missed or now is not None else {"verdict": "no_data", "reason": "no_actual"}


def judged_years(case: Case) -> list[int]:
    """All years that the data speak of, from the baseline's on; years before it are history."""
    first = case.baseline_year or case.first_year
    found = sorted({row.year for row in case.rows if row.indicator and row.reading.is_answer and row.year >= first})
    return found or [case.last_year]


def expected(case: Case) -> dict[Key, Line]:
    """Judge every line of a case in every year that its data speak of."""
    lines: dict[Key, Line] = {}
    years = judged_years(case)
    for own in case.indicators:
        rows = list(case.rows_of(own.id))
        for year in years:
            if own.scope == "units":
                lines |= every_unit(case, own, rows, year)
                continue
            for region in regions_of(case, own):
                known = answers(row for row in rows if row.region == region)
                lines[case.id, own.id, region, year] = judge_line(case, own, region, known, year)
    return lines


def regions_of(case: Case, own: Indicator) -> list[str]:
    if own.scope == "own":
        return [case.region]
    if own.scope == "listed":
        return list(own.regions)
    there = sorted({row.region for row in case.rows if row.level == own.level and row.indicator})
    return there or [case.region]


def every_unit(case: Case, own: Indicator, rows: Sequence[Row], year: int) -> dict[Key, Line]:
    """The units each, and the plan's own line, which is met only if all of them are."""
    units = own.regions or tuple(sorted({row.region for row in case.rows if row.level == own.level and row.indicator}))
    found = {
        unit: judge_line(case, own, unit, answers(row for row in rows if row.region == unit), year) for unit in units
    }
    lines: dict[Key, Line] = {
        (case.id, own.id, unit, year): line | {"part_of": case.region} for unit, line in found.items()
    }
    judged = [unit for unit, line in found.items() if line["verdict"] != "not_applicable"]
    total = len(judged) if units else None
    whole: Line = {"part_of": None, "units_total": total, "reason": None, "constraint": own.constraint}
    if not units:
        # of a thing to be done nobody is asked before its day, also where no unit is known
        silent = judge_line(case, own, case.region, answers(()), year)
        reason = "no_units" if silent["verdict"] == "no_data" else silent.get("reason")
        whole |= {"verdict": silent["verdict"], "reason": reason}
    else:
        whole |= worst_of(found)
    lines[case.id, own.id, case.region, year] = whole
    return lines


def worst_of(units: Mapping[str, Line]) -> Line:
    """none fails but one is missing: no data, with the names."""
    failed = sorted(unit for unit, line in units.items() if line["verdict"] == "unmet")
    missing = sorted(unit for unit, line in units.items() if line["verdict"] == "no_data")
    own: Line = {"units_failed": failed, "units_missing": missing}
    verdicts = {line["verdict"] for line in units.values()}
    if failed:
        return own | {"verdict": "unmet"}
    if missing:
        return own | {"verdict": "no_data", "reason": "units_missing"}
    for verdict in ("no_target", "not_due", "met"):
        if verdict in verdicts:
            reasons = {line["reason"] for line in units.values() if line["verdict"] == verdict}
            return own | {"verdict": verdict, "reason": min(reasons, key=str)}
    return own | {"verdict": "not_applicable"}


VERDICTS = ("met", "unmet", "not_due", "no_data", "no_target", "not_applicable")
CLASSES = ("binding", "expected", "guiding", "advocated", "none")


@dataclass(frozen=True)
class Counted:
    """How many lines of each verdict, over all and per class; they add up to all lines."""

    overall: Mapping[str, int]
    by_class: Mapping[str, Mapping[str, int]]


def counted(lines: Mapping[Key, Line]) -> Counted:
    """Count the plans' own lines; those of units are part of them."""
    own = [line for line in lines.values() if line["part_of"] is None]
    of_class = {name: [line for line in own if line["constraint"] == name] for name in CLASSES}
    by_class = {name: tally(some) for name, some in of_class.items()}
    assert sum(sum(one.values()) for one in by_class.values()) == len(own)
    return Counted(tally(own), by_class)


def tally(lines: Sequence[Line]) -> dict[str, int]:
    return {verdict: sum(line["verdict"] == verdict for line in lines) for verdict in VERDICTS}


__all__ = ["Counted", "Key", "Line", "counted", "expected"]
