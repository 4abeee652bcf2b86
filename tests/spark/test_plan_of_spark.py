"""What Spark does, read from its physical plans: rules are broadcast, and no rows come to the driver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from planckeck.large.spark import Spark
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from tests.large.making import made_plan, write_table

pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("local")]
REGIONS = 400


def test_rules_are_broadcast_and_few_rows_come_to_the_driver(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, local: Any
) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1, 5), encoding="utf-8")
    rows = [
        [f"县{r:04}", "县", f"i{i}", str(2015 + y), "81.5"] for r in range(REGIONS) for i in range(5) for y in (1, 5)
    ]
    table = write_table(tmp_path / "a.csv", rows)
    collected: list[int] = []
    plans: list[str] = []
    ask = Spark.rows

    def watched(self: Spark, sql: str) -> list[tuple[Any, ...]]:
        found = ask(self, sql)
        collected.append(len(found))
        plans.append(self.session.sql(sql)._jdf.queryExecution().executedPlan().toString())
        return found

    monkeypatch.setattr(Spark, "rows", watched)
    request = Request(ReadRequest((str(table),)), (str(tmp_path / "land.yaml"),), engine="spark", numbered=False)

    assessment = assess_any(request)

    assert assessment.counts.total > 2 * REGIONS
    # the most is the worst twenty with the other year of their lines
    assert max(collected) <= 40
    assert any("BroadcastHashJoin" in plan for plan in plans)
    assert not any("SortMergeJoin" in plan or "CartesianProduct" in plan or "NestedLoop" in plan for plan in plans)
