"""The stages of a judgement in order: match, convert, choose a row a year, measure, hold against, gather units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from planckeck.judgement.bars import with_bars
from planckeck.judgement.conversion import convert_rows
from planckeck.judgement.everyunit import own_lines
from planckeck.judgement.lines import lines_of, listed_regions
from planckeck.judgement.matching import name_rows, names_of, scope_rows, unique_rows
from planckeck.judgement.measures import with_compared
from planckeck.judgement.open_sdg import with_open_sdg
from planckeck.judgement.outlook import TREND, with_outlook, with_trend
from planckeck.judgement.pace import moment_of, with_pace
from planckeck.judgement.products import product_states
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.judgement.series import baseline_findings, chosen_rows, with_part_ends
from planckeck.judgement.things import with_gap_count
from planckeck.judgement.verdicts import with_verdicts
from planckeck.model.assessment import Rule
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic

LINE = ("plan", "indicator", "region", "level")
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
    "part",
)
_CELL_TEXTS = ("text", "conversion", "unit_written", "status", "note", "file", "sheet", "part")


@dataclass(frozen=True, slots=True)
class Choice:
    """Which years are judged (the latest in the data by default), and by which band and method pace is.

    `band` None leaves it to each plan; `open_sdg` adds the method of Open SDG.
    """

    year: int | None = None
    all_years: bool = False
    plans_named: bool = False
    band: float | None = None
    open_sdg: bool = False


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


def judge(plans: tuple[LoadedPlan, ...], actuals: nw.LazyFrame[Any], make: FrameMaker, choice: Choice) -> Judged:
    """Hold actuals (columns ACTUAL_COLUMNS) against plans.

    Every rule is judged for every line and year, whether or not there is an actual. Bad rows are findings; the other
    rows are judged.
    """
    named, findings = name_rows(actuals, names_of(plans), make)
    taking_part = set(named.select("plan").unique().collect()["plan"].to_list())
    if not choice.plans_named and taking_part:
        plans = tuple(loaded for loaded in plans if loaded.plan.id in taking_part)
    rules_list = [rule for loaded in plans for rule in rules_for(loaded, choice.band)]
    rules = make(rule_columns(rules_list))
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    fed, lost = scope_rows(named, scopes, listed_regions(plans, make), make, plans)
    fed, misfits = convert_rows(fed, rules, make, plans)
    fed, doubles = unique_rows(with_part_ends(fed, make), plans)
    years = _years(fed, plans, choice)
    lines = _judged_lines(plans, rules, fed, years, make)
    chosen = chosen_rows(fed)
    lines = with_bars(lines, chosen, plans, make)
    frame = _held(lines, chosen, rules, _Run(rules_list, fed, choice.open_sdg))
    findings += [*lost, *misfits, *doubles, *baseline_findings(fed, plans)]
    return Judged(frame, plans, years, tuple(findings))


def _years(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], choice: Choice) -> Mapping[str, tuple[int, ...]]:
    """Return the years to judge, by plan: the one asked for, else the latest in the data or all of them."""
    if choice.year is not None:
        return {loaded.plan.id: (choice.year,) for loaded in plans}
    pairs = fed.select("plan", "year").unique().collect().rows()
    years: dict[str, tuple[int, ...]] = {}
    for loaded in plans:
        own = sorted(year for plan, year in pairs if plan == loaded.plan.id)
        own = [year for year in own if year >= (loaded.plan.baseline_year or loaded.plan.first_year)] or own[-1:]
        years[loaded.plan.id] = tuple(own if choice.all_years else own[-1:]) or (loaded.plan.last_year,)
    return years


def _judged_lines(
    plans: tuple[LoadedPlan, ...],
    rules: nw.LazyFrame[Any],
    fed: nw.LazyFrame[Any],
    years: Mapping[str, tuple[int, ...]],
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
    lines = nw.concat([lines_of(plans, rules, fed, make), bare])
    lines = lines.join(year_frame, on="plan", how="inner")
    judged = lines.join(rules.drop("level"), on=["plan", "indicator"], how="inner")
    in_reach = (nw.col("year") > nw.col("after_year")) & (nw.col("year") <= nw.col("until_year"))
    after_baseline = nw.col("baseline_year").is_null() | (nw.col("year") >= nw.col("baseline_year"))
    return judged.filter(in_reach & after_baseline)


@dataclass(frozen=True, slots=True)
class _Run:
    """The rules as objects, all rows that feed an indicator, and whether the method of Open SDG is asked for."""

    rules: list[Rule]
    fed: nw.LazyFrame[Any]
    open_sdg: bool


def _held(
    lines: nw.LazyFrame[Any],
    chosen: nw.LazyFrame[Any],
    rules: nw.LazyFrame[Any],
    run: _Run,
) -> nw.LazyFrame[Any]:
    """Return every line's row with its actual, its measure, its verdict and its pace."""
    products = lines.filter(nw.col("kind") == "done")
    numbers = lines.filter(nw.col("kind") == "number")
    series = _series(chosen, rules, {rule.measure for rule in run.rules})
    numbers = numbers.join(chosen.select(*LINE, "year", "value", "at_end", *CELL), on=[*LINE, "year"], how="left")
    numbers = numbers.join(series, on=[*LINE, "year", "measure"], how="left")
    numbers = numbers.with_columns(
        lack=_lack(), done_on=_nothing(), said_done=_nothing(), date_needed=nw.lit(value=False)
    )
    products = product_states(products, run.fed, LINE, CELL)
    columns = numbers.collect_schema().names()
    products = products.with_columns(**{name: _nothing() for name in TREND})
    held = nw.concat([numbers, products.select(*columns)])
    held = held.with_columns(
        *(nw.when(nw.col(name).is_null()).then(nw.lit("")).otherwise(nw.col(name)).alias(name) for name in _CELL_TEXTS),
        at_end=nw.when(nw.col("at_end").is_null()).then(nw.col("year") * 10000 + 1231).otherwise(nw.col("at_end")),
    )
    held = _latest(held, chosen)
    judged = with_gap_count(with_outlook(with_pace(with_verdicts(held))))
    judged = with_open_sdg(judged, chosen) if run.open_sdg else judged
    judged = judged.with_columns(units_total=_nothing(), units_failed=_nothing(), units_missing=_nothing())
    without_units = judged.filter(nw.col("part_of") == "own").with_columns(part_of=nw.lit(""))
    judged = judged.filter(nw.col("part_of") != "own")
    return nw.concat([judged, own_lines(judged, without_units)])


