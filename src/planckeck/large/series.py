"""Measures over several years, computed where the facts lie: the windows of `judgement.measures` over scanned rows.

All years of a line are in its series, also those that are not judged. A line of which any row is odd has no rows here:
all of them go through the readers (`assessing`), so that a series is never half here and half there.
"""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from planckeck.judgement.measures import with_compared
from planckeck.large.engine import Engine
from planckeck.large.labels import Labels
from planckeck.model.assessment import Rule
from planckeck.model.frames import Columns, Kind

_LINE = ("region", "line")
_OF_RULE = {
    "measure": Kind.TEXT,
    "baseline": Kind.REAL,
    "baseline_year": Kind.WHOLE,
    "first_year": Kind.WHOLE,
    "sign": Kind.REAL,
}


def write_series(engine: Engine, labels: Labels, judged: Sequence[tuple[int, Rule]], known: str) -> None:
    """Write `series` (region, key, measure, value, compared, lack): what the facts of these keys come to.

    `judged` are keys with the rules that hold for them, of measures OF_SERIES; `known` is what follows the join of the
    facts `f`, so that those remain that take part.
    """
    _write_years(engine, labels, judged)
    own = ", ".join(f"y.{name}" for name in _OF_RULE)
    rows = engine.frame(
        f"select f.region, f.key, f.value, '' as part, y.year, y.line, y.is_judged, {own} from facts f "
        f"join series_years y on f.key = y.number {known}"
    )
    measured = with_compared(rows, sorted({rule.measure for _, rule in judged}), _LINE)
    judged_only = measured.filter(nw.col("is_judged"))
    found = judged_only.select("region", "key", "measure", "value", "compared", "lack")
    engine.keep("series", engine.sql_of(found))


def _write_years(engine: Engine, labels: Labels, judged: Sequence[tuple[int, Rule]]) -> None:
    """Write every key of the lines of these rules, once for each measure, with what the measure needs."""
    wanted = {(key, rule.measure) for key, rule in judged}
    rules = {(rule.plan, rule.indicator, rule.level, rule.measure): rule for _, rule in judged}
    rows = [
        (number, line.year, rule, position)
        for position, rule in enumerate(rules.values())
        for number, line in enumerate(labels.lines, start=1)
        if (line.plan, line.indicator, line.level) == (rule.plan, rule.indicator, rule.level)
    ]
    columns: Columns = {
        "number": (Kind.WHOLE, [number for number, *_ in rows]),
        "year": (Kind.WHOLE, [year for _, year, *_ in rows]),
        "line": (Kind.WHOLE, [position for *_, position in rows]),
        "is_judged": (Kind.FLAG, [(number, rule.measure) in wanted for number, _, rule, _ in rows]),
        **{name: (kind, [getattr(rule, name) for *_, rule, _ in rows]) for name, kind in _OF_RULE.items()},
    }
    engine.table("series_years", columns)
