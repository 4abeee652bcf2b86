"""Test results as JUnit XML, which every CI system shows: of plan files and of an evaluation.

A run has a failing case exactly where it exits with 1 or 3. Plan files: a case a file. An evaluation: a case an
indicator (and region and year, where there are several), and a case a file with findings that fail the run.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from planckeck.model.assessment import Assessment, Result, Verdict
from planckeck.problems import Diagnostic, Severity, Translate, say
from planckeck.reports.ci.places import names_a_file, repository_path
from planckeck.reports.findings import Checked, closing, line_of
from planckeck.reports.rows import row_of
from planckeck.reports.texts import visible
from planckeck.reports.words import VERDICTS

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SAID_BY_ITS_CASE = frozenset({"PK314"})
"""Findings that repeat what an indicator's own case says."""


@dataclass(frozen=True, slots=True)
class Case:
    """One test case: it failed, was skipped, or passed with neither; `said` is what stands in it either way."""

    suite: str
    name: str
    file: str = ""
    line: int = 0
    failure: str = ""
    skipped: str = ""
    kind: str = ""
    said: tuple[str, ...] = ()


def of_files(checked: Checked, translate: Translate) -> str:
    """Return a case a file: it fails by an error, under `strict` by a warning; other findings stand in it."""
    cases = _file_cases(checked.command, checked.findings, translate, checked.files, checked.strict)
    return _document(checked.command, cases)


def of_assessment(assessment: Assessment, translate: Translate, strict: bool = False) -> str:
    """Return a case a plan's own line, met ones passed, and a case a file with findings that fail the run.

    A miss fails in a class of `--fail-on`, so does such a target that is due and has no data; all else is skipped
    with its verdict. Under `--fail-on never` nothing fails.
    """
    never = assessment.method.fail_on == "never"
    lines = [result for result in assessment.results() if result.part_of is None]
    labels = _labels(lines)
    cases = [_result_case(result, assessment, translate, labels) for result in lines]
    others = [finding for finding in assessment.findings if finding.code not in _SAID_BY_ITS_CASE]
    cases += _file_cases("findings", () if never else _failing(others, strict), translate, (), strict)
    return _document("planckeck evaluate", cases)


def _failing(diagnostics: Iterable[Diagnostic], strict: bool) -> list[Diagnostic]:
    return [
        finding
        for finding in diagnostics
        if finding.severity is Severity.ERROR or (strict and finding.severity is Severity.WARNING)
    ]


def _file_cases(
    suite: str, diagnostics: Sequence[Diagnostic], translate: Translate, files: Sequence[str], strict: bool
) -> Iterator[Case]:
    of_file: dict[str, list[Diagnostic]] = {file: [] for file in files}
    for finding in diagnostics:
        of_file.setdefault(finding.place.file, []).append(finding)
    for file, found in of_file.items():
        failing = _failing(found, strict)
        is_file = not found or names_a_file(found[0].place)
        path = repository_path(file) if is_file else file
        yield Case(
            suite,
            path,
            file=path if is_file else "",
            line=failing[0].place.line if failing else 0,
            failure=closing(failing, translate) if failing else "",
            kind=failing[0].code if failing else "",
            said=tuple(line_of(finding, translate) for finding in found),
        )


def _labels(lines: Sequence[Result]) -> tuple[bool, bool]:
    """Tell whether names need the region and the year to be told apart."""
    return len({line.region for line in lines}) > 1, len({(line.year, line.part) for line in lines}) > 1


def _result_case(result: Result, assessment: Assessment, translate: Translate, labels: tuple[bool, bool]) -> Case:
    row = row_of(result, translate)
    parts = [result.name, *([row.region] if labels[0] else []), *([row.year] if labels[1] else [])]
    verdict = say("{one}, {other}", one=translate(VERDICTS[Verdict(result.verdict)]), other=row.constraint).text(
        translate
    )
    values = say("actual {actual}, target {target}", actual=row.actual, target=row.target).text(translate)
    said = say("{message}; {hint}", message=values, hint=row.gap).text(translate) if row.gap else values
    file, _, line = result.plan_at.rpartition(":")
    failed = is_failing(result, assessment)
    passed = result.verdict == Verdict.MET
    return Case(
        result.plan,
        f"{result.indicator} {' '.join(parts)}",
        file=repository_path(file),
        line=int(line) if line.isdecimal() else 0,
        failure=verdict if failed else "",
        skipped="" if failed or passed else say("{message}; {hint}", message=verdict, hint=said).text(translate),
        kind=result.verdict,
        said=(said,),
    )


def is_failing(result: Result, assessment: Assessment) -> bool:
    """Tell whether a plan's own line fails the run: a miss, or no data though due, in a class that fails."""
    if result.part_of is not None or (result.plan, result.constraint) not in assessment.failing:
        return False
    if result.verdict == Verdict.NO_DATA:
        return result.is_due and result.reason != "part_year"
    return result.verdict == Verdict.UNMET


def _document(name: str, cases: Iterable[Case]) -> str:
    suites: dict[str, list[Case]] = {}
    for case in cases:
        suites.setdefault(case.suite, []).append(case)
    root = ET.Element("testsuites", name=name)
    for suite, own in suites.items():
        element = ET.SubElement(root, "testsuite", name=_legal(suite))
        _counted(element, own)
        element.extend(_case(case) for case in own)
    _counted(root, [case for own in suites.values() for case in own])
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _counted(element: ET.Element, cases: Sequence[Case]) -> None:
    element.set("tests", str(len(cases)))
    element.set("failures", str(sum(bool(case.failure) for case in cases)))
    element.set("errors", "0")
    element.set("skipped", str(sum(bool(case.skipped) for case in cases)))
    element.set("time", "0")


def _case(case: Case) -> ET.Element:
    element = ET.Element("testcase", classname=_legal(case.suite), name=_legal(case.name), time="0")
    if case.file:
        element.set("file", _legal(case.file))
    if case.line:
        element.set("line", str(case.line))
    text = "\n".join(_legal(line) for line in case.said)
    if case.failure:
        ET.SubElement(element, "failure", message=_legal(case.failure), type=case.kind).text = text
    elif case.skipped:
        ET.SubElement(element, "skipped", message=_legal(case.skipped))
    elif text:
        ET.SubElement(element, "system-out").text = text
    return element


def _legal(text: str) -> str:
    """Return text on one line that XML 1.0 admits, with what it forbids shown."""
    return _NOT_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", visible(text))
