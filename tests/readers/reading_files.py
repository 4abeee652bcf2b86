"""Files written in a test, read through the one door."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planckeck.model.frames import ACTUAL_COLUMNS
from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, InputError
from planckeck.readers import Expectation, Expectations, Read, ReadRequest, TableMapping, read_actuals

SHEET = "xl/worksheets/sheet1.xml"

PLAN: Expectations = {
    name_key(name): expectation
    for name, expectation in {
        "人均期望寿命": Expectation(unit="岁", low=77, baseline=76.3),
        "life-expectancy": Expectation(unit="岁", low=77, baseline=76.3),
        "高血压患者规范管理率": Expectation(unit="%", low=70, baseline=68.93),
        "婴儿死亡率": Expectation(unit="‰", high=5, baseline=3.2),
        "医护比": Expectation(unit="1:n", low=1.2, baseline=0.89),
        "床位数": Expectation(unit="张", low=400, baseline=300),
    }.items()
}


def read_paths(*paths: str | Path, expectations: Expectations = PLAN, **request: Any) -> Read:
    """Read paths and check what holds for every reading: the columns, the identity, sayable findings."""
    read = read_actuals(ReadRequest(tuple(str(path) for path in paths), **request), expectations)
    for row in read.rows:
        assert list(row) == list(ACTUAL_COLUMNS)
    for mapping in read.mappings:
        assert mapping.cells == mapping.values + mapping.nothings + mapping.refused
    for finding in read.findings:
        assert "{" not in said(finding)
    return read


def read_text(folder: Path, text: str | bytes, name: str = "data.csv", **request: Any) -> Read:
    """Write a file and read it."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_paths(path, **request)


def refusal(*paths: str | Path, **request: Any) -> Diagnostic:
    """Return the one error for which inputs cannot be used."""
    with pytest.raises(InputError) as caught:
        read_paths(*paths, **request)
    (finding,) = caught.value.diagnostics
    assert "{" not in said(finding)
    assert "\n" not in said(finding)
    return finding


def said(finding: Diagnostic) -> str:
    """Return a finding as it is said."""
    return f"{finding.place}: {finding.code} {finding.message.text()}; {finding.hint.text() if finding.hint else ''}"


def codes(read: Read) -> list[str]:
    """Return the codes of the findings, in order."""
    return [finding.code for finding in read.findings]


def the(read: Read, code: str) -> Diagnostic:
    """Return the one finding of a code."""
    (finding,) = [finding for finding in read.findings if finding.code == code]
    return finding


def values(read: Read) -> dict[tuple[str, str, str], float | None]:
    """Return region, indicator and period to value."""
    return {(row["region"], row["indicator"], f"{row['year']}{row['part']}"): row["value"] for row in read.rows}


def mapping(read: Read) -> TableMapping:
    """Return the one mapping."""
    (found,) = read.mappings
    return found


def workbook(rows: Sequence[Sequence[Any]], title: str = "表1") -> tuple[openpyxl.Workbook, Any]:
    """Return a workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def saved(book: openpyxl.Workbook, path: Path) -> Path:
    """Save a workbook and return where."""
    book.save(path)
    return path


def with_parts(path: Path, parts: Mapping[str, bytes]) -> Path:
    """Replace or add parts of a zipped file."""
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
        for name in parts.keys() - set(before.namelist()):
            after.writestr(name, parts[name])
    return path


def sheet_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(SHEET)


def department_workbook(folder: Path) -> Path:
    """Build the workbook of bar 2. Its value area is columns D to G, rows 5 to 14, without rows 9, 12 and 13."""
    book, sheet = workbook(
        [
            ["龙湖区卫生健康指标完成情况表"],
            ["填报说明：请填实际数", None, None, None, None, None, None, "（单位见各行）"],
            ["领域", "指标", "单位", "2019年", None, "2020年", None, "备注"],
            [None, None, None, "目标", "实际", "目标", "实际", None],
            ["健康水平", "人均期望寿命", "岁", 76.5, 77.1, 77, 77.5, "初步数见附表"],
            [None, "婴儿死亡率", "‰", 5, 1.2, 5, 1.01, None],
            [None, "高血压患者规范管理率", "%", 0.7, 0.715, 0.7, 0.775, None],
            ["资源", "床位数", "张", 400, 380, 400, "=1/0", None],
            [None, "合计", None, 1, 2, 3, 4, None],
            [None, "医护比", "1:n", "1:1.2", "1：1.1", "1:1.2", dt.time(1, 20), None],
            [None, "life-expectancy", "岁", None, "未报", None, "—", None],
            [None] * 8,
            ["注：本表由规划科填报。"],
            ["附", "注册护士", "人", None, "=E7", None, None, "隐藏行"],
        ]
    )
    for merged in ("A1:H1", "A5:A7", "A8:A12", "D3:E3", "F3:G3", "A13:H13"):
        sheet.merge_cells(merged)
    for address in ("D7", "E7", "F7", "G7"):
        sheet[address].number_format = "0.0%"
    sheet["G10"].number_format = "h:mm"
    sheet.row_dimensions[14].hidden = True
    path = saved(book, folder / "龙湖区.xlsx")
    return _with_error(path)


def _with_error(path: Path) -> Path:
    """Give =1/0 its cached error, which openpyxl does not write."""
    before, after = b'<c r="G8"><f>1/0</f><v></v></c>', b'<c r="G8" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    sheet = sheet_of(path).replace(b"<v />", b"<v></v>")
    assert before in sheet
    return with_parts(path, {SHEET: sheet.replace(before, after)})
