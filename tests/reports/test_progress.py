"""The progress bar: drawn on standard error of a terminal alone."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from planckeck.reports import progress

PLAN = """id: plan
title: 规划
region: 甲县
period: 2016-2020
indicators:
- {id: beds, name: 床位, unit: 张, target: "≥4", applies_to: {level: 乡镇, every_unit: true}}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    rows = "".join(f"镇{number},乡镇,床位,2020,5\n" for number in range(3000))
    (tmp_path / "a.csv").write_text("region,level,indicator,year,value\n" + rows, encoding="utf-8")
    return tmp_path


def seen(folder: Path, *arguments: str) -> str:
    """Return what a terminal on standard error was sent."""
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "planckeck", "evaluate", "a.csv", "--plan", "plan.yaml", "--format", "csv"]
    sent = b""
    with (folder / "out.csv").open("wb") as out:
        run = subprocess.Popen([*command, *arguments], cwd=folder, stdout=out, stderr=follower)
        os.close(follower)
        # the screen is read while the program draws on it, else it would wait; at its end the read fails
        try:
            while block := os.read(leader, 65536):
                sent += block
        except OSError:
            assert run.wait() == 0
    os.close(leader)
    return sent.decode()


def test_a_terminal_sees_how_far_it_is(folder: Path) -> None:
    assert "reading a.csv" in seen(folder, "--lang", "en")


def test_quiet_shows_no_bar(folder: Path) -> None:
    assert "reading" not in seen(folder, "--lang", "en", "--quiet")


def test_a_pipe_sees_no_bar(folder: Path) -> None:
    command = [sys.executable, "-m", "planckeck", "evaluate", "a.csv", "--plan", "plan.yaml", "--format", "csv"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)

    assert "reading" not in run.stderr


def test_what_takes_longer_than_a_second_says_what_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock is set to nothing, so that every step is long; a run of a moment draws nothing."""
    drawn = _drawn(monkeypatch, 0.0)

    assert "writing html" in drawn
    assert "working" not in _drawn(monkeypatch, 60.0)
    assert "writing html" not in _drawn(monkeypatch, 60.0)


def _drawn(monkeypatch: pytest.MonkeyPatch, delay_s: float) -> str:
    leader, follower = pty.openpty()
    monkeypatch.setattr(progress, "DELAY_S", delay_s)
    with os.fdopen(follower, "w") as screen, monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", screen)
        with progress.progress_shown(str) as shown:
            if not delay_s:
                shown._timer.join()
            shown.now("writing html")
            shown.pause()
        screen.flush()
        os.set_blocking(leader, False)
        try:
            sent = os.read(leader, 65536).decode()
        except BlockingIOError:
            sent = ""
    os.close(leader)
    return sent
