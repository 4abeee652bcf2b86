"""The gap in things: gap/per·denominator, rounded away from 0."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judging import judged_one


@pytest.mark.parametrize(
    ("fields", "top", "bottom", "count", "unit"),
    [
        # 6.5 − 1300/205000·1000 = 0.15854; ·205 = 32.5: 33 beds
        ("unit: 张/千人口, comparison: at_least, target: 6.5", 1300, 205000, 33, "张"),
        # 0.5·400 = 200 exactly, also in binary
        ("unit: 张/千人口, comparison: at_least, target: 6.5", 2400, 400000, 200, "张"),
        # 12.658 − 10 = 2.658 too many; /100000·7900 = 0.21: one case
        ("unit: /10万, comparison: at_most, target: 10", 1, 7900, -1, None),
        # 95 % of 1000 are 950: 40 are missing
        ('unit: "%", comparison: at_least, target: 95', 910, 1000, 40, None),
        ('unit: "%", comparison: at_least, target: 90', 910, 1000, 0, None),  # met
        ("unit: 元/人, comparison: at_least, target: 60", 5500000, 100000, 500000, "元"),
    ],
)
def test_a_gap_in_things(
    tmp_path: Path, fields: str, top: float, bottom: float, count: float, unit: str | None
) -> None:
    result = judged_one(tmp_path, fields, f"甲县,指标,2020,,,,,{top},{bottom}")

    assert (result.gap_count, result.gap_count_unit) == (count, unit)


def test_without_a_denominator_nothing_is_counted(tmp_path: Path) -> None:
    result = judged_one(tmp_path, "unit: 张/千人口, comparison: at_least, target: 6.5", "甲县,指标,2020,6")

    assert (result.gap_count, result.gap_count_unit, result.gap_count_of) == (None, None, None)


def test_a_denominator_beside_a_value_is_enough(tmp_path: Path) -> None:
    fields = "unit: 张/千人口, comparison: at_least, target: 6.5, numerator: 床位数"

    result = judged_one(tmp_path, fields, "甲县,指标,2020,6,,,,,400000")

    assert (result.gap_count, result.gap_count_unit, result.gap_count_of) == (200, "张", "床位数")


def test_a_growth_of_a_rate_is_no_number_of_things(tmp_path: Path) -> None:
    fields = 'unit: "%", measure: percent_change, baseline: 50, comparison: at_least, target: 10'

    result = judged_one(tmp_path, fields, "甲县,指标,2020,,,,,510,1000")

    assert (result.verdict, result.gap_count) == ("unmet", None)
