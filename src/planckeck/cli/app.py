"""The command line's own app: exit codes, the options that stand before a command, and the language of its help."""

from __future__ import annotations

import os
from contextvars import ContextVar
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer

from planckeck import __version__
from planckeck.cli.opening import CommandsOnDemand
from planckeck.languages import choose_language, translator

if TYPE_CHECKING:
    from planckeck.settings import Settings

_ = translator(choose_language(None))

OK, FAILED, USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="planckeck",
    cls=CommandsOnDemand,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=_("Checks plans against what was achieved: indicator tables as code, verdicts with their method."),
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"planckeck {__version__}")
        raise typer.Exit(OK)


SETTINGS: ContextVar[Settings | None] = ContextVar("settings", default=None)
"""The repository's settings; what is wrong with them is said by the command, so that --help always works."""


@app.callback()
def _top(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version and exit."), is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Carry the options that stand before a command, and make the repository's settings their defaults."""
    from planckeck.settings import read_settings

    settings = read_settings()
    SETTINGS.set(settings)
    if settings.values and context.invoked_subcommand:
        name, group = context.invoked_subcommand, cast(CommandsOnDemand, context.command)
        context.default_map = {name: _defaults(group.commands[name], settings)}


def _defaults(command: Any, settings: Settings) -> dict[str, Any]:
    """Return the defaults of one command: of its options, and for validate the plans to check."""
    options = {param.name for param in command.params if param.param_type_name == "option"}
    values = {name: value for name, value in (settings.values or {}).items() if name in options}
    if os.environ.get("PLANCKECK_LANG"):
        values.pop("lang", None)
    plan = settings.of("plan")
    if plan is not None:
        plans = [plan] if isinstance(plan, str) else plan
        values |= {"paths": plans} if command.name == "validate" else {"plan": plans} if "plan" in options else {}
    return values
