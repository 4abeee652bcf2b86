"""What stands at the end of every report that is a document: method, sources, the counts' identity, files, version."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.languages import N_
from planckeck.model.assessment import Assessment
from planckeck.model.notes import Notes
from planckeck.problems import Translate, say
from planckeck.reports import counts, method
from planckeck.reports.method import Line

COUNTS, RULES, SOURCES = N_("Counts"), N_("How it was judged"), N_("Sources and files")


def end_matter(
    assessment: Assessment, translate: Translate, version: str, notes: Notes
) -> Iterator[tuple[str, list[Line]]]:
    """Yield three parts, each a title and lines of label and plain text: counts, method, sources with hashes."""
    counted = assessment.counts
    yield (
        translate(COUNTS),
        [
            *counts.identities(counted, translate),
            (translate("rate"), counts.rate_line(counted, translate)),
            *counts.pace_identities(counted, translate),
        ],
    )
    yield (
        translate(RULES),
        [*method.rules_in_words(translate), *method.method_lines(assessment.method, translate)],
    )
    yield translate(SOURCES), [*_sources(assessment, translate, notes), ("planckeck", version)]


def _sources(assessment: Assessment, translate: Translate, notes: Notes) -> Iterator[Line]:
    for loaded in assessment.plans:
        told = [loaded.plan.title, *method.sources_of(loaded.plan, translate)]
        yield translate("plan"), translate("; ").join(told)
    for file in assessment.files:
        yield translate("file"), _hashed(file.path, file.sha256, translate)
    if notes.file:
        yield translate("notes"), _hashed(notes.file, notes.sha256, translate)


def _hashed(path: str, sha256: str, translate: Translate) -> str:
    return say("{path} (SHA-256 {sha256})", path=path, sha256=sha256).text(translate)
