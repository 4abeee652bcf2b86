"""What makes a finding the same one in the next run, although lines were added above it or the language changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from planckeck.problems import Diagnostic, Message
from planckeck.reports.ci.places import names_a_file, repository_path

_MOVING = frozenset({"first", "line", "offset", "help", "actual"})
"""Values of messages that change when lines are added above, with the language, or with each new value."""


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Return a fingerprint a finding, each unique; equal findings of one file are told apart by their order."""
    seen: Counter[str] = Counter()
    found = []
    for finding in diagnostics:
        own = _said(finding)
        found.append(hashlib.sha256(f"{own}|{seen[own]}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[own] += 1
    return found


def _said(finding: Diagnostic) -> str:
    place = finding.place
    path = repository_path(place.file) if names_a_file(place) else place.file
    values = [f"{name}={_english(value)}" for name, value in finding.message.values if name not in _MOVING]
    return "|".join([finding.code, path, *values])


def _english(value: object) -> str:
    return value.text() if isinstance(value, Message) else str(value)
