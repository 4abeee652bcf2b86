"""The command that checks plan files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck.cli.app import FAILED, OK, _
from planckeck.cli.options import FindingsFormat, Lang, LangOption, Output, Quiet, ReportOption, Strict
from planckeck.cli.reporting import asked_reports, chosen
from planckeck.cli.running import guarded, in_language, say_aside, write

if TYPE_CHECKING:
    from planckeck.reports.findings import Checked

commands = typer.Typer(add_completion=False)


@commands.command(help=_("Check plan files: every fault with its place, all in one run."))
def validate(
    paths: Annotated[list[str] | None, typer.Argument(help=_("Plan files or folders. Default: plans/"))] = None,
    format_: Annotated[
        FindingsFormat,
        typer.Option(
            "--format", "-f", help=_("How findings are written; auto is github in GitHub Actions, else full.")
        ),
    ] = FindingsFormat.AUTO,
    output: Output = None,
    report: ReportOption = None,
    strict: Strict = False,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Check plan files."""
    from planckeck.checking import check_plans
    from planckeck.problems import InputError, fails
    from planckeck.reports.findings import Checked, only_errors
    from planckeck.reports.formats import MACHINE

    with guarded(lang, quiet):
        own = chosen(format_, FindingsFormat.FULL, FindingsFormat.GITHUB)
        reports = asked_reports(report, FindingsFormat)
        try:
            check = check_plans(paths or ())
        except InputError as error:
            waiting = [(own, output)] if own in MACHINE else []
            _write_all([*reports, *waiting], Checked(error.diagnostics, strict=strict), lang)
            raise
        checked = Checked(check.findings, check.in_order, strict)
        _write_all(reports, checked, lang)
        shown = Checked(only_errors(check.findings), checked.files, strict) if quiet else checked
        if shown.findings or not quiet or own in MACHINE:
            _write_all([(own, output)], shown, lang)
        failed = fails(check.findings, strict)
        if check.in_order and not failed and not quiet and own is FindingsFormat.FULL:
            say_aside(_plans_checked(len(check.in_order), lang) + "\n")
    raise typer.Exit(FAILED if failed else OK)


def _write_all(outputs: Sequence[tuple[FindingsFormat, str | None]], checked: Checked, lang: Lang | None) -> None:
    from planckeck.reports.findings import read_source
    from planckeck.reports.formats import render

    for name, path in outputs:
        write(render(name, checked, in_language(lang), read_source), path)


def _plans_checked(count: int, lang: Lang | None) -> str:
    from planckeck.problems import say

    said = say("1 plan is in order") if count == 1 else say("{count} plans are in order", count=count)
    return said.text(in_language(lang))
