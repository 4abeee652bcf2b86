"""Actuals ⋈ plans: which indicator, region and level every row feeds; what feeds nothing is a finding, never lost."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

ROW = ("file", "sheet", "row", "column")


@dataclass(frozen=True, slots=True)
class Names:
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
        actuals.group_by("file", "plan", "indicator")
        .agg(row=nw.col("row").min(), rows=nw.len())
        .sort("file", "row", "indicator")
        .collect()
        .rows(named=True)
    )
    findings: list[Diagnostic] = []
    meant: list[tuple[str, str, str, str, str]] = []
    best = {file: _best_plans(rows, names) for file, rows in _by_file(spoken).items()}
    for row in spoken:
        found, finding = _meaning(row, names, best[row["file"]])
        findings += finding
        meant += [(row["file"], row["plan"], row["indicator"], plan, indicator) for plan, indicator in found]
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
    place = Place(row["file"], row["row"])
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


@dataclass(frozen=True, slots=True)
class Scopes:
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
    joined = named.rename({"level": "row_level"}).join(scopes.rows, on=["plan", "indicator"], how="inner")
    levels = _same_levels(joined, make)
    joined = joined.join(levels, on=["row_level", "level"], how="left")
    marked = scopes.listed.with_columns(is_listed=nw.lit(1))
    joined = joined.join(marked, on=["plan", "indicator", "region"], how="left")
    has_list = scopes.listed.select("plan", "indicator").unique().with_columns(has_list=nw.lit(1))
    joined = joined.join(has_list, on=["plan", "indicator"], how="left").with_columns(feeds=_feeds())
    alone = joined.filter(~nw.col("region").is_in(list(scopes.summed))) if scopes.summed else joined
    lost = _lost(alone, plans)
    fed = joined.filter(nw.col("feeds") == 1).with_columns(
        region=nw.when(nw.col("region") == "").then(nw.col("own_region")).otherwise(nw.col("region"))
    )
    return fed.drop("row_level", "scope", "own_region", "is_listed", "has_list", "same_level", "feeds"), lost


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
    by_level = scope.is_in(["level", "every_unit"]) & ~nw.col("same_level").is_null() & nw.col("has_list").is_null()
    return nw.when(own | is_listed | by_level).then(nw.lit(1)).otherwise(nw.lit(0))


def _lost(joined: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> list[Diagnostic]:
    fed_any = joined.group_by(*ROW).agg(fed=nw.col("feeds").max()).filter(nw.col("fed") == 0)
    lost = joined.join(fed_any.select(*ROW), on=list(ROW), how="inner")
    rows = lost.select(*ROW, "plan", "indicator", "region", "row_level", "level", "scope").sort("file", "row").collect()
    by_id = {loaded.plan.id: loaded for loaded in plans}
    said: dict[tuple[Any, ...], Diagnostic] = {}
    for row in rows.rows(named=True):
        said.setdefault((row["file"], row["sheet"], row["row"]), _lost_row(row, by_id[row["plan"]]))
    return list(said.values())


def _lost_row(row: dict[str, Any], loaded: LoadedPlan) -> Diagnostic:
    place = Place(row["file"], row["row"])
    indicator = loaded.indicator(row["indicator"])
    if row["scope"] in {"level", "every_unit"} and not row["row_level"]:
        help_ = say("add a column level with {level} in this row", level=row["level"])
        return diagnose("PK320", place, indicator=indicator.name, level=row["level"], help=help_)
    scope = indicator.scope
    regions = [*scope.regions, *scope.units] or [loaded.plan.region]
    shown = ", ".join(regions) if not row["level"] else row["level"]
    region = row["region"] or say("(none)")
    return diagnose("PK303", place, region=region, scope=shown, help=did_you_mean(row["region"], regions))


def unique_rows(fed: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Keep one row a line, year and part; a key with different values loses them all, with an error."""
    key = ["plan", "indicator", "region", "level", "year", "part"]
    counted = fed.group_by(*key).agg(
        rows=nw.len(),
        first_row=nw.col("row").min(),
        low=nw.col("value").min(),
        high=nw.col("value").max(),
        dates=nw.col("done_on").n_unique(),
        files=nw.col("file").n_unique(),
        texts=nw.col("text").n_unique(),
    )
    doubled = counted.filter(nw.col("rows") > 1)
    rows = fed.join(doubled, on=key, how="inner").sort("file", "row").collect().rows(named=True)
    findings = list(_double_rows(rows, {loaded.plan.id: loaded for loaded in plans}))
    conflict = nw.when(
        (nw.col("low") != nw.col("high")) | (nw.col("dates") > 1) | (nw.col("low").is_null() & (nw.col("texts") > 1))
    )
    marked = fed.join(
        doubled.with_columns(conflict=conflict.then(nw.lit(1)).otherwise(nw.lit(0))).select(*key, "conflict"),
        on=key,
        how="left",
    )
    kept = marked.with_columns(place=nw.concat_str(nw.col("file"), nw.col("row").cast(nw.String), separator=":"))
    kept = kept.with_columns(first_place=nw.col("place").min().over(*key))
    kept = kept.filter(nw.col("place") == nw.col("first_place")).unique(subset=key, keep="any")
    in_conflict = nw.col("conflict") == 1
    kept = kept.with_columns(
        value=nw.when(~in_conflict | nw.col("conflict").is_null()).then(nw.col("value")),
        done_on=nw.when(~in_conflict | nw.col("conflict").is_null()).then(nw.col("done_on")),
        status=nw.when(in_conflict).then(nw.lit("conflicting_values")).otherwise(nw.col("status")),
    )
    return kept.drop("conflict", "place", "first_place"), findings


def _double_rows(rows: list[dict[str, Any]], plans: Mapping[str, LoadedPlan]) -> Iterator[Diagnostic]:
    first: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[name] for name in ("plan", "indicator", "region", "level", "year", "part"))
        earlier = first.setdefault(key, row)
        if earlier is row:
            continue
        place, related = Place(row["file"], row["row"]), Place(earlier["file"], earlier["row"])
        name = plans[row["plan"]].indicator(row["indicator"]).name
        values = {"indicator": name, "region": row["region"], "year": f"{row['year']}{row['part']}"}
        if _same_value(row, earlier):
            yield diagnose("PK305", place, related=related, first=earlier["row"], **values)
        else:
            yield diagnose(
                "PK304",
                place,
                related=related,
                value=row["text"],
                other=earlier["text"],
                first=earlier["row"],
                **values,
            )


def _same_value(row: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell whether two rows say the same; null reals are NaN on pandas, which equals nothing."""
    pairs = [(row[name], other[name]) for name in ("value", "done_on")]
    if all(_is_null(value) for pair in pairs for value in pair):
        return bool(row["text"] == other["text"])
    return all(one == two or (_is_null(one) and _is_null(two)) for one, two in pairs)


def _is_null(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
