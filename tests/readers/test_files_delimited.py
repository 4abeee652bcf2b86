from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.readers.sources.delimited import delimiter_of
from tests.readers.reading_files import codes, mapping, read_text, refusal, said, the, values

ROWS = "region,indicator,year,value\n龙湖区,人均期望寿命,2020,77.5\n龙湖区,婴儿死亡率,2020,1.01\n"
READ = {("龙湖区", "人均期望寿命", "2020"): 77.5, ("龙湖区", "婴儿死亡率", "2020"): 1.01}


@pytest.mark.parametrize(
    ("encoding", "printed"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", ""),
    ],
)
def test_row_73_an_encoding_is_told_by_its_mark_then_utf_8_then_gb18030(
    tmp_path: Path, encoding: str, printed: str
) -> None:
    chosen = {"encoding": encoding} if not printed else {}

    read = read_text(tmp_path, ROWS.encode(encoding), **chosen)

    assert values(read) == READ
    assert mapping(read).encoding == (printed or encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_row_75_the_delimiter_is_told_and_printed(tmp_path: Path, delimiter: str) -> None:
    read = read_text(tmp_path, ROWS.replace(",", delimiter))

    assert values(read) == READ
    assert mapping(read).delimiter == delimiter


def test_row_75_a_sep_line_decides_and_is_counted(tmp_path: Path) -> None:
    read = read_text(tmp_path, "sep=;\n" + ROWS.replace(",", ";"))

    assert values(read) == READ
    assert mapping(read).header_rows == (2,)
    assert [row["row"] for row in read.rows] == [3, 4]


def test_a_decimal_comma_does_not_make_the_comma_the_delimiter(tmp_path: Path) -> None:
    text = "region;indicator;year;value\n龙湖区;人均期望寿命;2020;77,5\n龙湖区;婴儿死亡率;2020;1,01\n"

    read = read_text(tmp_path, text, decimal_comma=True)

    assert values(read) == READ
    assert mapping(read).decimal_comma


def test_row_42_a_decimal_comma_that_was_not_asked_for_is_an_error(tmp_path: Path) -> None:
    read = read_text(tmp_path, "region;indicator;year;value\n龙湖区;人均期望寿命;2020;77,5\n")

    assert [row["status"] for row in read.rows] == ["unreadable"]
    assert codes(read) == ["PK336"]


def test_row_43_an_unquoted_comma_of_thousands_never_shifts_columns(tmp_path: Path) -> None:
    read = read_text(tmp_path, "region,indicator,year,value,\n龙湖区,床位数,2020,1,234\n龙湖区,床位数,2021,400\n")

    assert values(read) == {("龙湖区", "床位数", "2021"): 400}
    assert said(the(read, "PK311")).endswith(
        "data.csv:2: PK311 the row has 5 fields, the header 4; quote values that hold a comma"
    )
    assert [(cell.row, cell.text) for cell in read.refused] == [(2, "1")]


def test_empty_fields_behind_the_last_column_are_nothing(tmp_path: Path) -> None:
    read = read_text(tmp_path, ROWS.replace("77.5", "77.5,,,"))

    assert values(read) == READ
    assert codes(read) == []


def test_a_row_too_short_for_its_value_is_an_error(tmp_path: Path) -> None:
    read = read_text(tmp_path, ROWS + "龙湖区,医护比\n")

    assert values(read) == READ
    assert codes(read) == ["PK311"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_may_differ_and_rows_keep_their_numbers(tmp_path: Path, end: str) -> None:
    read = read_text(tmp_path, ROWS.replace("\n", end, 1))

    assert values(read) == READ
    assert [row["row"] for row in read.rows] == [2, 3]


def test_a_quoted_line_end_keeps_later_rows_at_their_lines(tmp_path: Path) -> None:
    read = read_text(
        tmp_path, 'region,indicator,year,value,note\n龙湖区,人均期望寿命,2020,77.5,"一\n二"\n,婴儿死亡率,2020,x,\n'
    )

    assert [row["row"] for row in read.rows] == [2, 4]
    assert the(read, "PK301").place.line == 4


def test_an_unclosed_quote_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(ROWS + '龙湖区,"医护比,2020,1:1\n' + "龙湖区,床位数,2020,400\n" * 3, encoding="utf-8")

    assert said(refusal(path)).endswith("check the quotes from this line on")
    assert refusal(path).place.line == 4


def test_a_quote_that_closes_much_later_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(ROWS + '龙湖区,"医护比,2020,1:1\n' + "龙湖区,床位数,2020,400\n" * 30 + '"\n', encoding="utf-8")

    assert "one field runs over more than 20 lines" in said(refusal(path))


def test_ten_thousand_columns_are_read(tmp_path: Path) -> None:
    more = ",".join(f"x{number}" for number in range(10_000))
    text = f"region,indicator,year,{more},value\n龙湖区,人均期望寿命,2020,{',' * 9_999},77.5\n"

    assert values(read_text(tmp_path, text)) == {("龙湖区", "人均期望寿命", "2020"): 77.5}


def test_ids_are_kept_as_text(tmp_path: Path) -> None:
    """Row 71: pandas makes 1 of 01 and 3.1 of 3.10."""
    read = read_text(tmp_path, "region,indicator,year,value\n01,3.10,2020,77.5\n")

    assert [(row["region"], row["indicator"]) for row in read.rows] == [("01", "3.10")]


def test_a_status_of_confirmed_is_no_status(tmp_path: Path) -> None:
    read = read_text(tmp_path, "indicator,year,value,status\n人均期望寿命,2020,77.5,已核实\n")

    assert [row["status"] for row in read.rows] == [""]
    assert read.confirmed == {((tmp_path / "data.csv").as_posix(), "", 2)}


def test_a_nothing_keeps_its_reason_beside_a_status(tmp_path: Path) -> None:
    read = read_text(tmp_path, "indicator,year,value,status\n人均期望寿命,2020,—,初步数\n")

    assert [row["status"] for row in read.rows] == ["no_such_item"]


def test_a_rate_from_its_parts_is_a_value(tmp_path: Path) -> None:
    read = read_text(tmp_path, 'indicator,year,分子,分母\n高血压患者规范管理率,2020,"1,500",2000\n')

    assert [(row["numerator"], row["denominator"], row["status"]) for row in read.rows] == [(1500.0, 2000.0, "")]
    assert mapping(read).values == 1


def test_a_part_of_a_rate_is_a_plain_figure(tmp_path: Path) -> None:
    read = read_text(tmp_path, "indicator,year,分子,分母\n高血压患者规范管理率,2020,1500人,2000\n")

    assert read.rows[0]["numerator"] is None
    assert codes(read) == ["PK301"]


@given(
    st.sampled_from([",", ";", "\t", "|"]),
    st.lists(st.lists(st.text("甲乙丙0123456789.", max_size=5), min_size=3, max_size=3), min_size=2, max_size=9),
)
def test_the_delimiter_of_a_regular_table_is_always_found(delimiter: str, rows: list[list[str]]) -> None:
    text = "\n".join(delimiter.join(["a", *row]) for row in rows)

    assert delimiter_of(text) == delimiter
