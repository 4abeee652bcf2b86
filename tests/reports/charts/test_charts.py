"""Charts by hand: where marks stand, on which side the target is met, what is drawn and what is not."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from planckeck.languages import translator
from planckeck.reports import numbers
from planckeck.reports.charts.bullet import bullet
from planckeck.reports.charts.marks import Marks, marks_of
from planckeck.reports.charts.picture import picture
from planckeck.reports.charts.scale import Scale, scale_of, ticks
from planckeck.reports.charts.spread import spread
from planckeck.reports.charts.trend import trend
from tests.reports.samples import longhu, result

FINITE = st.floats(-1e12, 1e12)
SMALL = Marks(low=10.0, high=None, start=0.0, start_year=2015, value=5.0, year=2018, now=6.0, due=2020)


def xs(svg: str, css: str) -> list[float]:
    """Return where the shapes of a class begin, from the left."""
    return [float(a or b) for a, b in re.findall(rf'class="{css}" (?:d="M([\d.]+)|cx="([\d.]+))', svg)]


def test_marks_stand_where_their_values_are() -> None:
    """0 to 10 with 8 % margins is −0.8 to 10.8 on 6 to 194: 0 at 19, 5 at 100, 6 at 116.2, 10 at 181."""
    svg = bullet(SMALL)

    assert xs(svg, "ba") == [19]
    assert xs(svg, "ac") == [100.0]
    assert xs(svg, "nw") == [116.2]
    assert xs(svg, "tg") == [181]


def test_the_side_that_meets_the_target_is_shaded() -> None:
    at_least = bullet(SMALL)
    at_most = bullet(Marks(None, 4.0, 10.0, 2015, 8.0, 2018, None, 2020))

    assert '<path class="zo" d="M181 5H200v12H181z"/>' in at_least
    # 4 to 10 with 0.48 on both sides: 4 is at 6 + 188·0.48/6.96 = 19
    assert '<path class="zo" d="M0 5H19v12H0z"/>' in at_most


@given(FINITE, FINITE, FINITE)
def test_a_scale_keeps_the_order_of_values(one: float, two: float, three: float) -> None:
    scale = scale_of([one, two, three], 0, 1000)
    assert scale is not None

    placed = [scale.at(value) for value in sorted((one, two, three))]
    assert placed == sorted(placed)
    assert all(0 <= place <= 1000 for place in placed)


@given(FINITE, FINITE)
def test_ticks_are_few_and_lie_between_the_ends(one: float, two: float) -> None:
    low, high = sorted((one, two))
    found = ticks(low, high)

    assert len(found) <= 6
    slack = 1e-6 * (high - low + 1)
    assert all(low - slack <= value <= high + slack for value in found)


def test_ticks_are_round() -> None:
    assert ticks(0.3, 1.05) == [0.4, 0.6, 0.8, 1.0]
    assert ticks(76, 78.2) == [76.0, 77.0, 78.0]


def test_without_a_finite_value_nothing_is_drawn() -> None:
    nothing = Marks(None, None, None, None, None, 2018, None, 2020)

    assert bullet(nothing) == ""
    assert scale_of([float("inf"), float("nan"), None], 0, 1) is None


def test_what_is_done_or_not_has_no_chart() -> None:
    assert marks_of(result(comparison="done", target="完成")) is None
    assert marks_of(result(comparison="at_least", target="≥1")) is None


def test_the_other_years_of_a_ladder_are_milestones() -> None:
    """Samples' ladder is 40, 45, 50; their promises carry no target here, so none is a milestone with a figure."""
    one = result(
        indicator="family-doctor", comparison="at_least", target="≥40", low=40.0, due="2018", actual=42.0, compared=42.0
    )
    made = marks_of(one, longhu())

    assert made is not None
    assert made.milestones == ()


def test_a_trend_begins_with_the_baseline_and_draws_the_path() -> None:
    marks = Marks(10.0, None, 0.0, 2015, 5.0, 2018, 6.0, 2020, path=((2015.0, 0.0), (2020.0, 10.0)))
    svg = trend(marks, [(2016, 2.0), (2017, 3.0), (2018, 5.0)], "a & b", numbers.exact)

    assert svg.count('class="ac"') == 3
    assert svg.count('class="ba"') == 1
    assert svg.count('class="pa"') == 1
    assert 'aria-label="a &amp; b"' in svg
    assert re.findall(r">(20\d\d)<", svg) == ["2015", "2016", "2017", "2018", "2019", "2020"]


def test_a_trend_of_one_value_is_none() -> None:
    assert trend(Marks(10.0, None, None, None, 5.0, 2018, None, 2020), [(2018, 5.0)], "", numbers.exact) == ""


def test_a_spread_has_a_box_from_quartile_to_quartile() -> None:
    svg = spread((0.0, 2.5, 5.0, 7.5, 10.0), 5.0, None)

    # −0.8 to 10.8 on 6 to 194: 2.5 at 59.5, 7.5 at 140.5
    assert '<path class="bx" d="M59.5 7H140.5v10H59.5z"/>' in svg
    assert xs(svg, "tg") == xs(svg, "me") == [100.0]


def test_a_scale_moves_what_lies_outside_to_its_edge() -> None:
    assert [Scale(0, 10, 0, 100).at(value) for value in (-5, 0, 2.5, 20)] == [0, 0, 25, 100]


def test_a_picture_says_its_figures_and_escapes_names() -> None:
    one = result(
        indicator="x", name="<b>&甲", unit="%", comparison="at_least", target="≥10", low=10.0, baseline=0.0,
        baseline_text="0", actual=5.0, compared=5.0, verdict="unmet", gap=5.0, gap_unit="百分点",
    )  # fmt: skip
    svg = picture(one, longhu(), [(2015, 5.0)], translator("en"))
    assert svg is not None

    assert "&lt;b&gt;&amp;甲" in svg
    assert "<b>" not in svg
    assert "○ baseline 0 · ◆ actual 5 · ┃ target ≥10" in svg
    assert "▲ not met · short by 5 percentage points" in svg
