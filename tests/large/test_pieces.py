"""Counts by pieces of values are the counts of their rows, judged one by one."""

from __future__ import annotations

from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planckeck.judgement.rules import rules_for
from planckeck.large.duck import Duck, open_duck
from planckeck.large.judged import JudgedFacts, Slot, formulas_of, slots_of
from planckeck.large.labels import OF_SERIES, Labels, Line
from planckeck.large.pieces import KEY, PIECE, count_in_turn, cuts_of
from planckeck.model.frames import Columns, Kind
from planckeck.pipeline import usable_plans
from tests.large.making import EXAMPLES, made_plan

YEARS = range(2015, 2021)


def values_of(slot: Slot, draw: Random) -> list[float]:
    """Values near all that a rule speaks of, on both sides of it, and far from it."""
    rule = slot.rule
    near = [one for one in (rule.low, rule.high, rule.start, rule.baseline, rule.path_end, 0.0) if one is not None]
    beside = [one + sign * step for one in near for step in (0, 1e-10, 1e-9, 1e-6, 0.01, 1) for sign in (1, -1)]
    spread = [draw.uniform(min(near) - 20, max(near) + 20) for _ in range(120)]
    return [*near, *beside, *spread, *(round(one, 1) for one in spread), 1e6, -1e6]


def judged_facts(engine: Duck, slots: list[Slot], labels: Labels, draw: Random) -> JudgedFacts:
    rows = [(slot, value) for slot in slots for value in values_of(slot, draw)]
    cuts = {slot.key: cuts_of(slot.rule, slot.year) for slot in slots}
    written: Columns = {
        "region": (Kind.TEXT, [f"R{number}" for number in range(len(rows))]),
        "key": (Kind.WHOLE, [slot.key for slot, _ in rows]),
        "value": (Kind.REAL, [value for _, value in rows]),
        "origin": (Kind.REAL, [cuts[slot.key][0] for slot, _ in rows]),
        "steepness": (Kind.REAL, [cuts[slot.key][1] for slot, _ in rows]),
    }
    engine.table("made", written)
    engine.keep("facts", f"select region, key::integer as key, value, ({PIECE})::integer as piece from made")
    engine.table("odd", {"region": (Kind.TEXT, []), "key": (Kind.WHOLE, [])})
    count_in_turn(engine, len(labels.lines))
    return JudgedFacts(engine, labels, slots, (), formulas_of(engine, slots))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10**9))
def test_counts_and_worst_by_pieces_are_those_of_rows(tmp_path: Path, seed: int) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    [loaded] = usable_plans([str(tmp_path / "land.yaml")])
    rules = [rule for rule in rules_for(loaded) if rule.measure not in OF_SERIES]
    lines = tuple(
        Line("land", indicator, "县", year)
        for indicator in sorted({rule.indicator for rule in rules})
        for year in YEARS
    )
    labels = Labels(lines, {}, (), {})
    classes = {("land", one.id): one.constraint.value for one in loaded.plan.indicators}
    slots = slots_of(labels, rules, {"land": YEARS}, classes, ())
    engine = open_duck()
    facts = judged_facts(engine, slots, labels, Random(seed))

    tally = facts.tally()
    worst = facts.worst(20, tally)

    one_by_one = f"select key, verdict, due_now, pace, count(*) from ({facts.sql()}) group by all"
    assert tally == {(key, *told): count for key, *told, count in engine.rows(one_by_one)}
    ranked = 'order by rank, coalesce(abs(relative_gap), 0) desc, "order", region, year'
    own = ", ".join(str(slot.key) for slot in slots if not slot.is_part)  # units are shown by their plan's line
    unmet = f"select region, key from ({facts.sql()}) where verdict = 'unmet' and key in ({own})"
    assert worst == engine.rows(f"{unmet} {ranked} limit 20")
    assert engine.one("select count(*) from judged_pieces where holds") > 0
    assert engine.one(f"select count(*) from facts where key <> {KEY}") == 0
