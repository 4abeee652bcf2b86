"""The office's notes as reports show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.model.assessment import Result
from planckeck.model.notes import Note, Notes
from planckeck.problems import Translate, say
from planckeck.reports.gaps import clauses, list_of
from planckeck.reports.mdtables import Layout, table_row
from planckeck.reports.rows import row_of, worst_first
from planckeck.reports.texts import markdown_text
from planckeck.reports.titles import capital


def reason_of(notes: Sequence[Note]) -> str:
    """Return the reasons of notes, a line each."""
    return "\n".join(note.reason for note in notes if note.reason)


def measures_of(notes: Sequence[Note]) -> str:
    """Return the measures of notes, a line each."""
    return "\n".join(measure for note in notes for measure in note.measures)


def who_of(notes: Sequence[Note], translate: Translate) -> str:
    """Return who sees to it, each once."""
    return list_of(dict.fromkeys(who for note in notes for who in note.who), translate)


def heading(word: str, translate: Translate) -> str:
    """Return the word for reason, measures or who as the head of a paragraph."""
    return capital(translate(word))


def name_of(result: Result, translate: Translate) -> str:
    """Return an indicator's name, with the region where it is a unit of the plan's own line."""
    if result.part_of is None:
        return result.name
    return say("{value} ({remark})", value=result.name, remark=result.region).text(translate)


def notes_section(made: Layout, notes: Notes) -> Iterator[str]:
    """Yield the notes on a plan's results as a Markdown table, the worst first; nothing where there are none."""
    translate = made.translate
    noted = [one for one in made.own if notes.of(one)]
    if not noted:
        return
    titles = [*_places(made), "indicator", "verdict", "gap", "reason", "measures", "who"]
    rows = [table_row([translate(title) for title in titles]), "|" + " --- |" * len(titles)]
    lines = worst_first([one for one in noted if one.part_of is None])
    for one in [*lines, *(unit for unit in noted if unit.part_of is not None)]:
        own, row = notes.of(one), row_of(one, translate, made.loaded.plan.last_year)
        told = {
            "region": row.region,
            "year": row.year,
            "indicator": name_of(one, translate),
            "verdict": row.verdict,
            "gap": row.gap,
            "reason": clauses(reason_of(own).split("\n"), translate),
            "measures": clauses(measures_of(own).split("\n"), translate),
            "who": who_of(own, translate),
        }
        rows.append(table_row([told[title] for title in titles]))
    yield "## " + markdown_text(translate("Reasons and measures"))
    yield "\n".join(rows)


def _places(made: Layout) -> list[str]:
    return [title for wanted, title in ((made.regions, "region"), (made.years, "year")) if wanted]
