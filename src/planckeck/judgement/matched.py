"""Actuals matched with plans and converted, nothing judged: what `inspect` shows of every cell."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.judgement.conversion import convert_rows
from planckeck.judgement.lines import listing_frame, listing_of
from planckeck.judgement.matching import Scopes, name_rows, names_of, scope_rows, unique_rows
from planckeck.judgement.places import AT
from planckeck.judgement.rollup import name_regions
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.model.frames import FrameMaker
from planckeck.model.promise import LoadedPlan
from planckeck.model.regions import RegionTable
from planckeck.problems import Diagnostic

FIGURES = ("value", "at_least", "at_most")


def matched_rows(
    plans: tuple[LoadedPlan, ...], actuals: nw.LazyFrame[Any], make: FrameMaker, table: RegionTable
) -> tuple[list[dict[str, Any]], list[Diagnostic]]:
    """Return every actual (columns ACTUAL_COLUMNS) once for each indicator that it speaks of, and what speaks of none.

    Returns: rows with AT, FIGURES in the plan's unit, `plan`, `indicator` (ids), `unit` (the plan's), `conversion`,
    `status`; an error for every name, region or unit that does not fit.
    """
    actuals, findings = name_regions(actuals, table, make) if table.regions else (actuals, [])
    named, unknown = name_rows(actuals, names_of(plans), make)
    rules = make(rule_columns([rule for loaded in plans for rule in rules_for(loaded)]))
    converted, misfits = convert_rows(named, rules, make, plans)
    scopes = rules.select("plan", "indicator", "scope", "own_region", "level").unique()
    listed = listing_frame(listing_of(plans, table), make)
    summed = frozenset(table.names.values())
    fed, lost = scope_rows(converted, Scopes(scopes, listed, summed), plans, make)
    _, doubles = unique_rows(fed, plans)
    units = {(loaded.plan.id, one.id): one.unit or "" for loaded in plans for one in loaded.plan.indicators}
    rows = converted.select(*AT, *FIGURES, "plan", "indicator", "conversion", "status").sort(*AT).collect()
    found = [row | {"unit": units[row["plan"], row["indicator"]]} for row in rows.rows(named=True)]
    return found, [*findings, *unknown, *misfits, *lost, *doubles]
