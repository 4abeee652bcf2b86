"""Numbers that a workbook stores, read as their number format means them: 0.775 shown as 77.5% is 77.5 %."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import NamedTuple

from planckeck import units
from planckeck.problems import say
from planckeck.readers.cells import formats
from planckeck.readers.cells.faults import refused_kind
from planckeck.readers.cells.findings import Finding, plain
from planckeck.readers.cells.numbers import WRITE_A_NUMBER, ruined
from planckeck.readers.cells.quantities import Amount, fitted, without_scale
from planckeck.readers.interface import CellError, Expectation, Raw, RawKind

RUINED_FROM = 1e15
"""From here a float64 may not hold every digit: such a number was a code."""


class Stored(NamedTuple):
    """A stored number: its amount, or the `text` that number and format make together (12.6万), read as any text.

    `shown` is the value as the format rounds it, None where the format does not say.
    """

    amount: Amount
    text: str = ""
    shown: Decimal | None = None
    findings: tuple[Finding, ...] = ()


def read_stored(raw: Raw, number: float, row_unit: str, expectation: Expectation) -> Stored:
    """Read a stored number with its format. Raises: CellError."""
    span = (0, len(raw.text))
    if not math.isfinite(number):
        raise CellError(say("not a number"), WRITE_A_NUMBER, *span)
    if abs(number) >= RUINED_FROM:
        raise CellError(*ruined(), *span, code="PK335")
    form = formats.read_format(raw.number_format, number)
    if form.is_date and (error := refused_kind(RawKind.DATE, raw.text)):
        raise error
    value = Decimal(repr(number))
    if form.is_percent:
        return _percent(raw, value * 100, form, row_unit, expectation)
    if form.hidden != 1:
        return _hidden(raw, value, form, row_unit, expectation)
    shown = formats.shown(value, form) if form.decimals is not None else None
    text = f"{value:f}{form.words}" if form.words else ""
    return Stored(Amount(value, row_unit), text, shown)


def _percent(raw: Raw, value: Decimal, form: formats.NumberFormat, row_unit: str, expectation: Expectation) -> Stored:
    unit = fitted("%", expectation.unit or row_unit, is_change=expectation.is_change)
    note: tuple[Finding, ...] = ()
    if "%" not in raw.text and "％" not in raw.text:
        note = (("PK339", {"text": raw.text, "value": plain(value)}),)
    return Stored(Amount(value, unit, is_own=True), "", formats.shown(value, form), note)


def _hidden(raw: Raw, value: Decimal, form: formats.NumberFormat, row_unit: str, expectation: Expectation) -> Stored:
    """Read a number that its format shows smaller: it is in the unit without the scale, 126000 人 shown as 12.6 万."""
    base, scale = without_scale(units.normalise(row_unit or expectation.unit))
    unit = base if scale == form.hidden else row_unit
    shown_value = f"{plain(value)} {unit}".strip()
    finding = ("PK342", {"text": raw.text, "factor": form.hidden, "value": shown_value})
    return Stored(Amount(value, unit, is_own=scale == form.hidden), findings=(finding,))
