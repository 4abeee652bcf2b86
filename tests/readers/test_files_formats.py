"""XLS, ODS, HTML under the name .xls, Parquet and JSON: the same cells, whatever holds them."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planckeck.readers import Read
from tests.readers.reading_files import (
    codes,
    mapping,
    read_paths,
    read_text,
    refusal,
    said,
    saved,
    the,
    values,
    workbook,
)

HEADER = ["地区", "指标", "年份", "实际值", "单位"]
RATE = "高血压患者规范管理率"


def xls(folder: Path, *, name: str = "a.xls") -> Path:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("表1")
    rows: list[list[Any]] = [
        HEADER,
        ["甲县", RATE, 2020, 0.775, "%"],
        ["", "床位数", 2020, 400, "张"],
        ["乙县", "床位数", 2020, "未报", "张"],
        ["乙县", RATE, 2020, None, "%"],
        ["丙县", "医护比", 2020, 1 / 18, "1:n"],
        ["丁县", "人均期望寿命", dt.date(2020, 6, 1), 77.5, "岁"],
    ]
    for number, row in enumerate(rows):
        for position, value in enumerate(row):
            style = {(1, 3): "0.0%", (5, 3): "h:mm", (6, 2): "yyyy-mm-dd"}.get((number, position), "General")
            if value not in {None, ""}:
                sheet.write(number, position, value, xlwt.easyxf(num_format_str=style))
    sheet.merge(1, 2, 0, 0)
    sheet.row(4).set_cell_error(3, "#DIV/0!")
    sheet.row(3).hidden = True
    book.save(str(folder / name))
    return folder / name


def test_xls_keeps_formats_merges_errors_and_hidden_rows(tmp_path: Path) -> None:
    read = read_paths(xls(tmp_path))

    assert values(read) == {
        ("甲县", RATE, "2020"): 77.5,
        ("甲县", "床位数", "2020"): 400,
        ("乙县", "床位数", "2020"): None,
        ("乙县", RATE, "2020"): None,
        ("丙县", "医护比", "2020"): None,
    }
    assert {"PK333", "PK334", "PK309", "PK353"} <= set(codes(read))
    assert str(the(read, "PK333").place) == f"{tmp_path.as_posix()}/a.xls[表1]:D5"


def test_row_75_an_xls_that_is_a_new_workbook(tmp_path: Path) -> None:
    book, _ = workbook([HEADER, ["甲县", "床位数", 2020, 400, "张"]])

    assert values(read_paths(saved(book, tmp_path / "a.xls"))) == {("甲县", "床位数", "2020"): 400}


def test_row_75_an_xls_that_is_csv(tmp_path: Path) -> None:
    read = read_text(tmp_path, "地区\t指标\t年份\t实际值\n甲县\t床位数\t2020\t400\n".encode("gb18030"), "a.xls")

    assert values(read) == {("甲县", "床位数", "2020"): 400}


PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">
<style>td {{ color: red }}</style></head><body><table><tr><td>外</td></tr></table>
<table border=1><tr><th colspan="2">名称<th rowspan="2">年份</th><th rowspan="2">实际<br>值</th></tr>
<tr><th>地区</th><th>指标</th></tr>
<tr><td rowspan="2">甲县</td><td>床位数</td><td>2020</td><td>&nbsp;400 </td></tr>
<tr><td>人均期望寿命</td><td>2020</td><td>77.5</td></tr>
<tr style="display: none"><td>乙县</td><td>床位数</td><td>2020</td><td></td></tr>
</table></body></html>"""


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "gbk")])
def test_row_75_an_xls_that_is_a_web_page(charset: str, encoding: str, tmp_path: Path) -> None:
    read = read_text(tmp_path, PAGE.format(charset=charset).encode(encoding), "a.xls")

    assert values(read) == {
        ("甲县", "床位数", "2020"): 400,
        ("甲县", "人均期望寿命", "2020"): 77.5,
        ("乙县", "床位数", "2020"): None,
    }
    assert mapping(read).sheet == "table 2"
    assert "rows 5 are hidden" in said(the(read, "PK353"))


_NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)


def _ods_cell(text: str, attributes: str = "") -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def _ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


def ods(folder: Path) -> Path:
    year = _ods_cell("2020", 'office:value-type="float" office:value="2020"')
    covered = "<table:covered-table-cell/>"
    rows = [
        _ods_row(*map(_ods_cell, HEADER)),
        _ods_row(
            _ods_cell("甲县", 'table:number-rows-spanned="2"'),
            _ods_cell(RATE),
            year,
            _ods_cell("77.5%", 'office:value-type="percentage" office:value="0.775"'),
            _ods_cell("%"),
        ),
        _ods_row(covered, _ods_cell("床位数"), year, _ods_cell("400", 'office:value-type="float" office:value="400"')),
        _ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>', attributes='table:number-rows-repeated="3"'
        ),
        _ods_row(
            _ods_cell("乙县"),
            _ods_cell(RATE),
            year,
            _ods_cell("#DIV/0!", 'table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"'),
            attributes='table:visibility="collapse"',
        ),
        _ods_row(_ods_cell("丙县"), _ods_cell("床位数"), year, '<table:table-cell table:formula="of:=1+1"/>'),
        _ods_row(
            '<table:table-cell table:number-columns-repeated="16384"/>',
            attributes='table:number-rows-repeated="1048560"',
        ),
    ]
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES}>'
        "<office:body><office:spreadsheet>"
        f'<table:table table:name="表1">{"".join(rows)}</table:table></office:spreadsheet></office:body>'
        "</office:document-content>"
    )
    path = folder / "a.ods"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
    return path


def test_ods_keeps_percentages_merges_errors_and_hidden_rows(tmp_path: Path) -> None:
    read = read_paths(ods(tmp_path))

    assert values(read) == {
        ("甲县", RATE, "2020"): 77.5,
        ("甲县", "床位数", "2020"): 400,
        ("乙县", RATE, "2020"): None,
        ("丙县", "床位数", "2020"): None,
    }
    assert [
        (str(finding.place).rpartition(":")[2], finding.code) for finding in read.findings if finding.code != "PK339"
    ] == [
        ("D7", "PK333"),
        ("D8", "PK333"),
        ("7", "PK353"),
    ]


def test_an_encrypted_ods_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")

    assert "protected by a password" in said(refusal(path))


def parquet(folder: Path, columns: dict[str, list[Any]]) -> Path:
    import pyarrow as pa
    from pyarrow import parquet as pq

    pq.write_table(pa.table(columns), folder / "a.parquet")
    return folder / "a.parquet"


def test_parquet_keeps_types_and_nulls(tmp_path: Path) -> None:
    from decimal import Decimal

    read = read_paths(
        parquet(
            tmp_path,
            {
                "region": ["甲县", "乙县", None],
                "indicator": ["床位数"] * 3,
                "year": [2020.0, 2020.0, 2021.0],
                "value": [Decimal("400.50"), None, Decimal("3")],
            },
        )
    )

    assert values(read) == {
        ("甲县", "床位数", "2020"): 400.5,
        ("乙县", "床位数", "2020"): None,
        ("", "床位数", "2021"): 3,
    }
    assert [(row["row"], row["text"], row["status"]) for row in read.rows] == [
        (1, "400.50", ""),
        (2, "", "blank"),
        (3, "3.00", ""),
    ]


def test_parquet_not_a_number_is_an_error(tmp_path: Path) -> None:
    read = read_paths(parquet(tmp_path, {"indicator": ["床位数"], "year": [2020], "value": [float("nan")]}))

    assert [row["status"] for row in read.rows] == ["unreadable"]


def _json(folder: Path, content: object, name: str = "a.json") -> Read:
    return read_text(folder, content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), name)


RECORDS = [
    {"region": "甲县", "indicator": "床位数", "year": 2020, "value": 400},
    {"region": "乙县", "indicator": "床位数", "year": "2020年", "value": "未报"},
    {"region": "丙县", "indicator": "床位数", "year": 2020, "note": "没有"},
]
EXPECTED = {("甲县", "床位数", "2020"): 400, ("乙县", "床位数", "2020"): None, ("丙县", "床位数", "2020"): None}


