"""What a draft was read from and what is left to decide, in lines for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.drafting.choosing import has_targets
from planckeck.drafting.columns import Column
from planckeck.drafting.drafting import Draft
from planckeck.drafting.entry import Outcome
from planckeck.drafting.heading import Role
from planckeck.drafting.interface import PrintedTable
from planckeck.languages import N_
from planckeck.model.plan import Certainty
from planckeck.problems import Message, say

SHOWN = 40
"""Characters of a target in the list of what is left to decide."""

_ROLES = {
    Role.ROW: N_("number"),
    Role.CATEGORY: N_("category"),
    Role.NAME: N_("name"),
    Role.UNIT: N_("unit"),
    Role.BASELINE: N_("baseline"),
    Role.TARGET: N_("target"),
    Role.YEARLY: N_("yearly or total"),
    Role.CONSTRAINT: N_("constraint"),
    Role.DEPARTMENT: N_("department"),
    Role.DEFINITION: N_("definition"),
    Role.NOTES: N_("notes"),
    Role.ORIGIN: N_("data source"),
}


def summary_lines(draft: Draft, path: str) -> Iterator[Message]:
    """Yield what was read, the identities of rows and cells, and what is left to decide."""
    yield say(
        "{path}: {count} indicators from table {number} of {file}",
        path=path,
        count=len(draft.entries),
        number=draft.table.number,
        file=draft.table.file,
    )
    yield _rows(draft)
    yield _columns(draft)
    ignored = [column.head for column in draft.columns.columns if _role(column) is None and column.head]
    if ignored:
        yield say("columns left out: {heads}", heads=", ".join(ignored))
    yield _cells(draft)
    sure = [entry.certainty for entry in draft.entries]
    yield say(
        "indicators: {total} = {certain} certain + {probable} probable + {open} to decide",
        total=len(sure),
        certain=sure.count(Certainty.CERTAIN),
        probable=sure.count(Certainty.PROBABLE),
        open=sure.count(Certainty.AMBIGUOUS),
    )
    for entry in draft.left_open:
        target = entry.printed_target
        shown = f"{target[:SHOWN]}…" if len(target) > SHOWN else target
        yield say("  {id}: {target} ({why})", id=entry.id, target=shown or "—", why=joined(entry.reading))


def _rows(draft: Draft) -> Message:
    rows = draft.rows
    others = len(rows.sections) + len(rows.notes) + len(rows.repeated) + len(rows.unnamed)
    return say(
        "rows below the heads: {total} = {read} read + {sections} headings + {notes} notes"
        " + {repeated} heads again + {unnamed} without a name",
        total=len(rows.lines) + others,
        read=len(rows.lines),
        sections=len(rows.sections),
        notes=len(rows.notes),
        repeated=len(rows.repeated),
        unnamed=len(rows.unnamed),
    )


def _role(column: Column) -> str | None:
    return _ROLES.get(column.role)


def _columns(draft: Draft) -> Message:
    read = [
        say("{head} → {role}", head=column.head or "?", role=_with_year(column, role))
        for column in draft.columns.columns
        if (role := _role(column)) is not None
    ]
    return say("columns read: {columns}", columns=joined(read))


def _with_year(column: Column, role: str) -> Message:
    year = column.year if column.role in {Role.BASELINE, Role.TARGET} else None
    return say("{what} {year}", what=say(role), year=year) if year else say(role)


def joined(parts: Sequence[Message]) -> Message:
    """Return messages as one, apart by commas."""
    whole = parts[0] if parts else say("none")
    for part in parts[1:]:
        whole = say("{one}, {other}", one=whole, other=part)
    return whole


def _cells(draft: Draft) -> Message:
    count = draft.outcomes
    return say(
        "cells: {total} = {read} read + {filled} filled down + {doubtful} doubtful + {refused} refused"
        " + {empty} empty + {left} left out",
        total=count.total(),
        read=count[Outcome.READ],
        filled=count[Outcome.FILLED],
        doubtful=count[Outcome.DOUBTFUL],
        refused=count[Outcome.REFUSED],
        empty=count[Outcome.EMPTY],
        left=count[Outcome.LEFT_OUT],
    )


def listing_lines(tables: Sequence[PrintedTable]) -> Iterator[Message]:
    """Yield the tables of a document: number, size, whether it holds targets, its heads."""
    for table in tables:
        what = say("holds targets") if has_targets(table) else say("no targets found")
        title = table.name or (table.above[-1] if table.above else "")
        heads = " | ".join(dict.fromkeys(filter(None, table.rows[0].cells)))[:160]
        yield say(
            "{number}: {rows} rows, {columns} columns, {what}: {title} [{heads}]",
            number=table.number,
            rows=len(table.rows),
            columns=table.width,
            what=what,
            title=title[:80],
            heads=heads,
        )
