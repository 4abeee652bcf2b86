"""Figures that are changes: rises and falls, their time words, their signs and their measures."""

from __future__ import annotations

import pytest

from planckeck.model.measure import Measure
from planckeck.notation import NotationError, lower, parse_target
from tests.notation.reading import (
    AT_LEAST,
    AT_MOST,
    BETWEEN,
    NOTHING,
    File,
    Row,
    read,
    under,
    within,
)

FALLS_ARE_POSITIVE: File = {"fall_is_positive": True}

RISES: tuple[Row, ...] = (
    ("提高5个百分点", "%", AT_LEAST, "[5, ∞)", "change"),
    ("提高5个百分点以上", "%", NOTHING, "[5, ∞)", "change"),
    ("提高5百分点以上", "%", NOTHING, "[5, ∞)", "change"),
    ("提高0.1个百分点以上", "百分点", NOTHING, "[0.1, ∞)", "change"),
    ("提高1岁", "岁", AT_LEAST, "[1, ∞)", "change"),
    ("提高1岁以上", "岁", NOTHING, "[1, ∞)", "change"),
    ("提高1岁左右", "岁", within("0.2"), "[0.8, 1.2]", "change"),
    ("增加2张以上", "张/千人口", NOTHING, "[2, ∞)", "change"),
    ("增加5000人以上", "万人", NOTHING, "[0.5, ∞)", "change"),
    ("增长10%以上", "亿元", NOTHING, "[10, ∞)", "percent_change"),
    ("增长10%", "亿元", AT_LEAST, "[10, ∞)", "percent_change"),
    ("增长5-10%", "亿元", NOTHING, "[5, 10]", "percent_change"),
    ("增长不低于10%", "亿元", NOTHING, "[10, ∞)", "percent_change"),
    ("增长控制在10%以内", "亿元", NOTHING, "(−∞, 10]", "percent_change"),
    ("增幅控制在5%以内", "元", NOTHING, "(−∞, 5]", "percent_change"),
    ("增长-5%以上", "亿元", NOTHING, "[-5, ∞)", "percent_change"),
    ("提高5—10%", "%", under(Measure.CHANGE), "[5, 10]", "change"),
    ("提高5%以上", "%", under(Measure.CHANGE), "[5, ∞)", "change"),
    ("提高5%以上", "%", under(Measure.PERCENT_CHANGE), "[5, ∞)", "percent_change"),
    ("增长10%以上", "亿元", under(Measure.AVERAGE_ANNUAL_GROWTH), "[10, ∞)", "average_annual_growth"),
    ("增长10%以上", "亿元", under(Measure.YEARLY_PERCENT_CHANGE), "[10, ∞)", "yearly_percent_change"),
    ("增长10%以上", "%", under(Measure.TOTAL_RATE), "[10, ∞)", "total_rate"),
    ("增长10%以上", "%", under(Measure.AVERAGE_RATE), "[10, ∞)", "average_rate"),
    ("增长10%以上", "%", under(Measure.LEVEL), "[10, ∞)", "level"),
    ("比2015年提高1岁以上", "岁", NOTHING, "[1, ∞)", "change"),
    ("与2015年相比提高3个百分点以上", "%", NOTHING, "[3, ∞)", "change"),
    ("在2015年的基础上提高1岁以上", "岁", NOTHING, "[1, ∞)", "change"),
    ("以2015年为基数增长10%以上", "人", NOTHING, "[10, ∞)", "percent_change"),
    ("2025年比2020年增长30%以上", "亿元", NOTHING, "[30, ∞)", "percent_change"),
    ("到2025年，比2020年提高1岁以上", "岁", NOTHING, "[1, ∞)", "change"),
    ("较2015年增长100%以上", "亿元", under(Measure.TOTAL_RATE), "[100, ∞)", "total_rate"),
)

