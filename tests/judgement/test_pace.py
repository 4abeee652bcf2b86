"""Pace, each case worked out by hand beside it (DESIGN §4.4). Period 2016-2020, baseline year 2015, band 0.10."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from planckeck.model.assessment import Result
from tests.judging import HEAD, judged, judged_one

RATE = 'unit: "%"'
UP = f"{RATE}, baseline: 50, comparison: at_least, target: 70"
DOWN = f"{RATE}, baseline: 30, comparison: at_most, target: 20"
LADDER = f"{RATE}, baseline: 30, comparison: at_least, target: {{2018: 60, 2020: 70}}"
BUDGET = "unit: 万元, measure: cumulative, comparison: at_most, target: 500"
RATIO = 'unit: "1:n", baseline: "1:0.9", target: "1：1.2", comparison: at_least'
ABOUT = f"{RATE}, baseline: 58, comparison: about, target: 69, tolerance: 1"
RANGE = 'unit: 家, target: "10-20"'
LOSS = "unit: 万元, baseline: -10, comparison: at_least, target: -5"
BACK = f"{RATE}, baseline: 60, comparison: about, tolerance: 1, target: {{2017: 80, 2020: 66}}"
HOLD = f"{RATE}, baseline: 95, comparison: at_least, target: 95"
CUT = f"{RATE}, measure: percent_change, baseline: 100, comparison: at_most, target: -10"
FALL = "unit: 岁, measure: change, baseline: 72, comparison: at_most, target: -3"
MEAN = f"{RATE}, measure: average_annual_change, baseline: 50, comparison: at_least, target: 4"
HALF = f"{RATE}, baseline: 50, comparison: at_least, target: 77, due: '2020-06-30'"
YEARLY = f"{RATE}, measure: yearly_change, comparison: below, target: 0"
TO_BAR = f"{RATE}, baseline: 50, comparison: at_least, target:"
SUM = "unit: 个, measure: cumulative, comparison: at_least, target: 100"


@dataclass(frozen=True)
class Case:
    """An indicator's fields, its values by period, and what the last of them must give."""

    fields: str
    values: Mapping[str, float | str]
    pace: str | None
    reason: str | None = None
    tau: float | None = None
    path: float | None = None
    lead: float | None = None


