"""Counts at size, and the lines that have no row: known from how many regions there are, without a search for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from planckeck.engines import frames_on
from planckeck.judgement import Judged
from planckeck.judgement.counting import counts_of
from planckeck.judgement.rules import rules_for
from planckeck.large.engine import Engine
from planckeck.large.judged import Slot, Tally, slot_columns, with_formulas
from planckeck.large.labels import Labels, plain_indicators
from planckeck.model.assessment import Counts, Verdict
from planckeck.model.frames import Kind
from planckeck.model.pace import NO_PACE, PACE_CLASSES
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan


@dataclass(frozen=True, slots=True)
class Gap:
    """Lines of one slot that have no row: how many, and what is said of each of them."""

    slot: Slot
    count: int
    verdict: str
    reason: str
    is_due: bool
    pace: str
    pace_reason: str
    tau: float | None


Missing = tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """How many regions a plan's level has, and whether it is to be said of the plan's region that there are none."""

    regions: int
    is_empty: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """All lines counted: over all and per constraint, per level, and the misses of each plan and class."""

    counts: Counts
    by_level: Mapping[str, Mapping[Verdict, int]] = field(default_factory=dict)
    unmet: Mapping[tuple[str, str], int] = field(default_factory=dict)


def is_of_level(engine: Engine, labels: Labels, plan: str, level: str) -> str:
    """Return the condition on `regions` that a region has any plain row of a plan's level."""
    keys = {key for key, line in enumerate(labels.lines, start=1) if (line.plan, line.level) == (plan, level)}
    return engine.has_any("keys", keys, len(labels.lines)) if keys else "false"


def regions_sql(engine: Engine, labels: Labels, plan: str, level: str) -> str:
    """Return the regions that have any plain row of a plan's level."""
    return f"select region from regions where {is_of_level(engine, labels, plan, level)}"


def missing_lines(
    slots: Sequence[Slot],
    present: Mapping[tuple[str, str, int], int],
    regions: Mapping[tuple[str, str, bool], Level],
) -> Missing:
    """Return the slots whose level has more regions than the slot has lines.

    A level without regions is one line, but no unit. `present` says how many lines an indicator has in a year,
    `regions` what a plan's level has: of all, or for lines that are no parts of others of the regions asked for.
    """
    lacking = []
    for slot in slots:
        rule = slot.rule
        there = regions[rule.plan, rule.level, slot.is_part]
        total = there.regions + (1 if there.is_empty and rule.scope != "every_unit" else 0)
        if missing := total - present.get((rule.plan, rule.indicator, slot.year), 0):
            lacking.append((slot, missing))
    if not lacking:
        return ()
    columns = dict(slot_columns([slot for slot, _ in lacking]))
    columns["region"] = (Kind.TEXT, [""] * len(lacking))
    columns["value"] = (Kind.REAL, [None] * len(lacking))
    columns["number"] = (Kind.WHOLE, list(range(len(lacking))))
    judged = with_formulas(frames_on("polars")(columns), sorted({slot.rule.measure for slot, _ in lacking}))
    said = judged.select("number", "verdict", "reason", "due_now", "pace", "pace_reason", "tau").collect().rows()
    return tuple(
        Gap(lacking[number][0], lacking[number][1], verdict, reason, due, pace, pace_reason, tau)
        for number, verdict, reason, due, pace, pace_reason, tau in said
    )


def present_lines(
    labels: Labels,
    tally: Tally,
    frame: nw.LazyFrame[Any],
    plain: frozenset[tuple[str, str]],
) -> Mapping[tuple[str, str, int], int]:
    """Return how many lines of each plain indicator and year have a row."""
    present: dict[tuple[str, str, int], int] = {}
    for (key, *_), count in tally.items():
        line = labels.lines[key - 1]
        own = (line.plan, line.indicator, line.year)
        present[own] = present.get(own, 0) + count
    grouped = frame.group_by("plan", "indicator", "year").agg(rows=nw.len()).collect().rows()
    for plan, indicator, year, count in grouped:
        if (plan, indicator) in plain:
            own = (plan, indicator, int(year))
            present[own] = present.get(own, 0) + count
    return present


