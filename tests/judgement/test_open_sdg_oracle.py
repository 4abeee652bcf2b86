"""The method of Open SDG, written a second time in plain Python from its documentation, and many series by both.

Source: open-sdg/open-sdg, docs/progress-methodology.md: “Methodology”, “Considerations and Exceptions”. Nothing here
is taken from the expressions; where a series comes so near to a bar that binary fractions decide, it is passed over.
"""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.engines import frames_on
from planckeck.judgement.open_sdg import with_open_sdg
from planckeck.model.frames import Kind
from tests.judging import HEAD, judged

SDG = HEAD.replace("2016-2020", "2016-2030")
NEAR = 1e-7


@dataclass(frozen=True)
class Story:
    """A series by year, the direction, and the target or limit, if any. `stated` is the base year of the plan."""

    values: tuple[tuple[int, float], ...]
    is_up: bool
    target: float | None = None
    limit: float | None = None
    stated: int = 2015
    due: int = 2030


def cagr(value: float, base: float, years: int) -> float:
    """The compound annual growth rate, (y/y0)^(1/(t - t0)) - 1."""
    return float((value / base) ** (1 / years) - 1)


def factor(base: float, limit: float | None, is_up: bool) -> float:
    """The scaling factor C of the thresholds, of magnitudes; 1 far from a limit and without one."""
    if limit is None or limit == 0:
        return 1.0
    if not is_up and 0 <= base < limit:
        return 1.0  # “a maximum limit is not considered for indicators whose desired direction is negative”
    near, far = abs(base), abs(limit)
    if near <= far:
        return float(1 - (near / far) ** 4.44)
    return float(1 - ((2 * far - near) / far) ** 4.44) if near < 2 * far else 1.0


def by_the_book(story: Story) -> tuple[str, float | None, float]:
    """Return status, value, and how near the value comes to a bar that would change the status."""
    known = sorted((year, value) for year, value in story.values if year >= story.stated)
    if not known:
        return "not_available", None, math.inf
    (first, start), (last, now) = known[0], known[-1]
    target = 0.001 if story.target == 0 else story.target
    achieved = target is not None and (now >= target if story.is_up else now <= target)
    base = 0.001 if start == 0 else start
    value: float | None = None
    if last > first and now / base >= 0 and (target is None or target / base > 0):
        # all negative: the desired direction is flipped
        d = (1 if story.is_up else -1) * (-1 if start < 0 else 1)
        value = d * cagr(now, base, last - first)
        if target is not None:
            required = abs(cagr(target, base, story.due - first))
            value = value / required if required else None
    bars = (0.95, 0.6, 0.0) if target is not None else tuple(
        bar * factor(start, story.limit, story.is_up) for bar in (0.015, 0.005, 0.0)
    )  # fmt: skip
    if achieved:
        return "target_achieved", value, abs(now - target) if target is not None else math.inf
    if value is None:
        lost = target is not None and target == base and last > first and now / base >= 0
        return ("deterioration" if lost else "not_available"), None, math.inf
    names = ("substantial_progress", "moderate_progress", "limited_progress")
    status = next((name for name, bar in zip(names, bars, strict=True) if value >= bar), "deterioration")
    return status, value, min(abs(value - bar) for bar in bars)


def told(folder: Path, stories: list[Story]) -> list[tuple[str, float | None]]:
    """Judge all stories in one run, an indicator each."""
    plan, rows = "", []
    for number, story in enumerate(stories):
        aim = f"comparison: {'at_least' if story.is_up else 'at_most'}, target: {plain(story.target)}"
        watched = f"better: {'higher' if story.is_up else 'lower'}"
        limit = "" if story.limit is None else f", limit: {plain(story.limit)}"
        base = f', baseline: {{value: "-", year: {story.stated}}}' if story.stated != 2015 else ""
        due = f", due: {story.due}" if story.due != 2030 else ""
        fields = f"unit: 元, {watched if story.target is None else aim}{limit}{base}{due}"
        plan += f"- {{id: i{number}, name: 甲{number}, {fields}}}\n"
        rows += [f"甲县,i{number},{year},{plain(value)}" for year, value in story.values]
    results = judged(folder, plan, "\n".join(rows), SDG, pace_method="open-sdg", year=2025)
    found = {}
    for one in results:
        assert one.open_sdg is not None
        found[one.indicator] = (one.open_sdg["status"], one.open_sdg["value"])
    return [found[f"i{number}"] for number in range(len(stories))]


