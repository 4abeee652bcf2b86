"""The report: what was met, the targets of each class (binding first), what lags and why, the method."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.languages import N_, language_of
from planckeck.model.assessment import Assessment, Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import noting
from planckeck.reports.context import PLAIN, Context
from planckeck.reports.docx.lagging import MOST_BLOCKS, add_lagging
from planckeck.reports.docx.paper import Paper
from planckeck.reports.docx.pictures import can_draw
from planckeck.reports.docx.tables import Tables
from planckeck.reports.endmatter import end_matter
from planckeck.reports.rows import MOST_READ, reading_mark, shown_results
from planckeck.reports.titles import capital, facts, leads
from planckeck.reports.words import CONSTRAINTS

MOST_ROWS = 600
"""A document of more lines than this shows the worst, and says how many it leaves out: nobody reads a hundred pages."""

JUDGED = (Verdict.UNMET, Verdict.MET, Verdict.NOT_DUE)


def render(assessment: Assessment, languages: tuple[Translate, ...], version: str, context: Context = PLAIN) -> bytes:
    """Return the report (DOCX) of an assessment: a part a language, in each a part a plan, then method and sources."""
    results, left_out = shown_results(assessment, MOST_ROWS)
    is_read = assessment.counts.total <= MOST_READ
    counted = list(assessment.results()) if left_out and is_read else results if is_read else []
    title = "; ".join(loaded.plan.title for loaded in assessment.plans)
    paper = Paper(title, f"planckeck {version}", language_of(languages[0]) == "zh")
    for translate in languages:
        paper.is_chinese = language_of(translate) == "zh"
        for number, loaded in enumerate(assessment.plans):
            own = [result for result in results if result.plan == loaded.plan.id]
            said = leads(assessment, own, left_out, translate)
            part = _Part(loaded, own, context, translate)
            part.counted = [result for result in counted if result.plan == loaded.plan.id]
            _add_plan(paper, part, said, has_contents=number == 0)
        _add_method(paper, assessment, translate, version, context)
    return paper.bytes()


class _Part:
    """One plan's results in one language: those that are shown, and all of them, which are counted."""

    def __init__(self, loaded: LoadedPlan, own: Sequence[Result], context: Context, translate: Translate) -> None:
        self.loaded, self.own, self.notes, self.translate = loaded, own, context.notes, translate
        self.tables = Tables(loaded, own, translate)
        self.counted: Sequence[Result] = own


def _add_plan(paper: Paper, part: _Part, said: Sequence[str], *, has_contents: bool) -> None:
    translate = part.translate
    title = say("{title}: monitoring and evaluation report", title=part.loaded.plan.title).text(translate)
    paper.title(title, facts(part.loaded, part.own, translate))
    for number, text in enumerate(said):
        paper.labelled(text, "") if number == 0 else paper.text(text)
    if has_contents:
        paper.contents(translate(N_("Contents")))
    paper.heading(translate(N_("Overview")))
    part.tables.add_counts(paper, part.counted)
    part.tables.add_regions(paper, part.counted)
    _add_targets(paper, part)
    add_lagging(paper, part.loaded, part.own, part.notes, translate)
    _add_unjudged(paper, part)
    _add_further_notes(paper, part)
    if any(reading_mark(one.certainty) for one in part.own):
        paper.text(translate("* reading of the plan not certain; the plan file says why"))


def _by_class(results: Sequence[Result]) -> Iterator[tuple[Constraint, list[Result]]]:
    for constraint in Constraint:
        if group := [one for one in results if one.constraint == constraint]:
            yield constraint, group


def _add_targets(paper: Paper, part: _Part) -> None:
    """Add a table for each class, the most binding first; in each the worst first."""
    translate = part.translate
    paper.heading(translate(N_("Targets and what was achieved")))
    lines = {_key(one) for one in part.own if one.verdict in JUDGED and one.part_of is None}
    judged = [one for one in part.own if _key(one) in lines]
    if not judged:
        paper.text(translate(N_("No target could be judged: there are no data, or no target values.")))
        return
    if can_draw():
        paper.text(part.tables.legend())
    for constraint, group in _by_class(judged):
        name = capital(translate(CONSTRAINTS[constraint]))
        paper.heading(name, 2)
        count = sum(one.part_of is None for one in group)
        caption = say("Achievement of {count} targets ({name})", count=count, name=name)
        part.tables.add_results(paper, caption.text(translate), group)


def _key(one: Result) -> tuple[object, ...]:
    return one.indicator, one.part_of or one.region, one.year, one.part, one.due


def _add_unjudged(paper: Paper, part: _Part) -> None:
    """Add what has no verdict, each with its reason."""
    others = [one for one in part.own if one.verdict not in JUDGED and one.part_of is None]
    if others:
        paper.heading(part.translate(N_("Targets without a verdict, and why")))
        part.tables.add_unjudged(paper, others)


def _add_further_notes(paper: Paper, part: _Part) -> None:
    """Add the office's notes on targets that do not lag."""
    lagging = {_key(one) for one in part.tables.lagging()[:MOST_BLOCKS]}
    noted = [one for one in part.own if _key(one) not in lagging and part.notes.of(one)]
    if not noted:
        return
    paper.heading(part.translate("Further notes"))
    for one in noted:
        own = part.notes.of(one)
        name = say("{label}: {text}", label=noting.name_of(one, part.translate), text="").text(part.translate)
        told = [noting.reason_of(own), noting.measures_of(own), noting.who_of(own, part.translate)]
        paper.labelled(name, "\n".join(text for text in told if text))


def _add_method(paper: Paper, assessment: Assessment, translate: Translate, version: str, context: Context) -> None:
    paper.heading(translate("Method and sources"))
    for title, lines in end_matter(assessment, translate, version, context.notes):
        paper.heading(title, 2)
        for label, text in lines:
            paper.labelled(say("{label}: {text}", label=label, text="").text(translate), text, "Small")
    if not can_draw():
        paper.text(translate(N_("Charts are left out: they need pip install 'planckeck[charts]'.")), "Small")
