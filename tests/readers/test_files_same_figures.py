"""Bar 3: the same figures give the same rows, whatever file, encoding, shape or database holds them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from planckeck.readers import Read
from tests.readers.postgres import started
from tests.readers.reading_files import read_paths, saved, workbook

LIFE, RATE, INFANT, RATIO, BEDS = "人均期望寿命", "高血压患者规范管理率", "婴儿死亡率", "医护比", "床位数"
UNITS = {LIFE: "岁", RATE: "%", INFANT: "‰", RATIO: "1:n", BEDS: "张"}
HEADER = ("region", "indicator", "year", "value", "unit")
FIGURES: dict[tuple[str, str], dict[int, str]] = {
    ("甲县", LIFE): {2019: "77.1", 2020: "77.5"},
    ("甲县", RATE): {2019: "71.5", 2020: "77.58"},
    ("甲县", INFANT): {2019: "1.2", 2020: "未报"},
    ("甲县", BEDS): {2019: "380", 2020: "1234.5"},
    ("乙县", LIFE): {2019: "76.9", 2020: "—"},
    ("乙县", RATE): {2019: "63", 2020: "/"},
    ("乙县", INFANT): {2019: "0.9", 2020: ""},
    ("乙县", BEDS): {2019: "12.6", 2020: "…"},
}
PLACES = {"file", "sheet", "row", "column", "text"}


def long_rows() -> list[tuple[str, str, int, str, str]]:
    return [
        (region, name, year, value, UNITS[name])
        for (region, name), by_year in FIGURES.items()
        for year, value in by_year.items()
    ]


def number(text: str) -> float | str | None:
    """Return a figure as a typed table stores it."""
    try:
        return float(text)
    except ValueError:
        return text or None


def comparable(read: Read) -> list[dict[str, Any]]:
    rows = [{name: value for name, value in row.items() if name not in PLACES} for row in read.rows]
    return sorted(rows, key=lambda row: (row["region"], row["indicator"], row["year"]))


def csv_text(delimiter: str = ",") -> str:
    lines = [HEADER, *long_rows()]
    return "".join(delimiter.join(map(str, line)) + "\n" for line in lines)


@pytest.fixture
def expected(tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / "long.csv"
    path.write_text(csv_text(), encoding="utf-8")
    rows = comparable(read_paths(path))
    assert len(rows) == 16
    assert sum(row["value"] is not None for row in rows) == 11
    assert {row["status"] for row in rows} == {
        "",
        "blank",
        "no_such_item",
        "too_small",
        "not_applicable",
        "not_reported",
    }
    return rows


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8-sig", "utf-16"])
def test_a_long_csv_in_another_encoding(encoding: str, expected: list[dict[str, Any]], tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(csv_text("\t").replace("\n", "\r\n").encode(encoding))

    assert comparable(read_paths(path)) == expected


def test_a_wide_workbook_with_merged_regions(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    rows: list[list[Any]] = [["卫生指标完成情况"], ["地区", "指标", "单位", "2019年", "2020年"]]
    rows += [[region, name, UNITS[name], *map(number, by_year.values())] for (region, name), by_year in FIGURES.items()]
    book, sheet = workbook(rows)
    sheet.merge_cells("A1:E1")
    sheet.merge_cells("A3:A6")
    sheet.merge_cells("A7:A10")

    assert comparable(read_paths(saved(book, tmp_path / "wide.xlsx"))) == expected


def test_a_wide_workbook_with_percent_formats(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    rows: list[list[Any]] = [["地区", "指标", "单位", "2019年", "2020年"]]
    for (region, name), by_year in FIGURES.items():
        cells = [number(value) for value in by_year.values()]
        if name == RATE:
            cells = [round(value / 100, 4) if isinstance(value, float) else value for value in cells]
        rows.append([region, name, UNITS[name], *cells])
    book, sheet = workbook(rows)
    for row, cells in enumerate(rows[1:], start=2):
        if cells[1] == RATE:
            sheet.cell(row, 4).number_format = sheet.cell(row, 5).number_format = "0.00%"

    assert comparable(read_paths(saved(book, tmp_path / "wide.xlsx"))) == expected


def test_a_workbook_with_regions_across(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    rows: list[list[Any]] = [["指标", "单位", "年份", "甲县", "乙县"]]
    for name in (LIFE, RATE, INFANT, BEDS):
        for year in (2019, 2020):
            rows.append(
                [name, UNITS[name], year, *(number(FIGURES[region, name][year]) for region in ("甲县", "乙县"))]
            )
    book, _ = workbook(rows)

    assert comparable(read_paths(saved(book, tmp_path / "regions.xlsx"))) == expected


def test_a_parquet_file(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    """Parquet has one type a column: figures as text where a nothing stands among them, else as numbers."""
    import pyarrow as pa
    from pyarrow import parquet

    columns = zip(*long_rows(), strict=True)
    parquet.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), tmp_path / "data.parquet")

    assert comparable(read_paths(tmp_path / "data.parquet")) == expected


def test_json_records(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    import json

    records = [dict(zip(HEADER, row, strict=True)) | {"value": number(row[3])} for row in long_rows()]
    (tmp_path / "data.json").write_text(json.dumps(records), encoding="utf-8")

    assert comparable(read_paths(tmp_path / "data.json")) == expected


def test_a_database_in_a_file(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "data.db")) as database, database:
        database.execute("create table actuals (region, indicator, year, value, unit)")
        rows = [(*row[:3], number(row[3]), row[4]) for row in long_rows()]
        database.executemany("insert into actuals values (?, ?, ?, ?, ?)", rows)

    read = read_paths(database_url=f"sqlite:///{tmp_path / 'data.db'}", database_query="actuals")

    assert comparable(read) == expected


@pytest.mark.heavy
def test_a_postgresql_table(expected: list[dict[str, Any]], tmp_path: Path) -> None:
    with started(tmp_path) as server:
        engine = sqlalchemy.create_engine(server.url)
        with engine.begin() as connection:
            text = "create table actuals (region text, indicator text, year smallint, value text, unit varchar(9))"
            connection.execute(sqlalchemy.text(text))
            names = ", ".join(f":{name}" for name in HEADER)
            for row in long_rows():
                filled = dict(zip(HEADER, row, strict=True))
                connection.execute(sqlalchemy.text(f"insert into actuals values ({names})"), filled)
        engine.dispose()

        read = read_paths(database_url=server.url, database_query="actuals")

    assert comparable(read) == expected
