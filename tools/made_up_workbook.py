"""Write data/longhu-2020-departments-made-up.xlsx: one workbook as departments send it, every figure made up.

    python tools/made_up_workbook.py [FILE]

Four tables of four shapes, and in them what real workbooks hold: merged cells, two header rows, a total, notes, a
hidden row, percent formats, an error, a ratio that became a time. The bytes are the same at every run.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
from openpyxl.styles import Font
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "data" / "longhu-2020-departments-made-up.xlsx"
MADE_UP = "数字均为编造，仅供演示 / all figures are made up"
NOTE = f"注：{MADE_UP}"
DAY = dt.datetime(2021, 3, 1)

Cell = str | float | dt.time | None
Row = Sequence[Cell]

CDC: Sequence[Row] = (
    ("领域", "指标", "单位", "2019年", "2020年", None, "备注"),
    (None, None, None, "实际值", "目标值", "实际值", None),
    ("健康水平", "（1）人均期望寿命", "岁", 76.8, "≥77", 76.96, None),
    (None, "（2）一期和二期梅毒年报告发病率", "/10万", 12.4, "持续下降", "11.8/10万", None),
    ("公共卫生", "（3）高血压患者规范管理率", "%", 0.652, "达国家要求", 0.664, "百分比格式"),
    (None, "（4）糖尿病患者规范管理率", "%", 78.1, "达国家要求", "79.6（初步数）", None),
    (None, "（5）65岁以上老年人健康管理率", "%", 74.2, "达国家要求", "75.8%", None),
)
MATERNAL: Sequence[Row] = (
    ("指标（单位）", "2019年", "2020年"),
    ("婴儿死亡率（‰）", 1.3, "0.12%"),
    ("孕产妇死亡率（/10万）", "—", 12.7),
    ("0-6岁儿童健康管理率（%）", 96.12, 96.12),
    ("孕产妇系统管理率（%）", 94.8, 0.953),
    ("怀孕夫妇优生科学知识知晓率（%）", "#DIV/0!", "未报"),
)
MEDICAL: Sequence[Row] = (
    ("指标", "单位", "2020年"),
    ("公立医院住院床位数", "张/千人口", 3.21),
    ("社会办医疗机构床位数", "张/千人口", 0.85),
    ("合计", "张/千人口", 4.06),
    ("执业（助理）医师", "人/千人口", 2.1),
    ("注册护士", "人/万人口", 23.1),
    ("医护比", "1:n", dt.time(0, 1, 1, 250_000)),
    ("全科医师", "名/万人口", 2.0),
    ("公共卫生人员", "人/千人口", 0.62),
    ("社会办医疗机构诊疗量比例", "%", 24.8),
)
TOWNS: Sequence[Row] = (
    ("指标", "层级", "单位", "甲镇", "乙镇", "丙街道", "丁街道", "平均"),
    ("以镇（街道）为单位适龄儿童国家免疫规划疫苗接种率", "镇（街道）", "%", 98.2, 96.5, 94.6, 99.1, 97.1),
)


def workbook() -> Workbook:
    """Return the workbook."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    _sheet(book, "填报说明", (), "龙湖区2020年指标完成情况，各科室填报")
    cdc = _sheet(book, "疾控科", CDC, "龙湖区2020年指标完成情况（疾控科）")
    for cells in ("A2:A3", "B2:B3", "C2:C3", "E2:F2", "G2:G3", "A4:A5", "A6:A8"):
        cdc.merge_cells(cells)
    for cell in ("D6", "F6"):
        cdc[cell].number_format = "0.0%"
    _sheet(book, "妇幼科", MATERNAL, "龙湖区指标完成情况（妇幼科）")
    medical = _sheet(book, "医政科", MEDICAL, "龙湖区指标完成情况（医政科）")
    medical.row_dimensions[11].hidden = True
    _sheet(book, "镇街", TOWNS, "各镇（街道）2020年接种率")
    return book


def _sheet(book: Workbook, name: str, rows: Iterable[Row], title: str) -> Worksheet:
    """Add a sheet: its title, which says that the figures are made up, the rows, and a note that says it again."""
    sheet: Worksheet = book.create_sheet(name)
    sheet.append([f"{title}（{MADE_UP}）"])
    sheet["A1"].font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    sheet.append([NOTE])
    return sheet


def content() -> bytes:
    """Return the file's bytes, without the time at which it was written."""
    book, written, fixed = workbook(), io.BytesIO(), io.BytesIO()
    book.properties.created = book.properties.modified = DAY
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts.namelist():
            text = parts.read(part)
            if part == "docProps/core.xml":
                # openpyxl writes the time of saving over what was set
                start, end = text.find(b"<dcterms:modified"), text.find(b"</dcterms:modified>")
                text = text[: text.find(b">", start) + 1] + f"{DAY.isoformat()}Z".encode() + text[end:]
            archive.writestr(zipfile.ZipInfo(part, DAY.timetuple()[:6]), text, zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    (Path(sys.argv[1]) if len(sys.argv) > 1 else FILE).write_bytes(content())
