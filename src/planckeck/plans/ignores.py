"""Comments that switch warnings off: `# planckeck: ignore[PK221, PK224] reason`, in a line of the field.

Only warnings and notes can be ignored: a plan with an error is no plan. A comment without a reason, one that ignores
nothing and one that is not understood are warnings themselves, and cannot be ignored.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

from planckeck.plans.nodes import LOADER
from planckeck.problems import Diagnostic, Message, Place, Severity, has_errors, say
from planckeck.problems.kinds import KINDS, diagnose
from planckeck.problems.suggest import did_you_mean

_MARK = "planckeck:"
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s*planckeck:\s*(?P<said>.*?)\s*$")
_IGNORE = re.compile(r"ignore\s*\[(?P<codes>[^\]]+)\]\s*(?P<reason>.*)")


@dataclass(frozen=True, slots=True)
class _Comment:
    place: Place
    said: str
    codes: tuple[str, ...] = ()
    reason: str = ""


def without_ignored(text: str, file: str, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Return the findings of a plan file without those that its comments ignore, and what is wrong with comments.

    Whether a comment ignores nothing is told only where there is no error: an error hides warnings of its indicator.
    """
    comments = list(_comments(text, file)) if _MARK in text else []
    if not comments:
        return list(findings)
    lines = text.split("\n")
    kept: list[Diagnostic] = []
    used: set[tuple[Place, str]] = set()
    for finding in findings:
        of_finding = [comment for comment in comments if _covers(comment, finding, lines)]
        used |= {(comment.place, finding.code) for comment in of_finding}
        if not of_finding:
            kept.append(finding)
    for comment in comments:
        kept += _faults(comment, {code for place, code in used if place == comment.place}, has_errors(findings))
    return kept


def _covers(comment: _Comment, finding: Diagnostic, lines: Sequence[str]) -> bool:
    if finding.severity is Severity.ERROR or finding.code not in comment.codes:
        return False
    return finding.place.line <= comment.place.line <= _last_line(finding.place, lines)


def _last_line(place: Place, lines: Sequence[str]) -> int:
    """Return the last line of a value; a block ends where the next token begins, which is not its own line."""
    if not 0 < place.end_line <= len(lines) or place.end_line == place.line:
        return place.line
    is_own = bool(lines[place.end_line - 1][: max(0, place.end_column - 1)].strip())
    return place.end_line if is_own else place.end_line - 1


def _faults(comment: _Comment, used: set[str], is_broken: bool) -> Iterator[Diagnostic]:
    if not comment.codes:
        yield diagnose("PK142", comment.place, text=comment.said)
        return
    if not comment.reason:
        yield diagnose("PK140", comment.place, codes=", ".join(comment.codes))
    for code in comment.codes:
        if code not in used and (fault := _why_unused(code, is_broken)):
            yield diagnose("PK141", comment.place, ignored=code, why=fault[0], help=fault[1])


def _why_unused(code: str, is_broken: bool) -> tuple[Message, Message] | None:
    kind = KINDS.get(code)
    if kind is None:
        return say("there is no such code"), did_you_mean(code, KINDS)
    if kind.severity is Severity.ERROR:
        return say("it is an error, and errors cannot be ignored"), say("correct what it names")
    return None if is_broken else (say("nothing of this code is found in this line"), say("remove the comment"))


def _comments(text: str, file: str) -> Iterator[_Comment]:
    """Yield the comments that speak to planckeck; what looks like one inside a quoted or block text is none."""
    inside = [
        ((start.line, start.column), (end.line, end.column))
        for event in yaml.parse(text, Loader=LOADER)
        if isinstance(event, yaml.ScalarEvent) and (start := event.start_mark) and (end := event.end_mark)
    ]
    for number, line in enumerate(text.split("\n")):
        found = _COMMENT.search(line) if _MARK in line else None
        if found is None or any(start <= (number, found.start()) < end for start, end in inside):
            continue
        place = Place(file, number + 1, found.start() + 1, number + 1, found.end("said") + 1)
        ignore = _IGNORE.fullmatch(found["said"])
        codes = tuple(code.strip().upper() for code in ignore["codes"].split(",")) if ignore else ()
        yield _Comment(place, found["said"], codes, ignore["reason"] if ignore else "")
