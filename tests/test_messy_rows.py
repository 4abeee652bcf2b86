"""The table of messy values, its rows that are target texts (17, 19 to 26) or about whole rows of data (68 to 71)."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.target import Done
from planckeck.pipeline import Request, assess
from planckeck.plans import load_plans
from planckeck.problems import Severity
from planckeck.readers import ReadRequest
from tests.judging import assessed, judged_one

HEAD = "id: plan\ntitle: 规划\nregion: 甲县\nperiod: 2021-2025\nbaseline_year: 2020\nindicators:\n"


def promised(folder: Path, fields: str) -> tuple[object, list[str]]:
    """Load one indicator; return (low, low_open, high, high_open) of its target, and the codes of errors."""
    plan = folder / "plan.yaml"
    plan.write_text(f"{HEAD}- {{id: x, name: 指标, {fields}}}\n", encoding="utf-8")
    plans, findings = load_plans([plan])
    errors = [finding.code for finding in findings if finding.severity is Severity.ERROR]
    if not plans:
        return None, errors
    (promise,) = plans[0].promises["x"]
    one = promise.interval
    return tuple(None if edge is None else float(edge) for edge in (one.low, one.high)), errors


@pytest.mark.parametrize("ratio", ["1:1.2", "1:30"])
def test_row_17_an_unquoted_ratio_is_refused(ratio: str, tmp_path: Path) -> None:
    # another YAML reader takes 1:30 for 90 seconds
    assert promised(tmp_path, f'unit: "1:n", comparison: at_least, target: {ratio}') == (None, ["PK102"])


@pytest.mark.parametrize("text", ["≥95", "95以上", "不低于95", "95及以上"])
def test_row_19_at_least_in_four_spellings(text: str, tmp_path: Path) -> None:
    assert promised(tmp_path, f'unit: "%", target: "{text}"') == ((95, None), [])


@pytest.mark.parametrize("text", ["95左右", "约95"])
def test_row_20_about_needs_a_tolerance(text: str, tmp_path: Path) -> None:
    without = promised(tmp_path, f'unit: "%", target: "{text}"')
    given = promised(tmp_path, f'unit: "%", target: "{text}", tolerance: 2')

    assert len(without[1]) == 1
    assert given == ((93, 97), [])


@pytest.mark.parametrize(
    ("text", "meets"), [("<5.5", False), ("小于5.5", False), ("5.5以内", True), ("控制在5.5以下", True)]
)
def test_row_21_below_leaves_the_figure_out_and_within_includes_it(text: str, meets: bool, tmp_path: Path) -> None:
    result = judged_one(tmp_path, f'unit: ‰, target: "{text}"', "甲县,指标,2020,5.5")

    assert result.verdict == ("met" if meets else "unmet")


@pytest.mark.parametrize(
    ("text", "edges"), [("-4.0~-4.5", (-4.5, -4.0)), ("70—75", (70, 75)), ("3-6", (3, 6)), ("3～6个", (3, 6))]
)
def test_row_22_a_range_is_sorted_and_its_hyphen_is_no_minus(
    text: str, edges: tuple[float, float], tmp_path: Path
) -> None:
    assert promised(tmp_path, f'unit: 个, target: "{text}"') == (edges, [])


def test_row_23_brackets_are_a_figure_over_the_period_and_never_a_list(tmp_path: Path) -> None:
    without = promised(tmp_path, 'unit: 万人, target: "〔13.5〕"')
    as_list = promised(tmp_path, "unit: 万人, target: [1]")
    given = promised(tmp_path, 'unit: 万人, comparison: at_least, measure: cumulative, target: "〔13.5〕"')

    assert len(without[1]) >= 1
    assert as_list[0] is None
    assert given == ((13.5, None), [])


def test_row_24_a_change_needs_a_baseline(tmp_path: Path) -> None:
    # 60 % → 66.5 % is +6.5 points, at least 6
    fields = 'unit: "%", measure: change, target: "提高6个百分点以上"'

    assert judged_one(tmp_path, f"{fields}, baseline: 60", "甲县,指标,2020,66.5").verdict == "met"
    assert judged_one(tmp_path, fields, "甲县,指标,2020,66.5").reason == "no_baseline"


def test_row_24_a_percentage_change_against_a_named_year(tmp_path: Path) -> None:
    # 50 → 41 is −18 %
    fields = 'unit: 吨, measure: percent_change, baseline: 50, target: "较2015年下降18%以上"'

    assert judged_one(tmp_path, fields, "甲县,指标,2020,41").verdict == "met"
    assert judged_one(tmp_path, fields, "甲县,指标,2020,41.1").verdict == "unmet"


def test_row_25_a_mean_growth_and_a_percentage_without_a_comparison(tmp_path: Path) -> None:
    growth = promised(tmp_path, 'unit: 亿元, baseline: 100, measure: average_annual_growth, target: "年均增长7%以上"')

    assert growth == ((7, None), [])
    assert len(promised(tmp_path, 'unit: 亿元, baseline: 100, target: "7%"')[1]) >= 1


def test_row_26_what_has_no_bar_is_no_target(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(f'{HEAD}- {{id: x, name: 指标, target: "建成"}}\n', encoding="utf-8")
    (loaded,), _ = load_plans([plan])
    (promise,) = loaded.promises["x"]
    slower = 'unit: "%", measure: yearly_change, target: "持续下降"'

    assert isinstance(promise.target, Done)
    assert judged_one(tmp_path, slower, "甲县,指标,2019,5\n甲县,指标,2020,4.9").verdict == "met"
    for words in ("全省前列", "保持在合理区间"):
        # a rank or a “reasonable range” names no figure
        _, errors = promised(tmp_path, f'unit: 位, target: "{words}"')
        result = judged_one(tmp_path, f"unit: 位, reading: {{certainty: ambiguous, note: {words}}}", "甲县,指标,2020,3")
        assert errors or result.verdict == "no_target"
        assert result.verdict == "no_target"


X = "- {id: x, name: 指标, unit: 张, target: ≥95}\n"


def test_row_68_equal_rows_count_once_and_unequal_ones_not_at_all(tmp_path: Path) -> None:
    equal = assessed(tmp_path, X, "甲县,指标,2020,96\n甲县,指标,2020,96\n")
    unequal = assessed(tmp_path, X, "甲县,指标,2020,96\n甲县,指标,2020,97\n")

    assert (next(equal.results()).verdict, [one.code for one in equal.findings]) == ("met", ["PK305"])
    assert next(unequal.results()).reason == "conflicting_values"
    assert "PK304" in [one.code for one in unequal.findings]


def test_row_68_in_two_columns_of_one_row(tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(HEAD.replace("2021-2025", "2016-2020").replace("2020\nind", "2015\nind") + X, encoding="utf-8")
    data = tmp_path / "a.csv"
    data.write_text("指标,2020年,2020\n指标,96,97\n", encoding="utf-8")

    assessment = assess(Request(ReadRequest((str(data),)), (str(plan),)))

    assert next(assessment.results()).reason == "conflicting_values"
    (doubled,) = [one for one in assessment.findings if one.code == "PK304"]
    assert (str(doubled.place), str(doubled.related)) == (f"{data.as_posix()}:2:3", f"{data.as_posix()}:2:2")


TOWNS = '- {id: x, name: 指标, unit: 张, target: "≥95", applies_to: [江陵县]}\n'


@pytest.mark.parametrize(
    ("region", "codes"),
    [("江陵县", []), ("江陵县 ", []), ("江陵", ["PK303"]), ("421024", ["PK303"]), ("荆州市江陵县", ["PK303"])],
)
def test_row_70_a_region_is_its_exact_name_or_a_suggestion(region: str, codes: list[str], tmp_path: Path) -> None:
    assessment = assessed(tmp_path, TOWNS, f"{region},指标,2020,96\n")

    assert [one.code for one in assessment.findings if one.code == "PK303"] == codes


@pytest.mark.parametrize("region", ["江陵县", "421024", "荆州市江陵县"])
def test_row_70_a_code_or_the_name_behind_its_parent_with_a_regions_table(region: str, tmp_path: Path) -> None:
    table = tmp_path / "regions.csv"
    table.write_text("code,name,parent,level\n421000,荆州市,,市\n421024,江陵县,421000,县\n", encoding="utf-8")

    assessment = assessed(tmp_path, TOWNS, f"{region},指标,2020,96\n", regions_file=str(table))

    assert (next(assessment.results()).verdict, list(assessment.findings)) == ("met", [])


def test_row_71_ids_of_digits_stay_text(tmp_path: Path) -> None:
    plan = '- {id: x, name: "01", unit: 张, target: ≥95}\n- {id: y, name: "3.10", unit: 张, target: ≥95}\n'

    results = list(assessed(tmp_path, plan, "甲县,01,2020,96\n甲县,3.10,2020,97\n").results())

    assert [result.actual for result in results] == [96, 97]
