"""Findings as GitHub's workflow commands: a line a finding, which the runner shows at its place in the change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.problems import Diagnostic, Place, Severity, Translate, say
from planckeck.reports.ci.places import names_a_file, repository_path
from planckeck.reports.findings import closing, sentence
from planckeck.reports.texts import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def workflow_commands(diagnostics: Sequence[Diagnostic], translate: Translate) -> str:
    """Return a workflow command a finding, then how much was found."""
    lines = [*(command(finding, translate) for finding in diagnostics), closing(diagnostics, translate)]
    return "\n".join(lines) + "\n"


def command(finding: Diagnostic, translate: Translate) -> str:
    """Return one finding as `::error file=…,line=…,col=…,title=…::message`."""
    text = sentence(finding, translate)
    if finding.related is not None:
        text += " – " + say("see {place}", place=visible(str(finding.related))).text(translate)
    title = f"{finding.code} {translate(finding.kind.title)}"
    properties = [*_properties(finding.place), ("title", title)]
    said = ",".join(f"{name}={property_text(str(value))}" for name, value in properties)
    return f"::{_COMMANDS[finding.severity]} {said}::{data_text(text)}"


def _properties(place: Place) -> Iterator[tuple[str, object]]:
    """Yield file, line and columns; a table's columns count fields, the runner's count characters."""
    if not names_a_file(place):
        return
    yield "file", repository_path(place.file)
    if not place.line:
        return
    yield "line", place.line
    if place.end_line:
        yield "endLine", place.end_line
    if place.column and not place.in_table and place.end_line in {0, place.line}:
        yield "col", place.column
        if place.end_column:
            yield "endColumn", place.end_column


def data_text(text: str) -> str:
    """Return text for the part behind `::`; nothing in it ends the line or begins a command of its own."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def property_text(text: str) -> str:
    """Return text for a property, where a comma and a colon mean something too."""
    return data_text(text).replace(":", "%3A").replace(",", "%2C")
