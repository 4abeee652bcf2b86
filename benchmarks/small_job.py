"""The small job: a plan of 30 indicators and one CSV of actual values, and the same targets as each peer wants them.

Everything is made up by row number alone, so every run and every peer sees the same job. The targets are kept to what
all peers can say: a value at least, at most, or within a range, the bound included, in one year and one region.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

INDICATORS = 30
YEAR = 2025
REGION = "第1县"

MET, UNMET = 18, 12
"""Of five distances three are met (0, 2, 3) and two are not (-1, -0.5); the 30 rows go through them six times."""

DISTANCES = (0.0, 2.0, -1.0, 3.0, -0.5)
WIDTH = 5.0
"""How wide a range is."""
CLASSES = ("binding", "expected", "guiding", "advocated")


class Indicator(NamedTuple):
    """A made-up indicator: its bounds (None = none on that side; a bound itself is met) and its actual value."""

    row: int
    name: str
    lower: float | None
    upper: float | None
    value: float


def indicators() -> list[Indicator]:
    """Return the 30 indicators: kinds of target take turns every 3 rows, distances to the bar every 5."""
    return [_indicator(row) for row in range(1, INDICATORS + 1)]


def _indicator(row: int) -> Indicator:
    name, bar, distance = f"第{row}项指标", 40.0 + row, DISTANCES[row % len(DISTANCES)]
    match row % 3:
        case 1:
            return Indicator(row, name, bar, None, bar + distance)
        case 2:
            return Indicator(row, name, None, bar, bar - distance)
        case _:
            return Indicator(row, name, bar, bar + WIDTH, bar + distance)


def write_job(folder: Path) -> None:
    """Write the plan, the actual values, the targets as a table, Soda's contract and nomenclature's criteria."""
    files = {
        "small-job.yaml": _plan(),
        "actuals.csv": ["region,indicator,year,value,unit", *(_actual(each) for each in indicators())],
        "targets.csv": ["indicator,lower,upper", *(_bounds(each) for each in indicators())],
        "contract.yaml": _contract(),
        "criteria.yaml": _criteria(),
    }
    for name, lines in files.items():
        (folder / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _actual(each: Indicator) -> str:
    return f"{REGION},{each.name},{YEAR},{each.value:g},%"


def _bounds(each: Indicator) -> str:
    return f"{each.name},{_figure(each.lower)},{_figure(each.upper)}"


def _figure(bound: float | None) -> str:
    return "" if bound is None else f"{bound:g}"


def _plan() -> Iterator[str]:
    yield f"id: small-job\ntitle: 第1县卫生健康事业发展规划\nregion: {REGION}\nperiod: 2021-2025\nbaseline_year: 2020"
    yield "source: {document: small-job.txt, table: 主要指标}\nindicators:"
    for each in indicators():
        yield f"- id: indicator-{each.row}\n  row: {each.row}\n  name: {each.name}\n  unit: '%'"
        yield f"  constraint: {CLASSES[each.row % len(CLASSES)]}"
        yield from _target(each)


def _target(each: Indicator) -> Iterator[str]:
    match each.lower, each.upper:
        case float(lower), None:
            yield f'  baseline: {lower - 6:g}\n  target: "≥{lower:g}"'
        case None, float(upper):
            yield f'  baseline: {upper + 6:g}\n  target: "≤{upper:g}"'
        case _:
            yield f'  baseline: {each.lower or 0:g}\n  target: "{_figure(each.lower)}-{_figure(each.upper)}"'
            yield "  better: higher"


def _contract() -> Iterator[str]:
    """A check of its own for each indicator: only so is there a result for each."""
    yield "dataset: small/main/actuals\ncolumns:\n  - name: value\n    checks:"
    for each in indicators():
        yield f"      - invalid:\n          name: {each.name}\n          qualifier: row{each.row}"
        yield f"          filter: indicator = '{each.name}'"
        yield from _limits(each, "          valid_min", "          valid_max")


def _criteria() -> Iterator[str]:
    for each in indicators():
        yield f"- variable: {each.name}\n  year: {YEAR}"
        yield from _limits(each, "  lower_bound", "  upper_bound")


def _limits(each: Indicator, lower: str, upper: str) -> Iterator[str]:
    named = ((lower, each.lower), (upper, each.upper))
    return (f"{name}: {bound:g}" for name, bound in named if bound is not None)
