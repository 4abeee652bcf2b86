"""Facts ⋈ rules → judged rows on DuckDB, by the formulas of `judgement`, and the questions that are asked of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.judgement.measures import with_compared
from planckeck.judgement.pace import with_pace
from planckeck.judgement.results import CONSTRAINT_RANK
from planckeck.judgement.rules import rule_columns
from planckeck.judgement.verdicts import with_verdicts
from planckeck.large.engine import Engine
from planckeck.large.labels import ODD, OF_SERIES, Labels
from planckeck.large.series import write_series
from planckeck.model.assessment import Rule
from planckeck.model.frames import Columns, Kind


@dataclass(frozen=True, slots=True)
class Slot:
    """A key in a year that is judged: the rule that holds for it, and its constraint class. `is_part` tells that its
    lines are units of the plan's own line, which alone counts."""

    key: int
    year: int
    rule: Rule
    constraint: str
    is_part: bool = False


Tally = Mapping[tuple[int, str, bool, str], int]
"""How many judged rows there are of each key, verdict, due_now and pace ('' for none)."""


def slots_of(
    labels: Labels,
    rules: Sequence[Rule],
    years: Mapping[str, Sequence[int]],
    constraints: Mapping[tuple[str, str], str],
    regions: Sequence[str],
) -> list[Slot]:
    """Return the keys that are judged, each with its rule: the milestone of t, the next between two, then the last."""
    found = []
    for key, line in enumerate(labels.lines, start=1):
        if line.year not in years.get(line.plan, ()):
            continue
        found += [
            Slot(key, line.year, rule, constraints[rule.plan, rule.indicator], is_part(rule, regions))
            for rule in rules
            if (rule.plan, rule.indicator) == (line.plan, line.indicator) and judges(rule, line.year)
        ]
    return found


def is_part(rule: Rule, regions: Sequence[str]) -> bool:
    """Tell whether a rule's lines are units of the plan's own line: units that are asked for without it stand alone."""
    return rule.scope == "every_unit" and (not regions or rule.own_region in regions)


def judges(rule: Rule, year: int) -> bool:
    """Tell whether a rule holds for a year: it lies in its reach and not before the baseline."""
    in_reach = rule.after_year < year <= rule.until_year
    return in_reach and (rule.baseline_year is None or year >= rule.baseline_year)


def slot_columns(slots: Sequence[Slot]) -> Columns:
    """Return the slots as columns of a frame: those of `Rule` with key, year, at_end and rank."""
    rules = rule_columns([slot.rule for slot in slots])
    return {
        **rules,
        "key": (Kind.WHOLE, [slot.key for slot in slots]),
        "year": (Kind.WHOLE, [slot.year for slot in slots]),
        "at_end": (Kind.WHOLE, [slot.year * 10000 + 1231 for slot in slots]),
        "is_part": (Kind.FLAG, [slot.is_part for slot in slots]),
        "rank": (Kind.WHOLE, [CONSTRAINT_RANK[slot.constraint] for slot in slots]),
    }


def with_formulas(rows: nw.LazyFrame[Any], measures: Sequence[str]) -> nw.LazyFrame[Any]:
    """Judge rows that hold a slot's columns, `region` and `value` (null for no actual): a whole year's plain number."""
    rows = with_compared(_whole_year(rows), measures)
    known = ~nw.col("value").is_null()
    rows = rows.with_columns(
        compared=nw.when(known).then(nw.col("compared")),
        lack=nw.when(known).then(nw.col("lack")).otherwise(nw.lit("no_actual")),
    )
    return with_pace(with_verdicts(rows))


