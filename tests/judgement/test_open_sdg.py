"""The method of Open SDG, worked out by hand beside each case (open-sdg, docs/progress-methodology.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.assessment import Result
from tests.judging import HEAD, judged, judged_one

SDG = HEAD.replace("2016-2020", "2016-2030")
UP = "unit: 元, comparison: at_least, target: 100"
DOWN = "unit: /10万, comparison: at_most, target: 70"
MORE, LESS = "unit: 元, better: higher", "unit: 元, better: lower"
Case = tuple[str, dict[int, float | str], str, float | None]
"""An indicator's fields, its values by year, and the status and the value that the method gives."""
Statuses = dict[str, tuple[str, float | None]]


def status(folder: Path, fields: str, values: dict[int, float | str], head: str = SDG) -> tuple[str, float | None]:
    rows = "\n".join(f"甲县,指标,{year},{value}" for year, value in values.items())
    result = judged_one(folder, fields, rows, head, pace_method="open-sdg")
    assert result.open_sdg is not None
    return result.open_sdg["status"], result.open_sdg["value"]


def growth(ratio: float, years: int) -> float:
    return float(ratio ** (1 / years) - 1)


def up(seen: float, needed: float) -> float:
    """R where more is better, by hand: the required growth counts by its size."""
    return seen / abs(needed)


def down(seen: float, needed: float) -> float:
    """R where less is better."""
    return -seen / abs(needed)


WITH_TARGET: list[Case] = [
    # from 50 in 2015 to 100 in 2030 takes 2^(1/15) − 1 = 4.73 % a year
    (UP, {2015: 50, 2020: 62.9961}, "substantial_progress", 1.0),  # 50·2^(1/3) is on the curve
    (UP, {2015: 50, 2020: 60}, "moderate_progress", up(growth(1.2, 5), growth(2, 15))),  # 3.71/4.73 = 0.785
    (UP, {2015: 50, 2020: 55}, "limited_progress", up(growth(1.1, 5), growth(2, 15))),  # 1.92/4.73 = 0.407
    (UP, {2015: 50, 2020: 50}, "limited_progress", 0.0),
    (UP, {2015: 50, 2020: 49}, "deterioration", up(growth(0.98, 5), growth(2, 15))),
    (UP, {2015: 50, 2020: 100}, "target_achieved", up(growth(2, 5), growth(2, 15))),
    # maternal mortality at most 70, from 140: −4.52 % a year is required, and d = −1
    (DOWN, {2015: 140, 2020: 111}, "substantial_progress", down(growth(111 / 140, 5), growth(0.5, 15))),  # 1.006
    (DOWN, {2015: 140, 2020: 120}, "moderate_progress", down(growth(120 / 140, 5), growth(0.5, 15))),  # 0.673
    (DOWN, {2015: 140, 2020: 130}, "limited_progress", down(growth(130 / 140, 5), growth(0.5, 15))),
    (DOWN, {2015: 140, 2020: 141}, "deterioration", down(growth(141 / 140, 5), growth(0.5, 15))),
    (DOWN, {2015: 140, 2020: 69}, "target_achieved", down(growth(69 / 140, 5), growth(0.5, 15))),
    # the base has the target and loses it: the way back counts by its size, the movement by its sign
    (UP, {2015: 120, 2020: 90}, "deterioration", up(growth(0.75, 5), growth(100 / 120, 15))),
    (UP, {2015: 120, 2020: 110}, "target_achieved", up(growth(110 / 120, 5), growth(100 / 120, 15))),
    (UP, {2015: 100, 2020: 90}, "deterioration", None),  # nothing is required, and it was lost
    # on the open edge itself and not moved: neither achieved nor lost
    ("unit: 元, comparison: above, target: 100", {2015: 100, 2020: 100}, "not_available", None),
    # a target of 0 counts as 0.001, a base of 0 too
    ("unit: 人, comparison: at_most, target: 0", {2015: 10, 2020: 1}, "moderate_progress",
     down(growth(0.1, 5), growth(0.0001, 15))),  # −36.9 % of −45.9 %
    ("unit: 人, comparison: at_most, target: 0", {2015: 10, 2020: 0}, "target_achieved",
     down(-1, growth(0.0001, 15))),
    (UP, {2015: 0, 2020: 5}, "substantial_progress", up(growth(5000, 5), growth(100000, 15))),
    # fewer than two years: not available, except that a target achieved comes first
    (UP, {2015: 50}, "not_available", None),
    (UP, {2015: 100}, "target_achieved", None),
    # opposite signs
    (UP, {2015: -5, 2020: 5}, "not_available", None),
    (UP, {2015: 5, 2020: -5}, "not_available", None),
    (UP, {2015: -5, 2020: -4}, "not_available", None),  # no growth leads from −5 to 100
    (UP, {2015: -5, 2020: 101}, "target_achieved", None),
    # all negative: from −100 up to −50 is −4.52 % a year, and the sign turns
    ("unit: 元, comparison: at_least, target: -50", {2015: -100, 2020: -80}, "substantial_progress",
     -up(growth(0.8, 5), growth(0.5, 15))),
    ("unit: 元, comparison: at_least, target: -50", {2015: -100, 2020: -110}, "deterioration",
     -up(growth(1.1, 5), growth(0.5, 15))),
    # the base year is the first with data at or after 2015, the current one the latest there is
    (UP, {2012: 1, 2016: 50, 2021: 60}, "moderate_progress", up(growth(1.2, 5), growth(2, 14))),
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(WITH_TARGET)))
def test_with_a_target(statuses: Statuses, number: int) -> None:
    _, _, expected, value = WITH_TARGET[number]

    found = statuses[f"w{number}"]

    assert found == (expected, None if value is None else pytest.approx(value, rel=1e-5, abs=1e-12))


