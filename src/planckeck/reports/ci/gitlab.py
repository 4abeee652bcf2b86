"""Findings as GitLab's code quality report: the fields that its documentation names, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.problems import Diagnostic, Severity, Translate
from planckeck.reports.ci.identity import fingerprints
from planckeck.reports.ci.places import names_a_file, repository_path
from planckeck.reports.findings import sentence
from planckeck.reports.jsontext import dumps

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def code_quality(diagnostics: Sequence[Diagnostic], translate: Translate) -> str:
    """Return a JSON list with a violation a finding; a finding of a file as a whole stands in its first line."""
    found = [
        {
            "description": sentence(finding, translate),
            "check_name": finding.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": repository_path(finding.place.file) if names_a_file(finding.place) else finding.place.file,
                "lines": {"begin": finding.place.line or 1},
            },
        }
        for finding, fingerprint in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return dumps(found) + "\n"
