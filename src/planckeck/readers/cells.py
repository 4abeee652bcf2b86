"""One cell, read: a number with its unit, a product's date or word, or one of the nothings. Never a guess.

Grammar of a number cell:

    cell   = [sign] digits {group} ["." digits] [scale] [unit] {mark} [status]
    group  = "," 3 digits (also ，and ')         scale = 万 | 亿
    mark   = ① … | * | ²                         status = （初步数） | （快报） | （预计） | p
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from planckeck import units
from planckeck.problems import Message, say

_WIDTHS = str.maketrans("０１２３４５６７８９．－＋％，／（）−：∶", "0123456789.-+%,/()-::")
_RATIOS = ("1:n", "n:1")
_NOTHINGS: Mapping[str, str] = {
    "": "blank",
    **dict.fromkeys(("-", "—", "——", "–", "--"), "no_such_item"),
    **dict.fromkeys(("…", "...", "……"), "too_small"),
    **dict.fromkeys(("/", "\\", "不适用", "n/a", "na"), "not_applicable"),
    **dict.fromkeys(
        ("未报", "待核", "暂无数据", "暂无", "尚未发布", "未统计", "缺报", "not reported", "pending"), "not_reported"
    ),
}
_DONE = frozenset(
    ("已完成", "完成", "建成", "已建成", "已建立", "实现", "是", "√", "yes", "true", "1", "done", "completed")
)
_NOT_DONE = frozenset(("未完成", "在建", "否", "×", "no", "false", "0", "not done", "未建成", "未开工"))
_STATUS = {
    "初步数": "provisional",
    "快报": "provisional",
    "快报数": "provisional",
    "预计": "estimated",
    "估算": "estimated",
}
_MARKS = "①②③④⑤⑥⑦⑧⑨⑩*＊²³"
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:[,'’]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)
_DATE = re.compile(r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)", re.ASCII)
MAX_DIGITS = 30


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says. `status` is a nothing's reason, provisional, estimated, or '' for a final value."""

    value: float | None = None
    unit: str = ""
    done_on: int | None = None
    status: str = ""


class CellError(Exception):
    """A cell that cannot be read; the span is of the text as written."""

    def __init__(self, message: Message, hint: Message | str = "", start: int = 0, end: int = 0) -> None:
        super().__init__(message.text())
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end


def read_number_cell(text: str, unit: str = "", expected: str = "") -> Cell:
    """Read a cell that should hold a number; `unit` is the row's own, `expected` the plan's.

    Raises: CellError.
    """
    plain = text.translate(_WIDTHS).strip()
    if plain.casefold() in _NOTHINGS:
        return Cell(status=_NOTHINGS[plain.casefold()], unit=unit)
    plain, status = _without_status(plain)
    plain = plain.rstrip(_MARKS).rstrip()
    ratio_unit = next((name for name in (unit, expected) if name in _RATIOS), "")
    if ratio_unit and ":" in plain:
        return Cell(_ratio(plain, ratio_unit, text), ratio_unit, None, status)
    found = _NUMBER.match(plain)
    if found is None:
        raise CellError(say("not a number"), _help_for(plain), 0, len(text))
    digits = re.sub("[,'’]", "", found.group())
    if len(digits) > MAX_DIGITS:
        raise CellError(say("a number of more than 30 digits"), say("write the figure with its unit"), 0, len(text))
    value, rest = Decimal(digits), plain[found.end() :].strip()
    value, cell_unit = _with_suffix(value, rest, unit or expected, text)
    return Cell(float(value), cell_unit or unit, None, status)


def _ratio(plain: str, unit: str, text: str) -> float:
    """Return n of 1:n or n:1, whichever the unit declares; the other side must be 1."""
    left, _, right = plain.partition(":")
    one, other = (left, right) if unit == "1:n" else (right, left)
    if one.strip() != "1" or not _NUMBER.fullmatch(other.strip()):
        raise CellError(
            say("not a ratio {unit}", unit=unit), say("write {unit} with 1 on its side", unit=unit), 0, len(text)
        )
    return float(Decimal(other.strip()))


def _without_status(plain: str) -> tuple[str, str]:
    for word, status in _STATUS.items():
        for written in (f"({word})", word):
            if plain.endswith(written):
                return plain[: -len(written)].rstrip(), status
    return plain, ""


def _with_suffix(value: Decimal, rest: str, unit: str, text: str) -> tuple[Decimal, str]:
    """Take 万 or 亿 and a unit behind the digits; a scale that the unit already has is not applied twice."""
    if not rest:
        return value, ""
    if units.longest_unit(rest) == len(rest) and not rest.startswith("每"):
        return value, rest
    if rest in {"万", "亿"} and not unit:
        raise CellError(
            say("{rest} of what is not said", rest=rest), say("give the unit in the column unit"), 0, len(text)
        )
    if rest in {"万", "亿"}:
        # the scale goes before the unit without its own: 5000万 under 亿元 is 5000 万元
        scaled = rest + unit.lstrip("千万百亿")
        if units.conversion_factor(scaled, unit) is not None:
            return value, scaled
    start = text.find(rest[0])
    raise CellError(
        say("cannot read “{rest}” after the number", rest=rest),
        say("write the number alone and its unit in the column unit"),
        max(start, 0),
        len(text),
    )


def _help_for(plain: str) -> Message | str:
    if plain.casefold() in {"nan", "inf", "-inf", "true", "false"}:
        return say("leave the cell empty, or write 未报")
    if re.fullmatch(r"[<>≤≥＜＞].*", plain):
        return say("an actual is a value, not a bound")
    if re.fullmatch(r"\d+:[\d.]+", plain):
        return say("give the ratio as one number")
    return say("write a number, or 未报, —, / for the reason that there is none")


def read_product_cell(text: str) -> Cell:
    """Read a cell that should say whether a thing is done: an ISO date, or one of the declared words.

    Raises: CellError.
    """
    plain = text.translate(_WIDTHS).strip()
    lowered = plain.casefold()
    if lowered in _DONE:
        return Cell(1.0)
    if lowered in _NOT_DONE:
        return Cell(0.0)
    if lowered in _NOTHINGS:
        return Cell(status=_NOTHINGS[lowered])
    found = _DATE.fullmatch(plain)
    if found is None:
        raise CellError(
            say("neither a date nor a word for done"),
            say("write a date such as 2020-06-30, or 已完成, 未完成"),
            0,
            len(text),
        )
    year, month, day = (int(part) for part in found.groups() if part is not None)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise CellError(say("no such day"), say("write a date such as 2020-06-30"), 0, len(text)) from None
    return Cell(1.0, done_on=date.year * 10000 + date.month * 100 + date.day)