FALLS: tuple[Row, ...] = (
    ("下降10个百分点以上", "%", NOTHING, "(−∞, -10]", "change"),
    ("下降10个百分点以内", "%", NOTHING, "[-10, ∞)", "change"),
    ("下降超过10个百分点", "%", NOTHING, "(−∞, -10)", "change"),
    ("下降不足10个百分点", "%", NOTHING, "(-10, ∞)", "change"),
    ("下降10个百分点", "%", AT_MOST, "(−∞, -10]", "change"),
    ("至少下降10个百分点", "%", NOTHING, "(−∞, -10]", "change"),
    ("下降至少10个百分点", "%", NOTHING, "(−∞, -10]", "change"),
    ("下降10个百分点以上", "%", AT_MOST, "(−∞, -10]", "change"),
    ("下降5-10%", "吨", NOTHING, "[-10, -5]", "percent_change"),
    ("下降5-10%", "吨", BETWEEN, "[-10, -5]", "percent_change"),
    ("下降10%左右", "吨", within("1"), "[-11, -9]", "percent_change"),
    ("比2015年下降10%", "吨", AT_MOST, "(−∞, -10]", "percent_change"),
    ("较2020年下降15%以上", "吨", NOTHING, "(−∞, -15]", "percent_change"),
    ("降低5张", "张", AT_MOST, "(−∞, -5]", "change"),
    ("减少0", "个", AT_MOST, "(−∞, 0]", "change"),
    ("降幅5%以上", "吨", NOTHING, "(−∞, -5]", "percent_change"),
    ("下降10个百分点以上", "%", FALLS_ARE_POSITIVE, "[10, ∞)", "change"),
    ("下降10%以上", "%", under(Measure.LEVEL, FALLS_ARE_POSITIVE), "[10, ∞)", "level"),
    ("下降10%以内", "%", under(Measure.LEVEL, FALLS_ARE_POSITIVE), "(−∞, 10]", "level"),
    ("下降5-10%", "%", under(Measure.LEVEL, FALLS_ARE_POSITIVE), "[5, 10]", "level"),
    ("下降10%以上", "%", under(Measure.LEVEL), "(−∞, -10]", "level"),
    ("下降13.5%以上", "%", under(Measure.TOTAL_RATE, FALLS_ARE_POSITIVE), "[13.5, ∞)", "total_rate"),
)

BY_YEAR: tuple[Row, ...] = (
    ("较上年提高5个百分点以上", "%", NOTHING, "[5, ∞)", "yearly_change"),
    ("比上年增长5%以上", "亿元", NOTHING, "[5, ∞)", "yearly_percent_change"),
    ("比去年增长5%以上", "亿元", NOTHING, "[5, ∞)", "yearly_percent_change"),
    ("同比增长5%以上", "亿元", NOTHING, "[5, ∞)", "yearly_percent_change"),
    ("每年提高0.5-1个百分点", "%", NOTHING, "[0.5, 1]", "yearly_change"),
    ("每年下降2个百分点以上", "%", NOTHING, "(−∞, -2]", "yearly_change"),
    ("每年增加1张以上", "张", NOTHING, "[1, ∞)", "yearly_change"),
    ("年增长不低于5%", "人次", NOTHING, "[5, ∞)", "yearly_percent_change"),
    ("年增长率达10%以上", "人", NOTHING, "[10, ∞)", "yearly_percent_change"),
    ("年增长率达10%以上", "%", under(Measure.LEVEL), "[10, ∞)", "level"),
    ("较上年度至少下降10个百分点", "%", NOTHING, "(−∞, -10]", "yearly_change"),
    ("年均增长6%左右", "亿元", within("0.5"), "[5.5, 6.5]", "average_annual_growth"),
    ("年均增长6%以上", "%", under(Measure.AVERAGE_RATE), "[6, ∞)", "average_rate"),
    ("年均增长6%以上", "%", under(Measure.AVERAGE_ANNUAL_GROWTH), "[6, ∞)", "average_annual_growth"),
    ("年均5%以上", "亿元", NOTHING, "[5, ∞)", "average_annual_growth"),
    ("年均5%以上", "%", under(Measure.AVERAGE_RATE), "[5, ∞)", "average_rate"),
    ("年均增速6%左右", "亿元", within("1"), "[5, 7]", "average_annual_growth"),
    ("年均提高1个百分点以上", "%", NOTHING, "[1, ∞)", "average_annual_change"),
    ("年均增加2万人以上", "万人", NOTHING, "[2, ∞)", "average_annual_change"),
    ("年均下降3%以上", "吨", NOTHING, "(−∞, -3]", "average_annual_growth"),
    ("平均每年增长约5%", "人", within("1"), "[4, 6]", "average_annual_growth"),
    ("“十四五”期间年均增长6%以上", "亿元", NOTHING, "[6, ∞)", "average_annual_growth"),
    ("增速保持在6%以上", "%", under(Measure.AVERAGE_RATE), "[6, ∞)", "average_rate"),
    ("增速保持在6%以上", "%", under(Measure.LEVEL), "[6, ∞)", "level"),
)

