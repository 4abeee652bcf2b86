"""A folder of results appears whole or not at all, and takes the place of nothing but such a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.problems import InputError
from planckeck.writing import write_folder_by


def results(text: str, path: str) -> None:
    folder = Path(path)
    folder.mkdir()
    (folder / "part-0.csv").write_text(text, encoding="utf-8")
    (folder / "_SUCCESS").touch()


def test_a_folder_is_written_beside_and_renamed(tmp_path: Path) -> None:
    write_folder_by(str(tmp_path / "r.csv"), lambda path: results("new", path))

    assert (tmp_path / "r.csv" / "part-0.csv").read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["r.csv"]


def test_what_such_a_run_wrote_before_is_replaced(tmp_path: Path) -> None:
    results("old", str(tmp_path / "r.csv"))

    write_folder_by(str(tmp_path / "r.csv"), lambda path: results("new", path))

    assert (tmp_path / "r.csv" / "part-0.csv").read_text() == "new"
    assert [file.name for file in tmp_path.iterdir()] == ["r.csv"]


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_what_is_something_else_is_left_alone(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "r"
    if kind == "folder":
        target.mkdir()
        target = target / "mine.txt"
    target.write_text("mine")

    with pytest.raises(InputError) as caught:
        write_folder_by(str(tmp_path / "r"), lambda path: results("new", path))

    assert [one.code for one in caught.value.diagnostics] == ["PK901"]
    assert target.read_text() == "mine"


def test_a_run_that_breaks_off_leaves_what_stood_there(tmp_path: Path) -> None:
    results("old", str(tmp_path / "r.csv"))

    def broken(path: str) -> None:
        Path(path).mkdir()
        raise OSError(28, "No space left on device")

    with pytest.raises(InputError):
        write_folder_by(str(tmp_path / "r.csv"), broken)

    assert (tmp_path / "r.csv" / "part-0.csv").read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["r.csv"]
