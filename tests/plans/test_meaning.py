"""What the print and the file say together, and what contradicts."""

from __future__ import annotations

import pytest

from planckeck.plans.loading import read_plan_text

HEAD = "id: plan\ntitle: 规划\nregion: 甲县\nperiod: 2016-2020\nbaseline_year: 2015\nindicators:\n"


def codes(fields: str) -> list[str]:
    _, findings = read_plan_text(f"{HEAD}- {{id: x, name: 指标, {fields}}}\n", "plan.yaml", "plan")
    return [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('unit: "%", baseline: 60, comparison: at_least, target: "≥77"', []),
        ('unit: "%", baseline: 60, comparison: at_most, target: "≥77"', ["PK210"]),
        # a printed fall is a magnitude, the file's comparison is signed: 下降10以内 is at_least −10
        ("unit: 个, baseline: 60, measure: change, comparison: at_least, target: 下降10以内", []),
        ("unit: 个, baseline: 60, measure: change, comparison: at_most, target: 下降10以内", ["PK210"]),
        ('unit: "%", baseline: 60, measure: percent_change, target: 提高5个百分点以上', ["PK210"]),
        ('unit: "%", baseline: 60, comparison: about, target: 69, tolerance: 1', []),
        ('unit: "%", baseline: 60, comparison: at_least, target: 69, tolerance: 1', ["PK208"]),
        ('unit: "%", baseline: 60, comparison: at_least, better: higher, target: 69', ["PK208"]),
        ('unit: "%", baseline: 30, target: {2018: "≥40", 2020: "≥50"}, due: 2020', ["PK208"]),
        ("comparison: done, target: 5", ["PK208"]),
        ("comparison: done, target: 完成", []),
        ('unit: 万人, baseline: 9, target: "≥126000人"', ["PK232"]),
        ('unit: 万人, baseline: 9, target: "≥126岁"', ["PK210"]),
        ("unit: 人次, measure: yearly_percent_change, target: 不低于5%", []),
        ('unit: 万人, reading: {certainty: ambiguous, note: x}, target: "县45项、乡10项"', ["PK231"]),
        ('unit: "%", reading: {certainty: ambiguous, note: x}, target: "下降10%"', ["PK231"]),
        ("unit: 万人, baseline: 3, reading: {certainty: ambiguous, note: x}, target: 按需确定", ["PK231"]),
        ('unit: 万人, comparison: at_least, reading: {certainty: ambiguous, note: x}, target: "县45项"', ["PK210"]),
        ('unit: 万人, reading: {certainty: probable, note: x}, target: "县45项"', ["PK210"]),
        ("unit: 万人, reading: {certainty: ambiguous, note: 读法不定}, target: 5", ["PK231"]),
    ],
)
def test_the_print_and_the_file_must_agree(fields: str, expected: list[str]) -> None:
    assert codes(fields) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ("baseline: 78, target: ≥77", ["PK221"]),
        ("baseline: 77, target: ≥77", ["PK222"]),
        ("baseline: 76, target: ≥77", []),
        ("baseline: 2, target: ＜3", ["PK221"]),
        ("baseline: 3, target: ＜3", ["PK222"]),
        ('baseline: "＞95", target: ＞95', ["PK222"]),
        ('baseline: "＞95", target: ＞90', ["PK221"]),
        ('baseline: "＞95", target: ＞97', []),
        ("baseline: 69.5, comparison: about, target: 69, tolerance: 1", ["PK223"]),
        ("baseline: 60, comparison: about, target: 69, tolerance: 1", []),
        ("target: ≥77", ["PK224"]),
        ('baseline: "-", target: ≥77', ["PK224"]),
        ("measure: change, target: 提高5以上", ["PK233"]),
        ("measure: cumulative, comparison: at_least, target: 500", []),
        ("baseline: 5, target: 进一步提高", ["PK229"]),
    ],
)
def test_what_looks_odd_is_warned_about_once(fields: str, expected: list[str]) -> None:
    assert codes(f"unit: 岁, {fields}") == expected


def test_a_warning_about_the_base_year_of_the_print() -> None:
    assert codes("unit: 个, baseline: 60, comparison: at_most, target: 比2010年下降10%") == ["PK230"]
