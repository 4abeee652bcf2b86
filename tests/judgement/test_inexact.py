"""Inexact actuals: a verdict only where every value that they allow has the same one."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.engines import frames_on
from planckeck.judgement.inexact import decided
from planckeck.model.frames import Kind
from planckeck.model.target import Interval, effective_edges
from tests.judging import assessed, judged_one


@pytest.mark.parametrize(
    ("target", "written", "year", "verdict"),
    [
        ("comparison: at_least, target: 95", "≥96", 2020, "met"),
        ("comparison: at_least, target: 95", ">95", 2020, "met"),
        ("comparison: at_least, target: 95", "≥90", 2020, "no_data"),
        ("comparison: at_least, target: 95", "<95", 2020, "unmet"),
        ("comparison: at_least, target: 95", "≤95", 2020, "no_data"),
        ("comparison: at_least, target: 95", "<95", 2018, "not_due"),
        ("comparison: above, target: 95", ">95", 2020, "met"),
        ("comparison: above, target: 95", "≤95", 2020, "unmet"),
        ("comparison: at_most, target: 18", "<0.1", 2020, "met"),
        ("comparison: at_most, target: 18", ">18", 2020, "unmet"),
        ("comparison: below, target: 18", "<18", 2020, "met"),
        ("comparison: below, target: 18", "≥18", 2020, "unmet"),
        ('target: "10-20"', "12-15", 2020, "met"),
        ('target: "10-20"', "15-25", 2020, "no_data"),
        ('target: "10-20"', "21-25", 2020, "unmet"),
        ("comparison: about, target: 69, tolerance: 1", "≥70.5", 2020, "unmet"),
    ],
)
def test_a_bound_decides_what_it_can(target: str, written: str, year: int, verdict: str, tmp_path: Path) -> None:
    result = judged_one(tmp_path, f"unit: 张, {target}", f"甲县,指标,{year},{written},,,confirmed")

    assert result.verdict == verdict
    assert (result.actual, result.compared, result.gap, result.progress, result.completion) == (None,) * 5
    assert result.written == written
    assert result.reason == ("not_decided" if verdict == "no_data" else None)


def test_a_bound_is_converted_before_it_decides(tmp_path: Path) -> None:
    # 0.6 每千 is 6 per 10,000
    result = judged_one(tmp_path, "unit: 张/万人口, comparison: at_least, target: 6", "甲县,指标,2020,≥0.61,张/千人口")

    assert (result.verdict, result.conversion) == ("met", "1 张/千人口 = 10 张/万人口")


def test_a_measure_that_computes_with_the_value_is_not_decided(tmp_path: Path) -> None:
    result = judged_one(
        tmp_path, "unit: 张, measure: change, baseline: 10, comparison: at_least, target: 5", "甲县,指标,2020,≥90"
    )

    assert (result.verdict, result.reason) == ("no_data", "not_decided")


def test_a_bound_and_a_value_under_one_key_are_two_values(tmp_path: Path) -> None:
    assessment = assessed(
        tmp_path, "- {id: x, name: 指标, unit: 张, target: ≥95}\n", "甲县,指标,2020,≥96\n甲县,指标,2020,96\n"
    )

    assert next(assessment.results()).reason == "conflicting_values"
    assert "PK304" in {finding.code for finding in assessment.findings}


EDGES = st.one_of(st.none(), st.integers(-50, 50))


@dataclass(frozen=True)
class Case:
    low: int | None
    high: int | None
    low_open: bool
    high_open: bool
    at_least: int | None
    at_most: int | None
    is_open: bool

    @property
    def is_possible(self) -> bool:
        return self.low is None or self.high is None or self.low < self.high

    def outcomes(self) -> set[bool]:
        """Hold every half step that the bounds allow, from below the lowest edge to above the highest."""
        interval = Interval(_exact(self.low), self.low_open, _exact(self.high), self.high_open)
        return {interval.holds(value) for value in (step / 2 for step in range(-140, 141)) if self._allows(value)}

    def _allows(self, value: float) -> bool:
        lowest, highest = self.at_least, self.at_most
        enough = lowest is None or (value > lowest if self.is_open else value >= lowest)
        return enough and (highest is None or (value < highest if self.is_open else value <= highest))


def _exact(edge: int | None) -> Decimal | None:
    return None if edge is None else Decimal(edge)


CASES = st.builds(Case, EDGES, EDGES, st.booleans(), st.booleans(), EDGES, EDGES, st.booleans())


@settings(max_examples=30, deadline=None)
@given(st.lists(CASES.filter(lambda case: case.is_possible), min_size=1, max_size=60))
def test_what_is_decided_holds_for_every_value_that_is_allowed(cases: list[Case]) -> None:
    edges = [effective_edges(case.low, case.low_open, case.high, case.high_open) for case in cases]
    frame = frames_on("polars")(
        {
            "measure": (Kind.TEXT, ["level"] * len(cases)),
            "low": (Kind.REAL, [case.low for case in cases]),
            "high": (Kind.REAL, [case.high for case in cases]),
            "low_eff": (Kind.REAL, [low for low, _ in edges]),
            "high_eff": (Kind.REAL, [high for _, high in edges]),
            "value": (Kind.REAL, [None] * len(cases)),
            "at_least": (Kind.REAL, [case.at_least for case in cases]),
            "at_most": (Kind.REAL, [case.at_most for case in cases]),
            "bounds_open": (Kind.FLAG, [case.is_open for case in cases]),
        }
    )

    said = frame.select(bounds=decided()).collect()["bounds"].to_list()

    for case, bounds in zip(cases, said, strict=True):
        outcomes = case.outcomes()
        if case.at_least is None and case.at_most is None:
            assert bounds == ""
        elif len(outcomes) == 1:
            assert bounds == ("in" if outcomes == {True} else "out")
        elif outcomes:
            assert bounds == "open"
