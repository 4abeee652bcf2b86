"""Verdicts, gaps and progress, each worked out by hand beside the case (DESIGN §4.2, §4.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.judging import HEAD, judged, judged_one

UNIT = 'unit: "%"'
AT_LEAST = "comparison: at_least, target:"
PERIOD = range(2016, 2021)


@pytest.mark.parametrize(
    ("fields", "year", "value", "verdict", "gap"),
    [
        # level, one edge: gap = edge − m where unmet
        ("baseline: 60, comparison: at_least, target: 77", 2020, "77", "met", 0),
        ("baseline: 60, comparison: at_least, target: 77", 2020, "76.5", "unmet", 0.5),
        ("baseline: 60, comparison: at_least, target: 77", 2018, "76.5", "not_due", 0.5),
        ("baseline: 60, comparison: at_least, target: 77", 2018, "78", "met", 0),
        ("baseline: 60, comparison: at_least, target: 77", 2022, "76.5", "unmet", 0.5),
        ("baseline: 60, comparison: above, target: 95", 2020, "95", "unmet", 0),  # an open edge: gap 0, unmet
        ("baseline: 60, comparison: above, target: 95", 2020, "95.1", "met", 0),
        ("baseline: 60, comparison: at_most, target: 18", 2020, "18.3", "unmet", -0.3),
        ("baseline: 60, comparison: below, target: 6", 2020, "6.0", "unmet", 0),
        ("baseline: 60, comparison: below, target: 6", 2020, "5.9", "met", 0),
        # two edges
        ("comparison: equal, target: 50", 2020, "51", "unmet", -1),
        ("comparison: equal, target: 50, better: higher", 2020, "51", "met", 0),
        ("comparison: about, target: 69, tolerance: 1", 2020, "67.5", "unmet", 0.5),
        ("comparison: about, target: 69, tolerance: 1", 2020, "70", "met", 0),
        ("comparison: about, target: 69, tolerance: 1", 2020, "70.5", "unmet", -0.5),
        ("comparison: about, target: 6, tolerance: 0.5, better: higher", 2020, "7.5", "met", 0),
        ('target: "10-20"', 2020, "24", "unmet", -4),
        ('target: "10-20", better: higher', 2020, "24", "met", 0),
        ('target: "10-20", better: higher', 2020, "9", "unmet", 1),
        # 0.1 + 0.2 meets 0.3; 94.96 does not meet 95
        ("comparison: at_least, target: 0.3", 2020, "0.30000000000000004", "met", 0),
        ("comparison: at_least, target: 95", 2020, "94.96", "unmet", 0.04),
    ],
)
def test_level(tmp_path: Path, fields: str, year: int, value: str, verdict: str, gap: float) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {fields}", f"甲县,指标,{year},{value}")

    assert result.verdict == verdict
    assert result.gap == pytest.approx(gap, abs=1e-12)


@pytest.mark.parametrize(
    ("fields", "value", "completion", "progress", "relative"),
    [
        # lower edge > 0: 1.47/2.1 = 0.7; C = (1.47 − 1.58)/(2.1 − 1.58) = −0.11/0.52; 0.63/2.1 = 0.3
        ("baseline: 1.58, comparison: at_least, target: 2.1", "1.47", 0.7, -0.11 / 0.52, 0.3),
        # upper edge > 0: 25/25.4; C = (25.4 − 27.94)/(25 − 27.94) = −2.54/−2.94; −0.4/25
        ("baseline: 27.94, comparison: at_most, target: 25", "25.4", 25 / 25.4, 2.54 / 2.94, -0.016),
        # a start that already meets the target has no progress; met: gap 0, relative gap 0
        ("baseline: 0.9, comparison: below, target: 3", "1.01", 3 / 1.01, None, 0),
        # on the edge: no progress either
        ("baseline: 3, comparison: below, target: 3", "2.5", 3 / 2.5, None, 0),
        # an upper edge of 0: no ratio, and nothing divides by 0: gap −2
        ("baseline: 5, comparison: at_most, target: 0", "2", None, 0.6, None),
        # an upper edge > 0 and an actual of 0
        ("baseline: 5, comparison: at_most, target: 4", "0", None, 5.0, 0),
        # without a baseline: no progress
        ("comparison: at_least, target: 50", "40", 0.8, None, 0.2),
        # a bound as baseline is not a number
        ('baseline: "＞95", comparison: above, target: 97', "96", 96 / 97, None, 1 / 97),
        # two edges: progress to the nearer one, (9 − 4)/(10 − 4) = 5/6; past the far edge none
        ('baseline: 4, target: "10-20"', "9", 0.9, 5 / 6, 0.1),
        ('baseline: 4, target: "10-20"', "24", 20 / 24, None, -0.2),
        # from above: (24 − 30)/(20 − 30) = 0.6
        ('baseline: 30, target: "10-20"', "24", 20 / 24, 0.6, -0.2),
        # lost beyond a baseline that was met: the ratio alone would say 161 % of something
        ("baseline: 92, comparison: at_least, target: 90", "80", 80 / 90, None, 10 / 90),
    ],
)
def test_completion_and_progress(
    tmp_path: Path, fields: str, value: str, completion: float | None, progress: float | None, relative: float | None
) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {fields}", f"甲县,指标,2020,{value}")

    expected = [
        None if number is None else pytest.approx(number, rel=1e-9) for number in (completion, progress, relative)
    ]
    assert [result.completion, result.progress, result.relative_gap] == expected


@pytest.mark.parametrize(
    ("fields", "value", "compared", "verdict"),
    [
        # change: 68.9 − 72 = −3.1 against ≤ −3
        ("measure: change, baseline: 72, comparison: at_most, target: -3", "68.9", -3.1, "met"),
        ("measure: change, baseline: 72, comparison: at_most, target: -3", "69.1", -2.9, "unmet"),
        # percent_change: (90/100 − 1)·100 = −10
        ("measure: percent_change, baseline: 100, comparison: at_most, target: -10", "90", -10, "met"),
        ("measure: percent_change, baseline: 100, comparison: at_most, target: -10", "91", -9, "unmet"),
        # average_annual_change: (30 − 20)/5 = 2
        ("measure: average_annual_change, baseline: 20, comparison: at_least, target: 2", "30", 2, "met"),
        # average_annual_growth: (161.051/100)^(1/5) = 1.1
        ("measure: average_annual_growth, baseline: 100, comparison: at_least, target: 10", "161.051", 10, "met"),
    ],
)
def test_measures_against_the_baseline(tmp_path: Path, fields: str, value: str, compared: float, verdict: str) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {fields}", f"甲县,指标,2020,{value}")

    assert result.verdict == verdict
    assert result.compared == pytest.approx(compared, rel=1e-9)


@pytest.mark.parametrize(
    ("fields", "values", "compared", "verdict"),
    [
        ("measure: yearly_change, comparison: below, target: 0", {2019: 5, 2020: 4}, -1, "met"),
        ("measure: yearly_change, comparison: below, target: 0", {2019: 5, 2020: 5}, 0, "unmet"),
        # a falling rate that is 0 and stays 0 cannot fall further
        ("measure: yearly_change, comparison: below, target: 0", {2019: 0, 2020: 0}, 0, "met"),
        ("measure: yearly_percent_change, comparison: at_least, target: 5", {2019: 200, 2020: 212}, 6, "met"),
        # 10 + 20 + 30 + 40 + 50 = 150
        (f"measure: cumulative, {AT_LEAST} 150", dict(zip(PERIOD, (10, 20, 30, 40, 50), strict=True)), 150, "met"),
        # (1.01)^5 − 1 = 5.1010050 %
        (f"measure: total_rate, {AT_LEAST} 5", dict.fromkeys(PERIOD, 1), 5.10100501, "met"),
        # the fifth root of 1.07·1.05·1.06·1.06·1.06 is 1.0599811…: 5.998 % is not 6 %
        (f"measure: average_rate, {AT_LEAST} 6", dict(zip(PERIOD, (7, 5, 6, 6, 6), strict=True)), 5.99811, "unmet"),
        # falls given as positive numbers: 1 − 0.97^5 = 14.1266 %
        (f"measure: total_rate, rate_sign: fall, {AT_LEAST} 13.5", dict.fromkeys(PERIOD, 3), 14.12659743, "met"),
    ],
)  # fmt: skip
def test_measures_over_years(
    tmp_path: Path, fields: str, values: dict[int, int], compared: float, verdict: str
) -> None:
    rows = "\n".join(f"甲县,指标,{year},{value}" for year, value in values.items())

    result = judged_one(tmp_path, f"{UNIT}, {fields}", rows)

    assert result.verdict == verdict
    assert result.compared == pytest.approx(compared, rel=1e-5)


@pytest.mark.parametrize(
    ("fields", "rows", "reason"),
    [
        ("measure: change, comparison: at_least, target: 5", "甲县,指标,2020,7", "no_baseline"),
        ("measure: percent_change, baseline: 0, comparison: at_least, target: 5", "甲县,指标,2020,7", "no_meaning"),
        ("measure: yearly_change, comparison: below, target: 0", "甲县,指标,2018,5\n甲县,指标,2020,4", "missing_year"),
        ("measure: cumulative, comparison: at_least, target: 5", "甲县,指标,2016,5\n甲县,指标,2020,4", "missing_year"),
        (f"measure: total_rate, {AT_LEAST} 5", "\n".join(f"甲县,指标,{y},-100" for y in PERIOD), "no_meaning"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,", "blank"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,—", "no_such_item"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,…", "too_small"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,未报", "not_reported"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,七", "unreadable"),
        ("comparison: at_least, target: 5", "甲县,指标,2020,7\n甲县,指标,2020,8", "conflicting_values"),
    ],
)  # fmt: skip
def test_no_data_has_a_reason(tmp_path: Path, fields: str, rows: str, reason: str) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {fields}", rows)

    assert (result.verdict, result.reason, result.gap) == ("no_data", reason, None)


def test_a_missing_year_is_no_data_not_unmet_and_names_the_latest(tmp_path: Path) -> None:
    result = judged_one(tmp_path, f"{UNIT}, comparison: at_least, target: 5", "甲县,指标,2018,3", year=2020)

    assert (result.verdict, result.reason, result.latest_year) == ("no_data", "no_actual", 2018)


def test_a_cell_that_says_not_applicable_takes_the_indicator_out(tmp_path: Path) -> None:
    result = judged_one(tmp_path, f"{UNIT}, comparison: at_least, target: 5", "甲县,指标,2020,/")

    assert (result.verdict, result.reason) == ("not_applicable", None)


@pytest.mark.parametrize(
    ("year", "due", "verdict", "gap"),
    [
        (2016, "2018", "not_due", 1),
        (2018, "2018", "unmet", 1),
        (2019, "2019", "unmet", 6),
        (2020, "2020", "unmet", 11),
        (2022, "2020", "unmet", 11),
    ],
)
def test_a_year_is_judged_by_its_milestone_or_the_next(
    tmp_path: Path, year: int, due: str, verdict: str, gap: float
) -> None:
    fields = f"{UNIT}, comparison: at_least, target: {{2018: 40, 2019: 45, 2020: 50}}"

    result = judged_one(tmp_path, fields, f"甲县,指标,{year},39")

    assert (result.due, result.verdict, result.gap) == (due, verdict, gap)


def test_years_before_the_baseline_are_history(tmp_path: Path) -> None:
    results = judged(
        tmp_path,
        f"- {{id: x, name: 指标, {UNIT}, comparison: at_least, target: 5}}\n",
        "甲县,指标,2013,1\n甲县,指标,2015,1\n甲县,指标,2016,1",
        all_years=True,
    )

    assert [result.year for result in results] == [2015, 2016]


def test_data_of_history_alone_leave_the_last_year_without_data(tmp_path: Path) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {AT_LEAST} 5", "甲县,指标,2013,7", fail_on="never")

    assert (result.year, result.verdict, result.latest_year) == (2020, "no_data", 2013)


@pytest.mark.parametrize(
    ("year", "values", "verdict", "gap"),
    [
        (2018, {2016: 100, 2017: 100, 2018: 100}, "not_due", 0),  # inside the budget before its last year
        (2018, {2016: 200, 2017: 200, 2018: 200}, "unmet", -100),  # over it at once
        (2020, dict.fromkeys(range(2016, 2021), 100), "met", 0),
    ],
)
def test_a_budget_is_not_met_before_its_last_year(
    tmp_path: Path, year: int, values: dict[int, int], verdict: str, gap: float
) -> None:
    rows = "\n".join(f"甲县,指标,{each},{value}" for each, value in values.items())

    result = judged_one(tmp_path, "unit: 万元, measure: cumulative, comparison: at_most, target: 500", rows, year=year)

    assert (result.verdict, result.gap) == (verdict, gap)


@pytest.mark.parametrize(
    ("fields", "value", "worse"),
    [
        ("baseline: 1.58, comparison: at_least, target: 2.1", "1.47", True),
        ("baseline: 0.9, comparison: below, target: 3", "1.01", True),  # met, and worse
        ("baseline: 0.9, comparison: below, target: 3", "0.9", False),
        ("baseline: 45, comparison: equal, target: 50", "40", None),  # no direction
        ("baseline: 45, comparison: equal, target: 50, better: higher", "40", True),
        ("comparison: at_least, target: 5", "1", None),
        ("baseline: 45, better: lower", "46", True),  # only watched
    ],
)
def test_worse_than_the_baseline(tmp_path: Path, fields: str, value: str, worse: bool | None) -> None:
    result = judged_one(tmp_path, f"{UNIT}, {fields}", f"甲县,指标,2020,{value}")

    assert result.worse_than_baseline is worse


@pytest.mark.parametrize(
    ("unit", "target", "value", "rounds"),
    [
        ('"%"', "95", "94.96", True),  # one decimal at least: 95.0
        ('"%"', "95", "94.94", False),
        ("岁", "77", "76.96", True),
        ("个", "77", "76.6", True),  # a count, printed without decimals: 77
        ('"%"', "29.15", "29.1", False),
        ('"%"', "2.68", "2.675", True),  # half up, although 2.675·100 is 267.49999999999997
        ('"%"', "95", "95", False),  # met
    ],
)
def test_rounds_to_target_is_shown_and_never_decides(
    tmp_path: Path, unit: str, target: str, value: str, rounds: bool
) -> None:
    result = judged_one(tmp_path, f"unit: {unit}, comparison: at_least, target: {target}", f"甲县,指标,2020,{value}")

    assert (result.rounds_to_target, result.verdict) == (rounds, "met" if value == "95" else "unmet")


def test_required_annual_change_is_the_gap_by_the_years_left(tmp_path: Path) -> None:
    result = judged_one(
        tmp_path, "unit: 人/千人口, baseline: 1.58, comparison: at_least, target: 2.1", "甲县,指标,2015,1.47"
    )

    assert (result.required_annual_change, result.gap) == (0.126, 0.63)  # 0.63/5


@pytest.mark.parametrize(
    ("due", "value", "year", "verdict", "late"),
    [
        ("'2022-04-10'", "2022-04-10", 2022, "met", None),
        ("'2022-04-10'", "2022-04-11", 2022, "unmet", 1),
        ("'2022-04-10'", "已完成", 2022, "no_data", None),  # a word in the due year: the date is needed
        ("'2022-04-10'", "已完成", 2021, "met", None),
        ("'2022-04-10'", "未完成", 2021, "not_due", None),
        ("'2022-04-10'", "未完成", 2022, "unmet", None),
        ("2022", "已完成", 2022, "met", None),
        ("2022", "已完成", 2023, "no_data", None),
        ("2022", "2023-01-05", 2023, "unmet", 5),
    ],
)
def test_a_product_counts_to_the_day(
    tmp_path: Path, due: str, value: str, year: int, verdict: str, late: int | None
) -> None:
    head = HEAD.replace("2016-2020", "2021-2023").replace("baseline_year: 2015\n", "")

    result = judged_one(tmp_path, f"comparison: done, due: {due}", f"甲县,指标,{year},{value}", head, year=year)

    assert (result.verdict, result.days_late) == (verdict, late)


def test_done_stays_done(tmp_path: Path) -> None:
    rows = "甲县,指标,2017,2017-09-01\n甲县,指标,2019,未完成"

    result = judged_one(tmp_path, "comparison: done", rows, year=2020)

    assert (result.verdict, result.done_on) == ("met", "2017-09-01")


def test_there_is_no_share_of_what_binary_digits_leave_over(tmp_path: Path) -> None:
    # 793 · 0.1 − 79.3 is 1.4e-14 in binary, and 1 is 70,000,000,000,000 times that
    fields = f"{UNIT}, measure: change, baseline: 79.3, comparison: at_most, target: 1"

    result = judged_one(tmp_path, fields, "甲县,指标,2020,793‰")

    assert (result.compared, result.completion) == (0, None)


@pytest.mark.parametrize(
    ("said", "verdict", "reason"),
    [
        ("2016,×", "no_data", "no_actual"),  # whether it was missed nobody says
        ("2016,未报", "no_data", "no_actual"),
        ("2016,/", "no_data", "no_actual"),
        ("2019,×", "unmet", None),  # not done by its date, and so missed for good
        ("2016,√", "met", None),
    ],
)
def test_what_an_earlier_year_says_of_a_product(tmp_path: Path, said: str, verdict: str, reason: str | None) -> None:
    result = judged_one(
        tmp_path, "comparison: done, due: '2019-04-10'", f"甲县,指标,{said}", year=2020, fail_on="never"
    )

    assert (result.verdict, result.reason) == (verdict, reason)


def test_a_product_without_a_row_is_not_due_and_then_without_data(tmp_path: Path) -> None:
    other = (
        "- {id: y, name: 另一, unit: 个, comparison: at_least, target: 1}\n- {id: x, name: 指标, comparison: done}\n"
    )

    early = judged(tmp_path, other, "甲县,另一,2018,1")
    late = judged(tmp_path, other, "甲县,另一,2020,1")

    assert [results[1].verdict for results in (early, late)] == ["not_due", "no_data"]


def test_a_value_to_date_is_not_judged_against_the_whole_year(tmp_path: Path) -> None:
    fields = f"{UNIT}, comparison: at_least, target: 50"

    half = judged_one(tmp_path, fields, "甲县,指标,2020H1,30")
    both = judged_one(tmp_path, fields, "甲县,指标,2020H1,30\n甲县,指标,2020,49")

    assert [(half.verdict, half.part), (both.verdict, both.part)] == [("not_due", "H1"), ("unmet", None)]


def test_a_rate_comes_from_its_numerator_and_denominator(tmp_path: Path) -> None:
    result = judged_one(
        tmp_path, "unit: 张/千人口, comparison: at_least, target: 6.5", "甲县,指标,2020,,,,,1300,205000"
    )

    assert result.actual == pytest.approx(1300 / 205000 * 1000)
    assert (result.verdict, result.numerator, result.denominator) == ("unmet", 1300, 205000)
