"""Explanations of one indicator of each kind: read line by line before they were kept, and recomputed line by line."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from planckeck.explaining import explain
from planckeck.languages import Language, translator
from planckeck.model.assessment import Result
from planckeck.model.explanation import Explanation
from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.reports.numbers import exact
from planckeck.reports.why import why_text
from tests.reports.golden import assert_golden

FOLDER = Path(__file__).parent / "midterm"
LANGUAGES: tuple[Language, ...] = ("zh", "en")
PLAN = (
    "beds",  # a rate from numerator and denominator, behind, unlikely, the gap in beds
    "family-doctor",  # milestones, on pace, likely
    "smoking",  # a percent change
    "budget",  # a sum with an upper edge
    "growth",  # a mean rate over years
    "teams",  # every unit must pass
    "platform",  # done, five days late
    "management",  # a reference with a value
    "diabetes",  # a reference without one
    "private",  # no data
    "watched",  # without a target
    "infants",  # a bar that was held and is lost
    "vaccination",  # met early
    "infections",  # a yearly measure
)
KINDS = (
    "life",  # a change, on a path of steps
    "income",  # growth a year, converted from another unit
    "energy",  # a total rate, where the data give a fall
    "visits",  # a yearly growth
    "ratio",  # 1:n
    "urban",  # about; the trend goes through it and out
    "parks",  # between, and past the far edge
    "archive",  # done by a word
    "leave",  # not done yet
    "cost",  # a bar that is another indicator
    "beds",  # rolled up from three counties
    "nurses",  # rolled up, one county missing
    "screening",  # every unit, with a series
    "port",  # not applicable
    "doctors",  # half a year, on an open edge
    "garbled",  # a cell that cannot be read
    "smoking",  # near no limit, watched
    "poverty",  # a target of 0
)
CASES = [*(("plan", one) for one in PLAN), *(("kinds", one) for one in KINDS)]


@functools.cache
def explained(plan: str, indicator: str) -> Explanation:
    table = {"regions_file": "regions.csv", "roll_up": True, "pace_method": "open-sdg"} if plan == "kinds" else {}
    actuals = "actual.csv" if plan == "plan" else "kinds.csv"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(FOLDER)
        return explain(Request(ReadRequest((actuals,)), plans=(f"{plan}.yaml",), **table), indicator)  # type: ignore[arg-type]


def text_of(plan: str, indicator: str, language: Language) -> str:
    return why_text(explained(plan, indicator), translator(language))


def own_line(plan: str, indicator: str) -> Result:
    return next(one for one in explained(plan, indicator).explained[0].results if one.part_of is None)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("plan", ["plan", "kinds"])
def test_why_of_one_indicator_of_each_kind(plan: str, language: Language) -> None:
    texts = [text_of(plan, indicator, language) for own, indicator in CASES if own == plan]

    assert_golden(f"why-{plan}-{language}.txt", "\n".join(texts))


@pytest.mark.parametrize(("plan", "indicator"), CASES)
def test_the_numbers_of_why_are_the_results_numbers(plan: str, indicator: str) -> None:
    text, own = text_of(plan, indicator, "en"), own_line(plan, indicator)

    for name in ("actual", "compared", "gap", "gap_count", "path_value", "lead", "required_annual_change",
                 "change_per_year", "projected", "projected_se", "trend_per_year"):  # fmt: skip
        value = getattr(own, name)
        if value:
            assert exact(abs(value)) in text, name
    for name in ("relative_gap", "completion", "progress", "tau"):
        value = getattr(own, name)
        if value and (name != "tau" or own.pace):
            assert f"{exact(value * 100)}%" in text, name


SUM = re.compile(r"([-+0-9.() ×÷^]+)(?: = )(?=([-+]?[0-9.]+)(%?))")


def sums(text: str) -> Iterator[tuple[str, float]]:
    """Yield every sum that a text writes out, and what it says the sum comes to."""
    for line in text.splitlines():
        for found in SUM.finditer(line):
            sum_ = found[1].strip()
            if re.search(r"[÷×^]|\d [-+] ", sum_):
                yield sum_, float(found[2]) / (100 if found[3] else 1)


def calculated(sum_: str) -> float:
    allowed = sum_.replace("÷", "/").replace("×", "*").replace("^", "**")
    assert set(allowed) <= set("0123456789.+-*/() ")
    return float(eval(allowed))


@pytest.mark.parametrize(("plan", "indicator"), CASES)
def test_a_pocket_calculator_comes_to_the_same(plan: str, indicator: str) -> None:
    for sum_, said in sums(text_of(plan, indicator, "en")):
        assert calculated(sum_) == pytest.approx(said, rel=1e-7, abs=1e-9), sum_


def test_every_kind_writes_out_its_sums() -> None:
    counted = [sum(1 for _ in sums(text_of(plan, indicator, "en"))) for plan, indicator in CASES]

    assert sum(counted) > 150
    assert sum(count == 0 for count in counted) <= 7  # those done or not done, without data, without a target


@pytest.mark.parametrize(("plan", "indicator"), CASES)
def test_a_gbk_console_has_every_sign(plan: str, indicator: str) -> None:
    for language in LANGUAGES:
        text_of(plan, indicator, language).encode("gbk")


def test_the_units_of_a_roll_up_are_named_with_their_numbers() -> None:
    text, own = text_of("kinds", "nurses", "en"), own_line("kinds", "nurses")

    assert (own.units_total, own.units_missing, own.units_failed) == (3, ("丁县",), None)
    assert "丙县: 400 ÷ 150000 · kinds.csv:22" in text
    assert "丁县: no numerator and denominator" in text


def test_findings_that_concern_the_indicator_come_along_and_no_others() -> None:
    assert [finding.code for finding in explained("kinds", "garbled").findings] == ["PK301"]
    assert explained("kinds", "life").findings == ()