# fmt: off
CASES = [
    # more is better: from 50 in 2015 to 70 in 2020, 4 a year. 2018: τ = 3/5, path 50 + 0.6·20 = 62
    Case(UP, {"2018": 62}, "on_pace", None, 0.6, 62, 0),
    Case(UP, {"2018": 64}, "ahead", None, 0.6, 62, 0.1),        # (64 − 62)/20 = 0.1: the band itself is ahead
    Case(UP, {"2018": 63.9}, "on_pace", None, 0.6, 62, 0.095),  # 1.9/20
    Case(UP, {"2018": 60}, "on_pace", None, 0.6, 62, -0.1),     # −2/20: the band itself is still on pace
    Case(UP, {"2018": 59.9}, "behind", None, 0.6, 62, -0.105),  # −2.1/20
    Case(UP, {"2018": 50}, "behind", None, 0.6, 62, -0.6),      # as in 2015: no worse, not regressed
    Case(UP, {"2018": 49.9}, "regressed", None, 0.6, 62, -0.605),
    Case(UP, {"2018": 70}, "ahead", None, 0.6, 62, 0.4),        # met early
    Case(UP, {"2016": 54}, "on_pace", None, 0.2, 54, 0),
    Case(UP, {"2019": 66}, "on_pace", None, 0.8, 66, 0),
    # less is better: from 30 to 20. 2017: τ = 0.4, path 30 − 0.4·10 = 26
    Case(DOWN, {"2017": 26}, "on_pace", None, 0.4, 26, 0),
    Case(DOWN, {"2017": 25}, "ahead", None, 0.4, 26, 0.1),      # (26 − 25)/10
    Case(DOWN, {"2017": 27.1}, "behind", None, 0.4, 26, -0.11), # (26 − 27.1)/10
    Case(DOWN, {"2017": 30.5}, "regressed", None, 0.4, 26, -0.45),
    Case(DOWN, {"2017": 19}, "ahead", None, 0.4, 26, 0.7),
    # a baseline of 0: nothing divides by it. 2018: path 0 + 0.6·10 = 6
    Case("unit: 个, baseline: 0, comparison: at_least, target: 10", {"2018": 6}, "on_pace", None, 0.6, 6, 0),
    Case("unit: 个, baseline: 0, comparison: at_least, target: 10", {"2018": 4}, "behind", None, 0.6, 6, -0.2),
    Case("unit: 个, baseline: 10, comparison: at_most, target: 0", {"2018": 2}, "ahead", None, 0.6, 4, 0.2),
    # negative values: from −10 up to −5; 2018: −10 + 0.6·5 = −7. From 2 down to −3: 2 − 0.6·5 = −1
    Case(LOSS, {"2018": -7}, "on_pace", None, 0.6, -7, 0),
    Case(LOSS, {"2018": -11}, "regressed", None, 0.6, -7, -0.8),
    Case("unit: 万元, baseline: 2, comparison: at_most, target: -3", {"2018": -1.5}, "ahead", None, 0.6, -1, 0.1),
    # a baseline that is the target: a bar to hold, whatever the distance inside
    Case(HOLD, {"2018": 95}, "on_pace", None, 0.6),
    Case(HOLD, {"2018": 94}, "regressed", None, 0.6),
    Case(f"{RATE}, baseline: 95, comparison: above, target: 95", {"2018": 95}, "behind", None, 0.6),  # on the open edge
    # a baseline beyond the target: inside is on pace also where it is worse, lost is regressed
    Case(f"{RATE}, baseline: 92, comparison: at_least, target: 90", {"2018": 91}, "on_pace", None, 0.6),
    Case(f"{RATE}, baseline: 92, comparison: at_least, target: 90", {"2018": 80}, "regressed", None, 0.6),
    Case("unit: ‰, baseline: 0.9, comparison: below, target: 3", {"2018": 1.45}, "on_pace", None, 0.6),
    Case("unit: ‰, baseline: 0.9, comparison: below, target: 3", {"2018": 3}, "regressed", None, 0.6),
    # a ratio 1:n, from 0.9 to 1.2; 2018: 0.9 + 0.6·0.3 = 1.08
    Case(RATIO, {"2018": "1:1.08"}, "on_pace", None, 0.6, 1.08, 0),
    Case(RATIO, {"2018": "1:1"}, "behind", None, 0.6, 1.08, -0.08 / 0.3),
    # about 69 ± 1 from below: to the edge 68, from 58; 2018: 58 + 0.6·10 = 64
    Case(ABOUT, {"2018": 64}, "on_pace", None, 0.6, 64, 0),
    Case(ABOUT, {"2018": 69}, "ahead", None, 0.6, 64, 0.5),
    # between 10 and 20 from below: to 10, from 4; 2018: 4 + 0.6·6 = 7.6
    Case(f"{RANGE}, baseline: 4", {"2018": 8}, "on_pace", None, 0.6, 7.6, 0.4 / 6),
    Case(f"{RANGE}, baseline: 4", {"2018": 24}, "behind", None, 0.6, 7.6, 16.4 / 6),  # past the far edge
    Case(f"{RANGE}, baseline: 4", {"2018": 27}, "regressed", None, 0.6, 7.6, 19.4 / 6),  # 7 off, 6 before
    Case(f"{RANGE}, baseline: 4, better: higher", {"2018": 24}, "ahead", None, 0.6, 7.6, 16.4 / 6),
    Case(f"{RANGE}, baseline: 30", {"2018": 24}, "on_pace", None, 0.6, 24, 0),  # 30 − 0.6·10
    Case(f"{RANGE}, baseline: 15", {"2018": 12}, "on_pace", None, 0.6),
    Case(f"{RANGE}, baseline: 15", {"2018": 9}, "regressed", None, 0.6),
    Case("unit: 家, baseline: 4, comparison: equal, target: 10", {"2018": 7.6}, "on_pace", None, 0.6, 7.6, 0),
    # milestones 60 in 2018 and 70 in 2020. 2017: 30 + 2/3·30 = 50; 2019: 60 + 1/2·10 = 65, τ = 4/5 of the whole way
    Case(LADDER, {"2017": 50}, "on_pace", None, 2 / 3, 50, 0),
    Case(LADDER, {"2017": 46}, "behind", None, 2 / 3, 50, -4 / 30),
    Case(LADDER, {"2019": 64}, "on_pace", None, 0.8, 65, -0.1),  # −1/10 of the stretch, not of the whole way
    Case(LADDER, {"2019": 63}, "behind", None, 0.8, 65, -0.2),
    Case(LADDER, {"2019": 29}, "regressed", None, 0.8, 65, -3.6),
    Case(LADDER, {"2018": 55}, None, "due_reached", 1.0),
    # a milestone beyond the target: from its edge 79 in 2017 back to 65 in 2020; 2019: 79 − 2/3·14 = 209/3
    Case(BACK, {"2019": 69}, "on_pace", None, 0.8, 209 / 3, 1 / 21),  # (69 − 209/3)/(65 − 79)
    Case(BACK, {"2019": 71.5}, "behind", None, 0.8, 209 / 3, -11 / 84),
    Case(BACK, {"2019": 64}, "behind", None, 0.8, 209 / 3, 17 / 42),  # out on the other side
    # without a baseline the stretch from the milestone is known, the one to it is not
    Case(LADDER.replace("baseline: 30, ", ""), {"2019": 66}, "ahead", None, 0.8, 65, 0.1),
    Case(LADDER.replace("baseline: 30, ", ""), {"2017": 50}, None, "no_start", 2 / 3),
    # parts of a year: the end of June 2018 is 2.5 of 5 years, of September 2.75, of January 2 + 1/12
    Case(UP, {"2018H1": 60}, "on_pace", None, 0.5, 60, 0),
    Case(UP, {"2018Q3": 60}, "on_pace", None, 0.55, 61, -0.05),
    Case(UP, {"2018-01": 60}, "on_pace", None, 25 / 60, 50 + 25 / 3, (10 - 25 / 3) / 20),
    Case(UP, {"2020H1": 66}, "on_pace", None, 0.9, 68, -0.1),
    Case("unit: 人次, baseline: 50, comparison: at_least, target: 70", {"2018H1": 30}, None, "part_year", 0.5),
    # a flow to date is held against the path at its own date: 100 in 5 years, 50 by the end of June 2018
    Case(SUM, {"2016": 20, "2017": 20, "2018H1": 10}, "on_pace", None, 0.5, 50, 0),
    Case(SUM, {"2016": 10, "2017": 10}, "behind", None, 0.4, 40, -0.2),
    # a budget starts inside: spent within it is on pace, beyond it regressed
    Case(BUDGET, {"2016": 300}, "on_pace", None, 0.2),
    Case(BUDGET, {"2016": 300, "2017": 300}, "regressed", None, 0.4),
    # changes from 0: −3 by 2020, so −1.8 by 2018; m = 70.2 − 72 = −1.8. 10 % less: −6 by 2018, m = 95/100 − 1 = −5 %
    Case(FALL, {"2018": 70.2}, "on_pace", None, 0.6, -1.8, 0),
    Case(CUT, {"2018": 95}, "on_pace", None, 0.6, -6, -0.1),
    # a mean is the same bar in every year: (62 − 50)/3 = 4 a year
    Case(MEAN, {"2018": 62}, "on_pace", None, 0.6),
    Case(MEAN, {"2018": 61}, "behind", None, 0.6),
    Case(MEAN, {"2018H1": 61}, None, "no_data", 0.5),
    # a reference with a value is a target as any other: 50 + 0.6·20
    Case(f"{TO_BAR} {{reference: known}}", {"2018": 62}, "on_pace", None, 0.6, 62, 0),
    Case(f"{TO_BAR} {{reference: unknown}}", {"2018": 62}, None, "no_target"),
    # no pace, and why
    Case(UP, {"2015": 50}, None, "baseline_year", 0.0),
    Case(UP, {"2020": 60}, None, "due_reached", 1.0),
    Case(UP, {"2022": 60}, None, "due_reached"),
    Case(UP, {"2018": "未报"}, None, "no_data", 0.6),
    Case(UP, {"2018": "/"}, None, "not_applicable", 0.6),
    Case(f'{RATE}, baseline: "＞95", comparison: above, target: 97', {"2018": 96}, None, "baseline_is_a_bound", 0.6),
    Case(f'{RATE}, baseline: "-", comparison: above, target: 97', {"2018": 96}, None, "no_start", 0.6),
    Case(YEARLY, {"2017": 5, "2018": 4}, None, "yearly_measure"),
    Case("comparison: done", {"2018": "在建"}, None, "done"),
    Case(f"{RATE}, better: higher", {"2018": 4}, None, "no_target"),
    # a due date inside a year: due on 30 June 2020, 4.5 years after 2015; 2018: τ = 3/4.5
    Case(HALF, {"2018": 68}, "on_pace", None, 3 / 4.5, 68, 0),
]
# fmt: on

