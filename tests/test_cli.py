"""The commands: exit codes, options, where output goes. What they compute is tested below them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planckeck import __version__
from planckeck.cli import app

PLAN = """id: plan
title: 规划
region: 甲县
period: 2016-2020
baseline_year: 2015
indicators:
- {id: life, name: 期望寿命, unit: 岁, constraint: binding, baseline: 76, target: "≥77"}
- {id: beds, name: 床位, unit: 张/千人口, constraint: guiding, baseline: 2, target: "≥3"}
"""
HEADER = "region,indicator,year,value\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "met.csv").write_text(HEADER + "甲县,期望寿命,2020,78\n甲县,床位,2020,3\n", encoding="utf-8")
    (tmp_path / "guiding.csv").write_text(HEADER + "甲县,期望寿命,2020,78\n甲县,床位,2020,2\n", encoding="utf-8")
    (tmp_path / "binding.csv").write_text(HEADER + "甲县,期望寿命,2020,76\n甲县,床位,2020,3\n", encoding="utf-8")
    (tmp_path / "half.csv").write_text(HEADER + "甲县,床位,2020,3\n", encoding="utf-8")
    (tmp_path / "bad.csv").write_text(HEADER + "甲县,期望寿命,2020,78\n甲县,床位,2020,三\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["met.csv"], 0),
        (["guiding.csv"], 0),
        (["guiding.csv", "--fail-on", "guiding"], 1),
        (["guiding.csv", "--fail-on", "any"], 1),
        (["binding.csv"], 1),
        (["binding.csv", "--fail-on", "never"], 0),
        (["half.csv"], 1),  # a binding target that is due has no data
        (["half.csv", "--fail-on", "never"], 0),
        (["half.csv", "--constraint", "guiding"], 0),
        (["bad.csv"], 1),
        (["missing.csv"], 3),
        (["met.csv", "--plan", "nowhere"], 3),
        (["met.csv", "--plan", "plan"], 0),
        (["met.csv", "--plan", "plans/plan.yaml"], 0),
        (["met.csv", "--format", "nonsense"], 2),
        (["met.csv", "--report", "nonsense"], 2),
        (["met.csv", "--year", "soon"], 2),
        ([], 2),
    ],
)
def test_evaluate_exits_as_designed(arguments: Sequence[str], code: int) -> None:
    assert run("evaluate", *arguments).exit_code == code


@pytest.mark.parametrize("format_", ["table", "markdown", "json", "csv"])
def test_the_exit_code_does_not_depend_on_the_format(format_: str) -> None:
    assert run("evaluate", "binding.csv", "--format", format_).exit_code == 1


def test_results_go_to_standard_output_and_all_else_to_standard_error() -> None:
    result = run("evaluate", "bad.csv", "--format", "json")

    json.loads(result.stdout)
    assert "PK301" in result.stderr


def test_quiet_says_only_errors() -> None:
    (Path("plans") / "plan.yaml").write_text(PLAN.replace("baseline: 76", "baseline: 78"), encoding="utf-8")

    assert run("validate", "--quiet").stderr == ""
    assert "PK301" in run("evaluate", "bad.csv", "--quiet").stderr


def test_strict_makes_a_warning_fail() -> None:
    (Path("plans") / "plan.yaml").write_text(PLAN.replace("baseline: 76", "baseline: 78"), encoding="utf-8")

    assert (run("validate").exit_code, run("validate", "--strict").exit_code) == (0, 1)


def test_several_reports_come_out_of_one_run(folder: Path) -> None:
    result = run(
        "evaluate", "met.csv", "--report", "json=out.json", "--report", "markdown=out.md", "--output", "out.txt"
    )

    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["counts"]["met"] == 2
    assert (folder / "out.md").read_text(encoding="utf-8").startswith("#")
    assert "期望寿命" in (folder / "out.txt").read_text(encoding="utf-8")
    assert {path.name for path in folder.iterdir() if path.name.startswith((".", "out"))} == {
        "out.json",
        "out.md",
        "out.txt",
    }


def test_output_into_a_missing_folder_is_said_and_nothing_is_left(folder: Path) -> None:
    result = run("evaluate", "met.csv", "--output", "nowhere/out.txt")

    assert result.exit_code == 3
    assert "PK901" in result.stderr


def test_summarize_is_evaluate_in_markdown_that_never_fails() -> None:
    summary = run("summarize", "binding.csv")
    evaluation = run("evaluate", "binding.csv", "--format", "markdown", "--fail-on", "never")

    assert (summary.exit_code, summary.stdout) == (0, evaluation.stdout)


def test_filters_change_counts_and_are_printed() -> None:
    result = run("evaluate", "binding.csv", "--constraint", "guiding", "--format", "json")

    report = json.loads(result.stdout)
    assert (result.exit_code, report["counts"]["total"]) == (0, 1)
    assert report["method"]["filters"] == ["constraint=guiding"]


def test_standard_input_is_a_file_too() -> None:
    given = HEADER + "甲县,期望寿命,2020,78\n甲县,床位,2020,3\n"

    result = CliRunner().invoke(app, ["evaluate", "-", "--format", "json"], input=given.encode())

    assert result.exit_code == 0
    assert json.loads(result.stdout)["results"][0]["actual_at"] == "<stdin>:2"


def test_a_byte_order_mark_is_no_part_of_the_header(folder: Path) -> None:
    text = "地区,指标,年份,实际值\n甲县,期望寿命,2020年,78\n甲县,床位,2020,3\n"
    (folder / "bom.csv").write_bytes(b"\xef\xbb\xbf" + text.encode())

    assert run("evaluate", "bom.csv").exit_code == 0


def test_show_prints_the_table_and_the_rules() -> None:
    assert "期望寿命" in run("show", "plan").stdout
    rules = json.loads(run("show", "plan", "--format", "json").stdout)["rules"]
    assert [(rule["indicator"], rule["low"]) for rule in rules] == [("life", 77), ("beds", 3)]


def test_schema_is_the_file_in_the_repository(folder: Path) -> None:
    kept = Path(__file__).parent.parent / "schema" / "plan.schema.json"

    assert run("schema").stdout == kept.read_text(encoding="utf-8")


def test_the_version() -> None:
    assert run("--version").stdout == f"planckeck {__version__}\n"


def test_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "达标" in run("evaluate", "met.csv", "--lang", "zh").stdout
    assert "met" in run("evaluate", "met.csv", "--lang", "en").stdout
    monkeypatch.setenv("PLANCKECK_LANG", "zh")
    assert "达标" in run("evaluate", "met.csv").stdout


def test_an_internal_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planckeck.sizing.assess_any", lambda request: 1 / 0)

    result = run("evaluate", "met.csv")

    assert result.exit_code == 3
    assert "PK902" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_closed_pipe_is_quiet() -> None:
    command = f"{sys.executable} -m planckeck evaluate met.csv --format json | head -c 1"

    run_ = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, check=False, env=os.environ)

    assert (run_.returncode, run_.stderr) == (0, b"")
