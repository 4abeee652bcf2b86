"""Facts ⋈ rules → judged rows on DuckDB, by the formulas of `judgement`, and the questions that are asked of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.judgement.measures import with_compared
from planckeck.judgement.pace import with_pace
from planckeck.judgement.results import CONSTRAINT_RANK
from planckeck.judgement.rules import rule_columns
from planckeck.judgement.verdicts import with_verdicts
from planckeck.large.engine import ROWS, Engine, literal
from planckeck.large.labels import ODD, OF_SERIES, Labels
from planckeck.large.pieces import ends_sql, judged_ends_sql
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


Told = tuple[int, str, bool, str]
Tally = Mapping[Told, int]
"""How many judged rows there are of each key, verdict, due_now and pace ('' for none)."""


JUDGED = (
    *("region", "key", "plan", "indicator", "order", "year", "rank", "value", "compared", "verdict", "due_now"),
    *("reason", "gap", "relative_gap", "completion", "progress", "worse", "rounds", "pace", "pace_reason", "tau"),
    *("path_value", "lead", "required", "direction"),
)
"""The columns of judged rows."""


def slots_of(
    labels: Labels,
    rules: Sequence[Rule],
    years: Mapping[str, Collection[int]],
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


@dataclass(frozen=True, slots=True)
class Formulas:
    """The formulas of some slots as SQL binds them: over `base`, a query that reads ROWS and the table `slots`, for the
    measures of a year by itself. What all of the slots say is a constant in them, so they serve any part of the slots.
    """

    base: str
    measures: tuple[str, ...]

    def of(self, engine: Engine, rows: str) -> str:
        """Return judged rows (region, key, value, piece) as a query."""
        return engine.judged(self.base, lambda frame: with_formulas(frame, self.measures), rows)

    def bind(self, engine: Engine) -> None:
        """Have the engine make them ready."""
        self.of(engine, "select '' as region, 0::integer as key, 0.0::double as value, 0::integer as piece")


def formulas_of(engine: Engine, slots: Sequence[Slot]) -> Formulas:
    """Return the formulas of slots, and write those as the table `slots`."""
    engine.table("slots", slot_columns(slots))
    of_slots = ", ".join(_slot_sql(engine, slots))
    series = ", ".join(map(engine.text, sorted(OF_SERIES)))
    base = (
        f"select f.region, f.value, f.piece, {of_slots} from {ROWS} f join slots s on f.key = s.key "
        f"where s.measure not in ({series})"
    )
    return Formulas(base, tuple(sorted({slot.rule.measure for slot in slots} - OF_SERIES)))


class JudgedFacts:
    """The facts of a run, held against the rules of their keys. `without_measure` are the keys that have facts that are
    due and cannot be measured, known after `tally`; `beside` are the regions of a plan's level that odd rows have."""

    def __init__(
        self, engine: Engine, labels: Labels, slots: Sequence[Slot], regions: Sequence[str], formulas: Formulas
    ) -> None:
        self.engine = engine
        self.slots = slots
        self.formulas = formulas
        self.regions = tuple(regions)
        self.without_measure: set[int] = set()
        self.beside: Mapping[tuple[str, str], Sequence[str]] = {}
        self.measures = sorted({slot.rule.measure for slot in slots} - OF_SERIES)
        engine.table("slots", slot_columns(slots))
        parts = _listed({slot.key for slot in slots if slot.is_part} or {ODD})
        asked = f"(f.region in ({', '.join(map(engine.text, regions))}) or f.key in ({parts}))" if regions else "true"
        self.has_odd = bool(engine.one("select count(*) from odd"))
        marked = "join odd o on f.region = o.region and f.key = o.key"
        known = f"where f.value is not null and f.key > {ODD}"
        self.marked = f"select f.* from facts f semi {marked} {known} and {asked}"
        known = f"anti {marked} {known}" if self.has_odd else known
        self.plain = f"select f.* from facts f {known} and {asked}"
        own = [(slot.key, slot.rule) for slot in slots if slot.rule.measure in OF_SERIES]
        self._has_series = bool(own)
        self._of_series = ""
        if own:
            write_series(engine, labels, own, known)
        self.series = (
            "select f.region, f.value, s.*, f.compared, f.lack from series f "
            f"join slots s on f.key = s.key and f.measure = s.measure where {asked}"
        )

    def sql(self, only: str = "", pieces: str = "") -> str:
        """Return the judged rows as a query; `only` is a condition on keys and regions, `pieces` one on the pieces of
        facts that are judged by themselves."""
        conditions = " and ".join(filter(None, (only, pieces)))
        parts = []
        if self.measures:
            rows = f"select * from ({self.plain}) where {conditions}" if conditions else self.plain
            parts.append(self.formulas.of(self.engine, rows))
        if self._has_series:
            parts.append(f"select * from ({self._series()}) where {only}" if only else self._series())
        chosen = ", ".join(f'"{name}"' for name in JUDGED)
        return " union all ".join(f"select {chosen} from ({part})" for part in parts)

    def _series(self) -> str:
        """Return judged rows of measures over several years."""
        if not self._of_series:
            rows = _whole_year(self.engine.frame(self.series))
            self._of_series = self.engine.sql_of(with_pace(with_verdicts(rows)))
        return self._of_series

    def tally(self) -> dict[Told, int]:
        """Count the judged rows by key, verdict, whether due, and pace."""
        if not self.slots:
            return {}
        # where regions are asked for, the pieces hold others too
        by_rows = bool(self.regions) or not self.measures
        found = self._counted(self.sql()) if by_rows else self._counted_by_pieces()
        self.without_measure = {key for key, verdict, due, _ in found if verdict == "no_data" and due}
        return found

    def _counted(self, judged: str) -> Counter[Told]:
        grouped = f"select key, verdict, due_now, pace, count(*) from ({judged}) group by all"
        return Counter({(key, *told): count for key, *told, count in self.engine.rows(grouped)})

    def _counted_by_pieces(self) -> dict[Told, int]:
        """Count whole pieces where both ends say what holds for all of them, and the rows of the others."""
        judged = f"{judged_ends_sql(self.formulas.of(self.engine, ends_sql()))} j join pieces p using (piece)"
        self.engine.keep("judged_pieces", f"select j.*, p.known as n from {judged}")
        whole = "select key, verdict, due_now, pace, sum(n)::bigint from judged_pieces where holds group by all"
        found = Counter({(key, *told): count for key, *told, count in self.engine.rows(whole)})
        if self.engine.one("select count(*) from judged_pieces where not holds"):
            unclear = "select piece from judged_pieces where not holds"
            rows = f"select * from facts where value is not null and piece in ({unclear})"
            found += self._counted(self.formulas.of(self.engine, rows))
        if self.has_odd:  # the pieces hold them too
            found -= self._counted(self.formulas.of(self.engine, self.marked))
        return found + self._counted(self._series()) if self._has_series else found

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
        are_counted = self.measures and not self.regions and not self.has_odd
        pieces = f"piece in ({_listed(self._worst_pieces(top, keys, ranks) or {0})})" if are_counted else ""
        found = self.engine.rows(
            f"select region, key from ({self.sql(f'key in ({_listed(keys)})', pieces)}) where verdict = 'unmet' "
            f'order by rank, coalesce(abs(relative_gap), 0) desc, "order", region, year limit {top}'
        )
        return [(region, key) for region, key in found]

    def _worst_pieces(self, top: int, keys: set[int], ranks: Mapping[int, int]) -> set[int]:
        """Return the pieces in which the worst are: of each rank so many that surely hold `top` misses, the widest
        gaps first, and all that may hold wider ones."""
        rows = self.engine.rows(
            "select piece, key, n, least, most, holds from judged_pieces where (misses or not holds) and "
            f"key in ({_listed(keys)}) order by least desc"
        )
        enough: dict[int, float] = {}
        counts: Counter[int] = Counter()
        for _, key, count, least, _, holds in rows:
            counts[ranks[key]] += count if holds else 0
            if counts[ranks[key]] >= top:
                enough.setdefault(ranks[key], least)
        return {piece for piece, key, _, _, most, _ in rows if most >= enough.get(ranks[key], 0.0)}


def _slot_sql(engine: Engine, slots: Sequence[Slot]) -> list[str]:
    """Return the slots' columns as SQL; what all slots say is a constant, so that what it decides falls away."""
    return [
        f'{literal(engine, kind, values[0])} as "{name}"' if name != "key" and len(set(values)) == 1 else f's."{name}"'
        for name, (kind, values) in slot_columns(slots).items()
    ]


def _listed(keys: Sequence[int] | set[int]) -> str:
    return ", ".join(map(str, sorted(keys)))
