"""Judged rows → the columns of a result, and those → `Result` objects; counts and the worst on the way."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import narwhals as nw

from planckeck.judgement.judging import Judged
from planckeck.judgement.rules import gap_unit, is_done
from planckeck.model.assessment import RESULT_KEYS, Counts, Result, Verdict
from planckeck.model.frames import Columns, FrameMaker, Kind
from planckeck.model.plan import Constraint, Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.notation import print_target
from planckeck.problems import Place

_OWN = ("plan", "indicator", "due_year")
_DESCRIBED: Mapping[str, Kind] = {
    **dict.fromkeys(("plan", "indicator"), Kind.TEXT),
    "due_year": Kind.WHOLE,
    **dict.fromkeys(
        (
            "name", "printed_row", "category", "group", "department", "due", "due_date", "constraint", "certainty",
            "plan_unit", "baseline_text", "comparison", "target", "better", "reference", "gap_unit", "plan_at",
        ),
        Kind.TEXT,
    ),
    "tolerance": Kind.REAL,
}  # fmt: skip
_VERDICT_RANK = {verdict: number for number, verdict in enumerate(("unmet", "no_data", "not_due", "no_target", "met"))}
CONSTRAINT_RANK = {constraint.value: number for number, constraint in enumerate(Constraint)}


def result_frame(judged: Judged, make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return the judged rows with what the plan file says of each rule beside them."""
    described = make(_describe(judged.plans))
    return judged.frame.drop("unit").join(described, on=list(_OWN), how="inner")


def _describe(plans: tuple[LoadedPlan, ...]) -> Columns:
    rows = [
        _description(loaded, indicator, promise)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for promise in loaded.promises[indicator.id]
    ]
    return {name: (kind, [row[name] for row in rows]) for name, kind in _DESCRIBED.items()}


def _description(loaded: LoadedPlan, indicator: Indicator, promise: Promise) -> Mapping[str, Any]:
    baseline = loaded.baselines[indicator.id]
    department = indicator.department
    place = loaded.place(indicator.id, "id")
    return {
        "plan": loaded.plan.id,
        "indicator": indicator.id,
        "due_year": promise.due_year,
        "name": indicator.name,
        "printed_row": "" if indicator.row is None else str(indicator.row),
        "category": indicator.category or "",
        "group": indicator.group or "",
        "department": "、".join(department) if isinstance(department, tuple) else department or "",
        "due": promise.due_date.isoformat() if promise.due_date else str(promise.due_year),
        "due_date": promise.due_date.isoformat() if promise.due_date else "",
        "constraint": indicator.constraint.value,
        "certainty": indicator.reading.certainty.value,
        "plan_unit": indicator.unit or "",
        "baseline_text": baseline.written if baseline is not None else "",
        "comparison": promise.comparison.value if promise.comparison else "",
        "target": target_text(promise, indicator.unit),
        "better": indicator.better.value if indicator.better else "",
        "tolerance": None if promise.tolerance is None else float(promise.tolerance),
        "reference": promise.reference or "",
        "gap_unit": "" if is_done(promise) else gap_unit(indicator, promise.measure) or "",
        "plan_at": f"{place.file}:{place.line}",
    }


def target_text(promise: Promise, unit: str | None) -> str:
    """Return a target as printed; a bare number with the sign of its comparison."""
    if promise.target is None or is_done(promise):
        return promise.written
    bare = promise.written.replace(".", "").replace("-", "").isdigit()
    if not promise.written or bare or promise.reference is not None:
        printed = print_target(promise.target, unit)
        return printed if promise.reference is None else f"{promise.written} {printed}"
    return promise.written


def counts_of(frame: nw.LazyFrame[Any]) -> Counts:
    """Count the plan's own lines by verdict and constraint."""
    own = frame.filter(nw.col("part_of") == "")
    grouped = own.group_by("constraint", "verdict", "due_now").agg(rows=nw.len()).collect().rows(named=True)
    by_constraint = {constraint: dict.fromkeys(Verdict, 0) for constraint in Constraint}
    overall = dict.fromkeys(Verdict, 0)
    early = without = 0
    for row in grouped:
        verdict = Verdict(row["verdict"])
        overall[verdict] += row["rows"]
        by_constraint[Constraint(row["constraint"])][verdict] += row["rows"]
        early += row["rows"] if verdict is Verdict.MET and not row["due_now"] else 0
        without += row["rows"] if verdict is Verdict.NO_DATA and row["due_now"] else 0
    return Counts(overall, by_constraint, early, without)


