"""A document's table as drafting sees it, whatever it was stored in: rows of texts, and what was merged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from planckeck.problems import InputError, Message, Place
from planckeck.problems.kinds import diagnose

_CHINESE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef、，。；：（）“”‰％]"
_BROKEN = re.compile(rf"(?<={_CHINESE})\s*[\n\r]+\s*(?={_CHINESE})")
_BLANKS = re.compile(r"[\s\u3000\u200b\ufeff]+")
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a table. `covered` are the positions (from 0) that a merged cell fills from its first cell."""

    number: int
    """The row of a sheet, the line of a text, the row of a document's table, from 1."""
    cells: tuple[str, ...]
    covered: frozenset[int] = frozenset()

    def text(self, position: int) -> str:
        """Return the text of a cell; '' beyond the end."""
        return self.cells[position] if 0 <= position < len(self.cells) else ""

    @property
    def is_blank(self) -> bool:
        """Tell whether the row says nothing of its own."""
        return not any(text for position, text in enumerate(self.cells) if position not in self.covered)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of a document, in reading order; `above` are the last lines before it, `below` its notes."""

    file: str
    rows: tuple[PrintedRow, ...]
    number: int = 1
    name: str = ""
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    knows_merges: bool = field(default=False)
    """Whether the source says which cells were merged; a text copied out of a document does not."""

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


def one_line(text: str) -> str:
    """Return a cell's text on one line: a Chinese word broken over lines is one word, other breaks are a space.

    Control characters and marks of direction are left out: they print nothing, and YAML cannot hold them all.
    """
    return _BLANKS.sub(" ", _BROKEN.sub("", _CONTROLS.sub("", text))).strip()


def unusable(file: str, problem: Message, help_: Message) -> InputError:
    """Return the error for a document from which no plan can be drafted."""
    return InputError([diagnose("PK315", Place(file), problem=problem, help=help_)])
