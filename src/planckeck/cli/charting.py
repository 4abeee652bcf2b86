"""What --chart asks for: a picture of each result, in a folder of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from planckeck.cli.app import _
from planckeck.cli.running import write

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment, Result
    from planckeck.problems import Translate

KINDS = ("png", "svg")
FOLDER = "charts"
MOST_PICTURES = 500
"""Of more results than this the worst are drawn."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The kind of picture, png or svg, and the folder."""

    kind: str
    folder: str


def asked_pictures(text: str | None) -> Pictures | None:
    """Read png, svg, or either with =FOLDER. Raises: BadParameter."""
    if text is None:
        return None
    kind, equals, folder = text.partition("=")
    if kind not in KINDS or bool(equals) != bool(folder):
        raise typer.BadParameter(_("“{text}” is not png, svg or png=FOLDER").format(text=text), param_hint="--chart")
    return Pictures(kind, folder or FOLDER)


def write_pictures(assessment: Assessment, asked: Pictures, translate: Translate, quiet: bool) -> None:
    """Draw the results that have a figure and write each into the folder, which is made where it is missing."""
    from planckeck.problems import say
    from planckeck.reports.charts.picture import pictures
    from planckeck.reports.charts.png import png_of

    taken: set[str] = set()
    for result, svg in pictures(assessment, translate, MOST_PICTURES):
        path = str(Path(asked.folder) / f"{file_name(result, taken)}.{asked.kind}")
        content = png_of(svg, path) if asked.kind == "png" else svg
        Path(asked.folder).mkdir(parents=True, exist_ok=True)
        write(content, path)
    if not quiet:
        typer.echo(say("{count} pictures in {folder}", count=len(taken), folder=asked.folder).text(translate), err=True)


def file_name(result: Result, taken: set[str]) -> str:
    """Return a file name that no system minds: plan, indicator, region, year; told apart by a number."""
    said = f"{result.plan}-{result.indicator}-{result.region}-{result.year}{result.part or ''}"
    name = re.sub(r"[^\w（）()+.-]+", "_", said).strip("._")[:80] or "picture"
    number = 2
    unique = name
    while unique.casefold() in taken:
        unique, number = f"{name}-{number}", number + 1
    taken.add(unique.casefold())
    return unique
