"""The reader of one cell: laws that hold for any text, and what the table of messy values does not say."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planckeck.notation import format_number
from planckeck.readers.cells import read_cell
from planckeck.readers.interface import CellError, Expectation, Raw, RawKind
from tests.readers.cell_reading import codes, hint, in_unit, read, refused, said, stored

SIGNS = (
    "0123456789..,,%‰-+~～—:：/ （）()≥≤<>万亿千人岁张个百分点每年月日约余左右以上下初步数"
    "①②*²注p eE_'\"#=▲，。．〇零十三成無无未报"
)
TEXTS = st.one_of(st.text(max_size=12), st.text(SIGNS, max_size=12))
UNITS = st.sampled_from(
    ["", "%", "‰", "/10万", "人", "万人", "张/千人口", "1:n", "岁", "个", "元", "标床", "没有的单位"]
)
EDGES = st.none() | st.floats(-1e6, 1e6)
EXPECTATIONS = st.builds(Expectation, st.booleans(), UNITS, EDGES, EDGES, EDGES, st.booleans())
NUMBERS = st.decimals(-(10**9), 10**9, places=4).map(lambda value: value.normalize() + 0)
SAFE = st.builds(Expectation, st.just(False), UNITS.filter(lambda unit: unit != "1:n"))
"""Expectations without edges, against which no value is a trap."""
FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.%-+<>:/()*"}
MARKS = ["①", "②③", "*", "**", "²", "¹⁰", "注1", "（注2）", "[3]", "†", "（初步数）", " p", "（预计）"]


def outcome(raw: Raw, expectation: Expectation, row_unit: str = "") -> object:
    """What reading gives: the cell without its words, or the error's code."""
    try:
        return read_cell(raw, row_unit, expectation)._replace(findings=(), note="")
    except CellError as error:
        return error.code


@given(TEXTS, UNITS, EXPECTATIONS, st.booleans(), st.booleans())
def test_any_text_is_read_or_refused_within_its_span(
    text: str, row_unit: str, expectation: Expectation, decimal_comma: bool, confirmed: bool
) -> None:
    try:
        cell = read_cell(Raw(text, decimal_comma=decimal_comma), row_unit, expectation, confirmed=confirmed)
    except CellError as error:
        assert 0 <= error.start < error.end <= len(text)
    else:
        assert cell.value is None or abs(cell.value) < 1e40


@given(
    st.sampled_from(RawKind),
    st.none() | st.floats(),
    TEXTS,
    st.text('0#?.,;%"\\!_*[]()万年hms-E+/ 岁', max_size=12),
    EXPECTATIONS,
)
def test_any_cell_of_a_workbook_is_read_or_refused(
    kind: RawKind, number: float | None, text: str, number_format: str, expectation: Expectation
) -> None:
    try:
        read_cell(Raw(text, kind, number, number_format), "", expectation)
    except CellError as error:
        assert 0 <= error.start <= error.end <= len(text)


@given(TEXTS, UNITS, EXPECTATIONS)
def test_full_width_and_half_width_are_read_alike(text: str, row_unit: str, expectation: Expectation) -> None:
    plain = text.translate({wide: half for half, wide in FULL_WIDTH.items()})

    wide = outcome(Raw(plain.translate(FULL_WIDTH)), expectation, row_unit)

    assert wide == outcome(Raw(plain), expectation, row_unit)


@given(NUMBERS, UNITS, EXPECTATIONS)
def test_a_text_is_never_multiplied_by_100(value: Decimal, row_unit: str, expectation: Expectation) -> None:
    expectation = expectation._replace(is_product=False)

    cell = outcome(Raw(format_number(value)), expectation, row_unit)

    assert isinstance(cell, str) or (cell.value, cell.unit) == (float(value), row_unit)  # type: ignore[attr-defined]


@given(st.floats(-1e12, 1e12), st.text("0#?.;()_-+ ", max_size=10).map(lambda text: f"{text}0"), EXPECTATIONS)
def test_a_stored_number_is_never_multiplied_by_100_without_a_percent_format(
    number: float, number_format: str, expectation: Expectation
) -> None:
    expectation = expectation._replace(is_product=False)

    cell = outcome(stored(number, number_format), expectation)

    assert isinstance(cell, str) or cell.value == number  # type: ignore[attr-defined]


