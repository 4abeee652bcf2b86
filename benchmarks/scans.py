"""Whole processes on large tables, in turn: planckeck, and hand-written DuckDB SQL and pandas; medians of the rounds.

    python -m benchmarks.scans FOLDER [--rounds N] [--rows 1000000,10000000] [--kinds csv,parquet] [--no-pandas]
        [--no-results]

Prints a table in markdown: wall time, time of both processors, peak memory, and the ratio to the hand-written SQL of
the same rounds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.generate import write_plan, write_table

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds by the clock and of the processors, and its peak memory in MB."""

    wall: float
    work: float
    peak: float


def measured(command: Sequence[str]) -> Run:
    """Run a command to its end. Raises: SystemExit where it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    if os.waitstatus_to_exitcode(status) not in {0, 1}:  # 1: a target is missed
        raise SystemExit(f"failed: {command}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def commands(table: Path, plan: Path, results: Path, pandas: bool) -> dict[str, list[str]]:
    """Return what is compared on a table, by name; each `… to Parquet` writes every result."""
    python = sys.executable
    evaluate = [python, "-m", "planckeck", "evaluate", str(table), "--plan", str(plan), "--all-years", "--quiet"]
    by_hand = [python, str(HERE / "by_hand_duckdb.py"), str(table)]
    found = {
        "SQL by hand": by_hand,
        "planckeck": evaluate,
        "SQL by hand, to Parquet": [*by_hand, str(results)],
        "planckeck, to Parquet": [*evaluate, "--format", "parquet", "--output", str(results)],
    }
    if pandas:
        found["pandas by hand"] = [python, str(HERE / "by_hand_pandas.py"), str(table)]
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", default="1000000")
    parser.add_argument("--kinds", default="csv,parquet")
    parser.add_argument("--no-pandas", action="store_true")
    parser.add_argument("--no-results", action="store_true")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    plan = write_plan(asked.folder)
    print("| rows | kind | what | wall s | processors s | peak MB | ÷ SQL wall | ÷ SQL processors |")
    print("| ---: | --- | --- | ---: | ---: | ---: | ---: | ---: |")
    for rows in map(int, asked.rows.split(",")):
        for kind in asked.kinds.split(","):
            table = write_table(asked.folder, rows, kind)
            own = commands(table, plan, asked.folder / "results.parquet", not asked.no_pandas)
            own = {name: one for name, one in own.items() if "to Parquet" not in name or not asked.no_results}
            rounds = [{name: measured(command) for name, command in own.items()} for _ in range(asked.rounds)]
            report(rows, kind, rounds)


def report(rows: int, kind: str, rounds: Sequence[dict[str, Run]]) -> None:
    """Print the medians of a table's rounds."""
    for name in rounds[0]:
        runs = [one[name] for one in rounds]
        base = [one["SQL by hand, to Parquet" if "to Parquet" in name else "SQL by hand"] for one in rounds]
        ratio = statistics.median(run.wall / other.wall for run, other in zip(runs, base, strict=True))
        work = statistics.median(run.work / other.work for run, other in zip(runs, base, strict=True))
        medians = [statistics.median(getattr(run, field) for run in runs) for field in ("wall", "work", "peak")]
        print(
            f"| {rows:,} | {kind} | {name} | {medians[0]:.2f} | {medians[1]:.2f} | {medians[2]:.0f} | {ratio:.2f} "
            f"| {work:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
