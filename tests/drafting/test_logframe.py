"""A table that nobody planned for: an English logframe; and other layouts that must give a valid plan."""

from __future__ import annotations

import html
from pathlib import Path

import pytest

from planckeck.drafting import Request
from planckeck.model.plan import Certainty
from tests.drafting.documents import draft, excel, loaded, readings, text_csv, word

LOGFRAME = [
    ["Indicator", "Baseline 2020", "Milestone 2023", "Target 2025", "Source"],
    ["Births attended by skilled personnel (%)", "72", "80", "at least 90", "Household survey"],
    ["Under-five mortality rate (deaths per 1000 live births)", "48", "<40", "<30", "Household survey"],
    ["Number of health workers trained (persons)", "0", "1,200", "2,500", "Project records"],
    ["Stunting prevalence (%)", "32", "28", "24", "Survey, every 2 years"],
    ["Functional referral system", "no", "pilot in 2 districts", "in all districts", "Review"],
    ["Primary school completion rate (%)", "80", "", "95", ""],
]


@pytest.fixture(params=["csv", "docx", "xlsx", "md", "html", "txt"])
def logframe(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / f"logframe.{request.param}"
    match request.param:
        case "csv":
            return text_csv(path, LOGFRAME)
        case "docx":
            return word(path, LOGFRAME, [])
        case "xlsx":
            return excel(path, LOGFRAME)
        case "md":
            lines = ["| " + " | ".join(row) + " |" for row in LOGFRAME]
            text = "\n".join(["# Results framework", "", lines[0], "|---" * 5 + "|", *lines[1:]])
        case "html":
            cells = [[f"<td>{html.escape(cell)}</td>" for cell in row] for row in LOGFRAME]
            rows = "".join(f"<tr>{''.join(row)}</tr>" for row in cells)
            text = f"<!DOCTYPE html><html><body><table>{rows}</table></body></html>"
        case _:
            text = "Results\n" + "\n".join("\t".join(row) for row in LOGFRAME) + "\n\nThe rest of the document.\n"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_logframe_gives_a_valid_plan(logframe: Path) -> None:
    plan = loaded(draft(logframe).text)

    assert (plan.plan.period, plan.plan.baseline_year) == ("2021-2025", 2020)
    said = [(id_, one.due, one.low, one.high, one.high_open, one.baseline, one.unit) for id_, one in readings(plan)]
    assert said == [
        ("births-attended-by-skilled-personnel", 2023, "80", "", False, "72", "%"),
        ("births-attended-by-skilled-personnel", 2025, "90", "", False, "72", "%"),
        ("under-five-mortality", 2023, "", "40", True, "48", "deaths per 1000 live births"),
        ("under-five-mortality", 2025, "", "30", True, "48", "deaths per 1000 live births"),
        ("number-of-health-workers-trained", 2023, "1200", "", False, "0", "persons"),
        ("number-of-health-workers-trained", 2025, "2500", "", False, "0", "persons"),
        ("stunting-prevalence", 2023, "", "28", False, "32", "%"),
        ("stunting-prevalence", 2025, "", "24", False, "32", "%"),
        ("functional-referral-system", 2023, "", "", False, "", "?"),
        ("functional-referral-system", 2025, "", "", False, "", "?"),
        ("primary-school-completion-rate", 2025, "95", "", False, "80", "%"),
    ]


def test_what_cannot_be_read_stays_as_printed_and_says_why(logframe: Path) -> None:
    drafted = draft(logframe)
    plan = loaded(drafted.text).plan

    one = next(one for one in plan.indicators if one.id == "functional-referral-system")
    assert one.target == {2023: "pilot in 2 districts", 2025: "in all districts"}
    assert one.reading.certainty is Certainty.AMBIGUOUS
    assert 'baseline printed "no", not read' in (one.reading.note or "")
    assert [entry.id for entry in drafted.left_open] == ["functional-referral-system"]
    assert sum(line.startswith("# To decide: target") for line in drafted.text.splitlines()) == 1


def test_what_a_user_says_stands_in_the_plan(logframe: Path) -> None:
    plan = loaded(draft(logframe, Request("health", "Health plan", "Jia County", (2022, 2026), 2021)).text).plan

    said = (plan.id, plan.title, plan.region, plan.period, plan.baseline_year)
    assert said == ("health", "Health plan", "Jia County", "2022-2026", 2021)


def test_parts_keep_their_parent_and_its_unit(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2025年目标"], ["城镇新增就业", "万人", "≥5"], ["其中：高校毕业生", "", "≥2"]]

    plan = loaded(draft(text_csv(tmp_path / "parts.csv", rows)).text).plan

    assert [(one.name, one.unit, one.group) for one in plan.indicators] == [
        ("城镇新增就业", "万人", "urban-jobs"),
        ("城镇新增就业：高校毕业生", "万人", "urban-jobs"),
    ]


def test_headings_across_a_table_are_categories(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2025年目标"], ["一、健康水平", "", ""], ["预期寿命", "岁", "≥78"], ["二、服务", "", ""]]
    rows += [["签约率", "%", "≥70"], ["注：签约率按常住人口计算。", "", ""]]

    drafted = draft(word(tmp_path / "headings.docx", rows, [(1, 0, 1, 2), (3, 0, 3, 2)]))

    assert [(entry.name, entry.category) for entry in drafted.entries] == [("预期寿命", "健康水平"), ("签约率", "服务")]
    assert "# 注：签约率按常住人口计算。" in drafted.text


def test_a_page_s_second_head_is_no_row(tmp_path: Path) -> None:
    rows = [
        ["指标", "单位", "2025年目标"],
        ["预期寿命", "岁", "≥78"],
        ["指标", "单位", "2025年目标"],
        ["签约率", "%", "≥70"],
    ]

    drafted = draft(text_csv(tmp_path / "pages.csv", rows))

    assert ([entry.name for entry in drafted.entries], len(drafted.rows.repeated)) == (["预期寿命", "签约率"], 1)


def test_cells_apart_by_wide_blanks_are_cells(tmp_path: Path) -> None:
    path = tmp_path / "wide.txt"
    path.write_text(
        "甲县“十四五”规划\n指标　　单位　　2025年目标\n预期寿命　　岁　　≥78\n签约率　　%　　≥70\n", encoding="utf-8"
    )

    plan = loaded(draft(path).text).plan

    assert [(one.name, one.unit, one.target) for one in plan.indicators] == [
        ("预期寿命", "岁", "≥78"),
        ("签约率", "%", "≥70"),
    ]


def test_a_row_over_several_lines_is_one_row(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt"
    path.write_text(
        "序号\t指标\t单位\t2025年目标\n1\t预期寿命\t岁\t≥78\n2\t家庭医生\n签约率\t%\t≥70\n3\t床位数\t张\t≥5\n",
        encoding="utf-8",
    )

    plan = loaded(draft(path).text).plan

    assert [one.name for one in plan.indicators] == ["预期寿命", "家庭医生签约率", "床位数"]


def test_a_percentage_of_a_sheet_is_read_as_it_is_shown(tmp_path: Path) -> None:
    import openpyxl

    path = excel(tmp_path / "shown.xlsx", [["指标", "单位", "2020年", "2025年目标"], ["签约率", "%", 0.775, 0.9]])
    book = openpyxl.load_workbook(path)
    for cell in ("C2", "D2"):
        book.active[cell].number_format = "0.0%"  # type: ignore[index]
    book.save(path)

    plan = loaded(draft(path).text)

    assert [(one.low, one.baseline) for _, one in readings(plan)] == [("90", "77.5")]


def test_a_blank_below_a_figure_is_no_target(tmp_path: Path) -> None:
    rows = [["序号", "指标", "单位", "2025年目标"], ["1", "预期寿命", "岁", "≥78"], ["2", "签约率", "%", ""]]

    plan = loaded(draft(text_csv(tmp_path / "blank.csv", rows)).text).plan

    assert [one.target for one in plan.indicators] == ["≥78", None]
    assert plan.indicators[1].reading.note == "no target is printed"


PAGE = """<html><head><title>政府信息公开</title></head><body><table><tr><td>首页</td><td>导航</td></tr></table>
<h2>甲县“十四五”卫生健康规划主要指标</h2>
<table><tr><th rowspan=2>类别</th><th rowspan=2>指标</th><th colspan=2>目标</th><th rowspan=2>属性</th></tr>
<tr><th>2023年</th><th>2025年</th></tr>
<tr><td rowspan=2>健康</td><td>预期寿命（岁）</td><td>≥77</td><td>≥78</td><td rowspan=2>预期性</td></tr>
<tr><td>签约率（%）</td><td>≥60</td><td>≥75</td></tr></table></body></html>"""


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_saved_page_gives_its_heading_and_its_merged_cells(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(PAGE.encode(encoding))

    plan = loaded(draft(tmp_path / "page.html").text).plan

    assert (plan.title, plan.region, plan.period) == ("甲县“十四五”卫生健康规划", "甲县", "2021-2025")
    assert [(one.name, one.category, one.constraint, one.target) for one in plan.indicators] == [
        ("预期寿命", "健康", "expected", {2023: "≥77", 2025: "≥78"}),
        ("签约率", "健康", "expected", {2023: "≥60", 2025: "≥75"}),
    ]


def test_target_years_alone_leave_the_period_to_decide(tmp_path: Path) -> None:
    rows = [["指标", "单位", "2023年目标", "2025年目标"], ["预期寿命", "岁", "≥77", "≥78"]]

    assert (
        "# To decide: the period; the document says target years only" in draft(text_csv(tmp_path / "a.csv", rows)).text
    )
