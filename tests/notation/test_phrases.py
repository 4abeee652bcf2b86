"""Targets without a figure, and targets in English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planckeck.model.measure import Measure
from planckeck.model.target import Better, Comparison
from planckeck.notation import PrintedKind, parse_target
from tests.notation.reading import AT_LEAST, AT_MOST, NOTHING, File, Row, read, under, within

DONE: tuple[Row, ...] = tuple(
    (written, None, NOTHING, "done", "level")
    for written in (
        *("完成", "建成", "实现", "建立", "启用", "投入使用", "开工", "竣工", "通过验收", "全面建立", "是", "有", "√"),
        *("2020年底前完成", "力争2018年建成", "4月10日前完成改造任务", "按期完成", "全部完成", "完成。", "三年内建成"),
        *(
            "3个月内建成",
            "建成并投入使用",
            "完成建设",
            "已建立",
            "completed",
            "Built",
            "yes",
            "established by 2022",
            "in place",
        ),
    )
)

BLANK: tuple[Row, ...] = tuple(
    (written, "%", NOTHING, "none", "level") for written in ("—", "–", "-", "－", "——", "/", "／", "无", " — ", "n/a")
)

REFERENCES: tuple[Row, ...] = tuple(
    (written, "%", NOTHING, "reference", "level")
    for written in (
        *("达国家要求", "达国家\n\n要求\n", "达到国家标准", "完成省下达目标", "完成省定任务", "完成上级下达指标"),
        *("全省平均水平", "达到全国平均水平", "高于全国平均水平", "不低于全国平均水平", "低于全国平均水平"),
        *("GDP增幅以内", "逐年下降到GDP增幅以内", "控制在省下达指标以内", "与经济增长同步", "与经济增长基本同步"),
        *("高于经济增速", "省下达", "市定目标", "符合国家要求", "均达省示范标准", "达全省平均水平以上", "完成任务"),
        *("不低于GDP增速", "控制在国家要求范围内", "达标", "高于全国平均水平2个百分点", "优于全省平均水平"),
        *("national standard", "meet the national standard", "above the national average"),
    )
)

QUALITIES: tuple[Row, ...] = tuple(
    (written, "%", NOTHING, "qualitative", "level")
    for written in (
        *("全省前列", "前列", "位居全省前列", "进入全省第一方阵", "全市领先", "达到全市领先水平", "合理区间"),
        *("保持在合理区间", "正常范围", "较低水平", "维持在较高水平", "适度", "明显改善", "显著提高", "进一步提高"),
        *("持续改善", "保持稳定", "基本稳定", "总体稳定", "大幅提升", "基本平衡", "stable", "significantly improved"),
    )
)

DIRECTIONS: tuple[Row, ...] = (
    ("持续下降", "‰", NOTHING, "(−∞, 0)", "yearly_change"),
    ("持续稳定下降", "‰", NOTHING, "(−∞, 0)", "yearly_change"),
    ("逐步提高", "%", NOTHING, "(0, ∞)", "yearly_change"),
    ("稳步提升", "%", NOTHING, "(0, ∞)", "yearly_change"),
    ("不断提高", "%", NOTHING, "(0, ∞)", "yearly_change"),
    ("逐年下降", "%", NOTHING, "(−∞, 0)", "yearly_change"),
    ("持续减缓", "%", NOTHING, "(−∞, 0)", "yearly_change"),
    ("呈下降趋势", "%", NOTHING, "(−∞, 0)", "change"),
    ("稳中有升", "%", NOTHING, "(0, ∞)", "yearly_change"),
    ("有所提高", "%", NOTHING, "(0, ∞)", "change"),
    ("有所下降", "%", NOTHING, "(−∞, 0)", "change"),
    ("提高", "%", NOTHING, "(0, ∞)", "change"),
    ("下降", "%", NOTHING, "(−∞, 0)", "change"),
    ("比上年有所下降", "%", NOTHING, "(−∞, 0)", "yearly_change"),
    ("同比下降", "%", NOTHING, "(−∞, 0)", "yearly_change"),
    ("比2015年有所下降", "%", NOTHING, "(−∞, 0)", "change"),
    ("不降低", "%", NOTHING, "[0, ∞)", "yearly_change"),
    ("不下降", "%", NOTHING, "[0, ∞)", "yearly_change"),
    ("只增不减", "亩", NOTHING, "[0, ∞)", "yearly_change"),
    ("不增加", "吨", NOTHING, "(−∞, 0]", "yearly_change"),
    ("不上升", "‰", NOTHING, "(−∞, 0]", "yearly_change"),
    ("只降不升", "‰", NOTHING, "(−∞, 0]", "yearly_change"),
    ("负增长", "吨", NOTHING, "(−∞, 0)", "yearly_change"),
    ("不低于上年", "%", NOTHING, "[0, ∞)", "yearly_change"),
    ("高于上年水平", "%", NOTHING, "(0, ∞)", "yearly_change"),
    ("不低于2015年水平", "%", NOTHING, "[0, ∞)", "change"),
    ("控制在2015年水平以内", "吨", NOTHING, "(−∞, 0]", "change"),
    ("优于上年", "%", {"better": Better.HIGHER}, "(0, ∞)", "yearly_change"),
    ("好于上年", "‰", {"better": Better.LOWER}, "(−∞, 0)", "yearly_change"),
    ("持续下降", "‰", under(Measure.YEARLY_PERCENT_CHANGE), "(−∞, 0)", "yearly_percent_change"),
    ("下降", "%", {"measure": Measure.LEVEL, "fall_is_positive": True}, "(0, ∞)", "level"),
    ("steady decline", "%", NOTHING, "(−∞, 0)", "yearly_change"),
)

ENGLISH: tuple[Row, ...] = (
    ("at least 77%", "%", NOTHING, "[77, ∞)", "level"),
    ("At Least 77 %", "%", NOTHING, "[77, ∞)", "level"),
    ("no less than 77", None, NOTHING, "[77, ∞)", "level"),
    ("77 or more", None, NOTHING, "[77, ∞)", "level"),
    ("77 percent or higher", "%", NOTHING, "[77, ∞)", "level"),
    ("raised to 90%", "%", NOTHING, "[90, ∞)", "level"),
    ("increase from 60% to 70%", "%", NOTHING, "[70, ∞)", "level"),
    ("increase to 90%", "%", NOTHING, "[90, ∞)", "level"),
    ("by 2025, at least 90%", "%", NOTHING, "[90, ∞)", "level"),
    ("at least 90% by 2025", "%", NOTHING, "[90, ∞)", "level"),
    ("more than 40", None, NOTHING, "(40, ∞)", "level"),
    ("over 40", None, NOTHING, "(40, ∞)", "level"),
    ("maintained above 95%", "%", NOTHING, "(95, ∞)", "level"),
    ("at most 18", None, NOTHING, "(−∞, 18]", "level"),
    ("no more than 18", None, NOTHING, "(−∞, 18]", "level"),
    ("up to 18", None, NOTHING, "(−∞, 18]", "level"),
    ("reduced to 10", None, NOTHING, "(−∞, 10]", "level"),
    ("decline to 5%", "%", NOTHING, "(−∞, 5]", "level"),
    ("less than 10", None, NOTHING, "(−∞, 10)", "level"),
    ("under 10", None, NOTHING, "(−∞, 10)", "level"),
    ("no more than 12 per 100,000", "/10万", NOTHING, "(−∞, 12]", "level"),
    ("3 beds per 1000 population", "张/千人口", AT_LEAST, "[3, ∞)", "level"),
    ("about 70", None, within("2"), "[68, 72]", "level"),
    ("around 70", None, within("2"), "[68, 72]", "level"),
    ("between 3 and 5", None, NOTHING, "[3, 5]", "level"),
    ("3 to 5", None, NOTHING, "[3, 5]", "level"),
    ("3 million people", "人", AT_LEAST, "[3000000, ∞)", "level"),
    ("full coverage", "%", NOTHING, "[100, ∞)", "level"),
    ("universal", "%", NOTHING, "[100, ∞)", "level"),
    ("increase by 10%", "people", AT_LEAST, "[10, ∞)", "percent_change"),
    ("increased by at least 10 percentage points", "%", NOTHING, "[10, ∞)", "change"),
    ("reduce by 5 percentage points", "%", AT_MOST, "(−∞, -5]", "change"),
    ("reduced by 30% compared with 2015", "people", AT_MOST, "(−∞, -30]", "percent_change"),
    ("growth of 5% per year", "yuan", AT_LEAST, "[5, ∞)", "yearly_percent_change"),
    ("average annual growth of at least 6%", "yuan", NOTHING, "[6, ∞)", "average_annual_growth"),
    ("a 10% reduction", "people", AT_MOST, "(−∞, -10]", "percent_change"),
    ("doubled", "yuan", NOTHING, "[100, ∞)", "percent_change"),
    ("halved by 2030", "cases", NOTHING, "(−∞, -50]", "percent_change"),
)


@pytest.mark.parametrize(
    ("written", "unit", "file", "interval", "measure"),
    (*DONE, *BLANK, *REFERENCES, *QUALITIES, *DIRECTIONS, *ENGLISH),
)
def test_a_phrase_is_read(written: str, unit: str | None, file: File, interval: str, measure: str) -> None:
    found = read(written, unit, file)

    assert found == (interval, measure)


@pytest.mark.parametrize(
    ("written", "comparison"),
    [
        ("高于全国平均水平", Comparison.ABOVE),
        ("不低于全国平均水平", Comparison.AT_LEAST),
        ("GDP增幅以内", Comparison.AT_MOST),
        ("达国家要求", Comparison.AT_LEAST),
        ("完成省下达目标", None),
        ("全省平均水平", None),
    ],
)
def test_a_reference_keeps_the_comparison_that_its_words_say(written: str, comparison: Comparison | None) -> None:
    printed = parse_target(written)

    assert printed.kind is PrintedKind.REFERENCE
    assert printed.comparison is comparison


@pytest.mark.parametrize(
    ("written", "due", "base_year"),
    [
        ("到2020年达到77岁", "2020", None),
        ("2020年6月底前完成", "2020-06-30", None),
        ("2020年2月底前完成", "2020-02-29", None),
        ("2020年上半年完成", "2020-06-30", None),
        ("2022年4月10日前完成", "2022-04-10", None),
        ("2022-04-10前完成", "2022-04-10", None),
        ("2018-2020年完成", "2020", None),
        ("到二〇二五年完成", "2025", None),
        ("“十四五”末达到77岁", "2025", None),
        ("3月底前完成", None, None),
        ("三年内完成", None, None),
        ("比2015年提高1岁", None, 2015),
        ("比“十二五”末提高1岁", None, 2015),
        ("2025年比2020年提高1岁", "2025", 2020),
        ("at least 90% by 2025", "2025", None),
        ("reduced by 10% from 2015 levels", None, 2015),
    ],
)
def test_a_date_is_due_or_the_base(written: str, due: str | None, base_year: int | None) -> None:
    printed = parse_target(written)

    assert (printed.due, printed.base_year) == (due, base_year)


@pytest.mark.parametrize(
    ("written", "comparison", "added"),
    [
        ("高于全国平均水平2个百分点", Comparison.AT_LEAST, "2"),
        ("比全国平均水平低1.5个百分点以上", Comparison.AT_MOST, "-1.5"),
        ("低于GDP增速1个百分点", Comparison.AT_MOST, "-1"),
    ],
)
def test_what_is_added_to_a_bar_is_kept(written: str, comparison: Comparison, added: str) -> None:
    printed = parse_target(written, "%")

    assert printed.kind is PrintedKind.REFERENCE
    assert (printed.comparison, printed.bound) == (comparison, Decimal(added))
