"""Printed targets of the five documents as cells of a table: each is read as a careful reader did, or left open.

The cells are the names, units, baselines and printed targets that the plan files keep; what they must mean stands in
tests/documents/expected, which was written from the documents. A target whose measure comes from the sentence around it
is no cell of a table and is left out here; the tables with such columns are in test_columns.py.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from planckeck.drafting import Request
from planckeck.model.measure import Measure
from planckeck.model.plan import BaselineEntry, Certainty, Indicator, MilestoneEntry
from planckeck.plans import load_plan
from tests.drafting.documents import draft, loaded, readings, text_csv

ROOT = Path(__file__).parent.parent.parent
READ_AND_OPEN = {
    "dingxi-2022": (29, 14),
    "jingmen-2017": (22, 18),
    "jintan-2018-2020": (4, 0),
    "jixi-2021-2025": (14, 1),
    "lianyun-2018-2020": (45, 19),
    "longhu-2016-2020": (29, 5),
}
Edges = tuple[str, bool, str, bool]
NO_EDGES: Edges = ("", False, "", False)


def expected(plan: str) -> dict[tuple[str, int], Edges]:
    with (ROOT / "tests" / "documents" / "expected" / f"{plan}.csv").open(encoding="utf-8", newline="") as opened:
        return {
            (row["indicator"], int(row["due"][:4])): (
                row["low"],
                row["low_open"] == "true",
                row["high"],
                row["high_open"] == "true",
            )
            for row in csv.DictReader(opened)
        }


def printed(indicator: Indicator, last_year: int) -> Iterator[tuple[int, str]]:
    """Yield the due years and the targets as printed; none for products, references and what is only watched."""
    due = indicator.due if isinstance(indicator.due, int) else indicator.due.year if indicator.due else last_year
    years = indicator.target if isinstance(indicator.target, dict) else {due: indicator.target}
    if indicator.measure in {None, Measure.LEVEL} and indicator.rate_sign is None:
        for year, target in years.items():
            written = target.target if isinstance(target, MilestoneEntry) else target
            if isinstance(written, str | Decimal):
                yield year, str(written)


def cells(plan: str) -> Iterator[tuple[Edges, list[str]]]:
    """Yield what is expected of a printed target, and its row: name, unit, baseline, target."""
    kept, wanted = load_plan(ROOT / "plans" / f"{plan}.yaml").plan, expected(plan)
    for indicator in kept.indicators:
        base = indicator.baseline.value if isinstance(indicator.baseline, BaselineEntry) else indicator.baseline
        for year, written in printed(indicator, kept.last_year):
            if (indicator.id, year) in wanted:
                row = [indicator.name, indicator.unit or "", "" if base is None else str(base), written]
                yield wanted[indicator.id, year], row


@pytest.mark.parametrize("plan", READ_AND_OPEN)
def test_printed_targets_are_read_or_left_open_and_none_is_read_wrongly(plan: str, tmp_path: Path) -> None:
    collected = list(cells(plan))
    path = text_csv(tmp_path / "cells.csv", [["指标", "单位", "基期值", "目标值"], *(row for _, row in collected)])
    years = load_plan(ROOT / "plans" / f"{plan}.yaml").plan

    drafted = loaded(draft(path, Request(period=(years.first_year, years.last_year))).text)

    said = [(one.low, one.low_open, one.high, one.high_open) for _, one in readings(drafted)]
    is_open = [one.reading.certainty is Certainty.AMBIGUOUS for one in drafted.plan.indicators]
    assert len(said) == len(is_open) == len(collected)
    wrong = [
        (row, found, edges)
        for (edges, row), found, left_open in zip(collected, said, is_open, strict=True)
        if found != edges and not (left_open and found == NO_EDGES)
    ]
    assert wrong == []
    counted = Counter(is_open)
    assert (counted[False], counted[True]) == READ_AND_OPEN[plan]


def test_enough_targets_were_collected() -> None:
    assert sum(read for read, _ in READ_AND_OPEN.values()) >= 120
    assert sum(map(sum, READ_AND_OPEN.values())) == 200
