"""The command that checks plan files."""

from __future__ import annotations

from typing import Annotated

import typer

from planckeck.cli.app import FAILED, OK, _, app
from planckeck.cli.options import FindingsFormat, Lang, LangOption, Output, Quiet, Strict
from planckeck.cli.running import guarded, in_language, write


@app.command(help=_("Check plan files: every fault with its place, all in one run."))
def validate(
    paths: Annotated[list[str] | None, typer.Argument(help=_("Plan files or folders. Default: plans/"))] = None,
    format_: Annotated[
        FindingsFormat, typer.Option("--format", "-f", help=_("How findings are written."))
    ] = FindingsFormat.FULL,
    output: Output = None,
    strict: Strict = False,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Check plan files."""
    from planckeck.pipeline import validate_plans
    from planckeck.problems import fails
    from planckeck.reports.findings import FORMATS, only_errors, read_source

    with guarded(lang, quiet):
        plans, findings = validate_plans(paths or ())
        shown = only_errors(findings) if quiet else findings
        text = FORMATS[format_](shown, in_language(lang), read_source)
        if not (quiet and not shown):
            write(text, output)
        failed = fails(findings, strict)
        if plans and not failed and not quiet and format_ is FindingsFormat.FULL:
            typer.echo(_plans_checked(len(plans), lang), err=True)
    raise typer.Exit(FAILED if failed else OK)


def _plans_checked(count: int, lang: Lang | None) -> str:
    from planckeck.problems import say

    said = say("1 plan is in order") if count == 1 else say("{count} plans are in order", count=count)
    return said.text(in_language(lang))
