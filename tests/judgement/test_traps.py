"""Verdicts that once came out wrong without a word; each case is small enough to work out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.pipeline import Request, assess
from planckeck.plans.loading import read_plan_text
from planckeck.problems import InputError
from planckeck.readers import ReadRequest
from tests.judging import HEAD, assessed, judged, judged_one


@pytest.mark.parametrize(
    ("unit", "cell", "actual"),
    [
        ("亿元", "5000万", 0.5),
        ("万元", "1.2亿", 12000),
        ("千人", "30万", 300),
        ("人", "12.6万", 126000),
        ("万人", "12.6万", 12.6),
    ],
)
def test_a_scale_in_the_cell_is_of_the_units_base(tmp_path: Path, unit: str, cell: str, actual: float) -> None:
    result = judged_one(tmp_path, f"unit: {unit}, comparison: at_least, target: 1", f"甲县,指标,2020,{cell}")

    assert result.actual == pytest.approx(actual)


@pytest.mark.parametrize(
    ("fields", "rows"),
    [
        # the second half of 2019 is missing
        (
            "measure: cumulative, comparison: at_most, target: 100",
            {"2016": 20, "2017": 20, "2018": 20, "2019H1": 10, "2020": 20},
        ),
        ("measure: yearly_percent_change, comparison: at_least, target: 6", {"2019H1": 50, "2020": 90}),
        (
            "measure: average_rate, comparison: at_least, target: 6",
            {"2016": 6, "2017": 6, "2018": 6, "2019Q1": 12, "2020": 6},
        ),
    ],
)
def test_a_part_of_an_earlier_year_is_no_year(tmp_path: Path, fields: str, rows: dict[str, int]) -> None:
    data = "\n".join(f"甲县,指标,{period},{value}" for period, value in rows.items())

    result = judged_one(tmp_path, f'unit: "%", {fields}', data)

    assert (result.verdict, result.reason) == ("no_data", "part_year")


def test_a_fall_as_a_positive_number_fits_only_measures_that_take_it() -> None:
    fields = 'unit: "%", baseline: 50, measure: change, rate_sign: fall, target: 下降10个百分点以上'
    text = f"{HEAD}indicators:\n- {{id: x, name: 指标, {fields}}}\n"

    _, findings = read_plan_text(text, "plan.yaml", "plan")

    assert [finding.code for finding in findings] == ["PK208"]


def test_two_plans_of_one_id_are_refused(tmp_path: Path) -> None:
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "plan.yaml").write_text(
            f"{HEAD}indicators:\n- {{id: a, name: 甲, unit: 个, target: ≥1}}\n"
        )
    (tmp_path / "a.csv").write_text("indicator,year,value\n甲,2020,1\n")

    with pytest.raises(InputError, match="PK115"):
        assess(Request(ReadRequest((str(tmp_path / "a.csv"),)), plans=(str(tmp_path),)))


def test_one_file_named_twice_is_one_plan(tmp_path: Path) -> None:
    results = judged(tmp_path, "- {id: a, name: 甲, unit: 个, target: ≥1}\n", "甲县,甲,2020,1")
    twice = (str(tmp_path / "plan.yaml"), str(tmp_path / "." / "plan.yaml"))

    again = assess(Request(ReadRequest((str(tmp_path / "actual.csv"),)), plans=twice))

    assert len(list(again.results())) == len(results) == 1


@pytest.mark.parametrize("other", ["", "/", "abc", "66"])
def test_a_value_beside_something_else_loses_both_whatever_the_order(tmp_path: Path, other: str) -> None:
    fields = "unit: 个, comparison: at_least, target: 60"
    rows = ["甲县,指标,2020,65", f"甲县,x,2020,{other}"]

    verdicts = [
        (result.verdict, result.reason)
        for order in (rows, rows[::-1])
        for result in [judged_one(tmp_path, fields, "\n".join(order), fail_on="never")]
    ]

    assert verdicts == [("no_data", "conflicting_values")] * 2


def test_one_value_in_two_units_is_one_value(tmp_path: Path) -> None:
    # 535.2 · 0.1 is 53.52000000000001 in binary
    fields = 'unit: "%", comparison: at_least, target: 50'

    result = judged_one(tmp_path, fields, "甲县,指标,2020,53.52\n甲县,x,2020,535.2‰")

    assert (result.verdict, result.actual) == ("met", 53.52)


@pytest.mark.parametrize("all_years", [False, True])
def test_the_latest_year_is_that_of_two_values_that_contradict_each_other_too(tmp_path: Path, all_years: bool) -> None:
    """Else a figure of 2020 that was entered twice would leave the report at 2019, as if nothing had come in."""
    rows = "甲县,指标,2019,65\n甲县,指标,2020,66\n甲县,x,2020,67"

    results = judged(
        tmp_path, "- {id: x, name: 指标, unit: 个, target: ≥60}\n", rows, all_years=all_years, fail_on="never"
    )

    assert (results[-1].year, results[-1].reason) == (2020, "conflicting_values")


def test_two_blank_rows_are_a_binding_target_without_data(tmp_path: Path) -> None:
    plan = "- {id: x, name: 指标, unit: 个, constraint: binding, comparison: at_least, target: 60}\n"

    assessment = assessed(tmp_path, plan, "甲县,指标,2020,\n甲县,x,2020,")

    assert {finding.code for finding in assessment.findings} == {"PK305", "PK314"}
    assert next(assessment.results()).reason == "blank"


def test_a_date_and_a_word_for_done_agree(tmp_path: Path) -> None:
    result = judged_one(tmp_path, "comparison: done", "甲县,指标,2020,已完成\n甲县,x,2020,2020-05-01")

    assert (result.verdict, result.done_on) == ("met", "2020-05-01")


@pytest.mark.parametrize(("year", "verdict"), [(2017, "not_due"), (2018, "met")])
def test_a_date_still_to_come_is_no_deed(tmp_path: Path, year: int, verdict: str) -> None:
    result = judged_one(tmp_path, "comparison: done, due: '2018-04-10'", "甲县,指标,2017,2018-03-01", year=year)

    assert result.verdict == verdict


@pytest.mark.parametrize(
    ("fields", "value", "completion"),
    [
        ("comparison: equal, target: 20", "80", 0.25),
        ("comparison: equal, target: 20", "10", 0.5),
        ("comparison: equal, target: -20", "80", -4.0),  # an upper edge below 0: m/edge
        ("comparison: equal, target: -20", "-30", None),  # a lower edge below 0 has no ratio
    ],
)
def test_the_completion_of_equal_is_that_of_its_side(
    tmp_path: Path, fields: str, value: str, completion: float | None
) -> None:
    assert judged_one(tmp_path, f'unit: "%", {fields}', f"甲县,指标,2020,{value}").completion == completion


def test_milestones_of_different_measures_do_not_mix(tmp_path: Path) -> None:
    rows = "甲县,指标,2018,50\n甲县,指标,2019,60\n甲县,指标,2020,66"
    fields = 'unit: "%", target: {2019: 60以上, 2020: 较上年提高5个百分点以上}'

    result = judged_one(tmp_path, fields, rows)

    assert (result.verdict, result.compared) == ("met", 6)


def test_an_open_bar_from_an_indicator_stays_open(tmp_path: Path) -> None:
    head = HEAD + "references:\n  gdp: {title: GDP增幅, indicator: gdp}\n"
    plan = (
        '- {id: cost, name: 费用增幅, unit: "%", comparison: below, target: {reference: gdp}}\n'
        "- {id: gdp, name: GDP增幅, unit: ‰, comparison: at_least, target: 6}\n"
    )

    cost = judged(tmp_path, plan, "甲县,费用增幅,2020,6.13\n甲县,GDP增幅,2020,61.3", head)[0]

    assert (cost.verdict, cost.high, cost.high_open, cost.gap) == ("unmet", 6.13, True, 0)


def test_an_unfilled_template_does_not_make_its_year_the_latest(tmp_path: Path) -> None:
    result = judged_one(tmp_path, "unit: 个, comparison: at_least, target: 5", "甲县,指标,2018,4\n甲县,指标,2020,")

    assert (result.year, result.verdict) == (2018, "not_due")


def test_a_unit_asked_for_by_name_is_counted(tmp_path: Path) -> None:
    plan = "- {id: x, name: 指标, unit: 人, applies_to: {level: 镇, every_unit: true}, target: ≥400}\n"

    assessment = assessed(tmp_path, plan, "甲镇,指标,2020,399,,镇\n乙镇,指标,2020,400,,镇", regions=("甲镇",))

    assert (assessment.counts.total, assessment.failures) == (1, 1)


def test_nothing_to_judge_is_not_green(tmp_path: Path) -> None:
    plan = "- {id: x, name: 指标, unit: 个, target: ≥4}\n"

    assessment = assessed(tmp_path, plan, "甲县,指标,2020,5", year=2010)

    assert "PK328" in {finding.code for finding in assessment.findings}


def test_each_plan_fails_by_its_own_classes(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name, fields in (("classed", "constraint: guiding"), ("plain", "name: 乙")):
        body = fields if "name" in fields else f"name: 甲, {fields}"
        other = "" if "name" in fields else "- {id: b, name: 丙, unit: 个, constraint: binding, target: ≥1}\n"
        text = (
            HEAD.replace("id: plan", f"id: {name}") + f"indicators:\n- {{id: a, {body}, unit: 个, target: ≥5}}\n{other}"
        )
        (tmp_path / "plans" / f"{name}.yaml").write_text(text, encoding="utf-8")
    data = tmp_path / "a.csv"
    data.write_text(
        "plan,indicator,year,value\nclassed,甲,2020,1\nclassed,丙,2020,1\nplain,乙,2020,5\n", encoding="utf-8"
    )

    assessment = assess(Request(ReadRequest((str(data),)), plans=(str(tmp_path / "plans"),)))

    assert (assessment.failures, assessment.method.fail_on) == (0, "classed: binding, plain: any")


def test_the_plan_column_says_whose_unit_a_cell_is_in(tmp_path: Path) -> None:
    (tmp_path / "plans").mkdir()
    for name, unit in (("a", "万人"), ("b", "人")):
        text = (
            HEAD.replace("id: plan", f"id: {name}")
            + f"indicators:\n- {{id: x, name: 参保人数, unit: {unit}, target: ≥1}}\n"
        )
        (tmp_path / "plans" / f"{name}.yaml").write_text(text, encoding="utf-8")
    data = tmp_path / "a.csv"
    data.write_text("plan,indicator,year,value\na,参保人数,2020,2万\nb,参保人数,2020,2万\n", encoding="utf-8")

    results = assess(Request(ReadRequest((str(data),)), plans=(str(tmp_path / "plans"),))).results()

    assert [result.actual for result in results] == [2, 20000]


def test_the_due_date_that_the_print_gives_is_taken(tmp_path: Path) -> None:
    result = judged_one(tmp_path, "unit: 岁, target: 到2019年达到77岁", "甲县,指标,2019,76")

    assert (result.due, result.verdict) == ("2019", "unmet")


@pytest.mark.parametrize(
    ("row", "reason"), [("甲县,指标,2020,,,,,5,0", "no_meaning"), ("甲县,指标,2020,50,,,,1,3", "unreadable")]
)
def test_terms_that_make_no_rate_or_another_are_said(tmp_path: Path, row: str, reason: str) -> None:
    result = judged_one(tmp_path, 'unit: "%", comparison: at_least, target: 5', row, fail_on="never")

    assert (result.verdict, result.reason) == ("no_data", reason)
