"""Cells that are no numbers, recognised for what they are: each with a message that says what happened to them."""

from __future__ import annotations

import re
from collections.abc import Callable

from planckeck.notation.signs import Folded
from planckeck.problems import Message, say
from planckeck.readers.cells.chinese import digits_of
from planckeck.readers.cells.numbers import WRITE_A_NUMBER, did_you_mean, is_plain
from planckeck.readers.cells.quantities import COLUMNS_OF_THEIR_OWN
from planckeck.readers.cells.words import ABOUT, ABOUT_BEHIND, DONE, ERRORS, NOT_DONE
from planckeck.readers.interface import CellError, RawKind

Fault = tuple[str, Message, Message]
"""Code, message, hint."""

RETYPE = say("format the cell as text and enter it again as it was meant")
_YEAR = r"(?:19|20)\d\d"
_DATES = re.compile(
    rf"{_YEAR}[-/年]\d{{1,2}}(?:[-/月]\d{{1,2}}日?|月)?(?:[ t]\d{{1,2}}:\d\d(?::\d\d)?(?:\.0+)?)?"
    rf"|{_YEAR}\.\d{{1,2}}\.\d{{1,2}}"
    r"|\d{1,2}月\d{1,2}日?|\d{1,2}/\d{1,2}/(?:\d\d)?\d\d"
    r"|\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?:-\d{2,4})?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*-\d{1,4}",
    re.ASCII,
)
_TIMES = re.compile(r"\d{1,2}:\d\d:\d\d(?:\.\d+)?(?: ?[ap]m)?|0\d:\d\d|\d{1,2}:\d\d ?[ap]m", re.ASCII)
_NUMBER = r"[+-]?\d+(?:\.\d+)?"
_FRACTION = re.compile(rf"{_NUMBER} ?/ ?{_NUMBER}", re.ASCII)
_BRACKETED = re.compile(rf"\( ?({_NUMBER}) ?([%‰]?) ?\)", re.ASCII)
_TRIANGLE = re.compile(rf"([▲△▼▽↑↓])\s*({_NUMBER}.*)", re.ASCII)
_DASHED = re.compile(rf"—\s*({_NUMBER}.*)", re.ASCII)
_ORDINAL = re.compile(
    r"[Ⅰ-Ⅻⅰ-ⅻ].*|[ivx]{1,4}(?:[ -]|类|级).*|[一二三四五六七八九十]+(?:类|级|等)|[a-e][+-]?(?:级|类|等)"
    r"|第[0-9一二三四五六七八九十]+(?:位|名|类)?|(?:class|grade|rank) .{1,6}"
    r"|优|良|中|差|优秀|良好|合格|不合格|达标|未达标|较好"
)
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "。": ".", "·": ".", " ": "", "，": ","})


def recognised(folded: Folded) -> CellError | None:
    """Return what is wrong with a text that holds no number, if it is one of the known faults."""
    text = folded.text.strip().lower()
    for look in _LOOKS:
        if fault := look(text):
            code, message, hint = fault
            return CellError(message, hint, *_whole(folded), code=code)
    return None


def refused_kind(kind: RawKind, text: str) -> CellError | None:
    """Return what is wrong with a cell by what the file stores in it, for cells that should hold a number."""
    span = (0, len(text))
    match kind:
        case RawKind.ERROR:
            return CellError(*_ERROR, *span, code="PK333")
        case RawKind.FORMULA:
            return CellError(*_FORMULA, *span, code="PK333")
        case RawKind.DATE:
            return CellError(*_DATE, *span, code="PK334")
        case RawKind.TIME:
            return CellError(*_TIME, *span, code="PK334")
        case RawKind.BOOL:
            return CellError(say("a truth value is no number"), WRITE_A_NUMBER, *span)
        case _:
            return None


_ERROR = (
    say("the spreadsheet shows an error instead of a value"),
    say("correct its formula, or write 未报, —, / for the reason that there is no value"),
)
_FORMULA = (
    say("a formula whose result the file does not hold"),
    say("open the file in Excel or WPS, save it, and try again"),
)
_DATE = (say("a spreadsheet turned it into a date"), RETYPE)
_TIME = (say("a spreadsheet turned it into a time; a ratio such as 1:20 ends so"), RETYPE)


