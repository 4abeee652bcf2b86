"""Judged rows → the columns of a result, and those → `Result` objects; counts and the worst on the way."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, NamedTuple

import narwhals as nw

from planckeck.judgement.judging import Judged
from planckeck.judgement.places import written_place
from planckeck.judgement.rollup import ROLLED
from planckeck.judgement.rules import gap_unit, is_done
from planckeck.judgement.things import counted_unit
from planckeck.model.assessment import RESULT_KEYS, Result
from planckeck.model.frames import Columns, FrameMaker, Kind
from planckeck.model.plan import Constraint, Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.notation import print_target

_OWN = ("plan", "indicator", "due_year")
_DESCRIBED: Mapping[str, Kind] = {
    **dict.fromkeys(("plan", "indicator"), Kind.TEXT),
    "due_year": Kind.WHOLE,
    **dict.fromkeys(
        (
            "name", "printed_row", "category", "group", "department", "due", "due_date", "constraint", "certainty",
            "plan_unit", "baseline_text", "comparison", "target", "better", "reference", "rate_sign", "gap_unit",
            "counted_in", "counted", "plan_at",
        ),
        Kind.TEXT,
    ),
    "tolerance": Kind.REAL,
}  # fmt: skip
_VERDICT_RANK = {verdict: number for number, verdict in enumerate(("unmet", "no_data", "not_due", "no_target", "met"))}
CONSTRAINT_RANK = {constraint.value: number for number, constraint in enumerate(Constraint)}


def result_frame(judged: Judged, make: FrameMaker) -> nw.LazyFrame[Any]:
    """Return the judged rows with what the plan file says of each rule beside them."""
    described = make(describe(judged.plans))
    return judged.frame.drop("unit").join(described, on=list(_OWN), how="inner")


def describe(plans: tuple[LoadedPlan, ...]) -> Columns:
    """Return what plans say of each of their rules, in words: one row a rule, '' for nothing."""
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
        "rate_sign": indicator.rate_sign or "",
        "gap_unit": "" if is_done(promise) else gap_unit(indicator, promise.measure) or "",
        "counted_in": counted_unit(indicator),
        "counted": indicator.numerator or "",
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


Unsummed = Mapping[tuple[str, str, str, int, str], tuple[str, ...]]
"""The units missing from roll-ups, by plan, indicator, region, year and part."""


def missing_terms(terms: nw.LazyFrame[Any] | None) -> Unsummed:
    """Return the names of the units that are missing from each roll-up that is not complete."""
    if terms is None:
        return {}
    found: dict[tuple[str, str, str, int, str], list[str]] = defaultdict(list)
    lacking = terms.filter(nw.col("numerator").is_null())
    key = ("plan", "indicator", "parent", "year", "part")
    for row in lacking.select(*key, "region").sort("region").collect().rows(named=True):
        found[row["plan"], row["indicator"], row["parent"], row["year"], row["part"]].append(row["region"])
    return {own: tuple(names) for own, names in found.items()}


def read_results(
    frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], terms: nw.LazyFrame[Any] | None = None
) -> Iterator[Result]:
    """Yield results in plan order; behind an every-unit line its units, whose names the line carries.

    `terms` are what went into roll-ups; the units that are missing from one stand in its result.
    """
    unsummed = missing_terms(terms)
    order = {loaded.plan.id: number for number, loaded in enumerate(plans)}
    rows = frame.collect().rows(named=True)
    rows.sort(key=lambda row: (*_group(row, order), row["part_of"] != "", row["region"]))
    for _, group in groupby(rows, key=lambda row: _group(row, order)):
        members = list(group)
        failed = tuple(row["region"] for row in members if row["part_of"] and row["verdict"] == "unmet")
        missing = tuple(row["region"] for row in members if row["part_of"] and row["verdict"] == "no_data")
        for row in members:
            if row["scope"] == "every_unit" and row["part_of"] == "":
                yield _result(row, _Units(_whole(row["units_total"]), failed, missing))
            else:
                yield _result(row, _summed_units(row, unsummed))


class _Units(NamedTuple):
    """How many units stand behind a result, and which of them fail or are missing; None where it has none."""

    total: int | None = None
    failed: tuple[str, ...] | None = None
    missing: tuple[str, ...] | None = None


def _summed_units(row: Mapping[str, Any], unsummed: Unsummed) -> _Units:
    if row["file"] != ROLLED:
        return _Units()
    key = (row["plan"], row["indicator"], row["region"], int(row["year"]), row["part"])
    # the note of a roll-up is its coverage: 2/3
    return _Units(int(row["note"].partition("/")[2]), missing=unsummed.get(key, ()))


def _group(row: Mapping[str, Any], order: Mapping[str, int]) -> tuple[int, int, int]:
    return order[row["plan"]], row["order"], row["year"]


def _result(row: Mapping[str, Any], units: _Units) -> Result:
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
        "per": _real(row["per"]),
        "compared": _real(row["compared"]),
        "latest_year": _whole(row["latest_year"]) if row["verdict"] == "no_data" else None,
        "done_on": _iso(row["done_on"]),
        "days_late": _days_late(row),
        "worse_than_baseline": None if _null(row["worse"]) else bool(row["worse"]),
        "rounds_to_target": bool(row["rounds"]),
        "required_annual_change": _real(row["required"]),
        **_pace(row),
        **_gap_count(row),
        "every_unit": row["scope"] == "every_unit",
        "units_total": units.total,
        "units_failed": units.failed,
        "units_missing": units.missing,
        "actual_at": _place(row),
        **{name: _real(row[name]) for name in ("gap", "relative_gap", "completion", "progress")},
    }
    return Result(**values)


def _pace(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is said of pace and outlook; band and path stand where there is a way to go."""
    has_pace = bool(row["pace"])
    on_path = has_pace and not _null(row["path_value"])
    said: dict[str, Any] = {name: _real(row[name]) for name in ("tau", "path_value", "projected")}
    for name in ("change_per_year", "trend_per_year", "projected_se"):
        said[name] = _difference(row[name], row["compared"])
    return said | {
        "lead": _difference(row["lead"], 1.0),
        "band": _real(row["band"]) if on_path else None,
        "path": row["path"] if on_path else None,
        **{name: _real(row[name]) if on_path else None for name in ("path_from", "path_start", "path_end")},
        "change_since": _whole(row["change_since"]),
        "trend_points": _whole(row["trend_points"]),
        "open_sdg": _open_sdg(row),
    }


