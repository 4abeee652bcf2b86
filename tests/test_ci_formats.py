"""What a CI reads of a run: formats beside each other, the exit code and what they say agree."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from planckeck.cli.options import FindingsFormat, Format
from tests.cli_folder import BROKEN, DATA, HEADER, PLAN, WEAKER, fill, run
from tests.published import SARIF, schema

MACHINE = ("json", "github", "gitlab", "sarif", "junit")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(fill(tmp_path))
    return tmp_path


def failures(text: str) -> int:
    return int(ET.fromstring(text).attrib["failures"])


@pytest.mark.parametrize("plan", [PLAN, WEAKER], ids=["plan", "plan with a warning"])
@pytest.mark.parametrize("data", DATA)
@pytest.mark.parametrize(
    "options", [(), ("--fail-on", "guiding"), ("--fail-on", "never"), ("--strict",), ("--constraint", "guiding")]
)
def test_junit_of_an_evaluation_fails_where_the_run_does(
    plan: str, data: str, options: Sequence[str], folder: Path
) -> None:
    fill(folder, plan)

    result = run("evaluate", data, "--format", "junit", *options)

    assert (failures(result.stdout) > 0) == (result.exit_code == 1), result.stdout


@pytest.mark.parametrize("plan", [PLAN, WEAKER, BROKEN], ids=["in order", "a warning", "an error"])
@pytest.mark.parametrize("strict", [False, True])
def test_junit_of_plan_files_fails_where_the_run_does(plan: str, strict: bool, folder: Path) -> None:
    fill(folder, plan)

    result = run("validate", "--format", "junit", *(["--strict"] if strict else []))

    assert failures(result.stdout) == result.exit_code


@pytest.mark.parametrize("plan", [PLAN, WEAKER, BROKEN], ids=["in order", "a warning", "an error"])
@pytest.mark.parametrize("format_", [name for name in FindingsFormat if name is not FindingsFormat.AUTO])
def test_the_exit_code_of_validate_does_not_depend_on_the_format(plan: str, format_: str, folder: Path) -> None:
    fill(folder, plan)

    assert run("validate", "--format", format_).exit_code == (1 if plan == BROKEN else 0)


@pytest.mark.parametrize("format_", [name for name in Format if name is not Format.AUTO])
def test_the_exit_code_of_evaluate_does_not_depend_on_the_format(format_: str, tmp_path: Path) -> None:
    to_file = ["--output", str(tmp_path / "r.parquet")] if format_ == Format.PARQUET else []

    codes = [run("evaluate", data, "--format", format_, *to_file).exit_code for data in ("met.csv", "binding.csv")]

    assert codes == [0, 1]


def test_parquet_needs_a_file() -> None:
    assert run("evaluate", "met.csv", "--format", "parquet").exit_code == 2


def test_one_run_of_validate_gives_the_person_text_and_the_machines_files(folder: Path) -> None:
    fill(folder, BROKEN)
    reports = [word for name in MACHINE for word in ("--report", f"{name}=out.{name}")]

    result = run("validate", *reports)

    assert result.stdout.startswith("plans/plan.yaml:7:79: error PK210")
    for name in MACHINE:
        assert "PK210" in (folder / f"out.{name}").read_text(encoding="utf-8"), name


def test_one_run_of_evaluate_gives_the_person_a_table_and_the_machines_files(folder: Path) -> None:
    reports = [word for name in MACHINE for word in ("--report", f"{name}=out.{name}")]

    result = run("evaluate", "binding.csv", *reports)

    assert "▲" in result.stdout
    for name in ("github", "gitlab", "sarif"):
        assert "PK401" in (folder / f"out.{name}").read_text(encoding="utf-8"), name
    document = json.loads((folder / "out.sarif").read_text(encoding="utf-8"))
    assert Draft7Validator(schema(SARIF)).is_valid(document)


@pytest.mark.parametrize("command", [("validate",), ("evaluate", "met.csv")])
@pytest.mark.parametrize("report", ["auto=x", "nonsense=x", "junit", "junit="])
def test_a_report_needs_a_format_and_a_file(command: Sequence[str], report: str) -> None:
    assert run(*command, "--report", report).exit_code == 2


def test_misses_and_findings_are_annotations_in_the_plan_and_the_data(folder: Path) -> None:
    rows = "甲县,期望寿命,2015,75\n甲县,期望寿命,2020,76\n甲县,床位,2020,三\n"
    (folder / "mixed.csv").write_text(HEADER + rows, encoding="utf-8")

    lines = run("evaluate", "mixed.csv", "--format", "github").stdout.splitlines()

    assert [line.partition(",title=")[0] for line in lines[:-1]] == [
        "::error file=plans/plan.yaml,line=7",
        "::warning file=mixed.csv,line=2",
        "::error file=mixed.csv,line=4",
    ]
    assert [line.partition(",title=")[2][:5] for line in lines[:-1]] == ["PK401", "PK308", "PK301"]


def test_a_miss_is_an_annotation_at_its_line_of_the_plan() -> None:
    one, other = run("evaluate", "binding.csv", "--format", "github").stdout.splitlines()

    assert one.startswith("::error file=plans/plan.yaml,line=7,title=PK401 target not met::期望寿命, 甲县, 2020: ")
    assert "actual 76, target ≥77; short by 1 岁" in one
    assert other == "1 error in 1 file"


def test_a_miss_below_fail_on_is_a_warning() -> None:
    first = run("evaluate", "guiding.csv", "--format", "github").stdout.splitlines()[0]

    assert first.startswith("::warning file=plans/plan.yaml,line=8,title=PK402 ")


@pytest.mark.parametrize(
    ("environment", "command", "begins"),
    [
        ("true", ("validate",), "::error file=plans/plan.yaml,line=7,"),
        ("true", ("validate", "--format", "concise"), "plans/plan.yaml:7:79: error"),
        ("false", ("validate",), "plans/plan.yaml:7:79: error"),
        (None, ("validate",), "plans/plan.yaml:7:79: error"),
    ],
)
def test_validate_writes_annotations_where_github_s_runner_runs(
    environment: str | None, command: Sequence[str], begins: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(folder, BROKEN)
    if environment is not None:
        monkeypatch.setenv("GITHUB_ACTIONS", environment)

    assert run(*command).stdout.startswith(begins)


def test_evaluate_writes_annotations_there_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    plain, auto = run("evaluate", "binding.csv"), run("evaluate", "binding.csv", "--format", "auto")

    assert "::error" not in plain.stdout
    assert auto.stdout.startswith("::error")


@pytest.mark.parametrize("format_", MACHINE)
@pytest.mark.parametrize("command", [("validate", "nowhere"), ("evaluate", "met.csv", "--plan", "nowhere")])
def test_a_run_that_cannot_be_finished_still_tells_the_machine(command: Sequence[str], format_: str) -> None:
    result = run(*command, "--format", format_, "--report", f"{format_}=out")

    assert result.exit_code == 3
    assert "PK120" in result.stderr
    if command[0] == "validate" or format_ != "json":
        assert "PK120" in result.stdout
        assert Path("out").read_text(encoding="utf-8") == result.stdout


def test_the_machine_s_form_is_whole_where_nothing_is_found(folder: Path) -> None:
    for quiet in ([], ["--quiet"]):
        assert json.loads(run("validate", "--format", "sarif", *quiet).stdout)["runs"][0]["results"] == []
        assert run("validate", "--format", "gitlab", *quiet).stdout == "[]\n"
        assert failures(run("validate", "--format", "junit", *quiet).stdout) == 0


def test_files_of_several_folders_keep_their_names(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / "a b.yaml").write_text(PLAN, encoding="utf-8")

    names = [
        case.attrib["name"]
        for case in ET.fromstring(run("validate", "plans", "more", "--format", "junit").stdout).iter("testcase")
    ]

    assert names == ["plans/plan.yaml", "more/a b.yaml"]
