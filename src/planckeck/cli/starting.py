"""The command that begins: a folder of plans, or a plan file from a document's table."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planckeck.cli.app import OK, _
from planckeck.cli.dataoptions import Encoding
from planckeck.cli.options import Lang, LangOption, Quiet
from planckeck.cli.running import guarded, in_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from planckeck.drafting import Draft, Request
    from planckeck.problems import InputError, Message

_PERIOD = re.compile(r"((?:19|20|21)\d\d)(?:-((?:19|20|21)\d\d))?")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def _period(value: str | None) -> str | None:
    found = _PERIOD.fullmatch(value) if value is not None else None
    if value is not None and (found is None or (found[2] and found[1] > found[2])):
        raise typer.BadParameter(_("two years such as 2021-2025"))
    return value


def _slug(value: str | None) -> str | None:
    if value is not None and (len(value) > 80 or not _SLUG.fullmatch(value)):
        raise typer.BadParameter(_("small letters, digits and single hyphens, such as longhu-2016-2020"))
    return value


commands = typer.Typer(add_completion=False)


@commands.command(
    help=_("Begin: without TABLE a folder of plans with an example, with TABLE a plan file from a document.")
)
def init(
    table: Annotated[
        str | None,
        typer.Argument(
            metavar="[TABLE]",
            help=_("A document with the plan's table: .docx .xlsx .html .csv .tsv .md, or text as copied out of one."),
        ),
    ] = None,
    id_: Annotated[
        str | None, typer.Option("--id", callback=_slug, help=_("The plan's id. Default: from the document"))
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help=_("The plan's title. Default: the table's"))] = None,
    region: Annotated[
        str | None, typer.Option("--region", help=_("The plan's region. Default: from the title"))
    ] = None,
    period: Annotated[
        str | None,
        typer.Option(
            "--period", metavar="FIRST-LAST", callback=_period, help=_("The plan's years. Default: from the document")
        ),
    ] = None,
    baseline_year: Annotated[
        int | None,
        typer.Option("--baseline-year", min=1900, max=2200, help=_("The baselines' year. Default: from the heads")),
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", help=_("The plan file to write, - is standard output. Default: plans/ID.yaml")),
    ] = None,
    number: Annotated[
        int | None, typer.Option("--table", metavar="N", min=1, help=_("Which table of the document, from 1."))
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help=_("Show the document's tables; write nothing."))] = False,
    encoding: Encoding = None,
    lang: LangOption = None,
    quiet: Quiet = False,
) -> None:
    """Begin a folder of plans, or a plan file."""
    from planckeck.drafting import Request

    years = _PERIOD.fullmatch(period) if period else None
    asked = Request(
        id_, title or None, region or None, (int(years[1]), int(years[2] or years[1])) if years else None, baseline_year
    )
    if table is None and (list_ or number or asked != Request()):
        raise typer.BadParameter(_("name the document with the plan's table"), param_hint="TABLE")
    with guarded(lang, quiet):
        if table is None:
            _start(lang, quiet)
        elif list_:
            from planckeck.drafting import listing_lines, tables_of

            _say(listing_lines(tables_of(table, encoding)), lang, err=False)
        else:
            _draft(table, asked, output, number, encoding, lang, quiet)
    raise typer.Exit(OK)


def _start(lang: Lang | None, quiet: bool) -> None:
    """Write the files of a start that are not there yet."""
    from planckeck.drafting import starter_files
    from planckeck.languages import choose_language
    from planckeck.problems import say
    from planckeck.writing import make_folder, write_whole

    said = []
    for path, text in starter_files(choose_language(lang.value if lang else None)).items():
        if os.path.lexists(path):
            said.append(say("{path}: there already, left as it is", path=path))
            continue
        make_folder(Path(path).parent)
        write_whole(path, text)
        said.append(say("{path}: written", path=path))
    said.append(say("next: planckeck validate plans"))
    if not quiet:
        _say(said, lang, err=False)


def _draft(  # one parameter an option
    table: str,
    asked: Request,
    output: str | None,
    number: int | None,
    encoding: str | None,
    lang: Lang | None,
    quiet: bool,
) -> None:
    from planckeck.drafting import choose_table, draft_plan, summary_lines, tables_of
    from planckeck.problems import say
    from planckeck.writing import make_folder, write_whole

    stem = None if output in {None, "-"} else Path(str(output)).stem
    _check_output(output, stem, asked)
    chosen = choose_table(tables_of(table, encoding), number)
    name = Path(table).name if table != "-" else say("standard input").text(in_language(lang))
    draft: Draft = draft_plan(chosen, asked, in_language(lang), stem=stem, source=name)
    path = output or f"plans/{draft.frame.id}.yaml"
    if path == "-":
        typer.echo(draft.text, nl=False)
    else:
        _refuse_existing(path)
        if output is None:
            make_folder(Path(path).parent)
        write_whole(path, draft.text)
    if not quiet:
        said = [
            *summary_lines(draft, path if path != "-" else say("standard output").text(in_language(lang))),
            *([] if path == "-" else [say("next: planckeck validate {path}", path=path)]),
        ]
        _say(said, lang, err=path == "-")


def _check_output(output: str | None, stem: str | None, asked: Request) -> None:
    """Refuse before anything is read what could not be written in the end."""
    if output is None or output == "-" or stem is None:
        return
    if Path(output).suffix not in {".yaml", ".yml"} or not _SLUG.fullmatch(stem) or len(stem) > 80:
        problem = _("the file's name is the plan's id: small letters, digits and single hyphens, then .yaml")
        raise typer.BadParameter(problem, param_hint="--output")
    if asked.id is not None and asked.id != stem:
        raise typer.BadParameter(_("--id and the file's name differ"), param_hint="--id")
    _refuse_existing(output)


def _refuse_existing(path: str) -> None:
    from planckeck.problems import say

    if os.path.lexists(path):
        raise _not_written(
            path, say("it exists already"), say("name another file with --output, or take it away first")
        )


def _not_written(path: str, problem: Message, help_: Message) -> InputError:
    from planckeck.problems import InputError, Place
    from planckeck.problems.kinds import diagnose

    return InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)])


def _say(messages: Iterable[Message], lang: Lang | None, *, err: bool) -> None:
    """Print lines; what they quote of a document is shown, and steers nothing."""
    from planckeck.reports.texts import visible

    translate = in_language(lang)
    for message in messages:
        text = message.text(translate)
        indent = text[: len(text) - len(text.lstrip(" "))]
        typer.echo(f"{indent}{visible(text)}", err=err)
