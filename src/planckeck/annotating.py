"""The office's notes for the reports of a run: read from a file, matched with the plans, held against the results."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.model.assessment import Assessment
from planckeck.model.notes import NO_NOTES, Notes
from planckeck.plans.notes import read_notes
from planckeck.problems import Diagnostic
from planckeck.problems.kinds import diagnose

MOST_READ = 100_000
"""Of more results than this no note is held against them."""


def notes_for(path: str | None, assessment: Assessment) -> tuple[Notes, tuple[Diagnostic, ...]]:
    """Return the notes of a file on the plans of an assessment, and a warning for each that no result takes.

    Raises: InputError for a file that cannot be used.
    """
    if path is None:
        return NO_NOTES, ()
    notes = read_notes(path, assessment.plans)
    return notes, tuple(_idle(notes, assessment))


def _idle(notes: Notes, assessment: Assessment) -> Iterator[Diagnostic]:
    if assessment.counts.total > MOST_READ or assessment.method.filters:
        return  # a filter leaves out results that the notes of a whole plan rightly speak of
    for note in notes.unused(assessment.results()):
        yield diagnose("PK370", note.place, indicator=note.indicator)