def totals_of(slots: Sequence[Slot], tally: Tally, side: nw.LazyFrame[Any], missing: Missing) -> Totals:
    """Add up what was judged where it lies, beside it, and what has no row; units count in their plan's own line."""
    own = {slot.key: slot for slot in slots}
    terms = [(own[key], verdict, due, pace, count) for (key, verdict, due, pace), count in tally.items()]
    terms += [(gap.slot, gap.verdict, gap.is_due, gap.pace, gap.count) for gap in missing]
    sums = _Sums(counts_of(side))
    for slot, verdict, due, pace, count in (term for term in terms if not term[0].is_part):
        sums.add(slot, Verdict(verdict), due, pace, count)
    rows = side.filter(nw.col("part_of") == "")
    grouped = rows.group_by("plan", "constraint", "level", "verdict").agg(rows=nw.len()).collect().rows()
    for plan, constraint, level, verdict, count in grouped:
        sums.place(plan, constraint, level, Verdict(verdict), count)
    return sums.finished()


class _Sums:
    """Counts that grow."""

    def __init__(self, begun: Counts) -> None:
        self.overall = dict(begun.overall)
        self.by_constraint = {name: dict(begun.by_constraint[name]) for name in Constraint}
        self.paces = {name: dict(begun.paces.get(name) or dict.fromkeys(PACE_CLASSES, 0)) for name in Constraint}
        self.early, self.without = begun.met_early, begun.due_without_data
        self.levels: dict[str, dict[Verdict, int]] = {}
        self.unmet: dict[tuple[str, str], int] = {}

    def add(self, slot: Slot, verdict: Verdict, due: bool, pace: str, count: int) -> None:
        constraint = Constraint(slot.constraint)
        self.overall[verdict] += count
        self.by_constraint[constraint][verdict] += count
        self.paces[constraint][pace or NO_PACE] += count
        self.early += count if verdict is Verdict.MET and not due else 0
        self.without += count if verdict is Verdict.NO_DATA and due else 0
        self.place(slot.rule.plan, slot.constraint, slot.rule.level, verdict, count)

    def place(self, plan: str, constraint: str, level: str, verdict: Verdict, count: int) -> None:
        own = self.levels.setdefault(level, dict.fromkeys(Verdict, 0))
        own[verdict] += count
        if verdict is Verdict.UNMET:
            self.unmet[plan, constraint] = self.unmet.get((plan, constraint), 0) + count

    def finished(self) -> Totals:
        counts = Counts(self.overall, self.by_constraint, self.early, self.without, self.paces)
        return Totals(counts, self.levels, self.unmet)


def regions_of_levels(
    engine: Engine,
    labels: Labels,
    slots: Sequence[Slot],
    beside: Mapping[tuple[str, str], Sequence[str]],
    asked: Sequence[str],
) -> Mapping[tuple[str, str, bool], Level]:
    """Count the regions of every plan's level that the data hold, also those that only odd rows have (`beside`).

    Of units that are parts of a line all are counted, else those that were asked for.
    """
    found = {}
    those = f" where region in ({', '.join(map(engine.text, asked))})" if asked else ""
    levels = {(slot.rule.plan, slot.rule.level, slot.is_part): slot.rule.own_region for slot in slots}
    for (plan, level, is_part), own_region in levels.items():
        only = "" if is_part else those
        engine.table("beside", {"region": (Kind.TEXT, list(beside.get((plan, level), ())))})
        every = f"select region from ({regions_sql(engine, labels, plan, level)}) union select region from beside"
        is_empty = (not asked or own_region in asked) and not engine.one(f"select count(*) from ({every})")
        found[plan, level, is_part] = Level(int(engine.one(f"select count(*) from ({every}){only}")), is_empty)
    return found


def regions_seen(engine: Engine, labels: Labels, plans: tuple[LoadedPlan, ...]) -> tuple[tuple[str, str, str], ...]:
    """Return the regions that the facts hold at the levels of indicators that are judged beside them."""
    plain = plain_indicators(plans)
    others = {
        (rule.plan, rule.level)
        for loaded in plans
        for rule in rules_for(loaded)
        if rule.level and (rule.plan, rule.indicator) not in plain
    }
    return tuple(
        (plan, level, region)
        for plan, level in sorted(others)
        for (region,) in engine.rows(regions_sql(engine, labels, plan, level))
    )


def regions_beside(side: Judged) -> Mapping[tuple[str, str], list[str]]:
    """Return the regions of every plan's level of which there are rows that were not judged where they lie."""
    assert side.fed is not None
    spoken = side.fed.filter(nw.col("level") != "").select("plan", "level", "region").unique()
    found: dict[tuple[str, str], list[str]] = {}
    for plan, level, region in spoken.collect().rows():
        found.setdefault((plan, level), []).append(region)
    return found
