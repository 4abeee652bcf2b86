"""The table of messy values, one named test a row: the rows that one cell's text or one stored number decides.

Rows 17 and 19 to 26 are target texts (tests of the notation); rows 39, 43 and 68 to 75 are about tables and files.
A row is tried as text (CSV, and text cells of a workbook) and, where a workbook can store it, as a number.
"""

from __future__ import annotations

from typing import Any

import pytest

from planckeck.model.names import name_key
from planckeck.model.target import effective_edges
from planckeck.problems import Severity
from planckeck.problems.kinds import KINDS
from planckeck.readers.interface import Expectation, Raw, RawKind
from planckeck.readers.periods import read_period
from planckeck.readers.suspicions import suspicions
from tests.readers.cell_reading import codes, hint, in_unit, read, refused, said, stored


def row(year: int, value: float | None, region: str = "甲县", **fields: Any) -> dict[str, Any]:
    """A row as the readers give it, of the indicator 指标."""
    text = "" if value is None else f"{value:g}"
    made = {"plan": "", "region": region, "level": "", "indicator": "指标", "year": year, "part": "", "value": value}
    made |= {
        "done_on": None,
        "text": text,
        "unit": "",
        "numerator": None,
        "denominator": None,
        "status": "",
        "note": "",
    }
    return made | {"file": "data.csv", "sheet": "", "row": 2, "column": 4} | fields


def suspected(rows: list[dict[str, Any]], **expected: Any) -> list[str]:
    """Return the codes of what rows of one indicator make suspicious."""
    return [finding.code for finding in suspicions(rows, {name_key("指标"): Expectation(**expected)})]


def test_row_01_a_percent_sign() -> None:
    cell = read("77.5%", "%")

    assert (cell.value, cell.unit, cell.findings) == (77.5, "%", ())


def test_row_02_a_fraction_formatted_as_a_percentage_is_read_by_its_format_with_a_note() -> None:
    cell = read(stored(0.775, "0.0%"), "%", low=75)

    assert (cell.value, cell.unit, codes(cell)) == (77.5, "%", ["PK339"])
    assert KINDS["PK339"].severity is Severity.NOTE


def test_row_02_needs_no_note_where_the_file_gives_the_text_that_is_shown() -> None:
    assert read(stored(0.775, "0.0%", "77.5%"), "%", low=75).findings == ()


@pytest.mark.parametrize("cell", ["0.775", stored(0.775)])
def test_row_03_a_plain_fraction_against_a_target_of_75_is_refused(cell: str | Raw) -> None:
    error = refused(cell, "%", low=75)

    assert error.code == "PK331"
    assert "77.5%" in hint(error)
    assert "0.775%" in hint(error)


def test_row_03_is_read_as_it_stands_when_the_row_is_confirmed() -> None:
    cell = read("0.775", "%", low=75, confirmed=True)

    assert (cell.value, cell.findings) == (0.775, ())


@pytest.mark.parametrize("cell", ["0.5", stored(0.5)])
def test_row_03_a_half_against_a_target_of_at_most_1_is_no_trap(cell: str | Raw) -> None:
    read_as = read(cell, "%", high=1)

    assert (read_as.value, read_as.findings) == (0.5, ())


def test_row_04_full_width_digits_and_signs() -> None:
    assert read("７７．５％", "%").value == 77.5


@pytest.mark.parametrize("cell", ["1.01‰", "1.01", stored(1.01)])
def test_row_05_per_mille_with_or_without_its_sign(cell: str | Raw) -> None:
    read_as = read(cell, "‰", high=5)

    assert (in_unit(read_as, "‰"), read_as.findings) == (1.01, ())


def test_row_06_per_cent_in_a_per_mille_column_is_converted_with_a_warning() -> None:
    cell = read("0.101%", "‰", high=5)

    assert in_unit(cell, "‰") == 1.01
    assert codes(cell) == ["PK307"]
    assert "0.101 % was read as 1.01 ‰" in said(cell)


