"""The nothings: five reasons for having no value, never 0."""

from __future__ import annotations

import re

from planckeck.notation.signs import fold
from planckeck.readers.cells.words import EXPECTED_LATER, NOTHINGS, PLAIN_NOTHINGS
from planckeck.readers.interface import Cell, Raw, RawKind

_LATER = re.compile(EXPECTED_LATER)
_BRACKETED = re.compile(r"\((.+)\)")
LONGEST = 40
"""No word for nothing is longer."""


def read_nothing(raw: Raw) -> Cell | None:
    """Return what a cell without a value says; its words are kept as the note where they say more than the status."""
    if raw.kind is RawKind.EMPTY:
        return Cell(status="blank")
    if raw.kind not in {RawKind.TEXT, RawKind.NUMBER} or (raw.kind is RawKind.NUMBER and raw.number is not None):
        return None
    if len(raw.text) > LONGEST and raw.text.strip():
        return None
    key = word_key(raw.text)
    if bracketed := _BRACKETED.fullmatch(key):
        key = bracketed[1]
    status = NOTHINGS.get(key) or ("not_reported" if _LATER.fullmatch(key) else None)
    if status is None:
        return None
    says_more = status == "not_reported" and key not in PLAIN_NOTHINGS
    return Cell(status=status, note=raw.text.strip() if says_more else "")


def word_key(text: str) -> str:
    """Return a text as words are compared: half-width, in small letters, without blanks."""
    return "".join(fold(text).text.split()).casefold()
