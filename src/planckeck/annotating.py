"""The office's notes for the reports of a run: read from a file, matched with the plans, held against the results."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.model.assessment import Assessment
from planckeck.model.notes import NO_NOTES, Notes
from planckeck.plans.notes import NotesFile, open_notes, read_notes
from planckeck.problems import Diagnostic
from planckeck.problems.kinds import diagnose

__all__ = ["notes_for", "open_notes"]
MOST_READ = 100_000
"""Of more results than this no note is held against them."""


def notes_for(opened: NotesFile | None, assessment: Assessment) -> tuple[Notes, tuple[Diagnostic, ...]]:
    """Return the notes of a file on the plans of an assessment, and a warning for each that no result takes.

    Raises: InputError for notes that cannot be used.
    """
    if opened is None:
        return NO_NOTES, ()
    notes = read_notes(opened, assessment.plans)
    return notes, tuple(_idle(notes, assessment))


def _idle(notes: Notes, assessment: Assessment) -> Iterator[Diagnostic]:
    if not assessment.whole or assessment.counts.total > MOST_READ or assessment.method.filters:
        return  # a filter leaves out results that the notes of a whole plan rightly speak of
    for note in notes.unused(assessment.results()):
        yield diagnose("PK370", note.place, indicator=note.indicator)
