"""What is refused, where the fault is said to be, and what is said of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planckeck.model.measure import Measure
from planckeck.model.target import Comparison
from planckeck.notation import NotationError, lower, parse_number, parse_target
from tests.notation.reading import File

Broken = tuple[str, str | None, str, str]
"""Text, the plan's unit, the part that is at fault, a part of the message."""

TWO_TARGETS: tuple[Broken, ...] = (
    ("≥77，其中女性≥80", None, "女性≥80", "two targets"),
    ("其中女性≥80", None, "其中女性≥80", "two targets"),
    ("70%、50%", "%", "50%", "two targets"),
    ("45项、10项、6项以上", "项", "10项、6项以上", "two targets"),
    ("分别达到20%、40%", "%", "40%", "two targets"),
    ("均分别达到20%、40%、40%", "%", "40%、40%", "two targets"),
    ("分别不低于80%、60%、30%", "%", "60%、30%", "two targets"),
    ("不少于3个和35个", "个", "35个", "two targets"),
    ("20%及10%以上", "%", "10%以上", "two targets"),
    ("≥77；≤3", None, "≤3", "two targets"),
    ("≥77,≥80", None, "≥80", "two targets"),
    ("达到85%以上，申报率达到90%以上", "%", "申报率达到90%以上", "two targets"),
    ("新增1个，累计4个", "个", "累计4个", "two targets"),
    ("不少于5支、每支不少于10人", "支", "每支不少于10人", "two targets"),
    ("2025年达到80%、2030年达到90%", "%", "2030年达到90%", "two targets"),
    ("达80%，力争达全省平均水平以上", "%", "力争达全省平均水平以上", "two targets"),
    ("高于90%并继续提高", "%", "继续提高", "two targets"),
    ("完成；启用", None, "启用", "two targets"),
    ("7 9.2", None, "9.2", "two targets"),
    ("≥3 ≥5", None, "≥5", "two targets"),
)

SIGNS: tuple[Broken, ...] = (
    ("=>77", None, "=>", 'unknown sign "=>" in "=>77"'),
    ("＝＞77", None, "＝＞", "unknown sign"),
    ("=<77", None, "=<", "unknown sign"),
    ("》77", None, "》", "unknown sign"),
    ("≥≥77", None, "≥≥", "unknown sign"),
    ("> =77", None, "=", "do not agree"),
    ("3--5", None, "3--5", "a minus and a dash"),
    ("-4.5--4.0", None, "-4.5--4.0", "a minus and a dash"),
    ("3—-5", None, "3—-5", "a minus and a dash"),
    ("—5", None, "—", "cannot read"),
    ("69±", None, "", "a number is missing"),
    ("±5", None, "±", "cannot read"),
    ("〔13.5", None, "〔", "not closed"),
    ("(13.5)", None, "(", "cannot read"),
    ("【13.5】", None, "【", "cannot read"),
    ("①≥77", None, "①", "cannot read"),
    ("1+1+1", None, "+", "cannot read"),
)

NUMBERS: tuple[Broken, ...] = (
    ("1,23", None, "1,23", "a comma stands before three digits"),
    ("70，50%", "%", "70，50", "a comma stands before three digits"),
    ("12345,678", None, "12345,678", "a comma stands before three digits"),
    ("79..2", None, "79..2", "is no number"),
    ("1.2.3", None, "1.2.3", "is no number"),
    ("79。2", None, "79。2", "is no number"),
    ("1_000", None, "1_000", "is no number"),
    ("1e5", None, "1e5", "exponent"),
    ("4.2E+5", None, "4.2E+5", "exponent"),
    ("012", None, "012", "begins with a zero"),
    ("1" * 31, None, "1" * 31, "at most 30 digits"),
    ("O.5", None, "O", "cannot read"),
    ("nan", None, "nan", "cannot read"),
    ("inf", None, "inf", "cannot read"),
    ("٣", None, "٣", "cannot read"),
    ("百分之八十", "%", "百分", "cannot read"),
    ("近八成", "%", "近八", "cannot read"),
    ("1200余场", "场", "余场", "cannot read"),
    ("5-3万", "人", "5-3万", "not clear what the scale"),
    ("2020-80%", "%", "2020-80%", "may be a year"),
)

