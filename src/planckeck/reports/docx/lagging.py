"""What lags, and why: the office's words where it gave them, else room for them."""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.notes import Notes
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import Comparison
from planckeck.problems import Translate, say
from planckeck.reports import noting, paces
from planckeck.reports.docx.paper import Paper
from planckeck.reports.gaps import clauses, list_of, with_unit
from planckeck.reports.rows import DASH, Row, fails_or_lacks, row_of, worst_first

MOST_BLOCKS = 60
"""Of more lagging targets than this the worst have a paragraph of their own; all stand in the tables."""


def lagging_of(own: Sequence[Result]) -> list[Result]:
    """Return what is missed, then what is late on its way; binding ones first, plans' own lines only."""
    lines = [one for one in own if one.part_of is None]
    return worst_first([one for one in lines if one.verdict == Verdict.UNMET or one.pace in paces.LATE])


def add_lagging(paper: Paper, loaded: LoadedPlan, own: Sequence[Result], notes: Notes, translate: Translate) -> None:
    """Add a section with a paragraph for each target that lags: figures, reason, measures, who sees to it."""
    paper.heading(translate(N_("Targets that lag, and why")))
    found = lagging_of(own)
    if not found:
        paper.text(translate(N_("No target is missed or behind its path.")))
    several = len({(one.region, one.year) for one in found}) > 1
    for one in found[:MOST_BLOCKS]:
        row = row_of(one, translate, loaded.plan.last_year)
        place = list_of((row.region, row.year), translate) if several else ""
        name = say("{value} ({remark})", value=row.name, remark=place).text(translate) if several else row.name
        paper.heading(name, 3)
        paper.text(_figures(row, translate)).paragraph_format.keep_with_next = True
        _add_words(paper, one, [one, *_units(one, own)], notes, translate)
    if len(found) > MOST_BLOCKS:
        more = say("{count} more targets that lag stand in the tables only", count=len(found) - MOST_BLOCKS)
        paper.text(more.text(translate))


def _units(line: Result, own: Sequence[Result]) -> list[Result]:
    key = (line.indicator, line.region, line.year, line.part, line.due)
    return [
        one
        for one in own
        if one.part_of is not None
        and fails_or_lacks(one)
        and (one.indicator, one.part_of, one.year, one.part, one.due) == key
    ]


def _figures(row: Row, translate: Translate) -> str:
    """Return class, baseline, target and actual with their unit, and the distance in words."""
    unit = None if row.result.comparison == Comparison.DONE else row.result.unit
    told = [
        row.constraint,
        *(
            say("{label} {value}", label=translate(label), value=_with_unit(value, unit, translate)).text(translate)
            for label, value in (("baseline", row.baseline), ("target", row.target), ("actual", row.actual))
            if value != DASH
        ),
        row.verdict,
        row.gap,
        row.pace,
        row.shares.replace(f" {paces.MARKER} ", translate(", ")),
        row.needs,
    ]
    return clauses(told, translate)


def _with_unit(value: str, unit: str | None, translate: Translate) -> str:
    """Return a figure with its unit; what ends in no digit has its unit, or needs none (完成, 国家要求, 60%以上)."""
    return with_unit(value, unit, translate) if value[-1:].isdigit() else value


def _add_words(paper: Paper, line: Result, all_of: Sequence[Result], notes: Notes, translate: Translate) -> None:
    """Add reason, measures and who: as the office wrote them, with the unit's name where it is a unit's, else room."""
    said = [(one, note) for one in all_of for note in notes.of(one)]
    reasons = "\n".join(_of_unit(one, note.reason, translate) for one, note in said if note.reason)
    measures = "\n".join(_of_unit(one, text, translate) for one, note in said for text in note.measures)
    who = [*([line.department] if line.department else []), *(name for _, note in said for name in note.who)]
    rooms = (
        ("reason", reasons, N_("(write the reason)")),
        ("measures", measures, N_("(write what is done about it)")),
        ("who", list_of(dict.fromkeys(who), translate), N_("(write who sees to it)")),
    )
    for word, text, prompt in rooms:
        label = say("{label}: {text}", label=noting.heading(word, translate), text="").text(translate)
        if text:
            paragraph = paper.labelled(label, text)
        else:
            paragraph = paper.room(label, translate(prompt), f"{word}:{line.indicator}")
        paragraph.paragraph_format.keep_with_next = word != "who"


def _of_unit(one: Result, text: str, translate: Translate) -> str:
    return text if one.part_of is None else say("{label}: {text}", label=one.region, text=text).text(translate)
