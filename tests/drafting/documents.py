"""Documents that the tests build: a table with merged cells as Word and Excel hold it, and what a draft of it says."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl

from planckeck.drafting import Draft, Request, choose_table, draft_plan, tables_of
from planckeck.model.plan import Certainty
from planckeck.model.promise import LoadedPlan
from planckeck.plans.loading import read_plan_text
from planckeck.problems import Severity

HERE = Path(__file__).parent
LONGHU = HERE / "longhu.txt"

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass(frozen=True)
class Reading:
    """What a plan says of one indicator in one due year."""

    due: int
    low: str
    low_open: bool
    high: str
    high_open: bool
    baseline: str
    unit: str
    constraint: str


def draft(path: Path, request: Request = Request(), table: int | None = None) -> Draft:  # noqa: B008 - frozen
    return draft_plan(choose_table(tables_of(str(path)), table), request, str)


def loaded(text: str) -> LoadedPlan:
    """Return a draft as `planckeck validate` loads it; it must hold no error."""
    stem = next(line for line in text.splitlines() if line.startswith("id: ")).removeprefix("id: ")
    plan, findings = read_plan_text(text, f"{stem}.yaml", stem)
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []
    assert plan is not None
    return plan


def _plain(value: object) -> str:
    return "" if value is None else f"{value:f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:f}"


def readings(plan: LoadedPlan, ids: Sequence[str] | None = None) -> Iterator[tuple[str, Reading]]:
    """Yield (id, what the plan says) for every indicator and due year."""
    for indicator in plan.plan.indicators:
        baseline = plan.baselines[indicator.id]
        for promise in plan.promises[indicator.id]:
            edges = promise.interval if promise.target is not None else None
            yield (
                indicator.id,
                Reading(
                    promise.due_year,
                    _plain(edges.low) if edges else "",
                    bool(edges and edges.low_open),
                    _plain(edges.high) if edges else "",
                    bool(edges and edges.high_open),
                    (
                        ""
                        if baseline is None
                        else baseline.written
                        if baseline.value is None
                        else _plain(baseline.value)
                    ),
                    indicator.unit or "",
                    indicator.constraint.value,
                ),
            )


def by_row(plan: LoadedPlan, rows: int) -> list[tuple[Reading, Certainty]]:
    """Return what a plan says of its first rows, in their order, one due year each."""
    said = list(readings(plan))[:rows]
    return [
        (reading, indicator.reading.certainty)
        for (_, reading), indicator in zip(said, plan.plan.indicators[:rows], strict=True)
    ]


def longhu_cells() -> list[list[str]]:
    """Return the rows of the Longhu table, cut by hand out of the fixture: every cell begins with a tab."""
    text = LONGHU.read_text(encoding="utf-8").split("五、主要任务")[0]
    cells = ["".join(cell.split("\n")).strip() for cell in text.split("\n\t")[1:]]
    return [cells[at : at + 6] for at in range(0, len(cells), 6)]


def longhu_merges() -> list[Merge]:
    """Return the merged cells of the Longhu table: what is empty belongs to the cell above it, in three columns."""
    rows = longhu_cells()
    merges: list[Merge] = []
    for column in (0, 4, 5):
        starts = [row for row in range(1, len(rows)) if rows[row][column]]
        for first, after in zip(starts, [*starts[1:], len(rows)], strict=True):
            if after - first > 1:
                merges.append((first, column, after - 1, column))
    return merges


def word(path: Path, rows: Sequence[Sequence[str]], merges: Sequence[Merge], above: Sequence[str] = ()) -> Path:
    document = docx.Document()
    for line in above:
        document.add_paragraph(line)
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text:
                table.cell(row, column).text = text
    for first_row, first, last_row, last in merges:
        table.cell(first_row, first).merge(table.cell(last_row, last))
    document.save(str(path))
    return path


def excel(path: Path, rows: Sequence[Sequence[object]], merges: Sequence[Merge] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in rows:
        sheet.append([None if cell == "" else cell for cell in cells])
    for first_row, first, last_row, last in merges:
        sheet.merge_cells(start_row=first_row + 1, start_column=first + 1, end_row=last_row + 1, end_column=last + 1)
    book.save(path)
    return path


def text_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as opened:
        csv.writer(opened).writerows(rows)
    return path
