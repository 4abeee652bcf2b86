"""What --format auto stands for, and the reports that --report asks for beside what is printed."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from planckeck.cli.app import _
from planckeck.cli.options import FindingsFormat, Format, Lang, ReportLang
from planckeck.cli.running import in_language

if TYPE_CHECKING:
    from planckeck.problems import Translate

AnyFormat = TypeVar("AnyFormat", Format, FindingsFormat)


def chosen(asked: AnyFormat, otherwise: AnyFormat, github: AnyFormat) -> AnyFormat:
    """Return the format that is meant: auto is GitHub's where its runner says that it runs, else `otherwise`."""
    if asked.value != "auto":
        return asked
    return github if os.environ.get("GITHUB_ACTIONS") == "true" else otherwise


def asked_reports(asked: Sequence[str] | None, formats: Iterable[AnyFormat]) -> list[tuple[AnyFormat, str]]:
    """Read FORMAT=FILE, each once; auto is no format of a file. Raises: BadParameter."""
    known = {format_.value: format_ for format_ in formats if format_.value != "auto"}
    found = []
    for text in asked or ():
        name, equals, path = text.partition("=")
        if not equals or not path or name not in known:
            raise typer.BadParameter(
                _("“{text}” is not FORMAT=FILE; formats are {formats}").format(text=text, formats=", ".join(known)),
                param_hint="--report",
            )
        found.append((known[name], path))
    return found


def check_binary(outputs: Iterable[tuple[Format, str | None]]) -> None:
    """Refuse to write a workbook or a document to a terminal. Raises: BadParameter."""
    for name, path in outputs:
        if name in {Format.XLSX, Format.DOCX} and path in {None, "-"} and sys.stdout.isatty():
            raise typer.BadParameter(
                _("{format} is no text: name a file with --output FILE").format(format=name), param_hint="--format"
            )


def spoken(lang: ReportLang | None) -> Lang | None:
    """Return the language of findings and tables; with both it is that of the surroundings."""
    return None if lang in {None, ReportLang.BOTH} else Lang(lang)


def report_languages(lang: ReportLang | None) -> tuple[Translate, ...]:
    """Return the translators of a report, one a language; of both, that of the surroundings leads."""
    first = in_language(spoken(lang))
    if lang is not ReportLang.BOTH:
        return (first,)
    return (first, *(own for own in map(in_language, Lang) if own is not first))
