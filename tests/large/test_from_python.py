"""From Python a large table is scanned as the command line would, and its results are a frame of the same library."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import planckeck
from planckeck.model.assessment import Verdict
from planckeck.problems import InputError
from planckeck.tables import Table
from tests.large.making import HEAD, made_plan, made_rows

SEED = 11
PLAN = HEAD + '- {id: i0, name: 指标0, unit: "%", target: ≥80, applies_to: {level: 县}}\n'
NAMES = ("region", "level", "indicator", "year", "value")


def a_table(rows: list[list[str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=list(NAMES), orient="row")


def judged_both(folder: Path, make: Any) -> tuple[planckeck.Evaluation, planckeck.Evaluation]:
    (folder / "land.yaml").write_text(made_plan(SEED), encoding="utf-8")
    plan = planckeck.load_plan(folder / "land.yaml")
    table = a_table(made_rows(SEED))
    scanned = planckeck.evaluate(plan, make(table), engine="duckdb", all_years=True)
    return scanned, planckeck.evaluate(plan, table, engine="polars", all_years=True)


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (lambda table: duckdb.from_arrow(table.to_arrow()), duckdb.DuckDBPyRelation),
        (lambda table: table, pl.DataFrame),
        (lambda table: table.lazy(), pl.LazyFrame),
        (lambda table: table.to_pandas(), pd.DataFrame),
        (lambda table: table.to_arrow(), pa.Table),
    ],
    ids=["duckdb", "polars", "polars-lazy", "pandas", "pyarrow"],
)
def test_a_table_in_memory_is_scanned_and_gives_a_frame_of_its_library(tmp_path: Path, make: Any, kind: type) -> None:
    scanned, read = judged_both(tmp_path, make)

    assert scanned.assessment.method.engine == "duckdb"
    assert scanned.counts.overall == read.counts.overall
    assert scanned.assessment.worst == read.assessment.worst
    assert isinstance(scanned.frame, kind)
    met = Table(scanned.frame)
    assert len(met) == len(read.results)


def test_cells_of_a_scanned_table_are_named_by_their_row_and_column(tmp_path: Path) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(SEED), encoding="utf-8")
    rows = [[f"县{number:03}", "县", "i0", "2020", "81.5"] for number in range(30)]
    rows[20][4] = "八十分"

    found = planckeck.evaluate(
        planckeck.load_plan(tmp_path / "land.yaml"), duckdb.from_arrow(a_table(rows).to_arrow()), engine="duckdb"
    )

    assert [str(one.place) for one in found.findings if one.code == "PK301"] == ["frame#21:5"]


def test_a_large_relation_is_scanned_without_a_row_of_it_in_python(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "land.yaml").write_text(PLAN, encoding="utf-8")
    relation = duckdb.sql(
        "select 'R' || r as region, '县' as level, 'i0' as indicator, 2020 as year, 60 + r % 40 as value "
        "from range(200000) t(r)"
    )
    monkeypatch.setattr(Table, "rows", lambda _: pytest.fail("read row by row"))

    found = planckeck.evaluate(planckeck.load_plan(tmp_path / "land.yaml"), relation)

    # 80 to 99 of 60 to 99
    assert (found.counts.total, found.counts.overall[Verdict.MET]) == (200_000, 100_000)
    assert found.frame.aggregate("count(*)").fetchall() == [(200_000,)]
    with pytest.raises(InputError) as caught:
        _ = found.results
    assert [one.code for one in caught.value.diagnostics] == ["PK367"]


def test_columns_of_several_types_are_read_row_by_row(tmp_path: Path) -> None:
    (tmp_path / "land.yaml").write_text(PLAN, encoding="utf-8")
    table = pd.DataFrame([["县一", "县", "i0", 2020, 81.5], ["县二", "县", "i0", 2020, "八成"]], columns=list(NAMES))

    found = planckeck.evaluate(planckeck.load_plan(tmp_path / "land.yaml"), table, engine="duckdb")

    assert found.assessment.method.engine == "polars"
    assert len(found.results) == 2
