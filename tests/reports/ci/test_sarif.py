from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from planckeck.languages import translator
from planckeck.problems import Diagnostic, Message, Place
from planckeck.problems.kinds import KINDS, diagnose
from planckeck.reports.ci.sarif import artifact, sarif
from tests.published import SARIF, schema
from tests.reports.samples import hostile
from tests.reports.test_findings import FINDINGS

EN, ZH = translator("en"), translator("zh")


def read(findings: Any, translate: Any = EN) -> dict[str, Any]:
    document = json.loads(sarif(findings, translate))
    assert isinstance(document, dict)
    return document


def of_every_code() -> list[Diagnostic]:
    """Return a finding of every code, with its title as the message: what is said needs no values then."""
    return [Diagnostic(kind, Place("a.yaml", 1, 1), Message(kind.title)) for kind in KINDS.values()]


@pytest.mark.parametrize("translate", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize(
    "findings",
    [(), FINDINGS, hostile().findings, of_every_code()],
    ids=["none", "some", "hostile", "every code"],
)
def test_it_holds_under_the_published_schema(findings: Any, translate: Any) -> None:
    validator = Draft7Validator(schema(SARIF))

    assert [error.message for error in validator.iter_errors(read(findings, translate))] == []


def test_the_published_schema_does_refuse() -> None:
    document = read(FINDINGS)
    document["runs"][0]["results"][0]["level"] = "fatal"

    assert not Draft7Validator(schema(SARIF)).is_valid(document)


def test_a_result_has_rule_level_message_region_and_fingerprint() -> None:
    result = read(FINDINGS)["runs"][0]["results"][0]

    assert len(result.pop("partialFingerprints")["planckeck/v1"]) == 64
    assert result == {
        "ruleId": "PK210",
        "ruleIndex": 4,
        "level": "error",
        "message": {"text": 'unknown sign "=>" in "=>77"; write "≥77"'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "plans/health.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 5, "startColumn": 12, "endLine": 5, "endColumn": 14},
                }
            }
        ],
    }


def test_rules_are_those_of_the_registry_and_results_point_to_them() -> None:
    run = read(FINDINGS)["runs"][0]

    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["PK103", "PK104", "PK121", "PK203", "PK210", "PK222"]
    assert rules[5]["defaultConfiguration"] == {"level": "warning"}
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [one.code for one in FINDINGS]


def test_a_related_place_stands_in_the_result() -> None:
    related = read(FINDINGS)["runs"][0]["results"][3]["relatedLocations"][0]

    assert related["message"] == {"text": "see plans/health.yaml:4:3"}
    assert related["physicalLocation"]["region"] == {"startLine": 4, "startColumn": 3}


def test_what_is_in_no_file_has_no_location() -> None:
    finding = diagnose("PK322", Place("--region"), region="x", help="")

    assert "locations" not in read([finding])["runs"][0]["results"][0]


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("plans/a b.yaml", "plans/a%20b.yaml"),
        ("plans/健康.yaml", "plans/%E5%81%A5%E5%BA%B7.yaml"),
        ("plans/50%#1?.yaml", "plans/50%25%231%3F.yaml"),
        ("a:b.csv", "a%3Ab.csv"),
    ],
)
def test_paths_are_percent_encoded(file: str, uri: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert artifact(file) == {"uri": uri, "uriBaseId": "%SRCROOT%"}


def test_a_path_outside_the_repository_is_a_file_uri(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)

    assert artifact("/data/a b.csv") == {"uri": "file:///data/a%20b.csv"}