def test_row_07_per_cent_that_was_likely_meant_as_per_mille_is_asked_about() -> None:
    cell = read("1.01%", "‰", high=5)

    assert in_unit(cell, "‰") == 10.1
    assert codes(cell) == ["PK344"]
    assert "write 1.01‰ if that is meant" in said(cell)


@pytest.mark.parametrize("text", ["7.65/10万", "7.65/十万", "7.65（1/10万）", "每10万7.65"])
@pytest.mark.parametrize("unit", ["/10万", "1/10万", "例/10万"])
def test_row_08_per_100_000_however_it_is_written(text: str, unit: str) -> None:
    cell = read(text, unit, high=18)

    assert (in_unit(cell, unit), cell.findings) == (7.65, ())


def test_row_09_per_mille_for_an_indicator_per_100_000() -> None:
    cell = read("0.0765‰", "/10万", high=18)

    assert in_unit(cell, "/10万") == 7.65
    assert codes(cell) == ["PK307"]


def test_row_10_a_scale_behind_the_number() -> None:
    assert in_unit(read("12.6万", "人"), "人") == 126_000


@pytest.mark.parametrize("row_unit", ["", "万人"])
def test_row_11_a_scale_that_the_unit_already_has_is_not_applied_twice(row_unit: str) -> None:
    cell = read("12.6万", "万人", row_unit)

    assert (in_unit(cell, "万人"), cell.findings) == (12.6, ())


@pytest.mark.parametrize("cell", ["126000", "126,000", stored(126_000)])
def test_row_12_persons_in_a_column_of_ten_thousands_are_refused(cell: str | Raw) -> None:
    error = refused(cell, "万人", low=12)

    assert error.code == "PK331"
    assert "12.6 万人" in hint(error)


def test_row_13_hundred_millions_of_yuan_in_a_column_of_ten_thousands() -> None:
    assert in_unit(read("1.26亿元", "万元", low=12_000), "万元") == 12_600


@pytest.mark.parametrize("unit", ["人", "万人"])
def test_row_14_a_number_format_that_hides_a_scale(unit: str) -> None:
    cell = read(stored(126_000, '0!.0,"万"', "12.6万"), unit)

    assert in_unit(cell, "人") == 126_000
    assert codes(cell) == ["PK342"]


@pytest.mark.parametrize("text", ["1：1.2", "1:1.2", "1∶1.2", "2:2.4"])
def test_row_15_a_ratio_in_the_order_of_its_unit(text: str) -> None:
    assert read(text, "1:n").value == 1.2


@pytest.mark.parametrize(("text", "unit"), [("2:3", ""), ("1:1.2", "%"), ("1.2:1", "1:n"), ("1:1.2", "n:1")])
def test_row_15_a_ratio_without_its_order_is_refused(text: str, unit: str) -> None:
    assert refused(text, unit).code == "PK301"


@pytest.mark.parametrize(
    "cell", [Raw("01:20:00", RawKind.TIME), "01:20:00", "1:20:00", "01:20", stored(1 / 18, "h:mm")]
)
def test_row_16_a_ratio_that_a_spreadsheet_turned_into_a_time(cell: str | Raw) -> None:
    error = refused(cell, "1:n")

    assert error.code == "PK334"
    assert "as text" in hint(error)


def test_row_18_a_ratio_far_from_baseline_and_target_is_warned_of() -> None:
    assert codes(read("1∶25", "1:n", low=1.25, baseline=1.1)) == ["PK344"]
    assert codes(read("1:1.25", "1:n", low=1.25, baseline=1.1)) == []


@pytest.mark.parametrize("word", ["实现", "是", "√", "已建立", "已完成", "yes", stored(1)])
def test_row_27_declared_words_say_that_a_thing_is_done(word: str | Raw) -> None:
    assert read(word, is_product=True).value == 1


