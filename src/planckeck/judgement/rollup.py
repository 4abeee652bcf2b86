"""Regions by their table, and parents' rates from the sums of their children (DESIGN §5.3); no rate is averaged."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.judgement.conversion import rate_of_terms
from planckeck.judgement.places import AT, place_of
from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.regions import RegionTable
from planckeck.problems import Diagnostic
from planckeck.problems.kinds import diagnose

ROLLED = "roll-up"
"""What stands for the file of a value that was rolled up."""


def name_regions(
    actuals: nw.LazyFrame[Any], table: RegionTable, make: FrameMaker
) -> tuple[nw.LazyFrame[Any], list[Diagnostic]]:
    """Give every row the one name of its region and, where it says none, its level.

    A name that several regions share is an error, and its rows are left out; an unknown one is left to the scopes.
    """
    spoken = (
        actuals.group_by("region", "file", "sheet")
        .agg(row=nw.col("row").min(), column=nw.col("column").min())
        .sort(*AT)
        .collect()
    )
    findings: list[Diagnostic] = []
    meant: list[tuple[str, str, str]] = []
    shared: list[str] = []
    for row in spoken.rows(named=True):
        found = table.find(row["region"]) if row["region"] else ()
        if len(found) > 1:
            names = ", ".join(table.names[region.code] for region in found)
            findings.append(diagnose("PK323", place_of(row), region=row["region"], names=names, example=found[0].code))
            shared.append(row["region"])
        elif found:
            meant.append((row["region"], table.names[found[0].code], found[0].level))
    columns = ("region", "one_name", "table_level")
    known = make({name: (Kind.TEXT, [row[number] for row in meant]) for number, name in enumerate(columns)})
    kept = actuals.filter(~nw.col("region").is_in(shared)) if shared else actuals
    joined = kept.join(known, on="region", how="left")
    is_known = ~nw.col("one_name").is_null()
    named = joined.with_columns(
        region=nw.when(is_known).then(nw.col("one_name")).otherwise(nw.col("region")),
        level=nw.when(is_known & (nw.col("level") == "")).then(nw.col("table_level")).otherwise(nw.col("level")),
    )
    return named.select(*actuals.collect_schema().names()), findings


def roll_up(
    named: nw.LazyFrame[Any], table: RegionTable, make: FrameMaker, *, allow_partial: bool = False
) -> tuple[nw.LazyFrame[Any], nw.LazyFrame[Any] | None]:
    """Add a row for every parent that reports none itself: Σ numerators and Σ denominators of its children.

    `named` are actuals with the ids of plan and indicator. A parent with a child missing, or a child without its
    numerator and denominator, gets a row without a value, `units_missing` its reason; with `allow_partial` the sum of
    those there are, and the coverage in `note`. Children are summed before their parents.
    Returns: the rows, and the terms of every sum, a row a parent and child (`region`): plan, indicator, parent, year,
    part, and of the child's row numerator, denominator, file, sheet, row_at; numerator null where it is missing.
    """
    deepest = max(table.depths.values(), default=0)
    terms = []
    for depth in range(deepest, 0, -1):
        pairs = _pairs(table, depth, named, make)
        rolled = _rolled(named, pairs, allow_partial)
        terms.append(_terms(named, pairs, rolled))
        named = nw.concat([named, rolled])
    return named, nw.concat(terms) if terms else None


def _pairs(table: RegionTable, depth: int, named: nw.LazyFrame[Any], make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return child, parent, year, how many children the parent has in that year, and its level."""
    years = sorted(named.select("year").unique().collect()["year"].to_list())
    rows = []
    for region in table.regions:
        parent = table.of_code.get(region.parent)
        if parent is None or table.depths[region.code] != depth:
            continue
        for year in years:
            if region.holds_in(year):
                expected = len(table.children(parent.code, year))
                rows.append((table.names[region.code], table.names[parent.code], parent.level, year, expected))
    kinds = {
        "region": Kind.TEXT,
        "parent": Kind.TEXT,
        "parent_level": Kind.TEXT,
        "year": Kind.WHOLE,
        "expected": Kind.WHOLE,
    }
    return make({name: (kind, [row[number] for row in rows]) for number, (name, kind) in enumerate(kinds.items())})