def expressed(stories: list[Story]) -> list[tuple[str, float | None]]:
    """Put all stories through the expressions alone, without files: values may have more digits than a table."""
    lines: dict[str, tuple[Kind, Sequence[Any]]] = {
        "plan": (Kind.TEXT, ["p"] * len(stories)),
        "indicator": (Kind.TEXT, [f"i{number}" for number in range(len(stories))]),
        **{name: (Kind.TEXT, [""] * len(stories)) for name in ("region", "level")},
    }
    edges = [(one.target if one.is_up else None, None if one.is_up else one.target) for one in stories]
    columns = lines | {
        "year": (Kind.WHOLE, [2025] * len(stories)),
        "due_year": (Kind.WHOLE, [one.due for one in stories]),
        "baseline_year": (Kind.WHOLE, [one.stated for one in stories]),
        "first_year": (Kind.WHOLE, [2016] * len(stories)),
        "low": (Kind.REAL, [low for low, _ in edges]),
        "high": (Kind.REAL, [high for _, high in edges]),
        "low_open": (Kind.FLAG, [False] * len(stories)),
        "high_open": (Kind.FLAG, [False] * len(stories)),
        "baseline": (Kind.REAL, [None] * len(stories)),
        "limit": (Kind.REAL, [one.limit for one in stories]),
        "direction": (Kind.WHOLE, [1 if one.is_up else -1 for one in stories]),
        "measure": (Kind.TEXT, ["level"] * len(stories)),
        "kind": (Kind.TEXT, ["number"] * len(stories)),
        "no_target": (Kind.TEXT, ["watched" if one.target is None else "" for one in stories]),
        "verdict": (Kind.TEXT, ["not_due"] * len(stories)),
    }
    points = [(f"i{number}", year, value) for number, one in enumerate(stories) for year, value in one.values]
    chosen: dict[str, tuple[Kind, Sequence[Any]]] = {
        "plan": (Kind.TEXT, ["p"] * len(points)),
        "indicator": (Kind.TEXT, [name for name, _, _ in points]),
        **{name: (Kind.TEXT, [""] * len(points)) for name in ("region", "level", "part")},
        "year": (Kind.WHOLE, [year for _, year, _ in points]),
        "value": (Kind.REAL, [value for _, _, value in points]),
    }
    rows = with_open_sdg(frames_on("polars")(columns), frames_on("polars")(chosen)).collect().rows(named=True)
    found = {row["indicator"]: (row["open_sdg_status"], row["open_sdg_value"]) for row in rows}
    assert len(found) == len(rows) == len(stories)
    return [
        (status, None if value is None or math.isnan(value) else value)
        for status, value in (found[f"i{number}"] for number in range(len(stories)))
    ]


def plain(value: float | None) -> str:
    return f"{value:f}" if value is not None else ""


FIGURES = (0.0, 0.001, 1.0, 50.0, 95.0, 99.0, 100.0, 101.0, 150.0, 200.0, 250.0, -1.0, -100.0)
"""Figures at which branches part."""


def a_story(chance: random.Random) -> Story:
    """Return a series of small steps, which lies near the bars, or with an odd end, which meets the rare branches."""

    def figure() -> float:
        return chance.choice(FIGURES) if chance.random() < 0.4 else chance.randint(-1_000_000, 1_000_000) / 1000

    years = sorted(chance.sample(range(2012, 2026), chance.randint(1, 8)))
    target = None if chance.random() < 0.5 else figure()
    values = [figure()]
    for _ in years[1:]:
        values.append(round(values[-1] * (1 + chance.randint(-60, 80) / 1000), 6))
    if chance.random() < 0.4:
        values[-1] = figure()
    limit = chance.choice((None, 0.0, 10.0, 100.0, -100.0)) if target is None else None
    is_up, stated = chance.random() < 0.5, chance.choice((2015, 2015, 2017))
    return Story(tuple(zip(years, values, strict=True)), is_up, target, limit, stated)


