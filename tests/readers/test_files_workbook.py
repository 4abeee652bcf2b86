"""Workbooks as departments send them back, and bar 2: one of them read whole, nothing silently lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from tests.readers.reading_files import (
    SHEET,
    codes,
    department_workbook,
    mapping,
    read_paths,
    refusal,
    said,
    saved,
    sheet_of,
    the,
    values,
    with_parts,
    workbook,
)

HEADER = ["地区", "指标", "年份", "实际值", "单位"]


def test_a_part_that_is_no_xml_is_a_finding_with_any_parser(tmp_path: Path) -> None:
    path = saved(workbook([HEADER])[0], tmp_path / "data.xlsx")
    with_parts(path, {"[Content_Types].xml": b"no XML"})

    assert refusal(path).kind.code == "PK315"


def test_bar_2_a_messy_workbook_is_read_whole(tmp_path: Path) -> None:
    read = read_paths(department_workbook(tmp_path))

    assert values(read) == {
        ("", "人均期望寿命", "2019"): 77.1,
        ("", "人均期望寿命", "2020"): 77.5,
        ("", "婴儿死亡率", "2019"): 1.2,
        ("", "婴儿死亡率", "2020"): 1.01,
        ("", "高血压患者规范管理率", "2019"): 71.5,
        ("", "高血压患者规范管理率", "2020"): 77.5,
        ("", "床位数", "2019"): 380,
        ("", "床位数", "2020"): None,
        ("", "医护比", "2019"): 1.1,
        ("", "医护比", "2020"): None,
        ("", "life-expectancy", "2019"): None,
        ("", "life-expectancy", "2020"): None,
        ("", "注册护士", "2019"): None,
        ("", "注册护士", "2020"): None,
    }
    assert {(row["indicator"], row["status"]) for row in read.rows if row["value"] is None} == {
        ("床位数", "unreadable"),
        ("医护比", "unreadable"),
        ("life-expectancy", "not_reported"),
        ("life-expectancy", "no_such_item"),
        ("注册护士", "unreadable"),
        ("注册护士", "blank"),
    }


def test_bar_2_the_findings_name_the_cells(tmp_path: Path) -> None:
    read = read_paths(department_workbook(tmp_path))

    places = {str(finding.place).rpartition(":")[2]: finding.code for finding in read.findings}
    assert places["G8"] == "PK333"
    assert places["G10"] == "PK334"
    assert places["E14"] == "PK333"
    assert "14" in said(the(read, "PK353"))
    assert "9 (合计)" in said(the(read, "PK352"))
    assert str(the(read, "PK334").place) == f"{tmp_path.as_posix()}/龙湖区.xlsx[表1]:G10"


def test_bar_2_cells_in_are_values_and_nothings_and_refusals(tmp_path: Path) -> None:
    """The value cells, counted from the workbook itself, are all accounted for; so is every row."""
    import openpyxl

    path = department_workbook(tmp_path)
    read = read_paths(path)
    found = mapping(read)

    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    value_cells = [sheet[f"{letter}{row}"] for row in (5, 6, 7, 8, 10, 11, 14) for letter in "EG"]
    empty = sum(cell.value is None for cell in value_cells)
    assert found.cells == len(value_cells) == 14
    assert (found.values, found.nothings, found.refused) == (8, 2 + empty, 3)
    assert sum(row["status"] == "unreadable" for row in read.rows) == found.refused - len(read.refused)
    skipped = {number for rows in found.skipped for number in range(rows.first, rows.last + 1)}
    assert skipped | set(found.header_rows) | {row["row"] for row in read.rows} == set(range(1, sheet.max_row + 1))
    assert [(rows.first, rows.reason, rows.values) for rows in found.skipped] == [
        (1, "title", 0),
        (2, "title", 0),
        (9, "total", 2),
        (12, "blank", 0),
        (13, "note", 0),
    ]


def test_bar_2_the_mapping_says_what_every_column_holds(tmp_path: Path) -> None:
    found = mapping(read_paths(department_workbook(tmp_path)))

    assert (found.shape, found.header_rows, found.sheet) == ("years_across", (3, 4), "表1")
    assert [(column.number, column.holds, column.period, column.why) for column in found.columns] == [
        (1, "", "", "ignored"),
        (2, "indicator", "", ""),
        (3, "unit", "", ""),
        (4, "", "", "target"),
        (5, "value", "2019年", ""),
        (6, "", "", "target"),
        (7, "value", "2020年", ""),
        (8, "note", "", ""),
    ]


def test_a_percent_format_tells_77_5_percent_from_0_775(tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["龙湖区", "高血压患者规范管理率", 2020, 0.775, "%"]])
    sheet["D2"].number_format = "0.0%"

    assert values(read_paths(saved(book, tmp_path / "a.xlsx"))) == {("龙湖区", "高血压患者规范管理率", "2020"): 77.5}


def test_merged_labels_are_filled_down_and_unmerged_blanks_are_not(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        HEADER,
        ["甲县", "人均期望寿命", 2020, 77, "岁"],
        [None, "婴儿死亡率", 2020, 3, "‰"],
        [None, "床位数", 2020, 5, "张"],
    ]
    book, sheet = workbook(rows)
    sheet.merge_cells("A2:A3")

    read = read_paths(saved(book, tmp_path / "a.xlsx"))

    assert [row["region"] for row in read.rows] == ["甲县", "甲县", ""]
    assert said(the(read, "PK363")).startswith(f"{tmp_path.as_posix()}/a.xlsx[表1]:4: PK363 rows 4 name no region")


def test_a_number_in_a_merged_value_cell_is_not_taken_twice(tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["甲县", "床位数", 2020, 77, "张"], ["乙县", "床位数", 2020, None, "张"]])
    sheet.merge_cells("D2:D3")

    read = read_paths(saved(book, tmp_path / "a.xlsx"))

    assert [(row["value"], row["status"]) for row in read.rows] == [(77, ""), (None, "unreadable")]
    assert str(the(read, "PK355").place).endswith(":D3")


def test_a_nothing_in_a_merged_value_cell_holds_for_all_of_it(tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["甲县", "床位数", 2020, "未报", "张"], ["乙县", "床位数", 2020, None, "张"]])
    sheet.merge_cells("D2:D3")

    read = read_paths(saved(book, tmp_path / "a.xlsx"))

    assert [row["status"] for row in read.rows] == ["not_reported", "not_reported"]
    assert codes(read) == []


def two_sheets(folder: Path, *, hidden: str = "") -> Path:
    book, _ = workbook([["说明"], ["请按表2填报"]], "说明")
    for name, value in (("表2", 77.5), ("表3", 78)):
        sheet = book.create_sheet(name)
        for row in (HEADER, ["龙湖区", "人均期望寿命", 2020, value, "岁"]):
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    return saved(book, folder / "a.xlsx")


def test_the_first_visible_sheet_with_a_table_is_read_and_the_others_are_named(tmp_path: Path) -> None:
    read = read_paths(two_sheets(tmp_path))

    assert [(row["sheet"], row["value"]) for row in read.rows] == [("表2", 77.5)]
    assert "not read: 说明, 表3; choose one with --sheet" in said(the(read, "PK354"))
    assert mapping(read).other_sheets == ("说明", "表3")


def test_hidden_sheets_come_last_and_are_warned_of(tmp_path: Path) -> None:
    assert [row["sheet"] for row in read_paths(two_sheets(tmp_path, hidden="表2")).rows] == ["表3"]

    read = read_paths(two_sheets(tmp_path, hidden="表2表3"))

    assert [row["sheet"] for row in read.rows] == ["表2"]
    assert "the sheet is hidden, and read all the same" in said(the(read, "PK353"))


@pytest.mark.parametrize(("sheet", "expected"), [("表3", [78]), ("3", [78]), ("2", [77.5]), ("*", [77.5, 78])])
def test_a_sheet_is_chosen_by_name_or_number(sheet: str, expected: list[float], tmp_path: Path) -> None:
    read = read_paths(two_sheets(tmp_path), sheet=sheet)

    assert [row["value"] for row in read.rows] == expected
    assert codes(read) == []


def test_a_sheet_that_is_not_there_is_an_error_with_the_names(tmp_path: Path) -> None:
    assert "no sheet 表9; there are 说明, 表2, 表3" in said(refusal(two_sheets(tmp_path), sheet="表9"))


def test_a_sheet_without_a_table_that_was_asked_for_is_an_error(tmp_path: Path) -> None:
    assert refusal(two_sheets(tmp_path), sheet="说明").code == "PK350"


def test_hidden_columns_that_are_read_are_warned_of(tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["龙湖区", "人均期望寿命", 2020, 77.5, "岁"]])
    sheet.column_dimensions["D"].hidden = True

    assert "columns D are hidden" in said(the(read_paths(saved(book, tmp_path / "a.xlsx")), "PK353"))


def test_far_formatted_cells_and_endless_merged_ranges_cost_nothing(tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["龙湖区", "人均期望寿命", 2020, 77.5, "岁"]])
    sheet["XFD1048576"].number_format = "0.00"
    path = saved(book, tmp_path / "a.xlsx")
    merged = b'<mergeCells count="1"><mergeCell ref="H1:XFD1048576"/></mergeCells><pageMargins'
    with_parts(path, {SHEET: sheet_of(path).replace(b"<pageMargins", merged)})

    read = read_paths(path)

    assert len(read.rows) == 1
    assert mapping(read).skipped == ()


@pytest.mark.parametrize(
    ("year", "number_format", "expected"),
    [
        (2020, "General", "2020"),
        ("2020年", "General", "2020"),
        (2020.0, "0", "2020"),
        (dt.date(2020, 6, 1), 'yyyy"年"m"月"', "2020M06"),
        (dt.date(2020, 1, 1), "yyyy", "2020"),
        (dt.date(2020, 1, 1), 'yyyy"年"', "2020"),
    ],
)
def test_row_66_a_year_in_a_workbook(year: Any, number_format: str, expected: str, tmp_path: Path) -> None:
    book, sheet = workbook([HEADER, ["龙湖区", "人均期望寿命", year, 77.5, "岁"]])
    sheet["C2"].number_format = number_format

    assert list(values(read_paths(saved(book, tmp_path / "a.xlsx")))) == [("龙湖区", "人均期望寿命", expected)]


def test_row_66_a_day_is_no_year(tmp_path: Path) -> None:
    book, _ = workbook([HEADER, ["龙湖区", "人均期望寿命", dt.date(2020, 6, 1), 77.5, "岁"]])

    read = read_paths(saved(book, tmp_path / "a.xlsx"))

    assert codes(read) == ["PK309"]
    assert mapping(read).refused == 1


def test_region_codes_stored_as_numbers_are_codes(tmp_path: Path) -> None:
    book, _ = workbook([HEADER, [421024, "人均期望寿命", 2020, 77.5, "岁"]])

    assert [row["region"] for row in read_paths(saved(book, tmp_path / "a.xlsx")).rows] == ["421024"]


def test_a_formula_with_a_cached_value_is_that_value(tmp_path: Path) -> None:
    book, _ = workbook([HEADER, ["龙湖区", "人均期望寿命", 2020, "=70+7.5", "岁"]])
    path = saved(book, tmp_path / "a.xlsx")

    assert codes(read_paths(path)) == ["PK333"]
    sheet = sheet_of(path).replace(b"<v />", b"<v></v>")
    with_parts(path, {SHEET: sheet.replace(b"<f>70+7.5</f><v></v>", b"<f>70+7.5</f><v>77.5</v>")})

    assert [row["value"] for row in read_paths(path).rows] == [77.5]


def test_merged_cells_of_openpyxl_are_what_is_filled() -> None:
    """The library's own word for a covered cell, so that the fixtures of this module mean what they say."""
    _, sheet = workbook([["a", None]])
    sheet.merge_cells("A1:B1")

    assert type(sheet["B1"]).__name__ == "MergedCell"


def test_the_progress_hook_hears_the_file_and_its_rows(tmp_path: Path) -> None:
    book, _ = workbook([HEADER, *[["龙湖区", "床位数", 2020, number, "张"] for number in range(2_500)]])
    heard: list[tuple[str, int, int | None]] = []

    read_paths(saved(book, tmp_path / "a.xlsx"), progress=lambda *step: heard.append(step))

    name = f"{(tmp_path / 'a.xlsx').as_posix()}[表1]"
    assert heard == [(name, 1_000, 2_501), (name, 2_000, 2_501), (name, 2_501, 2_501)]
