"""All results of a scan written as they come: DuckDB copies the judged facts, the lines without rows and the rest.

The columns are those of a result that a plain row and its rule give; what needs the cell as written (text, note, its
place) or the neighbours of a value (trend, outlook) is not in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.judgement.results import describe, read_results
from planckeck.large.counting import Gap, Missing, regions_sql
from planckeck.large.engine import Engine
from planckeck.large.gaps import is_made_of_units
from planckeck.large.judged import JudgedFacts, Slot
from planckeck.large.labels import Labels, Line, plain_indicators
from planckeck.model.assessment import Result
from planckeck.model.frames import Kind
from planckeck.model.promise import LoadedPlan

_TEXT, _REAL, _WHOLE, _FLAG = Kind.TEXT, Kind.REAL, Kind.WHOLE, Kind.FLAG
_OF_RULE: dict[str, tuple[Kind, str]] = {
    "plan": (_TEXT, "plan"), "indicator": (_TEXT, "indicator"), "name": (_TEXT, "name"), "row": (_TEXT, "printed_row"),
    "category": (_TEXT, "category"), "group": (_TEXT, "group"), "department": (_TEXT, "department"),
    "level": (_TEXT, "level"), "year": (_WHOLE, "year"), "due": (_TEXT, "due"), "due_date": (_TEXT, "due_date"),
    "constraint": (_TEXT, "constraint"), "certainty": (_TEXT, "certainty"), "unit": (_TEXT, "plan_unit"),
    "measure": (_TEXT, "measure"), "rate_sign": (_TEXT, "rate_sign"), "baseline": (_REAL, "baseline"),
    "baseline_text": (_TEXT, "baseline_text"), "baseline_year": (_WHOLE, "baseline_year"),
    "comparison": (_TEXT, "comparison"), "target": (_TEXT, "target"), "low": (_REAL, "low"),
    "low_open": (_FLAG, "low_open"), "high": (_REAL, "high"), "high_open": (_FLAG, "high_open"),
    "better": (_TEXT, "better"), "tolerance": (_REAL, "tolerance"), "reference": (_TEXT, "reference"),
    "gap_unit": (_TEXT, "gap_unit"), "per": (_REAL, "per"), "plan_at": (_TEXT, "plan_at"),
    "part_of": (_TEXT, "part_of"),
}  # fmt: skip
"""What a rule says of all its results: the key of a result, its kind, and the column of a described rule."""
_OF_ROW: dict[str, tuple[Kind, str]] = {
    "region": (_TEXT, "j.region"), "part": (_TEXT, "null::string"),
    "is_due": (_FLAG, "j.due_now"), "actual": (_REAL, "j.value"),
    "compared": (_REAL, "j.compared"), "verdict": (_TEXT, "j.verdict"), "reason": (_TEXT, "nullif(j.reason, '')"),
    "gap": (_REAL, "j.gap"), "relative_gap": (_REAL, "j.relative_gap"), "completion": (_REAL, "j.completion"),
    "progress": (_REAL, "j.progress"), "worse_than_baseline": (_FLAG, "j.worse = 1"),
    "rounds_to_target": (_FLAG, "j.rounds"), "pace": (_TEXT, "nullif(j.pace, '')"),
    "pace_reason": (_TEXT, "nullif(j.pace_reason, '')"), "tau": (_REAL, "j.tau"),
    "path_value": (_REAL, "j.path_value"), "lead": (_REAL, "j.lead"), "required_annual_change": (_REAL, "j.required"),
}  # fmt: skip
"""What differs from row to row: the key of a result, its kind, and its SQL over judged facts."""
COLUMNS = (*_OF_RULE, *_OF_ROW)
_OF_GAP = {"region", "is_due", "verdict", "reason", "pace", "pace_reason", "tau", "rounds_to_target"}
_TYPES = {_TEXT: "string", _REAL: "double", _WHOLE: "bigint", _FLAG: "boolean"}


@dataclass(frozen=True, slots=True)
class Everything:
    """All results of a run: of the judged facts, of lines without a row, and of what was judged beside."""

    labels: Labels
    plans: tuple[LoadedPlan, ...]
    facts: JudgedFacts
    missing: Missing
    side: nw.LazyFrame[Any]


def copy_results(engine: Engine, every: Everything, path: str, format_: str) -> None:
    """Write all results to a path, unordered: as `parquet`, or as `csv` with 12 significant digits."""
    columns = [(name, kind) for name, (kind, _) in {**_OF_RULE, **_OF_ROW}.items()]
    engine.write(results_sql(engine, every), columns, path, format_)


def results_sql(engine: Engine, every: Everything) -> str:
    """Return all results as one query with `COLUMNS`; makes the small tables that it needs."""
    _write_rules(engine, "described", every.plans, [(slot.key, slot) for slot in every.facts.slots])
    _write_rules(engine, "lacking", every.plans, [(number, gap.slot) for number, gap in enumerate(every.missing)])
    parts = []
    if every.facts.slots:
        own = ", ".join(f'd."{name}"' for name in _OF_RULE)
        rows = ", ".join(f'{sql} as "{name}"' for name, (_, sql) in _OF_ROW.items())
        parts.append(f"select {own}, {rows} from ({every.facts.sql()}) j join described d on j.key = d.number")
    if every.missing:
        parts.append(_missing_sql(engine, every))
    # beside enumerations plain texts would make all of them texts again
    if (side := _side_sql(engine, every)) or not parts:
        parts.append(side or "select * from beside_results")
    return " union all ".join(parts)


def _write_rules(engine: Engine, table: str, plans: tuple[LoadedPlan, ...], slots: Sequence[tuple[int, Slot]]) -> None:
    """Write what the rules say of their results, nothing as null, one row a slot with its `number`."""
    columns = describe(plans)
    by_rule: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in zip(*(values for _, values in columns.values()), strict=True):
        described = dict(zip(columns, row, strict=True))
        by_rule[described["plan"], described["indicator"], described["due_year"]] = described
    rows = [_of_rule(slot, by_rule[slot.rule.plan, slot.rule.indicator, slot.rule.due_year]) for _, slot in slots]
    written = {name: (kind, [row[name] for row in rows]) for name, (kind, _) in _OF_RULE.items()}
    few = [name for name, (kind, _) in written.items() if kind is _TEXT]
    engine.table(table, {"number": (Kind.WHOLE, [number for number, _ in slots]), **written}, few)


def _of_rule(slot: Slot, described: dict[str, Any]) -> dict[str, Any]:
    rule = slot.rule
    own = {name: described[column] for name, (_, column) in _OF_RULE.items() if column in described}
    own |= {name: getattr(rule, name) for name in ("level", "measure", "baseline", "low", "high", "per")}
    own["part_of"] = rule.own_region if slot.is_part else ""
    own |= {"year": slot.year, "baseline_year": rule.baseline_year if own["baseline_text"] else None}
    own["low_open"] = rule.low_open if rule.low is not None else None
    own["high_open"] = rule.high_open if rule.high is not None else None
    return {name: None if value == "" else value for name, value in own.items()}


def _side_sql(engine: Engine, every: Everything) -> str:
    results = list(read_results(every.side, every.plans))
    kinds = {name: kind for name, (kind, _) in {**_OF_RULE, **_OF_ROW}.items()}
    engine.table("beside_results", {name: (kind, [_own(one, name) for one in results]) for name, kind in kinds.items()})
    return "select * from beside_results" if results else ""


def _own(result: Result, name: str) -> Any:
    value = getattr(result, name)
    return str(value) if name == "row" and value is not None else value


def _missing_sql(engine: Engine, every: Everything) -> str:
    """Return the lines without a row: regions of a level that have neither a fact nor an odd row of a slot."""
    _write_level_regions(engine, every)
    _write_spoken(engine, every)
    numbers = every.labels.numbers
    gaps = [(number, gap, numbers.get(_line(gap))) for number, gap in enumerate(every.missing)]
    of_rule = ("plan", "indicator", "level")
    of_gap = ("verdict", "reason", "pace", "pace_reason")
    columns: dict[str, tuple[Kind, list[Any]]] = {
        "number": (_WHOLE, [number for number, _, _ in gaps]),
        "key": (_WHOLE, [key for _, _, key in gaps]),
        "year": (_WHOLE, [gap.slot.year for _, gap, _ in gaps]),
        "is_due": (_FLAG, [gap.is_due for _, gap, _ in gaps]),
        "tau": (_REAL, [gap.tau for _, gap, _ in gaps]),
        "rounds_to_target": (_FLAG, [False] * len(gaps)),
        "is_part": (_FLAG, [gap.slot.is_part for _, gap, _ in gaps]),
    }
    columns |= {name: (_TEXT, [getattr(gap.slot.rule, name) for _, gap, _ in gaps]) for name in of_rule}
    columns |= {name: (_TEXT, [getattr(gap, name) or None for _, gap, _ in gaps]) for name in of_gap}
    engine.table("gaps", columns)
    own = ", ".join(f'd."{name}"' for name in _OF_RULE)
    rows = ", ".join(
        f'{"r" if name == "region" else "g"}."{name}"' if name in _OF_GAP else f'null::{_TYPES[kind]} as "{name}"'
        for name, (kind, _) in _OF_ROW.items()
    )
    asked = ", ".join(map(engine.text, every.facts.regions))
    only = f" and (g.is_part or r.region in ({asked}))" if asked else ""
    return (
        f"select {own}, {rows} from gaps g join lacking d on g.number = d.number "
        "join level_regions r on r.plan = g.plan and r.level = g.level left join regions q on q.region = r.region "
        "anti join spoken_lines s on s.plan = g.plan and s.indicator = g.indicator and s.region = r.region "
        f"and s.year = g.year where (g.key is null or q.keys is null or not {engine.has_key('q.keys', 'g.key')}){only}"
    )


def _line(gap: Gap) -> Line:
    rule = gap.slot.rule
    return Line(rule.plan, rule.indicator, rule.level, gap.slot.year)


def _write_level_regions(engine: Engine, every: Everything) -> None:
    """Write the regions of every plan's level with the keys that they have; the plan's own where there are none."""
    levels = {(gap.slot.rule.plan, gap.slot.rule.level): gap.slot.rule.own_region for gap in every.missing}
    engine.table("level_regions", dict.fromkeys(("plan", "level", "region"), (_TEXT, [])))
    for (plan, level), own_region in levels.items():
        here = f"select {engine.text(plan)}, {engine.text(level)}, region"
        there = f"from level_regions where plan = {engine.text(plan)} and level = {engine.text(level)}"
        engine.add("level_regions", f"{here} from ({regions_sql(engine, every.labels, plan, level)})")
        if others := every.facts.beside.get((plan, level)):
            engine.table("others", {"region": (_TEXT, list(others))})
            engine.add("level_regions", f"{here} from others where region not in (select region {there})")
        if not engine.one(f"select count(*) {there}"):
            engine.table("others", {"region": (_TEXT, [own_region])})
            engine.add("level_regions", f"{here} from others")


def _write_spoken(engine: Engine, every: Everything) -> None:
    """Write the lines and years that odd rows speak of."""
    plain = plain_indicators(every.plans)
    rows = every.side.filter(~is_made_of_units()).select("plan", "indicator", "region", "year").collect().rows()
    own = [row for row in rows if (row[0], row[1]) in plain]
    kinds = {"plan": _TEXT, "indicator": _TEXT, "region": _TEXT, "year": _WHOLE}
    engine.table(
        "spoken_lines", {name: (kind, [row[at] for row in own]) for at, (name, kind) in enumerate(kinds.items())}
    )
