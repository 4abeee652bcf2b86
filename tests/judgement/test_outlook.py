"""Change a year and outlook, each worked out by hand beside the case."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.judging import HEAD, judged, judged_one

RATE = 'unit: "%"'
UP = f"{RATE}, baseline: 50, comparison: at_least, target: 70"
OPEN = f"{RATE}, comparison: at_least, target: 25"


def rows(values: Mapping[str, float]) -> str:
    return "\n".join(f"甲县,指标,{period},{value}" for period, value in values.items())


@pytest.mark.parametrize(
    ("fields", "values", "outlook", "projected", "error", "points", "slope"),
    [
        # (2015, 50) (2016, 53) (2017, 57) (2018, 60): x̄ 2016.5, ȳ 55, Sxx 5, Sxy 17, Syy 58; b = 3.4;
        # 2020: 55 + 3.4·3.5 = 66.9; s² = (58 − 3.4·17)/2 = 0.1; √(0.1·(1 + 1/4 + 3.5²/5)) = √0.37
        (UP, {"2016": 53, "2017": 57, "2018": 60}, "unlikely", 66.9, math.sqrt(0.37), 4, 3.4),
        # without a baseline (2016, 10) (2017, 12) (2018, 17): Sxx 2, Sxy 7, Syy 26; b = 3.5; 13 + 3.5·3 = 23.5;
        # s² = 26 − 24.5 = 1.5; √(1.5·(1 + 1/3 + 9/2)) = √8.75
        (OPEN, {"2016": 10, "2017": 12, "2018": 17}, "unlikely", 23.5, math.sqrt(8.75), 3, 3.5),
        # straight to the edge: 50, 54, 58, so 70 in 2020, without error; the edge itself meets it
        (UP, {"2016": 54, "2017": 58}, "likely", 70, 0, 3, 4),
        # the baseline counts as one point, and two are too few
        (UP, {"2018": 62}, None, None, None, None, None),
        (OPEN, {"2016": 10, "2018": 17}, None, None, None, None, None),
        # a value of the baseline's year, of years before the period, and of later years are no points
        (UP, {"2014": 1, "2015": 99, "2016": 54, "2017": 58}, "likely", 70, 0, 3, 4),
        # met now, and on the way down: (2015, 75) (2016, 74) (2017, 72) : x̄ 2016, ȳ 221/3, Sxy −3, Sxx 2, b −1.5;
        # 2020: 221/3 − 6 = 67.67; Syy = 14/3, s² = 14/3 − 4.5 = 1/6; √(1/6·(1 + 1/3 + 16/2)) = √(14/9)
        (UP.replace("50", "75"), {"2016": 74, "2017": 72}, "unlikely", 203 / 3, math.sqrt(14 / 9), 3, -1.5),
        # the half-year is a point at its own moment: (2015, 50) (2016, 54) (2017.5, 60), a straight line of 4 a year
        (UP, {"2016": 54, "2018H1": 60}, "likely", 70, 0, 3, 4),
        # sums so far, from 0 at the end of 2015: 0, 10, 20 and so 50 by 2020
        ("unit: 个, measure: cumulative, comparison: at_least, target: 60", {"2016": 10, "2017": 10},
         "unlikely", 50, 0, 3, 10),
        # changes: m = 0, −1, −2 of 72, so −5 by 2020
        ("unit: 岁, measure: change, baseline: 72, comparison: at_most, target: -5", {"2016": 71, "2017": 70},
         "likely", -5, 0, 3, -1),
        # small steps on a large number keep their digits
        (f"{RATE}, baseline: 1000000000, comparison: at_least, target: 1000000020",
         {"2016": 1000000004, "2017": 1000000008}, "likely", 1000000020, 0, 3, 4),
        # nothing is projected where the target is due, where there is none, and where each year stands alone
        (UP, {"2018": 62, "2019": 66, "2020": 69}, None, None, None, None, None),
        (f"{RATE}, better: higher", {"2016": 1, "2017": 2, "2018": 3}, None, None, None, None, None),
        (f"{RATE}, measure: yearly_change, comparison: below, target: 0", {"2016": 4, "2017": 3, "2018": 2},
         None, None, None, None, None),
    ],
)  # fmt: skip
def test_outlook(
    tmp_path: Path,
    fields: str,
    values: dict[str, float],
    outlook: str | None,
    projected: float | None,
    error: float | None,
    points: int | None,
    slope: float | None,
) -> None:
    result = judged_one(tmp_path, fields, rows(values))

    assert (result.outlook, result.trend_points) == (outlook, points)
    for value, expected in (
        (result.projected, projected),
        (result.projected_se, error),
        (result.trend_per_year, slope),
    ):
        assert value == (None if expected is None else pytest.approx(expected, rel=1e-9, abs=1e-6))


@pytest.mark.parametrize(
    ("fields", "values", "change", "since"),
    [
        (UP, {"2018": 62}, 4, 2015),  # (62 − 50)/3: three years are the way from the baseline
        (UP, {"2016": 51, "2019": 66}, 5, 2016),  # the last three years: (66 − 51)/3
        (UP, {"2017": 51, "2019": 66}, 4, 2015),  # nothing of 2016: (66 − 50)/4
        (UP, {"2018H1": 60}, 4, 2015),  # (60 − 50)/2.5
        (OPEN, {"2016": 10, "2019": 16}, 2, 2016),
        (OPEN, {"2017": 10, "2019": 16}, None, None),  # neither a baseline nor three years back
        (UP, {"2017": 58, "2020": 67}, 3, 2017),  # due as well
        (
            f"{RATE}, measure: yearly_change, comparison: below, target: 0",
            {"2016": 4, "2018": 3, "2019": 2},
            None,
            None,
        ),
        ("unit: 个, measure: cumulative, comparison: at_least, target: 60", {"2016": 10, "2017": 30}, 20, 2015),
    ],
)
def test_the_change_a_year_so_far_says_since_when(
    tmp_path: Path, fields: str, values: dict[str, float], change: float | None, since: int | None
) -> None:
    result = judged_one(tmp_path, fields, rows(values))

    assert (result.change_per_year, result.change_since) == (change, since)


@pytest.mark.parametrize("later", [{}, {"2020": 66.3}])
def test_a_value_that_never_moves_has_no_error(tmp_path: Path, later: dict[str, float]) -> None:
    # the mean of 81.14 four times is 81.14000000000001 in binary
    fields = f"{RATE}, comparison: at_most, target: 81.14"
    values = dict.fromkeys(("2016", "2017", "2018", "2019"), 81.14) | later

    result = judged_one(tmp_path, fields, rows(values), year=2019)

    assert (result.projected, result.projected_se) == (81.14, 0)


def test_a_year_s_outlook_knows_nothing_of_later_years(tmp_path: Path) -> None:
    early = {"2016": 53, "2017": 57, "2018": 60}

    alone = judged_one(tmp_path, UP, rows(early), year=2018)
    later = judged_one(tmp_path, UP, rows(early | {"2019": 90}), year=2018)

    assert (alone.projected, alone.projected_se) == (later.projected, later.projected_se)


SERIES = st.tuples(
    st.lists(st.floats(-1e6, 1e6, allow_subnormal=False), min_size=3, max_size=4),
    st.floats(-1e6, 1e6, allow_subnormal=False),
)


@given(st.lists(SERIES, min_size=10, max_size=30))
@settings(max_examples=3, deadline=None)
def test_the_line_is_that_of_a_textbook_fit(
    tmp_path_factory: pytest.TempPathFactory, own: list[tuple[list[float], float]]
) -> None:
    own = [([float(f"{value:.6f}") for value in values], float(f"{start:.6f}")) for values, start in own]
    head = HEAD.replace("2016-2020", "2016-2025")
    plan = "".join(
        f"- {{id: i{number}, name: 甲{number}, {RATE}, baseline: {start:.6f}, comparison: at_least, target: 7}}\n"
        for number, (_, start) in enumerate(own)
    )
    table = "\n".join(
        # values of any size are meant as they are
        f"甲县,i{number},{2016 + year},{value:.6f},,,confirmed"
        for number, (values, _) in enumerate(own)
        for year, value in enumerate(values)
    )

    results = judged(tmp_path_factory.mktemp("fit"), plan, table, head, all_years=True)

    last = {one.indicator: one for one in results if one.trend_points is not None}
    for number, (values, start) in enumerate(own):
        projected, error = textbook([start, *values])
        scale = max(1.0, *(abs(value) for value in (start, *values)))
        result = last[f"i{number}"]
        assert result.projected == pytest.approx(projected, rel=1e-6, abs=1e-6 * scale)
        assert result.projected_se == pytest.approx(error, rel=1e-5, abs=1e-6 * scale)


def textbook(measured: list[float]) -> tuple[float, float]:
    """Return what a fit of linear algebra comes to ten years after the first value, and its standard error."""
    design = np.column_stack([np.ones(len(measured)), np.arange(len(measured))])
    values = np.array(measured)
    beta, _, _, _ = np.linalg.lstsq(design, values, rcond=None)
    left = values - design @ beta
    ahead = np.array([1.0, 10.0])
    variance = float(left @ left) / (len(measured) - 2)
    error = math.sqrt(variance * (1 + float(ahead @ np.linalg.inv(design.T @ design) @ ahead)))
    return float(ahead @ beta), error
