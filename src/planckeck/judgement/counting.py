"""Counts of verdicts and paces: over all, and per constraint."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.model.assessment import Counts, Verdict
from planckeck.model.pace import NO_PACE, PACE_CLASSES
from planckeck.model.plan import Constraint


def counts_of(frame: nw.LazyFrame[Any]) -> Counts:
    """Count the plan's own lines by verdict and constraint."""
    own = frame.filter(nw.col("part_of") == "")
    grouped = own.group_by("constraint", "verdict", "due_now", "pace").agg(rows=nw.len()).collect().rows(named=True)
    by_constraint = {constraint: dict.fromkeys(Verdict, 0) for constraint in Constraint}
    paces = {constraint: dict.fromkeys(PACE_CLASSES, 0) for constraint in Constraint}
    overall = dict.fromkeys(Verdict, 0)
    early = without = 0
    for row in grouped:
        verdict = Verdict(row["verdict"])
        overall[verdict] += row["rows"]
        by_constraint[Constraint(row["constraint"])][verdict] += row["rows"]
        paces[Constraint(row["constraint"])][row["pace"] or NO_PACE] += row["rows"]
        early += row["rows"] if verdict is Verdict.MET and not row["due_now"] else 0
        without += row["rows"] if verdict is Verdict.NO_DATA and row["due_now"] else 0
    return Counts(overall, by_constraint, early, without, paces)
