from __future__ import annotations

from typing import Any

import pytest

from planckeck.languages import translator
from planckeck.reports.gaps import gap_in_words, ratio_of, reason_in_words, with_unit
from tests.reports.samples import result

ZH, EN = translator("zh"), translator("en")

CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"verdict": "unmet", "gap": 0.63, "gap_unit": "人/千人口"}, "尚差 0.63 人/千人口", "short by 0.63 人/千人口"),
    ({"verdict": "not_due", "gap": -0.3, "gap_unit": "‰"}, "高出 0.3‰", "exceeds by 0.3‰"),
    ({"verdict": "unmet", "gap": 2.5, "gap_unit": "百分点"}, "尚差 2.5 个百分点", "short by 2.5 percentage points"),
    ({"verdict": "unmet", "gap": -2.7, "gap_unit": "/10万"}, "高出 2.7/10万", "exceeds by 2.7/10万"),
    ({"verdict": "unmet", "gap": 0.15, "gap_unit": "1:n"}, "尚差 0.15", "short by 0.15"),
    ({"verdict": "met", "gap": 0.0, "gap_unit": "岁"}, "", ""),
    (
        {"verdict": "unmet", "gap": 0.0, "low": 95.0, "low_open": True, "compared": 95.0},
        "等于目标值，须高于目标值",
        "equals the target, must be above it",
    ),
    (
        {"verdict": "unmet", "gap": 0.0, "high": 3.0, "high_open": True, "compared": 3.0},
        "等于目标值，须低于目标值",
        "equals the target, must be below it",
    ),
    ({"verdict": "unmet", "comparison": "done", "days_late": 5}, "迟 5 天", "late by 5 days"),
    ({"verdict": "unmet", "comparison": "done", "days_late": 1}, "迟 1 天", "late by 1 day"),
    ({"verdict": "unmet", "comparison": "done"}, "未完成", "not done"),
    ({"verdict": "not_due", "comparison": "done"}, "尚未完成", "not done yet"),
    (
        {"verdict": "unmet", "gap": 0.04, "gap_unit": "百分点", "rounds_to_target": True},
        "尚差 0.04 个百分点；差在末位，四舍五入后与目标同",
        "short by 0.04 percentage points; only in the last digit: rounded, it equals the target",
    ),
    ({"verdict": "met", "gap": 0.0, "worse_than_baseline": True}, "劣于基期", "worse than the baseline"),
    (
        {"verdict": "unmet", "gap": 1.0, "gap_unit": "项", "units_failed": ("甲", "乙"), "units_total": 4},
        "尚差 1 项；4 个单位中 2 个未达标：甲、乙",
        "short by 1 项; 2 of 4 units not met: 甲, 乙",
    ),
    (
        {"verdict": "not_due", "gap": 1.03, "gap_unit": "张/千人口", "gap_count": 413.0, "gap_count_unit": "张"},
        "尚差 1.03 张/千人口（尚缺 413 张）",
        "short by 1.03 张/千人口 (413 张 missing)",
    ),
]


@pytest.mark.parametrize(("fields", "chinese", "english"), CASES)
def test_a_gap_is_said_in_words(fields: dict[str, Any], chinese: str, english: str) -> None:
    judged = result(**fields)

    assert (gap_in_words(judged, ZH), gap_in_words(judged, EN)) == (chinese, english)


def test_a_gap_too_small_for_the_target_s_decimals_is_never_shown_as_0() -> None:
    judged = result(verdict="unmet", target="≥95", gap=0.0000012345, gap_unit="%")

    assert gap_in_words(judged, EN) == "short by 0.0000012%"


def test_a_reason_names_the_latest_year() -> None:
    judged = result(verdict="no_data", reason="no_actual", latest_year=2018, year=2020)

    assert reason_in_words(judged, ZH) == "数据中没有该项，最近为 2018 年"


@pytest.mark.parametrize(
    ("unit", "pattern"), [("1:n", "1:{}"), ("n：1", "{}:1"), ("1:1", None), ("%", None), (None, None)]
)
def test_the_sides_of_a_ratio_are_no_unit(unit: str | None, pattern: str | None) -> None:
    assert ratio_of(unit) == pattern


def test_a_sign_stands_close_to_its_figure_and_a_word_apart() -> None:
    assert [with_unit("3", unit, EN) for unit in ("%", "岁", None)] == ["3%", "3 岁", "3"]
