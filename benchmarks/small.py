"""The small job against its peers: `python -m benchmarks.small [ROUNDS] [PEER ...]` (default 9 rounds, all peers).

30 indicators, one CSV of actual values, a table printed: whole processes in turn in one run. Each peer has an
environment of its own in .venv-peers/, made here from benchmarks/peers/NAME.txt. What a peer does and does not
compute stands in its script. Ends with 1 if the counts of any process are not those of the job.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.small_job import INDICATORS, MET, UNMET, write_job
from benchmarks.timing import PLANCKECK, ROOT, Cost, in_turn, machine, surroundings

PEERS = ROOT / "benchmarks" / "peers"
ENVIRONMENTS = ROOT / ".venv-peers"
BY_HAND = ("pandas", "duckdb")
NAMES = (*BY_HAND, "pandera", "soda", "frictionless", "nomenclature")

LIBRARIES = "libraries"
EVALUATE = "planckeck"
IMPORTS = (sys.executable, "-c", "import pandas, pydantic, yaml, typer, rich.console")
BAR = 1.5
"""How many times the time of the bare import planckeck may take."""

COUNTS = re.compile(r"all: (\d+) = (\d+) met \+ (\d+) not met")


class Unavailable(Exception):
    """A peer that could not be installed; says why."""


def environment(name: str) -> Path:
    """Return the Python of a peer's environment, made anew where its pins have changed. Raises: Unavailable."""
    folder, pins = ENVIRONMENTS / name, PEERS / f"{name}.txt"
    python, made_from = folder / "bin" / "python", folder / "made-from.txt"
    if made_from.is_file() and made_from.read_bytes() == pins.read_bytes():
        return python
    _install(sys.executable, "-m", "venv", "--clear", str(folder))
    _install(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", str(pins))
    made_from.write_bytes(pins.read_bytes())
    return python


def _install(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(next((line for line in reversed(done.stderr.splitlines()) if line), "no message"))


def counts(command: Sequence[str]) -> tuple[int, int, int]:
    """Return how many indicators a process printed in all, met and not met. Raises: RuntimeError if it printed none."""
    done = subprocess.run(command, cwd=ROOT, env=surroundings(), capture_output=True, text=True, check=False)
    if found := COUNTS.search(done.stdout):
        every, met, unmet = map(int, found.groups())
        return every, met, unmet
    raise RuntimeError(f"{' '.join(command)} ended with {done.returncode} and no counts:\n{done.stderr[-2000:]}")


def evaluate_command(folder: Path) -> tuple[str, ...]:
    """Return the command that judges the job with planckeck; misses are the answer, so they do not end it with 1."""
    files = (str(folder / "actuals.csv"), "--plan", str(folder / "small-job.yaml"))
    return (*PLANCKECK, "evaluate", *files, "--fail-on", "never")


def commands(folder: Path, names: Sequence[str]) -> dict[str, Sequence[str]]:
    """Return the commands by name: planckeck first, then the peers that can be installed; the others are printed."""
    found: dict[str, Sequence[str]] = {EVALUATE: evaluate_command(folder)}
    for name in names:
        try:
            found[name] = (str(environment(name)), str(PEERS / f"by_{name}.py"), str(folder))
        except Unavailable as error:
            print(f"{name}: not measured, cannot be installed: {error}")
    return found


def wrong(found: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the names of the processes whose counts are not those of the job, each said."""
    right = (INDICATORS, MET, UNMET)
    told = {name: counts(command) for name, command in found.items()}
    for name, figures in told.items():
        if figures != right:
            print(f"{name}: {figures} in all, met and not met; expected {right}")
    return [name for name, figures in told.items() if figures != right]


def main() -> int:
    """Check the counts, measure in turns and print figures and ratios."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    names = tuple(sys.argv[2:]) or NAMES
    with tempfile.TemporaryDirectory() as folder:
        write_job(Path(folder))
        jobs = commands(Path(folder), names)
        if wrong(jobs):
            return 1
        costs = in_turn({LIBRARIES: IMPORTS, **jobs}, rounds)
    print(f"{machine()}; medians of {rounds} turns; every count {MET} met, {UNMET} not met")
    print(", ".join(_version(name) for name in jobs if name != EVALUATE))
    _print_table(costs)
    return 0


def _version(name: str) -> str:
    """Return what is measured of a peer, as pinned: the line that its pins begin with."""
    return (PEERS / f"{name}.txt").read_text(encoding="utf-8").splitlines()[0]


def _print_table(costs: Mapping[str, Cost]) -> None:
    print("| | cpu s | wall s | peak MB | cpu, times libraries | wall | cpu, times planckeck | wall |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, cost in costs.items():
        bases = (costs[LIBRARIES], costs[EVALUATE])
        ratios = (ratio for base in bases for ratio in (cost.cpu_s / base.cpu_s, cost.wall_s / base.wall_s))
        shown = " | ".join(f"{ratio:.2f}" for ratio in ratios)
        print(f"| {name} | {cost.cpu_s:.2f} | {cost.wall_s:.2f} | {cost.peak_mb:.0f} | {shown} |")
    _print_bar(costs, EVALUATE, LIBRARIES, f"at most {BAR}")
    for name in costs:
        if name not in {LIBRARIES, EVALUATE, *BY_HAND}:
            _print_bar(costs, name, EVALUATE, "more than 1")


def _print_bar(costs: Mapping[str, Cost], name: str, against: str, bar: str) -> None:
    cost, base = costs[name], costs[against]
    cpu, wall = cost.cpu_s / base.cpu_s, cost.wall_s / base.wall_s
    print(f"{name} against {against}: {cpu:.2f} x cpu, {wall:.2f} x wall (bar: {bar})")


if __name__ == "__main__":
    sys.exit(main())
