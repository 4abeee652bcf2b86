"""The stages of a judgement in order: match, convert, choose a row a year, measure, hold against, gather units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

import narwhals as nw

from planckeck.judgement.bars import with_bars
from planckeck.judgement.conversion import convert_rows
from planckeck.judgement.holding import Actuals, hold, series_of
from planckeck.judgement.lines import lines_of, listing_frame, listing_of
from planckeck.judgement.matching import Scopes, name_rows, names_of, scope_rows, unique_rows
from planckeck.judgement.rollup import name_regions, roll_up
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.judgement.series import baseline_findings, chosen_rows, with_part_ends
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan
from planckeck.model.regions import RegionTable
from planckeck.problems import Diagnostic, InputError

NO_REGIONS = RegionTable()


class Choice(NamedTuple):
    """Which years are judged (the latest in the data by default), and by which band and method pace is.

    `band` None leaves it to each plan; `open_sdg` adds the method of Open SDG. `years` are those of each plan, where
    they are known. `seen` (plan, level, region) are regions that have data, and `seen_years` the years that data speak
    of by plan, where more data than these rows decide them.
    """

    year: int | None = None
    all_years: bool = False
    named_plans: frozenset[str] = frozenset()
    roll_up: bool = False
    allow_partial: bool = False
    band: float | None = None
    open_sdg: bool = False
    years: Mapping[str, tuple[int, ...]] | None = None
    seen: tuple[tuple[str, str, str], ...] = ()
    seen_years: Mapping[str, frozenset[int]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement gives: a lazy frame of judged rows, the plans that took part, their years, and findings.

    The frame has the columns of `Rule` and of verdicts, the cell's (`CELL`), `year`, `region`, `level`, `part_of`,
    `units_total`, `units_failed`, `units_missing` (counts), `latest_year`. What explains it: `series`, the values of
    all years (see `holding.series_of`), and `terms`, what went into a roll-up (see `rollup.roll_up`), None without one.
    `fed` are all rows that feed an indicator, one a line, year and part; `without_units` the own lines of every-unit
    rules as they would be without any unit.
    """

    frame: nw.LazyFrame[Any]
    plans: tuple[LoadedPlan, ...]
    years: Mapping[str, tuple[int, ...]]
    series: nw.LazyFrame[Any]
    terms: nw.LazyFrame[Any] | None = None
    findings: tuple[Diagnostic, ...] = field(default=())
    fed: nw.LazyFrame[Any] | None = None
    without_units: nw.LazyFrame[Any] | None = None


def judge(
    plans: tuple[LoadedPlan, ...],
    actuals: nw.LazyFrame[Any],
    make: FrameMaker,
    choice: Choice,
    table: RegionTable = NO_REGIONS,
) -> Judged:
    """Hold actuals (columns ACTUAL_COLUMNS) against plans.

    Every rule is judged for every line and year, whether or not there is an actual. Bad rows are findings; the other
    rows are judged.
    Raises: InputError where no plan was named and no row speaks of an indicator of any.
    """
    actuals, unclear = name_regions(actuals, table, make) if table.regions else (actuals, [])
    named, findings = name_rows(actuals, names_of(plans), make)
    named = make.settled(named)
    taking_part = set(named.select("plan").unique().collect()["plan"].to_list())
    wanted = taking_part | choice.named_plans
    if not wanted and findings:
        raise InputError([*unclear, *findings])  # nothing in the data belongs to any plan
    plans = tuple(loaded for loaded in plans if loaded.plan.id in wanted) or plans
    rules_list = [rule for loaded in plans for rule in rules_for(loaded, choice.band)]
    rules = make(rule_columns(rules_list))
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    listing = listing_of(plans, table)
    listed = listing_frame(listing, make)
    named, misfits = convert_rows(named, rules, make, plans)
    named = make.settled(named)
    doubles: list[Diagnostic] = []
    terms = None
    if choice.roll_up:
        named, doubles = unique_rows(named, plans)
        named, terms = roll_up(named, table, make, allow_partial=choice.allow_partial)
    fed, lost = scope_rows(named, Scopes(scopes, listed, _summed(plans, table, choice)), plans, make)
    fed = make.settled(with_part_ends(fed.drop("per"), make))
    years = _years(fed, plans, choice)
    fed, more_doubles = unique_rows(fed, plans)
    fed = make.settled(fed)
    doubles += more_doubles
    lines = _judged_lines(rules, _seen(fed, choice, make), years, listed, make)
    chosen = make.settled(chosen_rows(fed))
    lines = make.settled(with_bars(lines, chosen, plans, make))
    series = make.settled(series_of(chosen, rules, {rule.measure for rule in rules_list}))
    frame, without_units = hold(lines, Actuals(fed, chosen, series, choice.open_sdg), make)
    findings += [*unclear, *lost, *misfits, *doubles, *baseline_findings(fed, plans)]
    return Judged(frame, plans, years, series, terms, tuple(findings), fed, without_units)


