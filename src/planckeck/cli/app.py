"""The command line's own app: exit codes, the options that stand before a command, and the language of its help."""

from __future__ import annotations

from typing import Annotated

import typer

from planckeck import __version__
from planckeck.languages import choose_language, translator

_ = translator(choose_language(None))

OK, FAILED, USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="planckeck",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=_("Checks plans against what was achieved: indicator tables as code, verdicts with their method."),
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"planckeck {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version and exit."), is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Carry the options that stand before a command."""