OVER_THE_PERIOD: tuple[Row, ...] = (
    ("〔0.1〕", "百分点", under(Measure.CUMULATIVE, AT_LEAST), "[0.1, ∞)", "cumulative"),
    ("〔>10〕", "%", under(Measure.TOTAL_RATE), "(10, ∞)", "total_rate"),
    ("[25—27]", "万人", under(Measure.CUMULATIVE), "[25, 27]", "cumulative"),
    ("［1000］", "个", under(Measure.CHANGE, AT_LEAST), "[1000, ∞)", "change"),
    ("[1]", "个", under(Measure.LEVEL, AT_LEAST), "[1, ∞)", "level"),
    ("〔13.5〕%", "吨标准煤/万元", under(Measure.PERCENT_CHANGE, AT_MOST), "(−∞, 13.5]", "percent_change"),
    ("累计4个", "个", under(Measure.LEVEL, AT_LEAST), "[4, ∞)", "level"),
    ("累计下降18%以上", "%", under(Measure.TOTAL_RATE), "(−∞, -18]", "total_rate"),
    ("累计下降〔18〕", "%", under(Measure.TOTAL_RATE, AT_MOST), "(−∞, -18]", "total_rate"),
    ("五年累计减少1000吨以上", "吨", under(Measure.CHANGE), "(−∞, -1000]", "change"),
    ("5年累计100万人以上", "万人", under(Measure.CUMULATIVE), "[100, ∞)", "cumulative"),
    ("新增2个", "个", under(Measure.CUMULATIVE, AT_LEAST), "[2, ∞)", "cumulative"),
    ("新增2个", "个", under(Measure.CHANGE, AT_LEAST), "[2, ∞)", "change"),
    ("新增2个以上", "个", under(Measure.LEVEL), "[2, ∞)", "level"),
)

MULTIPLES: tuple[Row, ...] = (
    ("翻一番", "亿元", NOTHING, "[100, ∞)", "percent_change"),
    ("比2010年翻一番", "元", AT_LEAST, "[100, ∞)", "percent_change"),
    ("翻两番", None, NOTHING, "[300, ∞)", "percent_change"),
    ("翻一番左右", "元", within("10"), "[90, 110]", "percent_change"),
    ("增长1倍", "元", AT_LEAST, "[100, ∞)", "percent_change"),
    ("增长1.5倍以上", "元", NOTHING, "[150, ∞)", "percent_change"),
    ("增长一倍以上", "元", NOTHING, "[100, ∞)", "percent_change"),
    ("达到2015年的2倍", "元", NOTHING, "[100, ∞)", "percent_change"),
    ("减半", "例", NOTHING, "(−∞, -50]", "percent_change"),
    ("减少一半", "例", AT_MOST, "(−∞, -50]", "percent_change"),
    ("减少一半以上", "例", NOTHING, "(−∞, -50]", "percent_change"),
)


@pytest.mark.parametrize(
    ("written", "unit", "file", "interval", "measure"),
    (*RISES, *FALLS, *BY_YEAR, *OVER_THE_PERIOD, *MULTIPLES),
)
def test_a_printed_change_is_read(written: str, unit: str | None, file: File, interval: str, measure: str) -> None:
    found = read(written, unit, file)

    assert found == (interval, measure)


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("提高5%以上", "%"),
        ("年均增长6%以上", "%"),
        ("较上年提高5%以上", "%"),
        ("增速6%以上", "%"),
        ("〔>10〕", "个"),
        ("累计4个以上", "个"),
        ("新增2个以上", "个"),
        ("每年新增2个以上", "个"),
        ("累计增长30%以上", "亿元"),
        ("提高5以上", None),
    ],
)
def test_words_with_more_than_one_reading_ask_for_the_measure(written: str, unit: str | None) -> None:
    with pytest.raises(NotationError) as refused:
        lower(parse_target(written, unit))

    assert "needs a measure" in refused.value.message.text()
    assert refused.value.hint is not None
    assert "measure: one of" in refused.value.hint.text()


@pytest.mark.parametrize(
    ("written", "unit", "measure"),
    [
        ("提高5个百分点以上", "%", Measure.PERCENT_CHANGE),
        ("提高5个百分点以上", "%", Measure.TOTAL_RATE),
        ("提高1岁以上", "岁", Measure.AVERAGE_ANNUAL_GROWTH),
        ("下降到10", "吨", Measure.CHANGE),
        ("提高到90%", "%", Measure.PERCENT_CHANGE),
        ("年均增长6%以上", "亿元", Measure.YEARLY_PERCENT_CHANGE),
        ("比2015年增长6%以上", "亿元", Measure.AVERAGE_ANNUAL_GROWTH),
        ("累计增长6%以上", "亿元", Measure.YEARLY_PERCENT_CHANGE),
        ("增长6%以上", "亿元", Measure.CHANGE),
        ("≥10岁", "岁", Measure.PERCENT_CHANGE),
        ("翻一番", "元", Measure.CHANGE),
        ("每年提高2个百分点以上", "%", Measure.CHANGE),
    ],
)
def test_a_measure_that_the_words_exclude_is_refused(written: str, unit: str, measure: Measure) -> None:
    with pytest.raises(NotationError):
        lower(parse_target(written, unit), measure=measure)
