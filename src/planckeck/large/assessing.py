"""The stages of a judgement at size: labels, facts, odd rows, counts, the lines without data, the worst."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import narwhals as nw

from planckeck.engines import frames_on
from planckeck.judgement import Choice, Judged, judge
from planckeck.judgement.results import result_frame
from planckeck.judgement.rules import rules_for
from planckeck.large.closing import close_lines
from planckeck.large.counting import (
    Missing,
    Totals,
    missing_lines,
    present_lines,
    regions_beside,
    regions_of_levels,
    regions_seen,
    totals_of,
)
from planckeck.large.due import DueQuestion, due_rows
from planckeck.large.engine import Engine
from planckeck.large.facts import Facts, Scan, find_facts, label_texts
from planckeck.large.gaps import is_made_of_units
from planckeck.large.judged import Formulas, JudgedFacts, Slot, formulas_of, is_part, judges, slots_of
from planckeck.large.labels import Labels, decide_labels, plain_indicators
from planckeck.large.odd import IS_ODD, read_rows
from planckeck.large.sampling import join_as_stored, stored_labels
from planckeck.large.shown import Shown, worst_of
from planckeck.large.source import Source
from planckeck.large.stream import Everything, copy_results
from planckeck.large.units import Units, lines_of_units
from planckeck.large.watching import watched
from planckeck.model.assessment import Result, Rule
from planckeck.model.frames import ACTUAL_COLUMNS, Kind, columns_of
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic, InputError, Place
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectations
from planckeck.readers.record import Progress, Read

MOST_PREPARED = 3_000
"""Keys whose formulas are made ready before it is known which are judged."""
MOST_ODD = 200_000
"""Rows that the readers take one by one, 100 µs each; more of them are no table for a scan."""


@dataclass(frozen=True, slots=True)
class LargeRequest:
    """What of a judgement differs between runs at size; see `pipeline.Request`.

    `choice` names plans and band; `numbered` asks for the lines of results that are shown, which costs a slow pass;
    `progress` is told how far the scan is, and `meanwhile` is done while it runs."""

    expectations: Expectations
    choice: Choice
    regions: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    top: int = 20
    numbered: bool = False
    progress: Progress | None = None
    meanwhile: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class Large:
    """A judgement at size: `side` are the judged rows of everything that was not judged where it lies (odd rows, and
    indicators of other scopes), `facts` the rest."""

    plans: tuple[LoadedPlan, ...]
    years: Mapping[str, tuple[int, ...]]
    totals: Totals
    missing: Missing
    worst: tuple[Result, ...]
    findings: tuple[Diagnostic, ...]
    labels: Labels
    side: nw.LazyFrame[Any] = field(repr=False)
    every: nw.LazyFrame[Any] = field(repr=False)
    facts: JudgedFacts = field(repr=False)

    def knows(self, engine: Engine, region: str) -> bool:
        """Tell whether any line is of a region."""
        if engine.rows(f"select 1 from regions where region = {engine.text(region)}"):
            return True
        named = (nw.col("region") == region) | (nw.col("part_of") == region)
        return len(self.every.filter(named).select("region").head(1).collect()) > 0

    def write(self, engine: Engine, path: str, format_: str) -> None:
        """Write all results to a path as csv or parquet."""
        copy_results(engine, Everything(self.labels, self.plans, self.facts, self.missing, self.side), path, format_)

    def due_without_data(
        self, engine: Engine, failing: frozenset[tuple[str, str]], said: Sequence[str], most: int
    ) -> tuple[list[dict[str, Any]], int]:
        """Return the first `most` targets of failing classes that are due and have no data, and how many there are."""
        return due_rows(
            engine, DueQuestion(self.labels, self.missing, self.facts, self.side, failing, said, most), self.plans
        )


def assess_large(engine: Engine, source: Source, plans: tuple[LoadedPlan, ...], request: LargeRequest) -> Large:
    """Judge a table where it lies. Raises: InputError where too much of it is odd, or nothing belongs to a plan."""
    regions = sorted({loaded.plan.region for loaded in plans})
    engine.table("known_regions", {"own_region": (Kind.TEXT, regions)})
    with watched(engine, source.shown[0], request.progress):
        labels, found, formulas = _facts(engine, source, plans, request)
    scan = Scan(engine, source, labels, request.expectations)
    plans, side, read = _side(scan, plans, found, request)
    rules = [rule for loaded in plans for rule in rules_for(loaded, request.choice.band)]
    plain = plain_indicators(plans)
    constraints = _constraints(plans)
    slots = _slots(labels, plans, side.years, request)
    facts = JudgedFacts(engine, labels, slots, request.regions, formulas or formulas_of(engine, slots))
    frame = _filtered(result_frame(side, frames_on("polars")), plain, request)
    tally = facts.tally()
    wanted = [
        Slot(0, year, rule, constraints[rule.plan, rule.indicator], is_part(rule, request.regions))
        for rule, year in _judged(rules, plain, side.years)
        if _is_asked(rule, constraints, request)
    ]
    facts.beside = regions_beside(side)
    regions_there = regions_of_levels(engine, labels, wanted, facts.beside, request.regions)
    missing = missing_lines(wanted, present_lines(labels, tally, frame, plain), regions_there)
    choice = _choice(request.choice, plans, side.years, ())
    own = lines_of_units(scan, Units(facts, tally, missing, side, choice, request.numbered))
    if own is not None:
        gathered = result_frame(replace(side, frame=own), frames_on("polars"))
        frame = nw.concat([frame, _asked(gathered, request)])
    totals = totals_of(slots, tally, frame, missing)
    asked_for = Shown(facts.worst(request.top, tally), choice, request.expectations, request.top, request.numbered)
    worst = worst_of(scan, side, frame, read.rows, asked_for)
    return Large(
        plans, side.years, totals, missing, worst, (*read.findings, *side.findings), labels, frame, side.frame, facts
    )


def _facts(
    engine: Engine, source: Source, plans: tuple[LoadedPlan, ...], request: LargeRequest
) -> tuple[Labels, Facts, Formulas | None]:
    """Scan by the labels of a sample; where the table has others, by all that it has. The formulas are those of all
    labels."""
    stored = stored_labels(engine, source) if source.is_parquet else []
    sampled = stored or engine.labels_shown(source)
    engine.meanwhile(request.meanwhile)
    if sampled:
        labels = decide_labels(engine, source, plans, request.expectations, sampled)
        labels = join_as_stored(engine, labels) if stored else labels
        formulas = _prepared(engine, labels, plans, request)
        found = find_facts(engine, source, labels)
        if not found.unknown:
            return labels, found, formulas
    labels = decide_labels(engine, source, plans, request.expectations, label_texts(engine, source))
    formulas = _prepared(engine, labels, plans, request)
    return labels, find_facts(engine, source, labels), formulas


def _prepared(engine: Engine, labels: Labels, plans: tuple[LoadedPlan, ...], request: LargeRequest) -> Formulas | None:
    """Have the formulas of all years that there may be bound while the facts are scanned; None where those are many."""
    years = {loaded.plan.id: {line.year for line in labels.lines if line.plan == loaded.plan.id} for loaded in plans}
    slots = _slots(labels, plans, years, request)
    if not 0 < len(slots) <= MOST_PREPARED:
        return None
    formulas = formulas_of(engine, slots)
    if formulas.measures:
        engine.meanwhile(lambda: formulas.bind(engine))
    return formulas


def _slots(
    labels: Labels, plans: tuple[LoadedPlan, ...], years: Mapping[str, Collection[int]], request: LargeRequest
) -> list[Slot]:
    constraints = _constraints(plans)
    rules = [rule for loaded in plans for rule in rules_for(loaded, request.choice.band)]
    return slots_of(
        labels, [one for one in rules if _is_asked(one, constraints, request)], years, constraints, request.regions
    )


def _constraints(plans: tuple[LoadedPlan, ...]) -> dict[tuple[str, str], str]:
    return {
        (loaded.plan.id, indicator.id): indicator.constraint.value
        for loaded in plans
        for indicator in loaded.plan.indicators
    }


def _is_asked(rule: Rule, constraints: Mapping[tuple[str, str], str], request: LargeRequest) -> bool:
    return not request.constraints or constraints[rule.plan, rule.indicator] in request.constraints


def _judged(
    rules: Sequence[Rule], plain: frozenset[tuple[str, str]], years: Mapping[str, Sequence[int]]
) -> list[tuple[Rule, int]]:
    return [
        (rule, year)
        for rule in rules
        if (rule.plan, rule.indicator) in plain
        for year in years.get(rule.plan, ())
        if judges(rule, year)
    ]


def _side(
    scan: Scan, plans: tuple[LoadedPlan, ...], found: Facts, request: LargeRequest
) -> tuple[tuple[LoadedPlan, ...], Judged, Read]:
    """Judge the odd rows. A row of a line and year that has a plain row too makes that one odd."""
    engine, source, labels = scan.engine, scan.source, scan.labels
    for _ in range(3):
        _check_odd(engine, source, found)
        is_any = found.odd or found.rejected or engine.one("select count(*) from odd")
        read = read_rows(scan, IS_ODD) if is_any else Read()
        taking_part, said = _said(plans, labels, found.keys, read, request.choice)
        choice = request.choice._replace(
            named_plans=frozenset(loaded.plan.id for loaded in taking_part),
            seen=regions_seen(engine, labels, taking_part),
            seen_years=said,
        )
        make = frames_on("polars")
        side = judge(taking_part, make(columns_of(ACTUAL_COLUMNS, read.rows)), make, choice)
        if not close_lines(engine, labels, side):
            break
    return taking_part, side, read


def _check_odd(engine: Engine, source: Source, found: Facts) -> None:
    marked = int(engine.one("select count(*) from odd"))
    if max(found.odd, marked) > MOST_ODD:
        count, place = max(found.odd, marked), Place(source.shown[0])
        raise InputError([diagnose("PK364", place, count=count, total=found.rows, limit=MOST_ODD)])


def _choice(
    choice: Choice,
    plans: tuple[LoadedPlan, ...],
    years: Mapping[str, tuple[int, ...]],
    seen: tuple[tuple[str, str, str], ...],
) -> Choice:
    return Choice(named_plans=frozenset(loaded.plan.id for loaded in plans), band=choice.band, years=years, seen=seen)


def _said(
    plans: tuple[LoadedPlan, ...], labels: Labels, used: frozenset[int], read: Read, choice: Choice
) -> tuple[tuple[LoadedPlan, ...], Mapping[str, frozenset[int]]]:
    """Return the plans that take part, and the years that the facts speak of by plan."""
    names = {
        loaded.plan.id: {name_key(name) for one in loaded.plan.indicators for name in (one.name, one.id, *one.aliases)}
        for loaded in plans
    }
    said: dict[str, set[int]] = {}
    for key in used:
        line = labels.lines[key - 1]
        said.setdefault(line.plan, set()).add(line.year)
    spoken = {
        plan
        for row in read.rows
        for plan, known in names.items()
        if name_key(row["indicator"]) in known and row["plan"] in {"", plan}
    }
    taking_part = tuple(one for one in plans if one.plan.id in {*said, *spoken, *choice.named_plans}) or plans
    return taking_part, {plan: frozenset(years) for plan, years in said.items()}


def _filtered(frame: nw.LazyFrame[Any], plain: frozenset[tuple[str, str]], request: LargeRequest) -> nw.LazyFrame[Any]:
    """Keep what was judged beside the facts: rows of plain indicators that have a cell, and all of the others."""
    pair = nw.concat_str(nw.col("plan"), nw.col("indicator"), separator="|")
    is_plain = pair.is_in(sorted(f"{plan}|{indicator}" for plan, indicator in plain))
    frame = frame.filter(~is_plain | ((nw.col("file") != "") & ~is_made_of_units()))
    return _asked(frame, request)


def _asked(frame: nw.LazyFrame[Any], request: LargeRequest) -> nw.LazyFrame[Any]:
    if request.regions:
        asked = list(request.regions)
        frame = frame.filter(nw.col("region").is_in(asked) | nw.col("part_of").is_in(asked))
        # a unit that was asked for by name, without its plan's line, is judged and counted for itself
        alone = ~nw.col("part_of").is_in(asked)
        frame = frame.with_columns(part_of=nw.when(alone).then(nw.lit("")).otherwise(nw.col("part_of")))
    if request.constraints:
        frame = frame.filter(nw.col("constraint").is_in(list(request.constraints)))
    return frame
