"""What the commands that read actual values share: the request to the readers, and the bar that shows how far it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from planckeck.cli.app import _
from planckeck.cli.dataoptions import DecimalSign
from planckeck.cli.options import Lang
from planckeck.cli.running import in_language

if TYPE_CHECKING:
    from planckeck.readers.record import Progress, ReadRequest
    from planckeck.reports.progress import Shown


def reading_request(
    actuals: Sequence[str] | None,
    encoding: str | None,
    sheet: str | None,
    region_from: str | None,
    map_file: str | None,
    decimal: DecimalSign,
    database: str | None,
    query: str | None,
    progress: Progress | None,
) -> ReadRequest:
    """Return what is to be read. Raises: typer.BadParameter where nothing is, or a query has no database."""
    from planckeck.readers import ReadRequest

    if query is not None and database is None:
        raise typer.BadParameter(_("--query needs --from URL"), param_hint="--query")
    if not actuals and database is None:
        raise typer.BadParameter(_("name a table of actual values, or a database with --from"), param_hint="ACTUALS")
    return ReadRequest(
        paths=tuple(actuals or ()),
        encoding=encoding,
        sheet=sheet,
        decimal_comma=decimal is DecimalSign.COMMA,
        map_file=map_file,
        region_from=region_from,
        database_url=database,
        database_query=query,
        progress=progress,
    )


@contextmanager
def reading(lang: Lang | None, quiet: bool) -> Iterator[Shown | None]:
    """Show on standard error how far the work is, where a person watches it."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from planckeck.reports.progress import progress_shown

    with progress_shown(in_language(lang)) as progress:
        yield progress
