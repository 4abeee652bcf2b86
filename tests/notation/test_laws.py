"""What holds for every text and every target."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from planckeck.model.target import (
    About,
    Above,
    AtLeast,
    AtMost,
    Below,
    Better,
    Between,
    Done,
    Equal,
    Target,
)
from planckeck.notation import NotationError, format_number, lower, parse_number, parse_target, print_target
from planckeck.notation.lexicon import words
from tests.notation.test_changes import BY_YEAR, FALLS, MULTIPLES, RISES
from tests.notation.test_levels import BARE, RANGES, RATIOS, SIGNS_AND_WORDS, UNITS

UNIT = st.sampled_from(
    [None, "%", "‰", "个", "岁", "万人", "人/千人口", "/10万", "亿元", "百分点", "1:n", "n:1", "年", "席"]
)
NUMBER = st.decimals(min_value=-(10**9), max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
POSITIVE = st.decimals(min_value="0.001", max_value=10**9, places=3, allow_nan=False, allow_infinity=False)
BETTER = st.sampled_from([None, *Better])
PIECE = st.one_of(
    st.sampled_from(sorted(words())),
    st.sampled_from(
        [
            "77",
            "3.5",
            "1,234",
            "5",
            "%",
            "万",
            "人",
            "2020年",
            "6月",
            "个百分点",
            "张/千人口",
            " ",
            "\n",
            "每千人口",
            "比2015年",
        ]
    ),
    st.text(max_size=3),
)


def targets(numbers: st.SearchStrategy[Decimal]) -> st.SearchStrategy[Target]:
    """Generate targets of all eight kinds."""
    pairs = st.tuples(numbers, numbers).map(sorted)
    return st.one_of(
        st.builds(AtLeast, bound=numbers),
        st.builds(Above, bound=numbers),
        st.builds(AtMost, bound=numbers),
        st.builds(Below, bound=numbers),
        st.builds(Equal, bound=numbers, better=BETTER),
        st.builds(About, bound=numbers, tolerance=POSITIVE, better=BETTER),
        st.builds(lambda pair, better: Between(low=pair[0], high=pair[1], better=better), pairs, BETTER),
        st.just(Done()),
    )


def better_of(target: Target) -> Better | None:
    """Return the `better` of a target that has one."""
    return target.better if isinstance(target, Equal | About | Between) else None


@given(targets(NUMBER), st.sampled_from([None, "%", "个", "岁", "人/千人口"]))
def test_a_printed_target_reads_back(target: Target, unit: str | None) -> None:
    printed = parse_target(print_target(target, unit), unit)

    assert lower(printed, better=better_of(target)).target == target


@given(targets(POSITIVE), st.sampled_from(["1:n", "n:1"]))
def test_a_printed_ratio_reads_back(target: Target, unit: str) -> None:
    printed = parse_target(print_target(target, unit), unit)

    assert lower(printed, better=better_of(target)).target == target


@given(NUMBER)
def test_a_formatted_number_reads_back(value: Decimal) -> None:
    assert parse_number(format_number(value)).value == value


@given(NUMBER, st.integers(min_value=0, max_value=12))
def test_a_number_has_the_decimals_that_were_asked_for(value: Decimal, decimals: int) -> None:
    shown = format_number(value, decimals)

    assert len(shown.partition(".")[2]) == decimals
    assert abs(Decimal(shown) - value) <= Decimal(5).scaleb(-decimals - 1)


def full_width(text: str) -> str:
    """Spell a text in full-width signs."""
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


READABLE = (*SIGNS_AND_WORDS, *BARE, *RANGES, *RATIOS, *UNITS, *RISES, *FALLS, *BY_YEAR, *MULTIPLES)


@pytest.mark.parametrize(("written", "unit"), [row[:2] for row in READABLE])
def test_full_width_and_half_width_are_one(written: str, unit: str | None) -> None:
    half, full = parse_target(written, unit), parse_target(full_width(written), unit)

    assert (half.comparison, half.bound, half.low, half.high) == (full.comparison, full.bound, full.low, full.high)
    assert (half.measures, half.fall, half.tolerance) == (full.measures, full.fall, full.tolerance)


@given(
    st.sampled_from(
        ["≥ 77 %", "不低于 77 %", "77 % 以上", "控制在 18 % 以内", "80 % ~ 85 %", "比 2015 年 下降 10 % 以上"]
    ),
    st.data(),
)
def test_blanks_between_words_change_nothing(written: str, data: st.DataObject) -> None:
    blank = st.text(alphabet=" \u3000\u00a0", max_size=3)
    spaced = "".join(data.draw(blank) if sign == " " else sign for sign in written)

    tight, loose = parse_target(written.replace(" ", ""), "%"), parse_target(spaced, "%")

    assert (tight.comparison, tight.bound, tight.low, tight.measures) == (
        loose.comparison,
        loose.bound,
        loose.low,
        loose.measures,
    )


@given(st.lists(PIECE, max_size=7).map("".join), UNIT)
@example("2----01--0", None)
@example("3年减少", "年")
def test_any_text_is_read_or_refused_within_itself(written: str, unit: str | None) -> None:
    try:
        printed = parse_target(written, unit)
    except NotationError as error:
        inside = 0 <= error.start < error.end <= len(written)
        assert inside or error.start == error.end == len(written)
        assert error.message.text()
        return

    assert printed.text == written
    assert printed.low is None or printed.high is None or printed.low <= printed.high


@pytest.mark.parametrize(
    "piece", ["1,234,", "1 234 ", "一", "每千", "2020年", "no less ", "以 ", "病", "3-", "5万人", "〔"]
)
def test_long_texts_make_no_more_tokens_than_signs(piece: str) -> None:
    written = piece * 400

    with pytest.raises(NotationError) as refused:
        parse_target(written)

    assert refused.value.end <= len(written)
