"""The command that explains one verdict: why."""

from __future__ import annotations

from typing import Annotated

import typer

from planckeck.cli.app import _
from planckeck.cli.dataoptions import (
    ActualsOption,
    AllowPartial,
    BandOption,
    DecimalOption,
    DecimalSign,
    Encoding,
    FromOption,
    MapOption,
    PaceMethod,
    PaceMethodOption,
    PlanOption,
    QueryOption,
    ReferenceOption,
    ReferencesFile,
    RegionFromOption,
    RegionOption,
    RegionsFile,
    RollUp,
    SheetOption,
    YearOption,
)
from planckeck.cli.options import LangOption, Output, Quiet
from planckeck.cli.reading import reading, reading_request
from planckeck.cli.running import check_roll_up, guarded, in_language, say_findings, write

commands = typer.Typer(add_completion=False)


@commands.command(help=_("Explain one verdict step by step, from the printed target to the pace."))
def why(
    indicator: Annotated[str, typer.Argument(help=_("The indicator's id, name or alias."))],
    actuals: ActualsOption = None,
    plan: PlanOption = None,
    year: YearOption = None,
    region: RegionOption = None,
    reference: ReferenceOption = None,
    references: ReferencesFile = None,
    regions: RegionsFile = None,
    roll_up: RollUp = False,
    allow_partial: AllowPartial = False,
    band: BandOption = None,
    pace_method: PaceMethodOption = PaceMethod.DEFAULT,
    output: Output = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    region_from: RegionFromOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Explain one indicator's verdict."""
    from planckeck.explaining import explain
    from planckeck.pipeline import Request
    from planckeck.reports.why import why_text

    with guarded(lang, quiet), reading(lang, quiet) as progress:
        check_roll_up(roll_up, regions)
        request = Request(
            reading=reading_request(
                actuals, encoding, sheet, region_from, map_file, decimal, database, query, progress
            ),
            plans=tuple(plan or ()),
            year=year,
            regions=tuple(region or ()),
            references=tuple(reference or ()),
            references_file=references,
            regions_file=regions,
            roll_up=roll_up,
            allow_partial=allow_partial,
            band=band,
            pace_method=pace_method.value,
        )
        explanation = explain(request, indicator)
        say_findings(explanation.findings, lang, quiet)
        write(why_text(explanation, in_language(lang)), output)