REFERENCES = "references:\n  known: {title: 国家要求, values: {}}\n  unknown: {title: 省要求}\n"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Result]:
    """Judge all cases in one run; by indicator and period."""
    plan = "".join(f"- {{id: c{number}, name: 甲{number}, {case.fields}}}\n" for number, case in enumerate(CASES))
    rows = "\n".join(
        f"甲县,c{number},{period},{value}" for number, case in enumerate(CASES) for period, value in case.values.items()
    )
    own = next(number for number, case in enumerate(CASES) if "known}" in case.fields)
    head = HEAD + REFERENCES.replace("values: {}", f"values: {{c{own}: 70}}")
    found = judged(tmp_path_factory.mktemp("pace"), plan, rows, head, all_years=True)
    return {(one.indicator, f"{one.year}{one.part or ''}"): one for one in found}


@pytest.mark.parametrize("number", range(len(CASES)))
def test_pace(results: dict[tuple[str, str], Result], number: int) -> None:
    case = CASES[number]
    period = list(case.values)[-1].replace("-", "M")

    result = results[f"c{number}", period]

    assert (result.pace, result.pace_reason) == (case.pace, case.reason)
    for value, expected in ((result.tau, case.tau), (result.path_value, case.path), (result.lead, case.lead)):
        assert value == (None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-9))