@given(NUMBERS, st.sampled_from(["0%", "0.0%", "0.00%;[Red]-0.00%", "#,##0.0 %"]))
def test_a_percent_format_multiplies_by_100_once(value: Decimal, number_format: str) -> None:
    cell = read(stored(float(value), number_format), "%")

    assert (cell.value, cell.unit) == (float(Decimal(repr(float(value))) * 100), "%")


@given(NUMBERS, st.lists(st.sampled_from(MARKS), min_size=1, max_size=3), SAFE)
def test_note_marks_never_change_the_number(value: Decimal, marks: list[str], expectation: Expectation) -> None:
    cell = read_cell(Raw(format_number(value) + "".join(marks)), "", expectation)

    assert cell.value == float(value)
    assert cell.note


@given(NUMBERS, st.sampled_from(["%", "‰", "/10万", "人", "万人", "张/千人口", "岁"]))
def test_reading_what_is_printed_gives_the_number_back(value: Decimal, unit: str) -> None:
    texts = [format_number(value), f"{value:,f}", f"{format_number(value)}{unit}", f"{format_number(value)} {unit}"]

    cells = [read(text, unit) for text in texts]

    assert {cell.value for cell in cells} == {float(value)}
    assert {in_unit(cell, unit) for cell in cells} == {float(value)}


@given(NUMBERS)
def test_decimal_commas_mirror_decimal_points(value: Decimal) -> None:
    text = f"{value:,f}"
    mirrored = text.translate({ord(","): ".", ord("."): ","})

    assert read(Raw(mirrored, decimal_comma=True)).value == read(text).value


@given(TEXTS, EXPECTATIONS)
def test_confirming_changes_no_value_and_refuses_nothing_more(text: str, expectation: Expectation) -> None:
    asked = outcome(Raw(text), expectation)
    try:
        confirmed: object = read_cell(Raw(text), "", expectation, confirmed=True)._replace(findings=(), note="")
    except CellError as error:
        confirmed = error.code

    assert confirmed == asked or asked in {"PK331", "PK337"}


@given(st.floats(0.1, 1), st.floats(20, 100))
def test_a_fraction_of_1_against_a_percentage_is_asked_about(value: float, target: float) -> None:
    shown = f"{value:.4f}"

    assert refused(shown, "%", low=target).code == "PK331"


@given(st.floats(20, 100), st.floats(20, 100), st.floats(20, 100))
def test_ordinary_percentages_are_never_asked_about(value: float, target: float, baseline: float) -> None:
    assert read(f"{value:.2f}", "%", low=target, baseline=baseline).findings == ()


@pytest.mark.parametrize(
    ("text", "unit", "expected", "code"),
    [
        ("126000", "万人", {"low": 12}, "PK331"),
        ("12.6", "人", {"low": 126_000}, "PK331"),
        ("0.00101", "‰", {"high": 5, "baseline": 1.5}, "PK331"),
        ("0.0000765", "1/10万", {"high": 18, "baseline": 8}, "PK331"),
        ("7750", "%", {"low": 75}, "PK331"),
        ("650", "张/千人口", {"low": 6.5}, "PK331"),
        ("65", "张/千人口", {"low": 6.5}, "PK344"),
        ("792", "岁", {"low": 79.5}, "PK344"),
        ("7.75", "%", {"low": 75}, "PK344"),
        ("126000", "万元/人", {"low": 12}, "PK331"),
        ("0.775%", "%", {"low": 75}, "PK344"),
        ("126000万人", "万人", {"low": 12}, "PK344"),
        ("0.0156", "%", {"low": 75}, "PK344"),
        ("2.845", "%", {"low": 95}, "PK344"),
        ("0.775", "%", {"low": 75, "baseline": 0}, "PK344"),
    ],
)
def test_values_of_another_size(text: str, unit: str, expected: dict[str, Any], code: str) -> None:
    try:
        found = codes(read(text, unit, **expected))
    except CellError as error:
        found = [error.code]

    assert found == [code]


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("0.775", "%", {"low": 75, "baseline": 0.6}),
        ("0.18", "1/10万", {"high": 0.5}),
        ("1.8", "1/10万", {"high": 18, "baseline": 2}),
        ("0.5", "%", {"high": 20}),
        ("3", "个", {"low": 300}),
        ("300", "个", {"low": 3}),
        ("13", "人", {"low": 130_000, "baseline": 10}),
        ("95", "%", {}),
        ("0", "%", {"low": 75}),
        ("0.3", "%", {"low": 30, "is_change": True}),
    ],
)
def test_values_that_may_well_be_right(text: str, unit: str, expected: dict[str, Any]) -> None:
    assert read(text, unit, **expected).findings == ()


