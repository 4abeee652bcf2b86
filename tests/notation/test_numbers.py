"""Baselines, and numbers as they are shown."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planckeck.model.target import About, Above, AtLeast, AtMost, Below, Between, Comparison, Done, Equal, Target
from planckeck.notation import format_number, parse_number, parse_target, print_target
from planckeck.notation.chinese import COMPARISONS, MOTIONS, PHRASES, SIGNS, TIMES
from planckeck.notation.lexicon import words


@pytest.mark.parametrize(
    ("written", "unit", "value", "comparison", "decimals"),
    [
        ("76.3", "岁", "76.3", None, 1),
        ("0.30", "张/千人口", "0.30", None, 2),
        ("76.3岁", "岁", "76.3", None, 1),
        ("＞95", "%", "95", Comparison.ABOVE, 0),
        ("95以上", "%", "95", Comparison.AT_LEAST, 0),
        ("<0.1", "‰", "0.1", Comparison.BELOW, 1),
        ("约80", "%", "80", Comparison.ABOUT, 0),
        ("1:0.89", "1:n", "0.89", None, 2),
        ("1.26亿元", "万元", "12600", None, 0),
        ("12.6万", "人", "126000", None, 0),
        ("5.3‰", "%", "0.53", None, 2),
        ("全覆盖", "%", "100", None, 0),
        ("0", "%", "0", None, 0),
        ("79.2①", "岁", "79.2", None, 1),
        ("〔3.5〕", "百分点", "3.5", None, 1),
        ("76.3（2015年）", "岁", "76.3", None, 1),
        ("-", "%", None, None, 0),
        ("—", "%", None, None, 0),
        ("/", "%", None, None, 0),
    ],
)
def test_a_baseline_is_read(
    written: str, unit: str, value: str | None, comparison: Comparison | None, decimals: int
) -> None:
    found = parse_number(written, unit)

    assert found.value == (None if value is None else Decimal(value))
    assert (found.text, found.comparison, found.decimals) == (written, comparison, decimals)


@pytest.mark.parametrize(
    ("written", "unit", "printed", "converted"),
    [
        ("77岁", "岁", "岁", None),
        ("77", "岁", None, None),
        ("1.26亿元", "万元", "亿元", "亿元"),
        ("100万", "万人", None, None),
        ("5‰", "%", "‰", "‰"),
        ("10/十万", "/10万", "/十万", None),
        ("每千人口2.1人", "人/千人口", "人/千人口", None),
        ("100万人", None, "万人", None),
    ],
)
def test_a_printed_unit_is_kept_and_its_conversion_said(
    written: str, unit: str | None, printed: str | None, converted: str | None
) -> None:
    found = parse_target(written, unit)

    assert (found.unit, found.converted_from) == (printed, converted)


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("77", None, "77"),
        ("77.50", None, "77.50"),
        ("1E+3", None, "1000"),
        ("1E-7", None, "0.0000001"),
        ("-0", None, "0"),
        ("-0.00", None, "0.00"),
        ("-4.5", None, "-4.5"),
        ("94.96", 1, "95.0"),
        ("94.94", 1, "94.9"),
        ("0.05", 1, "0.1"),
        ("-0.05", 1, "-0.1"),
        ("-0.04", 1, "0.0"),
        ("77", 2, "77.00"),
        ("2.5", 0, "3"),
        ("1E+3", 1, "1000.0"),
    ],
)
def test_a_number_is_shown_in_plain_digits(value: str, decimals: int | None, shown: str) -> None:
    assert format_number(Decimal(value), decimals) == shown


@pytest.mark.parametrize(
    ("target", "unit", "shown"),
    [
        (AtLeast(bound=Decimal(77)), "岁", "≥77"),
        (Above(bound=Decimal(40)), "%", ">40"),
        (AtMost(bound=Decimal(18)), None, "≤18"),
        (Below(bound=Decimal(10)), "/10万", "<10"),
        (Equal(bound=Decimal(5)), None, "=5"),
        (About(bound=Decimal(69), tolerance=Decimal(1)), "%", "69±1"),
        (Between(low=Decimal(3), high=Decimal(5)), None, "3~5"),
        (Between(low=Decimal("-4.5"), high=Decimal("-4.0")), None, "-4.5~-4.0"),
        (Done(), None, "完成"),
        (AtLeast(bound=Decimal("1.2")), "1:n", "≥1:1.2"),
        (AtMost(bound=Decimal("2.5")), "n:1", "≤2.5:1"),
    ],
)
def test_a_target_is_printed_in_signs(target: Target, unit: str | None, shown: str) -> None:
    assert print_target(target, unit) == shown


def test_no_word_has_two_comparisons() -> None:
    listed = [
        word for rows in (COMPARISONS, MOTIONS, TIMES, SIGNS, PHRASES) for *_, line in rows for word in line.split()
    ]

    assert set(listed) <= set(words())
