"""Laws of reading: any bytes are read or refused; every cell of any table is accounted for."""

from __future__ import annotations

import csv
import io
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from planckeck.problems import InputError
from planckeck.readers import Read, ReadRequest, read_actuals
from tests.readers import test_files_formats as formats
from tests.readers.reading_files import PLAN, mapping, read_paths, saved, workbook

CELLS = st.sampled_from(
    [
        "", "", "地区", "指标", "年份", "实际值", "单位", "2019年", "2020", "目标", "实际", "合计", "甲县", "乙市",
        "人均期望寿命", "床位数（张）", "77.5", "1,234.5", "—", "未报", "一、健康水平", "注：无", "其中：城镇",
        "备注", "分子", "分母", "x", "%", "张", "=1+1", "1：1.2",
    ]
)  # fmt: skip
GRIDS = st.lists(st.lists(CELLS, min_size=1, max_size=7), min_size=1, max_size=9)
SUFFIXES = st.sampled_from([".csv", ".xlsx", ".xls", ".ods", ".json", ".parquet", ".html", ".txt"])


def read_bytes(content: bytes, suffix: str) -> Read | None:
    """Read bytes under a name; None where they are refused."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"data{suffix}"
        path.write_bytes(content)
        try:
            return read_paths(path)
        except InputError as error:
            assert error.diagnostics
            return None


def as_csv(grid: list[list[str]]) -> bytes:
    written = io.StringIO(newline="")
    csv.writer(written).writerows(grid)
    return written.getvalue().encode()


def as_xlsx(grid: list[list[str]]) -> bytes:
    held = io.BytesIO()
    workbook(grid)[0].save(held)
    return held.getvalue()


@given(st.binary(max_size=300), SUFFIXES)
@example(b"PK\x03\x04", ".xlsx")
@example(b"\x09\x08\x10\x00", ".xls")
@example(b"<table><td colspan=99999999>", ".html")
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    read_bytes(content, suffix)


@given(GRIDS)
def test_every_value_cell_of_any_table_is_accounted_for(grid: list[list[str]]) -> None:
    read = read_bytes(as_csv(grid), ".csv")

    if read is not None:
        found = mapping(read)
        assert len(read.rows) + len(read.refused) == found.cells


@settings(max_examples=40)
@given(GRIDS)
def test_a_workbook_of_texts_reads_as_its_csv_does(grid: list[list[str]]) -> None:
    grid = [[cell.replace("=", "") for cell in row] for row in grid]

    one, other = read_bytes(as_csv(grid), ".csv"), read_bytes(as_xlsx(grid), ".xlsx")

    if one is not None and other is not None and not one.refused:
        figures = [
            [(row["indicator"], row["year"], row["value"], row["status"]) for row in read.rows] for read in (one, other)
        ]
        assert figures[0] == figures[1]


@cache
def good_files() -> dict[str, bytes]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        book, _ = workbook([formats.HEADER, ["甲县", "床位数", 2020, 400, "张"]])
        columns: dict[str, list[Any]] = {"indicator": ["床位数"], "year": [2020], "value": [400.0]}
        files = [
            saved(book, folder / "a.xlsx"),
            formats.xls(folder),
            formats.ods(folder),
            formats.parquet(folder, columns),
        ]
        return {file.suffix: file.read_bytes() for file in files}


@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".parquet"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    content = bytearray(good_files()[suffix])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(0, len(content) - 1)) :]

    read_bytes(bytes(content), suffix)


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_workbook_with_a_damaged_part_is_read_or_refused(suffix: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(good_files()[suffix])) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(name for name in parts if name.endswith(".xml"))))]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(part) - 1))
        part[start : start + data.draw(st.integers(1, 8))] = data.draw(st.binary(max_size=4))
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))

    read_bytes(held.getvalue(), suffix)


@given(st.sampled_from([".csv", ".xlsx"]), GRIDS)
def test_reading_twice_is_reading_once(suffix: str, grid: list[list[str]]) -> None:
    content = as_csv(grid) if suffix == ".csv" else as_xlsx(grid)
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"data{suffix}"
        path.write_bytes(content)
        request = ReadRequest((str(path),))
        try:
            assert read_actuals(request, PLAN) == read_actuals(request, PLAN)
        except InputError:
            return
