"""The check of many plans in one run: `python -m benchmarks.plans [FILES ...]` (default 30 300 3000).

The plans are made up: 30 indicators each, of every comparison and most fields, no two files alike and all in order.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.timing import PLANCKECK, Cost, machine, measure, median

INDICATORS = 30
FEW = 1000
"""Up to so many files the figures are medians of five runs, beyond of three."""

HEAD = """id: {id}
title: 第{number}县卫生健康事业发展规划
region: 第{number}县
period: 2021-2025
baseline_year: 2020
source: {{document: document-{number}.txt, table: 主要指标}}
indicators:
"""
KINDS = (
    "  unit: 岁\n  baseline: {low}\n  comparison: at_least\n  target: {high}\n",
    '  unit: "%"\n  baseline: {low}\n  target: "≥{high}"\n',
    '  unit: "%"\n  baseline: {high}\n  target: {low}以下\n',
    "  unit: 1/10万\n  baseline: {high}\n  target: 控制在{low}以内\n",
    "  unit: 张/千人口\n  baseline: {low}\n  target: 不低于{high}\n",
    '  unit: "%"\n  baseline: {low}\n  comparison: at_least\n  target: {{2022: {low}.5, 2025: {high}}}\n',
    '  unit: "%"\n  measure: average_rate\n  target: {low}左右\n  tolerance: 0.5\n  better: higher\n',
    "  unit: 所\n  baseline: {low}\n  target: {high}-{higher}\n  better: higher\n",
    '  unit: "%"\n  baseline: {high}\n  measure: percent_change\n  target: 比2020年下降10%以上\n',
    "  comparison: done\n  target: 建成\n",
)
CLASSES = ("binding", "expected", "guiding", "advocated")


def plan_text(number: int) -> str:
    """Return a plan of that number; its figures are its own."""
    rows = "".join(_indicators(number))
    return HEAD.format(id=f"plan-{number:05}", number=number) + rows


def _indicators(number: int) -> Iterator[str]:
    for row in range(1, INDICATORS + 1):
        low = 2 + (number * 7 + row * 13) % 60
        fields = KINDS[row % len(KINDS)].format(low=low, high=low + 7, higher=low + 12)
        constraint = CLASSES[row % len(CLASSES)]
        yield f"- id: indicator-{row}\n  row: {row}\n  name: 第{row}项指标\n  constraint: {constraint}\n{fields}"


def write_plans(folder: Path, count: int) -> None:
    """Write so many plan files."""
    for number in range(count):
        (folder / f"plan-{number:05}.yaml").write_text(plan_text(number), encoding="utf-8")


def main() -> None:
    """Measure the check of more and more files and print a row for each."""
    print(machine())
    print("| files | wall s | cpu s | peak MB | wall ms a file | cpu ms a file |")
    print("|---:|---:|---:|---:|---:|---:|")
    for count in map(int, sys.argv[1:] or ("30", "300", "3000")):
        with tempfile.TemporaryDirectory() as folder:
            write_plans(Path(folder), count)
            print(_row(count, _cost(folder, 5 if count <= FEW else 3)), flush=True)


def _cost(folder: str, runs: int) -> Cost:
    command = (*PLANCKECK, "validate", folder)
    measure(command)  # the disk is read, compiled files are written
    return median([measure(command) for _ in range(runs)])


def _row(count: int, cost: Cost) -> str:
    wall, cpu = (1000 * seconds / count for seconds in cost[:2])
    return f"| {count} | {cost.wall_s:.2f} | {cost.cpu_s:.2f} | {cost.peak_mb:.0f} | {wall:.2f} | {cpu:.2f} |"


if __name__ == "__main__":
    main()
