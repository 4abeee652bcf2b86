"""Cases as files: a plan each, and one table of all their rows."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from tests.equality import messy
from tests.equality.cases import HEADER, Case, Goal, Indicator


def write_cases(folder: Path, cases: Sequence[Case]) -> tuple[Path, Path]:
    """Write the plans of cases into a folder, and nothing else, and their rows into one table; return both."""
    plans = folder / "plans"
    shutil.rmtree(plans, ignore_errors=True)
    plans.mkdir(parents=True)
    for case in cases:
        (plans / f"{case.id}.yaml").write_text(plan_text(case), encoding="utf-8")
    table = folder / "actuals.csv"
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADER)
        writer.writerows(row.cells(case.id) for case in cases for row in case.rows)
    return plans, table


def plan_text(case: Case) -> str:
    """A case's plan as a person would write it."""
    head = f"id: {case.id}\ntitle: 规划\nregion: {case.region}\nperiod: {case.first_year}-{case.last_year}\n"
    head += f"baseline_year: {case.baseline_year}\n" if case.baseline_year else ""
    head += f"pace: {{band: {messy.plain(case.band)}, path: {'steps' if case.steps else 'linear'}}}\n"
    return head + "indicators:\n" + "".join(f"- {{{', '.join(_fields(case, own))}}}\n" for own in case.indicators)


def _fields(case: Case, own: Indicator) -> list[str]:
    fields = [f"id: {own.id}", f"name: {json.dumps(own.name, ensure_ascii=False)}"]
    fields += [f'unit: "{own.unit}"'] if own.unit else []
    fields += [f"constraint: {own.constraint}"] if own.constraint != "none" else []
    fields += [f"measure: {own.measure}"] if own.measure != "level" else []
    fields += ["rate_sign: fall"] if own.is_fall else []
    fields += _baseline_fields(own)
    fields += [f"better: {own.better}"] if own.better else []
    match own.scope:
        case "listed":
            fields.append(f"applies_to: [{', '.join(own.regions)}]")
        case "level":
            fields.append(f"applies_to: {{level: {own.level}}}")
        case "units":
            units = f", units: [{', '.join(own.regions)}]" if own.regions else ""
            fields.append(f"applies_to: {{level: {own.level}, every_unit: true{units}}}")
    return fields if own.no_target else fields + _goal_fields(case, own)


def _baseline_fields(own: Indicator) -> list[str]:
    if own.baseline_bound:
        return [f'baseline: "{own.baseline_bound}"']
    if own.baseline is None:
        return []
    value = messy.plain(own.baseline)
    return [f"baseline: {{value: {value}, year: {own.baseline_year}}}" if own.baseline_year else f"baseline: {value}"]


def _goal_fields(case: Case, own: Indicator) -> list[str]:
    last = own.goals[-1]
    fields = [f"comparison: {last.comparison}"]
    if last.due_day is not None:
        fields.append(f"due: '{last.due_day.isoformat()}'")
    elif last.due_year != case.last_year and len(own.goals) == 1:
        fields.append(f"due: {last.due_year}")
    if own.is_product:
        return fields
    fields += [f"tolerance: {messy.plain(last.tolerance)}"] if last.tolerance is not None else []
    if len(own.goals) > 1:
        steps = ", ".join(f"{goal.due_year}: {_written(goal)}" for goal in own.goals)
        return [*fields, f"target: {{{steps}}}"]
    return [*fields, f"target: {_written(last)}"]


def _written(goal: Goal) -> str:
    assert goal.figure is not None
    text = messy.plain(goal.figure)
    return text if goal.upper is None else f'"{text}～{messy.plain(goal.upper)}"'
