"""Spark judges made-up plans of every kind as the reckoning in plain Python does, and writes what the readers give."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.equality.making import made_case
from tests.equality.running import differing, shown_small
from tests.equality.test_same_on_every_engine import CASES, IN_A_RUN
from tests.spark.session import by_night

pytestmark = [pytest.mark.heavy, by_night, pytest.mark.usefixtures("local")]


@pytest.mark.parametrize("seed", range(max(1, CASES // IN_A_RUN)))
def test_spark_judges_as_the_oracle_and_as_the_readers(tmp_path: Path, seed: int) -> None:
    cases = [made_case(seed, number) for number in range(IN_A_RUN)]

    wrong = shown_small(cases, lambda some: differing(("polars", "spark"), some, tmp_path / str(len(some))))

    assert not wrong, wrong
