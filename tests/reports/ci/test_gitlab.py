from __future__ import annotations

import json
from typing import Any

from planckeck.languages import translator
from planckeck.problems import Place
from planckeck.problems.kinds import diagnose
from planckeck.reports.ci.gitlab import code_quality
from tests.reports.samples import hostile
from tests.reports.test_findings import FINDINGS

EN, ZH = translator("en"), translator("zh")


def read(findings: Any, translate: Any = EN) -> list[dict[str, Any]]:
    found = json.loads(code_quality(findings, translate))
    assert isinstance(found, list)
    return found


def test_every_violation_has_the_fields_that_gitlab_reads() -> None:
    first = read(FINDINGS)[0]

    fingerprint = first.pop("fingerprint")
    assert len(fingerprint) == 64
    assert first == {
        "description": 'unknown sign "=>" in "=>77"; write "≥77"',
        "check_name": "PK210",
        "severity": "major",
        "location": {"path": "plans/health.yaml", "lines": {"begin": 5}},
    }


def test_severities_are_gitlab_s() -> None:
    note = diagnose("PK232", Place("a.yaml", 1, 1), written="x", value="1", unit="人")

    assert [one["severity"] for one in read([*FINDINGS[3:5], note])] == ["major", "minor", "info"]


def test_a_file_as_a_whole_is_its_first_line() -> None:
    assert read(FINDINGS[5:])[0]["location"] == {"path": "plans", "lines": {"begin": 1}}


def test_fingerprints_are_unique() -> None:
    twice = [*FINDINGS, *FINDINGS, *hostile().findings]

    assert len({one["fingerprint"] for one in read(twice)}) == len(twice)


def test_fingerprints_stay_when_lines_are_added_above_and_in_the_other_language() -> None:
    moved = [
        one._replace(place=one.place._replace(line=one.place.line + 7)) if one.place.line else one for one in FINDINGS
    ]
    moved[3] = diagnose("PK103", moved[3].place, key="name", first=11)

    same = [one["fingerprint"] for one in read(FINDINGS)]

    assert [one["fingerprint"] for one in read(moved)] == same
    assert [one["fingerprint"] for one in read(FINDINGS, ZH)] == same


def test_nothing_found_is_an_empty_list() -> None:
    assert read(()) == []
