"""Actuals ⋈ plans: which indicator, region and level every row feeds; what feeds nothing is a finding, never lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple

import narwhals as nw

from planckeck.judgement.places import AT, place_of
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import SLACK
from planckeck.problems import Diagnostic, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean


class Names(NamedTuple):
    """Every id, name and alias of the plans, by its matching key, to the indicators that it names."""

    of_key: Mapping[str, tuple[tuple[str, str], ...]]
    spellings: Mapping[str, tuple[str, ...]]


def names_of(plans: tuple[LoadedPlan, ...]) -> Names:
    """Collect the names under which data may speak of an indicator."""
    of_key: dict[str, dict[tuple[str, str], None]] = defaultdict(dict)
    spellings: dict[str, list[str]] = defaultdict(list)
    for loaded in plans:
        for indicator in loaded.plan.indicators:
            for name in (indicator.name, indicator.id, *indicator.aliases):
                of_key[name_key(name)][(loaded.plan.id, indicator.id)] = None
                spellings[loaded.plan.id].append(name)
    return Names(
        {key: tuple(found) for key, found in of_key.items()},
        {plan: tuple(names) for plan, names in spellings.items()},
    )


def name_rows(actuals: nw.LazyFrame[Any], names: Names, make: FrameMaker) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Add `plan` and `indicator` ids to every actual, once for each indicator that its name means.

    An unknown name, an unknown plan, and a name of several plans that nothing decides are errors.
    """
    spoken = (
        actuals.group_by("file", "sheet", "plan", "indicator")
        .agg(row=nw.col("row").min(), column=nw.col("column").min(), rows=nw.len())
        .sort(*AT, "indicator")
        .collect()
        .rows(named=True)
    )
    findings: list[Diagnostic] = []
    meant: dict[tuple[str, str, str, str, str], None] = {}
    best = {file: _best_plans(rows, names) for file, rows in _by_file(spoken).items()}
    for row in spoken:
        found, finding = _meaning(row, names, best[row["file"]])
        findings += finding
        meant |= {(row["file"], row["plan"], row["indicator"], plan, indicator): None for plan, indicator in found}
    columns = ("file", "plan", "indicator", "plan_id", "indicator_id")
    table = make({name: (Kind.TEXT, [row[number] for row in meant]) for number, name in enumerate(columns)})
    named = actuals.join(table, on=["file", "plan", "indicator"], how="inner")
    return named.drop("plan", "indicator").rename({"plan_id": "plan", "indicator_id": "indicator"}), findings


def _by_file(spoken: list[dict[str, Any]]) -> Mapping[str, list[dict[str, Any]]]:
    files: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in spoken:
        files[row["file"]].append(row)
    return files


def _best_plans(rows: list[dict[str, Any]], names: Names) -> frozenset[str]:
    """Return the plans that know the most names of a file; one alone decides names that several plans use."""
    known: dict[str, int] = defaultdict(int)
    for row in rows:
        for plan in {plan for plan, _ in names.of_key.get(name_key(row["indicator"]), ())}:
            known[plan] += 1
    most = max(known.values(), default=0)
    return frozenset(plan for plan, count in known.items() if count == most)


def _meaning(
    row: dict[str, Any], names: Names, best: frozenset[str]
) -> tuple[tuple[tuple[str, str], ...], list[Diagnostic]]:
    place = place_of(row)
    found = names.of_key.get(name_key(row["indicator"]), ())
    if row["plan"]:
        if row["plan"] not in names.spellings:
            help_ = did_you_mean(row["plan"], names.spellings)
            return (), [diagnose("PK318", place, name=row["plan"], help=help_)]
        found = tuple(pair for pair in found if pair[0] == row["plan"])
    plans = {plan for plan, _ in found}
    if len(plans) > 1 and len(plans & best) == 1:
        found = tuple(pair for pair in found if pair[0] in best)
        plans = plans & best
    if not found:
        spoken = names.spellings.get(row["plan"]) or [name for plan in sorted(best) for name in names.spellings[plan]]
        choices = spoken or [name for known in names.spellings.values() for name in known]
        return (), [diagnose("PK302", place, name=row["indicator"], help=did_you_mean(row["indicator"], choices))]
    if len(plans) > 1:
        return (), [diagnose("PK316", place, name=row["indicator"], plans=", ".join(sorted(plans)))]
    return found, []


class Scopes(NamedTuple):
    """Every indicator's scope (plan, indicator, scope, own_region, level), its listed regions, and the regions that a
    roll-up sums into others."""

    rows: nw.LazyFrame[Any]
    listed: nw.LazyFrame[Any]
    summed: frozenset[str] = frozenset()


