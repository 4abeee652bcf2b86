"""Quick properties of every run: what hypothesis makes is read or refused, and what is printed is safe."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import harnesses
from tests.fuzz.engine import ENTRIES
from tests.fuzz.judged import judged
from tests.fuzz.seeds import SEEDS, dictionary
from tests.fuzz.strategies import CELLS, NOTATIONS, broken, csv_texts, plan_texts

QUICK = settings(max_examples=40, suppress_health_check=list(HealthCheck))
CHOICES = st.binary(min_size=2, max_size=2)


@QUICK
@given(broken(plan_texts()))
def test_any_plan_file_is_loaded_or_refused(data: bytes) -> None:
    harnesses.plan(data)


@QUICK
@given(CHOICES, NOTATIONS)
def test_any_notation_is_read_or_refused(choice: bytes, text: str) -> None:
    harnesses.notation(choice + text.encode("utf-8", "replace"))


@QUICK
@given(CHOICES, CELLS)
def test_any_cell_is_read_or_refused(choice: bytes, text: str) -> None:
    harnesses.cell(choice + text.encode("utf-8", "replace"))


@QUICK
@given(st.binary(min_size=1, max_size=1), broken(csv_texts()))
def test_any_table_is_read_or_refused(choice: bytes, data: bytes) -> None:
    harnesses.table(choice + data)


@QUICK
@given(st.binary(min_size=1, max_size=1), broken(st.one_of(csv_texts(), plan_texts())))
def test_any_file_beside_a_plan_is_read_or_refused(choice: bytes, data: bytes) -> None:
    harnesses.beside(choice + data)


test_any_plan_and_table_are_judged_or_refused = settings(QUICK, max_examples=8)(judged)


@pytest.mark.parametrize("name", harnesses.HARNESSES)
def test_every_seed_passes(name: str) -> None:
    harness: Callable[[bytes], None] = harnesses.HARNESSES[name]

    for seed in SEEDS[name]():
        harness(seed)


def test_there_are_seeds_for_every_harness() -> None:
    assert SEEDS.keys() == harnesses.HARNESSES.keys()
    assert all(len(list(seeds())) >= 10 for seeds in SEEDS.values())


def test_the_dictionary_is_one_that_the_fuzzer_reads() -> None:
    lines = dictionary().splitlines()

    assert len(lines) > 200
    assert all(line.startswith('"') and line.endswith('"') and line.isascii() for line in lines)


FOUND = sorted(Path(__file__).parent.joinpath("found").glob("*"))


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_was_found_stays_mended(path: Path) -> None:
    ENTRIES[path.name.partition("-")[0]](path.read_bytes())


def test_the_working_folder_stays_the_same() -> None:
    before = os.getcwd()  # noqa: PTH109

    harnesses.plan(b"id: x\n")

    assert os.getcwd() == before  # noqa: PTH109