def _nothing() -> nw.Expr:
    return nw.lit(None, dtype=nw.Float64)


def _series(chosen: nw.LazyFrame[Any], rules: nw.LazyFrame[Any], measures: set[str]) -> nw.LazyFrame[Any]:
    """Return the compared value of every line, year and measure that has one, with the trend up to it."""
    own = ("measure", "baseline", "baseline_year", "first_year", "sign", "start", "way_from", "whole_year")
    paths = rules.filter(nw.col("kind") == "number").select("plan", "indicator", *own)
    known = chosen.filter(~nw.col("value").is_null()).select(*LINE, "year", "part", "at_end", "value")
    series = known.join(paths.unique(), on=["plan", "indicator"], how="inner").with_columns(moment=moment_of())
    series = with_trend(with_compared(series, measures))
    return series.select(*LINE, "year", "measure", "compared", "lack", *TREND)


def _lack() -> nw.Expr:
    """Why m is missing: the measure's reason, else the nothing that the cell says, else that there is no actual."""
    cell = nw.col("status")
    said = cell.is_in(["blank", "no_such_item", "too_small", "not_reported", "unreadable", "conflicting_values"])
    without = nw.when(nw.col("value").is_null() & said).then(cell).otherwise(nw.lit("no_actual"))
    return nw.when(nw.col("lack").is_null()).then(without).otherwise(nw.col("lack"))


def _latest(held: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add the latest year for which a line has a value."""
    known = chosen.filter(~nw.col("value").is_null())
    known = known.with_columns(known_in=nw.col("year").cast(nw.Float64))
    latest = known.group_by(*LINE).agg(latest_year=nw.col("known_in").max())
    return held.join(latest, on=list(LINE), how="left")
