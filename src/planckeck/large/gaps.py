"""Regions that have no row of a slot, by name: for what is said of them."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.large.counting import Gap, is_of_level
from planckeck.large.judged import JudgedFacts
from planckeck.large.labels import Labels, Line
from planckeck.model.frames import Kind


def is_made_of_units() -> nw.Expr:
    """Tell of a judged row whether it is a plan's own line of an every-unit rule, its units counted in it."""
    own = nw.col("region") == nw.col("own_region")
    return (nw.col("scope") == "every_unit") & (nw.col("part_of") == "") & own


def regions_without(labels: Labels, facts: JudgedFacts, side: nw.LazyFrame[Any], gap: Gap, most: int) -> list[str]:
    """Return the first `most` regions of a slot's level, by name, that have no row of it: neither a fact nor a row of
    `side`, what was judged beside the facts. The plan's own region where the level has none."""
    rule, engine = gap.slot.rule, facts.engine
    key = labels.numbers.get(Line(rule.plan, rule.indicator, rule.level, gap.slot.year))
    beside = side.filter(
        (nw.col("plan") == rule.plan) & (nw.col("indicator") == rule.indicator) & (nw.col("year") == gap.slot.year)
    )
    there = beside.filter(~is_made_of_units()).select("region").unique().collect()["region"].to_list()
    engine.table("beside", {"region": (Kind.TEXT, list(facts.beside.get((rule.plan, rule.level), ())))})
    none = engine.has_key("keys", str(key)) if key else "false"
    every = (
        f"select region, {none} as has_row from regions where {is_of_level(engine, labels, rule.plan, rule.level)} "
        "union all select b.region, false as has_row from beside b anti join regions r on b.region = r.region"
    )
    conditions = ["not has_row"]
    if there:
        conditions.append(f"region not in ({', '.join(map(engine.text, there))})")
    if facts.regions and not gap.slot.is_part:
        conditions.append(f"region in ({', '.join(map(engine.text, facts.regions))})")
    limit = min(gap.count, most)
    found = engine.rows(f"select region from ({every}) where {' and '.join(conditions)} order by region limit {limit}")
    return [region for (region,) in found] or [rule.own_region]