def scope_rows(
    named: nw.LazyFrame[Any], scopes: Scopes, plans: tuple[LoadedPlan, ...], make: FrameMaker
) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Keep the rows that lie in the scope of an indicator they name; give them its region and level.

    A row that feeds no indicator is an error: its region is unknown, or its level is not said. Rows of
    regions that are summed into others are not lost.
    """
    named = _with_known_regions(named, scopes, make)
    joined = named.rename({"level": "row_level"}).join(scopes.rows, on=["plan", "indicator"], how="inner")
    levels = _same_levels(joined, make)
    joined = joined.join(levels, on=["row_level", "level"], how="left")
    marked = scopes.listed.with_columns(is_listed=nw.lit(1))
    joined = joined.join(marked, on=["plan", "indicator", "region"], how="left")
    has_list = scopes.listed.select("plan", "indicator").unique().with_columns(has_list=nw.lit(1))
    joined = joined.join(has_list, on=["plan", "indicator"], how="left").with_columns(feeds=_feeds())
    alone = joined.filter(~nw.col("region").is_in(list(scopes.summed))) if scopes.summed else joined
    # an unfilled row of a template, whose unit nobody has named yet, loses nothing
    lost = _lost(alone.filter((nw.col("region") != "") | (nw.col("status") != "blank")), plans)
    fed = joined.filter(nw.col("feeds") == 1).with_columns(
        region=nw.when(nw.col("region") == "").then(nw.col("own_region")).otherwise(nw.col("region"))
    )
    return fed.drop("row_level", "scope", "own_region", "is_listed", "has_list", "same_level", "feeds"), lost


def _with_known_regions(named: nw.LazyFrame[Any], scopes: Scopes, make: FrameMaker) -> nw.LazyFrame[Any]:
    """Spell regions as the plans do (widths and blanks do not matter), and fill in the only one that a list leaves."""
    own = scopes.rows.select("own_region").unique().collect()["own_region"].to_list()
    in_lists = scopes.listed.collect().rows(named=True)
    known = {name_key(region): region for region in [*(row["region"] for row in in_lists), *own]}
    said = named.select("region").unique().collect()["region"].to_list()
    respelt = {one: known[name_key(one)] for one in said if known.get(name_key(one), one) != one}
    for one, spelling in respelt.items():
        spelt = nw.when(nw.col("region") == one).then(nw.lit(spelling)).otherwise(nw.col("region"))
        named = named.with_columns(region=spelt)
    alone = scopes.listed.group_by("plan", "indicator").agg(regions=nw.len(), only=nw.col("region").min())
    joined = named.join(alone.filter(nw.col("regions") == 1).drop("regions"), on=["plan", "indicator"], how="left")
    fills = (nw.col("region") == "") & ~nw.col("only").is_null()
    return joined.with_columns(region=nw.when(fills).then(nw.col("only")).otherwise(nw.col("region"))).drop("only")


def _same_levels(joined: nw.LazyFrame[Any], make: FrameMaker) -> nw.LazyFrame[Any]:
    pairs = joined.select("row_level", "level").unique().collect().rows()
    same = [(said, level) for said, level in pairs if level and name_key(said) == name_key(level)]
    return make(
        {
            "row_level": (Kind.TEXT, [said for said, _ in same]),
            "level": (Kind.TEXT, [level for _, level in same]),
            "same_level": (Kind.REAL, [1.0] * len(same)),
        }
    )


def _feeds() -> nw.Expr:
    scope = nw.col("scope")
    own = (scope == "own") & ((nw.col("region") == nw.col("own_region")) | (nw.col("region") == ""))
    is_listed = (scope != "own") & ~nw.col("is_listed").is_null()
    of_level = scope.is_in(["level", "every_unit"]) & ~nw.col("same_level").is_null()
    by_level = of_level & nw.col("has_list").is_null() & (nw.col("region") != "")
    return nw.when(own | is_listed | by_level).then(nw.lit(1)).otherwise(nw.lit(0))


def _lost(joined: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> list[Diagnostic]:
    fed_any = joined.group_by(*AT).agg(fed=nw.col("feeds").max()).filter(nw.col("fed") == 0)
    lost = joined.join(fed_any.select(*AT), on=list(AT), how="inner")
    rows = lost.select(*AT, "plan", "indicator", "region", "row_level", "level", "scope").sort(*AT).collect()
    by_id = {loaded.plan.id: loaded for loaded in plans}
    said: dict[tuple[Any, ...], Diagnostic] = {}
    for row in rows.rows(named=True):
        said.setdefault((row["file"], row["sheet"], row["row"], row["region"]), _lost_row(row, by_id[row["plan"]]))
    return list(said.values())


def _lost_row(row: dict[str, Any], loaded: LoadedPlan) -> Diagnostic:
    place = place_of(row)
    indicator = loaded.indicator(row["indicator"])
    if row["scope"] in {"level", "every_unit"} and not row["row_level"]:
        help_ = say("add a column level with {level} in this row", level=row["level"])
        return diagnose("PK320", place, indicator=indicator.name, level=row["level"], help=help_)
    scope = indicator.scope
    regions = [*scope.regions, *scope.units] or [loaded.plan.region]
    shown = ", ".join(regions) if not row["level"] else row["level"]
    region = row["region"] or say("(none)")
    return diagnose("PK303", place, region=region, scope=shown, help=did_you_mean(row["region"], regions))


KEY = ("plan", "indicator", "region", "level", "year", "part")


def unique_rows(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Keep one row a line, year and part; a key whose rows say different things loses them all, with an error."""
    counted = fed.with_columns(
        place=_place_text(),
        known=_known_figure(),
    )
    sums = counted.group_by(*KEY).agg(
        rows=nw.len(),
        values=nw.col("known").count(),
        exact=nw.col("value").count(),
        lowest=nw.col("known").min(),
        highest=nw.col("known").max(),
        first_day=nw.col("done_on").min(),
        last_day=nw.col("done_on").max(),
        texts=nw.col("text").n_unique(),
        first_place=nw.col("place").min(),
    )
    sums = sums.with_columns(conflict=_conflict())
    findings = _double_rows(fed.join(sums.filter(nw.col("rows") > 1).select(*KEY, "conflict"), on=list(KEY)), plans)
    kept = counted.join(sums, on=list(KEY), how="inner").filter(nw.col("place") == nw.col("first_place"))
    kept = kept.unique(subset=list(KEY), keep="any")
    agree = nw.col("conflict") == 0
    kept = kept.with_columns(
        **{name: nw.when(agree).then(nw.col(name)) for name in ("value", "at_least", "at_most")},
        # 已完成 and a date agree: the date is kept
        done_on=nw.when(agree).then(nw.col("first_day")),
        numerator=nw.when(agree).then(nw.col("numerator")),
        denominator=nw.when(agree).then(nw.col("denominator")),
        status=nw.when(agree).then(nw.col("status")).otherwise(nw.lit("conflicting_values")),
    )
    return kept.select(*fed.collect_schema().names()), findings


