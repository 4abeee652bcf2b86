"""Laws of pace: mirroring, units, better is never worse, C = τ on the straight path, the band, the milestones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planckeck.model.pace import Pace
from planckeck.model.target import Above, AtLeast, AtMost, Below, Between, Equal, Target
from tests.judgement.pacing import Walk, paced

NUMBERS = st.decimals(min_value=-10_000, max_value=10_000, places=2)
YEARS = st.sampled_from([2016, 2017, 2018, 2019])
PARTS = st.sampled_from(["", "H1"])
ONE_EDGE: st.SearchStrategy[type[AtLeast | Above | AtMost | Below]] = st.sampled_from([AtLeast, Above, AtMost, Below])
MIRRORED: dict[type, Any] = {AtLeast: AtMost, Above: Below, AtMost: AtLeast, Below: Above, Equal: Equal}
ORDER: dict[str, int] = {pace.value: number for number, pace in enumerate(Pace)}
many_frames = settings(max_examples=12)


@st.composite
def targets(draw: st.DrawFn) -> Target:
    kind = draw(st.sampled_from(["one", "between", "equal"]))
    if kind == "between":
        low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
        return Between(low=low, high=high)
    if kind == "equal":
        return Equal(bound=draw(NUMBERS))
    return draw(ONE_EDGE)(bound=draw(NUMBERS))


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    milestone = draw(st.booleans())
    last = draw(targets())
    ladder: tuple[tuple[int, Target], ...] = ((2020, last),)
    if milestone and not isinstance(last, Between):
        ladder = ((2017, _alike(last, draw(NUMBERS))), (2020, last))
    return Walk(draw(NUMBERS), ladder, float(draw(NUMBERS)), draw(YEARS), draw(PARTS))


def _alike(target: Target, bound: Decimal) -> Target:
    """Return a target of the same kind with another bound."""
    kind: Any = type(target)
    made: Target = kind(bound=bound)
    return made


def lists(each: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(each, min_size=1, max_size=30)


def mirror(target: Target) -> Target:
    if isinstance(target, Between):
        return Between(low=-target.high, high=-target.low)
    made: Target = MIRRORED[type(target)](bound=-target.bound)  # type: ignore[union-attr]
    return made


def mapped(walk: Walk, factor: Decimal) -> Walk:
    """Return a walk in another unit: everything times a factor."""
    return Walk(walk.start * factor, tuple((year, scaled(target, factor)) for year, target in walk.targets),
                walk.value * float(factor), walk.year, walk.part)  # fmt: skip


def scaled(target: Target, factor: Decimal) -> Target:
    if isinstance(target, Between):
        return Between(low=target.low * factor, high=target.high * factor)
    return _alike(target, target.bound * factor)  # type: ignore[union-attr]


@given(lists(walks()))
@many_frames
def test_mirroring_the_axis_changes_no_pace(own: list[Walk]) -> None:
    mirrored = [
        replace(
            walk,
            start=-walk.start,
            value=-walk.value,
            targets=tuple((year, mirror(target)) for year, target in walk.targets),
        )
        for walk in own
    ]

    for one, other in zip(paced(own), paced(mirrored), strict=True):
        assert (one["pace"], one["pace_reason"], one["lead"]) == (other["pace"], other["pace_reason"], other["lead"])
        assert one["path_value"] == (None if other["path_value"] is None else -other["path_value"])


@given(lists(walks()), st.sampled_from([Decimal(10), Decimal(1000), Decimal("0.5"), Decimal(7)]))
@many_frames
def test_pace_does_not_depend_on_the_unit(own: list[Walk], factor: Decimal) -> None:
    small, large = paced(own), paced([mapped(walk, factor) for walk in own])

    for one, other in zip(small, large, strict=True):
        if near_a_border(one):
            continue  # the slack is absolute below 1, and decides within it
        assert one["pace"] == other["pace"]
        assert one["lead"] == (None if other["lead"] is None else pytest.approx(other["lead"], rel=1e-6, abs=1e-9))


def near_a_border(row: dict[str, Any]) -> bool:
    """Tell whether a value stands within the slack of an edge, the start, or the band."""
    bars = [bar for bar in (row["low"], row["high"], row["start"]) if bar is not None]
    value = row["compared"]
    lead = row["lead"]
    at_band = lead is not None and abs(abs(lead) - 0.1) < 1e-6
    # between two edges the same distance on both sides is a border too
    far = [abs(bar - value) for bar in bars]
    return at_band or min(far, default=1.0) < 1e-2 or (len(bars) == 3 and _even(row))


def _even(row: dict[str, Any]) -> bool:
    def off(value: float) -> float:
        return float(max(row["low"] - value, value - row["high"], 0.0))

    return abs(off(row["compared"]) - off(row["start"])) < 1e-2


@given(NUMBERS, ONE_EDGE, NUMBERS, st.lists(NUMBERS, min_size=2, max_size=20, unique=True), YEARS, PARTS)
@many_frames
def test_a_better_actual_never_has_a_worse_pace(
    start: Decimal, kind: Any, bound: Decimal, values: Sequence[Decimal], year: int, part: str
) -> None:
    better_first = sorted(values, reverse=kind in {AtLeast, Above})

    rows = paced([Walk(start, ((2020, kind(bound=bound)),), float(value), year, part) for value in better_first])

    ranks = [ORDER[row["pace"]] for row in rows]
    assert ranks == sorted(ranks)


@given(NUMBERS, NUMBERS, NUMBERS, st.lists(st.decimals(0, 500, places=2), min_size=2, max_size=20), st.booleans())
@many_frames
def test_nearer_to_an_interval_on_one_side_is_never_worse(
    start: Decimal, one: Decimal, other: Decimal, off: Sequence[Decimal], above: bool
) -> None:
    low, high = sorted((one, other))
    nearest_first = [high + step if above else low - step for step in sorted(off)]

    rows = paced([Walk(start, ((2020, Between(low=low, high=high)),), float(value)) for value in nearest_first])

    ranks = [ORDER[row["pace"]] for row in rows]
    assert ranks == sorted(ranks)


@given(NUMBERS, NUMBERS, YEARS, PARTS)
@many_frames
def test_on_the_straight_path_progress_is_time(start: Decimal, bound: Decimal, year: int, part: str) -> None:
    assume(abs(start - bound) >= 1)
    made = AtLeast(bound=bound) if bound > start else AtMost(bound=bound)
    elapsed = (year - 2015 - (0.5 if part else 0)) / 5
    value = float(start) + elapsed * float(bound - start)

    (row,) = paced([Walk(start, ((2020, made),), value, year, part)])

    assert row["tau"] == pytest.approx(elapsed, abs=1e-12)
    assert row["progress"] == pytest.approx(row["tau"], abs=1e-9)
    assert row["lead"] == pytest.approx(row["progress"] - row["tau"], abs=1e-9)
    assert row["pace"] == "on_pace"


@given(lists(walks()), st.sampled_from(["linear", "steps"]))
@many_frames
def test_there_is_a_pace_or_a_reason_never_both(own: list[Walk], path: str) -> None:
    for row in paced(own, path=path):
        assert bool(row["pace"]) != bool(row["pace_reason"])


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, YEARS)
@many_frames
def test_a_wider_band_never_makes_a_late_one_later(
    start: Decimal, first: Decimal, last: Decimal, value: Decimal, year: int
) -> None:
    walk = Walk(start, ((2018, AtLeast(bound=first)), (2020, AtLeast(bound=last))), float(value), year)

    narrow, wide = paced([walk], band=0.05)[0]["pace"], paced([walk], band=0.3)[0]["pace"]

    assert (narrow, wide) not in {("on_pace", "behind"), ("on_pace", "ahead"), ("regressed", "behind")}


@given(NUMBERS, NUMBERS, st.sampled_from([2016, 2017]))
@many_frames
def test_milestones_on_the_line_change_nothing(start: Decimal, last: Decimal, year: int) -> None:
    # a milestone of 2018 on the straight line from 2015 to 2020
    middle = start + (last - start) * Decimal("0.6")
    assume(last - start >= 1)
    value = float(start) + 0.3 * float(last - start)

    plain, stepped = paced(
        [
            Walk(start, ((2020, AtLeast(bound=last)),), value, year),
            Walk(start, ((2018, AtLeast(bound=middle)), (2020, AtLeast(bound=last))), value, year),
        ]
    )

    assert stepped["path_value"] == pytest.approx(plain["path_value"], rel=1e-9, abs=1e-9)
