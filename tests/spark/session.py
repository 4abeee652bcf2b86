"""Spark for the tests: one session on this machine, and a cluster of a master and two workers as processes."""

from __future__ import annotations

import os
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

MANY = os.environ.get("PLANCKECK_SPARK") == "all"
"""Whether all tests of Spark run: each judgement on it takes up to a minute, so some are for `make nightly`."""
by_night = pytest.mark.skipif(not MANY, reason="PLANCKECK_SPARK=all: a judgement on Spark takes up to a minute")
HOST = "127.0.0.1"
SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.driver.bindAddress": HOST,
    "spark.driver.host": HOST,
    "spark.driver.memory": "1g",
    "spark.executor.memory": "512m",
    "spark.executor.cores": "1",
}
_MASTER = "org.apache.spark.deploy.master.Master"
_WORKER = "org.apache.spark.deploy.worker.Worker"


def session_on(master: str, folder: Path) -> Any:
    """Start the session that a run finds."""
    from pyspark.sql import SparkSession

    os.environ["LC_ALL"] = "C.UTF-8"  # for Java, which else does not find files with Chinese names
    builder = SparkSession.builder.master(master).appName("tests")
    for name, value in SETTINGS.items():
        builder = builder.config(name, value)
    try:
        return builder.config("spark.sql.warehouse.dir", (folder / "warehouse").as_uri()).getOrCreate()
    finally:
        del os.environ["LC_ALL"]


def stop(session: Any) -> None:
    """End a session and the Java behind it, so that another can be started."""
    from pyspark import SparkContext

    gateway = SparkContext._gateway
    session.stop()
    if gateway is not None:
        gateway.shutdown()
        gateway.proc.stdin.close()
        gateway.proc.wait()
        SparkContext._gateway = SparkContext._jvm = None


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a master and two workers of a core each; yield the master's address and the workers."""
    started: list[subprocess.Popen[bytes]] = []
    try:
        log = folder / "master.log"
        started.append(_started(log, _MASTER, "--host", HOST, "--port", "0", "--webui-port", "0"))
        address = _said(log, r"Starting Spark master at (spark://\S+)")
        for number in range(2):
            own = folder / f"worker-{number}"
            log = folder / f"worker-{number}.log"
            asked = ("--host", HOST, "--cores", "1", "--memory", "700m", "--webui-port", "0", "--work-dir", str(own))
            started.append(_started(log, _WORKER, *asked, address))
            _said(log, r"(Successfully registered) with master")
        yield address, started[1:]
    finally:
        for process in started:
            process.kill()
            process.wait()


def _started(log: Path, name: str, *arguments: str) -> subprocess.Popen[bytes]:
    import pyspark

    home = Path(pyspark.__file__).parent
    command = [str(home / "bin" / "spark-class"), name, *arguments]
    # kept in the foreground; SPARK_NO_DAEMONIZE is for the scripts around it
    with log.open("wb") as opened:
        return subprocess.Popen(
            command, stdout=opened, stderr=opened, env=os.environ | {"SPARK_LOCAL_IP": HOST, "LC_ALL": "C.UTF-8"}
        )


def _said(log: Path, pattern: str) -> str:
    """Wait until a process has said something, and return it. Raises: TimeoutError after a minute."""
    for _ in range(600):
        if found := re.search(pattern, log.read_text(errors="replace")):
            return found[1]
        time.sleep(0.1)
    raise TimeoutError(log.read_text(errors="replace")[-2000:])
