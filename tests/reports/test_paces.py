from __future__ import annotations

from typing import Any

import pytest

from planckeck.languages import translator
from planckeck.model.assessment import Method
from planckeck.model.pace import NO_PACE, OpenSdg, Outlook, Pace, PaceReason, PlanPace
from planckeck.model.plan import Constraint
from planckeck.reports import paces
from planckeck.reports.counts import pace_identities, tally
from planckeck.reports.method import pace_lines
from planckeck.reports.rows import row_of
from tests.reports.samples import LONGHU, result

ZH, EN = translator("zh"), translator("en")


@pytest.mark.parametrize(
    ("progress", "tau", "bar"),
    [
        (0.46, 0.6, "●●●●○○▏○○○○"),
        (0.6, 0.6, "●●●●●●▏○○○○"),
        (0.0, 0.2, "○○▏○○○○○○○○"),
        (-0.3, 0.2, "○○▏○○○○○○○○"),
        (1.4, 0.8, "●●●●●●●●▏●●"),
        (0.999, 0.8, "●●●●●●●●▏●○"),  # not there yet
        (0.7, 1.0, "●●●●●●●○○○▏"),
    ],
)
def test_the_bar_has_ten_cells_and_the_time_in_it(progress: float, tau: float, bar: str) -> None:
    assert paces.bar(result(pace="behind", progress=progress, tau=tau)) == bar


def test_without_progress_or_time_there_is_no_bar() -> None:
    assert paces.bar(result(pace="on_pace", tau=0.6)) == paces.shares(result(pace="on_pace", tau=0.6), ZH) == ""
    assert paces.bar(result(progress=0.5, tau=0.6)) == ""


def test_every_sign_is_in_gbk() -> None:
    assert (paces.FILLED + paces.EMPTY + paces.MARKER).encode("gbk")


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"progress": 0.46, "tau": 0.6}, "进度 46% ▏ 时间 60%"),
        ({"progress": -0.2115, "tau": 0.6}, "进度 -21% ▏ 时间 60%"),
        ({"progress": 0.9996, "tau": 0.6}, "进度 99.9% ▏ 时间 60%"),  # never 100 before it is there
        ({"progress": 1.0, "tau": 0.6}, "进度 100% ▏ 时间 60%"),
        # 70 from 50 by way of 65: (65 − 50)/20 is due by now
        (
            {"progress": 0.7, "tau": 0.8, "baseline": 50.0, "path_value": 65.0, "path_end": 70.0},
            "进度 70% ▏ 应达 75% ▏ 时间 80%",
        ),
        (
            {"progress": 0.7, "tau": 0.8, "baseline": 50.0, "path_value": 66.0, "path_end": 70.0},
            "进度 70% ▏ 时间 80%",
        ),
    ],
)
def test_the_figures_beside_the_bar(fields: dict[str, Any], text: str) -> None:
    assert paces.shares(result(pace="behind", **fields), ZH) == text


@pytest.mark.parametrize(
    ("fields", "chinese", "english"),
    [
        ({"pace": "ahead"}, "快于预期", "ahead"),
        ({"pace": "ahead", "verdict": "met"}, "提前实现", "met early"),
        ({"pace": "on_pace"}, "基本符合预期", "on pace"),
        ({"pace": "behind"}, "滞后", "behind"),
        ({"pace": "regressed"}, "倒退", "regressed"),
        ({}, "", ""),
    ],
)
def test_the_words(fields: dict[str, Any], chinese: str, english: str) -> None:
    judged = result(**({"verdict": "not_due"} | fields))

    assert (row_of(judged, ZH).pace, row_of(judged, EN).pace) == (chinese, english)


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        (
            {"required_annual_change": 0.126, "change_per_year": 0.04, "change_since": 2015, "year": 2018},
            "尚需每年 +0.126，2015 年以来平均 +0.04",
        ),
        (
            {"required_annual_change": 0.126, "change_per_year": 0.04, "change_since": 2016, "year": 2019},
            "尚需每年 +0.126，近三年平均 +0.04",
        ),
        ({"required_annual_change": -2.0, "gap_unit": "百分点"}, "尚需每年 -2 个百分点"),
        ({"change_per_year": 0.04, "change_since": 2016, "year": 2019}, ""),
    ],
)
def test_what_is_needed_stands_beside_what_was_done(fields: dict[str, Any], text: str) -> None:
    assert paces.needed_and_so_far(result(**fields), ZH) == text


def test_a_projection_never_looks_as_if_it_met_the_target() -> None:
    judged = result(low=70.0, target="≥70", projected=69.99996, projected_se=0.5)

    assert paces.projection(judged, EN) == "69.99996 (standard error 0.5)"


def test_every_word_of_every_closed_list_has_its_words() -> None:
    assert set(paces.WORDS) == set(Pace)
    assert set(paces.REASONS) == set(PaceReason)
    assert set(paces.OUTLOOKS) == set(Outlook)
    assert set(paces.OPEN_SDG) == set(OpenSdg)


def test_the_identity_of_paces_holds_over_all_and_per_class() -> None:
    lines = [
        result(constraint=constraint, pace=pace)
        for constraint in ("binding", "guiding")
        for pace in ("ahead", "behind", "behind", None)
    ]

    counted = tally([*lines, result(part_of="甲", pace="behind")])

    for constraint in Constraint:
        assert sum(counted.paces[constraint].values()) == sum(counted.by_constraint[constraint].values())
    assert counted.paces[Constraint.BINDING] == {"ahead": 1, "on_pace": 0, "behind": 2, "regressed": 0, NO_PACE: 1}
    assert pace_identities(counted, ZH)[:2] == [
        ("进度", "8 = 2 快于预期 + 0 基本符合预期 + 4 滞后 + 0 倒退 + 2 不评进度"),
        ("进度（约束性）", "4 = 1 快于预期 + 0 基本符合预期 + 2 滞后 + 0 倒退 + 1 不评进度"),
    ]


def test_where_nothing_has_a_pace_no_identity_of_paces_is_printed() -> None:
    assert pace_identities(tally(LONGHU), ZH) == []


def test_plans_that_differ_have_a_line_each() -> None:
    first = PlanPace("one", 0.1, "linear", 2015, 2020)
    second = PlanPace("two", 0.05, "steps", None, 2025)

    assert list(pace_lines(Method(paces=(first, second)), ZH)) == [
        ("进度（one）", "带宽为全程的 ±0.1，路径为直线，自 2015 年至 2020 年"),
        ("进度（two）", "带宽为全程的 ±0.05，路径为阶梯，自基期至 2025 年"),
    ]
    assert [label for label, _ in pace_lines(Method(paces=(first, first)), ZH)] == ["进度"]


def test_the_method_of_open_sdg_is_said_where_it_is_used() -> None:
    assert [label for label, _ in pace_lines(Method(pace_method="open-sdg"), EN)] == ["pace", "Open SDG"]
