"""Files written in a test, read through the one door."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from planckeck.model.frames import ACTUAL_COLUMNS
from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, InputError
from planckeck.readers import Expectation, Expectations, Read, ReadRequest, TableMapping, read_actuals

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
    import zipfile

    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(name, parts.get(name, before.read(name)))
        for name in parts.keys() - set(before.namelist()):
            after.writestr(name, parts[name])
    return path
