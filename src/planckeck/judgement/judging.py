"""The stages of a judgement in order: match, convert, choose a row a year, measure, hold against, gather units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from planckeck.judgement.bars import with_bars
from planckeck.judgement.conversion import convert_rows
from planckeck.judgement.everyunit import own_lines
from planckeck.judgement.inexact import decided
from planckeck.judgement.lines import lines_of, listing_frame, listing_of
from planckeck.judgement.matching import Scopes, name_rows, names_of, scope_rows, unique_rows
from planckeck.judgement.measures import with_compared
from planckeck.judgement.products import product_states
from planckeck.judgement.rollup import name_regions, roll_up
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.judgement.series import SAID_NOTHINGS, baseline_findings, chosen_rows, with_part_ends
from planckeck.judgement.verdicts import with_verdicts
from planckeck.model.assessment import Rule
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan
from planckeck.model.regions import RegionTable
from planckeck.problems import Diagnostic, InputError

LINE = ("plan", "indicator", "region", "level")
NO_REGIONS = RegionTable()
CELL = (
    "text",
    "conversion",
    "unit_written",
    "numerator",
    "denominator",
    "status",
    "note",
    "file",
    "sheet",
    "row_at",
    "column",
    "part",
)
BOUNDS = ("at_least", "at_most", "bounds_open")
_CELL_TEXTS = ("text", "conversion", "unit_written", "status", "note", "file", "sheet", "part")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which years are judged (the latest in the data by default), and which regions and constraints are kept."""

    year: int | None = None
    all_years: bool = False
    named_plans: frozenset[str] = frozenset()
    roll_up: bool = False
    allow_partial: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judgement gives: a lazy frame of judged rows, the plans that took part, their years, and findings.

    The frame has the columns of `Rule` and of verdicts, the cell's (`CELL`), `year`, `region`, `level`, `part_of`,
    `units_total`, `units_failed`, `units_missing` (counts), `latest_year`.
    """

    frame: nw.LazyFrame[Any]
    plans: tuple[LoadedPlan, ...]
    years: Mapping[str, tuple[int, ...]]
    findings: tuple[Diagnostic, ...] = field(default=())


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
    taking_part = set(named.select("plan").unique().collect()["plan"].to_list())
    wanted = taking_part | choice.named_plans
    if not wanted and findings:
        raise InputError([*unclear, *findings])  # nothing in the data belongs to any plan
    plans = tuple(loaded for loaded in plans if loaded.plan.id in wanted) or plans
    rules_list = [rule for loaded in plans for rule in rules_for(loaded)]
    rules = make(rule_columns(rules_list))
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    listing = listing_of(plans, table)
    listed = listing_frame(listing, make)
    named, misfits = convert_rows(named, rules, make, plans)
    doubles: list[Diagnostic] = []
    if choice.roll_up:
        named, doubles = unique_rows(named, plans)
        named = roll_up(named, table, make, allow_partial=choice.allow_partial)
    fed, lost = scope_rows(named, Scopes(scopes, listed, _summed(plans, table, choice)), plans, make)
    fed, more_doubles = unique_rows(with_part_ends(fed.drop("per"), make), plans)
    doubles += more_doubles
    years = _years(fed, plans, choice)
    lines = _judged_lines(rules, fed, years, listed, make)
    chosen = chosen_rows(fed)
    lines = with_bars(lines, chosen, plans, make)
    frame = _held(lines, chosen, rules, rules_list, fed)
    findings += [*unclear, *lost, *misfits, *doubles, *baseline_findings(fed, plans)]
    return Judged(frame, plans, years, tuple(findings))


def _years(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], choice: Choice) -> Mapping[str, tuple[int, ...]]:
    """Return the years to judge, by plan: the one asked for, else the latest in the data or all of them."""
    if choice.year is not None:
        return {loaded.plan.id: (choice.year,) for loaded in plans}
    # rows that say nothing (an unfilled template) do not make their year the latest
    bounded = ~nw.col("at_least").is_null() | ~nw.col("at_most").is_null()
    said = fed.filter(~nw.col("value").is_null() | bounded | (nw.col("status") == "not_applicable"))
    pairs = said.select("plan", "year").unique().collect().rows()
    years: dict[str, tuple[int, ...]] = {}
    for loaded in plans:
        own = sorted(year for plan, year in pairs if plan == loaded.plan.id)
        own = [year for year in own if year >= (loaded.plan.baseline_year or loaded.plan.first_year)]
        years[loaded.plan.id] = tuple(own if choice.all_years else own[-1:]) or (loaded.plan.last_year,)
    return years


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


def _held(
    lines: nw.LazyFrame[Any],
    chosen: nw.LazyFrame[Any],
    rules: nw.LazyFrame[Any],
    rules_list: list[Rule],
    fed: nw.LazyFrame[Any],
) -> nw.LazyFrame[Any]:
    """Return every line's row with its actual, its measure and its verdict."""
    products = lines.filter(nw.col("kind") == "done")
    numbers = lines.filter(nw.col("kind") == "number")
    series = _series(chosen, rules, {rule.measure for rule in rules_list})
    cells = chosen.select(*LINE, "year", "value", *BOUNDS, "at_end", *CELL)
    numbers = numbers.join(cells, on=[*LINE, "year"], how="left").with_columns(bounds=decided()).drop(*BOUNDS)
    numbers = numbers.join(series, on=[*LINE, "year", "measure"], how="left")
    numbers = numbers.with_columns(
        lack=_lack(), done_on=_nothing(), said_done=_nothing(), date_needed=nw.lit(value=False)
    )
    products = product_states(products, fed, LINE, CELL).with_columns(bounds=nw.lit(""))
    columns = numbers.collect_schema().names()
    held = nw.concat([numbers, products.select(*columns)])
    held = held.with_columns(
        *(nw.when(nw.col(name).is_null()).then(nw.lit("")).otherwise(nw.col(name)).alias(name) for name in _CELL_TEXTS),
        at_end=nw.when(nw.col("at_end").is_null()).then(nw.col("year") * 10000 + 1231).otherwise(nw.col("at_end")),
    )
    held = _latest(held, chosen)
    judged = with_verdicts(held).with_columns(units_total=_nothing(), units_failed=_nothing(), units_missing=_nothing())
    without_units = judged.filter(nw.col("part_of") == "own").with_columns(part_of=nw.lit(""))
    judged = judged.filter(nw.col("part_of") != "own")
    return nw.concat([judged, own_lines(judged, without_units)])