def test_data_before_the_base_year_alone_say_nothing(tmp_path: Path) -> None:
    result = judged_one(tmp_path, UP, "甲县,指标,2012,50\n甲县,指标,2014,100", SDG, pace_method="open-sdg", year=2020)

    assert result.open_sdg == {"status": "not_available", "value": None}


WITHOUT_TARGET: list[Case] = [
    (MORE, {2015: 100, 2016: 101.5}, "substantial_progress", 0.015),
    (MORE, {2015: 100, 2016: 101.4}, "moderate_progress", 0.014),
    (MORE, {2015: 100, 2016: 100.5}, "moderate_progress", 0.005),
    (MORE, {2015: 100, 2016: 100.4}, "limited_progress", 0.004),
    (MORE, {2015: 100, 2016: 100}, "limited_progress", 0),
    (MORE, {2015: 100, 2016: 99.9}, "deterioration", -0.001),
    (LESS, {2015: 100, 2016: 98}, "substantial_progress", 0.02),
    (LESS, {2015: 100, 2016: 101}, "deterioration", -0.01),
    (LESS, {2015: 100, 2020: 0}, "substantial_progress", 1),  # gone: −100 %
    (MORE, {2015: -100, 2016: -98}, "substantial_progress", 0.02),  # negative values turn the sign
    # K = 1 − (95/100)^4.44 = 0.2036: 0.31 % a year is substantial, 0.11 % moderate
    (f"{MORE}, limit: 100", {2015: 95, 2016: 95.3}, "substantial_progress", 0.3 / 95),  # 0.316 % ≥ 0.305 %
    (f"{MORE}, limit: 100", {2015: 95, 2016: 95.2}, "moderate_progress", 0.2 / 95),  # 0.21 %
    (f"{MORE}, limit: 100", {2015: 95, 2016: 95.09}, "limited_progress", 0.09 / 95),  # 0.095 % < 0.102 %
    # at the limit K = 0: what holds it is substantial
    (f"{MORE}, limit: 100", {2015: 100, 2016: 100}, "substantial_progress", 0),
    (f"{MORE}, limit: 100", {2015: 100, 2016: 99}, "deterioration", -0.01),
    # a floor of 10: at 12, K = 1 − (8/10)^4.44 = 0.6287; 1.5 % becomes 0.943 %; from 20 on K = 1
    (f"{LESS}, limit: 10", {2015: 12, 2016: 11.88}, "substantial_progress", 0.01),
    (f"{LESS}, limit: 10", {2015: 20, 2016: 19.8}, "moderate_progress", 0.01),
    # a limit above what should fall is no limit of it; one of 0 shrinks nothing
    (f"{LESS}, limit: 100", {2015: 95, 2016: 94.05}, "moderate_progress", 0.01),
    (f"{LESS}, limit: 0", {2015: 5, 2016: 4.95}, "moderate_progress", 0.01),
    # without figure but with a direction: a reference of unknown value, 持续下降
    ("unit: 元, comparison: at_least, target: {reference: far}", {2015: 100, 2016: 102},
     "substantial_progress", 0.02),
    ("unit: 元, measure: yearly_change, comparison: below, target: 0", {2015: 100, 2016: 98},
     "substantial_progress", 0.02),
]  # fmt: skip


