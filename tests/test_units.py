"""Units: what converts, by how much, what must not, and where a unit ends in a text."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck import unitlist, units

CONVERSIONS = [
    # shares
    ("%", "%", "1"),
    ("％", "%", "1"),
    ("‰", "%", "0.1"),
    ("%", "‰", "10"),
    ("%", "/万", "100"),
    ("%", "/10万", "1000"),
    ("‰", "/10万", "100"),
    ("/10万", "‰", "0.01"),
    ("/万", "%", "0.01"),
    ("1/10万", "/10万", "1"),
    ("/十万", "/10万", "1"),
    ("每10万", "/10万", "1"),
    ("1/100000", "/10万", "1"),
    ("（1/10万）", "／１０万", "1"),
    ("per 1000", "‰", "1"),
    ("per 10,000", "/万", "1"),
    ("per 100,000", "%", "0.001"),
    ("percent", "%", "1"),
    ("per million", "‰", "0.001"),
    ("百分点", "个百分点", "1"),
    ("percentage points", "个百分点", "1"),
    # people
    ("万人", "人", "10000"),
    ("人", "万人", "0.0001"),
    ("名", "人", "1"),
    ("千人", "万人", "0.1"),
    ("亿人", "万人", "10000"),
    ("persons", "人", "1"),
    ("10,000 persons", "万人", "1"),
    ("万人次", "人次", "10000"),
    ("亿人次", "万人次", "10000"),
    # money
    ("亿元", "万元", "10000"),
    ("千元", "元", "1000"),
    ("万元", "亿元", "0.0001"),
    ("100 million yuan", "亿元", "1"),
    ("CNY", "元", "1"),
    ("万亿元", "亿元", "10000"),
    # counters
    ("万张", "张", "10000"),
    ("万件", "件", "10000"),
    ("万户", "户", "10000"),
    ("百万个", "万个", "100"),
    # rates
    ("张/千人口", "张/万人口", "10"),
    ("张/千人", "张/千人口", "1"),
    ("每千人口张", "张/千人口", "1"),
    ("张/每千人口", "张/千人口", "1"),
    ("名/千人口", "人/千人口", "1"),
    ("每万人口名", "人/千人口", "0.1"),
    ("人/10万人口", "人/万人口", "0.1"),
    ("beds per 1000 population", "张/千人口", "1"),
    ("件/万人口", "件/10万人口", "10"),
    ("张/千常住人口", "张/万常住人口", "10"),
    ("例/10万活产", "例/万活产", "0.1"),
    ("万元/人", "元/人", "10000"),
    ("名/床", "人/张床", "1"),
    ("吨标准煤/万元", "吨标准煤/亿元", "10000"),
    ("立方米/万元", "立方米/元", "0.0001"),
    ("微克/立方米", "毫克/立方米", "0.001"),
    ("元/(人·年)", "元/人/年", "1"),
    ("公里/小时", "米/秒", "0.2777777777777777777777777778"),
    # time
    ("天", "小时", "24"),
    ("小时", "分钟", "60"),
    ("天", "分钟", "1440"),
    ("days", "hours", "24"),
    ("分钟", "小时", "0.01666666666666666666666666667"),
    ("周岁", "岁", "1"),
    ("个月", "月", "1"),
    ("years", "年", "1"),
    # area, length
    ("公顷", "亩", "15"),
    ("亩", "公顷", "0.06666666666666666666666666667"),
    ("亩", "平方米", "666.6666666666666666666666667"),
    ("万亩", "公顷", "666.6666666666666666666666667"),
    ("平方公里", "公顷", "100"),
    ("平方公里", "亩", "1500"),
    ("万平方米", "公顷", "1"),
    ("万公顷", "平方公里", "100"),
    ("㎡", "平方米", "1"),
    ("公里", "米", "1000"),
    ("千米", "公里", "1"),
    ("km", "公里", "1"),
    # mass, volume, energy
    ("万吨", "吨", "10000"),
    ("吨", "千克", "1000"),
    ("公斤", "千克", "1"),
    ("亿斤", "万吨", "5"),
    ("万吨标准煤", "吨标准煤", "10000"),
    ("亿立方米", "万立方米", "10000"),
    ("m³", "立方米", "1"),
    ("升", "立方米", "0.001"),
    ("亿千瓦时", "千瓦时", "100000000"),
    ("kWh", "千瓦·时", "1"),
    ("GWh", "万千瓦时", "100"),
    ("万千瓦", "兆瓦", "10"),
    # the same text, even if nobody knows the unit
    ("车位／千户籍", "车位/千户籍", "1"),
    ("1：n", "1:n", "1"),
]

NOT_CONVERTIBLE = [
    ("%", "百分点"),
    ("百分点", "%"),
    ("%", "倍"),
    ("人", "人次"),
    ("万人", "人次"),
    ("人/千人口", "人"),
    ("人/千人口", "‰"),
    ("人/千人口", "张/千人口"),
    ("人/千人口", "人/千常住人口"),
    ("人/千人口", "人/千户籍人口"),
    ("/10万", "/10万活产"),
    ("/10万", "人/10万"),
    ("个", "家"),
    ("家", "所"),
    ("张", "床"),
    ("例", "人"),
    ("户", "人"),
    ("岁", "年"),
    ("年", "月"),
    ("月", "天"),
    ("天", "工作日"),
    ("分", "分钟"),
    ("吨", "吨标准煤"),
    ("吨标准煤", "千瓦时"),
    ("千瓦", "千瓦时"),
    ("元", "美元"),
    ("元", "元/人"),
    ("元/人", "元/人/年"),
    ("元/人", "元/人次"),
    ("亩", "米"),
    ("立方米", "平方米"),
    ("1:n", "n:1"),
    ("级", "位"),
    ("车位", "个"),
    ("人", ""),
]


@pytest.mark.parametrize(("source", "target", "factor"), CONVERSIONS)
def test_a_value_converts_by_the_factor_worked_by_hand(source: str, target: str, factor: str) -> None:
    assert units.conversion_factor(source, target) == Decimal(factor)


@pytest.mark.parametrize(("source", "target"), NOT_CONVERTIBLE)
def test_units_of_two_kinds_do_not_convert(source: str, target: str) -> None:
    assert units.conversion_factor(source, target) is None
    assert units.conversion_factor(target, source) is None


@pytest.mark.parametrize(
    ("unit", "per"),
    [
        ("%", 100), ("‰", 1000), ("/万", 10000), ("/10万", 100000), ("1/10万", 100000), ("per 100,000", 100000),
        ("张/千人口", 1000), ("人/万人口", 10000), ("每千人口张", 1000), ("/10万活产", 100000), ("例/10万", 100000),
        ("元/人", 1), ("人/床", 1), ("元/人次", 1), ("/千人口", 1000), ("deaths per 100,000 live births", 100000),
    ],
)  # fmt: skip
def test_per_says_by_what_a_numerator_over_a_denominator_is_multiplied(unit: str, per: int) -> None:
    assert units.per_of(unit) == per


@pytest.mark.parametrize(
    "unit",
    ["人", "万人", "个百分点", "岁", "1:n", "吨标准煤/万元", "万吨/年", "元/人/年", "%/年", "车位/千户", "", "分"],
)
def test_a_unit_that_does_not_say_its_denominator_has_no_per(unit: str) -> None:
    assert units.per_of(unit) is None


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        ("张/千人口", "张"), ("张／千人口", "张"), ("每千人口张", "张"), ("万元/人", "万元"), ("名/床", "名"),
        ("beds per 1000 population", "beds"), ("元/人·年", "元"), ("例/10万", "例"),
        ("张", "张"), ("%", "%"), ("/10万", "/10万"), ("每10万", "每10万"), ("车位/千户", "车位/千户"), ("", ""),
    ],
)  # fmt: skip
def test_the_head_of_a_rate_is_what_it_counts(unit: str, head: str) -> None:
    assert units.head_of(unit) == head


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("人/千人口以上", "人/千人口"),
        ("人／千人口以上", "人／千人口"),
        ("人/千常住人口", "人/千常住人口"),
        ("%以上", "%"),
        ("％（含）以上", "％"),
        ("个百分点以上", "个百分点"),
        ("个以上", "个"),
        ("个月内", "个月"),
        ("万人次", "万人次"),
        ("亿斤以上", "亿斤"),
        ("岁以下儿童", "岁"),
        ("分钟内", "分钟"),
        ("分左右", "分"),
        ("/10万以下", "/10万"),
        ("/十万", "/十万"),
        ("（1/10万）", "（1/10万）"),
        ("每10万7.65", "每10万"),
        ("每千人口2.1人", "每千人口"),
        ("每万人3名", "每万人"),
        ("吨标准煤/万元", "吨标准煤/万元"),
        ("元/(人·年)以上", "元/(人·年)"),
        ("beds per 1000 population or more", "beds per 1000 population"),
        ("percent or more", "percent"),
        ("percentage points", "percentage points"),
        ("people", "people"),
        ("km", "km"),
        ("人 / 千人口", "人 / 千人口"),
        # none
        ("年均增长", ""),
        ("人均", ""),
        ("年底前", ""),
        ("分别", ""),
        ("以上", ""),
        ("每年增加", ""),
        ("每年人均", ""),
        ("mortality", ""),
        ("per", ""),
        ("/20", ""),
        (" 人", ""),
        ("万", ""),
        ("", ""),
    ],
)
def test_the_longest_unit_at_a_place_is_found(text: str, unit: str) -> None:
    assert text[: units.longest_unit(text)] == unit


def test_the_end_of_a_unit_is_an_offset_in_the_whole_text() -> None:
    text = "达到6.10张／千人口以上"

    end = units.longest_unit(text, 6)

    assert text[6:end] == "张／千人口"


@pytest.mark.parametrize(
    "text",
    ["万", "车位", "/人", "/20", "每年", "每人次", "每千元", "人/", "/", "人//人", "万岁", "万百分点", "1", "", " "],
)
def test_what_is_no_unit_is_not_taken_for_one(text: str) -> None:
    assert not units.is_unit(text)
    assert units.read_unit(text) is None


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("％", "%"), ("人／千 人口", "人/千人口"), ("（1/10万）", "1/10万"), ("1∶n", "1:n"), ("万人（次）", "万人次"),
        ("Percent", "percent"), ("Beds Per 1,000 Population", "beds per 1000 population"), ("ｋＷｈ", "kWh"),
        ("kWh", "kWh"), ("CNY", "CNY"), ("m³", "m3"), ("per 100 000", "per 100000"), ("\ufeff人\u3000", "人"),
    ],
)  # fmt: skip
def test_normalising_makes_spellings_one(text: str, normal: str) -> None:
    assert units.normalise(text) == normal


def test_a_unit_carries_its_kind_and_factor() -> None:
    assert units.read_unit("万张／千人口") == units.Unit("万张/千人口", "张 per 人口", Fraction(10))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("公倾", "公顷"), ("KWH", "kWh"), ("个百份点", "个百分点"), ("人/千口", "人/千人口"), ("percnt", "percent"),
     ("bed per 1000 populaton", "bed per 1000 population")],
)  # fmt: skip
def test_a_near_spelling_is_suggested(wrong: str, right: str) -> None:
    assert right in units.suggestions(wrong)


@pytest.mark.parametrize("text", ["", "人", "龘龘龘", "qwxz"])
def test_nothing_is_suggested_for_a_known_unit_or_for_nonsense(text: str) -> None:
    assert units.suggestions(text) == ()


def _words() -> list[str]:
    return [word for row in unitlist.UNITS for word in (row.text, *row.also)] + unitlist.COUNTERS.split()


@pytest.mark.parametrize("row", unitlist.UNITS, ids=lambda row: str(row.text))
def test_every_row_of_the_table_has_a_kind_a_positive_factor_and_a_role(row: unitlist.Row) -> None:
    assert row.kind
    assert Fraction(row.factor) > 0
    assert row.role in {"count", "measure", "single", "share"}


def test_no_spelling_stands_twice_in_the_table() -> None:
    below = [word for words in unitlist.DENOMINATORS.values() for word in words]

    assert len(_words()) == len(set(_words()))
    assert len(below) == len(set(below))


def test_every_spelling_is_written_as_normalising_leaves_it() -> None:
    scales = [word.strip() for word in [*unitlist.SCALES, *unitlist.SCALES_BELOW]]
    below = [word for words in unitlist.DENOMINATORS.values() for word in words]

    assert [word for word in [*_words(), *below, *scales] if units.normalise(word) != word] == []


@pytest.mark.parametrize("word", _words())
def test_every_spelling_is_a_unit_wherever_it_stands(word: str) -> None:
    assert units.is_unit(word)
    assert units.longest_unit(f"5{word}以上", 1) == 1 + len(word)


def test_every_unit_with_a_base_in_the_table_is_of_a_kind_named_after_that_base() -> None:
    bases = {row.kind: row.text for row in unitlist.UNITS if row.factor == "1"}

    assert {kind: base for kind, base in bases.items() if kind != base} == {}


_WORDS = _words()
_AMOUNT = st.tuples(st.sampled_from(["", "千", "万", "亿"]), st.sampled_from(_WORDS)).map("".join)
_BELOW = st.tuples(
    st.sampled_from(["", "千", "万", "10万", "亿"]), st.sampled_from(["人口", "常住人口", "床", *_WORDS])
).map("".join)
_UNIT = st.one_of(_AMOUNT, st.tuples(_AMOUNT, _BELOW).map("/".join)).filter(units.is_unit)
_SIGNS = st.sampled_from(list("人千万亿10/／%％‰每个百分点（）() ,:·kWhper年张\u200b\n"))
_TEXT = st.text(_SIGNS | st.characters(), max_size=30)


def _near_one(number: Decimal) -> bool:
    return abs(number - 1) <= Decimal("1e-26")


@given(_UNIT, _UNIT)
def test_there_and_back_is_the_same_value(one: str, other: str) -> None:
    there, back = units.conversion_factor(one, other), units.conversion_factor(other, one)

    assert (there is None) == (back is None)
    assert there is None or back is None or _near_one(there * back)


_LIKE = st.sampled_from(
    [
        ["%", "‰", "/万", "/10万"], ["亩", "公顷", "平方公里", "万平方米"], ["秒", "分钟", "小时", "天", "周"],
        ["斤", "千克", "吨", "微克"], ["张/千人口", "万张/人", "张/10万人口"], ["元", "万元", "亿元"],
    ]
)  # fmt: skip


@given(_LIKE.flatmap(lambda family: st.tuples(*[st.sampled_from(family)] * 3)))
def test_conversion_over_a_third_unit_is_conversion(three: tuple[str, str, str]) -> None:
    first, second, third = three

    steps = [units.conversion_factor(*pair) for pair in ((first, second), (second, third), (third, first))]

    assert _near_one(math.prod((step for step in steps if step is not None), start=Decimal(1)))
    assert None not in steps


@given(_UNIT)
def test_a_unit_equals_itself_in_full_width_and_with_spaces(unit: str) -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in unit)

    assert units.conversion_factor(f" （{wide}）", unit) == 1


@given(_TEXT)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert units.normalise(units.normalise(text)) == units.normalise(text)


@given(_TEXT, st.integers(0, 40))
def test_any_text_is_looked_at_without_fault(text: str, start: int) -> None:
    start = min(start, len(text))

    end = units.longest_unit(text, start)

    assert start <= end <= len(text)
    assert end == start or units.is_unit(text[start:end])
    assert units.is_unit(text) or units.per_of(text) is None
    assert isinstance(units.head_of(text), str)
    assert all(units.is_unit(near) for near in units.suggestions(text))


def test_a_long_text_costs_no_more_than_its_window() -> None:
    calls_before = units._read.cache_info()

    units.longest_unit("人" * 1_000_000)

    calls_after = units._read.cache_info()
    assert calls_after.misses - calls_before.misses <= units.LONGEST