def _rolled(named: nw.LazyFrame[Any], pairs: nw.LazyFrame[Any], allow_partial: bool) -> nw.LazyFrame[Any]:
    key = ["plan", "indicator", "parent", "parent_level", "year", "part", "expected"]
    both = _has_terms()
    # a child to which the indicator does not apply is there, with nothing to add
    there = both | (nw.col("status") == "not_applicable")
    children = named.join(pairs, on=["region", "year"], how="inner")
    children = children.with_columns(
        complete=nw.when(there).then(nw.lit(1)).otherwise(nw.lit(0)),
        numerator=nw.when(both).then(nw.col("numerator")).otherwise(nw.lit(0.0)),
        denominator=nw.when(both).then(nw.col("denominator")).otherwise(nw.lit(0.0)),
    )
    sums = children.group_by(*key).agg(
        numerator=nw.col("numerator").sum(),
        denominator=nw.col("denominator").sum(),
        complete=nw.col("complete").sum(),
        row=nw.col("row").min(),
        per=nw.col("per").max(),
    )
    sums = sums.filter(nw.col("complete") > 0).rename({"parent": "region", "parent_level": "level"})
    speaks = ~nw.col("value").is_null() | (nw.col("status") != "blank")
    own = named.filter(speaks).select("plan", "indicator", "region", "year", "part").unique()
    sums = sums.join(own, on=["plan", "indicator", "region", "year", "part"], how="anti")
    whole = nw.col("complete") == nw.col("expected")
    usable = whole if not allow_partial else nw.col("complete") > 0
    said = nw.concat_str(nw.col("complete").cast(nw.String), nw.lit("/"), nw.col("expected").cast(nw.String))
    rolled = sums.with_columns(
        numerator=nw.when(usable).then(nw.col("numerator")),
        denominator=nw.when(usable).then(nw.col("denominator")),
        status=nw.when(usable).then(nw.lit("")).otherwise(nw.lit("units_missing")),
        note=said,
        **{name: nw.lit(None, dtype=nw.Float64) for name in ("done_on", "at_least", "at_most")},
        bounds_open=nw.lit(value=False),
        column=nw.lit(0, dtype=nw.Int64),
        file=nw.lit(ROLLED),
        row_at=nw.col("row"),
        **{name: nw.lit("") for name in ("text", "unit_written", "conversion", "sheet")},
    )
    rolled = rolled.with_columns(value=rate_of_terms())
    return rolled.select(*named.collect_schema().names())


def _has_terms() -> nw.Expr:
    both = ~nw.col("numerator").is_null() & ~nw.col("denominator").is_null()
    return both & ~nw.col("status").is_in(["conflicting_values", "unreadable", "not_applicable"])


def _terms(named: nw.LazyFrame[Any], pairs: nw.LazyFrame[Any], rolled: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return every child of every rolled row, with what it gave; a child to which nothing applies gave 0 of 0."""
    none_of = nw.when(nw.col("status") == "not_applicable").then(nw.lit(0.0))
    gave = named.with_columns(
        numerator=nw.when(_has_terms()).then(nw.col("numerator")).otherwise(none_of),
        denominator=nw.when(_has_terms()).then(nw.col("denominator")).otherwise(none_of),
    )
    own = ("plan", "indicator", "region", "year", "part")
    sums = rolled.select(*own).rename({"region": "parent"})
    expected = sums.join(pairs.select("region", "parent", "year"), on=["parent", "year"], how="inner")
    given = gave.select(*own, "numerator", "denominator", "file", "sheet", "row_at", "column")
    joined = expected.join(given.filter(~nw.col("numerator").is_null()), on=list(own), how="left")
    columns = ("plan", "indicator", "parent", "year", "part", "region", "numerator", "denominator")
    return joined.select(*columns, "file", "sheet", "row_at", "column")
