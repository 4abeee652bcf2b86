"""The gap summary that goes into a report: Markdown that renders on GitHub and pastes into Word."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Assessment, Counts, Reason, Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import counts, method
from planckeck.reports.gaps import clauses, list_of
from planckeck.reports.headlines import headlines
from planckeck.reports.rows import DASH, Row, reading_mark, row_of, shown_results, with_units, worst_first
from planckeck.reports.texts import markdown_code, markdown_text
from planckeck.reports.words import VERDICTS

Shown = Callable[[Row], str]

MOST_ROWS = 5_000
"""A summary of more lines than this shows the worst, and says how many it leaves out."""


def summary(assessment: Assessment, translate: Translate, version: str) -> str:
    """Return the summary of a run: a section a plan, then method and sources once. `version` is planckeck's own."""
    results, left_out = shown_results(assessment, MOST_ROWS)
    blocks: list[str] = []
    if left_out:
        more = say("{count} more results are not shown; --format csv has all of them", count=left_out)
        blocks += [*_lead(assessment.counts, translate), more.text(translate)]
    for loaded in assessment.plans:
        own = [result for result in results if result.plan == loaded.plan.id]
        blocks += _head(loaded, own, translate)
        if not left_out:
            blocks += _lead(assessment.counts if len(assessment.plans) == 1 else counts.tally(own), translate)
        if assessment.method.filters:
            blocks.append(_labelled(*method.filter_line(assessment.method, translate), translate))
        blocks += _plan_sections(assessment, loaded, own, translate)
    blocks += _method_section(assessment, translate, version)
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
    assessment: Assessment, loaded: LoadedPlan, own: Sequence[Result], translate: Translate
) -> Iterator[str]:
    made = _Sections(loaded, own, translate)
    yield from made.misses()
    yield from made.open_ones()
    yield from made.others()
    yield from _contradictions(assessment, loaded, translate)
    yield from made.met()
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


