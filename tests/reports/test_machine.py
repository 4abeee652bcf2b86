from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from planckeck.model.assessment import RESULT_KEYS
from planckeck.reports.jsontext import dumps
from planckeck.reports.machine import as_csv, as_json
from tests.reports.samples import HOSTILE, LONGHU, assessment, both, hostile, result

VERDICTS = ["met", "unmet", "not_due", "no_data", "no_target", "not_applicable"]


def _read(text: str) -> Any:
    def refuse(constant: str) -> None:
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


def test_the_object_has_version_plans_years_method_counts_results_and_findings() -> None:
    read = _read(as_json(assessment()))

    assert read["version"] == 1
    assert read["plans"] == ["longhu-2016-2020"]
    assert read["years"] == [2015]
    assert {"band": 0.1, "path": "linear", "slack": 1e-9, "fail_on": "binding", "engine": "polars"}.items() <= read[
        "method"
    ].items()
    assert [one["indicator"] for one in read["results"]] == [one.indicator for one in LONGHU]
    assert read["findings"][0]["code"] == "PK308"


def test_every_result_has_every_key_in_order() -> None:
    for one in _read(as_json(both()))["results"]:
        assert tuple(one) == RESULT_KEYS


def test_the_identity_holds_over_all_and_for_all_five_classes() -> None:
    counts = _read(as_json(assessment()))["counts"]

    assert list(counts["by_constraint"]) == ["binding", "expected", "guiding", "advocated", "none"]
    for one in (counts, *counts["by_constraint"].values()):
        assert one["total"] == sum(one[verdict] for verdict in VERDICTS)
    assert counts["total"] == sum(one["total"] for one in counts["by_constraint"].values()) == 14


def test_pace_counts_have_the_same_shape_and_everything_without_a_pace_under_none() -> None:
    paces = _read(as_json(assessment([result(pace="ahead"), result(), result(part_of="龙湖区")])))["pace_counts"]

    assert {name: paces[name] for name in ("total", "ahead", "on_pace", "behind", "regressed", "none")} == {
        "total": 2,
        "ahead": 1,
        "on_pace": 0,
        "behind": 0,
        "regressed": 0,
        "none": 1,
    }
    assert list(paces["by_constraint"]) == ["binding", "expected", "guiding", "advocated", "none"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.6300000000000001, "0.63"),
        (12.658227848101266, "12.6582278481"),
        (float("nan"), "null"),
        (float("inf"), "null"),
        (-0.0, "0.0"),
        (7, "7"),
        (True, "true"),
        (("a", "b"), '["a", "b"]'),
        ("\u202e\x1b\x9b\ud800", '"\\u202e\\u001b\\u009b\\ud800"'),
    ],
)
def test_json_has_12_digits_no_nan_and_nothing_that_steers_a_terminal(value: object, text: str) -> None:
    assert dumps(value) == text


def test_hostile_names_come_back_from_json_as_they_were() -> None:
    assert [one["name"] for one in _read(as_json(hostile()))["results"]] == list(HOSTILE)


def test_csv_has_the_same_columns_and_rows() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(assessment()))))

    assert tuple(rows[0]) == RESULT_KEYS
    assert [row["indicator"] for row in rows] == [one.indicator for one in LONGHU]
    failed = next(row for row in rows if row["units_failed"])
    assert failed["units_failed"] == "珠池街道; 外砂镇"
    assert failed["gap"] == "0.04"
    assert failed["rounds_to_target"] == "true"
    assert rows[0]["reason"] == ""


def test_csv_has_no_byte_order_mark_and_no_formula() -> None:
    text = as_csv(hostile())
    rows = list(csv.DictReader(io.StringIO(text)))

    assert not text.startswith("\ufeff")
    assert [row["name"][:1] for row in rows if row["name"].lstrip("'").startswith(("=", "@"))] == ["'", "'"]
    assert not any(cell.startswith(("=", "@", "+")) for row in rows for cell in row.values())
    assert not set("\x1b\u202e") & set(text)


def test_a_negative_number_is_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(assessment([result(gap=-0.3, written="-0.3")])))))

    assert (rows[0]["gap"], rows[0]["written"]) == ("-0.3", "-0.3")
