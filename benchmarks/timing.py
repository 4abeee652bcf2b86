"""Whole processes measured: wall clock, processor time and peak memory, with what the machine was."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent


class Cost(NamedTuple):
    """What one run of a process took: seconds by the clock, seconds of processors, and the most memory at once.

    Processor time and memory are those of the process and of every process that it started and waited for; memory is
    the largest of them, in MB.
    """

    wall_s: float
    cpu_s: float
    peak_mb: float


def measure(command: Sequence[str], folder: Path = ROOT) -> Cost:
    """Run a command to its end. Raises: RuntimeError if it ends with another code than 0."""
    start = time.perf_counter()
    with subprocess.Popen(
        command, cwd=folder, env=surroundings(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall_s = time.perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    return Cost(wall_s, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Cost]:
    """Return the median cost of each command; they take turns, so that a busy machine is busy for all of them."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    for command in commands.values():
        measure(command)  # compiled files are written, the disk is read
    for _ in range(rounds):
        for name, command in commands.items():
            costs[name].append(measure(command))
    return {name: median(runs) for name, runs in costs.items()}


def median(runs: Sequence[Cost]) -> Cost:
    """Return the medians of several runs, each figure for itself."""
    return Cost(*(statistics.median(figures) for figures in zip(*runs, strict=True)))


def machine() -> str:
    """Return what the figures belong to: processors, Python and libraries."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("typer", "pydantic", "pyyaml", "rich"))
    python = platform.python_version()
    return f"{len(os.sched_getaffinity(0))} processors, {platform.system()}, Python {python}, {libraries}"


def surroundings() -> dict[str, str]:
    """Return the environment of a run: this tree's code, compiled files kept, English, no colours."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PLANCKECK_LANG": "en", "NO_COLOR": "1"}


PLANCKECK = (sys.executable, "-c", "from planckeck.__main__ import main; main()")
"""What the installed command `planckeck` runs."""
