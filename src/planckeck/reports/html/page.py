"""The page: its parts gathered, its template filled in, its style and script named by their hashes."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from planckeck.model.assessment import Assessment, Result
from planckeck.model.notes import Notes
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Severity, Translate, say
from planckeck.reports import counts, method
from planckeck.reports.charts.marks import STYLE
from planckeck.reports.context import PLAIN, Context
from planckeck.reports.findings import SEVERITIES
from planckeck.reports.gaps import list_of
from planckeck.reports.headlines import headlines
from planckeck.reports.html.glance import CODES, alerts, cards, pace_line
from planckeck.reports.html.lines import MOST_TRENDS, Shown, shown_line, trends
from planckeck.reports.html.manyregions import section
from planckeck.reports.html.noted import noted
from planckeck.reports.html.speaking import Speaker, flow
from planckeck.reports.html.words import WORDS
from planckeck.reports.regions import Overview, overviews
from planckeck.reports.rows import MOST_READ, reading_mark, worst_first
from planckeck.reports.texts import visible
from planckeck.reports.words import CONSTRAINTS, SIGNS, VERDICTS

MOST_ROWS = 3_000
"""Of more lines than this the table of results shows the worst, and says how many it leaves out."""

MOST_FINDINGS = 100
MOST_CHOICES = 300
"""A list of more regions than this is no field to choose from; the search finds them."""


def render(assessment: Assessment, languages: tuple[Translate, ...], version: str, beside: Context = PLAIN) -> bytes:
    """Return the page in UTF-8. `version` is planckeck's own; `beside` holds the office's notes."""
    context = _context(assessment, Speaker(languages), version, beside.notes)
    return _environment().get_template("page.html.jinja").render(context).encode("utf-8", "replace")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("planckeck.reports.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )


def _part(name: str) -> str:
    return resources.files("planckeck.reports.html").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return what a content security policy names a style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _context(assessment: Assessment, speaker: Speaker, version: str, notes: Notes) -> dict[str, Any]:
    style = _part("page.css") + STYLE + _labels(speaker)
    script = _part("page.js")
    words = {name: speaker.word(text) for name, text in WORDS.items()}
    plain = {name: speaker.plain(lambda t, text=text: t(text)) for name, text in WORDS.items()}  # type: ignore[misc]
    return {
        "tags": speaker.tags,
        "style": Markup(style),
        "script": Markup(script),
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "w": words,
        "p": plain,
        "title": _title(assessment, speaker),
        "version": version,
        **_head(assessment, speaker),
        **_body(assessment, speaker, notes),
        **_foot(assessment, speaker),
        "notes": notes,
    }


_LABELLED = ("no", "indicator", "region", "year", "baseline", "target", "actual", "gap", "verdict", "pace")


def _labels(speaker: Speaker) -> str:
    """Return the labels of cells that stand below each other on a phone; fixed words only."""
    texts = {name: speaker.plain(lambda t, name=name: t(WORDS[name])) for name in _LABELLED}  # type: ignore[misc]
    rules = "".join(f'.lines td.{name}::before{{content:"{text}"}}' for name, text in texts.items())
    return f"@media screen and (max-width:40rem){{{rules}}}"


def _title(assessment: Assessment, speaker: Speaker) -> str:
    titles = [loaded.plan.title for loaded in assessment.plans]
    if len(titles) == 1:
        return titles[0]
    return speaker.plain(lambda t: say("{count} plans", count=len(titles)).text(t))


def _head(assessment: Assessment, speaker: Speaker) -> dict[str, Any]:
    per_language = [list(headlines(assessment.counts, own)) for own in speaker.languages]
    filters = assessment.method.filters
    return {
        "lead": speaker.join([said[0] for said in per_language]),
        "sentences": speaker.join([flow(said[1:]) for said in per_language]),
        "cards": cards(assessment.counts, speaker),
        "pace_counts": pace_line(assessment.counts, speaker),
        "filters": speaker(lambda t: ": ".join(method.filter_line(assessment.method, t))) if filters else "",
        "evaluated": speaker(lambda t: _evaluated(assessment, t)),
        "plans": [loaded.plan for loaded in assessment.plans],
    }


def _evaluated(assessment: Assessment, translate: Translate) -> str:
    years = list_of(map(str, assessment.years), translate)
    return say("{label}: {text}", label=translate(WORDS["evaluated"]), text=years).text(translate)


def _body(assessment: Assessment, speaker: Speaker, notes: Notes) -> dict[str, Any]:
    plans = {loaded.plan.id: loaded for loaded in assessment.plans}
    is_read = assessment.counts.total <= MOST_READ
    results = list(assessment.results() if is_read else assessment.worst)
    history = assessment.history()
    found = overviews(results, history) if is_read else []
    ordered = worst_first(results)
    lines, left_out = _cut(ordered, assessment.counts.total)
    drawn, more = trends([one for one in ordered if one.part_of is None], plans, history, speaker, MOST_TRENDS)
    return {
        "sections": [section(own, plans[own.plan], speaker) for own in found],
        "lines": (shown_line(one, plans[one.plan], speaker) for one in lines),
        "noted": list(noted(ordered, plans, notes, speaker)),
        "alerts": [] if found else list(alerts(ordered, speaker)),
        "choices": _choices(lines, plans, found, speaker),
        "left_out": _left_out(left_out, speaker),
        "trends": drawn,
        "trends_left_out": speaker(
            lambda t: say("{count} more trends are not drawn; --chart draws them all", count=more).text(t)
        )
        if more
        else "",
        "any_uncertain": any(reading_mark(one.certainty) for one in lines),
        "codes": CODES,
    }


def _cut(ordered: Sequence[Result], total: int) -> tuple[list[Result], int]:
    """Return at most `MOST_ROWS` lines with their units, and how many lines are left out."""
    kept: list[Result] = []
    count = 0
    for one in ordered:
        count += one.part_of is None
        if count > MOST_ROWS:
            return kept, total - MOST_ROWS
        kept.append(one)
    return kept, max(0, total - count)


def _left_out(count: int, speaker: Speaker) -> Markup | str:
    if not count:
        return ""
    return speaker(
        lambda t: say(
            "The worst are shown; {count} more results are not. --format csv has all of them, --region and "
            "--constraint choose among them.",
            count=count,
        ).text(t)
    )


def _choices(
    lines: Sequence[Result], plans: Mapping[str, LoadedPlan], found: Sequence[Overview], speaker: Speaker
) -> dict[str, Any]:
    """Return what each field of the filter offers; a field with one choice is none."""

    def several(values: list[tuple[str, str]]) -> list[tuple[str, str]]:
        return values if 1 < len(values) <= MOST_CHOICES else []

    verdicts = {one.verdict for one in lines}
    classes = {one.constraint for one in lines}
    regions = dict.fromkeys(one.part_of or one.region for one in lines)
    several_years = len({(one.year, one.part) for one in lines}) > 1
    return {
        "verdict": several(
            [(CODES[v], f"{SIGNS[v]} {speaker.plain(lambda t, v=v: t(VERDICTS[v]))}") for v in CODES if v in verdicts]  # type: ignore[misc]
        ),
        "class": several(
            [(c.value, speaker.plain(lambda t, c=c: t(CONSTRAINTS[c]))) for c in Constraint if c in classes]  # type: ignore[misc]
        ),
        "plan": several([(name, plans[name].plan.title) for name in dict.fromkeys(one.plan for one in lines)]),
        "region": several([(name, name) for name in regions]),
        "category": several([(name, name) for name in dict.fromkeys(one.category or "" for one in lines) if name]),
        "department": several([(name, name) for name in dict.fromkeys(one.department or "" for one in lines) if name]),
        "regions": len(regions) > 1,
        "years": several_years,
        "paces": any(one.pace is not None or one.open_sdg is not None for one in lines),
        "classes": classes != {Constraint.NONE.value},
        "overview": bool(found),
    }


def _foot(assessment: Assessment, speaker: Speaker) -> dict[str, Any]:
    return {
        "findings": list(_findings(assessment, speaker)),
        "findings_left_out": _findings_left_out(len(assessment.findings) - MOST_FINDINGS, speaker),
        "method": list(_method(assessment, speaker)),
        "identities": _labelled(
            [
                [*counts.identities(assessment.counts, t), *counts.pace_identities(assessment.counts, t)]
                for t in speaker.languages
            ],
            speaker,
        ),
        "rate": speaker(lambda t: counts.rate_line(assessment.counts, t)),
        "sources": [
            (loaded.plan.title, speaker(lambda t, own=loaded: list_of(method.sources_of(own.plan, t), t)))  # type: ignore[misc]
            for loaded in assessment.plans
        ],
        "files": assessment.files,
    }


def _findings(assessment: Assessment, speaker: Speaker) -> Iterator[tuple[Markup, str, str, Markup]]:
    """Yield severity, code, place and message of the gravest findings."""
    order = list(Severity)
    gravest = sorted(assessment.findings, key=lambda own: order.index(own.severity))[:MOST_FINDINGS]
    for own in gravest:
        yield (
            speaker.word(SEVERITIES[own.severity]),
            own.code,
            str(own.place),
            speaker(lambda t, own=own: own.message.text(t)),  # type: ignore[misc]
        )


def _findings_left_out(count: int, speaker: Speaker) -> Markup | str:
    if count <= 0:
        return ""
    return speaker(
        lambda t: say("{count} more findings are not shown; --format json has all of them", count=count).text(t)
    )


def _method(assessment: Assessment, speaker: Speaker) -> list[tuple[Markup, Markup]]:
    return _labelled(
        [[*method.rules_in_words(t), *method.method_lines(assessment.method, t)] for t in speaker.languages], speaker
    )


def _labelled(per_language: list[list[tuple[str, str]]], speaker: Speaker) -> list[tuple[Markup, Markup]]:
    """Put lines of label and text, made in each language, beside each other."""
    return [
        (speaker.join([label for label, _ in own]), speaker.join([text for _, text in own]))
        for own in zip(*per_language, strict=True)
    ]


__all__ = ["Shown", "render"]
