"""One cell, read: a number with its unit, a bound, a product's date or word, or one of the nothings. Never a guess."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from planckeck.notation.signs import Folded, fold
from planckeck.problems import say
from planckeck.readers.cells import findings
from planckeck.readers.cells.faults import recognised, refused_kind
from planckeck.readers.cells.findings import Finding
from planckeck.readers.cells.nothings import read_nothing
from planckeck.readers.cells.numbers import WRITE_A_NUMBER
from planckeck.readers.cells.parsing import Quantity, Shape, Written, parse
from planckeck.readers.cells.products import read_product
from planckeck.readers.cells.quantities import Amount, amount_of, scale_without_unit
from planckeck.readers.cells.ratios import ratio_of
from planckeck.readers.cells.stored import Stored, read_stored
from planckeck.readers.cells.tokens import tokenize
from planckeck.readers.interface import Cell, CellError, Expectation, Raw, RawKind

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]{0,10})(?:[.][0-9]{1,8})?")
"""What most cells hold; everything else is tokenized."""

LONGEST = 200
"""No readable cell is longer."""


class _Context(NamedTuple):
    text: str
    row_unit: str
    expectation: Expectation
    confirmed: bool


def read_cell(raw: Raw, row_unit: str, expectation: Expectation, *, confirmed: bool = False) -> Cell:
    """Read a cell of an indicator; `row_unit` is the row's own unit, '' for none.

    Returns: the value in `unit`, which is the cell's own unit, else the row's, else '' for the plan's.
    `confirmed` (the row's status) lets a value pass whose size or sign is not what the plan expects.
    Raises: CellError, with the span of the text as written.
    """
    if expectation.is_product:
        return read_product(raw)
    if expectation.is_shared:
        return _shared(raw, row_unit.strip(), confirmed)
    context = _Context(raw.text.strip(), row_unit.strip(), expectation, confirmed)
    if raw.kind is RawKind.TEXT and not raw.decimal_comma and _PLAIN.fullmatch(context.text):
        return _valued(Amount(Decimal(context.text), context.row_unit), context)
    if (nothing := read_nothing(raw)) is not None:
        return nothing._replace(unit=context.row_unit)
    if (error := refused_kind(raw.kind, raw.text)) is not None:
        raise error
    if raw.kind is RawKind.NUMBER and raw.number is not None:
        return _stored(raw, raw.number, context)
    return _written(raw.text, raw.decimal_comma, context)


def _shared(raw: Raw, row_unit: str, confirmed: bool) -> Cell:
    """Read the cell of a name that several plans use for different things: a number first, else a date or a word."""
    try:
        cell = read_cell(raw, row_unit, Expectation(), confirmed=confirmed)
    except CellError as error:
        try:
            return read_product(raw)
        except CellError:
            raise error from None
    if not cell.unit and (fault := scale_without_unit(raw)) is not None:
        raise fault
    return cell


def _stored(raw: Raw, number: float, context: _Context) -> Cell:
    """Read a number that the file stores as one; its format may show it as a percentage, scaled, or with a unit."""
    try:
        stored = read_stored(raw, number, context.row_unit, context.expectation)
        if stored.text:
            return _written(stored.text, False, context, stored)
        return _valued(stored.amount, context, stored)
    except CellError as error:
        # a span in what the format shows would not be one in the text
        raise CellError(error.message, error.hint, 0, len(raw.text), error.code) from None


def _written(text: str, decimal_comma: bool, context: _Context, stored: Stored | None = None) -> Cell:
    folded = fold(text)
    written = _parsed(folded, decimal_comma, context)
    try:
        if written.shape is Shape.VALUE:
            amount = amount_of(written.first, context.row_unit, context.expectation)
            wide = [_wide_comma(context, written)] if written.first.wide_comma else []
            cell = _valued(amount, context, stored, typed=amount.is_own)
            cell = cell._replace(findings=(*wide, *cell.findings))
        elif written.shape is Shape.RATIO:
            cell = _valued(ratio_of(written, context.row_unit, context.expectation), context)
        else:
            cell = _inexact(written, context)
    except CellError as error:
        if error.end:
            raise
        end = (written.second or written.first).end
        span = folded.span(written.first.start, end)
        raise CellError(error.message, error.hint, *span, code=error.code) from None
    return cell._replace(status=written.status, note="; ".join(written.notes))


def _parsed(folded: Folded, decimal_comma: bool, context: _Context) -> Written:
    if len(folded.written) > LONGEST:
        raise CellError(say("a text of {length} characters", length=len(folded.written)), WRITE_A_NUMBER, 0, LONGEST)
    if folded.text.strip() in {"零", "〇"}:
        return Written(Quantity(Decimal(0)))
    try:
        tokens = tokenize(folded, (context.row_unit, context.expectation.unit), decimal_comma=decimal_comma)
        return parse(tokens, folded)
    except CellError as error:
        raise recognised(folded) or error from None


def _valued(amount: Amount, context: _Context, stored: Stored | None = None, *, typed: bool = False) -> Cell:
    """Return a cell with this value and what is to be said of it."""
    value = float(amount.value) or 0.0
    if not math.isfinite(value):
        raise CellError(say("not a number"), WRITE_A_NUMBER, 0, len(context.text))
    text = context.text or findings.plain(amount.value)
    found: list[Finding] = list(stored.findings) if stored is not None else []
    found += findings.check_noise(text, amount.value)
    if not context.confirmed:
        found += _size(context, amount, typed=typed)
    if stored is not None and stored.shown is not None:
        found += findings.check_shown(text, amount.value, stored.shown, context.expectation)
    return Cell(value, amount.unit, findings=tuple(found))


def _size(context: _Context, amount: Amount, *, typed: bool) -> Iterator[Finding]:
    text = context.text or findings.plain(amount.value)
    return findings.check_size(text, amount, context.row_unit, context.expectation, typed=typed)


def _inexact(written: Written, context: _Context) -> Cell:
    """Return a bound or a range: it decides only what it can."""
    one = amount_of(written.first, context.row_unit, context.expectation)
    other = amount_of(written.second, context.row_unit, context.expectation) if written.second else one
    low = float(one.value) if written.shape is not Shape.HIGH else None
    high = float(other.value) if written.shape is not Shape.LOW else None
    found: list[Finding] = []
    # far below a ceiling is what a detection limit says
    is_limit = written.shape is Shape.HIGH and context.expectation.low is None
    if not context.confirmed:
        for amount in dict.fromkeys((one, other)) if not is_limit else ():
            found += _size(context, amount, typed=amount.is_own)
        same_unit = (one.unit or context.row_unit) in {"", context.expectation.unit}
        if same_unit and written.shape is not Shape.RANGE:
            findings.check_bound(context.text, low, high, context.expectation)
    bounds = _bounds(written, one, other)
    hint = say("write the value if it is known")
    found.append(("PK338", {"text": context.text, "bounds": bounds, "help": hint}))
    return Cell(unit=one.unit, at_least=low, at_most=high, bounds_open=written.is_open, findings=tuple(found))


def _bounds(written: Written, one: Amount, other: Amount) -> str:
    low, high = findings.plain(one.value), findings.plain(other.value)
    match written.shape:
        case Shape.LOW:
            return f"{'>' if written.is_open else '≥'}{low}"
        case Shape.HIGH:
            return f"{'<' if written.is_open else '≤'}{high}"
        case _:
            return f"{low}~{high}"


def _wide_comma(context: _Context, written: Written) -> Finding:
    return "PK343", {"text": context.text, "value": findings.plain(written.first.value)}
