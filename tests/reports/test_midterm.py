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


def test_of_several_plans_that_know_a_name_the_data_decide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    head = "id: {}\ntitle: t\nregion: 甲县\nperiod: 2016-2020\nindicators:\n"
    shared = "- {id: beds, name: 床位, unit: 张, comparison: at_least, target: 9}\n"
    for plan in ("one", "two"):
        other = f"- {{id: {plan}-own, name: {plan}, unit: 张, comparison: at_least, target: 9}}\n"
        (tmp_path / f"{plan}.yaml").write_text(head.format(plan) + shared + other, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    Path("one.csv").write_text("indicator,year,value\nbeds,2018,5\none,2018,6\n", encoding="utf-8")
    Path("both.csv").write_text("indicator,year,value\ntwo,2018,5\none,2018,6\n", encoding="utf-8")
    options = ["why", "beds", "-p", "one.yaml", "-p", "two.yaml", "--lang", "en", "--actuals"]

    named = CliRunner().invoke(app, [*options, "one.csv"])
    decided = CliRunner().invoke(app, ["why", "beds", "-p", ".", "--lang", "en", "-a", "one.csv"])
    unclear = CliRunner().invoke(app, ["why", "beds", "-p", ".", "--lang", "en", "-a", "both.csv"])

    assert (named.exit_code, decided.exit_code, unclear.exit_code) == (3, 0, 3)
    assert "one.yaml" in decided.stdout
    assert "PK316" in unclear.stderr


def test_why_reads_standard_input_once() -> None:
    table = (FOLDER / "actual.csv").read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(FOLDER)
        result = CliRunner().invoke(
            app, ["why", "beds", "--plan", "plan.yaml", "-a", "-", "--lang", "en", "--band", "0.4"], input=table
        )

    assert result.exit_code == 0
    assert "(2017; 5.3)" in result.stdout
    assert "on pace within ±0.4" in result.stdout


def test_why_rolls_up_only_with_a_regions_table() -> None:
    result = CliRunner().invoke(app, ["why", "beds", "-a", "actual.csv", "--roll-up"])

    assert result.exit_code == 2


@pytest.mark.parametrize("band", ["0", "-0.1", "nan", "inf", "2", "wide"])
def test_a_band_is_a_share_of_the_way(band: str) -> None:
    result = CliRunner().invoke(app, ["evaluate", "actual.csv", "--band", band])

    assert result.exit_code == 2
