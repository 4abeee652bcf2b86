"""Every engine gives the results of the oracle, and the same as every other, to the last text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.equality.making import made_case
from tests.equality.running import READING, differing, shown_small

CASES = int(os.environ.get("PLANCKECK_CASES", "200"))
"""Plans made up in a run of the tests; `make nightly` takes ten thousand."""
IN_A_RUN = 100
SCANNING = ("duckdb",)

# a case is made small by leaving out plans and rows, not by another thousand runs
many = settings(
    max_examples=max(1, CASES // IN_A_RUN),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@many
@given(seed=st.integers(0, 10**9))
def test_every_engine_judges_as_the_oracle_and_as_each_other(tmp_path: Path, seed: int) -> None:
    cases = [made_case(seed, number) for number in range(IN_A_RUN)]

    wrong = shown_small(cases, lambda some: differing((*READING, *SCANNING), some, tmp_path / str(len(some))))

    assert not wrong, f"seed {seed}: {wrong}"


@pytest.mark.parametrize("number", range(3))
def test_a_case_is_the_same_every_time_it_is_made(number: int) -> None:
    assert made_case(7, number) == made_case(7, number) != made_case(8, number)
