"""How long a start takes, as a ratio to what cannot be spared: `python -m benchmarks.startup [ROUNDS]`.

validate: the check of this repository's plans, whole process, against the import of the libraries that it stands on.
--help: against a typer app of as many commands with nothing behind them.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.timing import PLANCKECK, ROOT, in_turn, machine

PYTHON = sys.executable
LIBRARIES = "libraries"
VALIDATE = "validate"
BARE_HELP = "bare help"
HELP = "help"

COMMANDS: dict[str, Sequence[str]] = {
    LIBRARIES: (PYTHON, "-c", "import typer, pydantic, yaml, rich.console"),
    VALIDATE: (*PLANCKECK, "validate"),
    BARE_HELP: (PYTHON, str(ROOT / "benchmarks" / "bare_app.py"), "--help"),
    HELP: (*PLANCKECK, "--help"),
}
BARS = ((VALIDATE, LIBRARIES, 2.0), (HELP, BARE_HELP, 1.3))
"""What, against what, and how many times that at most."""


def main() -> None:
    """Measure in turns and print figures and ratios."""
    costs = in_turn(COMMANDS, int(sys.argv[1]) if len(sys.argv) > 1 else 21)
    print(machine())
    for name, cost in costs.items():
        print(f"{name:<10} {cost.wall_s * 1000:6.0f} ms wall {cost.cpu_s * 1000:6.0f} ms cpu {cost.peak_mb:6.0f} MB")
    for name, against, bar in BARS:
        wall, cpu = (costs[name][part] / costs[against][part] for part in (0, 1))
        print(f"{name} against {against}: {wall:.2f} x wall, {cpu:.2f} x cpu (bar {bar} x)")


if __name__ == "__main__":
    main()
