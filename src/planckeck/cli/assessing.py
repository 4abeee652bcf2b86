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
    Encoding,
    FailOn,
    FailOnOption,
    Format,
    Lang,
    LangOption,
    Output,
    PaceMethod,
    PaceMethodOption,
    PlanOption,
    Quiet,
    ReferenceOption,
    ReferencesFile,
    RegionOption,
    RegionsFile,
    ReportOption,
    RollUp,
    Strict,
    YearOption,
)
from planckeck.cli.running import check_roll_up, guarded, in_language, say_findings, write

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment


@app.command(help=_("Hold actual values against plans: a table of met and unmet targets, worst first."))
def evaluate(
    actuals: Actuals,
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
    format_: Annotated[Format, typer.Option("--format", "-f", help=_("How the result is written."))] = Format.TABLE,
    output: Output = None,
    report: ReportOption = None,
    fail_on: FailOnOption = None,
    encoding: Encoding = None,
    strict: Strict = False,
    lang: LangOption = None,
    color: ColorOption = Color.AUTO,
    quiet: Quiet = False,
) -> None:
    """Judge actual values."""
    from planckeck.pipeline import Request, assess, is_failure

    with guarded(lang, quiet):
        reports = _reports(report)
        check_roll_up(roll_up, regions)
        request = Request(
            actuals=tuple(actuals),
            plans=tuple(plan or ()),
            year=year,
            all_years=all_years,
            regions=tuple(region or ()),
            constraints=tuple(constraint or ()),
            references=tuple(reference or ()),
            references_file=references,
            fail_on=fail_on.value if fail_on else None,
            encoding=encoding,
            regions_file=regions,
            roll_up=roll_up,
            allow_partial=allow_partial,
            band=band,
            pace_method=pace_method.value,
        )
        assessment = assess(request)
        say_findings(assessment.findings, lang, quiet)
        for name, path in reports:
            write(_rendered(assessment, name, lang, color, path), path)
        write(_rendered(assessment, format_, lang, color, output), output)
        failed = is_failure(assessment, strict)
    raise typer.Exit(FAILED if failed else OK)


@app.command(help=_("Write the gap summary in markdown."))
def summarize(
    actuals: Actuals,
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
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Write the gap summary: evaluate --format markdown --fail-on never."""
    evaluate(
        actuals, plan, year, all_years, region, constraint, reference, references, regions, roll_up, allow_partial,
        band, pace_method, Format.MARKDOWN, output, report, FailOn.NEVER, encoding, False, lang, Color.NEVER, quiet,
    )  # fmt: skip


def _reports(asked: Sequence[str] | None) -> list[tuple[Format, str]]:
    """Read FORMAT=FILE, each once."""
    found = []
    for text in asked or ():
        name, equals, path = text.partition("=")
        if not equals or not path or name not in list(Format):
            raise typer.BadParameter(
                _("“{text}” is not FORMAT=FILE; formats are {formats}").format(text=text, formats=", ".join(Format)),
                param_hint="--report",
            )
        found.append((Format(name), path))
    return found


def _rendered(assessment: Assessment, name: Format, lang: Lang | None, color: Color, path: str | None) -> str:
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
