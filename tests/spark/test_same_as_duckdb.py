"""Spark gives what DuckDB gives: counts, the worst, findings with their lines, and every result that is written."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import planckeck
from planckeck.model.assessment import Assessment, Verdict
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from planckeck.tables import Table
from planckeck.writing import write_folder_by
from tests.large.making import made_plan, made_rows, write_table
from tests.large.test_every_result import keyed, same
from tests.spark.session import MANY, by_night

FIELDS = "region string, level string, indicator string, year string, value string"
SEEDS = (7, 4242) if MANY else (7,)
pytestmark = [pytest.mark.heavy, pytest.mark.usefixtures("local")]


def judged(folder: Path, engine: str, *paths: Path, **asked: Any) -> Assessment:
    names = tuple(str(path) for path in paths) or (str(folder / "a.csv"),)
    return assess_any(Request(ReadRequest(names), (str(folder / "land.yaml"),), engine=engine, **asked))


def said(assessment: Assessment) -> set[str]:
    return {f"{one.code} {one.place} {one.message.text()}" for one in assessment.findings}


def is_same(one: Assessment, other: Assessment) -> bool:
    assert one.counts == other.counts
    assert (one.failures, one.years) == (other.failures, other.years)
    assert one.worst == other.worst
    assert said(one) == said(other)
    return True


def land(folder: Path, seed: int) -> Path:
    (folder / "land.yaml").write_text(made_plan(seed), encoding="utf-8")
    return write_table(folder / "a.csv", made_rows(seed + 1))


def written(assessment: Assessment, folder: Path) -> dict[tuple[Any, ...], dict[str, Any]]:
    target = folder / f"{assessment.method.engine}.parquet"
    assert assessment.stream is not None
    copy = assessment.stream
    if assessment.streams_folder:
        write_folder_by(str(target), lambda part: copy(part, "parquet"))
        rows = pl.read_parquet(str(target / "*.parquet")).rows(named=True)
    else:
        copy(str(target), "parquet")
        rows = pl.read_parquet(target).rows(named=True)
    return keyed(rows)


@pytest.mark.parametrize("seed", SEEDS)
def test_spark_counts_finds_ranks_and_writes_what_duckdb_does(tmp_path: Path, seed: int) -> None:
    land(tmp_path, seed)

    found = judged(tmp_path, "spark", all_years=True)

    expected = judged(tmp_path, "duckdb", all_years=True)
    assert found.method.engine == "spark"
    assert is_same(found, expected)
    ours, theirs = written(found, tmp_path), written(expected, tmp_path)
    assert ours.keys() == theirs.keys()
    wrong = [(key, name) for key, row in ours.items() for name, one in row.items() if not same(one, theirs[key][name])]
    assert wrong == []


def test_what_is_no_plain_decimal_is_read_alike(tmp_path: Path) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1, 1), encoding="utf-8")
    texts = ["nan", "inf", "1_000", "1e400", "True", "５", "77.5%", "81.5", "81.5 ", "+81.5", "081.5", "81.", "-0"]
    rows = [[f"县{number}", "县", "i0", "2020", text] for number, text in enumerate(texts)]
    write_table(tmp_path / "a.csv", rows)

    found = judged(tmp_path, "spark")

    assert is_same(found, judged(tmp_path, "duckdb"))


@by_night
def test_parquet_in_partitions_and_packed_text_give_the_same(tmp_path: Path) -> None:
    table = land(tmp_path, 11)
    expected = judged(tmp_path, "duckdb", all_years=True).counts
    packed = tmp_path / "packed.csv.gz"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    rows = pl.read_csv(table, infer_schema=False)
    for number, part in enumerate(rows.partition_by("indicator", include_key=False)):
        name = rows.partition_by("indicator")[number]["indicator"][0] or "__HIVE_DEFAULT_PARTITION__"
        folder = tmp_path / "parts" / f"indicator={name}"
        folder.mkdir(parents=True, exist_ok=True)
        part.write_parquet(folder / f"{number}.parquet")

    found = [judged(tmp_path, "spark", path, all_years=True).counts for path in (packed, tmp_path / "parts")]

    assert found == [expected, expected]


@by_night
def test_lines_of_text_are_numbered_across_blocks_and_records_that_span_lines_are_found(
    tmp_path: Path, local: Any
) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1, 1), encoding="utf-8")
    rows = [[f"县{number:05}", "县", "i0", "2020", "81.5"] for number in range(3_000)]
    rows[2_345][4] = "八十一点五分"
    rows[2_800] = ["县02800", "县", "i0", "2020"]
    write_table(tmp_path / "a.csv", rows)
    spanning = (tmp_path / "a.csv").read_text(encoding="utf-8").replace("县00007", '"县\n00007"')
    (tmp_path / "b.csv").write_text(spanning, encoding="utf-8")
    local.conf.set("spark.sql.files.maxPartitionBytes", "10000")

    found = judged(tmp_path, "spark")
    spanned = judged(tmp_path, "spark", tmp_path / "b.csv")

    local.conf.unset("spark.sql.files.maxPartitionBytes")
    # the header is line 1
    assert [one.place.line for one in found.findings if one.code == "PK301"] == [2_347]
    assert is_same(found, judged(tmp_path, "duckdb"))
    assert spanned.counts == judged(tmp_path, "duckdb", tmp_path / "b.csv").counts


@by_night
def test_a_table_of_the_catalogue_is_judged_by_its_name(tmp_path: Path, local: Any) -> None:
    table = land(tmp_path, 7)
    read = local.read.schema(FIELDS).csv(str(table), header=True, escape='"')
    read.na.fill("").createOrReplaceGlobalTempView("actuals")

    found = assess_any(
        Request(ReadRequest(("table:global_temp.actuals",)), (str(tmp_path / "land.yaml"),), engine="spark")
    )

    expected = judged(tmp_path, "duckdb")
    assert found.counts == expected.counts
    assert "PK373" in {one.code for one in found.findings}


@by_night
def test_a_frame_of_spark_is_judged_where_it_lies(tmp_path: Path, local: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    table = land(tmp_path, 7)
    frame = local.createDataFrame(pl.read_csv(table, infer_schema=False).fill_null("").rows(), FIELDS)
    monkeypatch.setattr(Table, "rows", lambda _: pytest.fail("the rows came to Python"))

    found = planckeck.evaluate(str(tmp_path / "land.yaml"), frame, engine="spark", all_years=True)

    expected = judged(tmp_path, "duckdb", all_years=True)
    assert found.counts == expected.counts
    assert found.frame.count() == expected.counts.total
    assert found.frame.where("verdict = 'unmet'").count() == expected.counts.overall[Verdict.UNMET]


def test_gb18030_is_read_and_its_lines_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "land.yaml").write_text(made_plan(1, 1), encoding="utf-8")
    rows = [["龙湖县", "县", "i0", "2020", "81.5"], ["沙河县", "县", "i0", "2020", "很多"]]
    text = write_table(tmp_path / "a.csv", rows).read_text(encoding="utf-8")
    (tmp_path / "a.csv").write_text(text.replace("region", "地区"), encoding="gb18030")

    found = judged(tmp_path, "spark")

    assert is_same(found, judged(tmp_path, "duckdb"))