def _years(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], choice: Choice) -> Mapping[str, tuple[int, ...]]:
    """Return the years to judge, by plan: the one asked for, else the latest in the data or all of them."""
    if choice.years is not None:
        return {loaded.plan.id: choice.years[loaded.plan.id] for loaded in plans}
    if choice.year is not None:
        return {loaded.plan.id: (choice.year,) for loaded in plans}
    # rows that say nothing (an unfilled template) do not make their year the latest; two that contradict each other do
    bounded = ~nw.col("at_least").is_null() | ~nw.col("at_most").is_null()
    told = nw.col("status").is_in(["not_applicable", "conflicting_values"])
    said = fed.filter(~nw.col("value").is_null() | bounded | told)
    pairs = said.select("plan", "year").unique().collect().rows()
    years: dict[str, tuple[int, ...]] = {}
    for loaded in plans:
        spoken = {year for plan, year in pairs if plan == loaded.plan.id}
        spoken |= choice.seen_years.get(loaded.plan.id, frozenset())
        first = loaded.plan.baseline_year or loaded.plan.first_year
        own = sorted(year for year in spoken if year >= first)
        years[loaded.plan.id] = tuple(own if choice.all_years else own[-1:]) or (loaded.plan.last_year,)
    return years


def _seen(fed: nw.LazyFrame[Any], choice: Choice, make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return plan, level and region of everything that has data."""
    own = fed.select("plan", "level", "region")
    if not choice.seen:
        return own
    columns = zip(("plan", "level", "region"), zip(*choice.seen, strict=True), strict=True)
    return nw.concat([own, make({name: (Kind.TEXT, list(texts)) for name, texts in columns})])


def _summed(plans: tuple[LoadedPlan, ...], table: RegionTable, choice: Choice) -> frozenset[str]:
    """Return the names of regions whose rows go into a plan's region by the roll-up, so that they are not lost."""
    if not choice.roll_up:
        return frozenset()
    roots = [root for loaded in plans if (root := table.one(loaded.plan.region)) is not None]
    return frozenset(
        table.names[region.code] for region in table.regions for root in roots if table.is_below(region, root.code)
    )


def _judged_lines(
    rules: nw.LazyFrame[Any],
    fed: nw.LazyFrame[Any],
    years: Mapping[str, tuple[int, ...]],
    listed: nw.LazyFrame[Any],
    make: FrameMaker,
) -> nw.LazyFrame[Any]:
    """Return rule × line × year: the milestone of t, the next one between two, the last after the last."""
    pairs = [(plan, year) for plan, own in years.items() for year in own]
    year_frame = make(
        {"plan": (Kind.TEXT, [plan for plan, _ in pairs]), "year": (Kind.WHOLE, [year for _, year in pairs])}
    )
    every = rules.filter(nw.col("scope") == "every_unit").select("plan", "indicator", "own_region", "level").unique()
    bare = every.with_columns(region=nw.col("own_region"), part_of=nw.lit("own")).select(
        "plan", "indicator", "region", "level", "part_of"
    )
    lines = nw.concat([lines_of(rules, fed, listed), bare])
    lines = lines.join(year_frame, on="plan", how="inner")
    judged = lines.join(rules.drop("level"), on=["plan", "indicator"], how="inner")
    in_reach = (nw.col("year") > nw.col("after_year")) & (nw.col("year") <= nw.col("until_year"))
    after_baseline = nw.col("baseline_year").is_null() | (nw.col("year") >= nw.col("baseline_year"))
    return judged.filter(in_reach & after_baseline)
