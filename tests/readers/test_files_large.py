"""Bar 5: 100,000 rows of a messy workbook in less than 1 GB, told of as they are read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from openpyxl.cell import WriteOnlyCell
from openpyxl.worksheet.cell_range import CellRange

ROWS = 100_000
MEMORY_LIMIT = 1_000_000_000

READ = """
import json, sys
from planckeck.readers import Expectation, ReadRequest, read_actuals
steps = []
expected = {"高血压患者规范管理率": Expectation(unit="%", low=70.0, baseline=60.0)}
read = read_actuals(ReadRequest((sys.argv[1],), progress=lambda *step: steps.append(step)), expected)
# not ru_maxrss: it begins with what the process had before it became this program, and the tests are large
peak = next(int(line.split()[1]) * 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
found = read.mappings[0]
counts = [len(read.rows), found.cells, found.values, found.nothings, found.refused]
print(json.dumps([*counts, len(steps), steps[-1][1:], peak]))
"""


def messy_workbook(path: Path) -> None:
    """Write merged regions, percent formats, nothings, texts, errors, notes; a hidden row, blank rows."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("全部")
    sheet.append(["某省各村卫生指标"])
    sheet.append(["领域", "地区", "指标", "单位", "2019年", "2020年", "备注"])
    for number in range(ROWS):
        share = WriteOnlyCell(sheet, 0.6 + number % 3000 / 10_000)
        share.number_format = "0.0%"
        text = ("未报", "—", f"{70 + number % 29}.5%", "７７．５％", "77.5①", "79.2（初步数）", "#DIV/0!", "")[
            number % 8
        ]
        region = f"第{number}村" if number % 2 == 0 else None
        sheet.append(["健康", region, "高血压患者规范管理率", "%", share, text, f"第{number}行"])
        if number % 2:
            # add() would compare every range with every other
            sheet.merged_cells.ranges.add(CellRange(f"B{number + 2}:B{number + 3}"))
    sheet.append([])
    sheet.append(["注：以上为快报数"])
    book.save(path)


@pytest.mark.heavy
def test_bar_5_a_hundred_thousand_rows_stay_below_a_gigabyte(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    messy_workbook(path)

    run = subprocess.run(
        [sys.executable, "-c", READ, str(path)], capture_output=True, text=True, check=True, timeout=600
    )

    rows, cells, values, nothings, refused, steps, last, peak = json.loads(run.stdout)
    assert (rows, cells) == (2 * ROWS, 2 * ROWS)
    assert values + nothings + refused == cells
    assert (values, nothings, refused) == (ROWS + ROWS // 2, 3 * ROWS // 8, ROWS // 8)
    assert steps == ROWS // 1_000 + 1
    assert last == [ROWS + 4, ROWS + 4]
    assert peak < MEMORY_LIMIT
