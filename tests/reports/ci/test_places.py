from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.problems import Place
from planckeck.reports.ci.places import names_a_file, repository_path


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    inner = tmp_path / "repository" / "health"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return inner


def test_without_a_repository_paths_are_from_the_working_directory(folder: Path) -> None:
    assert repository_path("plans/a.yaml") == "plans/a.yaml"
    assert repository_path(str(folder / "plans" / "a.yaml")) == "plans/a.yaml"


def test_in_a_repository_paths_are_from_its_top(folder: Path) -> None:
    (folder.parent / ".git").mkdir()

    assert repository_path("plans/a.yaml") == "health/plans/a.yaml"
    assert repository_path("../data/a.csv") == "data/a.csv"


def test_a_path_outside_stays_absolute(folder: Path) -> None:
    assert repository_path("../../a.csv") == (folder.parent.parent / "a.csv").as_posix()


@pytest.mark.parametrize(
    ("file", "is_file"), [("a.yaml", True), ("-", True), ("--region", False), ("<stdin>", False), ("planckeck", False)]
)
def test_an_option_and_standard_input_are_no_files(file: str, is_file: bool) -> None:
    assert names_a_file(Place(file)) is is_file
