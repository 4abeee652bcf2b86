"""The office's notes on a page: a row for each result that has any, the worst first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planckeck.model.assessment import Result
from planckeck.model.notes import Notes
from planckeck.model.promise import LoadedPlan
from planckeck.reports import noting
from planckeck.reports.html.speaking import Speaker
from planckeck.reports.rows import row_of


@dataclass(frozen=True, slots=True)
class Noted:
    """One result with the office's words, plain text that the template escapes; reasons and measures by their lines."""

    name: str
    region: str
    year: str
    verdict: Markup
    gap: Markup
    reason: tuple[str, ...]
    measures: tuple[str, ...]
    who: Markup


def noted(
    ordered: Sequence[Result], plans: Mapping[str, LoadedPlan], notes: Notes, speaker: Speaker
) -> Iterator[Noted]:
    """Yield what the office says of results, in the order given."""
    for one in ordered:
        if not (own := notes.of(one)):
            continue
        last_year = plans[one.plan].plan.last_year
        row = row_of(one, speaker.languages[0], last_year)
        yield Noted(
            one.name,
            one.region,
            row.year,
            speaker(lambda t, one=one: row_of(one, t).verdict),  # type: ignore[misc]
            speaker(lambda t, one=one: row_of(one, t).gap),  # type: ignore[misc]
            tuple(filter(None, noting.reason_of(own).split("\n"))),
            tuple(filter(None, noting.measures_of(own).split("\n"))),
            speaker(lambda t, own=own: noting.who_of(own, t)),  # type: ignore[misc]
        )
