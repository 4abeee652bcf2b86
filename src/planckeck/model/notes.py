"""The office's own words on indicators: why a target is missed, what is done about it, and who sees to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from planckeck.model.assessment import Result
from planckeck.problems import Place


@dataclass(frozen=True, slots=True)
class Note:
    """What an office says of one indicator of one plan; without a region or year it holds for all of them.

    Texts are as written, also over several lines; any of `reason`, `measures` and `who` may be empty, not all three.
    """

    plan: str
    indicator: str
    region: str | None = None
    year: int | None = None
    reason: str = ""
    measures: tuple[str, ...] = ()
    who: tuple[str, ...] = ()
    place: Place = field(default=Place(""))

    def fits(self, result: Result) -> bool:
        """Tell whether the note is about a result; without a region it is about a plan's own lines, not their units."""
        if (self.plan, self.indicator) != (result.plan, result.indicator):
            return False
        is_region = result.part_of is None if self.region is None else result.region == self.region
        return is_region and self.year in {None, result.year}


@dataclass(frozen=True)
class Notes:
    """All notes of a run, in the order of their file; `file` is empty where none was given."""

    entries: tuple[Note, ...] = ()
    file: str = ""
    sha256: str = ""

    @cached_property
    def _by_indicator(self) -> Mapping[tuple[str, str], tuple[Note, ...]]:
        found: dict[tuple[str, str], tuple[Note, ...]] = {}
        for note in self.entries:
            key = (note.plan, note.indicator)
            found[key] = (*found.get(key, ()), note)
        return found

    def of(self, result: Result) -> tuple[Note, ...]:
        """Return the notes on a result: those that name its region or year first, else in the file's order."""
        own = [note for note in self._by_indicator.get((result.plan, result.indicator), ()) if note.fits(result)]
        return tuple(sorted(own, key=lambda note: (note.region is None) + (note.year is None)))

    def unused(self, results: Iterable[Result]) -> tuple[Note, ...]:
        """Return the notes that are about none of the results."""
        left = dict.fromkeys(self.entries)
        for result in results:
            for note in self.of(result):
                left.pop(note, None)
            if not left:
                break
        return tuple(left)


NO_NOTES = Notes()
