"""A scan says how far it is, and stops saying so when it is over."""

from __future__ import annotations

import threading
import time
from pathlib import Path

from planckeck.large.duck import open_duck
from planckeck.large.watching import watched
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from tests.large.making import made_plan, made_rows, write_table


def test_a_scan_ends_at_a_hundred_percent_and_never_goes_back(tmp_path: Path) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1), encoding="utf-8")
    table = write_table(tmp_path / "a.csv", made_rows(1))
    told: list[tuple[str, int, int | None]] = []
    reading = ReadRequest((str(table),), progress=lambda name, rows, total: told.append((name, rows, total)))

    assess_any(Request(reading, (str(tmp_path / "land.yaml"),), engine="duckdb"))

    assert told[-1] == (str(table), 100, 100)
    assert [percent for _, percent, _ in told] == sorted(percent for _, percent, _ in told)


def test_a_long_query_is_told_from_a_thread_that_ends_with_it() -> None:
    engine = open_duck()
    before = threading.active_count()
    told: list[int] = []
    asked = iter((-1.0, 12.5, 40.0, 30.0))
    engine.percent = lambda: next(asked, 90.0)  # type: ignore[method-assign]

    with watched(engine, "a.csv", lambda _, percent, __: told.append(percent)):
        deadline = time.monotonic() + 5
        while len(told) < 3 and time.monotonic() < deadline:
            threading.Event().wait(0.01)

    assert told == [12, 40, 90, 100]
    assert threading.active_count() == before
