"""The command line: arguments in, text out, exit codes. No logic; the stages import what is heavy themselves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck import __version__
from planckeck.languages import choose_language, translator

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment
    from planckeck.problems import Diagnostic, Translate

_ = translator(choose_language(None))

OK, FAILED, USAGE, UNUSABLE, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="planckeck",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help=_("Checks plans against what was achieved: indicator tables as code, verdicts with their method."),
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How an evaluation is written."""

    TABLE = "table"
    MARKDOWN = "markdown"
    JSON = "json"
    CSV = "csv"


class FindingsFormat(StrEnum):
    """How findings about plans are written."""

    FULL = "full"
    CONCISE = "concise"
    JSON = "json"


class ShowFormat(StrEnum):
    """How a plan's table is written."""

    TABLE = "table"
    JSON = "json"


class FailOn(StrEnum):
    """From which class on an unmet target fails the run."""

    BINDING = "binding"
    EXPECTED = "expected"
    GUIDING = "guiding"
    ADVOCATED = "advocated"
    ANY = "any"
    NEVER = "never"


class ConstraintName(StrEnum):
    """The constraint classes."""

    BINDING = "binding"
    EXPECTED = "expected"
    GUIDING = "guiding"
    ADVOCATED = "advocated"
    NONE = "none"


class PaceMethod(StrEnum):
    """The methods of pace; Open SDG's stands beside the default, in a key of its own."""

    DEFAULT = "default"
    OPEN_SDG = "open-sdg"


class Lang(StrEnum):
    """The languages of what is printed."""

    ZH = "zh"
    EN = "en"


class Color(StrEnum):
    """When colour is used."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


Actuals = Annotated[list[str], typer.Argument(help=_("CSV files of actual values; - is standard input."))]
PlanOption = Annotated[
    list[str] | None,
    typer.Option("--plan", "-p", help=_("A plan file, a folder of plans, or a plan's id; repeatable. Default: plans/")),
]
YearOption = Annotated[int | None, typer.Option("--year", help=_("The year to judge. Default: the latest in the data"))]
AllYears = Annotated[bool, typer.Option("--all-years", help=_("Judge every year in the data."))]
RegionOption = Annotated[list[str] | None, typer.Option("--region", help=_("Only this region; repeatable."))]
ConstraintOption = Annotated[
    list[ConstraintName] | None, typer.Option("--constraint", help=_("Only this class; repeatable."))
]
Output = Annotated[str | None, typer.Option("--output", "-o", help=_("Write to this file instead of standard output."))]
ReportOption = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="FORMAT=FILE", help=_("Write this report too; repeatable.")),
]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help=_("Language. Default: PLANCKECK_LANG, else the locale"))
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_("On standard error only errors."))]
ColorOption = Annotated[Color, typer.Option("--color", help=_("Colour; NO_COLOR is heeded."))]
Encoding = Annotated[
    str | None, typer.Option("--encoding", help=_("The files' encoding. Default: told from the bytes"))
]
Strict = Annotated[bool, typer.Option("--strict", help=_("Warnings fail too."))]
ReferenceOption = Annotated[
    list[str] | None,
    typer.Option(
        "--reference", metavar="NAME[:INDICATOR]=VALUE", help=_("The value of an outside reference; repeatable.")
    ),
]
ReferencesFile = Annotated[
    str | None, typer.Option("--references", metavar="FILE", help=_("A YAML file of reference values."))
]


def _band(value: float | None) -> float | None:
    """Refuse a band that is no positive number; nan fails every comparison."""
    if value is not None and not 0 < value <= 1:
        raise typer.BadParameter(_("a share of the way between 0 and 1, such as 0.1"))
    return value


BandOption = Annotated[
    float | None,
    typer.Option(
        "--band",
        callback=_band,
        help=_("How far from the path is still on pace, as a share of the way. Default: the plan's, else 0.1"),
    ),
]
PaceMethodOption = Annotated[
    PaceMethod,
    typer.Option("--pace-method", help=_("open-sdg adds the statuses of that method; verdicts and paces stay.")),
]
ActualsOption = Annotated[
    list[str],
    typer.Option("--actuals", "-a", help=_("CSV files of actual values; - is standard input.")),
]
FailOnOption = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on",
        help=_(
            "Exit 1 for misses of this class and those more binding. "
            "Default: binding, or any where the plan prints no class"
        ),
    ),
]


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"planckeck {__version__}")
        raise typer.Exit(OK)


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", help=_("Show the version and exit."), is_eager=True, callback=_show_version)
    ] = False,
) -> None:
    """Carry the options that stand before a command."""


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

    with _guarded(lang, quiet):
        reports = _reports(report)
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
            band=band,
            pace_method=pace_method.value,
        )
        assessment = assess(request)
        _say_findings(assessment.findings, lang, quiet)
        for name, path in reports:
            _write(_rendered(assessment, name, lang, color, path), path)
        _write(_rendered(assessment, format_, lang, color, output), output)
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
        actuals, plan, year, all_years, region, constraint, reference, references, band, pace_method, Format.MARKDOWN,
        output, report, FailOn.NEVER, encoding, False, lang, Color.NEVER, quiet,
    )  # fmt: skip


@app.command(help=_("Explain one verdict step by step, from the printed target to the pace."))
def why(
    indicator: Annotated[str, typer.Argument(help=_("The indicator's id, name or alias."))],
    actuals: ActualsOption,
    plan: PlanOption = None,
    year: YearOption = None,
    region: RegionOption = None,
    reference: ReferenceOption = None,
    references: ReferencesFile = None,
    band: BandOption = None,
    pace_method: PaceMethodOption = PaceMethod.DEFAULT,
    output: Output = None,
    encoding: Encoding = None,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Explain one indicator's verdict."""
    from planckeck.explaining import explain
    from planckeck.pipeline import Request
    from planckeck.reports.why import why_text

    with _guarded(lang, quiet):
        request = Request(
            actuals=tuple(actuals),
            plans=tuple(plan or ()),
            year=year,
            regions=tuple(region or ()),
            references=tuple(reference or ()),
            references_file=references,
            encoding=encoding,
            band=band,
            pace_method=pace_method.value,
        )
        assessment, explained = explain(request, indicator)
        translate = _translate(lang)
        method = assessment.method
        _write(
            "\n".join(why_text(one.loaded, one.results, one.history, method, translate) for one in explained), output
        )


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

    with _guarded(lang, quiet):
        plans, findings = validate_plans(paths or ())
        shown = only_errors(findings) if quiet else findings
        text = FORMATS[format_](shown, _translate(lang), read_source)
        if not (quiet and not shown):
            _write(text, output)
        failed = fails(findings, strict)
        if plans and not quiet and format_ is FindingsFormat.FULL:
            typer.echo(_plans_checked(len(plans), lang), err=True)
    raise typer.Exit(FAILED if failed else OK)


