"""Cells as people type them, with the reading that the documents give them, written by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from tests.equality.cases import Reading

NOTHINGS: tuple[tuple[str, str], ...] = (
    ("", "blank"),
    ("-", "no_such_item"),
    ("—", "no_such_item"),
    ("——", "no_such_item"),
    ("无该项", "no_such_item"),
    ("…", "too_small"),
    ("...", "too_small"),
    ("/", "not_applicable"),
    ("不适用", "not_applicable"),
    ("N/A", "not_applicable"),
    ("未报", "not_reported"),
    ("待核", "not_reported"),
    ("暂无数据", "not_reported"),
    ("尚未发布", "not_reported"),
    ("下年3月出数", "not_reported"),
)
"""The five nothings of `docs/actuals.md`, never 0."""

REFUSED: tuple[str, ...] = (
    *(
        "nan",
        "inf",
        "NaN",
        "-inf",
        "1_000",
        "1e400",
        "True",
        "abc",
        "约80",
        "80左右",
        "近80",
        "80余",
        "无",
        "1/3",
        "15/20",
    ),
    *(
        "▲0.3",
        "(0.3)",
        "百分之七十七点五",
        "三成",
        "79。2",
        "79..2",
        "7 9.2",
        "O.5",
        "l2",
        "第3位",
        "B级",
        "Ⅲ类",
        "1:25",
    ),
    *("1,23", "77,5", "#DIV/0!", "#N/A", "=B2/C2", "1月2日", "2.1个百分点", "4.21E+17", "0x4D", "7７。５", "实现"),
)
"""What nobody may take for a number; whatever the unit and the target."""

DONE: tuple[tuple[str, bool], ...] = (
    *(("已完成", True), ("建成", True), ("是", True), ("√", True), ("yes", True), ("true", True), ("1", True)),
    *(("未完成", False), ("在建", False), ("否", False), ("×", False), ("no", False), ("false", False), ("0", False)),
)


def full_width(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) for sign in text)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    full_width,
    lambda text: f" {text} ",
    lambda text: f"{text}（初步数）",
    lambda text: f"{text}(快报)",
    lambda text: f"{text} p",
    lambda text: f"{text}①",
    lambda text: f"{text}*",
    lambda text: f"{text}注1",
    lambda text: text.replace("-", "−"),
    lambda text: text if text.startswith("-") else f"+{text}",
    lambda text: f"{text}0" if "." in text else f"{text}.0",
)
"""Other ways to write a decimal that leave its value what it is."""


def in_unit(text: str, unit: str) -> str:
    """A decimal with its unit behind it."""
    return f"{text}{unit}"


def thousandths(text: str) -> str:
    """A percentage as so many per thousand."""
    return f"{tenfold(text)}‰"


def tenfold(text: str) -> str:
    return plain(Fraction(text) * 10)


def plain(value: Fraction) -> str:
    """A fraction that ends as a plain decimal, without an exponent."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).zfill(places + 1)
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return f"-{text}" if value < 0 else text


def bound(sign: str, figure: Fraction, other: Fraction | None = None) -> tuple[str, Reading]:
    """An inexact value as written, and what it allows."""
    text = plain(figure)
    match sign:
        case "≥" | "不低于":
            return f"{sign}{text}", Reading(at_least=figure)
        case "以上":
            return f"{text}以上", Reading(at_least=figure)
        case ">" | "＞" | "高于":
            return f"{sign}{text}", Reading(at_least=figure, is_open=True)
        case "<" | "不足":
            return f"{sign}{text}", Reading(at_most=figure, is_open=True)
        case _:
            assert other is not None
            return f"{text}{sign}{plain(other)}", Reading(at_least=figure, at_most=other)


SIGNS = ("≥", "不低于", "以上", ">", "＞", "高于", "<", "不足", "-", "～", "至")


def day(written: date, form: int) -> str:
    """A day in one of three spellings."""
    forms = (
        written.isoformat(),
        f"{written.year}年{written.month}月{written.day}日",
        f"{written.year}/{written.month}/{written.day}",
    )
    return forms[form % 3]
