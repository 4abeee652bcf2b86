"""The command that explains a diagnostic's code."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from planckeck.cli.app import _
from planckeck.cli.options import LangOption, Output
from planckeck.cli.running import guarded, in_language, write

commands = typer.Typer(add_completion=False)


class ExplainFormat(StrEnum):
    """How an explanation is written."""

    TEXT = "text"
    JSON = "json"


def _codes(incomplete: str) -> list[tuple[str, str]]:
    """Return the codes that begin like this, with their titles, for the shell's completion."""
    from planckeck.problems.kinds import KINDS

    return [(code, _(kind.title)) for code, kind in sorted(KINDS.items()) if code.startswith(incomplete.upper())]


@commands.command(help=_("Explain a diagnostic: why it is said, an example that is wrong, and the same put right."))
def explain(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODE", help=_("Codes such as PK210. Default: list all"), autocompletion=_codes),
    ] = None,
    format_: Annotated[
        ExplainFormat, typer.Option("--format", "-f", help=_("How the explanation is written."))
    ] = ExplainFormat.TEXT,
    output: Output = None,
    lang: LangOption = None,
) -> None:
    """Explain codes, or list all of them."""
    from planckeck.problems.kinds import KINDS
    from planckeck.reports.explaining import as_json, in_full, listing

    with guarded(lang):
        asked = [code.strip().upper() for code in codes or ()]
        for code in asked:
            _refuse_unknown(code)
        if format_ is ExplainFormat.JSON:
            write(as_json(asked or sorted(KINDS), in_language(lang)), output)
        else:
            write(in_full(asked, in_language(lang)) if asked else listing(in_language(lang)), output)


def _refuse_unknown(code: str) -> None:
    from planckeck.problems import say
    from planckeck.problems.kinds import KINDS
    from planckeck.problems.suggest import did_you_mean

    if code not in KINDS:
        said = say("no code {code}; {help}", code=code, help=did_you_mean(code, sorted(KINDS)))
        raise typer.BadParameter(said.text(_), param_hint="CODE")
