"""The commands that write what a plan holds: show, template, schema."""

from __future__ import annotations

from typing import Annotated

import typer

from planckeck.cli.app import _
from planckeck.cli.dataoptions import Color, ColorOption, PlanArgument, RegionsFile, ShowFormat, TemplateFormat
from planckeck.cli.options import LangOption, Output
from planckeck.cli.running import guarded, in_language, write

commands = typer.Typer(add_completion=False)


@commands.command(help=_("Show a plan's table."))
def show(
    plan: PlanArgument,
    format_: Annotated[
        ShowFormat, typer.Option("--format", "-f", help=_("How the plan is written."))
    ] = ShowFormat.TABLE,
    output: Output = None,
    lang: LangOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show a plan's table, or its rule rows as JSON."""
    from planckeck.pipeline import rule_rows, usable_plans

    with guarded(lang):
        loaded = usable_plans((plan,))
        if format_ is ShowFormat.JSON:
            from planckeck.reports.machine import dumps

            text = dumps({"version": 1, "rules": rule_rows(loaded)}) + "\n"
        else:
            from planckeck.reports.console import plan_table, terminal

            screen = terminal(color.value, to_file=output is not None)
            text = "\n".join(plan_table(one, in_language(lang), screen) for one in loaded)
        write(text, output)


@commands.command(help=_("Write an empty table of the actual values that a plan asks for."))
def template(
    plan: PlanArgument,
    format_: Annotated[
        TemplateFormat | None, typer.Option("--format", "-f", help=_("csv or xlsx. Default: by the output's name"))
    ] = None,
    years: Annotated[
        list[int] | None,
        typer.Option("--year", "--years", help=_("A year to ask for; repeatable. Default: the due years")),
    ] = None,
    regions: RegionsFile = None,
    output: Output = None,
    lang: LangOption = None,
) -> None:
    """Write an empty table for filling in."""
    from planckeck.pipeline import regions_table, usable_plans
    from planckeck.reports.template import as_csv, as_xlsx, blanks

    with guarded(lang):
        is_workbook = format_ is TemplateFormat.XLSX or (format_ is None and (output or "").endswith(".xlsx"))
        rows = [row for loaded in usable_plans((plan,)) for row in blanks(loaded, years or (), regions_table(regions))]
        write(as_xlsx(rows, in_language(lang)) if is_workbook else as_csv(rows, in_language(lang)), output)


@commands.command(help=_("Print the JSON Schema of the plan file, for editors."))
def schema(output: Output = None, lang: LangOption = None) -> None:
    """Print the JSON Schema of the plan file."""
    import json

    from planckeck.model.schema import plan_schema

    with guarded(lang):
        write(json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n", output)
