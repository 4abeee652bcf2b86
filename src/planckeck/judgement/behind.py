"""What stands behind one indicator's results, for an explanation: its values of all years, and the terms of sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import narwhals as nw

from planckeck.judgement.judging import Judged
from planckeck.judgement.places import written_place
from planckeck.model.assessment import History, LineKey
from planckeck.model.explanation import Point, Term


def points_of(judged: Judged, plan: str, indicator: str) -> Iterator[Point]:
    """Yield the values of every line of an indicator, by region, level and year, once for each measure."""
    own = judged.series.filter((nw.col("plan") == plan) & (nw.col("indicator") == indicator))
    for row in own.sort("region", "level", "measure", "year").collect().rows(named=True):
        yield Point(
            region=row["region"],
            level=row["level"],
            measure=row["measure"],
            year=int(row["year"]),
            part=row["part"],
            value=_rounded(row["value"]) or 0.0,
            compared=_rounded(row["compared"]),
            in_trend=row["one"] > 0,
            at=written_place(row),
        )


def terms_of(judged: Judged, plan: str, indicator: str) -> Iterator[Term]:
    """Yield what every unit gave to the sum above it, by parent, year and unit; none without a roll-up."""
    if judged.terms is None:
        return
    own = judged.terms.filter((nw.col("plan") == plan) & (nw.col("indicator") == indicator))
    for row in own.sort("parent", "year", "part", "region").collect().rows(named=True):
        top, bottom = _rounded(row["numerator"]), _rounded(row["denominator"])
        at = "" if top is None else written_place(row)
        yield Term(row["parent"], int(row["year"]), row["part"], row["region"], top, bottom, at)


def history_of(judged: Judged) -> History:
    """Return the compared value of every line in every year that has one: what trends are drawn from."""
    columns = ("plan", "indicator", "region", "level", "measure", "year", "compared")
    rows = judged.series.filter(~nw.col("compared").is_null()).select(*columns).collect().rows()
    found: dict[LineKey, list[tuple[int, float]]] = defaultdict(list)
    for plan, indicator, region, level, measure, year, compared in sorted(rows):
        found[plan, indicator, region, level, measure].append((int(year), float(f"{compared:.12g}")))
    return {line: tuple(points) for line, points in found.items()}


def _rounded(value: Any) -> float | None:
    """Return a number with the 12 significant digits of every output; None for what is missing."""
    return None if value is None or value != value else float(f"{value:.12g}")  # noqa: PLR0124
