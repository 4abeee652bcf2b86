"""What every input must keep to, whatever it holds: read, or refused with findings that can be said and shown.

A harness takes bytes and raises for a fault of planckeck's alone. `make fuzz` feeds them, and so do quick properties.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from planckeck.languages import translator
from planckeck.model.measure import Measure
from planckeck.model.regions import RegionTable
from planckeck.model.target import Better, Comparison, Done
from planckeck.notation import NotationError, Printed, lower, parse_target, print_target
from planckeck.pipeline import rule_rows
from planckeck.plans.loading import read_plan
from planckeck.plans.supplied import read_supplied
from planckeck.problems import Diagnostic, InputError, Place, has_errors
from planckeck.problems.kinds import diagnose
from planckeck.readers import ReadRequest, read_actuals
from planckeck.readers.cells import read_cell
from planckeck.readers.interface import CellError, Expectation, Raw, RawKind
from planckeck.readers.regions import read_regions
from planckeck.readers.shapes.mapfile import read_map
from planckeck.reports.console import plan_table, terminal
from planckeck.reports.findings import Checked, read_source
from planckeck.reports.formats import CI, render
from planckeck.reports.machine import dumps
from planckeck.reports.template import as_csv, blanks
from planckeck.settings import read_settings
from tests.hostile.confined import check_harmless
from tests.readers.reading_files import PLAN

FORMS = ("full", "concise", "json", *sorted(CI))
UNITS = ("", "%", "‰", "个", "岁", "万人", "人/千人口", "/10万", "亿元", "百分点", "1:n", "n:1", "年", "席")
SUFFIXES = (".csv", ".txt", ".json", ".html", ".tsv")
_ONE_OF = 256


@cache
def _holder() -> TemporaryDirectory[str]:
    """Return the one folder in which harnesses write; it goes when the process ends."""
    return TemporaryDirectory(prefix="planckeck-fuzz-")


def _written(name: str, data: bytes) -> str:
    path = Path(_holder().name, name)
    path.write_bytes(data)
    return str(path)


def check_said(findings: Iterable[Diagnostic]) -> None:
    """Hold findings against what everything that is said keeps to, in both languages and in every form."""
    found = tuple(findings)
    for lang in ("en", "zh"):
        for name in FORMS:
            check_harmless(render(name, Checked(found), translator(lang), read_source))
    concise = render("concise", Checked(found), translator("en"))
    assert len(concise.splitlines()) == len(found)
    for finding in found:
        place = finding.place
        assert place.line >= 0, place
        assert place.column >= 0, place
        assert not place.end_line or (place.line, place.column) <= (place.end_line, place.end_column), place


def plan(data: bytes) -> None:
    """Load a plan file; one that loads is shown, lowered to rules and asked for values."""
    loaded, findings = read_plan(Path(_written("plan.yaml", data)))
    check_said(findings)
    assert (loaded is None) == has_errors(findings)
    if loaded is None:
        return
    english = translator("en")
    check_harmless(plan_table(loaded, english, terminal("never")))
    check_harmless(dumps(rule_rows((loaded,))))
    check_harmless(as_csv(tuple(blanks(loaded, (), RegionTable())), english))


def beside(data: bytes) -> None:
    """Read what may stand beside a plan: a map, references, a regions table, settings; the first byte says which."""
    kind, rest = data[:1], data[1:]
    try:
        match sum(kind) % 4:
            case 0:
                read_map(_written("map.yaml", rest))
            case 1:
                read_supplied(_written("references.yaml", rest))
            case 2:
                read_regions(_written("regions.csv", rest))
            case _:
                file = _written("pyproject.toml", b"[tool.planckeck]\n" + rest)
                check_said(read_settings(Path(file).parent).findings)
    except InputError as error:
        assert has_errors(error.diagnostics)
        check_said(error.diagnostics)


def notation(data: bytes) -> None:
    """Read a printed target; the first two bytes choose its unit and what the plan file says."""
    first, second = _two(data)
    text = data[2:].decode("utf-8", "replace")
    unit = UNITS[first % len(UNITS)] or None
    try:
        printed = parse_target(text, unit)
    except NotationError as error:
        _check_span(error.start, error.end, text)
        assert error.message.text()
        return
    assert printed.text == text
    _lowered(printed, second, unit)


def _lowered(printed: Printed, choice: int, unit: str | None) -> None:
    """Lower a printed target as one of many plan files would; what comes out is an interval that prints and reads."""
    comparisons, measures = (None, *Comparison), (None, *Measure)
    try:
        lowered = lower(
            printed,
            comparison=comparisons[choice % len(comparisons)],
            measure=measures[choice // len(comparisons) % len(measures)],
            tolerance=Decimal("0.5") if choice % 2 else None,
            better=Better.HIGHER if choice % 3 == 0 else None,
            unit=unit,
        )
    except NotationError as error:
        _check_span(error.start, error.end, printed.text)
        return
    if lowered.target is None:
        assert lowered.reason
        return
    print_target(lowered.target, unit)
    if not isinstance(lowered.target, Done):
        interval = lowered.target.interval()
        edges = [edge for edge in (interval.low, interval.high) if edge is not None]
        assert edges == sorted(edges)
        assert all(edge.is_finite() for edge in edges)


def cell(data: bytes) -> None:
    """Read a cell; the first two bytes choose how it is stored and what is expected of it."""
    first, second = _two(data)
    text = data[2:].decode("utf-8", "replace")
    unit = UNITS[first % len(UNITS)]
    expectation = Expectation(
        is_product=second % 11 == 0,
        unit=unit,
        low=(None, 77.0, 0.0)[second % 3],
        high=(None, None, 5.0)[second % 3],
        baseline=(None, 76.3)[second % 2],
        is_change=second % 5 == 0,
        is_shared=second % 13 == 0,
    )
    row_unit = UNITS[second % len(UNITS)] if second >= _ONE_OF // 2 else ""
    raw = _raw(text, first)
    try:
        read = read_cell(raw, row_unit, expectation, confirmed=second % 7 == 0)
    except CellError as error:
        assert 0 <= error.start <= error.end <= len(raw.text)
        check_said([diagnose(error.code, Place("data.csv", 2), text=text, problem=error.message, help=error.hint)])
        return
    check_said(diagnose(code, Place("data.csv", 2), **values) for code, values in read.findings)
    for value in (read.value, read.at_least, read.at_most):
        assert value is None or abs(value) < float("inf")
    assert read.value is None or read.at_least is None is read.at_most


def _raw(text: str, choice: int) -> Raw:
    """Return a cell as CSV has it, or as a workbook has a number: its value, then its format behind a bar."""
    if choice < _ONE_OF * 3 // 4:
        return Raw(text, decimal_comma=choice % 5 == 0)
    number, _, number_format = text.partition("|")
    try:
        value = float(number[:30])
    except ValueError:
        value = 77.5
    if not math.isfinite(value):
        value = 1e308
    return Raw(f"{value:.15g}", RawKind.NUMBER, value, number_format)


def table(data: bytes) -> None:
    """Read a table of actual values, under one of the names that say what it is."""
    suffix = SUFFIXES[sum(data[:1]) % len(SUFFIXES)]
    try:
        read = read_actuals(ReadRequest((_written(f"data{suffix}", data[1:]),)), PLAN)
    except InputError as error:
        assert has_errors(error.diagnostics)
        check_said(error.diagnostics)
        return
    check_said(read.findings)
    for mapping in read.mappings:
        assert mapping.cells == mapping.values + mapping.nothings + mapping.refused


def _two(data: bytes) -> tuple[int, int]:
    padded = data[:2].ljust(2, b"\0")
    return padded[0], padded[1]


def _check_span(start: int, end: int, text: str) -> None:
    assert 0 <= start <= end <= len(text), (start, end, len(text))


Harness = Callable[[bytes], None]
HARNESSES: Mapping[str, Harness] = {
    "plan": plan,
    "beside": beside,
    "notation": notation,
    "cell": cell,
    "table": table,
}