def test_every_case_is_one_of_its_own() -> None:
    assert len({(case.fields, tuple(case.values.items())) for case in CASES}) == len(CASES) >= 40


@pytest.mark.parametrize(
    ("plan_pace", "option", "value", "pace"),
    [
        ("", None, 59, "behind"),  # (59 − 62)/20 = −0.15
        ("pace: {band: 0.2}\n", None, 59, "on_pace"),
        ("pace: {band: 0.2}\n", 0.1, 59, "behind"),  # the option beats the plan
        ("", 0.15, 59, "on_pace"),
        ("pace: {band: 0.2}\n", None, 66, "ahead"),  # 4/20
        ("pace: {band: 0.2}\n", None, 65.9, "on_pace"),
    ],
)
def test_the_band_is_the_option_s_then_the_plan_s_then_a_tenth(
    tmp_path: Path, plan_pace: str, option: float | None, value: float, pace: str
) -> None:
    result = judged_one(tmp_path, UP, f"甲县,指标,2018,{value}", HEAD + plan_pace, band=option)

    assert result.pace == pace
    assert result.band == (option or (0.2 if plan_pace else 0.1))


@pytest.mark.parametrize(
    ("period", "path"),
    [
        ("2016", 54),  # the end of the first fifth: 50 + 0.2·20
        ("2016H1", 50),  # nothing is due in the first fifth
        ("2018", 62),
        ("2018H1", 58),  # two fifths are over: 50 + 0.4·20
        ("2019Q3", 62),
    ],
)
def test_a_path_of_steps_rises_at_the_end_of_each_fifth(tmp_path: Path, period: str, path: float) -> None:
    result = judged_one(tmp_path, UP, f"甲县,指标,{period},60", HEAD + "pace: {path: steps}\n")

    assert result.path == "steps"
    assert result.path_value == pytest.approx(path, rel=1e-12)


