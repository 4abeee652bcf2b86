"""How tables lie: long, years across, regions across, indicators across, two header rows, words around the table."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.readers import Read
from tests.readers.reading_files import (
    codes,
    mapping,
    read_paths,
    read_text,
    refusal,
    said,
    saved,
    the,
    values,
    workbook,
)

LIFE, INFANT, BEDS = "人均期望寿命", "婴儿死亡率", "床位数"


def shape(read: Read) -> tuple[str, tuple[int, ...]]:
    return mapping(read).shape, mapping(read).header_rows


@pytest.mark.parametrize(
    "header",
    [
        "地区,指标,年份,实际值",
        "region,indicator,year,value",
        "行政区划,指标名称,年度,完成值",
        "地 区,指标（项）,统计年度,数值（岁）",
        "区县,监测指标,年,actual",
    ],
)
def test_headers_in_chinese_and_english(header: str, tmp_path: Path) -> None:
    header = header.replace("指标（项）", "指标项")

    read = read_text(tmp_path, f"{header}\n甲县,{LIFE},2020,77.5\n")

    assert values(read) == {("甲县", LIFE, "2020"): 77.5}
    assert shape(read) == ("long", (1,))


def test_years_across(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"序号,地区,指标,单位,2019年,2020,2021年上半年,备注\n1,甲县,{LIFE},岁,77,77.5,—,a\n")

    assert values(read) == {("甲县", LIFE, "2019"): 77, ("甲县", LIFE, "2020"): 77.5, ("甲县", LIFE, "2021H1"): None}
    assert [(row["unit"], row["note"], row["column"]) for row in read.rows] == [
        ("岁", "a", 5),
        ("岁", "a", 6),
        ("岁", "a", 7),
    ]
    assert shape(read) == ("years_across", (1,))


def test_years_across_with_targets_beside_them_read_only_what_was_reached(tmp_path: Path) -> None:
    read = read_text(
        tmp_path, f"指标,2020年目标值,2020年实际值,2020年完成率,2015年基期值,2025年目标\n{LIFE},77,77.5,100.6,76.3,78\n"
    )

    assert values(read) == {("", LIFE, "2020"): 77.5}
    assert [column.why for column in mapping(read).columns] == ["", "target", "", "completion", "baseline", "target"]


def test_regions_across(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"指标,年份,单位,江陵县,石首市,沙市,合计\n{LIFE},2020,岁,77,未报,78,77.4\n")

    assert values(read) == {("江陵县", LIFE, "2020"): 77, ("石首市", LIFE, "2020"): None, ("沙市", LIFE, "2020"): 78}
    assert shape(read) == ("regions_across", (1,))
    assert mapping(read).columns[-1].why == "total"


def test_a_region_without_a_suffix_among_others_is_a_region(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"指标,年份,江陵,石首市,松滋市\n{LIFE},2020,77,76,78\n")

    assert ("江陵", LIFE, "2020") in values(read)


def test_indicators_across_with_units_in_brackets(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,年份,{LIFE}（岁）,{INFANT}(‰),联系人\n甲县,2020,77.5,1.01,张三\n")

    assert values(read) == {("甲县", LIFE, "2020"): 77.5, ("甲县", INFANT, "2020"): 1.01}
    assert [row["unit"] for row in read.rows] == ["岁", "‰"]
    assert shape(read) == ("indicators_across", (1,))


def test_an_unknown_indicator_among_known_ones_is_read_so_that_it_is_said(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,年份,{LIFE},人均预期寿命\n甲县,2020,77.5,77.4\n")

    assert ("甲县", "人均预期寿命", "2020") in values(read)


def test_years_in_rows_and_one_region_in_the_map_of_the_plan(tmp_path: Path) -> None:
    assert values(read_text(tmp_path, f"年份,{LIFE},{BEDS}\n2019,77,380\n2020,77.5,400\n")) == {
        ("", LIFE, "2019"): 77,
        ("", BEDS, "2019"): 380,
        ("", LIFE, "2020"): 77.5,
        ("", BEDS, "2020"): 400,
    }


def test_two_header_rows_years_over_target_and_actual(tmp_path: Path) -> None:
    text = f"指标,单位,2019年,,2020年,,备注\n,,目标,实际,目标,实际,\n{LIFE},岁,76.5,77.1,77,77.5,x\n"

    read = read_text(tmp_path, text)

    assert values(read) == {("", LIFE, "2019"): 77.1, ("", LIFE, "2020"): 77.5}
    assert shape(read) == ("years_across", (1, 2))


def test_two_header_rows_regions_over_years(tmp_path: Path) -> None:
    text = f"指标,江陵县,,石首市,\n,2019,2020,2019,2020\n{LIFE},77,77.1,78,78.1\n"

    assert values(read_text(tmp_path, text)) == {
        ("江陵县", LIFE, "2019"): 77,
        ("江陵县", LIFE, "2020"): 77.1,
        ("石首市", LIFE, "2019"): 78,
        ("石首市", LIFE, "2020"): 78.1,
    }


def test_two_header_rows_indicators_over_years(tmp_path: Path) -> None:
    text = f"地区,{LIFE},,{BEDS},\n,2019,2020,2019,2020\n江陵县,77,77.1,380,400\n"

    read = read_text(tmp_path, text)

    assert values(read)["江陵县", BEDS, "2020"] == 400
    assert shape(read)[0] == "years_across+indicators_across"


def test_parts_of_rates_under_every_year(tmp_path: Path) -> None:
    text = "指标,2019年,,2020年,\n,分子,分母,分子,分母\n高血压患者规范管理率,7,10,8,10\n"

    read = read_text(tmp_path, text)

    assert [(row["year"], row["numerator"], row["denominator"]) for row in read.rows] == [(2019, 7, 10), (2020, 8, 10)]


@pytest.mark.parametrize("numbers", ["甲,乙,1,2", "1,2,3,4", "甲,乙,3,4"])
def test_a_row_that_numbers_the_columns_is_no_data(numbers: str, tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,指标,2019,2020\n{numbers}\n甲县,{LIFE},77,77.5\n")

    assert len(read.rows) == 2
    assert codes(read) == []


def test_a_unit_under_every_region_is_its_own(tmp_path: Path) -> None:
    text = f"指标,年份,江陵县,,石首市,\n,,数值,单位,数值,单位\n{BEDS},2020,4,百张,400,张\n"

    assert [row["unit"] for row in read_text(tmp_path, text).rows] == ["百张", "张"]


def test_a_row_of_units_below_the_header(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,年份,{LIFE},{INFANT}\n,单位,岁,‰\n甲县,2020,77.5,1.01\n")

    assert [(row["value"], row["unit"]) for row in read.rows] == [(77.5, "岁"), (1.01, "‰")]


def test_titles_notes_totals_headings_and_blank_rows_are_named_not_read(tmp_path: Path) -> None:
    text = f"""龙湖区卫生指标表,,,