def _whole_year(rows: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    nothing = nw.lit(None, dtype=nw.Float64)
    return rows.with_columns(
        part=nw.lit(""),
        status=nw.lit(""),
        bounds=nw.lit(""),
        done_on=nothing,
        said_done=nothing,
        date_needed=nw.lit(value=False),
    )


class JudgedFacts:
    """The facts of a run, held against the rules of their keys. `without_measure` are the keys that have facts that are
    due and cannot be measured, known after `tally`; `beside` are the regions of a plan's level that odd rows have."""

    def __init__(self, engine: Engine, labels: Labels, slots: Sequence[Slot], regions: Sequence[str]) -> None:
        self.engine = engine
        self.slots = slots
        self.regions = tuple(regions)
        self._formulas = ""
        self.without_measure: set[int] = set()
        self.beside: Mapping[tuple[str, str], Sequence[str]] = {}
        self.measures = sorted({slot.rule.measure for slot in slots} - OF_SERIES)
        engine.table("slots", slot_columns(slots))
        asked = f"(f.region in ({', '.join(map(engine.text, regions))}) or s.is_part)" if regions else "true"
        is_any = engine.one("select count(*) from odd")
        odd = "anti join odd o on f.region = o.region and f.key = o.key" if is_any else ""
        known = f"{odd} where f.value is not null and f.key > {ODD}"
        self.base = (
            f"select f.region, f.value, s.* from facts f join slots s on f.key = s.key "
            f"{known} and {asked} and s.measure not in ({', '.join(map(engine.text, sorted(OF_SERIES)))})"
        )
        own = [(slot.key, slot.rule) for slot in slots if slot.rule.measure in OF_SERIES]
        self.of_series = sorted({rule.measure for _, rule in own})
        if own:
            write_series(engine, labels, own, known)
        self.series = (
            "select f.region, f.value, s.*, f.compared, f.lack from series f "
            f"join slots s on f.key = s.key and f.measure = s.measure where {asked}"
        )

    def sql(self, only: str = "") -> str:
        """Return the judged rows as a query; `only` is a condition on keys and regions."""
        if not self._formulas and self.slots:
            # every operation binds the whole query, so it is made once
            self._formulas = self.engine.sql_of(with_pace(with_verdicts(self._compared())))
        return f"select * from ({self._formulas}) where {only}" if only else self._formulas

    def _compared(self) -> nw.LazyFrame[Any]:
        """Return the facts with what is compared: of their own year, and of the series that they stand in."""
        parts = []
        if self.measures:
            parts.append(with_compared(_whole_year(self.engine.frame(self.base)), self.measures).drop("signed"))
        if self.of_series:
            parts.append(_whole_year(self.engine.frame(self.series)))
        columns = parts[0].collect_schema().names()
        return nw.concat([part.select(*columns) for part in parts]) if len(parts) > 1 else parts[0]

    def tally(self) -> dict[tuple[int, str, bool, str], int]:
        """Count the judged rows by key, verdict, whether due, and pace."""
        if not self.slots:
            return {}
        grouped = f"select key, verdict, due_now, pace, count(*) from ({self.sql()}) group by all"
        found = {(key, verdict, due, pace): count for key, verdict, due, pace, count in self.engine.rows(grouped)}
        self.without_measure = {key for key, verdict, due, _ in found if verdict == "no_data" and due}
        return found

    def worst(self, top: int, tally: Tally) -> list[tuple[str, int]]:
        """Return region and key of the worst misses: the most binding first, then the widest relative gap."""
        ranks = {slot.key: CONSTRAINT_RANK[slot.constraint] for slot in self.slots if not slot.is_part}
        per_rank: dict[int, int] = {}
        for (key, verdict, _, _), count in tally.items():
            if verdict == "unmet" and key in ranks:
                per_rank[ranks[key]] = per_rank.get(ranks[key], 0) + count
        wanted: list[int] = []
        for rank in sorted(per_rank):
            if sum(per_rank[one] for one in wanted) < top:
                wanted.append(rank)
        keys = {key for key, verdict, _, _ in tally if verdict == "unmet" and ranks.get(key) in wanted}
        if not keys:
            return []
        found = self.engine.rows(
            f"select region, key from ({self.sql(f'key in ({_listed(keys)})')}) where verdict = 'unmet' "
            f'order by rank, coalesce(abs(relative_gap), 0) desc, "order", region, year limit {top}'
        )
        return [(region, key) for region, key in found]


def _listed(keys: Sequence[int] | set[int]) -> str:
    return ", ".join(map(str, sorted(keys)))
