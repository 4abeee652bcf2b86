"""Numbers as they are printed, and how they are printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planckeck.notation.signs import is_digit
from planckeck.problems import Message, say

MOST_DIGITS = 30
"""Longer numbers are slips."""

_SMALL = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACES = {"十": 10, "百": 100}


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number read from a text: where it ends, and its value, or else what is wrong with it and what would do."""

    end: int
    value: Decimal = Decimal(0)
    decimals: int = 0
    fault: Message | None = None
    hint: Message | None = None


def read_numeral(text: str, start: int) -> Numeral:
    """Read the number that begins with the digit at `start`.

    number = digits ["." digits] | group {"," group} ["." digits] | group {" " group} ["." digits]
    group is three digits, the first one to three; a number of groups has one kind of comma. A comma between digits
    that makes no such group is a fault; a blank there ends the number.
    """
    end, whole = _read_whole(text, start)
    fraction = ""
    if text[end : end + 1] == "." and is_digit(text[end + 1 : end + 2]):
        stop = _digits_end(text, end + 1)
        fraction, end = text[end + 1 : stop], stop
    fault, hint, fault_end = _fault(text, start, end, whole, fraction)
    if fault is not None:
        return Numeral(fault_end, fault=fault, hint=hint)
    return Numeral(end, Decimal(f"{whole}.{fraction}" if fraction else whole), len(fraction))


def read_count(text: str, start: int) -> Numeral | None:
    """Read a small Chinese number (两, 十二, 一百二十); None where there is none."""
    end = start
    while end < len(text) and end - start < 7 and text[end] in _SMALL | _PLACES:
        end += 1
    value = _count(text[start:end]) if end > start else None
    return None if value is None else Numeral(end, Decimal(value))


def format_number(value: Decimal, decimals: int | None = None) -> str:
    """Return a number in plain digits, with as many decimals as it has, or as many as are asked for (half up)."""
    if decimals is not None:
        places = max(decimals, 0)
        shown = f"{_rounded(value, places):f}"
    else:
        shown = f"{value:f}"
    return shown[1:] if shown.startswith("-") and not shown.strip("-0.") else shown


def decimals_of(value: Decimal) -> int:
    """Return how many decimals a number has as it stands."""
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _rounded(value: Decimal, places: int) -> Decimal:
    sign, digits, exponent = value.as_tuple()
    if not isinstance(exponent, int) or -exponent <= places:
        missing = places + (exponent if isinstance(exponent, int) else 0)
        return Decimal((sign, (*digits, *(0,) * missing), -places)) if missing >= 0 else value
    spare = -exponent - places
    whole = int("".join(map(str, digits)))
    kept, rest = divmod(whole, 10**spare)
    kept += 2 * rest >= 10**spare
    return Decimal((sign, tuple(map(int, str(kept))), -places))


def _digits_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and is_digit(text[end]):
        end += 1
    return end


def _read_whole(text: str, start: int) -> tuple[int, str]:
    end = _digits_end(text, start)
    comma = text[end : end + 1]
    if comma not in {",", " "} or end - start > 3 or text[start] == "0":
        return end, text[start:end]
    groups = [text[start:end]]
    while text[end : end + 1] == comma and _digits_end(text, end + 1) == end + 4:
        groups.append(text[end + 1 : end + 4])
        end += 4
    return end, "".join(groups)


def _fault(text: str, start: int, end: int, whole: str, fraction: str) -> tuple[Message | None, Message | None, int]:
    """Return what is wrong with the number from `start` to `end`, what would do, and where the fault ends."""
    following, next_one = text[end : end + 1], text[end + 1 : end + 2]
    run = _run_end(text, end)
    number = text[start:run]
    wrong = say('"{number}" is no number', number=number)
    if following in {"e", "E"} and (is_digit(next_one) or next_one in {"+", "-"}):
        run = _digits_end(text, end + 2)
        return say('"{number}" has an exponent', number=text[start:run]), say("write the number in plain digits"), run
    if is_digit(next_one) and following == ",":
        hint = say('write "{number}", or one target in each cell', number=number.replace(",", "."))
        return say('"{number}" is no number: a comma stands before three digits', number=number), hint, run
    if (is_digit(next_one) and following in {".", "。", "·"}) or following + next_one == "..":
        spelt = f"{whole}.{fraction or text[end:run].strip('.。·') or 0}"
        return wrong, say('write a number such as "{number}"', number=spelt), run
    if is_digit(next_one) and following in {"_", "'"}:
        return wrong, say("write the digits without it"), run
    return *_fault_of_digits(text[start:end], whole, fraction), end


def _fault_of_digits(number: str, whole: str, fraction: str) -> tuple[Message | None, Message | None]:
    if len(whole) + len(fraction) > MOST_DIGITS:
        return say("a number has at most {most} digits", most=MOST_DIGITS), say("look for a slip")
    if len(whole) > 1 and whole.startswith("0"):
        plain = (whole.lstrip("0") or "0") + (f".{fraction}" if fraction else "")
        return say('"{number}" begins with a zero', number=number), say('write "{number}"', number=plain)
    return None, None


def _run_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (is_digit(text[end]) or text[end] in ",.。·_'"):
        end += 1
    return end


def _count(digits: str) -> int | None:
    """Evaluate digits such as 一百二十: hundreds, then tens, then ones; a bare 十 is ten."""
    total, ones, last = 0, None, 1000
    for sign in digits:
        if sign in _PLACES:
            place = _PLACES[sign]
            if place >= last or ones == 0:
                return None
            total, ones, last = total + (ones or 1) * place, None, place
        elif ones not in {None, 0}:
            return None
        else:
            ones = _SMALL[sign]
    return total + (ones or 0)
