"""Many promises and values judged in one frame, straight through the expressions of verdict and pace."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from planckeck.engines import frames_on
from planckeck.judgement.pace import with_pace
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.judgement.verdicts import with_verdicts
from planckeck.model.frames import Kind
from planckeck.model.measure import Measure
from planckeck.model.plan import Plan
from planckeck.model.promise import Baseline, LoadedPlan, Positions, Promise
from planckeck.model.target import Target


@dataclass(frozen=True)
class Walk:
    """A start in 2015, targets by year, and the value that is held against them at the end of a year (or its half)."""

    start: Decimal
    targets: tuple[tuple[int, Target], ...]
    value: float
    year: int = 2018
    part: str = ""


def paced(walks: Sequence[Walk], band: float = 0.1, path: str = "linear") -> list[dict[str, Any]]:
    """Judge walks, all in one frame; null is None."""
    fields = {"id": "p", "title": "p", "region": "r", "period": "2016-2020", "baseline_year": 2015}
    indicators = [{"id": f"i{number}", "name": "i", "unit": "u"} for number in range(len(walks))]
    plan = Plan.model_validate(fields | {"indicators": indicators, "pace": {"path": path}})
    promises = {f"i{number}": tuple(_promises(walk)) for number, walk in enumerate(walks)}
    baselines = {f"i{number}": Baseline(str(walk.start), 2015, walk.start) for number, walk in enumerate(walks)}
    rules = [
        rule
        for rule in rules_for(LoadedPlan(plan, Positions("p.yaml", {}, {}), promises, baselines), band)
        if rule.after_year < walks[rule.order].year <= rule.until_year
    ]
    own = [walks[rule.order] for rule in rules]
    months = {"": 1231, "H1": 630}
    columns: dict[str, Any] = dict(rule_columns(rules))
    columns["compared"] = columns["value"] = (Kind.REAL, [walk.value for walk in own])
    columns["year"] = (Kind.WHOLE, [walk.year for walk in own])
    columns["part"] = (Kind.TEXT, [walk.part for walk in own])
    columns["at_end"] = (Kind.WHOLE, [walk.year * 10000 + months[walk.part] for walk in own])
    columns |= {name: (Kind.TEXT, [""] * len(own)) for name in ("status", "lack", "bounds")}
    columns |= {name: (Kind.REAL, [None] * len(own)) for name in ("done_on", "said_done")}
    columns["date_needed"] = (Kind.FLAG, [False] * len(own))
    rows = with_pace(with_verdicts(frames_on("polars")(columns))).collect().rows(named=True)
    plain = [{name: _plain(value) for name, value in row.items()} for row in rows]
    return sorted(plain, key=lambda row: int(row["order"]))


def _promises(walk: Walk) -> list[Promise]:
    return [Promise(year, None, "", target.comparison, target, Measure.LEVEL) for year, target in walk.targets]


def _plain(value: Any) -> Any:
    return None if isinstance(value, float) and math.isnan(value) else value
