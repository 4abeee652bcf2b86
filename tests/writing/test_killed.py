"""Killed, out of room or interrupted: the file is the old or the new one, whole, and nothing else is left to see."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from planckeck.cli.app import INTERRUPTED, UNUSABLE
from planckeck.writing import write_whole
from tests.cli_folder import fill, run

ROOT = Path(__file__).parent.parent.parent
OLD = "the old report\n"
FORMATS = {
    **{name: ("evaluate", "met.csv", "--format", name) for name in ("table", "markdown", "json", "csv", "github")},
    **{name: ("evaluate", "met.csv", "--format", name) for name in ("gitlab", "sarif", "junit")},
    **{name: ("validate", "--format", name) for name in ("full", "concise")},
    "schema": ("schema",),
    "xlsx": ("template", "plan", "--format", "xlsx"),
}
"""Every format that a command writes, with a command that does."""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(fill(tmp_path))
    (tmp_path / "out").mkdir()
    monkeypatch.setenv("PYTHONPATH", f"{ROOT / 'src'}:{ROOT}")
    return tmp_path


def writer(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "tests.writing.writer", *arguments]


def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(writer(*arguments), capture_output=True, check=False, text=True, encoding="utf-8")


def parts(target: Path) -> list[str]:
    """Return what stands beside a file."""
    return [entry.name for entry in target.parent.iterdir() if entry != target]


def kill_at_a_random_moment(old: Path, new: Path, target: Path, chance: random.Random) -> None:
    """Start a writer, wait until it writes, and kill it within the next few writes."""
    with subprocess.Popen(writer("forever", str(old), str(new), str(target)), stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(chance.uniform(0, 0.02))
        process.kill()


def contents_of(name: str, folder: Path) -> tuple[Path, Path]:
    """Return the report of a format, made long, and another of the same length, each in a file."""
    result = run(*FORMATS[name], "--output", "report")
    assert result.exit_code == 0, result.output
    report = (folder / "report").read_bytes() or b"nothing to say\n"
    old, new = folder / "old", folder / "new"
    old.write_bytes(report * (2_000_000 // len(report)))
    new.write_bytes(old.read_bytes()[::-1])
    return old, new


def old_or_new_after_kills(name: str, kills: int, folder: Path) -> None:
    old, new = contents_of(name, folder)
    target, chance = folder / "out" / "report", random.Random(f"kill {name}")
    whole = {old.read_bytes(), new.read_bytes()}
    for _ in range(kills):
        kill_at_a_random_moment(old, new, target, chance)

        assert target.read_bytes() in whole
        assert len(parts(target)) <= 1
        assert all(part.startswith(".report.") and part.endswith(".part") for part in parts(target))
    write_whole(str(target), OLD)
    assert parts(target) == []


def test_a_writer_killed_at_any_moment_leaves_the_old_or_the_new_file(folder: Path) -> None:
    old_or_new_after_kills("json", 5, folder)


@pytest.mark.heavy
@pytest.mark.parametrize("name", list(FORMATS))
def test_a_writer_killed_again_and_again_leaves_the_old_or_the_new_file(name: str, folder: Path) -> None:
    old_or_new_after_kills(name, 200 if name == "json" else 20, folder)


def test_a_command_killed_at_every_step_of_its_writing_leaves_the_old_or_the_new_file(folder: Path) -> None:
    target = folder / "out" / "report"
    new = run("schema").stdout
    seen = set()
    for step in range(1, 200):
        target.write_text(OLD, encoding="utf-8")
        code = ended("at", str(step), str(signal.SIGKILL), str(target), "schema", "--output", str(target)).returncode
        if code == 0:
            break
        assert code == -signal.SIGKILL
        assert target.read_text(encoding="utf-8") in {OLD, new}
        seen.add(bool(parts(target)))

    # it was killed before the part was made and while it stood; the run that came through took it away
    assert step > 6
    assert seen == {False, True}
    assert (target.read_text(encoding="utf-8"), parts(target)) == (new, [])


@pytest.mark.parametrize("room", [0, 1, 4096])
def test_a_disk_without_room_leaves_the_old_file_whole(room: int, folder: Path) -> None:
    target = folder / "out" / "report"
    target.write_text(OLD, encoding="utf-8")

    run_ = ended("room", str(room), "error", "schema", "--output", str(target))

    assert run_.returncode == UNUSABLE
    assert "PK901" in run_.stderr
    assert "Traceback" not in run_.stderr
    assert (target.read_text(encoding="utf-8"), parts(target)) == (OLD, [])


def test_a_process_that_dies_in_the_middle_of_its_writing_leaves_the_old_file_whole(folder: Path) -> None:
    target = folder / "out" / "report"
    target.write_text(OLD, encoding="utf-8")

    run_ = ended("room", "4096", "kill", "schema", "--output", str(target))

    assert run_.returncode == -signal.SIGXFSZ
    assert target.read_text(encoding="utf-8") == OLD
    (part,) = parts(target)
    assert (target.parent / part).stat().st_size == 4096
    write_whole(str(target), "the next run\n")
    assert parts(target) == []


def test_ctrl_c_at_every_step_of_the_writing_leaves_a_whole_file_and_130(folder: Path) -> None:
    target = folder / "out" / "report"
    new = run("schema").stdout
    for step in range(1, 200):
        target.write_text(OLD, encoding="utf-8")
        run_ = ended("at", str(step), str(signal.SIGINT), str(target), "schema", "--output", str(target))
        if run_.returncode == 0:
            break
        assert (run_.returncode, run_.stderr) == (INTERRUPTED, "")
        assert target.read_text(encoding="utf-8") in {OLD, new}
        assert parts(target) == []

    assert step > 6


@pytest.mark.parametrize("step", [1, 2, 7, 40, 150, 400, 800, 1200, 1600, 2000])
def test_ctrl_c_at_any_moment_is_130_without_a_word(step: int, folder: Path) -> None:
    target = folder / "out" / "report"

    run_ = ended("press", str(step), "validate", "plans", "--format", "json", "--output", str(target))

    assert (run_.returncode, run_.stderr) == (INTERRUPTED, "")
    assert parts(target) == []