（表一）,,,
地区,指标,年份,实际值
一、健康水平,,,
甲县,{LIFE},2020,77.5

甲县,{INFANT},2020,1.01
地区,指标,年份,实际值
合计,{BEDS},2020,900
乙县小计,{BEDS},2020,1
,合计,2020,3
甲县,其中：城镇,2020,2
甲县,其中：{BEDS},2020,8
注：数据来自年报,,,
填表人：张三,审核人：李四,,
"""
    read = read_text(tmp_path, text)

    assert list(values(read)) == [("甲县", LIFE, "2020"), ("甲县", INFANT, "2020"), ("甲县", BEDS, "2020")]
    assert [(rows.first, rows.reason) for rows in mapping(read).skipped] == [
        (1, "title"),
        (2, "title"),
        (4, "section"),
        (6, "blank"),
        (8, "header"),
        (9, "total"),
        (10, "total"),
        (11, "total"),
        (12, "part"),
        (14, "note"),
        (15, "note"),
    ]
    assert "9 (合计), 10 (乙县小计), 11 (合计), 12 (甲县)" in said(the(read, "PK352"))


def test_row_39_a_marked_part_is_never_another_value_of_the_row_above(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"指标,2020\n{BEDS},400\n#公立,300\n其中：民营,100\n")

    assert values(read) == {("", BEDS, "2020"): 400}


def test_a_total_in_front_of_an_empty_region_is_not_the_plan_s_own_value(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"序号,地区,{BEDS},年份\n1,甲县,400,2020\n合计,,400,2020\n")

    assert values(read) == {("甲县", BEDS, "2020"): 400}


def test_numbers_and_units_around_a_name_do_not_hide_it(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"指标,2020\n1．{LIFE}（岁）,77.5\n（2）{INFANT},1.01\n3、{BEDS}（张）,400\n")

    assert list(values(read)) == [("", LIFE, "2020"), ("", INFANT, "2020"), ("", BEDS, "2020")]
    assert [row["unit"] for row in read.rows] == ["岁", "", "张"]


def test_row_72_another_definition_is_not_taken_for_a_known_name(tmp_path: Path) -> None:
    assert list(values(read_text(tmp_path, "指标,2020\n常住人口床位数,5\n"))) == [("", "常住人口床位数", "2020")]


def test_the_unit_above_a_table_holds_for_all_of_it(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"床位表,,\n单位：万张,,\n地区,年份,{BEDS}\n甲县,2020,4\n")

    assert [row["unit"] for row in read.rows] == ["万张"]
    assert codes(read) == ["PK357"]


def test_an_office_above_a_table_is_no_unit(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"填报单位：卫健局,,\n地区,年份,{BEDS}\n甲县,2020,4\n")

    assert [row["unit"] for row in read.rows] == [""]


def test_the_year_of_the_title_is_taken_with_a_warning(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"龙湖区2020年指标完成情况表,,\n地区,指标,实际值\n甲县,{LIFE},77.5\n")

    assert values(read) == {("甲县", LIFE, "2020"): 77.5}
    assert "year 2020 is taken from the title “龙湖区2020年指标完成情况表”" in said(the(read, "PK356"))


def test_two_years_in_the_title_are_no_year(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"2016-2020年指标完成情况表,,\n地区,指标,实际值\n甲县,{LIFE},77.5\n", encoding="utf-8")

    assert said(refusal(path)).endswith(
        "data.csv:2: PK310 no column year (or 年份, 年度); the first line must name region, indicator, year, value"
    )


def test_a_table_of_one_indicator_named_in_its_title(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"{BEDS},,\n地区,2019,2020\n甲县,380,400\n")

    assert values(read) == {("甲县", BEDS, "2019"): 380, ("甲县", BEDS, "2020"): 400}


def test_an_empty_corner_is_told_by_what_stands_below_it(tmp_path: Path) -> None:
    assert values(read_text(tmp_path, f",2019,2020\n{LIFE},77,77.5\n{BEDS},380,400\n"))["", BEDS, "2020"] == 400
    assert values(read_text(tmp_path, f",年份,{BEDS}\n甲县,2020,400\n乙市,2020,300\n"))["乙市", BEDS, "2020"] == 300


def test_regions_missing_beside_regions_are_warned_of(tmp_path: Path) -> None:
    """A merged region cell saved as CSV: the rows below it must not become the plan's own in silence."""
    read = read_text(tmp_path, f"地区,指标,年份,实际值\n甲县,{LIFE},2020,77.5\n,{BEDS},2020,400\n")

    assert "rows 3 name no region, others do" in said(the(read, "PK363"))


