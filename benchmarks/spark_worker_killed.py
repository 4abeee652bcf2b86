"""A worker killed in the middle of a run: a cluster of a master and two workers on this machine, by hand.

    python -m benchmarks.spark_worker_killed FOLDER [--rows 20000000] [--after SECONDS]

Starts the cluster, judges a generated Parquet file with DuckDB and then with Spark, kills one worker and its executor
(kill -9) some seconds after Spark's facts begin to be read, and compares the counts and the worst.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

from tests.spark.session import cluster, session_on

from benchmarks.generate import write_plan, write_table
from planckeck.large.spark import Spark
from planckeck.model.assessment import Assessment
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any


def judged(table: Path, plan: Path, engine: str) -> tuple[Assessment, float]:
    """Judge a table, and say how long it took."""
    begun = time.perf_counter()
    request = Request(ReadRequest((str(table),)), (str(plan),), all_years=True, engine=engine, numbered=False)
    return assess_any(request), time.perf_counter() - begun


def kill(worker: subprocess.Popen[bytes]) -> None:
    """Kill a worker and the executors that it started, at once."""
    children = subprocess.run(["pgrep", "-P", str(worker.pid)], capture_output=True, text=True, check=False)
    for number in [worker.pid, *map(int, children.stdout.split())]:
        os.kill(number, signal.SIGKILL)


def main() -> None:
    """Run, kill, compare, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=20_000_000)
    parser.add_argument("--after", type=float, default=8.0)
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    plan, table = write_plan(asked.folder), write_table(asked.folder, asked.rows, "parquet")
    expected, took = judged(table, plan, "duckdb")
    print(f"DuckDB: {took:.1f} s", flush=True)
    with cluster(asked.folder) as (address, workers):
        session = session_on(address, asked.folder)
        status = session.sparkContext._jsc.sc().statusTracker()
        timer = threading.Timer(asked.after, lambda: kill(workers[0]))
        rows = Spark.rows

        def watched(self: Spark, sql: str) -> list[tuple[object, ...]]:
            begun = time.perf_counter()
            if "from facts group by key" in sql and not timer.is_alive() and not timer.finished.is_set():
                timer.start()
            found = rows(self, sql)
            executors = len(status.getExecutorInfos()) - 1
            print(f"{time.perf_counter() - begun:6.1f} s, {executors} executors after: {sql[:60]}", flush=True)
            return found

        Spark.rows = watched  # type: ignore[method-assign]
        found, took = judged(table, plan, "spark")
        print(f"Spark, a worker killed {asked.after} s after the first scan began: {took:.1f} s; {workers[0].poll()=}")
        session.stop()
    print(f"same counts: {found.counts == expected.counts}; same worst: {found.worst == expected.worst}")
    print({name.value: count for name, count in found.counts.overall.items()})


if __name__ == "__main__":
    main()
