"""What --format auto stands for, and the reports that --report asks for beside what is printed."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TypeVar

import typer

from planckeck.cli.app import _
from planckeck.cli.options import FindingsFormat, Format

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