UNITS: tuple[Broken, ...] = (
    ("77%", "岁", "77%", "is in %, the plan in 岁"),
    ("≥77岁", "%", "77岁", "is in 岁, the plan in %"),
    ("5张", "家", "5张", "is in 张, the plan in 家"),
    ("全覆盖", "个", "全覆盖", "is in %, the plan in 个"),
    ("3个百分点", "%", "3个百分点", "measures a difference"),
    ("提高3%", "百分点", "3%", "is in %, the plan in 百分点"),
    ("提高3个百分点", "岁", "3个百分点", "is in 个百分点, the plan in 岁"),
    ("7.2张/千常住人口", "张/千人口", "7.2张/千常住人口", "the plan in 张/千人口"),
    ("100亩", "公顷", "100亩", "the plan in 公顷"),
    ("5%~10人", "%", "5%~10人", "not in one unit"),
    ("1:1.2", "n:1", "1:1.2", "on the other side"),
    ("2:3", "1:n", "2:3", "must be 1"),
    ("1:1.2", "%", "1:1.2", "is in a ratio"),
    ("1.2", "1:n", "1.2", "a ratio is wanted"),
    ("1:-1.2", "1:n", "1:-1.2", "a ratio has no sign"),
)

WORDS: tuple[Broken, ...] = (
    ("≥95左右", None, "左右", "do not agree"),
    ("约95以上", None, "以上", "do not agree"),
    ("超过90%以上", "%", "以上", "do not agree"),
    ("3-5以上", None, "以上", "a range takes no"),
    ("不超过3-5", None, "不超过", "a range takes no"),
    ("3-5个左右", "个", "左右", "a range takes no"),
    ("69±1以上", None, "以上", "a figure with its width takes no"),
    ("大于3小于5", None, "5", "open edge"),
    ("≥5且≤3", None, "3", "no value meets both"),
    ("下降到5以上", None, "以上", "point to different sides"),
    ("提高到95以内", None, "以内", "point to different sides"),
    ("提高达到90%", "%", "提高达到", "a change or a level"),
    ("下降控制在5%以内", "%", "下降控制", "a change or a level"),
    ("下降-10%", "吨", "-10%", "both turn the sign"),
    ("＞77（含）", None, "（含）", "does not fit an open edge"),
    ("比2015年10%", "吨", "2015年", "no target without a word of rise or fall"),
    ("从60%到70%", "%", "从", "which is the target"),
    ("基本实现全覆盖", "%", "基本", "has no bar"),
    ("基本完成", None, "基本", "has no bar"),
    ("初步建立", None, "初步", "has no bar"),
    ("2020年底前", None, "2020年底前", "only when or how"),
    ("力争", None, "力争", "only when or how"),
    ("≥", None, "≥", "without a figure"),
    ("力争达到", None, "达到", "without a figure"),
    ("≥ ；", None, "≥", "without a figure"),
    ("95 以 上", None, "以", "cannot read"),
    ("不抵于77", None, "不抵", "cannot read"),
    ("覆盖率达到90%", "%", "覆盖", "cannot read"),
    ("75%以上的村", "%", "的", "cannot read"),
    ("第3位", "位", "第", "cannot read"),
    ("前十", None, "前十", "cannot read"),
    ("零增长", None, "零增长", "cannot read"),
    ("保持不变", None, "不变", "cannot read"),
    ("Ⅲ类以上", None, "Ⅲ类", "cannot read"),
    ("不提高到90%", "%", "不提高", "cannot read"),
    ("未达到90%", "%", "未", "cannot read"),
    ("不再增加", None, "不", "cannot read"),
    ("无下降", None, "无", "cannot read"),
    ("降幅收窄", None, "降幅", "cannot read"),
    ("增速回落", None, "增速", "cannot read"),
    ("高", None, "高", "cannot read"),
    ("不到2020年达到77岁", "岁", "不到", "point to different sides"),
    ("提高5个百分点至80%", "%", "5个百分点至80%", "not in one unit"),
    ("增加2张至5张", "张", "2张至5张", "a range, or a change and the level"),
    ("95 100", "%", "95 100", "may be two numbers"),
    ("高于全国平均水平5%", "%", "5%", "is not the plan's"),
    ("高于GDP的4%", "%", "GDP", "cannot read"),
    ("A≥77", None, "A", "cannot read"),
)


