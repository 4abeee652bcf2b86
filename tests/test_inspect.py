"""inspect: every cell as written and as read, the identity, and who has not reported."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from planckeck.cli import app
from tests.readers.reading_files import department_workbook

PLAN = """id: plan
title: 规划
region: 龙湖区
period: 2016-2020
baseline_year: 2015
indicators:
- {id: life-expectancy, name: 人均期望寿命, unit: 岁, constraint: binding, department: 疾控科, target: "≥77"}
- {id: infant-mortality, name: 婴儿死亡率, unit: ‰, constraint: binding, department: 妇幼科, target: "≤5"}
- {id: beds, name: 床位数, unit: 张, department: 医政科, target: "≥400"}
- {id: hypertension, name: 高血压患者规范管理率, unit: "%", department: 疾控科, target: "≥70"}
- {id: ratio, name: 医护比, unit: "1:n", department: 医政科, target: "1:1.2", comparison: at_least}
- {id: nurses, name: 注册护士, unit: 人, department: 医政科, target: "≥300"}
- {id: watched, name: 门诊人次, unit: 万人次, better: higher}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "plan.yaml").write_text(PLAN, encoding="utf-8")
    department_workbook(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def inspect(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, ["inspect", *arguments, "--lang", lang])


def as_json(*arguments: str) -> Any:
    return json.loads(inspect(*arguments, "--format", "json").stdout)


def test_bar_2_the_identity_of_the_messy_workbook_is_printed() -> None:
    shown = inspect("龙湖区.xlsx")

    # 7 rows of 2 values: 8 read; 未报, — and the empty G14; #DIV/0!, 1:20 as a time, the formula without a value
    assert "value cells: 14 = 8 values + 3 without a value + 3 refused" in shown.stdout
    assert shown.exit_code == 1  # three cells are errors


def test_the_mapping_says_what_every_column_and_row_is() -> None:
    shown = inspect("龙湖区.xlsx").stdout

    assert "龙湖区.xlsx[表1] · years across · header in rows 3–4" in shown
    assert "B 指标 → indicator; C 单位 → unit; E 2019年 / 实际 → value [2019年]" in shown
    assert "D 2019年 / 目标 (targets)" in shown
    assert "9 (total 合计 · 2 figures)" in shown


@pytest.mark.parametrize(
    ("cell", "written", "read"),
    [
        ("E7", "71.5", "71.5%"),
        ("G5", "77.5", "77.5 岁"),
        ("E10", "1：1.1", "1.1 1:n"),
        ("E11", "未报", "not reported"),
        ("G11", "—", "no such item"),
        ("G8", "#DIV/0!", "refused"),
    ],
)
def test_a_cell_is_shown_as_written_and_as_read(cell: str, written: str, read: str) -> None:
    rows = [line.split("  ") for line in inspect("龙湖区.xlsx").stdout.splitlines()]
    found = next(row for row in rows if row[0].strip() == cell)

    shown = [part.strip() for part in found if part.strip()]
    assert read in shown
    assert written in " ".join(shown) or cell == "E7"


def test_json_and_csv_hold_every_cell_and_the_same_values() -> None:
    given = as_json("龙湖区.xlsx")
    rows = list(csv.DictReader(io.StringIO(inspect("龙湖区.xlsx", "--format", "csv").stdout)))

    assert given["counts"] == {"cells": 14, "values": 8, "nothings": 3, "refused": 3}
    assert len(given["cells"]) == len(rows) == 14
    for cell, row in zip(given["cells"], rows, strict=True):
        assert row["value"] == ("" if cell["value"] is None else f"{cell['value']:g}")
        assert (row["outcome"], row["status"]) == (cell["outcome"], cell["status"])
    mortality = next(cell for cell in given["cells"] if cell["indicator_id"] == "infant-mortality")
    assert (mortality["row"], mortality["column"], mortality["value"], mortality["unit"]) == (6, 5, 1.2, "‰")


def test_findings_stand_beside_their_cells() -> None:
    cells = {(cell["row"], cell["column"]): cell["codes"] for cell in as_json("龙湖区.xlsx")["cells"]}

    assert cells[8, 7] == ["PK333"]
    assert cells[10, 7] == ["PK334"]
    assert cells[5, 7] == []


def test_values_are_shown_in_the_plans_unit_with_their_conversion(folder: Path) -> None:
    (folder / "a.csv").write_text("地区,指标,年份,实际值,单位\n龙湖区,注册护士,2020,0.05,万人\n", encoding="utf-8")

    (cell,) = as_json("a.csv")["cells"]

    # 0.05 万人 = 500 人
    assert (cell["value"], cell["unit"], cell["conversion"]) == (500, "人", "1 万人 = 10000 人")


def test_what_no_plan_knows_is_named(folder: Path) -> None:
    (folder / "a.csv").write_text("地区,指标,年份,实际值\n龙湖区,人均期望寿数,2020,77\n", encoding="utf-8")

    shown = inspect("a.csv")

    assert "PK302" in shown.stderr
    assert "did you mean 人均期望寿命" in shown.stderr
    assert shown.exit_code == 1


def test_it_works_without_a_plan(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "alone").mkdir()
    monkeypatch.chdir(folder / "alone")
    Path("a.csv").write_text("region,indicator,year,value,unit\nX,Coverage,2020,77.5%,%\n", encoding="utf-8")

    shown = inspect("a.csv")

    assert "value cells: 1 = 1 values + 0 without a value + 0 refused" in shown.stdout
    assert (shown.exit_code, shown.stderr) == (0, "")


def test_missing_names_department_indicator_region_and_reason() -> None:
    missing = as_json("龙湖区.xlsx", "--missing", "--year", "2020")

    # of 7: the bed and ratio cells were refused, life expectancy, mortality and hypertension are there;
    # the nurses' cell is empty, 门诊人次 has no row
    found = [(line["department"], line["indicator"], line["region"], line["reason"]) for line in missing["missing"]]
    assert found == [("医政科", "nurses", "龙湖区", "blank"), (None, "watched", "龙湖区", "no_actual")]
    assert (missing["count"], missing["total"]) == (2, 7)


def test_missing_as_a_table_in_chinese() -> None:
    shown = inspect("龙湖区.xlsx", "--missing", "--year", "2020", lang="zh").stdout

    assert "医政科：缺 1 项" in shown
    assert "规划未列责任单位：缺 1 项" in shown
    assert "7 项中有 2 项尚未报送，涉及 1 个地区" in shown


def test_nothing_missing_is_said(folder: Path) -> None:
    (folder / "b.csv").write_text("region,indicator,year,value\n甲,x,2020,1\n", encoding="utf-8")
    plan = "id: p\ntitle: 规划\nregion: 甲\nperiod: 2016-2020\n"
    plan += "indicators:\n- {id: x, name: 指标, unit: 个, target: ≥1}\n"
    (folder / "p.yaml").write_text(plan, encoding="utf-8")

    assert "nothing is missing" in inspect("b.csv", "--plan", "p.yaml", "--missing").stdout


def test_missing_of_several_plans_names_the_plan(folder: Path) -> None:
    """Two plans may ask for an indicator of one name."""
    for name in ("p", "q"):
        plan = f"id: {name}\ntitle: 规划\nregion: 甲\nperiod: 2016-2020\n"
        plan += (
            "indicators:\n- {id: x, name: 指标, unit: 个, target: ≥1}\n- {id: y, name: 另一, unit: 个, target: ≥1}\n"
        )
        (folder / f"{name}.yaml").write_text(plan, encoding="utf-8")
    (folder / "b.csv").write_text("plan,region,indicator,year,value\np,甲,x,2020,1\nq,甲,x,2020,1\n", encoding="utf-8")

    shown = inspect("b.csv", "--plan", "p.yaml", "--plan", "q.yaml", "--missing").stdout

    lines = [line.split()[:3] for line in shown.splitlines() if "另一" in line]
    assert lines == [["p", "另一", "甲"], ["q", "另一", "甲"]]


def test_strict_makes_warnings_fail(folder: Path) -> None:
    (folder / "a.csv").write_text("地区,指标,年份,实际值\n龙湖区,高血压患者规范管理率,2020,105.3\n", encoding="utf-8")

    assert (inspect("a.csv").exit_code, inspect("a.csv", "--strict").exit_code) == (0, 1)


@pytest.mark.parametrize("width", [80, 120])
def test_the_table_keeps_to_the_screen(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    from wcwidth import wcswidth

    monkeypatch.setenv("COLUMNS", str(width))

    shown = inspect("龙湖区.xlsx", lang="zh").stdout

    assert max(wcswidth(line) for line in shown.splitlines()) <= width
    assert "数值单元格：14 = 有值 8 + 无值 3 + 未读入 3" in shown.replace("\n", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "name a table of actual values"),
        (["--query", "x"], "--query needs --from"),
        (["龙湖区.xlsx", "--sheet", "表2"], "no sheet 表2"),
        (["--from", "nonsense", "--query", "t"], "--from is no database URL"),
    ],
)
def test_what_is_asked_wrongly_is_said(arguments: list[str], said: str) -> None:
    shown = inspect(*arguments)

    assert said in " ".join((shown.stderr + shown.stdout).replace("│", " ").split())
    assert shown.exit_code in {2, 3}