def _place_text() -> nw.Expr:
    row, column = nw.col("row").cast(nw.String), nw.col("column").cast(nw.String)
    return nw.concat_str(nw.col("file"), nw.col("sheet"), row, column, separator=":")


def _known_figure() -> nw.Expr:
    """The value, else a bound of it."""
    bound = nw.when(nw.col("at_least").is_null()).then(nw.col("at_most")).otherwise(nw.col("at_least"))
    return nw.when(nw.col("value").is_null()).then(bound).otherwise(nw.col("value"))


def _conflict() -> nw.Expr:
    """1 where the rows of a key do not say the same: other values, a value beside none, or other words for none."""
    mixed = (nw.col("values") > 0) & (nw.col("values") < nw.col("rows"))
    mixed = mixed | ((nw.col("exact") > 0) & (nw.col("exact") < nw.col("rows")))
    # 535.2 ‰ are 53.52 %, also where the product of two binary fractions is not
    size = nw.max_horizontal(nw.lit(1.0), nw.col("lowest").abs(), nw.col("highest").abs())
    other_values = (nw.col("values") > 0) & (nw.col("highest") - nw.col("lowest") > SLACK * size)
    other_days = ~nw.col("first_day").is_null() & (nw.col("first_day") != nw.col("last_day"))
    other_words = (nw.col("exact") == 0) & (nw.col("texts") > 1)
    return nw.when(mixed | other_values | other_days | other_words).then(nw.lit(1)).otherwise(nw.lit(0))


def _double_rows(doubled: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> list[Diagnostic]:
    by_id = {loaded.plan.id: loaded for loaded in plans}
    first: dict[tuple[Any, ...], dict[str, Any]] = {}
    found: list[Diagnostic] = []
    for row in doubled.sort(*AT).collect().rows(named=True):
        earlier = first.setdefault(tuple(row[name] for name in KEY), row)
        if [earlier[name] for name in AT] == [row[name] for name in AT]:
            continue
        place, related = place_of(row), place_of(earlier)
        values: dict[str, Any] = {
            "indicator": by_id[row["plan"]].indicator(row["indicator"]).name,
            "region": row["region"],
            "year": f"{row['year']}{row['part']}",
            "first": earlier["row"],
        }
        if row["conflict"] == 0:
            found.append(diagnose("PK305", place, related=related, **values))
        else:
            values |= {"value": row["text"] or say("(none)"), "other": earlier["text"] or say("(none)")}
            found.append(diagnose("PK304", place, related=related, **values))
    return found
