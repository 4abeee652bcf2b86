"""Findings as SARIF 2.1.0 (OASIS), which code scanning reads: the rules come from the registry of diagnostics."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from planckeck import __version__
from planckeck.languages import language_of
from planckeck.problems import Diagnostic, Place, Severity, Translate, say
from planckeck.problems.explained import explanation_of
from planckeck.problems.kinds import KINDS
from planckeck.reports.ci.identity import fingerprints
from planckeck.reports.ci.places import names_a_file, repository_path
from planckeck.reports.findings import sentence
from planckeck.reports.jsontext import dumps

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def sarif(diagnostics: Sequence[Diagnostic], translate: Translate) -> str:
    """Return one run with the rules of the codes that occur; columns count characters, as `columnKind` says."""
    codes = sorted({finding.code for finding in diagnostics})
    results = [
        _result(finding, codes.index(finding.code), fingerprint, translate)
        for finding, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    rules = [_rule(code, translate) for code in codes]
    driver = {"name": "planckeck", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(code: str, translate: Translate) -> dict[str, object]:
    kind = KINDS[code]
    return {
        "id": code,
        "shortDescription": {"text": translate(kind.title)},
        "fullDescription": {"text": explanation_of(code).texts[language_of(translate)]},
        "defaultConfiguration": {"level": _LEVELS[kind.severity]},
    }


def _result(finding: Diagnostic, rule: int, fingerprint: str, translate: Translate) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding, translate)},
        "partialFingerprints": {"planckeck/v1": fingerprint},
    }
    if names_a_file(finding.place):
        result["locations"] = [_location(finding.place)]
    if finding.related is not None and names_a_file(finding.related):
        seen = say("see {place}", place=str(finding.related)).text(translate)
        result["relatedLocations"] = [{"id": 1, "message": {"text": seen}, **_location(finding.related)}]
    return result


def _location(place: Place) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": artifact(place.file)}
    region = {
        "startLine": place.line,
        "startColumn": 0 if place.in_table else place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }
    if place.line:
        physical["region"] = {name: number for name, number in region.items() if number}
    return {"physicalLocation": physical}


def artifact(file: str) -> dict[str, str]:
    """Return where a file is: relative to the repository's top, percent-encoded; one outside it by its file URI."""
    path = repository_path(file)
    uri = quote(path, safe="/", errors="surrogatepass")
    return {"uri": f"file://{uri}"} if path.startswith("/") else {"uri": uri, "uriBaseId": "%SRCROOT%"}