def _whole(folded: Folded) -> tuple[int, int]:
    """Return the span of the text without the blanks around it."""
    written = folded.written
    start = len(written) - len(written.lstrip())
    return start, max(start, len(written.rstrip()))


def _spreadsheet(text: str) -> Fault | None:
    if text.upper().startswith(ERRORS) or re.fullmatch(r"#{2,}|err:\d+", text):
        return "PK333", *_ERROR
    if text.startswith("=") and len(text) > 1:
        plain = text.removeprefix("=").strip()
        return ("PK301", say("not a number"), did_you_mean(plain)) if is_plain(plain) else ("PK333", *_FORMULA)
    return None


def _date(text: str) -> Fault | None:
    if _DATES.fullmatch(text):
        return "PK334", *_DATE
    return ("PK334", *_TIME) if _TIMES.fullmatch(text) else None


def _programming(text: str) -> Fault | None:
    if text.lstrip("+-") in {"nan", "inf", "infinity", "true", "false", "null", "∞"}:
        return "PK301", say("a word of programs, not a number"), say("leave the cell empty, or write 未报")
    return None


def _fraction(text: str) -> Fault | None:
    if _FRACTION.fullmatch(text) is None:
        return None
    return (
        "PK301",
        say("a fraction, or a date that was one"),
        COLUMNS_OF_THEIR_OWN,
    )


def _none_or_zero(text: str) -> Fault | None:
    if text not in {"无", "没有", "(无)", "none", "nil"}:
        return None
    return "PK301", say("it may mean 0 or no data"), say("write 0, or 未报, or — where there is no such item")


def _words(text: str) -> Fault | None:
    digits = digits_of(text)
    return None if digits is None else ("PK301", say("a number in words"), did_you_mean(digits))


def _about(text: str) -> Fault | None:
    bare = text.strip()
    front = next((word for word in ABOUT if bare.startswith(word)), "")
    behind = next((word for word in ABOUT_BEHIND if bare.endswith(word)), "")
    rest = bare[len(front) : len(bare) - len(behind)].strip()
    if not (front or behind) or not re.match(_NUMBER, rest):
        return None
    hint = say("write {value} and the status estimated, if an estimate is all there is", value=rest)
    return "PK301", say("a figure without its exact value"), hint


def _accounting(text: str) -> Fault | None:
    if found := _TRIANGLE.fullmatch(text):
        plain = found[2].lstrip("+-")
        hint = say("write -{value} for a fall, {value} for a rise", value=plain)
        return "PK301", say("the sign “{sign}” means a fall here and a rise there", sign=found[1]), hint
    if found := _BRACKETED.fullmatch(text):
        value = f"{found[1]}{found[2]}"
        hint = say("write -{value} for a negative number, {value} for a positive one", value=value.lstrip("+-"))
        return "PK301", say("brackets mean a negative number in accounts only"), hint
    if found := _DASHED.fullmatch(text):
        return "PK301", say("a dash is no minus"), did_you_mean(f"-{found[1].lstrip('+-')}")
    return None


def _ordinal(text: str) -> Fault | None:
    if _ORDINAL.fullmatch(text) is None:
        return None
    hint = say("write the number behind it; a rank also needs to say of how many")
    return "PK301", say("a class, grade or rank, not a number"), hint


def _product(text: str) -> Fault | None:
    if "".join(text.split()) not in (DONE | NOT_DONE) - {"1", "0"}:
        return None
    return "PK301", say("a word for done or not done, where the plan has a number"), WRITE_A_NUMBER


def _look_alike(text: str) -> Fault | None:
    plain = re.sub(r"\.{2,}", ".", text.translate(_ALIKE)).rstrip(".,;、")
    if (
        plain == text
        or text.count(" ") > 1
        or not re.search(r"\d", text)
        or not is_plain(plain.lstrip("+-").removesuffix("%"))
    ):
        return None
    return "PK301", say("not a number"), did_you_mean(plain)


_LOOKS: tuple[Callable[[str], Fault | None], ...] = (
    _spreadsheet,
    _date,
    _programming,
    _fraction,
    _none_or_zero,
    _ordinal,
    _words,
    _about,
    _accounting,
    _product,
    _look_alike,
)
