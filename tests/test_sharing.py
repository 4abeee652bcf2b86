"""Many plan files shared out among processes: what comes back is what one process would have said."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from planckeck.checking import MANY, check_plans
from planckeck.plans import PlanCheck, check_plan
from planckeck.problems import InputError, Place
from planckeck.problems.kinds import diagnose
from planckeck.sharing import BATCH, shared_out
from tests.cli_folder import BROKEN, PLAN, WEAKER, run

FILES = 2 * BATCH + 3
"""Two whole batches and a short one."""


def written(folder: Path, count: int = FILES) -> list[Path]:
    """Write so many plans, every third with a warning, every fifth with an error; return their files in order."""
    files = [folder / f"p{number:04}.yaml" for number in range(count)]
    for number, file in enumerate(files):
        text = BROKEN if number % 5 == 0 else WEAKER if number % 3 == 0 else PLAN
        file.write_text(text.replace("id: plan", f"id: {file.stem}", 1), encoding="utf-8")
    return files


def dying(file: Path) -> PlanCheck:
    """Check a file, and die of one that is named so."""
    if "fatal" in file.name:
        os._exit(9)
    return check_plan(file)


def unreadable(file: Path) -> PlanCheck:
    raise InputError([diagnose("PK120", Place(file.as_posix()), path=file.as_posix(), problem="gone", help="")])


def test_findings_and_their_order_are_those_of_one_process(tmp_path: Path) -> None:
    files = written(tmp_path)

    assert list(shared_out(files, 2)) == list(shared_out(files, 1)) == [check_plan(file) for file in files]


def test_a_file_that_kills_its_process_is_a_finding_and_the_others_are_checked(tmp_path: Path) -> None:
    files = written(tmp_path)
    for number in (4, BATCH + 1):
        files[number] = files[number].rename(tmp_path / f"fatal{number}.yaml")

    checks = list(shared_out(files, 2, dying))

    assert [check.file for check in checks] == [file.as_posix() for file in files]
    for file, check in zip(files, checks, strict=True):
        if "fatal" in file.name:
            assert [(finding.code, finding.place.file) for finding in check.findings] == [("PK902", file.as_posix())]
        else:
            assert check == check_plan(file)


def test_a_file_that_cannot_be_read_is_said_as_it_is_by_one_process(tmp_path: Path) -> None:
    files = written(tmp_path)

    with pytest.raises(InputError) as raised:
        list(shared_out(files, 2, unreadable))

    assert raised.value.diagnostics[0].place.file == files[0].as_posix()


def test_an_error_crosses_from_one_process_to_another_whole() -> None:
    error = InputError([diagnose("PK121", Place("plans"), path="plans")])

    assert pickle.loads(pickle.dumps(error)).diagnostics == error.diagnostics


def test_a_folder_of_many_plans_gives_what_its_files_give(tmp_path: Path) -> None:
    files = written(tmp_path, MANY)

    check = check_plans([str(tmp_path)])

    alone = [check_plan(file) for file in files]
    assert check.in_order == tuple(each.file for each in alone if each.id is not None)
    assert check.findings == tuple(finding for each in alone for finding in each.findings)


def test_two_plans_of_one_id_are_found_among_many(tmp_path: Path) -> None:
    written(tmp_path, MANY)
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "p0001.yaml").write_text((tmp_path / "p0001.yaml").read_text(encoding="utf-8"), encoding="utf-8")

    check = check_plans([str(tmp_path)])

    (double,) = [finding for finding in check.findings if finding.code == "PK115"]
    assert double.related is not None
    assert (Path(double.place.file).parent.name, Path(double.related.file).parent) == ("z", tmp_path)


def test_validate_prints_many_plans_in_the_order_of_their_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = written(tmp_path, MANY)

    result = run("validate", ".", "--format", "concise")

    named = [line.split(":")[0] for line in result.stdout.splitlines() if line.startswith("p0")]
    assert result.exit_code == 1
    assert list(dict.fromkeys(named)) == [
        file.name for number, file in enumerate(files) if not (number % 5 and number % 3)
    ]
