"""What can be scanned: text in several encodings and packings, Parquet, one file or many; the rest is read by rows."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import polars as pl
import pyarrow as pa
import pytest

from planckeck.model.assessment import Assessment, EngineReason
from planckeck.pipeline import Request
from planckeck.problems import InputError
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from tests.large.making import made_plan, made_rows, write_table

SEED = 7


def scanned(folder: Path, *paths: Path, engine: str = "duckdb") -> Assessment:
    (folder / "land.yaml").write_text(made_plan(SEED), encoding="utf-8")
    names = tuple(str(path) for path in paths)
    return assess_any(Request(ReadRequest(names), (str(folder / "land.yaml"),), all_years=True, engine=engine))


def packed(path: Path) -> Path:
    target = path.with_name("packed.csv.gz")
    target.write_bytes(gzip.compress(path.read_bytes()))
    return target


def in_gb18030(path: Path) -> Path:
    target = path.with_name("gb.csv")
    target.write_text(path.read_text(encoding="utf-8").replace("region", "地区"), encoding="gb18030")
    return target


def with_mark(path: Path) -> Path:
    target = path.with_name("marked.csv")
    target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8-sig")
    return target


def with_tabs(path: Path) -> Path:
    target = path.with_name("tabs.tsv")
    pl.read_csv(path, infer_schema=False).write_csv(target, separator="\t")
    return target


def as_parquet(path: Path) -> Path:
    target = path.with_name("a.parquet")
    pl.read_csv(path, infer_schema=False).write_parquet(target)
    return target


def in_zstd(path: Path) -> Path:
    target = path.with_name("packed.csv.zst")
    with pa.CompressedOutputStream(pa.OSFile(str(target), "wb"), "zstd") as packed_file:
        packed_file.write(path.read_bytes())
    return target


def partitioned(path: Path) -> Path:
    """As Hive lays a table out: a folder for each year, which the files themselves do not hold."""
    folder = path.with_name("by-year")
    table = pl.read_csv(path, infer_schema=False)
    for (year,), part in table.group_by(["year"]):
        inside = folder / f"year={quote(str(year))}"
        inside.mkdir(parents=True)
        part.drop("year").write_parquet(inside / "part-0.parquet")
    return folder


def halves(path: Path) -> Path:
    folder = path.with_name("halves")
    folder.mkdir()
    header, *lines = path.read_text(encoding="utf-8").splitlines()
    for number in range(2):
        text = "\n".join([header, *lines[number::2]]) + "\n"
        (folder / f"{number}.csv").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("change", [packed, in_zstd, in_gb18030, with_mark, with_tabs, as_parquet, partitioned, halves])
def test_every_form_of_a_table_gives_the_same_counts(tmp_path: Path, change: Callable[[Path], Path]) -> None:
    table = write_table(tmp_path / "a.csv", made_rows(SEED))
    expected = scanned(tmp_path, table, engine="polars").counts

    found = scanned(tmp_path, change(table))

    assert found.method.engine == "duckdb"
    assert found.counts.overall == expected.overall
    assert found.counts.paces == expected.paces


def test_a_table_by_folders_is_scanned_whatever_its_size(tmp_path: Path) -> None:
    table = write_table(tmp_path / "a.csv", [["县一", "县", "i0", "2020", "81.25"], ["县一", "县", "i0", "2019", "64"]])

    found = scanned(tmp_path, partitioned(table), engine="auto")

    assert found.method.engine == "duckdb"
    assert found.counts.overall == scanned(tmp_path, table, engine="polars").counts.overall


def test_numbers_of_parquet_are_scanned_as_numbers(tmp_path: Path) -> None:
    table = write_table(tmp_path / "a.csv", [["县一", "县", "i0", "2020", "81.25"], ["县二", "县", "i1", "2020", "64"]])
    pl.read_csv(table).write_parquet(tmp_path / "a.parquet")

    found = scanned(tmp_path, tmp_path / "a.parquet")

    assert found.counts.overall == scanned(tmp_path, table, engine="polars").counts.overall


def test_a_messy_cell_is_found_with_its_row_and_column_in_its_file(tmp_path: Path) -> None:
    rows = [[f"县{number:05}", "县", "i0", "2020", "81.5"] for number in range(30_000)]
    rows[23_455][4] = "八十一点五分"
    write_table(tmp_path / "b.csv", rows[:100])
    table = write_table(tmp_path / "c.csv", rows[100:])

    found = scanned(tmp_path, tmp_path / "b.csv", table)

    # the header is line 1, and 100 rows stand in the other file
    at = [(one.place.file, one.place.line, one.place.column) for one in found.findings if one.code == "PK301"]
    assert at == [(table.as_posix(), 23_455 - 100 + 2, 5)]


def test_a_table_with_years_across_is_left_to_the_readers_and_said(tmp_path: Path) -> None:
    (tmp_path / "wide.csv").write_text("region,level,indicator,2019,2020\n县一,县,i0,80,81\n", encoding="utf-8")

    found = scanned(tmp_path, tmp_path / "wide.csv")

    assert (found.method.engine, found.method.engine_reason) == ("polars", EngineReason.NOT_PLAIN)


def test_results_of_a_scan_do_not_become_objects_in_silence(tmp_path: Path) -> None:
    found = scanned(tmp_path, write_table(tmp_path / "a.csv", made_rows(SEED)))

    with pytest.raises(InputError) as caught:
        list(found.results())

    assert [one.code for one in caught.value.diagnostics] == ["PK367"]


def test_a_file_whose_text_changes_its_encoding_is_read_by_rows_and_refused_with_its_line(tmp_path: Path) -> None:
    """DuckDB cannot say what is wrong with such a line."""
    good = "".join(f"县{number:05},县,i0,2020,77.5\n" for number in range(20_000)).encode()
    (tmp_path / "a.csv").write_bytes(
        b"region,level,indicator,year,value\n" + good + "县九,县,i0,2020,77\n".encode("gb18030")
    )

    with pytest.raises(InputError) as caught:
        scanned(tmp_path, tmp_path / "a.csv")

    assert [(one.code, one.place.line) for one in caught.value.diagnostics] == [("PK312", 20_002)]
