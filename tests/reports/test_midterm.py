"""Whole reports of a mid-term year, from a plan file and a table: read line by line before they were kept."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.languages import Language
from tests.reports.golden import assert_golden

FOLDER = Path(__file__).parent / "midterm"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def run(*arguments: str, columns: int = 0) -> str:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(FOLDER)
        if columns:
            patch.setenv("COLUMNS", str(columns))
        result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 0, result.stderr
    return result.stdout


def why(indicator: str, language: str, *options: str) -> str:
    return run(
        "why", indicator, "--plan", "plan.yaml", "--actuals", "actual.csv", "--lang", language, "--quiet", *options
    )


def evaluated(*options: str) -> Any:
    return json.loads(
        run("evaluate", "actual.csv", "--plan", "plan.yaml", "--fail-on", "never", "--format", "json", *options)
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120, 0])
def test_the_table(width: int, language: Language) -> None:
    text = run("evaluate", "actual.csv", "--plan", "plan.yaml", "--fail-on", "never", "--lang", language, columns=width)

    assert_golden(f"midterm-{width or 'pipe'}-{language}.txt", text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary(language: Language) -> None:
    text = run("summarize", "actual.csv", "--plan", "plan.yaml", "--lang", language)

    assert_golden(f"midterm-{language}.md", text)


def test_the_paces_add_up_for_every_class() -> None:
    report = evaluated()
    lines = [one for one in report["results"] if one["part_of"] is None]
    counts, verdicts = report["pace_counts"], report["counts"]

    assert counts["total"] == verdicts["total"] == len(lines)
    for constraint, own in counts["by_constraint"].items():
        found = Counter(one["pace"] or "none" for one in lines if one["constraint"] == constraint)
        assert {name: count for name, count in own.items() if name != "total" and count} == dict(found)
        assert own["total"] == verdicts["by_constraint"][constraint]["total"] == sum(found.values())
    for one in report["results"]:
        assert (one["pace"] is None) != (one["pace_reason"] is None)


def test_band_path_and_method_stand_in_the_json() -> None:
    method = evaluated("--band", "0.2", "--pace-method", "open-sdg")["method"]

    assert (method["band"], method["path"], method["pace_method"]) == (0.2, "linear", "open-sdg")
    assert method["paces"] == [{"plan": "plan", "band": 0.2, "path": "linear", "from_year": 2015, "to_year": 2020}]


def test_open_sdg_is_an_object_only_where_it_is_asked_for() -> None:
    assert {type(one["open_sdg"]) for one in evaluated()["results"]} == {type(None)}
    asked = {one["indicator"]: one["open_sdg"] for one in evaluated("--pace-method", "open-sdg")["results"]}
    assert asked["watched"]["status"] == "deterioration"  # 3000 to 3100 yuan where less is better
    assert all(set(one) == {"status", "value"} for one in asked.values())
    assert "Open SDG" in why("watched", "en", "--pace-method", "open-sdg")


def test_why_of_a_name_that_no_plan_knows_says_what_would_have_worked() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(FOLDER)
        result = CliRunner().invoke(app, ["why", "bed", "--plan", "plan.yaml", "--actuals", "actual.csv"])

    assert result.exit_code == 3
    assert "PK302" in result.stderr
    assert "beds" in result.stderr


def test_why_takes_a_name_and_another_year() -> None:
    text = why("15岁及以上人群吸烟率", "en", "--year", "2020")

    assert "no data" in text
    assert "the latest is of 2018" in text


@pytest.mark.parametrize("band", ["0", "-0.1", "nan", "inf", "2", "wide"])
def test_a_band_is_a_share_of_the_way(band: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", "actual.csv", "--band", band])

    assert result.exit_code == 2
