from __future__ import annotations

import random
from typing import Any

import pytest

from planckeck.languages import translator
from planckeck.model.assessment import Reason, Verdict
from planckeck.model.measure import Measure
from planckeck.model.plan import Certainty, Constraint
from planckeck.problems import Severity
from planckeck.reports import findings, words
from planckeck.reports.rows import in_plan_order, row_of, worst_first
from tests.reports.samples import LONGHU, assessment, result

ZH, EN = translator("zh"), translator("en")


def test_the_worst_come_first() -> None:
    shuffled = [one for one in LONGHU if one.part_of is None]
    random.Random(1).shuffle(shuffled)

    found = [one.indicator for one in worst_first(in_plan_order(assessment(), shuffled))]

    assert found == [
        "maternal-mortality",
        "township-vaccination",
        "smoking",
        "information-platform",
        "physicians",
        "general-practitioners",
        "nurse-doctor-ratio",
        "emergency-plan",
        "beds-private",
        "family-doctor",
        "hypertension-management",
        "life-expectancy",
        "infant-mortality",
        "single-child",
    ]


def test_a_due_target_without_data_stands_behind_the_misses_and_before_what_is_not_due() -> None:
    lines = [
        result(indicator="open", verdict="not_due", constraint="binding"),
        result(indicator="silent", verdict="no_data", due="2015"),
        result(indicator="missed", verdict="unmet", due="2015"),
        result(indicator="later", verdict="no_data"),
    ]

    assert [one.indicator for one in worst_first(lines)] == ["missed", "silent", "open", "later"]


def test_a_missed_bar_of_0_is_the_farthest() -> None:
    lines = [
        result(indicator="near", verdict="unmet", gap=1.0, relative_gap=0.5),
        result(indicator="zero", verdict="unmet", gap=-3.0, relative_gap=None),
    ]

    assert [one.indicator for one in worst_first(lines)] == ["zero", "near"]


def test_units_stand_below_their_line_only_where_they_fail_or_are_missing() -> None:
    ordered = worst_first(LONGHU)
    line = next(number for number, one in enumerate(ordered) if one.indicator == "township-vaccination")

    assert [(one.region, one.part_of) for one in ordered[line : line + 3]] == [
        ("龙湖区", None),
        ("珠池街道", "龙湖区"),
        ("外砂镇", "龙湖区"),
    ]
    assert "新津街道" not in {one.region for one in ordered}


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"actual": 1.05, "unit": "1:n"}, "1:1.05"),
        ({"actual": 2.5, "unit": "n:1"}, "2.5:1"),
        ({"actual": None}, "—"),
        ({"actual": 71.2, "status": "provisional"}, "71.2（初步数）"),
        ({"actual": 71.2, "status": "final"}, "71.2"),
        ({"actual": 25.0, "measure": "percent_change", "compared": 4.16666666667}, "25（较基期增长 4.17%）"),
        ({"actual": 11.8, "measure": "yearly_change", "compared": -0.6}, "11.8（较上年变化 -0.6）"),
        ({"comparison": "done", "done_on": "2018-07-05", "written": "2018年7月5日"}, "2018-07-05"),
        ({"comparison": "done", "written": "已完成"}, "已完成"),
    ],
)
def test_an_actual_is_shown_with_what_is_computed_from_it(fields: dict[str, Any], text: str) -> None:
    assert row_of(result(**fields), ZH).actual == text


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"target": "≥77"}, "≥77"),
        ({"target": "≥40", "due": "2018"}, "≥40（2018年）"),
        ({"target": "建成", "due": "2018-06-30", "due_date": "2018-06-30"}, "建成（2018-06-30前）"),
        ({"target": None, "comparison": "done"}, "完成"),
        ({"target": None, "due": "2018"}, "—"),
    ],
)
def test_a_target_says_its_due_date_where_that_is_not_the_period_s_end(fields: dict[str, Any], text: str) -> None:
    assert row_of(result(**fields), ZH, 2020).target == text


@pytest.mark.parametrize(
    ("part", "chinese"),
    [(None, "2015"), ("H1", "2015 年上半年"), ("H2", "2015 年下半年"), ("Q3", "2015 年第 3 季度"), ("M06", "2015-06")],
)
def test_a_part_of_a_year_is_named(part: str | None, chinese: str) -> None:
    assert row_of(result(part=part), ZH).year == chinese


def test_every_word_of_every_closed_list_has_its_words() -> None:
    assert set(words.VERDICTS) == set(words.SIGNS) == set(Verdict)
    assert set(words.CONSTRAINTS) == set(Constraint)
    assert set(words.REASONS) == set(Reason)
    assert set(words.MEASURES) == set(Measure)
    assert set(words.CERTAINTIES) == set(Certainty)
    assert set(findings.SEVERITIES) == set(Severity)


def test_the_signs_are_in_gbk() -> None:
    assert "".join(words.SIGNS.values()).encode("gbk")
