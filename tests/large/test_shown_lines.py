"""A line that is shown has other years, which may be messy."""

from __future__ import annotations

from pathlib import Path

from planckeck.pipeline import Request
from planckeck.readers import ReadRequest
from planckeck.sizing import assess_any
from tests.large.making import HEAD, write_table


def test_a_messy_cell_in_another_year_of_a_shown_line_is_no_fault(tmp_path: Path) -> None:
    fields = 'id: i0, name: 指标, unit: "%", comparison: at_least, target: 90, applies_to: {level: 县}'
    (tmp_path / "land.yaml").write_text(HEAD + "- {" + fields + "}\n", encoding="utf-8")
    write_table(tmp_path / "a.csv", [["县一", "县", "i0", "2019", "abc"], ["县一", "县", "i0", "2020", "81.5"]])
    reading = ReadRequest((str(tmp_path / "a.csv"),))

    found = assess_any(Request(reading, (str(tmp_path / "land.yaml"),), engine="duckdb", numbered=False))

    # 90 - 81.5
    assert [(one.region, one.year, one.gap) for one in found.worst] == [("县一", 2020, 8.5)]
