"""Who is judged: the plan's region, listed regions, the regions of a level, and units of which each must pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judging import HEAD, assessed, judged, judged_one

TEAM = "unit: 人, applies_to: {level: 县区, every_unit: true}, comparison: at_least, target: 400"


def test_every_unit_must_pass_whatever_the_sum(tmp_path: Path) -> None:
    rows = "\n".join(f"{region},指标,2020,{size},,县区" for region, size in (("甲", 400), ("乙", 400), ("丙", 399)))

    own = judged_one(tmp_path, TEAM, rows)

    assert (own.verdict, own.actual, own.gap, own.units_failed, own.units_total) == ("unmet", 399, 1, ("丙",), 3)


def test_the_own_line_is_met_only_if_all_units_are(tmp_path: Path) -> None:
    own = judged_one(tmp_path, TEAM, "甲,指标,2020,400,,县区\n乙,指标,2020,401,,县区")

    assert (own.verdict, own.actual, own.region, own.part_of) == ("met", 400, "甲县", None)


def test_a_missing_unit_is_no_data_with_its_name(tmp_path: Path) -> None:
    named = TEAM.replace("every_unit: true", "every_unit: true, units: [甲, 乙, 丙]")

    own = judged_one(tmp_path, named, "甲,指标,2020,400,,县区\n乙,指标,2020,400,,县区")

    assert (own.verdict, own.reason, own.units_missing) == ("no_data", "units_missing", ("丙",))


def test_a_failing_unit_weighs_more_than_a_missing_one(tmp_path: Path) -> None:
    named = TEAM.replace("every_unit: true", "every_unit: true, units: [甲, 乙, 丙]")

    own = judged_one(tmp_path, named, "甲,指标,2020,400,,县区\n乙,指标,2020,1,,县区")

    assert (own.verdict, own.units_failed, own.units_missing) == ("unmet", ("乙",), ("丙",))


def test_no_unit_at_all_is_no_data(tmp_path: Path) -> None:
    other = "- {id: y, name: 另一, unit: 个, comparison: at_least, target: 1}\n"

    results = judged(tmp_path, f"- {{id: x, name: 指标, {TEAM}}}\n{other}", "甲县,另一,2020,1")

    assert (results[0].verdict, results[0].reason, results[0].units_total) == ("no_data", "no_units", None)


def test_only_the_own_line_is_counted(tmp_path: Path) -> None:
    rows = "\n".join(f"{region},指标,2020,400,,县区" for region in "甲乙丙")

    assessment = assessed(tmp_path, f"- {{id: x, name: 指标, {TEAM}}}\n", rows)

    assert assessment.counts.total == 1
    assert [result.part_of for result in assessment.results()] == [None, "甲县", "甲县", "甲县"]


def test_units_of_a_product_are_each_judged_by_their_date(tmp_path: Path) -> None:
    fields = "comparison: done, due: '2020-04-10', applies_to: {level: 县区, every_unit: true}"
    rows = "甲,指标,2020,2020-04-10,,县区\n乙,指标,2020,2020-04-11,,县区"

    own = judged_one(tmp_path, fields, rows)

    assert (own.verdict, own.days_late, own.units_failed) == ("unmet", 1, ("乙",))


def test_listed_regions_have_a_line_each(tmp_path: Path) -> None:
    fields = "unit: 个, applies_to: [甲, 乙], comparison: at_least, target: 2"

    results = judged(tmp_path, f"- {{id: x, name: 指标, {fields}}}\n", "甲,指标,2020,2\n乙,指标,2020,1")

    assert {result.region: result.verdict for result in results} == {"甲": "met", "乙": "unmet"}


def test_a_level_has_a_line_for_each_of_its_regions_in_the_data(tmp_path: Path) -> None:
    fields = "unit: 个, applies_to: {level: 乡镇（街道）}, comparison: at_least, target: 2"

    results = judged(
        tmp_path, f"- {{id: x, name: 指标, {fields}}}\n", "甲镇,指标,2020,2,,乡镇(街道)\n乙镇,指标,2020,1,,乡镇（街道）"
    )

    assert {result.region: result.verdict for result in results} == {"甲镇": "met", "乙镇": "unmet"}


def test_one_name_feeds_every_indicator_whose_scope_holds_the_row(tmp_path: Path) -> None:
    plan = "".join(
        f"- {{id: {name}, name: 项目数, unit: 项, applies_to: {{level: {level}}}, target: ≥{bar}}}\n"
        for name, level, bar in (("county", "县", 45), ("town", "乡", 10))
    )

    results = judged(tmp_path, plan, "甲县,项目数,2020,44,,县\n甲乡,项目数,2020,44,,乡")

    assert {(result.indicator, result.region): result.verdict for result in results} == {
        ("county", "甲县"): "unmet",
        ("town", "甲乡"): "met",
    }


@pytest.mark.parametrize(
    ("fields", "row", "code"),
    [
        ("unit: 个", "乙县,指标,2020,5", "PK303"),
        (TEAM, "甲,指标,2020,400", "PK320"),
        ("unit: 个", "甲县,指 标,2020,5", None),
        ("unit: 个", ",指标,2020,5", None),
        ("unit: 个", "甲县,指标名,2020,5", "PK302"),
    ],
)
def test_a_row_that_feeds_nothing_is_a_finding(tmp_path: Path, fields: str, row: str, code: str | None) -> None:
    fields = fields if "target" in fields else f"{fields}, comparison: at_least, target: 5"

    assessment = assessed(tmp_path, f"- {{id: x, name: 指标, {fields}}}\n", row, fail_on="never")

    assert [finding.code for finding in assessment.findings] == ([code] if code else [])


def test_doubled_rows_are_one_when_equal_and_none_when_not(tmp_path: Path) -> None:
    plan = "- {id: x, name: 指标, unit: 个, comparison: at_least, target: 5}\n"

    equal = assessed(tmp_path, plan, "甲县,指标,2020,5\n甲县,x,2020,5")
    different = assessed(tmp_path, plan, "甲县,指标,2020,5\n甲县,x,2020,6")

    assert [finding.code for finding in equal.findings] == ["PK305"]
    assert next(equal.results()).verdict == "met"
    assert [finding.code for finding in different.findings] == ["PK304"]
    assert next(different.results()).reason == "conflicting_values"


REFERENCED = HEAD + "references:\n  bar: {title: 省目标}\n  gdp: {title: GDP增幅, indicator: gdp}\n"


def test_a_reference_without_a_value_is_no_target_until_it_is_given(tmp_path: Path) -> None:
    fields = 'unit: "%", comparison: at_least, target: {reference: bar}'

    without = judged_one(
        tmp_path, fields, "甲县,指标,2020,13", REFERENCED.replace("  gdp: {title: GDP增幅, indicator: gdp}\n", "")
    )
    given = judged_one(
        tmp_path,
        fields,
        "甲县,指标,2020,13",
        REFERENCED.replace("  gdp: {title: GDP增幅, indicator: gdp}\n", ""),
        references=("bar=13.5",),
    )

    assert (without.verdict, without.reason) == ("no_target", "reference_without_value")
    assert (given.verdict, given.low, given.gap, given.target) == ("unmet", 13.5, 0.5, "省目标 ≥13.5")


@pytest.mark.parametrize(("growth", "verdict", "gap"), [("5.9", "met", 0), ("6.5", "met", 0), ("7.2", "unmet", -0.7)])
def test_a_reference_may_be_another_indicators_actual(tmp_path: Path, growth: str, verdict: str, gap: float) -> None:
    plan = (
        '- {id: cost, name: 费用增幅, unit: "%", comparison: at_most, target: {reference: gdp}}\n'
        '- {id: gdp, name: GDP增幅, unit: "%", comparison: at_least, target: 6}\n'
    )

    cost = judged(tmp_path, plan, f"甲县,费用增幅,2020,{growth}\n甲县,GDP增幅,2020,6.5", REFERENCED)[0]

    assert (cost.verdict, cost.gap, cost.high) == (verdict, gap, 6.5)


def test_a_reference_to_an_actual_may_be_shifted(tmp_path: Path) -> None:
    plan = (
        '- {id: cost, name: 费用增幅, unit: "%", comparison: at_most, target: {reference: gdp, plus: -1}}\n'
        '- {id: gdp, name: GDP增幅, unit: "%", comparison: at_least, target: 6}\n'
    )

    cost = judged(tmp_path, plan, "甲县,费用增幅,2020,5.6\n甲县,GDP增幅,2020,6.5", REFERENCED)[0]

    assert (cost.verdict, cost.high, cost.gap, cost.target) == ("unmet", 5.5, -0.1, "GDP增幅-1 ≤5.5")