@pytest.mark.parametrize(
    "content",
    [RECORDS, {"records": RECORDS, "count": 3}, "\n".join(map(json.dumps, RECORDS)), json.dumps(RECORDS, indent=1)],
)
def test_json_records_in_every_form(content: object, tmp_path: Path) -> None:
    read = _json(tmp_path, content)

    assert values(read) == EXPECTED
    assert [row["row"] for row in read.rows] == [1, 2, 3]


def test_json_wide_records_are_recognised_as_tables_are(tmp_path: Path) -> None:
    read = _json(tmp_path, [{"指标": "床位数", "2019": 380, "2020": 400}])

    assert values(read) == {("", "床位数", "2019"): 380, ("", "床位数", "2020"): 400}


def test_json_figures_keep_their_spelling(tmp_path: Path) -> None:
    assert [row["text"] for row in _json(tmp_path, '[{"indicator": "床位数", "year": 2020, "value": 1.50}]').rows] == [
        "1.50"
    ]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('[{"value": 1, "value": 2}]', "the name value stands twice"),
        ('{"indicator": [[1]]}', "the JSON is no array of objects"),
        ('[{"indicator": {"a": 1}, "year": 2020, "value": 1}]', "record 1: indicator holds no plain value"),
        ("[1, 2]", "the JSON is no array of objects"),
        ("[]", "the file holds no records"),
        ("[" * 50_000, "the JSON is nested too deep"),
        ('[{"a": 1},\n{"a": }]', "not readable as JSON"),
    ],
)
def test_json_that_is_no_records_is_refused(content: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")

    assert words in said(refusal(path))


@pytest.mark.parametrize("value", ["NaN", "Infinity", "true", "1e999"])
def test_json_values_that_are_no_numbers_are_errors(value: str, tmp_path: Path) -> None:
    read = _json(tmp_path, f'[{{"indicator": "床位数", "year": 2020, "value": {value}}}]')

    assert [row["status"] for row in read.rows] == ["unreadable"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b").mkdir()
    for name, region in (("2.csv", "乙县"), ("1.csv", "甲县"), ("b/3.tsv", "丙县")):
        (tmp_path / name).write_text(f"region\tindicator\tyear\tvalue\n{region}\t床位数\t2020\t1\n", encoding="utf-8")
    for name in ("~$1.xlsx", ".hidden.csv", "readme.docx"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    return tmp_path


def test_a_folder_is_its_tables_in_order_and_names_what_is_none(folder: Path) -> None:
    read = read_paths(folder)

    assert [row["region"] for row in read.rows] == ["甲县", "乙县", "丙县"]
    assert said(the(read, "PK362")) == f"{folder.as_posix()}: PK362 no tables, not read: readme.docx; "
    assert [file.path for file in read.files] == [
        f"{folder.as_posix()}/{name}" for name in ("1.csv", "2.csv", "b/3.tsv")
    ]


def test_a_pattern_is_its_files_in_order(folder: Path) -> None:
    assert [row["region"] for row in read_paths(folder / "*.csv").rows] == ["甲县", "乙县"]
    assert [row["region"] for row in read_paths(folder / "**" / "*.tsv").rows] == ["丙县"]
    assert "no file matches the pattern" in said(refusal(folder / "*.xlsx.csv"))


def test_a_name_with_brackets_is_no_pattern_where_the_file_is_there(tmp_path: Path) -> None:
    assert len(read_text(tmp_path, "indicator,year,value\n床位数,2020,1\n", "a[1].csv").rows) == 1


def test_standard_input_is_any_kind_of_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book, _ = workbook([HEADER, ["甲县", "床位数", 2020, 400, "张"]])

    class Stdin:
        buffer = io.BytesIO(saved(book, tmp_path / "a.xlsx").read_bytes())

    monkeypatch.setattr("sys.stdin", Stdin())
    read = read_paths("-")

    assert values(read) == {("甲县", "床位数", "2020"): 400}
    assert read.files[0].path == "<stdin>"