@pytest.mark.parametrize("word", ["好", "基本完成", "2", "95"])
def test_row_27_other_words_do_not(word: str) -> None:
    assert "已完成" in hint(refused(word, is_product=True))


@pytest.mark.parametrize("text", ["≥95", "95以上", "95%以上", "不低于95%", "＞＝95"])
def test_row_28_a_bound_that_repeats_the_target_is_refused_until_it_is_confirmed(text: str) -> None:
    error = refused(text, "%", low=95)
    cell = read(text, "%", low=95, confirmed=True)

    assert error.code == "PK337"
    assert (cell.value, cell.at_least, cell.at_most, cell.bounds_open) == (None, 95, None, False)


def test_row_28_another_bound_decides_what_it_can() -> None:
    cell = read("≥95", "%", low=90)

    assert (cell.value, cell.at_least, codes(cell)) == (None, 95, ["PK338"])


@pytest.mark.parametrize(
    ("text", "at_least", "at_most"), [(">99.9", 99.9, None), ("＞99.9%", 99.9, None), ("<0.1", None, 0.1)]
)
def test_row_29_detection_limits_are_open_bounds(text: str, at_least: float | None, at_most: float | None) -> None:
    cell = read(text, "%")

    assert (cell.value, cell.at_least, cell.at_most, cell.bounds_open) == (None, at_least, at_most, True)
    assert codes(cell) == ["PK338"]


@pytest.mark.parametrize("cell", ["", "  ", "\u3000", "\ufeff", Raw("", RawKind.EMPTY)])
def test_row_30_an_empty_cell_is_blank_not_0(cell: str | Raw) -> None:
    read_as = read(cell, "%")

    assert (read_as.value, read_as.status) == (None, "blank")


@pytest.mark.parametrize("text", ["-", "—", "——", "－", "–", " - "])
def test_row_31_dashes_say_that_there_is_no_such_item(text: str) -> None:
    assert read(text, "%").status == "no_such_item"


@pytest.mark.parametrize("text", ["…", "...", "……"])
def test_row_32_dots_say_less_than_the_smallest_unit(text: str) -> None:
    cell = read(text, "%")

    assert (cell.value, cell.status) == (None, "too_small")


@pytest.mark.parametrize("text", ["/", "\\", "不适用", "N/A", "／"])
def test_row_33_not_applicable(text: str) -> None:
    assert read(text, "%").status == "not_applicable"


@pytest.mark.parametrize("text", ["未报", "待核", "暂无数据", "尚未发布", "下年3月出数"])
def test_row_34_not_reported_keeps_its_reason(text: str) -> None:
    cell = read(text, "%")

    assert cell.status == "not_reported"
    assert cell.note == ("" if text == "未报" else text)


@pytest.mark.parametrize("cell", ["0", "零", "〇", "0.0", "０", stored(0)])
def test_row_35_a_zero_is_0(cell: str | Raw) -> None:
    assert read(cell, "%").value == 0


def test_row_35_a_zero_among_years_far_from_0_is_warned_of() -> None:
    years = [row(2016, 41), row(2017, 0), row(2018, 43), row(2019, 44)]

    assert suspected(years) == ["PK344"]
    assert suspected([row(2016, 2), row(2017, 0), row(2018, 1), row(2019, 0)]) == []


@pytest.mark.parametrize("text", ["无", "（无）"])
def test_row_36_none_may_be_0_or_no_data(text: str) -> None:
    assert "0" in hint(refused(text, "例"))


@pytest.mark.parametrize("text", ["79.2（初步数）", "79.2 p", "79.2(快报)", "79.2%（初步数）", "初步数：79.2"])
def test_row_37_provisional_values(text: str) -> None:
    cell = read(text, "%")

    assert (cell.value, cell.status) == (79.2, "provisional")
    assert cell.note in {"初步数", "p", "快报"}


