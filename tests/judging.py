"""A plan and a table written in a test, judged through the real pipeline."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from planckeck.model.assessment import Assessment, Result
from planckeck.pipeline import Request, assess
from planckeck.readers import ReadRequest

HEAD = """id: plan
title: 规划
region: 甲县
period: 2016-2020
baseline_year: 2015
"""


def assessed(folder: Path, indicators: str, rows: str, head: str = HEAD, **request: Any) -> Assessment:
    """Judge rows (CSV without its header: region,indicator,year,value,unit,level,status,numerator,denominator)."""
    plan = folder / "plan.yaml"
    plan.write_text(f"{head}indicators:\n{indicators}", encoding="utf-8")
    data = folder / "actual.csv"
    header = "region,indicator,year,value,unit,level,status,numerator,denominator\n"
    width = header.count(",")
    lines = [line + "," * (width - line.count(",")) for line in rows.strip().splitlines()]
    data.write_text(header + "\n".join(lines) + "\n", encoding="utf-8")
    return assess(Request(ReadRequest((str(data),)), plans=(str(plan),), **request))


def judged(folder: Path, indicators: str, rows: str, head: str = HEAD, **request: Any) -> list[Result]:
    """Return the results of `assessed`, in plan order."""
    return list(assessed(folder, indicators, rows, head, **request).results())


def judged_one(folder: Path, fields: str, rows: str, head: str = HEAD, **request: Any) -> Result:
    """Judge one indicator `x` (its fields as one YAML flow mapping without braces) and return its own line."""
    results = judged(folder, f"- {{id: x, name: 指标, {fields}}}\n", rows, head, **request)
    return next(result for result in results if result.part_of is None)