def test_the_unit_of_the_row_is_the_unit_of_a_bare_value() -> None:
    assert read("12.6", "人", "万人").unit == "万人"
    assert read("未报", "人", "万人").unit == "万人"


def test_the_unit_of_the_cell_goes_before_that_of_the_row() -> None:
    assert in_unit(read("126000人", "万人", "万人"), "万人") == 12.6


def test_a_unit_that_is_nearly_known_is_suggested() -> None:
    assert "人次" in hint(refused("12 人词", "人次"))


def test_what_stands_behind_a_number_is_named_and_marked() -> None:
    error = refused("79.2（2019年）", "%")

    assert (error.start, error.end) == (4, 11)
    assert "“（2019年）”" in error.message.text()


@pytest.mark.parametrize("text", ["80%~85%", "80~85%", "80%—85%", "80至85", "80－85％"])
def test_ranges_with_their_unit(text: str) -> None:
    cell = read(text, "%")

    assert (cell.at_least, cell.at_most) == (80, 85)


def test_a_range_of_negative_numbers_is_sorted() -> None:
    cell = read("-4.0~-4.5", "%")

    assert (cell.at_least, cell.at_most) == (-4.5, -4.0)


@pytest.mark.parametrize("text", ["5-3", "3-", "~", "3-5-7", "3个-5人", "≥", "3~"])
def test_broken_ranges_and_bounds_are_refused(text: str) -> None:
    assert refused(text, "个").code == "PK301"


@pytest.mark.parametrize(
    ("number", "number_format", "unit", "value"),
    [
        (12.6, '0.0"万"', "人", 126_000),
        (77.5, '0.0"%"', "%", 77.5),
        (77.5, 'G/通用格式"岁"', "岁", 77.5),
        (1234.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "元", 1234.5),
        (1_234_567, "#,##0,", "元", 1_234_567),
        (123_456, "#,##0,", "千元", 123.456),
        (0.5, "# ?/?", "人", 0.5),
        (0, '0.0;-0.0;"—"', "人", 0),
        (79.2, '0.0"（初步数）"', "岁", 79.2),
    ],
)
def test_number_formats(number: float, number_format: str, unit: str, value: float) -> None:
    assert in_unit(read(stored(number, number_format), unit), unit) == value


@pytest.mark.parametrize("number_format", ["yyyy-mm-dd", 'yyyy"年"m"月"', "[h]:mm", "m/d", "mmm-yy"])
def test_a_number_formatted_as_a_date_is_refused(number_format: str) -> None:
    assert refused(stored(45293, number_format), "%").code == "PK334"


def test_a_percentage_formatted_twice_is_refused() -> None:
    assert refused(stored(77.5, "0.0%"), "%", low=75).code == "PK331"


@pytest.mark.parametrize(
    ("text", "done_on"),
    [("2020-06-30", 20200630), ("2020/6/30", 20200630), ("2020年6月30日", 20200630), ("2020.6.30", 20200630)],
)
def test_dates_of_products(text: str, done_on: int) -> None:
    cell = read(text, is_product=True)

    assert (cell.value, cell.done_on) == (1, done_on)


def test_a_date_cell_of_a_product() -> None:
    assert read(Raw("2020-06-30 00:00:00", RawKind.DATE), is_product=True).done_on == 20200630


@pytest.mark.parametrize("text", ["2020-06", "2020-02-30", "6月30日", "2020", "建设中了"])
def test_what_is_no_date_of_a_product(text: str) -> None:
    assert "2020-06-30" in hint(refused(text, is_product=True))


@pytest.mark.parametrize(("text", "value"), [("在建", 0), ("否", 0), ("×", 0), ("false", 0), ("是", 1), ("Done", 1)])
def test_words_of_products(text: str, value: float) -> None:
    assert read(text, is_product=True).value == value


def test_the_nothings_of_products() -> None:
    assert [read(text, is_product=True).status for text in ("", "—", "未报", "/")] == [
        "blank",
        "no_such_item",
        "not_reported",
        "not_applicable",
    ]


def test_findings_say_what_to_do() -> None:
    warning = said(read("7.75", "%", low=75))

    assert warning == (
        "7.75: about 10 times less than the plan expects (75); "
        "write 77.5% if that is meant; if 7.75% is right, give the row the status confirmed"
    )


def test_a_text_without_end_is_refused_at_once() -> None:
    assert refused("1" * 100_000, "%").code == "PK301"