@pytest.mark.parametrize(("text", "mark"), [("79.2①", "①"), ("79.2*", "*"), ("79.2注1", "注1"), ("79.2²", "²")])
def test_row_38_note_marks_are_no_digits(text: str, mark: str) -> None:
    cell = read(text, "%")

    assert (cell.value, cell.note) == (79.2, mark)


@pytest.mark.parametrize(
    ("text", "value", "unit"), [("79.2岁", 79.2, "岁"), ("6.50张/千人口", 6.5, "张/千人口"), ("3.4 人", 3.4, "人")]
)
def test_row_40_a_unit_behind_the_number(text: str, value: float, unit: str) -> None:
    assert in_unit(read(text, unit), unit) == value


def test_row_40_another_unit_is_converted_or_refused() -> None:
    assert in_unit(read("65张/万人口", "张/千人口"), "张/千人口") == 6.5
    assert refused("79.2岁", "人").code == "PK330"
    assert refused("6.5张", "张/千人口").code == "PK330"


@pytest.mark.parametrize("text", ["1,234.5", "1 234.5", "1'234.5", "1\u00a0234.5", "1\u202f234.5"])
def test_row_41_separators_of_thousands(text: str) -> None:
    cell = read(text, "人")

    assert (cell.value, cell.findings) == (1234.5, ())


def test_row_41_a_full_width_comma_is_warned_of() -> None:
    cell = read("1，234.5", "人")

    assert (cell.value, codes(cell)) == (1234.5, ["PK343"])


@pytest.mark.parametrize("text", ["1,23", "77,5", "0,775", "12,34,567"])
def test_row_42_a_decimal_comma_or_a_broken_group_is_refused(text: str) -> None:
    error = refused(text, "%")

    assert error.code == "PK336"
    assert "--decimal comma" in hint(error)


@pytest.mark.parametrize(("text", "value"), [("1,23", 1.23), ("77,5", 77.5), ("1.234,5", 1234.5), ("1 234,5", 1234.5)])
def test_row_42_is_read_in_a_file_with_decimal_commas(text: str, value: float) -> None:
    assert read(Raw(text, decimal_comma=True), "%").value == value


def test_row_44_a_full_width_point() -> None:
    assert read("79．2", "%").value == 79.2


@pytest.mark.parametrize(
    ("text", "meant"),
    [("79。2", "79.2"), ("79..2", "79.2"), ("7 9.2", "79.2"), ("O.5", "0.5"), ("l2", "12"), ("79·2", "79.2")],
)
def test_row_44_slips_of_the_keyboard_are_refused_with_a_suggestion(text: str, meant: str) -> None:
    assert hint(refused(text, "%")) == f"did you mean {meant}?"


@pytest.mark.parametrize("cell", ["−0.3", "－0.3", "-0.3", "- 0.3", stored(-0.3), stored(-0.3, "0.0_);(0.0)", "(0.3)")])
def test_row_45_minus_signs(cell: str | Raw) -> None:
    assert read(cell, "%").value == -0.3


@pytest.mark.parametrize("text", ["▲0.3", "△0.3", "(0.3)", "（0.3）"])
def test_row_45_triangles_and_brackets_are_refused(text: str) -> None:
    assert "write -0.3 for" in hint(refused(text, "%"))


@pytest.mark.parametrize("cell", ["-4.02", stored(-4.02)])
def test_row_46_a_fall_with_the_sign_of_its_target(cell: str | Raw) -> None:
    read_as = read(cell, "%", high=-4.4)

    assert (read_as.value, read_as.findings) == (-4.02, ())


def test_row_46_a_fall_with_the_other_sign_is_warned_of() -> None:
    assert codes(read("4.02", "%", high=-4.4)) == ["PK345"]


@pytest.mark.parametrize("is_change", [False, True])
def test_row_47_a_plus_sign(is_change: bool) -> None:
    assert read("+0.3", "%", is_change=is_change).value == 0.3


def test_row_48_a_change_where_a_level_is_expected() -> None:
    assert refused("2.1个百分点", "%").code == "PK332"


