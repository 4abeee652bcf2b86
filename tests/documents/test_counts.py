"""How many targets each document holds, as a careful reader counted them, and figures that are none."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from planckeck.model.target import Done
from planckeck.plans import load_plan, load_plans

ROOT = Path(__file__).parent.parent.parent


def figures(name: str) -> int:
    """Count targets with a figure: one for each indicator and due year, a bar outside the document included."""
    loaded = load_plan(ROOT / "plans" / f"{name}.yaml")
    return sum(
        not isinstance(promise.target, Done) and (promise.target is not None or promise.reference is not None)
        for promises in loaded.promises.values()
        for promise in promises
    )


@pytest.mark.parametrize(
    ("plan", "at_least"),
    [
        ("longhu-2016-2020", 29 + 9),  # 30 rows, one of them left open, and nine of the prose
        ("jixi-2021-2025", 24),
        ("dingxi-2022", 78),
        ("lianyun-2018-2020", 64),
        ("jingmen-2017", 64),
        ("jintan-2018-2020", 27),
    ],
)
def test_every_target_with_a_figure_is_there(plan: str, at_least: int) -> None:
    assert at_least <= figures(plan) <= at_least + 12


def test_jixi_has_twenty_figures_and_four_references() -> None:
    loaded = load_plan(ROOT / "plans" / "jixi-2021-2025.yaml")
    references = Counter(promise.reference for promises in loaded.promises.values() for promise in promises)

    assert references == {None: 20, "provincial-target": 4}
    assert Counter(indicator.constraint.value for indicator in loaded.plan.indicators) == {"expected": 16, "binding": 8}


@pytest.mark.parametrize("plan", ["dingxi-2022", "lianyun-2018-2020", "jingmen-2017", "jintan-2018-2020"])
def test_only_longhu_and_jixi_print_classes(plan: str) -> None:
    loaded = load_plan(ROOT / "plans" / f"{plan}.yaml")

    assert {indicator.constraint.value for indicator in loaded.plan.indicators} == {"none"}


@pytest.mark.parametrize(
    "figure",
    [
        "44项",
        "24项管理制度",
        "五大中心",
        "十项工作",
        "13个部门",
        "1+1+1",
        "四免一关怀",
        "十大主题",
        "前列",
        "第一方阵",
        "领先",
    ],
)
def test_figures_that_are_no_targets_are_in_no_plan(figure: str) -> None:
    plans, _ = load_plans([ROOT / "plans"])

    assert [
        indicator.id
        for loaded in plans
        for indicator in loaded.plan.indicators
        for promise in loaded.promises[indicator.id]
        if not isinstance(promise.target, Done) and (figure in indicator.name or figure in promise.written)
    ] == []


def test_every_made_up_file_says_so_in_every_row() -> None:
    for path in (ROOT / "data").glob("*.csv"):
        lines = path.read_text(encoding="utf-8").splitlines()[1:]
        assert all("made-up" in line for line in lines) == ("made-up" in path.name), path
        assert any("made-up" in line for line in lines) == ("made-up" in path.name), path


def test_every_uncertain_reading_says_why() -> None:
    plans, _ = load_plans([ROOT / "plans"])

    assert [
        indicator.id
        for loaded in plans
        for indicator in loaded.plan.indicators
        if indicator.reading.certainty != "certain" and not indicator.reading.note
    ] == []
