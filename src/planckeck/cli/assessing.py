"""The commands that judge: evaluate and summarize."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck import __version__
from planckeck.cli.app import FAILED, OK, _
from planckeck.cli.charting import asked_pictures, write_pictures
from planckeck.cli.dataoptions import (
    Actuals,
    AllowPartial,
    AllYears,
    BandOption,
    ChartOption,
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
    FromOption,
    MapOption,
    NotesOption,
    PaceMethod,
    PaceMethodOption,
    PlanOption,
    QueryOption,
    ReferenceOption,
    ReferencesFile,
    RegionFromOption,
    RegionOption,
    RegionsFile,
    ReportLangOption,
    RollUp,
    SheetOption,
    SheetPerOption,
    SparkMasterOption,
    SummaryFormat,
    TopOption,
    YearOption,
)
from planckeck.cli.options import Format, Output, Quiet, ReportOption, Strict
from planckeck.cli.reading import reading, reading_request
from planckeck.cli.reporting import asked_reports, check_binary, chosen, report_languages, spoken
from planckeck.cli.running import check_roll_up, guarded, in_language, say_findings, write
from planckeck.cli.streaming import STREAMED, check_streams, stream

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment
    from planckeck.problems import InputError, Translate
    from planckeck.reports.context import Context

commands = typer.Typer(add_completion=False)


@commands.command(help=_("Hold actual values against plans: a table of met and unmet targets, worst first."))
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
    chart: ChartOption = None,
    notes: NotesOption = None,
    sheet_per: SheetPerOption = None,
    fail_on: FailOnOption = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    region_from: RegionFromOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    strict: Strict = False,
    engine: EngineOption = Engine.AUTO,
    spark_master: SparkMasterOption = None,
    top: TopOption = None,
    lang: ReportLangOption = None,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
) -> None:
    """Judge actual values."""
    from planckeck.annotating import notes_for, open_notes
    from planckeck.pipeline import Request, is_failure
    from planckeck.problems import InputError, say
    from planckeck.reports.context import Context
    from planckeck.sizing import assess_any

    said = spoken(lang)
    with guarded(said, quiet), reading(said, quiet) as progress:
        own = chosen(format_, Format.TABLE, Format.GITHUB)
        outputs: list[tuple[Format, str | None]] = [*asked_reports(report, Format), (own, output)]
        check_binary(outputs)
        pictures = asked_pictures(chart)
        check_roll_up(roll_up, regions)
        check_streams(outputs)
        request = Request(
            reading=reading_request(
                actuals, encoding, sheet, region_from, map_file, decimal, database, query, progress
            ),
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
            spark_master=spark_master,
            top=top,
            numbered=any(name not in {Format.TABLE, Format.MARKDOWN, *STREAMED} for name, _ in outputs),
            streams=any(name is Format.PARQUET for name, _ in outputs),
            meanwhile=partial(_make_ready, outputs),
        )
        try:
            opened = open_notes(notes) if notes else None
            assessment = assess_any(request)
            noted, idle = notes_for(opened, assessment)
        except InputError as error:
            _write_unusable(error, outputs, in_language(said))
            raise
        assessment = replace(assessment, findings=(*assessment.findings, *idle))
        if progress:
            progress.pause()
        say_findings(assessment.findings, said, quiet)
        context = Context(noted, sheet_per.value if sheet_per else "")
        for name, path in outputs:
            if progress:
                progress.now(say("writing {format}", format=name).text(in_language(said)))
            if stream(assessment, name, path):
                continue
            content = _rendered(assessment, context, name, report_languages(lang), color, path, strict)
            if progress:
                progress.pause()
            write(content, path)
        if pictures is not None:
            write_pictures(assessment, pictures, in_language(said), quiet)
        failed = is_failure(assessment, strict)
    raise typer.Exit(FAILED if failed else OK)


@commands.command(help=_("Write the gap summary: markdown, or a page, workbook or document."))
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
    format_: Annotated[
        SummaryFormat, typer.Option("--format", "-f", help=_("How the summary is written."))
    ] = SummaryFormat.MARKDOWN,
    output: Output = None,
    report: ReportOption = None,
    chart: ChartOption = None,
    notes: NotesOption = None,
    sheet_per: SheetPerOption = None,
    encoding: Encoding = None,
    sheet: SheetOption = None,
    region_from: RegionFromOption = None,
    map_file: MapOption = None,
    decimal: DecimalOption = DecimalSign.POINT,
    database: FromOption = None,
    query: QueryOption = None,
    engine: EngineOption = Engine.AUTO,
    spark_master: SparkMasterOption = None,
    top: TopOption = None,
    lang: ReportLangOption = None,
    quiet: Quiet = False,
) -> None:
    """Write the gap summary: evaluate --format markdown --fail-on never."""
    evaluate(
        actuals, plan, year, all_years, region, constraint, reference, references, regions, roll_up, allow_partial,
        band, pace_method, Format(format_.value), output, report, chart, notes, sheet_per, FailOn.NEVER, encoding,
        sheet, region_from, map_file, decimal, database, query, False, engine, spark_master, top, lang, Color.NEVER,
        quiet,
    )  # fmt: skip


def _make_ready(outputs: Sequence[tuple[Format, str | None]]) -> None:
    """Import what a table is printed with, while others do the work."""
    if any(name is Format.TABLE for name, _ in outputs):
        import planckeck.reports.console  # noqa: F401


def _write_unusable(error: InputError, outputs: Sequence[tuple[Format, str | None]], translate: Translate) -> None:
    """Write the forms that are made of findings alone, so that a CI sees why there is no evaluation."""
    from planckeck.reports.findings import Checked
    from planckeck.reports.formats import CI, render

    for name, path in outputs:
        if name in CI:
            write(render(name, Checked(error.diagnostics, command="planckeck evaluate"), translate), path)


def _rendered(
    assessment: Assessment,
    context: Context,
    name: Format,
    languages: tuple[Translate, ...],
    color: Color,
    path: str | None,
    strict: bool,
) -> str | bytes:
    translate = languages[0]
    match name:
        case Format.HTML | Format.XLSX | Format.DOCX:
            from planckeck.reports.formats import document

            return document(name, assessment, languages, __version__, context)
        case Format.TABLE:
            from planckeck.reports.console import evaluation, terminal

            return evaluation(assessment, translate, terminal(color.value, to_file=path is not None))
        case Format.MARKDOWN:
            from planckeck.reports.markdown import summary

            return "\n".join(summary(assessment, own, __version__, context.notes) for own in languages)
        case Format.JSON:
            from planckeck.reports.machine import as_json

            return as_json(assessment, translate, context.notes)
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