@app.command(help=_("Show a plan's table."))
def show(
    plan: Annotated[str, typer.Argument(help=_("A plan file, or a plan's id."))],
    format_: Annotated[
        ShowFormat, typer.Option("--format", "-f", help=_("How the plan is written."))
    ] = ShowFormat.TABLE,
    output: Output = None,
    lang: LangOption = None,
    color: ColorOption = Color.AUTO,
) -> None:
    """Show a plan's table, or its rule rows as JSON."""
    from planckeck.pipeline import rule_rows, usable_plans

    with _guarded(lang):
        loaded = usable_plans((plan,))
        if format_ is ShowFormat.JSON:
            from planckeck.reports.machine import dumps

            text = dumps({"version": 1, "rules": rule_rows(loaded)}) + "\n"
        else:
            from planckeck.reports.console import plan_table, terminal

            screen = terminal(color.value, to_file=output is not None)
            text = "\n".join(plan_table(one, _translate(lang), screen) for one in loaded)
        _write(text, output)


@app.command(help=_("Print the JSON Schema of the plan file, for editors."))
def schema(output: Output = None, lang: LangOption = None) -> None:
    """Print the JSON Schema of the plan file."""
    import json

    from planckeck.model.schema import plan_schema

    with _guarded(lang):
        _write(json.dumps(plan_schema(), ensure_ascii=False, indent=2) + "\n", output)


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
    translate = _translate(lang)
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


def _write(text: str, path: str | None) -> None:
    if path is None or path == "-":
        sys.stdout.write(text)
        return
    from planckeck.writing import write_whole

    write_whole(path, text)


def _plans_checked(count: int, lang: Lang | None) -> str:
    from planckeck.problems import say

    said = say("1 plan is in order") if count == 1 else say("{count} plans are in order", count=count)
    return said.text(_translate(lang))


@contextmanager
def _guarded(lang: Lang | None, quiet: bool = False) -> Iterator[None]:
    """Turn what goes wrong into findings and exit codes: 3 unusable or internal, 130 interrupted, 0 closed pipe."""
    from planckeck.problems import InputError, Place
    from planckeck.problems.kinds import diagnose

    try:
        yield
        sys.stdout.flush()
    except InputError as error:
        _say_findings(error.diagnostics, lang, quiet)
        raise typer.Exit(UNUSABLE) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(OK) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except Exception as error:
        if os.environ.get("PLANCKECK_DEBUG"):
            raise
        problem = f"{type(error).__name__}: {error}".splitlines()[0][:300]
        _say_findings((diagnose("PK902", Place("planckeck"), problem=problem),), lang, quiet)
        raise typer.Exit(UNUSABLE) from None


def _translate(lang: Lang | None) -> Translate:
    return translator(choose_language(lang.value if lang else None))


def _say_findings(findings: Iterable[Diagnostic], lang: Lang | None, quiet: bool) -> None:
    from planckeck.reports.findings import full, only_errors, read_source

    said = only_errors(findings) if quiet else tuple(findings)
    if said:
        typer.echo(full(said, _translate(lang), read_source), err=True, nl=False)


def main() -> None:
    """Run the command line; a console that cannot show a character gets a replacement, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
