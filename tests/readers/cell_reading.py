"""Cells written in a test, read through the one door; what a cell says brought into the plan's unit."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from planckeck import units
from planckeck.problems import Place
from planckeck.problems.kinds import diagnose
from planckeck.readers.cells import read_cell
from planckeck.readers.interface import Cell, CellError, Expectation, Raw, RawKind


def stored(number: float, number_format: str = "General", text: str = "") -> Raw:
    """A number cell of a workbook."""
    return Raw(text or f"{number:.15g}", RawKind.NUMBER, number, number_format)


def read(cell: str | Raw, unit: str = "", row_unit: str = "", *, confirmed: bool = False, **expected: Any) -> Cell:
    """Read a cell for a plan's unit; `expected` is the rest of the expectation. Every finding must be sayable."""
    raw = Raw(cell) if isinstance(cell, str) else cell
    found = read_cell(raw, row_unit, Expectation(unit=unit, **expected), confirmed=confirmed)
    for code, values in found.findings:
        finding = diagnose(code, Place("data.csv", 2), **values)
        assert "{" not in finding.message.text() + (finding.hint.text() if finding.hint else "")
    return found


def refused(cell: str | Raw, unit: str = "", row_unit: str = "", **expected: Any) -> CellError:
    """Return the error of a cell that cannot be read; its span must lie in the cell and its words be sayable."""
    raw = Raw(cell) if isinstance(cell, str) else cell
    with pytest.raises(CellError) as caught:
        read(raw, unit, row_unit, **expected)
    error = caught.value
    assert 0 <= error.start <= error.end <= len(raw.text)
    assert error.start < error.end or not raw.text
    finding = diagnose(error.code, Place("data.csv", 2), text=raw.text, problem=error.message, help=error.hint)
    assert finding.hint is not None
    assert "{" not in finding.message.text() + finding.hint.text()
    return error


def hint(error: CellError) -> str:
    """Return the hint in English."""
    return error.hint if isinstance(error.hint, str) else error.hint.text()


def codes(cell: Cell) -> list[str]:
    """Return the codes of a cell's findings."""
    return [code for code, _ in cell.findings]


def said(cell: Cell) -> str:
    """Return the findings of a cell as they are said."""
    findings = [diagnose(code, Place("data.csv"), **values) for code, values in cell.findings]
    return "\n".join(f"{finding.message.text()}; {finding.hint.text() if finding.hint else ''}" for finding in findings)


def in_unit(cell: Cell, unit: str) -> float:
    """Return a cell's value in the plan's unit, as the judgement converts it."""
    assert cell.value is not None
    factor = units.conversion_factor(cell.unit or unit, unit)
    assert factor is not None
    return float(Decimal(repr(cell.value)) * factor)
