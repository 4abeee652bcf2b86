"""What a report gets beside the assessment: the office's notes, and how it is to be laid out."""

from __future__ import annotations

from typing import NamedTuple

from planckeck.model.notes import NO_NOTES, Notes


class Context(NamedTuple):
    """`notes` are the office's words. `sheet_per` (region, constraint or empty) asks a workbook for more sheets."""

    notes: Notes = NO_NOTES
    sheet_per: str = ""


PLAIN = Context()
