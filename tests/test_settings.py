"""`[tool.planckeck]` in pyproject.toml: what it sets, where it is found, and that the command line wins."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.settings import read_settings
from tests.cli_folder import WEAKER, fill, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(fill(tmp_path))
    return tmp_path


def settings(text: str, folder: Path | None = None) -> None:
    ((folder or Path()) / "pyproject.toml").write_text(f"[tool.planckeck]\n{text}\n", encoding="utf-8")


def test_without_a_file_nothing_is_set() -> None:
    assert read_settings().values is None


def test_a_file_of_another_tool_sets_nothing(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[project]\nname = "planckeck-plans"\n', encoding="utf-8")

    assert (read_settings().values, read_settings().findings) == (None, ())


def test_fail_on_and_the_command_line_over_it() -> None:
    settings('fail-on = "guiding"')

    assert run("evaluate", "guiding.csv").exit_code == 1
    assert run("evaluate", "guiding.csv", "--fail-on", "binding").exit_code == 0


def test_strict_and_the_command_line_over_it(folder: Path) -> None:
    fill(folder, WEAKER)
    settings("strict = true")

    assert [run("validate").exit_code, run("validate", "--no-strict").exit_code] == [1, 0]


def test_the_language_and_what_stands_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    settings('lang = "zh"')

    assert "met" in run("evaluate", "met.csv").stdout  # PLANCKECK_LANG is en in the tests
    monkeypatch.delenv("PLANCKECK_LANG")
    assert "达标" in run("evaluate", "met.csv").stdout
    assert "met" in run("evaluate", "met.csv", "--lang", "en").stdout


def test_the_plans_of_validate_and_evaluate(folder: Path) -> None:
    (folder / "plans").rename(folder / "targets")
    settings('plan = "targets"')

    assert (run("validate").exit_code, run("evaluate", "met.csv").exit_code) == (0, 0)
    assert run("validate", "plans").exit_code == 3


def test_several_plans_and_ids(folder: Path) -> None:
    settings('plan = ["plan"]')

    assert run("evaluate", "met.csv").exit_code == 0


def test_show_takes_its_plan_from_the_command_line_alone() -> None:
    settings('plan = "plans"')

    assert run("show").exit_code == 2
    assert run("show", "plan").exit_code == 0


def test_paths_are_from_the_folder_of_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings('plan = "plans"', folder)
    (folder / "data").mkdir()
    monkeypatch.chdir(folder / "data")

    assert run("evaluate", "../met.csv").exit_code == 0


def test_the_nearest_file_with_settings_holds_and_the_repository_is_the_end(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = folder / "county"
    inner.mkdir()
    settings('fail-on = "any"', folder)
    (inner / "pyproject.toml").write_text('[project]\nname = "no settings"\n', encoding="utf-8")
    monkeypatch.chdir(inner)
    assert read_settings().values == {"fail_on": "any"}

    settings('fail-on = "never"', inner)
    assert read_settings().values == {"fail_on": "never"}

    (inner / "pyproject.toml").unlink()
    (inner / ".git").mkdir()
    assert read_settings().values is None


@pytest.mark.parametrize(
    "text", ["fial-on = 'any'", "fail-on = 3", "strict = 'yes'", "band = 0", "band = nan", "plan = []"]
)
def test_a_setting_that_cannot_hold_stops_every_command_but_not_help(text: str) -> None:
    settings(text)

    assert [run("validate").exit_code, run("evaluate", "met.csv").exit_code, run("show", "plan").exit_code] == [3] * 3
    assert [run("--help").exit_code, run("validate", "--help").exit_code] == [0, 0]


@pytest.mark.parametrize("text", ["a = ", "\x00", "[tool.planckeck]\n[tool.planckeck]", "[[tool.planckeck]]"])
def test_a_file_that_is_no_toml_or_no_table_is_one_finding(text: str, folder: Path) -> None:
    (folder / "pyproject.toml").write_text(f"# tool.planckeck\n{text}\n", encoding="utf-8")

    result = run("validate")

    assert result.exit_code == 3
    assert result.stderr.count(" error PK13") == 1
    assert "Traceback" not in result.stderr


def test_bytes_that_are_no_text_are_one_finding(folder: Path) -> None:
    (folder / "pyproject.toml").write_bytes(b"# tool.planckeck \xff\n")

    assert "PK132" in run("validate").stderr


@pytest.mark.parametrize(
    ("line", "column"), [("fial-on = 'any'", 1), ("  fial-on='any'", 3), ("'fial-on' = 'any'", 1), ("fial-on.x = 1", 1)]
)
def test_an_unknown_key_is_found_where_it_stands(line: str, column: int, folder: Path) -> None:
    text = f"[tool.other]\nfial-on = 1\n[ tool.planckeck ]  # ours\nlang = 'zh'\n{line}\n"
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")

    (finding,) = read_settings().findings

    assert (finding.code, finding.place.line, finding.place.column) == ("PK130", 5, column)
    assert finding.hint is not None
    assert "fail-on" in finding.hint.text()


@pytest.mark.parametrize(
    "written",
    [
        "[tool.planckeck]\nlang = 'zh'",
        "[ tool . planckeck ]\nlang = 'zh'",
        "[tool.'planckeck']\nlang = 'zh'",
        '["tool"."planckeck"]\nlang = "zh"',
        "tool.planckeck.lang = 'zh'",
        "[tool]\nplanckeck = {lang = 'zh'}",
        "[tool]\nplanckeck.lang = 'zh'",
        "tool = {planckeck = {lang = 'zh'}}",
        '[project]\nname = "planckeck"\n  [tool]\n  planckeck.lang = "zh"',
    ],
)
def test_the_table_is_found_however_toml_writes_it(written: str, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(written, encoding="utf-8")

    assert read_settings(tmp_path).of("lang") == "zh"