def test_a_column_that_is_not_known_is_named(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,指标,年份,实际值,上级核定\n甲县,{LIFE},2020,77.5,77.4\n")

    assert "not read: E 上级核定" in said(the(read, "PK351"))


def test_of_two_columns_of_indicators_the_one_is_read_whose_names_plans_know(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"二级指标,三级指标,年份,实际值\n健康水平,{LIFE},2020,77.5\n")

    assert values(read) == {("", LIFE, "2020"): 77.5}
    assert mapping(read).columns[0].why == "another column names the indicators"


def test_of_a_code_and_a_name_the_first_is_read_and_the_other_named(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,行政区划代码,指标,年份,实际值\n龙湖区,440507,{LIFE},2020,77.5\n")

    assert values(read) == {("龙湖区", LIFE, "2020"): 77.5}
    assert "not read: B 行政区划代码" in said(the(read, "PK351"))


@pytest.mark.parametrize(
    "header", ["指标,指标内容,年份,实际值,地区", "地区,指标,年份,实际值,完成值", "地区,指标,年份,年度,实际值"]
)
def test_two_columns_of_one_meaning_are_refused(header: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(f"{header}\n甲,乙,2020,2020,77.5\n", encoding="utf-8")

    assert refusal(path).code == "PK326"


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", "只有一行\n", "龙湖区,人均期望寿命,2015,76.3\n龙湖区,床位数,2015,400\n"]
)
def test_what_is_no_table_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")

    assert refusal(path).code == "PK350"


def test_a_header_without_values_is_an_empty_table(tmp_path: Path) -> None:
    read = read_text(tmp_path, "地区,指标,年份,实际值\n")

    assert (read.rows, mapping(read).cells) == ([], 0)


@pytest.mark.parametrize("year", ["20年", "FY23", "二〇二〇"])
def test_a_year_that_is_none_refuses_its_values_and_no_others(year: str, tmp_path: Path) -> None:
    read = read_text(tmp_path, f"地区,指标,年份,实际值\n甲县,{LIFE},{year},77.5\n甲县,{BEDS},2020,400\n")

    refused = [cell.text for cell in read.refused]
    assert (values(read), refused) == ({("甲县", BEDS, "2020"): 400}, ["77.5"]) or (
        year == "FY23" and len(read.rows) == 2
    )


@pytest.mark.parametrize(
    ("second", "periods"),
    [
        (["上半年", "全年"], ["2024H1", "2024"]),
        (["一季度", "前三季度"], ["2024Q1", "2024Q3"]),
        (["H1", "H2"], ["2024H1", "2024H2"]),
    ],
)
def test_parts_of_a_year_under_it_are_its_parts(second: list[str], periods: list[str], tmp_path: Path) -> None:
    book, sheet = workbook([["指标", "2024年", None], [None, *second], [LIFE, 77.1, 78.2]])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")

    read = read_paths(saved(book, tmp_path / "half.xlsx"))

    assert values(read) == {("", LIFE, period): value for period, value in zip(periods, [77.1, 78.2], strict=True)}


def test_two_value_columns_of_one_year_are_refused(tmp_path: Path) -> None:
    book, sheet = workbook([["指标", "2024年", None], [None, "城镇", "农村"], [LIFE, 77.1, 78.2]])
    sheet.merge_cells("B1:C1")
    sheet.merge_cells("A1:A2")

    found = refusal(saved(book, tmp_path / "towns.xlsx"))

    assert found.code == "PK326"


def test_terms_beside_the_one_year_belong_to_it(tmp_path: Path) -> None:
    read = read_text(tmp_path, "指标,分子,分母,2024年\n高血压患者规范管理率,90,100,\n")

    (row,) = read.rows
    assert (row["year"], row["numerator"], row["denominator"], row["value"]) == (2024, 90, 100, None)


def test_terms_beside_several_years_are_named_as_unread(tmp_path: Path) -> None:
    read = read_text(tmp_path, f"指标,分子,分母,2023年,2024年\n{LIFE},90,100,77,78\n")

    assert "B 分子, C 分母" in said(the(read, "PK351"))
