"""Which lines are judged: rule × region × year, whether or not there is an actual for it.

A line's regions follow from the rule's scope: the plan's own region, the listed ones, each region of a level, or, for
`every_unit`, the plan's own line and a line a unit that is part of it. The regions of a level are those that
`applies_to` names, else the regions table's, else those of that level in the data.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from planckeck.model.frames import FrameMaker, Kind
from planckeck.model.promise import LoadedPlan
from planckeck.model.regions import RegionTable

LINE_COLUMNS = ("plan", "indicator", "region", "level", "part_of")
Listing = Mapping[tuple[str, str], tuple[str, ...]]
"""The regions of every indicator (by plan and id) that are known before the data are seen."""


def listing_of(plans: tuple[LoadedPlan, ...], table: RegionTable) -> Listing:
    """Return the regions that plans name, and for a level without names the regions table's, if it has the level."""
    listing: dict[tuple[str, str], tuple[str, ...]] = {}
    for loaded in plans:
        for indicator in loaded.plan.indicators:
            scope = indicator.scope
            named = (*scope.regions, *scope.units)
            if not named and scope.level:
                named = tuple(table.names[region.code] for region in table.at_level(loaded.plan.region, scope.level))
            if named:
                listing[loaded.plan.id, indicator.id] = tuple(dict.fromkeys(named))
    return listing


def listing_frame(listing: Listing, make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return a listing as plan, indicator, region."""
    rows = [(plan, indicator, region) for (plan, indicator), named in listing.items() for region in named]
    columns = ("plan", "indicator", "region")
    return make({name: (Kind.TEXT, [row[number] for row in rows]) for number, name in enumerate(columns)})


def lines_of(rules: nw.LazyFrame[Any], fed: nw.LazyFrame[Any], listed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return the lines without years: plan, indicator, region, level, part_of ('' for a plan's own line).

    `fed` are the actuals that feed an indicator. The own line of an every-unit rule is left to `everyunit`.
    """
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    own = scopes.filter(nw.col("scope") == "own").with_columns(region=nw.col("own_region"))
    named = scopes.join(listed, on=["plan", "indicator"], how="inner")
    found = _found(scopes.join(listed.select("plan", "indicator").unique(), on=["plan", "indicator"], how="anti"), fed)
    part_of = nw.when(nw.col("scope") == "every_unit").then(nw.col("own_region")).otherwise(nw.lit(""))
    frames = [frame.with_columns(part_of=part_of).select(*LINE_COLUMNS) for frame in (own, named, found)]
    return nw.concat(frames).unique()


def _found(scopes: nw.LazyFrame[Any], fed: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Lines of the regions of a level that the data hold; a level without any gives a level rule one empty line."""
    by_level = scopes.filter((nw.col("level") != "") & nw.col("scope").is_in(["level", "every_unit"]))
    seen = fed.filter(nw.col("level") != "").select("plan", "level", "region").unique()
    found = by_level.join(seen, on=["plan", "level"], how="left")
    found = found.filter(~nw.col("region").is_null() | (nw.col("scope") != "every_unit"))
    is_empty = nw.col("region").is_null()
    return found.with_columns(region=nw.when(is_empty).then(nw.col("own_region")).otherwise(nw.col("region")))
