"""The columns of the 完成情况表: each with its title, its width, and the cell that it makes of a row.

Numbers are numbers: as the JSON has them, shown with the digits of the plan. A cell's text is never calculated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.notes import Notes
from planckeck.model.target import Comparison
from planckeck.problems import Translate, say
from planckeck.reports import noting, numbers
from planckeck.reports.gaps import POINTS, clauses, ratio_of
from planckeck.reports.rows import DASH, Row, remarks_on_actual

TEXT = "@"
NOTED = ("reason", "measures", "who")
MISSED = (
    "number", "indicator", "region", "level", "year", "unit", "class", "baseline", "target", "actual", "gap", "verdict",
    "department", *NOTED,
)  # fmt: skip
"""The columns of what is missed: who answers for it, and the office's own words or the room for them."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds: a text or a number with its number format."""

    value: str | int | float | None
    format: str = TEXT


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, title (not yet translated), width in characters, and what a row has in it."""

    key: str
    title: str
    width: int
    value: Callable[[Row], Value]
    wraps: bool = False
    centred: bool = False


def columns_for(rows: Sequence[Row], notes: Notes, translate: Translate, only: Sequence[str] = ()) -> list[Column]:
    """Return the columns of a sheet, of `only` these keys where given; region and level
    stand where there are several. The notes' columns are only in the sheets that ask for them."""
    wanted = {
        "region": len({row.result.region for row in rows}) > 1,
        "level": any(row.depth for row in rows),
        **dict.fromkeys(NOTED, bool(only)),
    }
    return [
        column for column in _all(notes, translate) if wanted.get(column.key, True) and (not only or column.key in only)
    ]


def _all(notes: Notes, translate: Translate) -> Iterable[Column]:
    yield Column("number", N_("no."), 6, _number, centred=True)
    yield Column("category", N_("category"), 12, lambda row: Value(row.category or None), wraps=True)
    yield Column("indicator", N_("indicator"), 26, lambda row: Value(row.result.name), wraps=True)
    yield Column("region", N_("region"), 10, lambda row: Value(row.region), wraps=True)
    yield Column("level", N_("Level"), 9, lambda row: Value(row.result.level if row.depth else None), wraps=True)
    yield Column("year", N_("year"), 6, _year, centred=True)
    yield Column("unit", N_("unit"), 10, lambda row: Value(row.unit or None), wraps=True, centred=True)
    yield Column("class", N_("class"), 8, lambda row: Value(row.constraint), centred=True)
    yield Column("baseline", N_("baseline"), 9, lambda row: _baseline(row.result))
    yield Column("target", N_("target"), 11, lambda row: Value(row.target), wraps=True)
    yield Column("actual", N_("actual"), 9, _actual)
    yield Column("gap", N_("gap"), 17, lambda row: _gap(row.result, translate), wraps=True)
    yield Column("completion", N_("completion"), 12, lambda row: _share(row.result.completion))
    yield Column("progress", N_("progress"), 9, lambda row: _share(row.result.progress))
    yield Column("pace", N_("pace"), 9, lambda row: Value(row.pace or None), wraps=True, centred=True)
    yield Column("verdict", N_("verdict"), 10, lambda row: Value(row.verdict), centred=True)
    yield Column("department", N_("department"), 12, lambda row: Value(row.department or None), wraps=True)
    yield Column("remarks", N_("remarks"), 24, lambda row: Value(_remarks(row, translate) or None), wraps=True)
    yield Column("reason", N_("reason"), 28, lambda row: _told(noting.reason_of(notes.of(row.result))), wraps=True)
    yield Column(
        "measures", N_("measures"), 28, lambda row: _told(noting.measures_of(notes.of(row.result))), wraps=True
    )
    yield Column("who", N_("who"), 11, lambda row: _told(noting.who_of(notes.of(row.result), translate)), wraps=True)
    yield Column("source", N_("data source"), 18, lambda row: Value(row.result.actual_at), wraps=True)


def _told(text: str) -> Value:
    return Value(text or None)


def _number(row: Row) -> Value:
    return Value(int(row.number), "0") if row.number.isascii() and row.number.isdigit() else Value(row.number or None)


def _year(row: Row) -> Value:
    """Return the year as a number; a part of one as data files write it, so that it reads back: 2022H1, 2022-06."""
    year, part = row.result.year, row.result.part or ""
    if not part:
        return Value(year, "0")
    return Value(f"{year}-{part[1:]}" if part.startswith("M") else f"{year}{part}")


def _digits(result: Result, value: float, edges: Iterable[float | None]) -> str:
    """Return the number format with the plan's digits, or more where the value needs them to tell a miss."""
    least = numbers.decimals(result.target or "")
    places = max(least, numbers.decimals(numbers.shown(value, edges, least)))
    return "0." + "0" * places if places else "0"


def _as_ratio(result: Result, digits: str) -> str:
    """Return a format that prints a ratio as one, 1:1.05; the cell holds 1.05."""
    pattern = ratio_of(result.unit)
    if pattern is None:
        return digits
    before, after = (f'"{part}"' if part else "" for part in pattern.split("{}"))
    return before + digits + after


def _own_figure(result: Result, value: float) -> Value:
    digits = _digits(result, value, (result.low, result.high))
    return Value(numbers.machine_number(value), _as_ratio(result, digits))


def _baseline(result: Result) -> Value:
    if result.baseline is None:
        return Value(result.baseline_text or DASH)
    return _own_figure(result, result.baseline)


def _actual(row: Row) -> Value:
    result = row.result
    if result.actual is not None and result.comparison != Comparison.DONE:
        return _own_figure(result, result.actual)
    return Value(result.written or (None if row.actual == DASH else row.actual))


def _gap(result: Result, translate: Translate) -> Value:
    """Return the signed gap of the JSON, with “short by” or “exceeds by” in its format; empty where there is none."""
    if result.gap is None or result.comparison == Comparison.DONE:
        return Value(None)
    edge = numbers.machine_number(result.gap)
    digits = _digits(result, abs(result.gap), (0.0,))
    points = say("{number} pp", number="\0").text(translate) if result.gap_unit == POINTS else "\0"
    formats = [
        pattern.text(translate).replace("\0", points)
        for pattern in (say("short by {amount}", amount="\0"), say("exceeds by {amount}", amount="\0"))
    ]
    return Value(edge, ";".join([*(_in_format(text, digits) for text in formats), "0"]))


def _in_format(text: str, digits: str) -> str:
    before, after = text.split("\0")
    return "".join(f'"{part}"' if part else "" for part in (before,)) + digits + (f'"{after}"' if after else "")


def _share(share: float | None) -> Value:
    """Return a share as a percentage; what is short of 100 % never shows as 100."""
    if share is None:
        return Value(None)
    places = numbers.decimals(numbers.shown(100 * share, (0.0, 100.0), 1))
    return Value(numbers.machine_number(share), f"0.{'0' * places}%" if places else "0%")


def _remarks(row: Row, translate: Translate) -> str:
    """Return the words on a result: reason, distance with its unit, what was computed, and the pace needed."""
    result = row.result
    computed = [] if result.comparison == Comparison.DONE else remarks_on_actual(result, translate)
    said = [row.gap, *computed, row.shares, row.needs, row.outlook, row.open_sdg]
    if result.conversion:
        said.append(result.conversion)
    if result.verdict == Verdict.NO_DATA and result.note:
        said.append(result.note)
    return clauses(said, translate)