class _Sections:
    """The sections of one plan; each result stands in the first that fits it, and once more where it got worse."""

    def __init__(self, loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> None:
        self.loaded, self.own, self.translate = loaded, own, translate
        lines = [result for result in own if result.part_of is None]
        self.regions = len({line.region for line in lines}) > 1
        self.years = len({(line.year, line.part) for line in lines}) > 1
        self.departments = any(line.department for line in lines)

    def misses(self) -> Iterator[str]:
        """Yield the binding misses first, then the others by category."""
        unmet = self._of(Verdict.UNMET)
        binding = [one for one in unmet if one.constraint == Constraint.BINDING]
        others = [one for one in unmet if one.constraint != Constraint.BINDING]
        yield from self._section(
            N_("Binding targets not met"), worst_first(binding), [*self._columns(), *self._distance()]
        )
        shown = [*self._columns(category=True, constraint=True), *self._distance()]
        title = N_("Other targets not met") if binding else N_("Targets not met")
        yield from self._section(title, with_units(others, _by_category), shown)

    def open_ones(self) -> Iterator[str]:
        """Yield what is not due: with a gap first, then the rest; and what is worse than its baseline."""
        waiting = self._of(Verdict.NOT_DUE)
        behind = [one for one in waiting if one.gap or one.part_of is not None]
        rest = [one for one in waiting if not one.gap and one.part_of is None]
        columns = [*self._columns(constraint=True), *self._distance()]
        yield from self._section(N_("Not yet due, target not yet reached"), worst_first(behind), columns)
        yield from self._section(N_("Not yet due, to be judged at the end"), rest, columns)
        worse = [one for one in self.own if one.worse_than_baseline and one.part_of is None]
        yield from self._section(
            N_("Worse than the baseline"),
            worst_first(worse),
            [*self._columns(constraint=True), *self._values(), self._verdict()],
        )

    def others(self) -> Iterator[str]:
        """Yield what has no data, what has no target, and what does not apply, each with its reason."""
        why = [*self._columns(constraint=True), self._target(), (self.translate("why"), self._why)]
        actual = (self.translate("actual"), lambda row: row.actual)
        yield from self._section(N_("No data"), worst_first(self._of(Verdict.NO_DATA)), why)
        yield from self._section(N_("No target value"), self._of(Verdict.NO_TARGET), [*why[:-1], actual, why[-1]])
        yield from self._section(N_("Not applicable"), self._of(Verdict.NOT_APPLICABLE), why[:-1])

    def met(self) -> Iterator[str]:
        """Yield the targets met, in a compact table."""
        columns = [*self._columns(constraint=True), *self._values()]
        yield from self._section(N_("Met"), self._of(Verdict.MET), columns)

    def _of(self, verdict: Verdict) -> list[Result]:
        """Return the plan's own lines of a verdict, with all their units."""
        lines = {
            (one.indicator, one.region, one.year, one.due)
            for one in self.own
            if one.part_of is None and one.verdict == verdict
        }
        return [
            one
            for one in self.own
            if (one.indicator, one.part_of or one.region, one.year, one.due) in lines
            and (one.part_of or one.verdict == verdict)
        ]

    def _section(self, title: str, results: Sequence[Result], columns: Sequence[tuple[str, Shown]]) -> Iterator[str]:
        if not results:
            return
        kept = with_units(results, lambda lines: lines)
        rows = [row_of(result, self.translate, self.loaded.plan.last_year) for result in kept]
        yield f"## {markdown_text(self.translate(title))}"
        yield "\n".join(_table(columns, rows))

    def _columns(self, *, category: bool = False, constraint: bool = False) -> list[tuple[str, Shown]]:
        pairs: list[tuple[bool, str, Shown]] = [
            (category, N_("category"), lambda row: row.category or DASH),
            (True, N_("no."), lambda row: row.number),
            (True, N_("indicator"), lambda row: f"└ {row.name}" if row.depth else row.name),
            (self.regions, N_("region"), lambda row: row.region),
            (self.years, N_("year"), lambda row: row.year),
            (constraint, N_("class"), lambda row: row.constraint),
            (True, N_("unit"), lambda row: row.unit or DASH),
        ]
        return [(self.translate(title), shown) for wanted, title, shown in pairs if wanted]

    def _distance(self) -> list[tuple[str, Shown]]:
        by = [(self.translate("department"), lambda row: row.department or DASH)] if self.departments else []
        return [*self._values(), (self.translate("gap"), lambda row: row.gap or DASH), *by]

    def _values(self) -> list[tuple[str, Shown]]:
        return [
            (self.translate("baseline"), lambda row: row.baseline),
            self._target(),
            (self.translate("actual"), lambda row: row.actual),
        ]

    def _target(self) -> tuple[str, Shown]:
        return self.translate("target"), lambda row: row.target

    def _verdict(self) -> tuple[str, Shown]:
        return self.translate("verdict"), lambda row: self.translate(VERDICTS[Verdict(row.result.verdict)])

    def _why(self, row: Row) -> str:
        """Return the reason with what the data, or the reader of the plan, wrote about it."""
        result = row.result
        if result.reason == Reason.READING_OPEN:
            return clauses([row.gap, self.loaded.indicator(result.indicator).reading.note or ""], self.translate)
        if result.verdict != Verdict.NO_DATA:
            return row.gap
        written = say("the data say “{text}”", text=result.written).text(self.translate) if result.written else ""
        return clauses([row.gap, written, result.note or ""], self.translate)


def _by_category(lines: list[Result]) -> list[Result]:
    """Sort by category in the plan's order, in each the worst first."""
    places = list(dict.fromkeys(line.category for line in lines))
    return sorted(worst_first(lines), key=lambda line: places.index(line.category))


def _table(columns: Sequence[tuple[str, Shown]], rows: Sequence[Row]) -> Iterator[str]:
    yield _row([title for title, _ in columns])
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield _row([shown(row) for _, shown in columns])


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(markdown_text(cell) or " " for cell in cells) + " |"


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
        yield "\n".join([_row(titles), "|" + " --- |" * len(titles), *map(_row, rows)])


def _method_section(assessment: Assessment, translate: Translate, version: str) -> Iterator[str]:
    yield "## " + markdown_text(translate("Method and sources"))
    plan_word = translate("plan")
    lines = [f"- {_labelled(plan_word, _plan_source(loaded, translate), translate)}" for loaded in assessment.plans]
    for file in assessment.files:
        told = say("{path} (SHA-256 {sha256})", path=markdown_code(file.path), sha256=markdown_code(file.sha256))
        lines.append("- " + say("{label}: {text}", label=translate("file"), text=told).text(translate))
    said = [
        *method.rules_in_words(translate),
        *method.method_lines(assessment.method, translate),
        *counts.identities(assessment.counts, translate),
    ]
    lines += [f"- {_labelled(label, text, translate)}" for label, text in said]
    lines.append(f"- planckeck {markdown_text(version)}")
    yield "\n".join(lines)


def _plan_source(loaded: LoadedPlan, translate: Translate) -> str:
    return translate("; ").join([loaded.plan.title, *method.sources_of(loaded.plan, translate)])


def _labelled(label: str, text: str, translate: Translate) -> str:
    return markdown_text(say("{label}: {text}", label=label, text=text).text(translate))
