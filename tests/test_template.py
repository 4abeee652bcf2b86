"""The empty table: every actual that a plan asks for, and it reads back without a finding."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.model.assessment import Verdict
from planckeck.pipeline import Request, assess
from planckeck.readers import ReadRequest

ROOT = Path(__file__).parent.parent
PLANS = sorted((ROOT / "plans").glob("*.yaml"))


@pytest.mark.parametrize("plan", PLANS, ids=lambda path: path.stem)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_reads_back_without_a_finding(plan: Path, lang: str, tmp_path: Path) -> None:
    table = tmp_path / "template.csv"

    written = CliRunner().invoke(app, ["template", str(plan), "--lang", lang, "--output", str(table)])
    assessment = assess(Request(ReadRequest((str(table),)), plans=(str(plan),), fail_on="never"))

    assert (written.exit_code, list(assessment.findings)) == (0, [])
    assert assessment.counts.overall[Verdict.MET] == 0


def rows(*arguments: str) -> list[dict[str, str]]:
    result = CliRunner().invoke(app, ["template", *arguments, "--lang", "en"])
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_a_measure_over_years_asks_for_every_year() -> None:
    asked = rows(str(ROOT / "plans" / "jixi-2021-2025.yaml"))

    # the first row of the table is the growth of GDP, a mean of yearly rates
    assert [row["Year"] for row in asked if row["Indicator"] == asked[0]["Indicator"]] == [
        "2021",
        "2022",
        "2023",
        "2024",
        "2025",
    ]


def test_units_come_from_the_regions_table(tmp_path: Path) -> None:
    table = tmp_path / "regions.csv"
    table.write_text("code,name,parent,level\n1,定西市,,市\n2,安定区,1,县区\n3,岷县,1,县区\n", encoding="utf-8")

    asked = rows(str(ROOT / "plans" / "dingxi-2022.yaml"), "--regions", str(table))

    assert [row["Region"] for row in asked if row["Indicator"] == "县区核酸采样队伍"] == ["安定区", "岷县"]


def test_the_workbook_protects_all_but_what_is_filled_in(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"

    result = CliRunner().invoke(app, ["template", str(PLANS[0]), "--lang", "zh", "--output", str(path)])
    sheet = load_workbook(path).active

    assert result.exit_code == 0
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:6] == ["地区", "层级", "指标", "年份", "实际值", "单位"]
    assert (sheet.freeze_panes, sheet.protection.sheet) == ("A2", True)
    assert (sheet["E2"].protection.locked, sheet["C2"].protection.locked) == (False, True)
    assert "未报" in str(sheet.data_validations.dataValidation[0].formula1)


def test_a_filled_workbook_reads_back_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "template.xlsx"
    CliRunner().invoke(app, ["template", str(ROOT / "plans" / "longhu-2016-2020.yaml"), "--output", str(path)])
    book = load_workbook(path)
    sheet = book.active
    assert sheet is not None
    titles = [str(cell.value) for cell in sheet[1]]
    value, indicator = titles.index("Value"), titles.index("Indicator")
    filled: dict[str, float | str] = {
        "人均期望寿命": 78.25,
        "婴儿死亡率": "未报",
        "基层医疗卫生机构诊疗量占比": 97.5,
        "注册护士": "—",
    }
    for row in sheet.iter_rows(min_row=2):
        if (name := str(row[indicator].value)) in filled:
            row[value].value = filled[name]
    book.save(path)

    plan = str(ROOT / "plans" / "longhu-2016-2020.yaml")
    assessment = assess(Request(ReadRequest((str(path),)), plans=(plan,), year=2020, fail_on="never"))

    found = {result.name: (result.actual, result.reason) for result in assessment.results() if result.part_of is None}
    assert list(assessment.findings) == []
    assert found["人均期望寿命"] == (78.25, None)
    assert found["基层医疗卫生机构诊疗量占比"] == (97.5, None)
    assert found["婴儿死亡率"] == (None, "not_reported")
    assert found["注册护士"] == (None, "no_such_item")