@pytest.mark.parametrize(("written", "unit", "part", "said"), (*TWO_TARGETS, *SIGNS, *NUMBERS, *UNITS, *WORDS))
def test_a_broken_target_is_refused_where_it_is_broken(written: str, unit: str | None, part: str, said: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse_target(written, unit)

    error = refused.value
    assert written[error.start : error.end] == part
    assert said in error.message.text()


@pytest.mark.parametrize("written", ["", " ", "\n\u3000"])
def test_an_empty_text_is_refused_at_its_end(written: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse_target(written)

    assert (refused.value.start, refused.value.end) == (len(written), len(written))


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("=>77", 'write "≥77"'),
        ("=<18%", 'write "≤18%"'),
        ("》77", 'write ">77"'),
        ("95 以 上", 'did you mean "以上"?'),
        ("不抵于77", 'did you mean "不低于", "不少于", "不小于"?'),
        ("1,23", 'write "1.23", or one target in each cell'),
        ("79。2", 'write a number such as "79.2"'),
        ("012", 'write "12"'),
        ("百分之八十", 'write a share as a figure, such as "80%"'),
        ("3--5", 'write "~" between the edges'),
        ("O.5", 'a letter stands where a digit should: write "0"'),
        ("提高达到90%", 'write "提高到" for the level, or leave out "达到" for the change'),
    ],
)
def test_the_hint_says_what_would_do(written: str, hint: str) -> None:
    with pytest.raises(NotationError) as refused:
        parse_target(written)

    assert refused.value.hint is not None
    assert refused.value.hint.text() == hint


@pytest.mark.parametrize(
    ("written", "file", "said"),
    [
        ("77", {}, "a bare number says no comparison"),
        ("控制在18", {}, "a bare number says no comparison"),
        ("下降10个百分点", {}, "a bare number says no comparison"),
        ("≤77", {"comparison": Comparison.AT_LEAST}, "the print says at_most, the file at_least"),
        ("77以上", {"comparison": Comparison.ABOVE}, "the print says at_least, the file above"),
        ("下降10个百分点以上", {"comparison": Comparison.AT_LEAST}, "the print says at_most, the file at_least"),
        ("下降10个百分点以内", {"comparison": Comparison.AT_MOST}, "the print says at_least, the file at_most"),
        ("3-5", {"comparison": Comparison.AT_LEAST}, "a range from 3 to 5, the file says at_least"),
        ("77", {"comparison": Comparison.BETWEEN}, "between needs two"),
        ("77", {"comparison": Comparison.DONE}, "is not for comparison done"),
        ("69左右", {}, 'does not say how wide "about" is'),
        ("69左右", {"tolerance": Decimal(0)}, "above 0"),
        ("69±1", {"tolerance": Decimal(2)}, "a tolerance of 1, the file 2"),
        ("完成", {"comparison": Comparison.AT_LEAST}, "the print says done, the file at_least"),
        ("持续下降", {"comparison": Comparison.ABOVE}, "the print says below, the file above"),
        ("优于上年", {}, "which side is better"),
        ("不低于全国平均水平", {"comparison": Comparison.AT_MOST}, "the print says at_least, the file at_most"),
        ("全覆盖", {"comparison": Comparison.AT_MOST}, "the print says at_least, the file at_most"),
        ("提高到90%", {"measure": Measure.CHANGE}, "says level, the file change"),
    ],
)
def test_print_and_file_must_agree(written: str, file: File, said: str) -> None:
    printed = parse_target(written, "%" if "%" in written or "百分点" in written or written == "全覆盖" else None)

    with pytest.raises(NotationError) as refused:
        lower(printed, **file)

    assert said in refused.value.message.text()
    assert (refused.value.start, refused.value.end) == (0, len(written))


@pytest.mark.parametrize("comparison", [Comparison.AT_MOST, Comparison.BELOW, Comparison.AT_LEAST, None])
def test_reaching_a_bar_elsewhere_leaves_the_side_to_the_file(comparison: Comparison | None) -> None:
    lowered = lower(parse_target("达国家要求"), comparison=comparison)

    assert lowered.reason == "reference"


@pytest.mark.parametrize("written", ["3-5", "提高5%", "年均5%", "完成", "达国家要求", "69±1", "翻一番", "x", ""])
def test_a_baseline_is_one_value(written: str) -> None:
    with pytest.raises(NotationError):
        parse_number(written, "%")
