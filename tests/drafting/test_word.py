"""Word documents as offices keep them: tracked changes, content controls, nested tables, notes below."""

from __future__ import annotations

import copy
from pathlib import Path

import docx
from docx.oxml import OxmlElement

from planckeck.drafting import tables_of
from tests.drafting.documents import draft, word

TABLE = [["指标", "单位", "2025年目标"], ["预期寿命", "岁", "≥78"], ["签约率", "%", "≥70"]]


def test_deleted_rows_and_words_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    path = word(tmp_path / "tracked.docx", [*TABLE, ["旧指标", "个", "≥1"]], [])
    document = docx.Document(str(path))
    rows = document.tables[0].rows
    mark = OxmlElement("w:del")
    rows[3]._tr.get_or_add_trPr().append(mark)
    inserted, run = OxmlElement("w:ins"), rows[2].cells[0].paragraphs[0].runs[0]._r
    run.addprevious(inserted)
    added = copy.deepcopy(run)
    added.text = "家庭医生"
    inserted.append(added)
    document.save(str(path))

    assert [entry.name for entry in draft(path).entries] == ["预期寿命", "家庭医生签约率"]


def test_rows_inside_a_content_control_are_rows(tmp_path: Path) -> None:
    path = word(tmp_path / "control.docx", TABLE, [])
    document = docx.Document(str(path))
    row = document.tables[0].rows[2]._tr
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    row.addprevious(control)
    control.append(content)
    content.append(row)
    document.save(str(path))

    assert [entry.name for entry in draft(path).entries] == ["预期寿命", "签约率"]


def test_a_cell_over_several_paragraphs_is_one_text(tmp_path: Path) -> None:
    path = word(
        tmp_path / "lines.docx", [TABLE[0], ["家庭医生\n签约率", "%", "≥70"], ["Life\nexpectancy", "岁", "≥78"]], []
    )

    assert [entry.name for entry in draft(path).entries] == ["家庭医生签约率", "Life expectancy"]


def test_lines_above_and_notes_below_belong_to_the_table(tmp_path: Path) -> None:
    path = word(tmp_path / "around.docx", TABLE, [], ["正文。", "甲县“十四五”卫生健康规划主要指标"])
    document = docx.Document(str(path))
    document.add_paragraph("注：签约率按常住人口计算。")
    document.add_paragraph("下一章。")
    document.save(str(path))

    (table,) = tables_of(str(path))

    assert table.above == ("正文。", "甲县“十四五”卫生健康规划主要指标")
    assert table.below == ("注：签约率按常住人口计算。",)
    assert draft(path).frame.region == "甲县"


def test_a_table_inside_a_cell_is_a_table_of_its_own(tmp_path: Path) -> None:
    document = docx.Document()
    outer = document.add_table(rows=2, cols=2)
    outer.cell(0, 0).text = "页眉"
    inner = outer.cell(1, 1).add_table(rows=len(TABLE), cols=3)
    for row, cells in enumerate(TABLE):
        for column, text in enumerate(cells):
            inner.cell(row, column).text = text
    document.save(str(tmp_path / "nested.docx"))

    tables = tables_of(str(tmp_path / "nested.docx"))

    assert [len(table.rows) for table in tables] == [3]
    assert tables[0].rows[1].cells == ("预期寿命", "岁", "≥78")
