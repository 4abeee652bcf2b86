"""A real cluster on the loopback address gives what DuckDB gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.spark.session import cluster, session_on, stop
from tests.spark.test_same_as_duckdb import is_same, judged, land

pytestmark = pytest.mark.heavy


def test_a_master_and_two_workers_give_what_duckdb_gives(tmp_path: Path) -> None:
    land(tmp_path, 99)
    with cluster(tmp_path) as (address, _):
        session = session_on(address, tmp_path)
        try:
            found = judged(tmp_path, "spark", all_years=True)

            executors = len(session.sparkContext._jsc.sc().statusTracker().getExecutorInfos())
        finally:
            stop(session)
    assert executors == 3  # the driver is one
    assert is_same(found, judged(tmp_path, "duckdb", all_years=True))