def _nothing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def _series(chosen: nw.LazyFrame[Any], rules: nw.LazyFrame[Any], measures: set[str]) -> nw.LazyFrame[Any]:
    """Return the compared value of every line, year and measure that has one."""
    paths = rules.filter(nw.col("kind") == "number").select(
        "plan", "indicator", "measure", "baseline", "baseline_year", "first_year", "sign"
    )
    known = chosen.filter(~nw.col("value").is_null()).select(*LINE, "year", "part", "value")
    series = known.join(paths.unique(), on=["plan", "indicator"], how="inner")
    return with_compared(series, measures).select(*LINE, "year", "measure", "compared", "lack")


def _lack() -> nw.Expr:
    """Why m is missing: the measure's reason, else the nothing that the cell says, else that there is no actual."""
    cell = nw.col("status")
    said = cell.is_in(list(SAID_NOTHINGS))
    without = nw.when(nw.col("value").is_null() & said).then(cell).otherwise(nw.lit("no_actual"))
    without = nw.when(nw.col("bounds") != "").then(nw.lit("not_decided")).otherwise(without)
    return nw.when(nw.col("lack").is_null()).then(without).otherwise(nw.col("lack"))


def _latest(held: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add the latest year for which a line has a value."""
    known = chosen.filter(~nw.col("value").is_null())
    known = known.with_columns(known_in=nw.col("year").cast(nw.Float64))
    latest = known.group_by(*LINE).agg(latest_year=nw.col("known_in").max())
    return held.join(latest, on=list(LINE), how="left")
