"""A plan's own line of an every-unit rule at size: its verdict and figures from a few units that stand for all of them.

Of the units with one verdict only the worst can be the line's; the others are counted. So of every slot and verdict the
worst fact is read like a shown result, with one unit without a row and all units that were read beside the facts, and
these few are gathered as `judgement.everyunit` does. How many units there are is counted where they lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.engines import frames_on
from planckeck.judgement import Choice, Judged, judge
from planckeck.judgement.everyunit import badness, own_lines
from planckeck.large.counting import Missing
from planckeck.large.facts import Scan
from planckeck.large.gaps import regions_without
from planckeck.large.judged import JudgedFacts, Tally
from planckeck.large.labels import Line, plain_indicators
from planckeck.large.shown import rows_of_lines
from planckeck.model.frames import ACTUAL_COLUMNS, Columns, Kind, columns_of

_RULE = ("plan", "indicator", "due_year", "year")
Own = tuple[str, str, int, int]
"""A rule of a year: plan, indicator, due year, year."""


@dataclass(frozen=True, slots=True)
class Units:
    """Where a run's units are: the judged facts and how many there are of each verdict, those without a row, and what
    was judged beside the facts. `choice` is how they are judged, `numbered` asks for the numbers of their lines."""

    facts: JudgedFacts
    tally: Tally
    missing: Missing
    side: Judged
    choice: Choice
    numbered: bool


def lines_of_units(scan: Scan, units: Units) -> nw.LazyFrame[Any] | None:
    """Return the own lines of the every-unit rules whose units are scanned, as judged rows; None without any."""
    if not _is_any(units.side):
        return None
    standing = _standing(scan, units)
    known = _beside(units.side)
    return _gathered(nw.concat([known, standing]) if standing is not None else known, units.side, units)


def _is_any(side: Judged) -> bool:
    plain = plain_indicators(side.plans)
    return any(
        indicator.scope.every_unit and (loaded.plan.id, indicator.id) in plain
        for loaded in side.plans
        for indicator in loaded.plan.indicators
    )


def _beside(side: Judged) -> nw.LazyFrame[Any]:
    """Return the units whose rows were read one by one; a year of theirs without a row is counted as missing."""
    return side.frame.filter((nw.col("part_of") != "") & (nw.col("file") != "") & _is_plain(side))


def _is_plain(side: Judged) -> nw.Expr:
    pair = nw.concat_str(nw.col("plan"), nw.col("indicator"), separator="|")
    return pair.is_in(sorted(f"{plan}|{indicator}" for plan, indicator in plain_indicators(side.plans)))


def _standing(scan: Scan, units: Units) -> nw.LazyFrame[Any] | None:
    """Judge the units that stand for others: of every slot and verdict the worst, and the first without a row."""
    lines = {(region, scan.labels.lines[key - 1]) for region, key in _worst_facts(units.facts)}
    without = {
        (region, Line(gap.slot.rule.plan, gap.slot.rule.indicator, gap.slot.rule.level, gap.slot.year))
        for gap in units.missing
        if gap.slot.is_part
        for region in regions_without(scan.labels, units.facts, _beside(units.side), gap, 1)
    }
    if not lines and not without:
        return None
    make = frames_on("polars")
    rows = rows_of_lines(scan, lines, (), numbered=units.numbered)
    choice = units.choice._replace(seen=tuple(sorted({(line.plan, line.level, region) for region, line in without})))
    judged = judge(units.side.plans, make(columns_of(ACTUAL_COLUMNS, rows)), make, choice)
    wanted = [f"{line.plan}|{line.indicator}|{line.level}|{region}|{line.year}" for region, line in {*lines, *without}]
    columns = [nw.col(name) for name in ("plan", "indicator", "level", "region")]
    name = nw.concat_str(*columns, nw.col("year").cast(nw.String), separator="|")
    return judged.frame.filter((nw.col("part_of") != "") & name.is_in(sorted(wanted)))


def _worst_facts(facts: JudgedFacts) -> list[tuple[str, int]]:
    """Return region and key of the worst unit of every slot and verdict; of equal ones the first by name."""
    keys = sorted({slot.key for slot in facts.slots if slot.is_part})
    if not keys:
        return []
    engine = facts.engine
    judged = engine.frame(facts.sql(f"key in ({', '.join(map(str, keys))})")).with_columns(badness=badness())
    found = engine.sql_of(judged.select("region", "key", "verdict", "badness"))
    worst = f"select key, verdict, max(badness) as badness from ({found}) group by key, verdict"
    rows = engine.rows(
        f"select min(u.region), u.key from ({found}) u join ({worst}) w on u.key = w.key and u.verdict = w.verdict "
        "and u.badness = w.badness group by u.key, u.verdict"
    )
    return [(region, int(key)) for region, key in rows]


def _gathered(units_judged: nw.LazyFrame[Any], side: Judged, units: Units) -> nw.LazyFrame[Any]:
    """Gather units into their plan's lines, with the counts of all units there are."""
    assert side.without_units is not None
    own = own_lines(units_judged, side.without_units.filter(_is_plain(side)))
    names = own.collect_schema().names()
    counts = frames_on("polars")(_counts(units))
    kept = [name for name in names if not name.startswith("units_")]
    return own.select(*kept).join(counts, on=list(_RULE), how="left").select(*names)


def _counts(units: Units) -> Columns:
    """Return how many units every rule has in a year: of all, failed and missing."""
    found: dict[Own, dict[str, int]] = {}
    for own, verdict, count in _terms(units):
        counts = found.setdefault(own, {"units_total": 0, "units_failed": 0, "units_missing": 0})
        counts["units_total"] += count if verdict != "not_applicable" else 0
        counts["units_failed"] += count if verdict == "unmet" else 0
        counts["units_missing"] += count if verdict == "no_data" else 0
    kinds = (Kind.TEXT, Kind.TEXT, Kind.WHOLE, Kind.WHOLE)
    columns: dict[str, tuple[Kind, Sequence[Any]]] = {
        name: (kind, [own[at] for own in found]) for at, (name, kind) in enumerate(zip(_RULE, kinds, strict=True))
    }
    for name in ("units_total", "units_failed", "units_missing"):
        columns[name] = (Kind.REAL, [float(counts[name]) for counts in found.values()])
    return columns


def _terms(units: Units) -> Iterable[tuple[Own, str, int]]:
    """Yield a rule of a year, a verdict, and how many units have it."""
    slots: Mapping[int, Any] = {slot.key: slot for slot in units.facts.slots if slot.is_part}
    for (key, verdict, _, _), count in units.tally.items():
        if slot := slots.get(key):
            yield (slot.rule.plan, slot.rule.indicator, slot.rule.due_year, slot.year), verdict, count
    for gap in units.missing:
        if gap.slot.is_part:
            rule = gap.slot.rule
            yield (rule.plan, rule.indicator, rule.due_year, gap.slot.year), gap.verdict, gap.count
    beside = _beside(units.side).group_by(*_RULE, "verdict").agg(rows=nw.len()).collect().rows()
    for plan, indicator, due_year, year, verdict, count in beside:
        yield (plan, indicator, due_year, int(year)), verdict, count
