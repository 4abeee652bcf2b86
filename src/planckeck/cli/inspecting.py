"""The command that shows how actual values were read: inspect."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck.cli.app import FAILED, OK, _
from planckeck.cli.dataoptions import (
    Actuals,
    AllYears,
    Color,
    ColorOption,
    DecimalOption,
    DecimalSign,
    Encoding,
    FromOption,
    InspectFormat,
    MapOption,
    PlanOption,
    QueryOption,
    RegionFromOption,
    RegionOption,
    RegionsFile,
    SheetOption,
    YearOption,
)
from planckeck.cli.options import Lang, LangOption, Output, Quiet, Strict
from planckeck.cli.reading import reading, reading_request
from planckeck.cli.running import guarded, in_language, say_findings, write

if TYPE_CHECKING:
    from planckeck.model.assessment import Result
    from planckeck.model.inspection import Inspection
    from planckeck.reports.tables import Screen

commands = typer.Typer(add_completion=False)


@commands.command(help=_("Show how every cell was read, nothing judged; or who has not reported."))
def inspect(
    actuals: Actuals = None,
    plan: PlanOption = None,
    missing: Annotated[bool, typer.Option("--missing", help=_("Show what was not reported, by department."))] = False,
    year: YearOption = None,
    all_years: AllYears = False,
    region: RegionOption = None,
    regions: RegionsFile = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    region_from: RegionFromOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    format_: Annotated[
        InspectFormat, typer.Option("--format", "-f", help=_("How the cells are written."))
    ] = InspectFormat.TABLE,
    output: Output = None,
    strict: Strict = False,
    lang: LangOption = None,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
) -> None:
    """Show how every cell was read."""
    from planckeck.inspecting import inspect_actuals, missing_results
    from planckeck.pipeline import Request, assess
    from planckeck.problems import fails
    from planckeck.reports.tables import terminal

    with guarded(lang, quiet), reading(lang, quiet) as progress:
        asked = reading_request(actuals, encoding, sheet, region_from, map_file, decimal, database, query, progress)
        request = Request(
            asked,
            tuple(plan or ()),
            year,
            all_years,
            regions=tuple(region or ()),
            regions_file=regions,
            roll_up=bool(regions),
            fail_on="never",
        )
        screen = terminal(color.value, to_file=output is not None)
        if missing:
            assessment = assess(request)
            findings = [finding for finding in assessment.findings if finding.code != "PK314"]
            say_findings(findings, lang, quiet)
            lines = [result for result in missing_results(assessment) if result.part_of is None]
            total = assessment.counts.total
            write(_missing(lines, total, format_, lang, screen), output)
        else:
            inspection = inspect_actuals(request)
            findings = list(inspection.findings)
            say_findings(findings, lang, quiet)
            write(_cells(inspection, format_, lang, screen), output)
        failed = fails(findings, strict)
    raise typer.Exit(FAILED if failed else OK)


def _cells(inspection: Inspection, name: InspectFormat, lang: Lang | None, screen: Screen) -> str:
    from planckeck.reports.inspection import inspection_csv, inspection_json, inspection_text

    match name:
        case InspectFormat.TABLE:
            return inspection_text(inspection, in_language(lang), screen)
        case InspectFormat.JSON:
            return inspection_json(inspection, in_language(lang))
        case InspectFormat.CSV:
            return inspection_csv(inspection)


def _missing(lines: Sequence[Result], total: int, name: InspectFormat, lang: Lang | None, screen: Screen) -> str:
    from planckeck.reports.missing import missing_csv, missing_json, missing_text

    match name:
        case InspectFormat.TABLE:
            return missing_text(lines, total, in_language(lang), screen)
        case InspectFormat.JSON:
            return missing_json(lines, total)
        case InspectFormat.CSV:
            return missing_csv(lines)
