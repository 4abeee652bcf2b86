"""Laws: the dataframe judgement is the plain-Python interval; tightening, scaling and mirroring.

Many cases share one frame, as they do in a run.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.engines import frames_on
from planckeck.judgement.verdicts import with_verdicts
from planckeck.model.frames import Kind
from planckeck.model.target import (
    Above,
    AtLeast,
    AtMost,
    Below,
    Between,
    Comparison,
    Equal,
    Interval,
    Target,
    effective_edges,
    make_target,
)

NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=4)
ONE_FIGURE = st.sampled_from(
    [Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW, Comparison.EQUAL]
)
many_frames = settings(max_examples=15)


@dataclass(frozen=True)
class Case:
    """One value held against one interval in the due year."""

    interval: Interval
    compared: float
    start: float | None = None
    direction: int = 0


def held(cases: Sequence[Case]) -> list[dict[str, Any]]:
    """Hold cases through the expressions, all in one frame."""
    reals = ("low", "high", "low_eff", "high_eff", "compared", "value", "start", "done_on", "said_done", "scale")
    wholes = {"at_end": 20201231, "due_end": 20201231, "due_year": 2020, "year": 2020, "first_year": 2016}
    texts = {"kind": "number", "measure": "level", "no_target": "", "status": "", "lack": "", "bounds": ""}
    flags = {"falls_to_zero": False, "date_needed": False}
    rows = [reals_of(case) for case in cases]
    columns: dict[str, Any] = {name: (Kind.REAL, [row[name] for row in rows]) for name in reals}
    columns["direction"] = (Kind.WHOLE, [case.direction for case in cases])
    for kind, constants in ((Kind.WHOLE, wholes), (Kind.TEXT, texts), (Kind.FLAG, flags)):
        columns |= {name: (kind, [value] * len(cases)) for name, value in constants.items()}
    judged = with_verdicts(frames_on("polars")(columns)).collect().rows(named=True)
    return [{name: plain(value) for name, value in row.items()} for row in judged]


def plain(value: Any) -> Any:
    """Return a value with None for the NaN that pandas has for null."""
    return None if isinstance(value, float) and math.isnan(value) else value


def reals_of(case: Case) -> dict[str, float | None]:
    low = None if case.interval.low is None else float(case.interval.low)
    high = None if case.interval.high is None else float(case.interval.high)
    low_eff, high_eff = effective_edges(low, case.interval.low_open, high, case.interval.high_open)
    edges = {"low": low, "high": high, "low_eff": low_eff, "high_eff": high_eff}
    values = {"compared": case.compared, "value": case.compared, "start": case.start}
    return {**edges, **values, "done_on": None, "said_done": None, "scale": 10.0}


@st.composite
def targets(draw: st.DrawFn) -> Target:
    if draw(st.booleans()):
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
        return Between(low=low, high=high)
    return make_target(draw(ONE_FIGURE), draw(NUMBERS))


def lists(*elements: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(st.tuples(*elements), min_size=1, max_size=30)


@given(lists(targets(), NUMBERS))
@many_frames
def test_the_dataframe_judgement_is_the_interval(cases: list[tuple[Target, Decimal]]) -> None:
    rows = held([Case(target.interval(), float(value)) for target, value in cases])

    assert [row["verdict"] == "met" for row in rows] == [t.interval().holds(float(value)) for t, value in cases]


@given(lists(targets(), st.sampled_from([-1, 1]), st.floats(0, 3e-9)))
@many_frames
def test_they_agree_next_to_an_edge_too(cases: list[tuple[Target, int, float]]) -> None:
    near = []
    for target, side, distance in cases:
        interval = target.interval()
        edge = float(interval.low if interval.low is not None else interval.high or 0)
        near.append(Case(interval, edge + side * distance * max(1.0, abs(edge))))

    rows = held(near)

    assert [row["verdict"] == "met" for row in rows] == [case.interval.holds(case.compared) for case in near]


@given(lists(NUMBERS, NUMBERS, NUMBERS))
@many_frames
def test_the_gap_closes_the_gap(cases: list[tuple[Decimal, Decimal, Decimal]]) -> None:
    ranges = [(Between(low=min(a, b), high=max(a, b)).interval(), float(value)) for a, b, value in cases]
    gaps = [row["gap"] for row in held([Case(interval, value) for interval, value in ranges])]

    closed = held([Case(interval, value + gap) for (interval, value), gap in zip(ranges, gaps, strict=True)])

    assert {row["verdict"] for row in closed} == {"met"}


@given(lists(ONE_FIGURE, NUMBERS, NUMBERS, st.decimals(min_value=0, max_value=100, places=2)))
@many_frames
def test_tightening_a_bound_never_turns_unmet_into_met(
    cases: list[tuple[Comparison, Decimal, Decimal, Decimal]],
) -> None:
    one_sided = [case for case in cases if case[0] is not Comparison.EQUAL]
    if not one_sided:
        return
    signs = {Comparison.AT_LEAST: 1, Comparison.ABOVE: 1}

    loose = held([Case(make_target(c, bound).interval(), float(value)) for c, bound, value, _ in one_sided])
    tight = held(
        [
            Case(make_target(c, bound + signs.get(c, -1) * by).interval(), float(value))
            for c, bound, value, by in one_sided
        ]
    )

    assert ("unmet", "met") not in {(a["verdict"], b["verdict"]) for a, b in zip(loose, tight, strict=True)}


@given(lists(ONE_FIGURE, NUMBERS, NUMBERS, NUMBERS, st.sampled_from([Decimal(10), Decimal(1000), Decimal(7)])))
@many_frames
def test_scaling_value_baseline_and_target_together_changes_no_verdict(cases: list[Any]) -> None:
    # the slack is absolute below 1 and decides within it, so nothing is promised there
    fair = [
        case for case in cases if min(abs(case[1]), abs(case[2])) >= 1 and abs(case[1] - case[2]) >= Decimal("0.01")
    ]
    if not fair:
        return

    small = held([Case(make_target(c, b).interval(), float(v), float(s)) for c, b, v, s, _ in fair])
    large = held([Case(make_target(c, b * f).interval(), float(v * f), float(s * f)) for c, b, v, s, f in fair])

    for one, other in zip(small, large, strict=True):
        assert one["verdict"] == other["verdict"]
        for name in ("relative_gap", "completion"):
            assert one[name] == other[name] or one[name] == pytest.approx(other[name], rel=1e-6, abs=1e-9)


MIRRORED = {AtLeast: AtMost, Above: Below, AtMost: AtLeast, Below: Above, Equal: Equal}
DIRECTIONS = {Comparison.AT_LEAST: 1, Comparison.ABOVE: 1, Comparison.EQUAL: 0}


@given(lists(ONE_FIGURE, NUMBERS, NUMBERS, NUMBERS))
@many_frames
def test_mirroring_the_axis_swaps_the_comparisons_and_nothing_else(cases: list[Any]) -> None:
    plain, mirrored = [], []
    for comparison, bound, value, start in cases:
        target = make_target(comparison, bound)
        mirror: Target = MIRRORED[type(target)](bound=-bound)
        direction = DIRECTIONS.get(comparison, -1)
        plain.append(Case(target.interval(), float(value), float(start), direction))
        mirrored.append(Case(mirror.interval(), -float(value), -float(start), -direction))

    for one, other in zip(held(plain), held(mirrored), strict=True):
        assert (one["verdict"], one["gap"]) == (other["verdict"], -other["gap"])
        assert (one["progress"], one["worse"]) == (other["progress"], other["worse"])


@given(lists(NUMBERS, NUMBERS, st.floats(0, 1)))
@many_frames
def test_progress_runs_from_the_start_to_the_edge(cases: list[tuple[Decimal, Decimal, float]]) -> None:
    fair = [case for case in cases if abs(case[1] - case[0]) >= Decimal("0.01")]
    if not fair:
        return
    comparisons = [Comparison.AT_LEAST if edge > start else Comparison.AT_MOST for start, edge, _ in fair]

    rows = held(
        [
            Case(make_target(comparison, edge).interval(), float(start) + share * float(edge - start), float(start))
            for comparison, (start, edge, share) in zip(comparisons, fair, strict=True)
        ]
    )

    assert [row["progress"] for row in rows] == [pytest.approx(share, abs=1e-6) for _, _, share in fair]