def _open_sdg(row: Mapping[str, Any]) -> Mapping[str, Any] | None:
    if "open_sdg_status" not in row:
        return None
    return {"status": row["open_sdg_status"], "value": _real(row["open_sdg_value"])}


def _gap_count(row: Mapping[str, Any]) -> dict[str, Any]:
    count = _real(row["gap_count"])
    known = count is not None
    return {
        "gap_count": count,
        "gap_count_unit": _text(row["counted_in"]) if known else None,
        "gap_count_of": _text(row["counted"]) if known else None,
    }


def _null(value: Any) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))


def _real(value: Any) -> float | None:
    """Return a number with 12 significant digits: 0.63, not 0.6300000000000001; verdicts were made before."""
    return None if _null(value) else float(f"{value:.12g}")


def _difference(value: Any, size: Any) -> float | None:
    """Return a difference of numbers of that size: what only their last binary digits leave over is 0."""
    shown = _real(value)
    return 0.0 if shown is not None and abs(shown) < 1e-12 * max(abs(_real(size) or 0.0), 1e-3) else shown


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
    return written_place(row)


def worst_results(
    frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], top: int, terms: nw.LazyFrame[Any] | None = None
) -> tuple[Result, ...]:
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
    found = list(read_results(head, plans, terms))
    return tuple(sorted(found, key=lambda r: (CONSTRAINT_RANK[r.constraint], -abs(r.relative_gap or 0.0))))
