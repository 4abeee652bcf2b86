"""How a repository takes planckeck up: the action's steps as plain shell, the hook under pre-commit, the snippets."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.cli_folder import BROKEN, PLAN, fill
from tests.published import GITHUB_ACTION, GITLAB_CI, SARIF, schema

ROOT = Path(__file__).parent.parent
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
CI_PAGES = ("docs/ci.md", "docs/ci.zh-CN.md")
_EXPRESSION = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


@pytest.fixture(scope="session")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a command planckeck that runs this repository's source."""
    folder = tmp_path_factory.mktemp("bin")
    for name, module in (("planckeck", "-m planckeck"), ("python", "")):
        (folder / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        (folder / name).chmod(0o755)
    return folder


@pytest.fixture
def environment(commands: Path, tmp_path: Path) -> dict[str, str]:
    """Return the variables that a step finds, the runner's and this machine's."""
    return {
        **os.environ,
        "PATH": f"{commands}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "src"),
        "GITHUB_ACTIONS": "true",
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_STEP_SUMMARY": str(tmp_path / "step-summary.md"),
        "RUNNER_TEMP": str(tmp_path),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "PRE_COMMIT_HOME": str(tmp_path / "pre-commit"),
    }


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """Return a scratch repository's folder, with a plan and data."""
    folder = tmp_path / "work"
    folder.mkdir()
    return fill(folder)


def steps(inputs: Mapping[str, str]) -> Iterator[Mapping[str, Any]]:
    """Yield the action's shell steps that these inputs call for, their expressions filled in."""
    given = {**{name: entry["default"] for name, entry in ACTION["inputs"].items()}, **inputs}
    for step in ACTION["runs"]["steps"]:
        condition = step.get("if", "")
        asked = re.fullmatch(r"inputs\.([a-z-]+) != ''", condition)
        assert asked or not condition
        if "run" in step and (not asked or given[asked[1]]):
            env = {name: _EXPRESSION.sub(lambda found: given[found[1]], text) for name, text in _env(step).items()}
            yield {**step, "env": env}


def _env(step: Mapping[str, Any]) -> Mapping[str, str]:
    return dict(step.get("env", {}))


def run_action(work: Path, environment: Mapping[str, str], **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the steps after the installation as the runner does, the first that fails being the last."""
    named = {name.replace("_", "-"): value for name, value in inputs.items()}
    done = None
    for step in list(steps(named))[1:]:
        script = work.parent / "step.sh"
        script.write_text(step["run"], encoding="utf-8")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
            cwd=work / named.get("working-directory", "."),
            env={**environment, **step["env"]},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            break
    assert done is not None
    return done


def test_the_action_s_file_is_one_by_the_published_schema() -> None:
    assert [error.message for error in Draft7Validator(schema(GITHUB_ACTION)).iter_errors(ACTION)] == []


def test_no_step_pastes_an_input_into_its_script() -> None:
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        for text in _env(step).values():
            assert _EXPRESSION.fullmatch(text)


def test_every_input_is_used_and_every_used_one_is_declared() -> None:
    text = (ROOT / "action.yml").read_text(encoding="utf-8")

    assert set(re.findall(r"inputs\.([a-z-]+)", text)) == set(ACTION["inputs"])


def test_the_step_that_installs_makes_a_command_that_runs(environment: dict[str, str], tmp_path: Path) -> None:
    install = next(steps({}))
    target = tmp_path / "site"
    offline = {"PIP_NO_INDEX": "1", "PIP_NO_DEPS": "1", "PIP_NO_BUILD_ISOLATION": "0", "PIP_TARGET": str(target)}

    subprocess.run(["bash", "-eo", "pipefail", "-c", install["run"]], env={**environment, **offline}, check=True)

    told = subprocess.run(
        [str(target / "bin" / "planckeck"), "explain", "PK210"],
        env={**environment, "PYTHONPATH": str(target)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.startswith("PK210 error: ")


def test_the_action_passes_a_plan_in_order(work: Path, environment: dict[str, str]) -> None:
    assert run_action(work, environment).returncode == 0


def test_the_action_refuses_a_broken_plan_with_an_annotation_and_sarif(work: Path, environment: dict[str, str]) -> None:
    fill(work, BROKEN)

    done = run_action(work, environment, actuals="met.csv", sarif="out.sarif")

    assert done.returncode == 1
    assert done.stdout.startswith("::error file=plans/plan.yaml,line=7,")
    document = json.loads((work / "out.sarif").read_text(encoding="utf-8"))
    assert Draft7Validator(schema(SARIF)).is_valid(document)


def test_the_action_evaluates_and_writes_the_summary_also_of_a_miss(work: Path, environment: dict[str, str]) -> None:
    done = run_action(work, environment, actuals="met.csv\nbinding.csv\n", junit="out.xml", lang="zh")

    assert done.returncode == 1
    assert Path(environment["GITHUB_STEP_SUMMARY"]).read_text(encoding="utf-8").startswith("#")
    assert "<testsuites" in (work / "out.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize(("fail_on", "code"), [("", 0), ("guiding", 1), ("never", 0)])
def test_the_action_hands_on_fail_on(fail_on: str, code: int, work: Path, environment: dict[str, str]) -> None:
    assert run_action(work, environment, actuals="guiding.csv", fail_on=fail_on).returncode == code


def test_the_action_takes_several_plans_names_with_blanks_and_a_folder(work: Path, environment: dict[str, str]) -> None:
    inner = work / "a county"
    (inner / "more plans").mkdir(parents=True)
    fill(inner)
    (inner / "more plans" / "b c.yaml").write_text(PLAN, encoding="utf-8")

    done = run_action(work, environment, plans="plans\nmore plans", working_directory="a county")

    assert done.returncode == 1
    assert "file=a county/more plans/b c.yaml" in done.stdout or "file=more plans/b c.yaml" in done.stdout


@pytest.mark.parametrize("name", ["$(touch pwned)", "`touch pwned`", "; touch pwned", "--output=pwned"])
def test_an_input_is_never_run(name: str, work: Path, environment: dict[str, str]) -> None:
    done = run_action(work, environment, plans=name, actuals=name)

    assert done.returncode == 3
    assert not (work / "pwned").exists()


def git(work: Path, environment: Mapping[str, str], *arguments: str) -> None:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.invalid", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *arguments], cwd=work, env=environment, capture_output=True, check=True)


@pytest.fixture
def hooked(work: Path, environment: dict[str, str]) -> Path:
    """Return a scratch repository that has the hook of this one, run by the planckeck that is there.

    The hook's own language, python, would install from the network; everything else of it is as it is.
    """
    hooks = work.parent / "hooks"
    hooks.mkdir()
    (hooks / ".pre-commit-hooks.yaml").write_text(HOOKS.replace("language: python", "language: system"))
    for folder in (hooks, work):
        git(folder, environment, "init")
    git(hooks, environment, "add", ".")
    git(hooks, environment, "commit", "-m", "hooks")
    git(hooks, environment, "tag", "v1")
    config = {"repos": [{"repo": str(hooks), "rev": "v1", "hooks": [{"id": "planckeck-validate"}]}]}
    (work / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return work


def pre_commit(work: Path, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    git(work, environment, "add", ".")
    own = {name: value for name, value in environment.items() if name != "GITHUB_ACTIONS"}
    command = [sys.executable, "-m", "pre_commit", "run", "--color", "never"]
    return subprocess.run(command, cwd=work, env=own, capture_output=True, text=True, check=False)


def test_a_broken_plan_fails_under_pre_commit_with_its_place_and_passes_after_the_fix(
    hooked: Path, environment: dict[str, str]
) -> None:
    fill(hooked, BROKEN)
    broken = pre_commit(hooked, environment)
    fill(hooked, PLAN)
    mended = pre_commit(hooked, environment)

    assert broken.returncode == 1
    assert "plans/plan.yaml:7:79: error PK210" in broken.stdout
    assert mended.returncode == 0, mended.stdout
    assert "Passed" in mended.stdout


def test_the_hook_looks_at_plans_only(hooked: Path, environment: dict[str, str]) -> None:
    shutil.rmtree(hooked / "plans")
    (hooked / "compose.yaml").write_text("services: {}\n", encoding="utf-8")

    assert "(no files to check)" in pre_commit(hooked, environment).stdout


def test_the_hooks_file_is_one_by_pre_commit_s_own_check() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]

    subprocess.run(command, check=True)


def snippets(page: str) -> list[Any]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return [yaml.safe_load(block) for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)]


@pytest.mark.parametrize("page", CI_PAGES)
def test_the_snippets_are_what_they_say(page: str) -> None:
    workflow, gitlab, hook, plan = snippets(page)

    uses = [step for step in workflow["jobs"]["plans"]["steps"] if step["uses"].startswith("OWNER/planckeck")]
    assert set(uses[0]["with"]) <= set(ACTION["inputs"])
    assert [error.message for error in Draft7Validator(schema(GITLAB_CI)).iter_errors(gitlab)] == []
    assert hook["repos"][0]["hooks"] == [{"id": yaml.safe_load(HOOKS)[0]["id"]}]
    assert plan[0]["target"] == "≤40"


@pytest.mark.parametrize("page", CI_PAGES)
def test_the_gitlab_job_writes_the_files_that_it_hands_on(page: str, work: Path, environment: dict[str, str]) -> None:
    job = snippets(page)[1]["plans"]
    (work / "data").mkdir()
    shutil.copy(work / "met.csv", work / "data" / "longhu-2015.csv")

    for line in job["script"][1:]:
        subprocess.run(["sh", "-c", line], cwd=work, env=environment, check=True, capture_output=True)

    for file in job["artifacts"]["reports"].values():
        assert (work / file).stat().st_size > 0


@pytest.mark.parametrize("page", CI_PAGES)
def test_the_settings_shown_are_settings(page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from planckeck.settings import KINDS_OF_SETTINGS, read_settings

    text = (ROOT / page).read_text(encoding="utf-8")
    shown = re.findall(r"^```toml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    (tmp_path / "pyproject.toml").write_text(shown[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    told = re.findall(r"^\| (`[a-z-]+`(?:[,、] ?`[a-z-]+`)*) \|", text.partition("```toml")[2], re.MULTILINE)

    assert read_settings().findings == ()
    assert {name for cell in told for name in re.findall(r"`([a-z-]+)`", cell)} == set(KINDS_OF_SETTINGS)


@pytest.mark.parametrize("page", CI_PAGES)
def test_the_formats_shown_are_the_formats(page: str) -> None:
    from planckeck.cli.options import FindingsFormat, Format

    text = (ROOT / page).read_text(encoding="utf-8")
    told = {
        name
        for line in text.splitlines()
        if line.count("|") == 5
        for name in re.findall(r"`([a-z]+)`", line.split("|")[1])
    }

    assert told == {name.value for name in (*FindingsFormat, *Format)}
