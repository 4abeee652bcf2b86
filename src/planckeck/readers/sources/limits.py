"""Limits that are told while bytes go by, before memory goes."""

from __future__ import annotations

from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose

MAX_LINE = 4_000_000
"""Bytes of one line of a text file: 10,000 columns need less."""
MAX_COLUMNS = 16_384
"""Columns of a table: those of a worksheet."""

_BINARY = (b"PK", b"\xd0\xcf\x11\xe0", b"PAR1", b"[", b"{")


def over_limit(place: Place, what: Message, limit: int, help_: Message) -> InputError:
    """Return the error for an input over a limit."""
    return InputError([diagnose("PK359", place, what=what, limit=limit, help=help_)])


def check_columns(count: int, place: Place) -> None:
    """Refuse a row of more columns than any table has. Raises: InputError."""
    if count > MAX_COLUMNS:
        help_ = say("check the delimiter and the line ends; a table has a few columns and many rows")
        raise over_limit(place, say("how many columns a row has"), MAX_COLUMNS, help_)


class LineLimit:
    """Counts lines as blocks go by. Files that are no lines (workbooks, JSON) are let through."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._run = 0
        self._line = 1
        self._counts: bool | None = None

    def feed(self, block: bytes) -> None:
        """Take the next block. Raises: InputError for a line over the limit."""
        if self._counts is None:
            self._counts = not block.lstrip().startswith(_BINARY)
        if not self._counts:
            return
        last = max(block.rfind(b"\n"), block.rfind(b"\r"))
        self._run = len(block) - last - 1 if last >= 0 else self._run + len(block)
        self._line += block.count(b"\n")
        if self._run > MAX_LINE:
            help_ = say("the file is no table, or its line ends are lost: save it again as CSV")
            raise over_limit(Place(self._file, self._line), say("a line's size in bytes"), MAX_LINE, help_)
