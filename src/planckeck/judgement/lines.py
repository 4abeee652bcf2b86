"""Which lines are judged: rule × region × year, whether or not there is an actual for it.

A line's regions follow from the rule's scope: the plan's own region, the listed ones, each region of a level in the
data, or, for `every_unit`, the plan's own line and a line a unit that is part of it.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan

LINE_COLUMNS = ("plan", "indicator", "region", "level", "part_of")


def lines_of(
    plans: tuple[LoadedPlan, ...], rules: nw.LazyFrame[Any], fed: nw.LazyFrame[Any], make: FrameMaker
) -> nw.LazyFrame[Any]:
    """Return the lines without years: plan, indicator, region, level, part_of ('' for a plan's own line).

    `fed` are the actuals that feed an indicator. The own line of an every-unit rule is left to `everyunit`.
    """
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    own = scopes.filter(nw.col("scope") == "own").with_columns(region=nw.col("own_region"), part_of=nw.lit(""))
    listed = _listed(plans, scopes, make)
    found = _found(scopes, fed)
    lines = nw.concat([frame.select(*LINE_COLUMNS) for frame in (own, listed, found)])
    return lines.unique()


def _listed(plans: tuple[LoadedPlan, ...], scopes: nw.LazyFrame[Any], make: FrameMaker) -> nw.LazyFrame[Any]:
    """Lines of the regions and units that plans name."""
    listed = listed_regions(plans, make)
    joined = scopes.join(listed, on=["plan", "indicator"], how="inner")
    every = nw.col("scope") == "every_unit"
    return joined.with_columns(part_of=nw.when(every).then(nw.col("own_region")).otherwise(nw.lit("")))


def listed_regions(plans: tuple[LoadedPlan, ...], make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return plan, indicator, region of every region or unit that an `applies_to` names."""
    named = [
        (loaded.plan.id, indicator.id, region)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for region in (*indicator.scope.regions, *indicator.scope.units)
    ]
    return make(
        {
            "plan": (Kind.TEXT, [plan for plan, _, _ in named]),
            "indicator": (Kind.TEXT, [indicator for _, indicator, _ in named]),
            "region": (Kind.TEXT, [region for _, _, region in named]),
        }
    )


def _found(scopes: nw.LazyFrame[Any], fed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Lines of the regions of a level that the data hold; a level without any gives a level rule one empty line."""
    by_level = scopes.filter((nw.col("level") != "") & nw.col("scope").is_in(["level", "every_unit"]))
    seen = fed.filter(nw.col("level") != "").select("plan", "level", "region").unique()
    found = by_level.join(seen, on=["plan", "level"], how="left")
    every = nw.col("scope") == "every_unit"
    found = found.filter(~nw.col("region").is_null() | ~every)
    return found.with_columns(
        region=nw.when(nw.col("region").is_null()).then(nw.col("own_region")).otherwise(nw.col("region")),
        part_of=nw.when(every).then(nw.col("own_region")).otherwise(nw.lit("")),
    )
