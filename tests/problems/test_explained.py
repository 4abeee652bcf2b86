"""Every code is explained, and what is called wrong is refused with that code, what is called right is not."""

from __future__ import annotations

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.pipeline import Request, assess
from planckeck.plans.loading import read_plan
from planckeck.problems import InputError
from planckeck.problems.explained import Explanation, Form, explanation_of, explanations
from planckeck.problems.kinds import KINDS
from planckeck.readers import ReadRequest
from planckeck.settings import read_settings

HEAD = "id: plan\ntitle: 规划\nregion: 甲县\nperiod: 2016-2020\n"
LIFE = '- {id: life, name: 期望寿命, unit: 岁, constraint: guiding, baseline: 76, target: "≥77"}\n'
BINDING = LIFE.replace("guiding", "binding")


def of_form(form: Form) -> list[Explanation]:
    """Return the explanations of that form, of codes that the registry has."""
    found = [explanation for code, explanation in explanations().items() if code in KINDS and explanation.form is form]
    assert found
    return found


def code_of(explanation: object) -> str:
    return explanation.code if isinstance(explanation, Explanation) else ""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("code", KINDS)
def test_every_code_is_explained_in_both_languages(code: str) -> None:
    explanation = explanation_of(code)

    assert re.search("[\u4e00-\u9fff]", explanation.texts["zh"])
    assert explanation.texts["en"].endswith(".")
    assert explanation.texts["zh"].endswith("。")
    for language in ("en", "zh"):
        assert explanation.wrong[language].strip()
        assert explanation.right[language].strip()
        assert explanation.wrong[language] != explanation.right[language] or explanation.encoding != "utf-8"


def plan_codes(explanation: Explanation, example: str, encoding: str = "utf-8") -> set[str]:
    text = example if explanation.is_whole else f"{HEAD}indicators:\n{example}"
    path = Path("plan.yaml")
    path.write_bytes(text.encode(encoding))
    return {finding.code for finding in read_plan(path)[1]}


@pytest.mark.parametrize("explanation", of_form(Form.PLAN), ids=code_of)
def test_the_wrong_plan_has_that_finding_alone(explanation: Explanation) -> None:
    assert plan_codes(explanation, explanation.wrong["en"], explanation.encoding) == {explanation.code}


@pytest.mark.parametrize("explanation", of_form(Form.PLAN), ids=code_of)
def test_the_right_plan_has_no_finding(explanation: Explanation) -> None:
    assert plan_codes(explanation, explanation.right["en"]) == set()


def data_codes(explanation: Explanation, example: str, encoding: str = "utf-8") -> set[str]:
    Path("plan.yaml").write_text(f"{HEAD}baseline_year: 2015\nindicators:\n{explanation.indicators.strip() or LIFE}\n")
    Path("data.csv").write_bytes(example.lstrip().encode(encoding))
    _, _, given = explanation.arguments.partition("--encoding ")
    try:
        found = assess(Request(ReadRequest(("data.csv",), given or None), ("plan.yaml",))).findings
    except InputError as error:
        found = error.diagnostics
    return {finding.code for finding in found}


@pytest.mark.parametrize("explanation", of_form(Form.DATA), ids=code_of)
def test_the_wrong_data_have_that_finding_alone(explanation: Explanation) -> None:
    assert data_codes(explanation, explanation.wrong["en"], explanation.encoding) == {explanation.code}


@pytest.mark.parametrize("explanation", of_form(Form.DATA), ids=code_of)
def test_the_right_data_have_no_finding(explanation: Explanation) -> None:
    assert data_codes(explanation, explanation.right["en"]) == set()


def settings_codes(example: str) -> set[str]:
    Path("pyproject.toml").write_text(example, encoding="utf-8")
    return {finding.code for finding in read_settings().findings}


@pytest.mark.parametrize("explanation", of_form(Form.SETTINGS), ids=code_of)
def test_the_wrong_settings_have_that_finding_alone(explanation: Explanation) -> None:
    assert settings_codes(explanation.wrong["en"]) == {explanation.code}
    assert settings_codes(explanation.right["en"]) == set()


def said_by(example: str) -> set[str]:
    """Run the commands in a folder with a plan and data that meet it; return the codes of what was printed."""
    Path("plans").mkdir(exist_ok=True)
    Path("plans/plan.yaml").write_text(f"{HEAD}baseline_year: 2015\nindicators:\n{BINDING}", encoding="utf-8")
    Path("met.csv").write_text("region,indicator,year,value\n甲县,期望寿命,2020,78\n", encoding="utf-8")
    printed = ""
    for line in example.strip().splitlines():
        if line.startswith("planckeck "):
            result = CliRunner().invoke(app, shlex.split(line)[1:])
            printed += result.stdout + result.stderr
        else:
            subprocess.run(["sh", "-c", line], check=True)
    return set(re.findall(r"PK\d{3}", printed))


@pytest.mark.parametrize("explanation", of_form(Form.COMMAND), ids=code_of)
def test_the_wrong_command_has_that_finding_alone(explanation: Explanation) -> None:
    assert said_by(explanation.wrong["en"]) == {explanation.code}


@pytest.mark.parametrize("explanation", of_form(Form.COMMAND), ids=code_of)
def test_the_right_command_has_no_finding(explanation: Explanation) -> None:
    assert said_by(explanation.right["en"]) == set()
