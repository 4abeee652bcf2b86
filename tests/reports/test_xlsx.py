"""The workbook: numbers are numbers, texts are texts, sheets stand ready for screen and paper."""

from __future__ import annotations

import io
from collections.abc import Sequence
from html import unescape
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.languages import translator
from planckeck.model.assessment import Assessment, Result
from planckeck.model.notes import Note, Notes
from planckeck.reports.context import Context
from planckeck.reports.xlsx import render
from planckeck.reports.xlsx.sheets import sheet_name
from tests.reports import samples
from tests.reports.sheets import VERDICTS, shown_in, table_of, xml_of

TITLES_ZH = [
    "序号",
    "类别",
    "指标",
    "年份",
    "单位",
    "属性",
    "基期值",
    "目标值",
    "实际值",
    "差距",
    "完成率",
    "完成程度",
    "进度",
    "评价",
    "责任单位",
    "说明",
    "数据来源",
]


def made(assessment: Assessment, context: Context | None = None, languages: Sequence[str] = ("en",)) -> bytes:
    return render(assessment, tuple(translator(name) for name in languages), "1.2.3", context or Context())


def one(**fields: Any) -> Assessment:
    usual = {"indicator": "life-expectancy", "name": "x", "comparison": "at_least", "target": "≥2.5", "low": 2.5}
    return samples.assessment([samples.result(**{**usual, **fields})])


def test_the_chinese_table_has_the_columns_of_the_form() -> None:
    lines = [result for result in samples.LONGHU if result.part_of is None and result.region == "龙湖区"]

    rows = openpyxl.load_workbook(io.BytesIO(made(samples.assessment(lines), languages=["zh"])))[
        "完成情况表"
    ].iter_rows()

    assert TITLES_ZH in [[cell.value for cell in row] for row in rows]


def test_figures_are_numbers_with_the_digits_of_the_plan() -> None:
    content = made(one(actual=2.3, compared=2.3, baseline=2.0, target="≥2.50", verdict="unmet", due="2015", gap=0.2))

    assert shown_in(content, "Achievement", "Actual") == [(2.3, "0.00")]
    assert shown_in(content, "Achievement", "Baseline") == [(2, "0.00")]


def test_a_gap_keeps_its_sign_and_says_what_it_means() -> None:
    content = made(
        one(actual=25, compared=25.0, verdict="unmet", due="2015", gap=-22.5, gap_unit="百分点", target="≤2.5")
    )

    ((value, shown),) = shown_in(content, "Achievement", "Gap")
    assert value == -22.5
    # positive; negative; zero: Excel shows the second part without the sign
    assert shown == '"short by "0.0" pp";"exceeds by "0.0" pp";0'


def test_a_miss_never_shows_as_met() -> None:
    content = made(one(actual=2.49996, compared=2.49996, verdict="unmet", due="2015", gap=0.00004, completion=0.99998))

    # 2.49996 with one decimal would be 2.5, and 99.998 % with one decimal 100.0 %
    assert shown_in(content, "Achievement", "Actual") == [(2.49996, "0.00000")]
    assert shown_in(content, "Achievement", "Completion") == [(0.99998, "0.000%")]


def test_a_ratio_is_a_number_that_prints_as_a_ratio() -> None:
    content = made(one(actual=1.05, compared=1.05, unit="1:n", target="1:1.2", verdict="unmet", due="2015"))

    assert shown_in(content, "Achievement", "Actual") == [(1.05, '"1:"0.00')]


def test_a_bound_and_a_product_stay_as_written() -> None:
    content = made(
        one(baseline_text="＞95", comparison="done", target=None, low=None, done_on="2020-06-30", written="2020-06-30")
    )

    (row,) = table_of(content)
    assert (row["Baseline"], row["Actual"], row["Target"]) == ("＞95", "2020-06-30", "done")


def test_the_sheet_stands_ready_for_screen_and_paper() -> None:
    page: Any = openpyxl.load_workbook(io.BytesIO(made(samples.both())))["Achievement longhu-2016-2020"]
    head = next(row[0].row for row in page.iter_rows() if any(cell.value == "Indicator" for cell in row))

    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == f"${head}:${head}"
    assert page.freeze_panes == f"D{head + 1}"
    assert page.auto_filter.ref.split(":")[0] == f"A{head}"
    assert page.auto_filter.ref.split(":")[1].endswith(str(page.max_row))


def test_colours_follow_the_words() -> None:
    text = unescape(xml_of(made(samples.assessment()), r"xl/worksheets/sheet1\.xml"))

    for sign in "▲●□":
        assert f',1)="{sign}"' in text


def test_what_is_missed_has_a_sheet_with_room_for_reasons_and_the_office_s_words() -> None:
    missed = [line for line in samples.LONGHU if line.verdict == "unmet" and line.part_of is None]
    note = Note("longhu-2016-2020", "maternal-mortality", reason="=1+1", measures=("a", "b"), who=("c",))

    rows = table_of(made(samples.assessment(), Context(Notes((note,), "n.yaml", "ab"))), "Targets not met")

    assert {row["Indicator"] for row in rows} >= {line.name for line in missed}
    (own,) = [row for row in rows if row["Indicator"] == "孕产妇死亡率"]
    assert (own["Reason"], own["Measures"], own["Who"]) == ("=1+1", "a\nb", "c")
    assert rows[0]["Class"] == "binding"


