"""A typer app with the commands of planckeck and nothing behind them: the least that `--help` can cost."""

from __future__ import annotations

import typer

app = typer.Typer(name="bare", pretty_exceptions_enable=False, help="Does nothing.")


def _nothing() -> None:
    """Do nothing, as the commands of an app do whose work is imported when it is asked for."""


for name in ("evaluate", "summarize", "validate", "explain", "why", "inspect", "show", "template", "schema"):
    app.command(name)(_nothing)

if __name__ == "__main__":
    app()