def test_row_48_a_change_where_a_change_is_expected() -> None:
    assert in_unit(read("2.1个百分点", "%", is_change=True), "%") == 2.1
    assert in_unit(read("2.1个百分点", "个百分点"), "个百分点") == 2.1


@pytest.mark.parametrize(
    "cell", ["0.0900000762939453", stored(0.0900000762939453), stored(0.0900000762939453, "0%", "9%")]
)
def test_row_49_noise_of_single_precision_is_warned_of_and_kept(cell: str | Raw) -> None:
    read_as = read(cell, "%")

    assert read_as.value in {0.0900000762939453, 9.00000762939453}
    assert codes(read_as) == ["PK341"]


def test_row_50_the_stored_value_counts_where_the_shown_one_would_decide_otherwise() -> None:
    cell = read(stored(2.845000000001, "0.00", "2.85"), "张/千人口", low=2.85)

    assert (cell.value, codes(cell)) == (2.845000000001, ["PK340"])


def test_row_50_is_silent_where_both_decide_alike() -> None:
    assert read(stored(2.845000000001, "0.00", "2.85"), "张/千人口", low=2.8).findings == ()


def test_row_51_almost_there_is_not_there() -> None:
    as_text, as_number = read("94.96", "%", low=95), read(stored(94.96, "0.0", "95.0"), "%", low=95)

    assert as_text.value == as_number.value == 94.96
    assert effective_edges(95, False, None, False)[0] > 94.96
    assert (codes(as_text), codes(as_number)) == ([], ["PK340"])


@pytest.mark.parametrize("cell", ["1.2E+05", "1.2e5", stored(120_000, "0.0E+00", "1.2E+05")])
def test_row_52_an_exponent(cell: str | Raw) -> None:
    assert read(cell, "人").value == 120_000


@pytest.mark.parametrize("cell", ["4.21E+17", stored(4.21024199001011e17, "0.00E+00", "4.21E+17")])
def test_row_52_a_code_that_became_a_number(cell: str | Raw) -> None:
    assert refused(cell, "人").code == "PK335"


@pytest.mark.parametrize("cell", ["inf", "-inf", "nan", "NaN", "1_000", "True", "∞", Raw("TRUE", RawKind.BOOL)])
def test_row_53_what_python_would_accept(cell: str | Raw) -> None:
    assert refused(cell, "人").code == "PK301"


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NUM!"])
@pytest.mark.parametrize("kind", [RawKind.TEXT, RawKind.ERROR])
@pytest.mark.parametrize("is_product", [False, True])
def test_row_54_spreadsheet_errors_are_not_blank(text: str, kind: RawKind, is_product: bool) -> None:
    assert refused(Raw(text, kind), is_product=is_product).code == "PK333"


@pytest.mark.parametrize("cell", [Raw("=B2/C2", RawKind.FORMULA), Raw("", RawKind.FORMULA), "=B2/C2"])
def test_row_55_a_formula_without_its_result(cell: str | Raw) -> None:
    error = refused(cell, "%")

    assert error.code == "PK333"
    assert "WPS" in hint(error)


@pytest.mark.parametrize(
    "cell",
    ["1月2日", "2024-01-02", "2024/1/2", "Jan-02", "2-Jan", Raw("2024-01-02", RawKind.DATE), stored(45293, "m/d/yyyy")],
)
def test_row_56_a_number_that_a_spreadsheet_turned_into_a_date(cell: str | Raw) -> None:
    assert refused(cell, "%").code == "PK334"


@pytest.mark.parametrize("text", ["1/3", "15/20", "15/100", "15 / 20"])
def test_row_57_a_fraction_needs_columns_of_its_own(text: str) -> None:
    assert "columns of their own" in hint(refused(text, "%"))


def test_row_57_a_rate_of_20_persons_is_warned_of() -> None:
    assert suspected([row(2020, None, numerator=15.0, denominator=20.0)], unit="%") == ["PK347"]
    assert suspected([row(2020, None, numerator=150.0, denominator=200.0)], unit="%") == []


