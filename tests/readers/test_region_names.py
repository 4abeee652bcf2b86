"""A table without a column of regions: its region from the name of its sheet or file, or from its title."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planckeck.model.assessment import Assessment, Verdict
from planckeck.pipeline import Request, assess
from planckeck.problems import InputError
from planckeck.readers import ReadRequest
from planckeck.readers.shapes.naming import name_rule, stem_of

PLAN = """
id: dx
title: 定西市卫生规划
region: 定西市
period: 2016-2020
source: {document: a.txt}
indicators:
  - {id: life, name: 人均期望寿命, unit: 岁, comparison: at_least, target: 76, applies_to: [安定区, 陇西县]}
  - {id: infant, name: 婴儿死亡率, unit: ‰, comparison: at_most, target: 6}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "dx.yaml").write_text(PLAN, encoding="utf-8")
    return tmp_path


def judged(*paths: str, rule: str | None = None, map_file: str | None = None, sheet: str | None = None) -> Assessment:
    reading = ReadRequest(paths, region_from=rule, map_file=map_file, sheet=sheet)
    return assess(Request(reading, ("dx.yaml",), all_years=True))


def verdicts(assessment: Assessment) -> dict[tuple[str, int], Verdict]:
    return {(one.region, one.year): Verdict(one.verdict) for one in assessment.results() if one.actual is not None}


def codes(assessment: Assessment) -> list[str]:
    return [one.code for one in assessment.findings if one.code != "PK314"]


def workbook(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)


def own_table(value: float) -> list[list[object]]:
    return [["指标", "2020年"], ["人均期望寿命", value]]


def test_a_sheet_for_each_county_and_a_cover(folder: Path) -> None:
    workbook(folder / "a.xlsx", {"封面": [["报送表"]], "安定区": own_table(76.2), "陇西县": own_table(75.1)})

    found = judged("a.xlsx", rule="sheet")

    # 76.2 ≥ 76, 75.1 < 76
    assert verdicts(found) == {("安定区", 2020): Verdict.MET, ("陇西县", 2020): Verdict.UNMET}
    assert codes(found) == []


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("安定区.csv", "file"),
        ("安定区2020年.csv", "file:{region}2020年"),
        ("3_安定区_报送表.csv", "file:*_{region}_*"),
        ("表一（安定区）.csv", "file:表?（{region}）"),
    ],
)
def test_a_file_for_each_county(folder: Path, name: str, rule: str) -> None:
    (folder / name).write_text("指标,2020年\n人均期望寿命,76.2\n", encoding="utf-8")

    assert verdicts(judged(name, rule=rule)) == {("安定区", 2020): Verdict.MET}


def test_the_title_above_a_table(folder: Path) -> None:
    (folder / "a.csv").write_text(
        "安定区2020年主要指标\n（初步数）\n指标,2020年\n人均期望寿命,75.9\n", encoding="utf-8"
    )

    assert verdicts(judged("a.csv", rule="title:{region}20*")) == {("安定区", 2020): Verdict.UNMET}


def test_a_map_says_it_too(folder: Path) -> None:
    (folder / "安定区.csv").write_text("指标,2020年\n人均期望寿命,76.2\n", encoding="utf-8")
    (folder / "map.yaml").write_text("region_from: file\n", encoding="utf-8")

    assert verdicts(judged("安定区.csv", map_file="map.yaml")) == {("安定区", 2020): Verdict.MET}


def test_a_column_of_regions_holds_more_than_a_name(folder: Path) -> None:
    (folder / "安定区.csv").write_text("地区,指标,2020年\n陇西县,人均期望寿命,76.2\n", encoding="utf-8")

    assert verdicts(judged("安定区.csv", rule="file")) == {("陇西县", 2020): Verdict.MET}


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("sheet", "there is no name of that kind"),
        ("file:{region}_*", "a does not fit"),
        ("title:{region}情况2020*", "more than one: 安定区, 陇西县"),
    ],
)
def test_no_region_is_guessed(folder: Path, rule: str, problem: str) -> None:
    (folder / "a.csv").write_text(
        "安定区情况2020年\n陇西县情况2020年\n指标,2020年\n人均期望寿命,76.2\n", encoding="utf-8"
    )

    with pytest.raises(InputError) as caught:
        judged("a.csv", rule=rule)

    assert [one.code for one in caught.value.diagnostics] == ["PK368"]
    assert problem in caught.value.diagnostics[0].message.text()


@pytest.mark.parametrize("text", ["", "name", "title", "file:", "file:*", "sheet:{region}{region}"])
def test_what_is_no_rule(text: str) -> None:
    assert name_rule(text) is None


def test_a_rule_that_is_none_is_refused_with_what_to_write(folder: Path) -> None:
    with pytest.raises(InputError) as caught:
        judged("a.csv", rule="fle")

    assert [(one.code, one.place.file) for one in caught.value.diagnostics] == [("PK360", "--region-from")]


@pytest.mark.parametrize(
    ("file", "stem"), [("x/安定区.csv", "安定区"), ("安定区.csv.gz", "安定区"), ("v1.2 安定区.xlsx", "v1.2 安定区")]
)
def test_the_name_of_a_file_has_no_endings(file: str, stem: str) -> None:
    assert stem_of(file) == stem


@pytest.mark.parametrize(
    ("name", "title", "source"),
    [
        ("陇西县.csv", "", "file"),
        ("陇西县数据.csv", "", "'file:{region}数据'"),
        ("a.csv", "陇西县2020年指标\n", "'title:{region}2020年指标'"),
    ],
)
def test_rows_that_may_be_of_another_region_are_doubted(folder: Path, name: str, title: str, source: str) -> None:
    """The verdict is the plan's own region's, with a warning: 5.5 ≤ 6."""
    (folder / name).write_text(f"{title}指标,2020年\n婴儿死亡率,5.5\n", encoding="utf-8")

    found = judged(name)

    assert verdicts(found) == {("定西市", 2020): Verdict.MET}
    [doubt] = [one for one in found.findings if one.code == "PK369"]
    assert "陇西县" in doubt.message.text()
    assert doubt.hint is not None
    assert f"--region-from {source}" in doubt.hint.text()


@pytest.mark.parametrize("name", ["定西市.csv", "a.csv", "定西市陇西县等.csv"])
def test_what_names_the_plans_region_or_none_is_not_doubted(folder: Path, name: str) -> None:
    (folder / name).write_text("指标,2020年\n婴儿死亡率,5.5\n", encoding="utf-8")

    assert codes(judged(name)) == []


def test_a_sheet_for_each_year(folder: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        year: [["地区", "指标", "实际值"], ["安定区", "人均期望寿命", value]]
        for year, value in (("2019年", 76.2), ("2020", 75.1))
    }
    workbook(folder / "a.xlsx", sheets)

    found = judged("a.xlsx", sheet="*")

    # 2019 is before the due year, and 76.2 is enough already
    assert verdicts(found) == {("安定区", 2019): Verdict.MET, ("安定区", 2020): Verdict.UNMET}
    assert codes(found) == ["PK356", "PK356"]
