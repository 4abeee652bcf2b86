"""The commands that judge: evaluate and summarize."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck import __version__
from planckeck.cli.app import FAILED, OK, _, app
from planckeck.cli.options import (
    Actuals,
    AllowPartial,
    AllYears,
    BandOption,
    Color,
    ColorOption,
    ConstraintOption,
    DecimalOption,
    DecimalSign,
    Encoding,
    Engine,
    EngineOption,
    FailOn,
    FailOnOption,
    Format,
    FromOption,
    Lang,
    LangOption,
    MapOption,
    Output,
    PaceMethod,
    PaceMethodOption,
    PlanOption,
    QueryOption,
    Quiet,
    ReferenceOption,
    ReferencesFile,
    RegionOption,
    RegionsFile,
    ReportOption,
    RollUp,
    SheetOption,
    Strict,
    TopOption,
    YearOption,
)
from planckeck.cli.reading import reading, reading_request
from planckeck.cli.reporting import asked_reports, chosen
from planckeck.cli.running import check_roll_up, guarded, in_language, say_findings, write
from planckeck.cli.streaming import STREAMED, check_streams, stream

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment
    from planckeck.problems import InputError


@app.command(help=_("Hold actual values against plans: a table of met and unmet targets, worst first."))
def evaluate(
    actuals: Actuals = None,
    plan: PlanOption = None,
    year: YearOption = None,
    all_years: AllYears = False,
    region: RegionOption = None,
    constraint: ConstraintOption = None,
    reference: ReferenceOption = None,
    references: ReferencesFile = None,
    regions: RegionsFile = None,
    roll_up: RollUp = False,
    allow_partial: AllowPartial = False,
    band: BandOption = None,
    pace_method: PaceMethodOption = PaceMethod.DEFAULT,
    format_: Annotated[
        Format,
        typer.Option(
            "--format", "-f", help=_("How the result is written; auto is github in GitHub Actions, else table.")
        ),
    ] = Format.TABLE,
    output: Output = None,
    report: ReportOption = None,
    fail_on: FailOnOption = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    strict: Strict = False,
    engine: EngineOption = Engine.AUTO,
    top: TopOption = None,
    lang: LangOption = None,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
) -> None:
    """Judge actual values."""
    from planckeck.pipeline import Request, is_failure
    from planckeck.problems import InputError
    from planckeck.sizing import assess_any

    with guarded(lang, quiet), reading(lang, quiet) as progress:
        own = chosen(format_, Format.TABLE, Format.GITHUB)
        outputs: list[tuple[Format, str | None]] = [*asked_reports(report, Format), (own, output)]
        check_roll_up(roll_up, regions)
        check_streams(outputs)
        request = Request(
            reading=reading_request(actuals, encoding, sheet, map_file, decimal, database, query, progress),
            plans=tuple(plan or ()),
            year=year,
            all_years=all_years,
            regions=tuple(region or ()),
            constraints=tuple(constraint or ()),
            references=tuple(reference or ()),
            references_file=references,
            fail_on=fail_on.value if fail_on else None,
            regions_file=regions,
            roll_up=roll_up,
            allow_partial=allow_partial,
            band=band,
            pace_method=pace_method.value,
            engine=engine.value,
            top=top,
            numbered=any(name not in {Format.TABLE, Format.MARKDOWN, *STREAMED} for name, _ in outputs),
            streams=any(name is Format.PARQUET for name, _ in outputs),
        )
        try:
            assessment = assess_any(request)
        except InputError as error:
            _write_unusable(error, outputs, lang)
            raise
        say_findings(assessment.findings, lang, quiet)
        for name, path in outputs:
            if stream(assessment, name, path):
                continue
            write(_rendered(assessment, name, lang, color, path, strict), path)
        failed = is_failure(assessment, strict)
    raise typer.Exit(FAILED if failed else OK)


@app.command(help=_("Write the gap summary in markdown."))
def summarize(
    actuals: Actuals = None,
    plan: PlanOption = None,
    year: YearOption = None,
    all_years: AllYears = False,
    region: RegionOption = None,
    constraint: ConstraintOption = None,
    reference: ReferenceOption = None,
    references: ReferencesFile = None,
    regions: RegionsFile = None,
    roll_up: RollUp = False,
    allow_partial: AllowPartial = False,
    band: BandOption = None,
    pace_method: PaceMethodOption = PaceMethod.DEFAULT,
    output: Output = None,
    report: ReportOption = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    engine: EngineOption = Engine.AUTO,
    top: TopOption = None,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Write the gap summary: evaluate --format markdown --fail-on never."""
    evaluate(
        actuals, plan, year, all_years, region, constraint, reference, references, regions, roll_up, allow_partial,
        band, pace_method, Format.MARKDOWN, output, report, FailOn.NEVER, encoding, sheet, map_file,
        decimal, database, query, False, engine, top, lang, Color.NEVER, quiet,
    )  # fmt: skip


def _write_unusable(error: InputError, outputs: Sequence[tuple[Format, str | None]], lang: Lang | None) -> None:
    """Write the forms that are made of findings alone, so that a CI sees why there is no evaluation."""
    from planckeck.reports.findings import Checked
    from planckeck.reports.formats import CI, render

    for name, path in outputs:
        if name in CI:
            write(render(name, Checked(error.diagnostics, command="planckeck evaluate"), in_language(lang)), path)


def _rendered(
    assessment: Assessment, name: Format, lang: Lang | None, color: Color, path: str | None, strict: bool
) -> str:
    translate = in_language(lang)
    match name:
        case Format.TABLE:
            from planckeck.reports.console import evaluation, terminal

            return evaluation(assessment, translate, terminal(color.value, to_file=path is not None))
        case Format.MARKDOWN:
            from planckeck.reports.markdown import summary

            return summary(assessment, translate, __version__)
        case Format.JSON:
            from planckeck.reports.machine import as_json

            return as_json(assessment, translate)
        case Format.CSV:
            from planckeck.reports.machine import as_csv

            return as_csv(assessment)
        case Format.JUNIT:
            from planckeck.reports.ci.junit import of_assessment

            return of_assessment(assessment, translate, strict)
        case _:
            from planckeck.reports.ci.misses import findings_and_misses
            from planckeck.reports.findings import Checked
            from planckeck.reports.formats import render

            return render(name, Checked(findings_and_misses(assessment, translate)), translate)