@pytest.mark.parametrize(
    ("text", "meant"), [("百分之七十七点五", "77.5%"), ("三成", "30%"), ("十二点六万", "12.6万"), ("七十七", "77")]
)
def test_row_58_numbers_in_words_are_refused_with_a_suggestion(text: str, meant: str) -> None:
    assert hint(refused(text, "%")) == f"did you mean {meant}?"


@pytest.mark.parametrize("text", ["约80", "80左右", "近80", "80余", "~80"])
def test_row_59_figures_without_their_exact_value(text: str) -> None:
    assert "write 80 and the status estimated" in hint(refused(text, "%"))


@pytest.mark.parametrize("text", ["3-5", "3～5", "3—5", "3~5", "3至5", "3–5"])
def test_row_60_a_range_has_two_bounds(text: str) -> None:
    cell = read(text, "个")

    assert (cell.value, cell.at_least, cell.at_most, cell.bounds_open) == (None, 3, 5, False)
    assert codes(cell) == ["PK338"]


@pytest.mark.parametrize("text", ["Ⅲ类", "B级", "第3位", "一级"])
def test_row_61_classes_and_ranks_are_no_numbers(text: str) -> None:
    assert "a rank" in hint(refused(text, "%"))


def test_row_62_a_coverage_above_100_is_marked_and_stands() -> None:
    assert read("105.3%", "%", low=95).value == 105.3
    assert suspected([row(2020, 105.3, unit="%")], unit="%", low=95.0) == ["PK346"]
    assert suspected([row(2020, 105.3, unit="%")], unit="%", low=120.0) == []


def test_row_63_no_case_per_100_000_is_0_and_marked() -> None:
    assert read("0", "1/10万", high=18, baseline=12).value == 0
    assert suspected([row(2020, 0)], unit="1/10万", high=18.0) == ["PK347"]


def test_row_64_the_value_of_last_year_to_the_last_digit_is_marked() -> None:
    assert suspected([row(2019, 77.53), row(2020, 77.53)]) == ["PK348"]
    assert suspected([row(2019, 5), row(2020, 5)]) == []
    assert suspected([row(2018, 77.53), row(2020, 77.53)]) == []


def test_row_65_the_target_in_every_region_is_marked() -> None:
    pasted = [row(2020, 95, region) for region in ("甲县", "乙县", "丙县")]

    assert suspected(pasted, low=95.0) == ["PK349"]
    assert suspected([*pasted, row(2020, 96, "丁县")], low=95.0) == []


@pytest.mark.parametrize("text", ["2023", "2023年", "2023.0", "FY23", "FY2023", "２０２３年"])
def test_row_66_years(text: str) -> None:
    assert read_period(text) == (2023, "")


@pytest.mark.parametrize("text", ["23年", "23", "'23"])
def test_row_66_a_year_of_two_digits_is_not_guessed(text: str) -> None:
    assert read_period(text) is None


@pytest.mark.parametrize(
    ("text", "part"), [("2022H1", "H1"), ("2022年上半年", "H1"), ("2022年前三季度", "Q3"), ("2022年1-9月", "M09")]
)
def test_row_67_values_to_date(text: str, part: str) -> None:
    assert read_period(text) == (2022, part)


def test_row_29_a_detection_limit_far_below_the_ceiling_is_no_slip() -> None:
    cell = read("<0.1", "‰", high=5, baseline=3.2)

    assert (cell.at_most, cell.bounds_open, codes(cell)) == (0.1, True, ["PK338"])


@pytest.mark.parametrize(("text", "unit", "expected"), [("0.775", "岁", 77), ("7700", "岁", 77), ("800", "天", 8)])
def test_a_value_a_hundred_times_off_is_asked_about_in_any_unit(text: str, unit: str, expected: float) -> None:
    assert codes(read(text, unit, low=expected)) == ["PK344"]
