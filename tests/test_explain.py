"""`planckeck explain`, its page in the documentation, and what the shell completes."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from planckeck.cli.completing import plan_ids
from planckeck.problems.kinds import KINDS
from tests.cli_folder import fill, run

ROOT = Path(__file__).parent.parent

PK103 = """\
PK103 error: key stands twice

The same key stands twice in one mapping. Most YAML readers let the second win in
silence; here neither does, because nobody can tell which of the two was meant. Both
lines are shown.

Wrong, under indicators:

    - {id: life, name: 期望寿命, unit: 岁, target: "≥77", target: "≥78"}

Right:

    - {id: life, name: 期望寿命, unit: 岁, target: "≥78"}
"""


def test_a_code_is_explained_with_examples() -> None:
    assert run("explain", "PK103").stdout == PK103


def test_a_code_may_be_written_small_and_several_may_be_asked_for() -> None:
    result = run("explain", "pk103", "PK202")

    assert result.stdout.startswith(PK103)
    assert "\n\nPK202 error: " in result.stdout.replace(PK103, "\n\n")


def test_the_language_is_the_option_s() -> None:
    said = run("explain", "PK103", "--lang", "zh").stdout

    assert said.startswith("PK103 错误：") or said.startswith("PK103 错误: ")
    assert "同一个字段" in said


def test_without_a_code_all_are_listed() -> None:
    lines = run("explain").stdout.splitlines()

    assert [line[:5] for line in lines] == sorted(KINDS)
    assert "PK221 warning: target weaker than the baseline" in lines


def test_an_unknown_code_is_wrong_usage_with_the_nearest() -> None:
    result = run("explain", "PK2100")

    assert result.exit_code == 2
    assert "PK210" in re.sub(r"\s+", " ", result.stderr)


def test_as_json_every_code_has_every_key() -> None:
    read = json.loads(run("explain", "--format", "json").stdout)

    assert [one["code"] for one in read] == sorted(KINDS)
    for one in read:
        assert list(one) == ["code", "severity", "title", "explanation", "wrong", "right"]
        assert all(one.values())


def test_the_pages_are_current() -> None:
    spec = importlib.util.spec_from_file_location("diagnostics", ROOT / "tools" / "diagnostics.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    for path, text in tool.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run make docs"


@pytest.mark.parametrize("page", ["docs/diagnostics.md", "docs/diagnostics.zh-CN.md"])
def test_the_pages_have_a_heading_for_every_code(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")

    assert re.findall(r"^### (PK\d{3}) ", text, re.MULTILINE) == sorted(KINDS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_comes_out_for_every_shell(shell: str) -> None:
    script = completed(_PLANCKECK_COMPLETE=f"source_{shell}")

    assert "_PLANCKECK_COMPLETE" in script
    assert "planckeck" in script


def test_the_shell_completes_plans_and_codes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(fill(tmp_path))

    def offered(words: str) -> list[str]:
        count = str(len(words.split(" ")) - 1)
        return completed(_PLANCKECK_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=count).split()

    assert offered("planckeck evaluate --plan p") == ["plan"]
    assert offered("planckeck show p") == ["plan"]
    assert offered("planckeck explain PK20") == [f"PK20{digit}" for digit in range(1, 10)]


def completed(**environment: str) -> str:
    """Return what the program prints for the shell: it is started under its own name, as the shell does."""
    code = "import sys; sys.argv = ['planckeck']; from planckeck.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    return done.stdout


def test_ids_of_plans_are_offered_from_the_folder_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert plan_ids("") == []

    fill(tmp_path)
    (tmp_path / "plans" / "other.yml").write_text("not looked at: [", encoding="utf-8")
    (tmp_path / "plans" / "notes.md").write_text("", encoding="utf-8")

    assert (plan_ids(""), plan_ids("o")) == (["other", "plan"], ["other"])
