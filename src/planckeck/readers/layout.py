"""The columns of a long table, in Chinese and English, and a row of it as an actual."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.readers.cells import Cell, CellError, read_number_cell, read_product_cell
from planckeck.readers.interface import Expectation, Expectations
from planckeck.readers.periods import read_period

HEADERS: Mapping[str, tuple[str, ...]] = {
    "plan": ("plan", "规划", "规划编号"),
    "region": ("region", "地区", "区域", "行政区", "单位名称"),
    "level": ("level", "层级", "级别"),
    "indicator": ("indicator", "指标", "指标名称"),
    "year": ("year", "年份", "年度", "时间", "period"),
    "value": ("value", "实际值", "完成值", "数值", "actual"),
    "unit": ("unit", "单位", "计量单位"),
    "numerator": ("numerator", "分子"),
    "denominator": ("denominator", "分母"),
    "status": ("status", "状态", "数据状态"),
    "note": ("note", "备注", "说明", "notes"),
}
_STATUSES: Mapping[str, str] = {
    **dict.fromkeys(("", "final", "最终", "终值", "正式"), ""),
    **dict.fromkeys(("provisional", "初步", "初步数", "快报", "快报数"), "provisional"),
    **dict.fromkeys(("estimated", "估算", "推算", "预计"), "estimated"),
    **dict.fromkeys(("not_applicable", "不适用", "n/a"), "not_applicable"),
    **dict.fromkeys(("not_reported", "未报", "缺报"), "not_reported"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """Which column (from 0) holds what."""

    columns: Mapping[str, int]
    width: int


def recognise(header: Sequence[str], place: Place) -> tuple[Layout | None, list[Diagnostic]]:
    """Return the layout of a long table.

    A needed column that is missing, and two columns of one meaning, are errors and leave no layout; a title that is
    nearly one of the known ones is a warning, for its column is not read.
    """
    spoken = {name_key(title): name for name, titles in HEADERS.items() for title in titles}
    columns: dict[str, int] = {}
    errors: list[Diagnostic] = []
    warnings: list[Diagnostic] = []
    for number, title in enumerate(header):
        at = Place(place.file, place.line, number + 1, in_table=True)
        name = spoken.get(name_key(title))
        if name is None and difflib.get_close_matches(name_key(title), spoken, 1, 0.75):
            warnings.append(diagnose("PK325", at, title=title, help=did_you_mean(name_key(title), spoken)))
        elif name in columns:
            errors.append(diagnose("PK326", at, title=title, other=header[columns[name]]))
        elif name is not None:
            columns[name] = number
    needed = ["indicator", "year"]
    if not {"numerator", "denominator"} <= columns.keys():
        needed.append("value")
    errors += [
        diagnose("PK310", place, column=name, others=", ".join(HEADERS[name][1:3]))
        for name in needed
        if name not in columns
    ]
    return (None, [*errors, *warnings]) if errors else (Layout(columns, len(header)), warnings)


def read_row(
    fields: Sequence[str], layout: Layout, place: Place, expectations: Expectations, line: str = ""
) -> tuple[dict[str, Any] | None, list[Diagnostic]]:
    """Read one row of a long table into an actual; a row that cannot be read whole still says what it was about."""
    while len(fields) > layout.width and not fields[-1].strip():
        fields = fields[:-1]  # what Excel leaves of cleared columns
    if len(fields) != layout.width:
        short = [name for name in ("indicator", "year", "value") if layout.columns.get(name, 0) >= len(fields)]
        if len(fields) > layout.width or short:
            return None, [diagnose("PK311", place, found=len(fields), expected=layout.width)]
    text = {name: fields[number].strip() if number < len(fields) else "" for name, number in layout.columns.items()}
    period = read_period(text["year"])
    if period is None:
        return None, [diagnose("PK309", _at(place, layout, "year"), text=text["year"])]
    if not text["indicator"]:
        help_ = say("name the indicator")
        return None, [diagnose("PK302", _at(place, layout, "indicator"), name=say("(none)"), help=help_)]
    findings: list[Diagnostic] = []
    key = name_key(text["indicator"])
    expectation = expectations.get(f"{text.get('plan', '')}|{key}") or expectations.get(key, Expectation())
    cell = _cell(text, layout, place, expectation, findings)
    status = _status(text, layout, place, findings)
    ratio = {name: _term(text, name, layout, place, findings) for name in ("numerator", "denominator")}
    is_ratio = cell.status == "blank" and all(term is not None for term in ratio.values())
    return {
        "plan": text.get("plan", ""),
        "region": text.get("region", ""),
        "level": text.get("level", ""),
        "indicator": text["indicator"],
        "year": period[0],
        "part": period[1],
        "value": None if status == "not_applicable" or cell.status == "not_applicable" else cell.value,
        "done_on": cell.done_on,
        "text": text.get("value", ""),
        "unit": cell.unit,
        **ratio,
        "status": cell.status if cell.value is None and not is_ratio and status != "not_applicable" else status,
        "note": text.get("note", ""),
        "file": place.file,
        "sheet": "",
        "row": place.line,
        "column": layout.columns.get("value", 0) + 1,
    }, findings


def _at(place: Place, layout: Layout, name: str) -> Place:
    """Return the place of a field: the column counts fields of the row, from 1."""
    return Place(place.file, place.line, layout.columns.get(name, 0) + 1, in_table=True)


def _cell(
    text: Mapping[str, str], layout: Layout, place: Place, expectation: Expectation, findings: list[Diagnostic]
) -> Cell:
    written = text.get("value", "")
    try:
        if expectation.is_product:
            return read_product_cell(written)
        if expectation.is_shared:
            return _shared_cell(written, text.get("unit", ""))
        return read_number_cell(written, text.get("unit", ""), expectation.unit)
    except CellError as error:
        findings.append(
            diagnose("PK301", _at(place, layout, "value"), text=written, problem=error.message, help=error.hint)
        )
        return Cell(status="unreadable")


def _shared_cell(written: str, unit: str) -> Cell:
    try:
        return read_number_cell(written, unit)
    except CellError:
        return read_product_cell(written)


def _term(text: Mapping[str, str], name: str, layout: Layout, place: Place, findings: list[Diagnostic]) -> float | None:
    written = text.get(name, "")
    if not written:
        return None
    try:
        return read_number_cell(written).value
    except CellError as error:
        findings.append(
            diagnose("PK301", _at(place, layout, name), text=written, problem=error.message, help=error.hint)
        )
        return None


def _status(text: Mapping[str, str], layout: Layout, place: Place, findings: list[Diagnostic]) -> str:
    written = text.get("status", "")
    status = _STATUSES.get(written.casefold())
    if status is None:
        help_ = did_you_mean(written, _STATUSES)
        findings.append(diagnose("PK313", _at(place, layout, "status"), status=written, help=help_))
        return "unreadable"
    return status
