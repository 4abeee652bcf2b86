"""Every plan against a table written from its document by hand: edges, openness, due, unit, scope, measure, class."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from planckeck.model.plan import Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.plans import load_plan

ROOT = Path(__file__).parent.parent.parent
EXPECTED = Path(__file__).parent / "expected"


@cache
def plan_of(name: str) -> LoadedPlan:
    return load_plan(ROOT / "plans" / f"{name}.yaml")


def rows() -> Iterator[tuple[str, dict[str, str]]]:
    for file in sorted(EXPECTED.glob("*.csv")):
        if (ROOT / "plans" / f"{file.stem}.yaml").exists():
            with file.open(encoding="utf-8", newline="") as opened:
                yield from ((file.stem, row) for row in csv.DictReader(opened))


def edge(value: Decimal | None) -> str:
    return "" if value is None else f"{value.normalize():f}"


def openness(is_open: bool, value: Decimal | None) -> str:
    return "" if value is None else str(is_open).lower()


def described(indicator: Indicator, promise: Promise) -> dict[str, str]:
    interval = promise.interval
    return {
        "due": str(promise.due_date or promise.due_year),
        "low": edge(interval.low),
        "low_open": openness(interval.low_open, interval.low),
        "high": edge(interval.high),
        "high_open": openness(interval.high_open, interval.high),
        "unit": indicator.unit or "",
        "level": indicator.scope.level or "",
        "measure": promise.measure.value,
        "constraint": indicator.constraint.value,
        "comparison": promise.comparison.value if promise.comparison else "",
    }


def expected(row: dict[str, str]) -> dict[str, str]:
    wanted = {name: row[name] for name in described_names()}
    for name in ("low", "high"):
        wanted[name] = edge(Decimal(row[name])) if row[name] else ""
        wanted[f"{name}_open"] = row[f"{name}_open"] if row[name] else ""
    return wanted


def described_names() -> list[str]:
    return ["due", "low", "low_open", "high", "high_open", "unit", "level", "measure", "constraint", "comparison"]


@pytest.mark.parametrize(
    ("plan", "row"),
    list(rows()),
    ids=lambda value: value if isinstance(value, str) else f"{value['indicator']}-{value['due']}",
)
def test_a_row_of_the_document_is_in_the_plan(plan: str, row: dict[str, str]) -> None:
    loaded = plan_of(plan)

    found = [
        described(indicator, promise)
        for indicator in loaded.plan.indicators
        if row["indicator"] in {indicator.id, indicator.name}
        for promise in loaded.promises[indicator.id]
    ]

    assert expected(row) in found
