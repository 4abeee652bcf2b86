"""The plan's own line of an every-unit rule: met only if all units are; its figures are the worst unit's."""

from __future__ import annotations

from typing import Any

import narwhals as nw

OWN = ("plan", "indicator", "due_year", "year", "part_of")


def own_lines(judged: nw.LazyFrame[Any], bare: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return one judged row an every-unit rule and year, from the judged rows of its units.

    `judged` holds the units' rows (`part_of` is their plan line's region); `bare` one row a rule and year without any
    actual, for rules that found no unit. Columns are those of `judged` with units_total, units_failed, units_missing
    (counts).
    """
    units = judged.filter(nw.col("part_of") != "")
    units = units.with_columns(
        failed=_one(nw.col("verdict") == "unmet"),
        missing=_one(nw.col("verdict") == "no_data"),
        waiting=_one(nw.col("verdict") == "not_due"),
        applies=_one(nw.col("verdict") != "not_applicable"),
        badness=badness(),
    )
    units = units.with_columns(worst=nw.col("badness").max().over(*OWN))
    candidates = units.filter(nw.col("badness") == nw.col("worst"))
    candidates = candidates.with_columns(first=nw.col("region").min().over(*OWN))
    worst = candidates.filter(nw.col("region") == nw.col("first"))
    sums = units.group_by(*OWN).agg(
        units_failed=nw.col("failed").sum(),
        units_missing=nw.col("missing").sum(),
        units_waiting=nw.col("waiting").sum(),
        units_total=nw.col("applies").sum(),
    )
    columns = list(judged.collect_schema().names())
    kept = [name for name in columns if name not in {"units_total", "units_failed", "units_missing"}]
    found = worst.select(*kept).join(sums, on=list(OWN), how="inner").with_columns(_verdict(), _reason())
    found = found.with_columns(region=nw.col("part_of"), part_of=nw.lit(""))
    found = found.select(*columns)
    without = bare.join(found, on=["plan", "indicator", "due_year", "year", "region"], how="anti")
    without = without.with_columns(
        verdict=nw.when(nw.col("verdict") == "no_data").then(nw.lit("no_data")).otherwise(nw.col("verdict")),
        reason=nw.when(nw.col("verdict") == "no_data").then(nw.lit("no_units")).otherwise(nw.col("reason")),
    )
    return nw.concat([found, without.select(*columns)])


def _one(condition: nw.Expr) -> nw.Expr:
    return nw.when(condition).then(nw.lit(1.0)).otherwise(nw.lit(0.0))


def badness() -> nw.Expr:
    """Order units from good to bad: by verdict first, then by how far on the wrong side the value lies."""
    classes = nw.lit(0.0)
    for weight, verdict in enumerate(("met", "no_target", "not_due", "no_data", "unmet"), start=1):
        classes = nw.when(nw.col("verdict") == verdict).then(nw.lit(float(weight))).otherwise(classes)
    distance = nw.when(nw.col("gap") != 0).then(nw.col("gap").abs()).otherwise(nw.lit(0.0))
    toward = nw.when(nw.col("direction") != 0).then(-1 * nw.col("compared") * nw.col("direction")).otherwise(distance)
    # squeezed into (−0.5, 0.5) so that the verdict's class always comes first
    bounded = toward / (1 + toward.abs()) / 2
    return classes + nw.when(toward.is_null()).then(nw.lit(0.0)).otherwise(bounded)


def _verdict() -> nw.Expr:
    met = nw.when(nw.col("units_waiting") > 0).then(nw.lit("not_due")).otherwise(nw.lit("met"))
    missing = nw.when(nw.col("units_missing") > 0).then(nw.lit("no_data")).otherwise(met)
    failed = nw.when(nw.col("units_failed") > 0).then(nw.lit("unmet")).otherwise(missing)
    none = nw.when(nw.col("units_total") > 0).then(failed).otherwise(nw.lit("not_applicable"))
    return nw.when(nw.col("no_target") != "").then(nw.col("verdict")).otherwise(none).alias("verdict")


def _reason() -> nw.Expr:
    lacking = (nw.col("units_failed") == 0) & (nw.col("units_missing") > 0) & (nw.col("no_target") == "")
    kept = nw.when(nw.col("no_target") != "").then(nw.col("no_target")).otherwise(nw.lit(""))
    return nw.when(lacking).then(nw.lit("units_missing")).otherwise(kept).alias("reason")
