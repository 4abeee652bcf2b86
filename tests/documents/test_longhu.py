"""Longhu 2016-2020: what the table of 30 rows must give. Expected figures are the document's own, by row."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.plans import load_plans

ROOT = Path(__file__).parent.parent.parent
PLAN = "plans/longhu-2016-2020.yaml"


@pytest.fixture(scope="module")
def report() -> Any:
    return evaluated("data/longhu-2015.csv")


def evaluated(data: str) -> Any:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        result = CliRunner().invoke(app, ["evaluate", data, "--format", "json", "--fail-on", "never", "--lang", "en"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def by_row(report: Any) -> dict[str, Any]:
    return {
        result["row"]: result for result in report["results"] if result["row"] is not None and result["part_of"] is None
    }


def test_the_thirty_rows_are_warned_about_as_the_document_deserves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    plans, findings = load_plans([PLAN])
    rows = {
        loaded.place(n, "id").line: indicator.row
        for loaded in plans
        for n, indicator in enumerate(loaded.plan.indicators)
    }

    warned: dict[str, set[Any]] = {}
    for finding in findings:
        start = max(line for line in rows if line <= finding.place.line)
        if finding.severity == "warning" and rows[start] is not None:
            warned.setdefault(finding.code, set()).add(int(str(rows[start])))

    assert warned == {
        "PK221": {2, 3, 30},  # 0.9 → ＜3, 1.26 → ＜10, 45.22 → ≥30
        "PK222": {4},  # ＞95 → ＞95
        "PK224": {22, 24, 25},  # printed “-”
        "PK227": {5, 6, 7, 8, 9, 10},  # 达国家要求
    }


def test_all_thirty_rows_and_the_prose_are_judged(report: Any) -> None:
    constraints = Counter(result["constraint"] for result in report["results"] if result["part_of"] is None)

    assert constraints["binding"] == 13
    assert constraints["guiding"] == 14
    assert constraints["expected"] == 3
    assert set(by_row(report)) == {str(number) for number in range(1, 31)}
    assert constraints["none"] >= 9 + 24


def test_rows_of_the_national_requirement_have_no_target(report: Any) -> None:
    rows = by_row(report)

    assert {rows[str(number)]["verdict"] for number in range(5, 11)} == {"no_target"}
    assert {rows[str(number)]["reason"] for number in range(5, 11)} == {"reference_without_value"}


def test_physicians_fell_below_their_baseline(report: Any) -> None:
    row = by_row(report)["13"]

    assert (row["actual"], row["baseline"], row["worse_than_baseline"]) == (1.47, 1.58, True)
    assert (row["gap"], row["relative_gap"], row["completion"]) == (0.63, 0.3, 0.7)  # 2.1 − 1.47; 0.63/2.1; 1.47/2.1
    assert row["progress"] == pytest.approx(-0.11 / 0.52, rel=1e-9)
    assert (row["required_annual_change"], row["verdict"]) == (0.126, "not_due")  # 0.63/5


def test_infant_mortality_is_met_and_worse_than_before(report: Any) -> None:
    row = by_row(report)["2"]

    assert (row["verdict"], row["actual"], row["high"], row["high_open"]) == ("met", 1.01, 3, True)
    assert (row["baseline"], row["worse_than_baseline"]) == (0.9, True)


def test_general_practitioners_are_brought_to_the_plans_denominator(report: Any) -> None:
    row = by_row(report)["16"]

    assert (row["actual"], row["written"]) == (0.143, "1.43")
    assert row["conversion"] == "1 名/万人口 = 0.1 人/千人口"
    assert (row["gap"], row["low_open"]) == (0.057, True)  # 0.2 − 0.143


def test_every_contradiction_with_the_tables_baselines_is_said(report: Any) -> None:
    said = [finding for finding in report["findings"] if finding["code"] == "PK308"]

    assert len(said) == 11


def test_every_number_can_be_recomputed_from_the_keys_beside_it(report: Any) -> None:
    for row in report["results"]:
        if row["gap"] is not None:
            assert row["gap"] == pytest.approx(gap_by_hand(row), abs=1e-9)
        if row["progress"] is not None:
            edge = row["low"] if row["low"] is not None and row["baseline"] < row["low"] else row["high"]
            share = (row["compared"] - row["baseline"]) / (edge - row["baseline"])
            assert row["progress"] == pytest.approx(share, abs=1e-9)
        if row["required_annual_change"] is not None:
            years = int(row["due"][:4]) - row["year"]
            assert row["required_annual_change"] == pytest.approx(row["gap"] / years, abs=1e-9)


def gap_by_hand(row: Any) -> float:
    value = float(row["compared"])
    if row["low"] is not None and value < row["low"]:
        return float(row["low"]) - value
    if row["high"] is not None and value > row["high"]:
        return float(row["high"]) - value
    return 0.0


@pytest.mark.parametrize("data", ["data/longhu-2015.csv", "data/longhu-2020-made-up.csv"])
def test_the_identity_of_the_counts_holds(data: str) -> None:
    report = evaluated(data)
    own = [result for result in report["results"] if result["part_of"] is None]
    counts = report["counts"]
    verdicts = ["met", "unmet", "not_due", "no_data", "no_target", "not_applicable"]

    assert counts["total"] == len(own) == sum(counts[verdict] for verdict in verdicts)
    assert Counter(result["verdict"] for result in own) == Counter({v: counts[v] for v in verdicts if counts[v]})
    for constraint, inner in counts["by_constraint"].items():
        assert inner["total"] == sum(inner[verdict] for verdict in verdicts)
        assert inner["total"] == sum(result["constraint"] == constraint for result in own)


def test_the_made_up_final_year_shows_every_verdict_that_a_final_year_has() -> None:
    rows = by_row(evaluated("data/longhu-2020-made-up.csv"))

    # worked out by hand from the rows of the file
    assert rows["1"]["verdict"] == "unmet" and rows["1"]["rounds_to_target"]  # 76.96 prints as 77.0
    assert (rows["4"]["verdict"], rows["4"]["units_failed"]) == ("unmet", ["丙街道"])  # 94.6 is not above 95
    assert (rows["16"]["verdict"], rows["16"]["gap"]) == ("unmet", 0)  # 0.2 on an open edge
    assert (rows["29"]["verdict"], rows["29"]["gap"]) == ("unmet", -0.4)  # 25.4 against ＜25
    assert (rows["24"]["verdict"], rows["24"]["reason"]) == ("no_data", "not_reported")
    assert rows["26"]["verdict"] == "not_applicable"
    assert rows["11"]["reason"] == "reading_open"
