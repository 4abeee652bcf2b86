"""Cells of products (建成, 完成): a date, or one of the declared words."""

from __future__ import annotations

import datetime as dt
import re

from planckeck.notation.signs import fold
from planckeck.problems import say
from planckeck.readers.cells.faults import refused_kind
from planckeck.readers.cells.nothings import read_nothing, word_key
from planckeck.readers.cells.words import DONE, ERRORS, NOT_DONE
from planckeck.readers.interface import Cell, CellError, Raw, RawKind

_DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})(?:[ t]0?0:00(?::00)?(?:\.0+)?)?|/(\d{1,2})/(\d{1,2})"
    r"|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)",
    re.ASCII,
)
WRITE_A_DATE = say("write a date such as 2020-06-30, or 已完成, 未完成")


def read_product(raw: Raw) -> Cell:
    """Read whether and when a thing was done. Raises: CellError."""
    kind = RawKind.ERROR if raw.text.strip().upper().startswith(ERRORS) else raw.kind
    if kind in {RawKind.ERROR, RawKind.FORMULA} and (error := refused_kind(kind, raw.text)) is not None:
        raise error
    text = f"{raw.number:g}" if raw.kind is RawKind.NUMBER and raw.number is not None else raw.text
    if nothing := read_nothing(raw):
        return nothing
    word = word_key(text)
    if word in DONE:
        return Cell(1.0)
    if word in NOT_DONE:
        return Cell(0.0)
    found = _DATE.fullmatch(fold(text).text.strip().lower())
    if found is None:
        raise CellError(say("neither a date nor a word for done"), WRITE_A_DATE, 0, len(raw.text))
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise CellError(say("no such day"), WRITE_A_DATE, 0, len(raw.text)) from None
    return Cell(1.0, done_on=date.year * 10000 + date.month * 100 + date.day)
