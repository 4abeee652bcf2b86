"""Digits of a cell to a number: groups of thousands, decimals, exponents, and what is wrong with any other run.

number = whole ["." digits] [exponent] | "." digits
whole  = "0" | digits | group {separator group}     one kind of separator
group  = three digits, the first one to three
separator = "," | " " | "'"                         with a decimal comma: "." | " " | "'"
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from planckeck.notation.signs import Folded
from planckeck.problems import Message, say
from planckeck.readers.interface import CellError

MOST_DIGITS = 30
"""Longer numbers are slips."""

RUINED_FROM = 12
"""A number written with an exponent of 12 or more was an identity code before a spreadsheet took it for a number."""

_RUN = re.compile(r"[.,]?[0-9]+(?:[ ,.'_·。]+[0-9]+)*")
_EXPONENT = re.compile(r"[eE]([+-]?[0-9]{1,4})(?![0-9A-Za-z.])")
_POINT = re.compile(r"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?P<by>[ ,'])[0-9]{3}(?:(?P=by)[0-9]{3})*)?(?:[.][0-9]+)?")
_COMMA = re.compile(r"(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?P<by>[ .'])[0-9]{3}(?:(?P=by)[0-9]{3})*)?(?:,[0-9]+)?")


class Number(NamedTuple):
    """A number without a sign and where it ends; `wide_comma` tells of full-width commas between its groups."""

    end: int
    value: Decimal
    wide_comma: bool = False


def begins_number(text: str, start: int) -> bool:
    """Tell whether a number begins here: a digit, or a point in front of one."""
    return _RUN.match(text, start) is not None


def read_number(folded: Folded, start: int, *, decimal_comma: bool = False) -> Number:
    """Read the number that begins at `start` of a folded text. Raises: CellError, over the whole run of digits."""
    text = folded.text
    found = _RUN.match(text, start)
    assert found is not None
    run, end = found.group(), found.end()
    pattern = _COMMA if decimal_comma else _POINT
    if pattern.fullmatch(run) is None:
        raise _fault(folded, start, end, decimal_comma)
    digits = re.sub(r"[ .']", "", run).replace(",", ".") if decimal_comma else re.sub(r"[ ,']", "", run)
    if len(digits) > MOST_DIGITS:
        message = say("a number has at most {most} digits", most=MOST_DIGITS)
        raise CellError(message, say("look for a slip"), *folded.span(start, end))
    value = Decimal(digits)
    wide = any(text[at] == "," and folded.as_written(at, at + 1) != "," for at in range(start, end))
    exponent = _EXPONENT.match(text, end)
    if exponent is None:
        return Number(end, value, wide)
    return Number(exponent.end(), _scaled(folded, start, exponent, value), wide)


def is_plain(text: str) -> bool:
    """Tell whether a text is a number without groups, as suggestions are."""
    return re.fullmatch(r"(?:0|[1-9][0-9]*)(?:[.][0-9]+)?", text) is not None


def _scaled(folded: Folded, start: int, exponent: re.Match[str], value: Decimal) -> Decimal:
    power = int(exponent[1])
    if value.is_zero():
        return value
    if value.adjusted() + power >= RUINED_FROM or abs(power) > MOST_DIGITS:
        raise CellError(*ruined(), *folded.span(start, exponent.end()), code="PK335")
    return value.scaleb(power)


def ruined() -> tuple[Message, Message]:
    """Return what is said of a long code that a spreadsheet took for a number."""
    return (
        say("a long code that a spreadsheet took for a number; its last digits are lost"),
        say("format the column as text and enter it again"),
    )


def _fault(folded: Folded, start: int, end: int, decimal_comma: bool) -> CellError:
    run = folded.text[start:end]
    span = folded.span(start, end)
    zero = re.match(r"0+(?=[0-9])", run)
    if zero and is_plain(plain := run[zero.end() :]):
        return CellError(say("it begins with a zero"), did_you_mean(plain), *span)
    comma = "." if decimal_comma else ","
    if comma in run and "_" not in run:
        return _unclear_comma(run, comma, span)
    if "_" in run:
        return CellError(say("an underscore stands between digits"), did_you_mean(run.replace("_", "")), *span)
    joined = re.sub(r"[.。·]+", ".", run.replace(" ", "").replace("'", ""))
    return CellError(
        say("not a number"), did_you_mean(joined) if is_plain(joined) and run.count(" ") < 2 else WRITE_A_NUMBER, *span
    )


def _unclear_comma(run: str, comma: str, span: tuple[int, int]) -> CellError:
    """Refuse 1,23 and 77,5: a decimal comma, or a group that lost a digit."""
    if comma == ".":
        message = say("the point is no decimal point in a file with decimal commas, and does not part thousands")
        return CellError(message, say('write "{number}"', number=run.replace(".", ",")), *span, code="PK336")
    message = say("a comma parts thousands only before three digits")
    whole = re.sub(r"[, ']", "", run)
    choices = [run.replace(",", ".")] if re.fullmatch("[0-9]+,[0-9]+", run) else []
    choices += [whole] if is_plain(whole) else []
    hint = say(
        "write {numbers}; for files with decimal commas give --decimal comma",
        numbers=" / ".join(choices) or say("the number without commas"),
    )
    return CellError(message, hint, *span, code="PK336")


WRITE_A_NUMBER = say("write a number, or 未报, —, / for the reason that there is none")


def did_you_mean(*choices: str) -> Message:
    """Return the hint that suggests readings; they are shown, never taken."""
    return say("did you mean {names}?", names=", ".join(choices))
