"""A printed table to a plan file: columns, years, rows, and a text that `planckeck validate` accepts."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass

from planckeck.drafting.columns import Columns, Lack, recognise
from planckeck.drafting.entry import Entry, Outcome
from planckeck.drafting.framing import Frame, Request, frame_of, period_of, said_period
from planckeck.drafting.heading import Role
from planckeck.drafting.indicators import Drafted, Reader
from planckeck.drafting.interface import PrintedTable, unusable
from planckeck.drafting.printed import unit_above
from planckeck.drafting.rows import Rows, sort_rows, split_notes
from planckeck.drafting.yamltext import Page, plan_text
from planckeck.model.plan import Certainty
from planckeck.plans.loading import read_plan_text
from planckeck.problems import Diagnostic, InputError, Message, Severity, Translate, say

__all__ = ["Draft", "Request", "draft_plan"]

ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan file that is in order, and what was read for it."""

    text: str
    table: PrintedTable
    frame: Frame
    columns: Columns
    rows: Rows
    entries: tuple[Entry, ...]
    outcomes: Counter[Outcome]
    """Cells of the rows below the heads, by what became of them; the parts add up to all of them."""

    @property
    def left_open(self) -> tuple[Entry, ...]:
        """The entries that a person must decide."""
        return tuple(entry for entry in self.entries if entry.certainty is Certainty.AMBIGUOUS)


def draft_plan(
    table: PrintedTable, request: Request, translate: Translate, *, stem: str | None = None, source: str | None = None
) -> Draft:
    """Return a table as a plan file; `stem` is the name of the file that will hold it, `source` the document's name.

    Raises: InputError where the table has no column of names or targets, or nothing says the plan's years.
    """
    said = _period_above(table)
    first_year = request.period[0] if request.period else said[0] if said else None
    columns = recognise(table, first_year)
    if isinstance(columns, Lack):
        raise _lacking(table, columns)
    period = period_of(columns, request, said)
    if period is None:
        help_ = say("give --period FIRST-LAST, such as 2021-2025")
        raise unusable(table.file, say("neither the table nor the lines above it say the plan's years"), help_)
    frame = frame_of(table, columns, request, period, stem)
    rows = sort_rows(columns, table.knows_merges)
    below = [*table.below, *(" ".join(dict.fromkeys(filter(None, row.cells))) for row in rows.notes)]
    drafted = Reader(columns, frame, split_notes(below), unit_above((*table.above, *columns.title))).read(rows)
    if not drafted.entries:
        raise unusable(table.file, say("the table has heads and no rows"), say("check which table it is: --list"))
    text = _accepted(_page(frame, source or table.file, below), drafted, translate)
    return Draft(text, table, frame, columns, rows, tuple(drafted.entries), Counter(drafted.outcomes.values()))


def _period_above(table: PrintedTable) -> tuple[int, int] | None:
    """Return the years that the lines above a table give, unless no target lies in them: they may be history."""
    said, columns = said_period(table), recognise(table, None)
    if said is None or isinstance(columns, Lack):
        return said
    targets = [column.year for column in columns.of(Role.TARGET) if column.year is not None]
    return said if not targets or any(said[0] <= year <= said[1] for year in targets) else None


def _lacking(table: PrintedTable, lack: Lack) -> InputError:
    heads = ", ".join(filter(None, dict.fromkeys(table.rows[0].cells)))[:200]
    problems: dict[Lack, Message] = {
        Lack.HEADS: say(
            "table {number} has no heads that are known; its first row: {heads}", number=table.number, heads=heads
        ),
        Lack.NAME: say(
            "table {number} has no column of indicators; its heads: {heads}", number=table.number, heads=heads
        ),
        Lack.TARGET: say(
            "table {number} has no column of targets; its heads: {heads}", number=table.number, heads=heads
        ),
    }
    help_ = say("head the columns 指标 and 目标, or Indicator and Target 2025; --list shows all tables")
    return unusable(table.file, problems[lack], help_)


def _page(frame: Frame, source: str, below: list[str]) -> Page:
    head: tuple[Message | str, ...] = (
        say(
            "A draft of planckeck init from {file}: hold it against the document, then delete these lines.", file=source
        ),
        say("What is marked probable or ambiguous under reading is not printed so, or not clearly."),
    )
    return Page(frame, (*head, *below), source)


def _accepted(page: Page, drafted: Drafted, translate: Translate) -> str:
    """Return the plan file after what its own checks refuse was left open, step by step. Raises: InputError."""
    wrong: list[Diagnostic] = []
    for attempt in range(ATTEMPTS):
        text, starts = plan_text(page, drafted.entries, translate)
        plan, findings = read_plan_text(text, f"{page.frame.id}.yaml", page.frame.id)
        if plan is not None:
            return text
        wrong = [finding for finding in findings if finding.severity is Severity.ERROR]
        if any(finding.place.line < starts[0] for finding in wrong):
            break
        for finding in wrong:
            _retreat(drafted, bisect_right(starts, finding.place.line) - 1, finding, attempt)
    raise InputError(wrong)


def _retreat(drafted: Drafted, number: int, finding: Diagnostic, attempt: int) -> None:
    """Leave open what the plan's checks refuse: first the reading, then the target's place, then the baseline's."""
    entry = drafted.entries[number]
    if attempt == 0:
        entry.leave_open(finding.message)
    elif attempt == 1:
        entry.drop_target()
    else:
        entry.drop_baseline()
        entry.unit = entry.unit or "?"
    for at in (*entry.targets_at, *([entry.baseline_at] if attempt > 1 and entry.baseline_at else [])):
        drafted.outcomes[at] = Outcome.DOUBTFUL
