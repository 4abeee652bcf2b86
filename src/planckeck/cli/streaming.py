"""Outputs that are written as they come: all results of a large table, which no report could hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import typer

from planckeck.cli.app import _
from planckeck.cli.options import Format

if TYPE_CHECKING:
    from planckeck.model.assessment import Assessment

STREAMED = (Format.CSV, Format.PARQUET)


def check_streams(outputs: Sequence[tuple[Format, str | None]]) -> None:
    """Refuse Parquet without a file to write it to."""
    if any(name is Format.PARQUET and path in {None, "-"} for name, path in outputs):
        raise typer.BadParameter(_("--format parquet needs --output FILE"), param_hint="--format")


def stream(assessment: Assessment, name: Format, path: str | None) -> bool:
    """Write all results of a scan to a file, as they come; False for what is rendered as a whole.

    Raises: InputError for Parquet of a table that only the readers can read, and where the file cannot be written.
    """
    from planckeck.problems import InputError, Place, say
    from planckeck.problems.kinds import diagnose
    from planckeck.writing import write_by, write_folder_by

    if name not in STREAMED or path in {None, "-"}:
        return False
    copy = assessment.stream
    if copy is not None:
        writing = write_folder_by if assessment.streams_folder else write_by
        writing(str(path), lambda part: copy(part, name.value))
        return True
    if name is Format.PARQUET:
        problem = say("Parquet is written of plain long tables in CSV and Parquet alone, by DuckDB and Spark")
        help_ = say("give --format csv; or install it: pip install {package}", package='"planckeck[large]"')
        raise InputError([diagnose("PK315", Place(str(path)), problem=problem, help=help_)])
    return False
