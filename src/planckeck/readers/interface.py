"""The contract of every reader: a cell as a file stores it, what it says, and what the pipeline tells to expect."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from planckeck.model.names import name_key
from planckeck.problems import Message


class RawKind(StrEnum):
    """What a file stores in a cell; `FORMULA` is one without a cached value."""

    EMPTY = "empty"
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    BOOL = "bool"
    ERROR = "error"
    FORMULA = "formula"


class Raw(NamedTuple):
    """A cell as a file stores it.

    `text` is as written, or as shown where that is known; `number` is the stored number of NUMBER cells;
    `number_format` is Excel's, for NUMBER, DATE and TIME.
    """

    text: str
    kind: RawKind = RawKind.TEXT
    number: float | None = None
    number_format: str = ""
    decimal_comma: bool = False


class Expectation(NamedTuple):
    """What the pipeline says under a name; never a plan.

    `low` and `high` are edges of the target in the plan's unit, for magnitude traps only; `is_change` says that the
    measure is one of change: +0.3 keeps its sign, 个百分点 fits. A name that means different things in different plans
    `is_shared`: nothing but its cell says whether it holds a number or a product's date or word.
    """

    is_product: bool = False
    unit: str = ""
    low: float | None = None
    high: float | None = None
    baseline: float | None = None
    is_change: bool = False
    is_shared: bool = False


Expectations = Mapping[str, Expectation]
"""By `model.names.name_key` of the indicator's name, and by `plan|key` for rows that name their plan. A name that means
different things in different plans `is_shared`: it has no unit, and its cell may be a number or a product's."""

_NOTHING_EXPECTED = Expectation()


def expectation_of(expectations: Expectations, plan: str, name: str) -> Expectation:
    """Return what to expect under a name, in a row that names its plan ('' where it does not)."""
    key = name_key(name)
    own = expectations.get(f"{plan}|{key}") if plan else None
    return own or expectations.get(key, _NOTHING_EXPECTED)


class Cell(NamedTuple):
    """What a cell says.

    `unit` is the unit that `value` is in: the cell's own, else the row's, else '' (the plan's). `done_on` is yyyymmdd.
    An inexact value (≥95, <0.1, 3-5) has `at_least` or `at_most` and no `value`; `bounds_open` for < and >. `status`
    is provisional, estimated, or a nothing's reason: blank, no_such_item, too_small, not_applicable, not_reported,
    unreadable. `note` keeps marks and words (①, 初步数). `findings` are warnings (code, values) for
    `problems.kinds.diagnose`; the caller adds the place.
    """

    value: float | None = None
    unit: str = ""
    done_on: int | None = None
    at_least: float | None = None
    at_most: float | None = None
    bounds_open: bool = False
    status: str = ""
    note: str = ""
    findings: tuple[tuple[str, Mapping[str, Any]], ...] = ()


class CellError(Exception):
    """A cell that cannot be read; the span is of the text as written."""

    def __init__(
        self, message: Message, hint: Message | str = "", start: int = 0, end: int = 0, code: str = "PK301"
    ) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end
        self.code = code
