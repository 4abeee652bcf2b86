"""The gap summary that goes into a report: Markdown that renders on GitHub and pastes into Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Assessment, Counts, InputFile, Result
from planckeck.model.notes import NO_NOTES, Notes
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import counts, method, sections
from planckeck.reports.gaps import list_of
from planckeck.reports.headlines import headlines
from planckeck.reports.mdregions import regions_section
from planckeck.reports.mdtables import Layout, table_row
from planckeck.reports.midterm import midterm
from planckeck.reports.noting import notes_section
from planckeck.reports.regions import overviews
from planckeck.reports.rows import DASH, MOST_READ, reading_mark, shown_results
from planckeck.reports.texts import markdown_code, markdown_text

MOST_ROWS = 5_000
"""A summary of more lines than this shows the worst, and says how many it leaves out."""


def summary(assessment: Assessment, translate: Translate, version: str, notes: Notes = NO_NOTES) -> str:
    """Return the summary of a run: a section a plan, then method and sources once. `version` is planckeck's own."""
    results, left_out = shown_results(assessment, MOST_ROWS)
    blocks: list[str] = []
    is_read = assessment.counts.total <= MOST_READ
    all_results = assessment.results() if left_out else results
    found = {own.plan: own for own in overviews(all_results, assessment.history())} if is_read else {}
    if left_out:
        more = counts.left_out_line(assessment, left_out)
        blocks += [*_lead(assessment.counts, translate), more.text(translate)]
    for loaded in assessment.plans:
        own = [result for result in results if result.plan == loaded.plan.id]
        blocks += _head(loaded, own, translate)
        if not left_out:
            blocks += _lead(assessment.counts if len(assessment.plans) == 1 else counts.tally(own), translate)
        if assessment.method.filters:
            blocks.append(_labelled(*method.filter_line(assessment.method, translate), translate))
        if loaded.plan.id in found:
            blocks += regions_section(found[loaded.plan.id], loaded.plan.last_year, translate)
        blocks += _plan_sections(assessment, loaded, own, translate, notes)
    blocks += _method_section(assessment, translate, version, notes)
    return "\n\n".join(block for block in blocks if block) + "\n"


def _head(loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> Iterator[str]:
    plan = loaded.plan
    yield "# " + markdown_text(say("{title}: gap summary", title=plan.title).text(translate))
    years = list_of(sorted({str(result.year) for result in own}), translate) or DASH
    facts = say(
        "Region: {region}. Period: {period}. Evaluated: {years}.", region=plan.region, period=plan.period, years=years
    )
    yield markdown_text(facts.text(translate))


def _lead(counted: Counts, translate: Translate) -> Iterator[str]:
    first, *others = headlines(counted, translate)
    yield f"**{markdown_text(first)}**"
    yield from map(markdown_text, others)


def _plan_sections(
    assessment: Assessment, loaded: LoadedPlan, own: Sequence[Result], translate: Translate, notes: Notes
) -> Iterator[str]:
    made = Layout(loaded, own, translate)
    yield from sections.misses(made)
    yield from notes_section(made, notes)
    yield from midterm(made)
    yield from sections.open_ones(made)
    yield from sections.others(made)
    yield from _contradictions(assessment, loaded, translate)
    yield from sections.met(made)
    yield from _notes(own, translate)


def _notes(own: Sequence[Result], translate: Translate) -> Iterator[str]:
    """Yield what the tables' marks mean, and which values were converted into the plan's unit."""
    converted = [
        say(
            "{name}: written {written}; {conversion}",
            name=one.name,
            written=one.written or DASH,
            conversion=one.conversion,
        )
        for one in own
        if one.conversion
    ]
    if converted:
        yield "## " + markdown_text(translate("Converted into the unit of the plan"))
        yield "\n".join(f"- {markdown_text(one.text(translate))}" for one in converted)
    if any(reading_mark(one.certainty) for one in own):
        yield markdown_text(translate("* reading of the plan not certain; the plan file says why"))


def _contradictions(assessment: Assessment, loaded: LoadedPlan, translate: Translate) -> Iterator[str]:
    """Yield the actuals that contradict the plan's own baselines, each with its place."""
    rows = []
    for finding in assessment.findings:
        if finding.code != "PK308" or (finding.related and finding.related.file != loaded.positions.file):
            continue
        values = dict(finding.message.values)
        rows.append([str(values[key]) for key in ("indicator", "year", "baseline", "value")] + [str(finding.place)])
    if rows:
        yield "## " + markdown_text(translate("Data that contradict the baselines of the plan"))
        yield translate("Both figures stand; say in the report which one holds.")
        titles = [translate(title) for title in (N_("indicator"), N_("year"), N_("baseline"), N_("data"), N_("place"))]
        yield "\n".join([table_row(titles), "|" + " --- |" * len(titles), *map(table_row, rows)])


def _method_section(assessment: Assessment, translate: Translate, version: str, notes: Notes) -> Iterator[str]:
    yield "## " + markdown_text(translate("Method and sources"))
    plan_word = translate("plan")
    lines = [f"- {_labelled(plan_word, _plan_source(loaded, translate), translate)}" for loaded in assessment.plans]
    said_in = [InputFile(notes.file, notes.sha256)] if notes.file else []
    for word, file in [*(("file", one) for one in assessment.files), *(("notes", one) for one in said_in)]:
        told = say("{path} (SHA-256 {sha256})", path=markdown_code(file.path), sha256=markdown_code(file.sha256))
        lines.append("- " + say("{label}: {text}", label=translate(word), text=told).text(translate))
    said = [
        *method.rules_in_words(translate),
        *method.method_lines(assessment.method, translate),
        *counts.identities(assessment.counts, translate),
        *counts.level_identities(assessment.counts, translate),
        *counts.pace_identities(assessment.counts, translate),
    ]
    lines += [f"- {_labelled(label, text, translate)}" for label, text in said]
    lines.append(f"- planckeck {markdown_text(version)}")
    yield "\n".join(lines)


def _plan_source(loaded: LoadedPlan, translate: Translate) -> str:
    return translate("; ").join([loaded.plan.title, *method.sources_of(loaded.plan, translate)])


def _labelled(label: str, text: str, translate: Translate) -> str:
    return markdown_text(say("{label}: {text}", label=label, text=text).text(translate))