@pytest.fixture(scope="module")
def statuses(tmp_path_factory: pytest.TempPathFactory) -> Statuses:
    """Judge the cases of both tables in one run; by letter and number."""
    cases = {f"w{number}": case for number, case in enumerate(WITH_TARGET)}
    cases |= {f"o{number}": case for number, case in enumerate(WITHOUT_TARGET)}
    plan = "".join(f"- {{id: {name}, name: 指标{name}, {case[0]}}}\n" for name, case in cases.items())
    rows = "\n".join(f"甲县,{name},{year},{value}" for name, case in cases.items() for year, value in case[1].items())
    head = SDG + "references: {far: {title: 省要求}}\n"
    results = judged(tmp_path_factory.mktemp("sdg"), plan, rows, head, pace_method="open-sdg", year=2025)
    return {one.indicator: (one.open_sdg["status"], one.open_sdg["value"]) for one in results if one.open_sdg}


@pytest.mark.parametrize("number", range(len(WITHOUT_TARGET)))
def test_without_a_target(statuses: Statuses, number: int) -> None:
    _, _, expected, value = WITHOUT_TARGET[number]

    found, seen = statuses[f"o{number}"]

    assert found == expected
    assert seen == pytest.approx(value, rel=1e-6, abs=1e-9)


@pytest.mark.parametrize(
    ("fields", "values"),
    [
        ("comparison: done", {2016: "在建"}),
        ("unit: 元, comparison: about, target: 6, tolerance: 1", {2015: 3, 2016: 4}),  # no direction is ever guessed
        ("unit: 元, measure: cumulative, comparison: at_least, target: 9", {2016: 3, 2017: 4}),
        ('unit: "%", measure: average_rate, comparison: at_least, target: 9', {2016: 3, 2017: 4}),
        (UP, {2015: 50, 2016: "/"}),
    ],
)
def test_what_the_method_cannot_judge(tmp_path: Path, fields: str, values: dict[int, float | str]) -> None:
    assert status(tmp_path, fields, values) == ("not_available", None)


def test_a_change_s_target_is_a_level(tmp_path: Path) -> None:
    # half of 40 is 20: as if the target were at most 20
    relative = status(
        tmp_path,
        'unit: "%", measure: percent_change, baseline: 40, comparison: at_most, target: -50',
        {2015: 40, 2020: 30},
    )
    absolute = status(tmp_path, 'unit: "%", comparison: at_most, target: 20', {2015: 40, 2020: 30})

    assert relative == absolute


def test_a_year_without_data_has_the_status_of_the_latest(tmp_path: Path) -> None:
    plan = f"- {{id: x, name: 指标, {UP}}}\n- {{id: y, name: 另一, {UP}}}\n"
    rows = "甲县,x,2015,50\n甲县,x,2020,60\n甲县,y,2022,60"

    result = judged(tmp_path, plan, rows, SDG, pace_method="open-sdg")[0]

    assert (result.verdict, result.open_sdg) == (
        "no_data",
        {"status": "moderate_progress", "value": pytest.approx(growth(1.2, 5) / growth(2, 15), rel=1e-9)},
    )


def test_a_later_value_does_not_reach_back(tmp_path: Path) -> None:
    rows = "甲县,指标,2015,50\n甲县,指标,2020,60\n甲县,指标,2021,100"

    result = judged_one(tmp_path, UP, rows, SDG, pace_method="open-sdg", year=2020)

    assert result.open_sdg is not None
    assert result.open_sdg["status"] == "moderate_progress"


def test_an_indicator_s_own_base_year_is_the_stated_one(tmp_path: Path) -> None:
    fields = f"{UP}, baseline: {{value: 40, year: 2017}}"

    # the actual of 2017 counts, not the plan's 40: (60/50)^(1/3) of (100/50)^(1/13)
    found, value = status(tmp_path, fields, {2015: 1, 2017: 50, 2020: 60})

    assert found == "substantial_progress"
    assert value == pytest.approx(growth(1.2, 3) / growth(2, 13), rel=1e-9)


def test_without_a_stated_base_year_it_is_the_period_s_first(tmp_path: Path) -> None:
    head = SDG.replace("baseline_year: 2015\n", "")

    assert status(tmp_path, UP, {2015: 1, 2016: 50, 2020: 60}, head)[1] == pytest.approx(growth(1.2, 4) / growth(2, 14))


def test_it_touches_neither_verdict_nor_pace(tmp_path: Path) -> None:
    def without(result: Result) -> list[object]:
        return [getattr(result, name) for name in Result.__slots__ if name != "open_sdg"]

    rows = "甲县,指标,2015,50\n甲县,指标,2018,60"
    fields = f"{UP}, baseline: 50"

    plain = judged_one(tmp_path, fields, rows, SDG)
    beside = judged_one(tmp_path, fields, rows, SDG, pace_method="open-sdg")

    assert plain.open_sdg is None
    assert without(plain) == without(beside)