def read_results(frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...]) -> Iterator[Result]:
    """Yield results in plan order; behind an every-unit line its units, whose names the line carries."""
    order = {loaded.plan.id: number for number, loaded in enumerate(plans)}
    rows = frame.collect().rows(named=True)
    rows.sort(key=lambda row: (*_group(row, order), row["part_of"] != "", row["region"]))
    for _, group in groupby(rows, key=lambda row: _group(row, order)):
        members = list(group)
        failed = tuple(row["region"] for row in members if row["part_of"] and row["verdict"] == "unmet")
        missing = tuple(row["region"] for row in members if row["part_of"] and row["verdict"] == "no_data")
        for row in members:
            is_own = row["scope"] == "every_unit" and row["part_of"] == ""
            yield _result(row, failed if is_own else None, missing if is_own else None)


def _group(row: Mapping[str, Any], order: Mapping[str, int]) -> tuple[int, int, int]:
    return order[row["plan"]], row["order"], row["year"]


def _result(row: Mapping[str, Any], failed: tuple[str, ...] | None, missing: tuple[str, ...] | None) -> Result:
    is_number = row["kind"] == "number"
    has_interval = is_number and not (row["low"] is None and row["high"] is None)
    has_interval = has_interval and not (_null(row["low"]) and _null(row["high"]))
    baseline = _real(row["baseline"])
    values: dict[str, Any] = dict.fromkeys(RESULT_KEYS)
    values |= {name: _text(row[name]) for name in RESULT_KEYS if name in row and isinstance(row[name], str)}
    values |= {
        "row": _text(row["printed_row"]),
        "region": row["region"],
        "year": int(row["year"]),
        "is_due": bool(row["due_now"]),
        "unit": _text(row["plan_unit"]),
        "target": " ".join(filter(None, (row["target"], row["bar_text"]))) or None,
        "baseline": baseline,
        "baseline_year": _whole(row["baseline_year"]) if row["baseline_text"] else None,
        "low": _real(row["low"]) if has_interval else None,
        "low_open": bool(row["low_open"]) if has_interval and not _null(row["low"]) else None,
        "high": _real(row["high"]) if has_interval else None,
        "high_open": bool(row["high_open"]) if has_interval and not _null(row["high"]) else None,
        "tolerance": _real(row["tolerance"]),
        "actual": _real(row["value"]),
        "written": _text(row["text"]),
        "numerator": _real(row["numerator"]),
        "denominator": _real(row["denominator"]),
        "compared": _real(row["compared"]),
        "latest_year": _whole(row["latest_year"]) if row["verdict"] == "no_data" else None,
        "done_on": _iso(row["done_on"]),
        "days_late": _days_late(row),
        "worse_than_baseline": None if _null(row["worse"]) else bool(row["worse"]),
        "rounds_to_target": bool(row["rounds"]),
        "required_annual_change": _real(row["required"]),
        "pace_reason": "not_computed",
        "every_unit": row["scope"] == "every_unit",
        "units_total": _whole(row["units_total"]),
        "units_failed": failed,
        "units_missing": missing,
        "actual_at": _place(row),
        **{name: _real(row[name]) for name in ("gap", "relative_gap", "completion", "progress")},
    }
    return Result(**values)


def _null(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _real(value: Any) -> float | None:
    """Return a number with 12 significant digits: 0.63, not 0.6300000000000001; verdicts were made before."""
    return None if _null(value) else float(f"{value:.12g}")


def _whole(value: Any) -> int | None:
    return None if _null(value) else int(value)


def _text(value: str) -> str | None:
    return value or None


def _iso(number: Any) -> str | None:
    if _null(number):
        return None
    return f"{int(number) // 10000:04}-{int(number) // 100 % 100:02}-{int(number) % 100:02}"


def _days_late(row: Mapping[str, Any]) -> int | None:
    done = _iso(row["done_on"])
    if done is None or row["verdict"] != "unmet":
        return None
    due = _iso(row["due_end"])
    assert due is not None
    return (dt.date.fromisoformat(done) - dt.date.fromisoformat(due)).days


def _place(row: Mapping[str, Any]) -> str | None:
    if not row["file"]:
        return None
    column = int(row["column"]) if row["sheet"] else 0
    return str(Place(row["file"], int(row["row_at"]), column, sheet=row["sheet"]))


def worst_results(frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], top: int) -> tuple[Result, ...]:
    """Return the worst unmet lines: the most binding first, then the widest relative gap."""
    unmet = frame.filter((nw.col("verdict") == "unmet") & (nw.col("part_of") == ""))
    rank = nw.lit(len(CONSTRAINT_RANK))
    for constraint, number in CONSTRAINT_RANK.items():
        rank = nw.when(nw.col("constraint") == constraint).then(nw.lit(number)).otherwise(rank)
    size = nw.when(nw.col("relative_gap").is_null()).then(nw.lit(0.0)).otherwise(nw.col("relative_gap").abs())
    ranked = unmet.with_columns(rank=rank, size=size)
    head = ranked.sort("rank", "size", "order", "region", "year", descending=[False, True, False, False, False]).head(
        top
    )
    found = list(read_results(head, plans))
    return tuple(sorted(found, key=lambda r: (CONSTRAINT_RANK[r.constraint], -abs(r.relative_gap or 0.0))))