def test_without_a_miss_there_is_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(one(actual=3.0, compared=3.0))))

    assert book.sheetnames == ["Achievement", "Method and sources"]


def test_without_any_result_the_table_is_empty_and_says_so() -> None:
    content = made(samples.assessment([]))

    assert table_of(content) == []
    page = openpyxl.load_workbook(io.BytesIO(content))["Achievement"]
    assert "no indicator is left by the filters" in [row[0].value for row in page.iter_rows()]


def test_sheets_by_class_hold_the_results_of_that_class_alone() -> None:
    content = made(samples.assessment(), Context(sheet_per="constraint"))

    for name in ("binding", "expected", "guiding"):
        assert {row["Class"] for row in table_of(content, name)} == {name}


def test_sheets_by_region_are_limited_and_the_workbook_says_so() -> None:
    results = [samples.result(indicator="life-expectancy", region=f"县{number}") for number in range(203)]

    content = made(samples.assessment(results), Context(sheet_per="region"))

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    assert len(book.sheetnames) == 200 + 2
    told = [row[0] for row in book["Achievement"].iter_rows(max_row=10, values_only=True)]
    assert "3 regions have no sheet of their own; --region NAME gives one" in told


def test_the_method_sheet_ends_every_workbook() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(samples.assessment(), Context(Notes((), "n.yaml", "ab" * 32)))))
    rows = {(row[0].value, row[1].value) for row in book[book.sheetnames[-1]].iter_rows()}

    assert ("file", f"data/longhu-2015.csv (SHA-256 {'0f' * 32})") in rows
    assert ("notes", f"n.yaml (SHA-256 {'ab' * 32})") in rows
    assert ("planckeck", "1.2.3") in rows
    assert any(
        label == "all" and str(text).startswith(f"{samples.assessment().counts.total} = ") for label, text in rows
    )


def test_both_languages_have_their_own_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(samples.assessment(), languages=["zh", "en"])))

    assert {"完成情况表", "方法与来源", "Achievement", "Method and sources"} <= set(book.sheetnames)


def test_hostile_names_are_texts_and_nothing_calculates() -> None:
    content = made(samples.hostile(), Context(sheet_per="constraint"))

    assert "<f>" not in xml_of(content, r"xl/worksheets/sheet\d+\.xml")
    names = {row["Indicator"] for row in table_of(content)}
    assert '=HYPERLINK("http://x.example")' in names
    assert "<script>alert(1)</script>" in names
    assert "␛[2J清屏" in names
    assert "abc<U+202E>txt.exe" in names


_NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("=+-@\x00\x1b\ufffe\uffff\ud800\n\t'\"&<|{[#")), max_size=30
)


@settings(max_examples=40)
@given(name=_NASTY, note=_NASTY)
def test_any_text_makes_a_workbook_that_opens_and_calculates_nothing(name: str, note: str) -> None:
    notes = Notes((Note("longhu-2016-2020", "life-expectancy", reason=note or "x"),))

    content = made(one(name=name, category=name, unit=name, target=name, verdict="unmet"), Context(notes))

    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for row in book["Targets not met"].iter_rows() for cell in row} <= {"s", "n", "inlineStr"}


@given(st.lists(st.text(max_size=40), max_size=6))
def test_names_of_sheets_are_allowed_and_different(texts: list[str]) -> None:
    taken: list[str] = []
    for text in texts:
        taken.append(sheet_name(text, taken))

    assert len({name.casefold() for name in taken}) == len(texts)
    for name in taken:
        assert 0 < len(name) <= 31
        assert not set(name) & set("[]:*?/\\")
        assert name.strip("'") == name
        assert name.casefold() != "history"


def _lines(results: Sequence[Result]) -> list[Result]:
    return [one for one in results if one.part_of is None]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_stands_in_the_table_with_its_verdict(language: str) -> None:
    content = made(samples.assessment(), languages=[language])

    sheet = openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0]
    values = [cell.value for row in openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows() for cell in row]
    for line in _lines(samples.LONGHU):
        assert line.name in values
    if language == "en":
        shown = [row["Verdict"] for row in table_of(content)]
        for verdict, words in VERDICTS.items():
            assert shown.count(words) >= sum(line.verdict == verdict for line in _lines(samples.LONGHU))


@pytest.mark.heavy
def test_a_hundred_regions_with_thirty_indicators_all_stand_in_a_small_workbook() -> None:
    results = [
        samples.result(indicator="life-expectancy", name=f"指标{number}", region=f"县{region}", row=number, actual=1.0)
        for region in range(100)
        for number in range(30)
    ]

    content = made(samples.assessment(results), Context(sheet_per="region"))

    assert len(table_of(content)) == 3000
    assert len(content) < 5_000_000
