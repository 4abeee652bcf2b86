"""A result's distance from its target in words: “尚差 0.63 人/千人口”, “高出 0.3‰”, “迟 5 天”."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planckeck.languages import N_
from planckeck.model.assessment import Reason, Result, Verdict
from planckeck.model.target import Comparison
from planckeck.problems import Translate, say
from planckeck.reports import numbers
from planckeck.reports.words import REASONS

POINTS = "百分点"
"""The gap unit between two percentages, as results carry it; people read it in their own language."""

_CLOSE_UP = re.compile(r"[%‰°％′″/／]")
_RATIO = re.compile(r"\s*(1|[nN])\s*[:：∶﹕]\s*(1|[nN])\s*")


def gap_in_words(result: Result, translate: Translate) -> str:
    """Return what is missing, and what to know beside it; empty where the target is met and nothing is to be said."""
    parts = [_distance(result, translate), _units(result, translate), *remarks(result, translate)]
    return clauses(parts, translate)


def remarks(result: Result, translate: Translate) -> list[str]:
    """Return what the verdict alone does not say: worse than the baseline, missed in the last digit only."""
    said = []
    if result.rounds_to_target:
        said.append(translate("only in the last digit: rounded, it equals the target"))
    if result.worse_than_baseline:
        said.append(translate("worse than the baseline"))
    return said


def reason_in_words(result: Result, translate: Translate) -> str:
    """Return why there is no verdict on the target; with the latest year that has data, if another has."""
    if result.reason is None:
        return ""
    text = translate(REASONS[Reason(result.reason)])
    if result.verdict == Verdict.NO_DATA and result.latest_year is not None and result.latest_year != result.year:
        return say("{reason}; the latest is of {year}", reason=text, year=result.latest_year).text(translate)
    return text


def with_unit(number: str, unit: str | None, translate: Translate) -> str:
    """Return a figure with its unit behind it; the two sides of a ratio (1:n) are no unit."""
    if unit is None or ratio_of(unit):
        return number
    if unit == POINTS:
        is_one = number.lstrip("+-") == "1"
        points = (
            say("{number} percentage point", number=number)
            if is_one
            else say("{number} percentage points", number=number)
        )
        return points.text(translate)
    return f"{number}{unit}" if _CLOSE_UP.match(unit) else f"{number} {unit}"


def ratio_of(unit: str | None) -> str | None:
    """Return how a value of a ratio's unit is printed: “1:{}” of 1:n, “{}:1” of n:1; None for other units."""
    match = _RATIO.fullmatch(unit or "")
    if match is None or (match[1] == "1") == (match[2] == "1"):
        return None
    return "1:{}" if match[1] == "1" else "{}:1"


def _distance(result: Result, translate: Translate) -> str:
    if result.comparison == Comparison.DONE:
        return _lateness(result, translate)
    if result.verdict not in {Verdict.UNMET, Verdict.NOT_DUE} or result.gap is None:
        return ""
    if result.gap == 0:
        return open_edge_in_words(result, translate)
    number = numbers.shown(abs(result.gap), (0.0,), numbers.decimals(result.target or ""))
    amount = with_unit(number, result.gap_unit, translate)
    text = say("short by {amount}", amount=amount) if result.gap > 0 else say("exceeds by {amount}", amount=amount)
    return text.text(translate) + _in_things(result, translate)


def _in_things(result: Result, translate: Translate) -> str:
    if not result.gap_count:
        return ""
    things, is_short = things_text(result, translate), result.gap_count > 0
    if result.gap_count_unit or result.gap_count_of:
        pattern = N_(" ({things} missing)") if is_short else N_(" ({things} in excess)")
    else:
        pattern = N_(" ({things} too few)") if is_short else N_(" ({things} too many)")
    return translate(pattern).format(things=things)


def things_text(result: Result, translate: Translate) -> str:
    """Return the gap in things without its sign: 413 张床位, 1 例; empty where it is not known."""
    if result.gap_count is None:
        return ""
    number = with_unit(numbers.exact(abs(result.gap_count)), result.gap_count_unit, translate)
    what = result.gap_count_of or ""
    # 床位数 is a number of 床位; 人数 and 次数 are words of their own
    noun = what if what.endswith(("人数", "次数")) else what.removesuffix("数")
    return f"{number}{noun}" if noun[:1] > "\u2e80" and result.gap_count_unit else f"{number} {noun}".rstrip()


def on_open_edge(result: Result) -> bool:
    """Tell whether the compared value is an open edge itself, which does not meet the target."""
    at_low = bool(result.low_open) and result.compared == result.low
    return at_low or (bool(result.high_open) and result.compared == result.high)


def open_edge_in_words(result: Result, translate: Translate) -> str:
    """Return on which side of an open edge the value must lie; empty where it is none."""
    if not on_open_edge(result):
        return ""
    is_low = bool(result.low_open) and result.compared == result.low
    return (
        translate("equals the target, must be above it") if is_low else translate("equals the target, must be below it")
    )


def _lateness(result: Result, translate: Translate) -> str:
    if result.days_late:
        pattern = (
            say("late by {days} day", days=1)
            if result.days_late == 1
            else say("late by {days} days", days=result.days_late)
        )
        return pattern.text(translate)
    if result.verdict == Verdict.UNMET:
        return translate("not done")
    return translate("not done yet") if result.verdict == Verdict.NOT_DUE else ""


def _units(result: Result, translate: Translate) -> str:
    """Say which units of an every-unit target fail, and which are missing."""
    said = []
    for names, pattern in (
        (result.units_failed, N_("{count} of {total} units not met: {names}")),
        (result.units_missing, N_("{count} of {total} units without data: {names}")),
    ):
        if names:
            total = result.units_total if result.units_total is not None else len(names)
            listed = list_of(names, translate)
            said.append(translate(pattern).format(count=len(names), total=total, names=listed))
    return clauses(said, translate)


def list_of(names: Iterable[str], translate: Translate) -> str:
    """Return names as a list in a sentence: a, b / a、b."""
    return translate(", ").join(names)


def clauses(parts: Iterable[str], translate: Translate) -> str:
    """Return a sentence's parts joined, empty ones left out: a; b / a；b."""
    return translate("; ").join(part for part in parts if part)
