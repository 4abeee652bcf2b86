"""The job that the peers share: its counts by hand, and that two ways of doing it find them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import small
from benchmarks.small import COUNTS, NAMES, PEERS, evaluate_command
from benchmarks.small_job import INDICATORS, MET, UNMET, Indicator, indicators, write_job
from benchmarks.timing import surroundings

# Distances to the bar by row modulo 5: 0 → on it, 1 → 2 better, 2 → 1 short, 3 → 3 better, 4 → half short.
UNMET_ROWS = [2, 4, 7, 9, 12, 14, 17, 19, 22, 24, 27, 29]


def _is_met(each: Indicator) -> bool:
    return (each.lower is None or each.value >= each.lower) and (each.upper is None or each.value <= each.upper)


def test_the_rows_that_miss_are_those_worked_by_hand() -> None:
    missed = [each.row for each in indicators() if not _is_met(each)]

    assert missed == UNMET_ROWS
    assert len(UNMET_ROWS) == UNMET
    assert MET + UNMET == INDICATORS


@pytest.mark.parametrize(
    ("row", "lower", "upper", "value"),
    [
        (1, 41, None, 43),  # at least 41, 2 above
        (2, None, 42, 43),  # at most 42, 1 above
        (3, 43, 48, 46),  # 43 to 48, 3 above the lower bound
        (4, 44, None, 43.5),  # at least 44, half below
        (5, None, 45, 45),  # at most 45, on it
        (15, 55, 60, 55),  # 55 to 60, on the lower bound
    ],
)
def test_bounds_and_values_are_those_worked_by_hand(row: int, lower: float, upper: float, value: float) -> None:
    each = indicators()[row - 1]

    assert (each.lower, each.upper, each.value) == (lower, upper, value)


def test_planckeck_finds_the_counts(tmp_path: Path) -> None:
    write_job(tmp_path)

    done = subprocess.run(
        evaluate_command(tmp_path), env=surroundings(), capture_output=True, text=True, encoding="utf-8", check=True
    )

    found = COUNTS.search(done.stdout)
    assert found and found.groups() == ("30", "18", "12")
    assert done.stderr == ""


def test_hand_written_pandas_finds_the_counts(tmp_path: Path) -> None:
    write_job(tmp_path)

    command = (sys.executable, str(PEERS / "by_pandas.py"), str(tmp_path))
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)

    assert "all: 30 = 18 met + 12 not met" in done.stdout


def test_a_peer_that_cannot_be_installed_is_named_with_the_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(name: str) -> Path:
        raise small.Unavailable("no such wheel")

    monkeypatch.setattr(small, "environment", fails)
    found = small.commands(Path("job"), ["soda"])

    assert list(found) == [small.EVALUATE]
    assert capsys.readouterr().out == "soda: not measured, cannot be installed: no such wheel\n"


def test_counts_that_differ_are_said_and_fail_the_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = {"pandas": (30, 18, 12), "soda": (30, 19, 11)}
    monkeypatch.setattr(small, "counts", lambda command: told[command[0]])
    differing = small.wrong({"pandas": ("pandas",), "soda": ("soda",)})

    assert differing == ["soda"]
    assert "soda: (30, 19, 11)" in capsys.readouterr().out


@pytest.mark.parametrize("name", NAMES)
def test_every_peer_has_a_script_that_says_what_it_does_not_do_and_plain_pins(name: str) -> None:
    script = (PEERS / f"by_{name}.py").read_text(encoding="utf-8")
    pins = (PEERS / f"{name}.txt").read_text(encoding="utf-8").split()

    assert re.match(r'"""The small job .*?Does.*?not', script, re.DOTALL)
    assert pins and all(re.fullmatch(r"[\w.-]+==[\w.]+", pin) for pin in pins)
