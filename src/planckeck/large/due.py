"""The targets that are due and have no data, of the classes that fail a run: some by name, all of them counted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.large.counting import Gap, Missing
from planckeck.large.engine import Engine
from planckeck.large.gaps import regions_without
from planckeck.large.judged import JudgedFacts
from planckeck.large.labels import Labels
from planckeck.model.promise import LoadedPlan


@dataclass(frozen=True, slots=True)
class DueQuestion:
    """Where lines without data may be: those without a row, the judged facts, and what was judged beside them. `said`
    are the reasons behind which a row stands, `most` how many are wanted by name."""

    labels: Labels
    missing: Missing
    facts: JudgedFacts
    side: nw.LazyFrame[Any]
    failing: frozenset[tuple[str, str]]
    said: Sequence[str]
    most: int


def due_rows(engine: Engine, asked: DueQuestion, plans: tuple[LoadedPlan, ...]) -> tuple[list[dict[str, Any]], int]:
    """Return rows (plan, order, indicator, name, constraint, year, region, reason), and how many there are."""
    names = {(one.plan.id, indicator.id): indicator.name for one in plans for indicator in one.plan.indicators}
    rows = list(_beside(asked))
    count = len(rows)
    for gap in asked.missing:
        rule = gap.slot.rule
        if (
            gap.slot.is_part
            or gap.verdict != "no_data"
            or not gap.is_due
            or (rule.plan, gap.slot.constraint) not in asked.failing
        ):
            continue
        count += gap.count
        regions = (
            regions_without(asked.labels, asked.facts, asked.side, gap, asked.most) if len(rows) < asked.most else ()
        )
        rows += [_row(gap, region) | {"name": names[rule.plan, rule.indicator]} for region in regions]
    measured, more = _measured(engine, asked)
    rows += [row | {"name": names[row["plan"], row["indicator"]]} for row in measured]
    return rows, count + more


def _beside(asked: DueQuestion) -> Iterator[dict[str, Any]]:
    without = asked.side.filter((nw.col("verdict") == "no_data") & (nw.col("part_of") == "") & nw.col("due_now"))
    without = without.filter(~nw.col("reason").is_in(list(asked.said)))
    columns = ("plan", "order", "indicator", "name", "constraint", "year", "region", "reason")
    for row in without.select(*columns).collect().rows(named=True):
        if (row["plan"], row["constraint"]) in asked.failing:
            yield row


def _row(gap: Gap, region: str) -> dict[str, Any]:
    rule = gap.slot.rule
    return {
        "plan": rule.plan,
        "order": rule.order,
        "indicator": rule.indicator,
        "constraint": gap.slot.constraint,
        "year": gap.slot.year,
        "region": region,
        "reason": gap.reason,
    }


def _measured(engine: Engine, asked: DueQuestion) -> tuple[list[dict[str, Any]], int]:
    """Return facts whose measure cannot be computed from what there is: no baseline, no meaning."""
    own = {slot.key: slot for slot in asked.facts.slots}
    keys = [key for key, slot in own.items() if not slot.is_part and (slot.rule.plan, slot.constraint) in asked.failing]
    keys = [key for key in keys if key in asked.facts.without_measure]
    if not keys:
        return [], 0
    reasons = ", ".join(map(engine.text, asked.said))
    judged = asked.facts.sql(f"key in ({', '.join(map(str, keys))})")
    which = f"from ({judged}) where verdict = 'no_data' and due_now and reason not in ({reasons})"
    rows = engine.named_rows(
        f'select plan, "order", indicator, key, year, region, reason {which} order by plan, "order", year, region '
        f"limit {asked.most}"
    )
    return [row | {"constraint": own[row["key"]].constraint} for row in rows], int(
        engine.one(f"select count(*) {which}")
    )
