"""Faults and what is said of them: a folder a fault, with the files, the command, and the whole output expected.

`expected.txt` begins with the exit code; then standard error, or for `validate` standard output too.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planckeck.cli import app

CASES = Path(__file__).parent / "cases"


def folders(kind: str) -> list[Path]:
    found = sorted(path.parent for path in (CASES / kind).glob("*/command"))
    assert found
    return found


def run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(folder)
    command = shlex.split((folder / "command").read_text(encoding="utf-8"))
    result = CliRunner().invoke(app, command)
    said = result.stdout + result.stderr if command[0] == "validate" else result.stderr
    return f"exit {result.exit_code}\n{said}"


@pytest.mark.parametrize("folder", folders("bad"), ids=lambda folder: folder.name)
def test_a_fault_is_said_where_it_stands(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = run(folder, monkeypatch)

    assert said == (folder / "expected.txt").read_text(encoding="utf-8")
    assert "Traceback" not in said