# a run of hundreds at once: one frame of many rows costs as much as one of a few
@given(st.integers(0, 2**32))
@settings(max_examples=8, deadline=None)
def test_many_series_by_both(seed: int) -> None:
    chance = random.Random(seed)
    own = [a_story(chance) for _ in range(1500)]

    for story, found in zip(own, expressed(own), strict=True):
        status, value, near = by_the_book(story)
        if near >= NEAR * max(1.0, abs(story.target or 0.0)):
            assert found[0] == status, story
            assert found[1] == (None if value is None else pytest.approx(value, rel=1e-9, abs=1e-11)), story


@given(st.integers(0, 2**32))
@settings(max_examples=4, deadline=None)
def test_near_a_limit_the_bars_shrink(seed: int) -> None:
    chance = random.Random(seed)
    own = []
    for _ in range(1500):
        base, step = chance.randint(1, 249_000) / 1000, chance.randint(-3000, 3000) / 100_000
        own.append(Story(((2015, base), (2016, base * (1 + step))), chance.random() < 0.5, None, 100.0))

    for story, (status, _) in zip(own, expressed(own), strict=True):
        expected, _, near = by_the_book(story)
        assert status == expected or near < NEAR, story


WORKED = [
    # the documentation's indicators with figures of our own: 3.1.1 at most 70 per 100,000 births, from 2015 to 2030
    (Story(((2015, 210.0), (2020, 170.0)), False, 70.0), "limited_progress"),  # -4.14 % of -7.06 %: 0.586
    (Story(((2015, 210.0), (2020, 165.0)), False, 70.0), "moderate_progress"),  # -4.71 %: 0.667
    (Story(((2015, 210.0), (2020, 60.0)), False, 70.0), "target_achieved"),
    # 1.1.1 a target of 0 is 0.001
    (Story(((2015, 2.0), (2023, 0.0)), False, 0.0), "target_achieved"),
    (Story(((2015, 2.0), (2023, 0.0005)), False, 0.0), "target_achieved"),  # below the replacement
    (Story(((2015, 2.0), (2023, 0.01)), False, 0.0), "substantial_progress"),  # -48.4 % of -39.7 %
    # 9.c.1 coverage with the limit 100, no target: at the limit C is 0, and what holds it is on track
    (Story(((2015, 100.0), (2020, 100.0)), True, None, 100.0), "substantial_progress"),
    (Story(((2015, 100.0), (2020, 99.9)), True, None, 100.0), "deterioration"),
    (Story(((2015, 99.0), (2020, 99.35)), True, None, 100.0), "substantial_progress"),  # 0.0706 % ≥ 1.5 % · 0.0436
    (Story(((2015, 99.0), (2020, 99.0)), True, None, 100.0), "limited_progress"),
    # a floor of 0 for what falls: C is 1
    (Story(((2015, 8.0), (2020, 7.5)), False, None, 0.0), "moderate_progress"),  # 1.28 % a year
    # no data for 2015: the first year after it is the base
    (Story(((2014, 10.0), (2017, 100.0), (2019, 103.0)), True), "moderate_progress"),  # 1.49 %
    # fewer than two years, opposite signs
    (Story(((2016, 4.0),), True), "not_available"),
    (Story(((2015, -1.0), (2020, 1.0)), True), "not_available"),
    # all negative: less negative is better where more is
    (Story(((2015, -10.0), (2020, -9.0)), True), "substantial_progress"),  # 2.09 % a year, turned
    (Story(((2015, -10.0), (2020, -11.0)), True), "deterioration"),
    # a base that is the target: nothing is required, and only a loss can be told
    (Story(((2015, 70.0), (2020, 75.0)), False, 70.0), "deterioration"),
]


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, float | None]]:
    return told(tmp_path_factory.mktemp("worked"), [story for story, _ in WORKED])


@pytest.mark.parametrize("number", range(len(WORKED)))
def test_a_worked_case_by_hand_by_the_book_and_by_the_program(
    worked: list[tuple[str, float | None]], number: int
) -> None:
    story, status = WORKED[number]

    assert worked[number][0] == status == by_the_book(story)[0]