def test_the_steps_of_a_three_year_plan_are_fifths_too(tmp_path: Path) -> None:
    head = HEAD.replace("2016-2020", "2016-2018") + "pace: {path: steps}\n"

    result = judged_one(tmp_path, UP, "甲县,指标,2017,60", head)

    assert result.path_value == 62  # τ = 2/3: three fifths are over, 50 + 0.6·20


@pytest.mark.parametrize(
    ("fields", "period", "required"),
    [
        (UP, "2018,60", 5),  # (70 − 60)/2
        (UP, "2015,45", 5),  # in the baseline year too: 25/5
        (UP, "2018H1,60", 4),  # 10/2.5
        (DOWN, "2018,26", -3),  # (20 − 26)/2
        (UP, "2018,71", None),  # met
        (UP, "2020,60", None),  # due
        (LADDER, "2017,40", 20),  # (60 − 40)/1 to the next milestone
        (FALL, "2018,71", -1),  # (−3 + 1)/2
        (CUT, "2018,95", None),
        ("unit: 人次, baseline: 50, comparison: at_least, target: 70", "2018H1,30", None),
    ],
)
def test_what_is_needed_a_year(tmp_path: Path, fields: str, period: str, required: float | None) -> None:
    result = judged_one(tmp_path, fields, f"甲县,指标,{period}")

    assert result.required_annual_change == required


def test_a_moving_bar_has_no_path(tmp_path: Path) -> None:
    head = HEAD + "references: {gdp: {title: GDP增幅, indicator: y}}\n"
    plan = (
        '- {id: x, name: 增幅, unit: "%", baseline: 3, comparison: at_most, target: {reference: gdp}}\n'
        '- {id: y, name: GDP, unit: "%", comparison: at_least, target: 6}\n'
    )

    result = judged(tmp_path, plan, "甲县,增幅,2018,4\n甲县,GDP,2018,6.5", head)[0]

    assert (result.verdict, result.pace, result.pace_reason) == ("met", None, "moving_bar")


def test_nothing_is_needed_a_year_toward_a_bar_that_moves(tmp_path: Path) -> None:
    head = HEAD + "references: {gdp: {title: GDP增幅, indicator: y}}\n"
    plan = (
        '- {id: x, name: 增幅, unit: "%", baseline: 3, comparison: at_most, target: {reference: gdp}}\n'
        '- {id: y, name: GDP, unit: "%", comparison: at_least, target: 6}\n'
    )

    result = judged(tmp_path, plan, "甲县,增幅,2018,8\n甲县,GDP,2018,6.5", head)[0]

    assert (result.verdict, result.gap, result.required_annual_change) == ("not_due", -1.5, None)


def test_the_own_line_of_an_every_unit_target_has_the_worst_unit_s_pace(tmp_path: Path) -> None:
    fields = "unit: 人, applies_to: {level: 县区, every_unit: true}, baseline: 300, comparison: at_least, target: 400"

    own = judged_one(tmp_path, fields, "甲,指标,2018,380,,县区\n乙,指标,2018,290,,县区")

    assert (own.actual, own.pace, own.required_annual_change) == (290, "regressed", 55)


def test_a_budget_is_not_worse_than_its_start_because_some_of_it_is_spent(tmp_path: Path) -> None:
    result = judged_one(tmp_path, BUDGET, "甲县,指标,2016,300")

    assert (result.worse_than_baseline, result.pace) == (None, "on_pace")


def test_pace_and_verdict_know_nothing_of_each_other_s_slack(tmp_path: Path) -> None:
    # 0.1 + 0.2 of the way: on the path within 1e-9
    fields = f"{RATE}, baseline: 0, comparison: at_least, target: 0.5"

    result: Any = judged_one(tmp_path, fields, "甲县,指标,2018,0.30000000000000004")

    assert (result.pace, result.lead) == ("on_pace", pytest.approx(0, abs=1e-12))


def test_what_the_last_binary_digits_leave_over_is_no_lead(tmp_path: Path) -> None:
    # 76.9 − 76.3 is 0.6000000000000085 in binary
    fields = "unit: 岁, measure: change, baseline: 76.3, comparison: at_least, target: 1"

    result = judged_one(tmp_path, fields, "甲县,指标,2018,76.9")

    assert (result.compared, result.path_value, result.lead) == (0.6, 0.6, 0)
