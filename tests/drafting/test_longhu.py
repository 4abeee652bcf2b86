"""The Longhu table, from the text as it was copied, from Word and from Excel: 30 rows, as the plan file reads them.

The plan file was written by hand from the document (tests/documents/test_expected.py holds it against the document).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.drafting.entry import Outcome
from planckeck.model.plan import Certainty
from planckeck.plans import load_plan
from tests.drafting.documents import LONGHU, by_row, draft, excel, loaded, longhu_cells, longhu_merges, word

PLAN = Path(__file__).parent.parent.parent / "plans" / "longhu-2016-2020.yaml"
ABOVE = ["龙湖区卫生和计划生育事业发展“十三五”规划主要指标"]
PROBABLE = {3, *range(5, 11), 12, 14, 15, *range(22, 28), 29}
"""Rows whose class or target is inherited from a merged cell, or whose bare figure is read as a floor (SOURCES)."""


@pytest.fixture(params=["text", "word", "excel"])
def document(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    match request.param:
        case "word":
            return word(tmp_path / "longhu.docx", longhu_cells(), longhu_merges(), ABOVE)
        case "excel":
            rows: list[list[object]] = [
                [*ABOVE, "", "", "", "", ""],
                *([as_stored(cell) for cell in row] for row in longhu_cells()),
            ]
            merges = [(row + 1, first, end + 1, last) for row, first, end, last in longhu_merges()]
            return excel(tmp_path / "longhu.xlsx", rows, [(0, 0, 0, 5), *merges])
        case _:
            return LONGHU


def as_stored(cell: str) -> object:
    """Excel makes numbers of what looks like one."""
    return float(cell) if cell.replace(".", "").isdigit() and cell.isascii() else cell


def test_all_thirty_rows_are_read_as_the_plan_file_says(document: Path) -> None:
    drafted = by_row(loaded(draft(document).text), 30)

    assert drafted == by_row(load_plan(PLAN), 30)


def test_the_same_rows_are_marked_probable(document: Path) -> None:
    plan = loaded(draft(document).text).plan

    probable = {int(str(one.row)) for one in plan.indicators if one.reading.certainty is Certainty.PROBABLE}
    assert probable == PROBABLE
    assert [one.row for one in plan.indicators if one.reading.certainty is Certainty.AMBIGUOUS] == [11]


def test_names_categories_and_the_head_are_those_of_the_plan_file(document: Path) -> None:
    drafted, kept = loaded(draft(document).text).plan, load_plan(PLAN).plan

    assert [(one.name, one.category) for one in drafted.indicators] == [
        (one.name, one.category) for one in kept.indicators[:30]
    ]
    assert (drafted.id, drafted.region, drafted.period, drafted.baseline_year) == (
        kept.id,
        kept.region,
        kept.period,
        kept.baseline_year,
    )
    assert drafted.title == kept.title


def test_every_cell_is_accounted_for(document: Path) -> None:
    outcomes = draft(document).outcomes

    assert outcomes.total() == 30 * 6
    # 7 categories, 30 numbers and names, 27 baselines, 25 targets (达国家要求 covers 5 more rows), 15 classes
    assert outcomes[Outcome.READ] + outcomes[Outcome.DOUBTFUL] == 7 + 30 + 30 + 27 + 25 + 15
    assert outcomes[Outcome.DOUBTFUL] == 1
    assert outcomes[Outcome.EMPTY] == 3
    assert outcomes[Outcome.FILLED] == 23 + 5 + 15


def test_ids_are_unique_and_stable(document: Path) -> None:
    ids = [entry.id for entry in draft(document).entries]

    assert len(set(ids)) == 30
    assert ids[:3] == ["life-expectancy", "infant-mortality", "maternal-mortality"]
    assert ids == [entry.id for entry in draft(LONGHU).entries]
