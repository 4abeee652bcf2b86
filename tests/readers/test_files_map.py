from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.problems import InputError
from planckeck.readers import Read
from planckeck.readers.shapes.mapfile import read_map
from tests.readers.reading_files import codes, mapping, read_text, said, the, values

TABLE = "说明,,,,\n甲,乙,丙,丁,戊\n01,人均期望寿命,77,77.5,x\n小结,,,,\n02,床位数,380,400,y\n,婴儿死亡率,1,2,z\n"
KEY = ("01", "人均期望寿命", "2020")


def mapped(folder: Path, table_map: str, text: str = TABLE) -> Read:
    path = folder / "map.yaml"
    path.write_text(table_map, encoding="utf-8")
    return read_text(folder, text, map_file=str(path))


def test_a_map_names_columns_by_letter_number_and_header(tmp_path: Path) -> None:
    columns = "  A: region\n  2: 指标\n  丙: {year: 2019}\n  丁: {year: 2020, unit: 岁}\n  戊: ignore\n"

    read = mapped(tmp_path, f"header_row: 2\nskip_rows: [4]\ncolumns:\n{columns}")

    assert values(read)[KEY] == 77.5
    assert mapping(read).header_rows == (2,)
    assert [(column.holds, column.period) for column in mapping(read).columns] == [
        ("region", ""),
        ("indicator", ""),
        ("value", "2019"),
        ("value", "2020"),
        ("", ""),
    ]
    assert [row["unit"] for row in read.rows][:2] == ["", "岁"]


def test_a_map_fills_down_what_it_is_told_to(tmp_path: Path) -> None:
    text = "地区,指标,年份,实际值\n甲县,人均期望寿命,2020,77\n,床位数,2020,400\n"

    read = mapped(tmp_path, "fill_down: [region]\n", text)

    assert [row["region"] for row in read.rows] == ["甲县", "甲县"]
    assert codes(read) == []


def test_a_map_gives_what_the_table_does_not_say(tmp_path: Path) -> None:
    read = mapped(tmp_path, "year: 2020\nregion: 甲县\nunit: 岁\n", "指标,实际值\n人均期望寿命,77.5\n")

    assert values(read) == {("甲县", "人均期望寿命", "2020"): 77.5}
    assert [row["unit"] for row in read.rows] == ["岁"]
    assert codes(read) == []


def test_a_map_overrides_what_a_header_seems_to_say(tmp_path: Path) -> None:
    text = "地区,指标,年份,实际值,核定\n甲县,人均期望寿命,2020,77,78\n"

    read = mapped(tmp_path, "columns: {实际值: ignore, 核定: value}\n", text)

    assert values(read) == {("甲县", "人均期望寿命", "2020"): 78}


def test_a_map_of_parts_and_decimal_commas(tmp_path: Path) -> None:
    text = "指标;年份;a;b\n高血压患者规范管理率;2020;7,5;10\n"

    read = mapped(tmp_path, "columns: {a: numerator, b: denominator}\ndecimal_comma: true\n", text)

    assert [(row["numerator"], row["denominator"]) for row in read.rows] == [(7.5, 10)]


def test_a_column_that_the_table_does_not_have_is_an_error(tmp_path: Path) -> None:
    read = mapped(tmp_path, "columns: {实际植: value}\n", "指标,年份,实际值\n人均期望寿命,2020,77\n")

    assert "names a column 实际植 that the table does not have; did you mean 实际值?" in said(the(read, "PK360"))


def test_a_header_row_beyond_the_table_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        mapped(tmp_path, "header_row: 900\n", "指标,年份,实际值\n人均期望寿命,2020,77\n")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("colums: {}\n", 1, "unknown key colums; did you mean columns?"),
        ("columns: {A: indicater}\n", 1, "indicater is no field; did you mean indicator?"),
        ("year: 20\n", 1, "20 is no year"),
        ("columns: [a]\n", 1, "expected a mapping"),
        ("year: 2020\nyear: 2021\n", 2, "key year stands twice"),
        ("skip_rows: [a]\n", 1, "a is no row"),
        ("decimal_comma: perhaps\n", 1, "perhaps is neither true nor false"),
        ("a: &x 1\nb: *x\n", 0, "aliases are not allowed"),
        ("a: [\n", 2, "not readable as YAML"),
        ("columns: {A: {year: 20}}\n", 1, "20 is no year"),
        ("[" * 3_000, 1, "nesting exceeds the limit of 40"),
        ("x" * 100_001, 0, "too large for a map"),
        ("- a\n", 1, "expected a mapping"),
    ],
)
def test_faults_of_a_map_are_said_where_they_stand(text: str, line: int, words: str, tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_map(str(path))

    finding = caught.value.diagnostics[0]
    assert words in said(finding)
    assert line in {finding.place.line, 0}


def test_every_fault_of_a_map_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "map.yaml"
    path.write_text("year: 20\nskip_rows: [a, b]\nfoo: 1\n", encoding="utf-8")

    with pytest.raises(InputError) as caught:
        read_map(str(path))

    assert len(caught.value.diagnostics) == 4


def test_a_map_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_map(str(tmp_path / "map.yaml"))
