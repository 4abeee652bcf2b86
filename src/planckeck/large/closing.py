"""Lines of which an odd row speaks are judged beside the facts as a whole: their plain rows are marked as odd too."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import narwhals as nw

from planckeck.judgement import Judged
from planckeck.large.engine import Engine
from planckeck.large.labels import Labels, Line, whole_indicators
from planckeck.model.frames import Kind
from planckeck.model.promise import LoadedPlan


def close_lines(engine: Engine, labels: Labels, side: Judged) -> bool:
    """Mark plain rows whose line and year an odd row speaks of too; tell whether there were any.

    Of a line whose years are judged in one place all rows are marked.
    """
    assert side.fed is not None
    rows = side.fed.filter(nw.col("level") != "")
    spoken = rows.select("plan", "indicator", "level", "region", "year").unique().collect().rows()
    keys = _keys_spoken_of(labels, side.plans)
    pairs = sorted(
        {
            (region, key)
            for plan, indicator, level, region, year in spoken
            for key in keys(Line(plan, indicator, level, int(year)))
        }
    )
    if not pairs:
        return False
    columns = {"region": (Kind.TEXT, [region for region, _ in pairs]), "key": (Kind.WHOLE, [key for _, key in pairs])}
    engine.table("spoken", columns)
    new = (
        "select s.region, s.key from spoken s join regions r on s.region = r.region "
        f"anti join odd o on s.region = o.region and s.key = o.key where {engine.has_key('r.keys', 's.key')}"
    )
    count = int(engine.one(f"select count(*) from ({new})"))
    if count:
        engine.add("odd", new)
    return count > 0


def _keys_spoken_of(labels: Labels, plans: tuple[LoadedPlan, ...]) -> Callable[[Line], Sequence[int]]:
    """Return which keys a row of a line and year speaks of: those of all years where these are judged in one place."""
    numbers = labels.numbers
    whole = whole_indicators(plans)
    years: dict[tuple[str, str, str], list[int]] = {}
    for line, number in numbers.items():
        if (line.plan, line.indicator) in whole:
            years.setdefault((line.plan, line.indicator, line.level), []).append(number)

    def keys(line: Line) -> Sequence[int]:
        if (line.plan, line.indicator) in whole:
            return years.get((line.plan, line.indicator, line.level), [])
        return [numbers[line]] if line in numbers else []

    return keys
