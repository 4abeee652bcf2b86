"""The report in Word's format: its skeleton, its tables and charts, the office's words and the room for them."""

from __future__ import annotations

import io
import struct
from collections.abc import Sequence
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.languages import translator
from planckeck.model.assessment import Assessment
from planckeck.model.notes import Note, Notes
from planckeck.reports.context import Context
from planckeck.reports.docx import pictures, render
from planckeck.reports.docx.paper import numeral
from tests.reports import samples
from tests.reports.sheets import document_tables, paragraphs_of, xml_of

DOCUMENT = r"word/document\.xml"


def made(assessment: Assessment, notes: Sequence[Note] = (), languages: Sequence[str] = ("en",)) -> bytes:
    context = Context(Notes(tuple(notes)))
    return render(assessment, tuple(translator(name) for name in languages), "1.2.3", context)


def headings(content: bytes) -> list[str]:
    return styled(content, "Heading")


def styled(content: bytes, beginning: str) -> list[str]:
    """Return the texts of the paragraphs whose style's name begins so."""
    found: list[Any] = docx.Document(io.BytesIO(content)).paragraphs
    return [one.text.strip() for one in found if one.style.name.startswith(beginning)]


def one(**fields: Any) -> Assessment:
    usual = {"indicator": "life-expectancy", "name": "x", "comparison": "at_least", "target": "≥2.5", "low": 2.5}
    return samples.assessment([samples.result(**{**usual, **fields})])


def test_the_chinese_report_has_the_sections_of_a_monitoring_report() -> None:
    content = made(samples.assessment(), languages=["zh"])

    first = [text for text in headings(content) if "、" in text[:4]]
    assert [text.split("、", 1)[1] for text in first] == [
        "总体情况", "指标完成情况", "滞后指标及原因", "未评价的指标及原因", "方法与来源",
    ]  # fmt: skip
    assert [text[0] for text in first] == ["一", "二", "三", "四", "五"]


def test_binding_targets_come_first() -> None:
    found = headings(made(samples.assessment()))

    classes = [text.split(" ", 1)[1] for text in found if text.startswith("2.")]
    assert classes == [name for name in ("Binding", "Expected", "Guiding", "Advocated", "No class") if name in classes]
    assert classes[0] == "Binding"
    assert next(text for text in found if text.startswith("3.1")).endswith("孕产妇死亡率")


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九"), (100, "100")],
)
def test_headings_are_counted_as_chinese_counts(number: int, said: str) -> None:
    assert numeral(number) == said


def test_tables_repeat_their_heads_and_no_row_is_split() -> None:
    content = made(samples.assessment())

    tables = docx.Document(io.BytesIO(content)).tables
    assert len(tables) >= 4
    for table in tables:
        heads = [row._tr.xpath("./w:trPr/w:tblHeader") for row in table.rows]
        assert bool(heads[0]) and not any(heads[1:])
        assert all(row._tr.xpath("./w:trPr/w:cantSplit") for row in table.rows)


def test_the_contents_are_a_field_that_lists_every_heading() -> None:
    content = made(samples.assessment())

    text = xml_of(content, DOCUMENT)
    assert ' TOC \\o "1-2" ' in text
    listed = styled(content, "Contents ")
    assert listed[0] == "Contents"
    # the names of what lags, below section 3, are left out
    expected = [text for text in headings(content) if not text.startswith("3.")]
    assert listed[1:] == expected
    assert text.count('fldCharType="begin"') == text.count('fldCharType="end"') == len(expected) + 1


def test_tables_have_numbered_captions() -> None:
    found = [text for text in paragraphs_of(made(samples.assessment())) if text.startswith("Table ")]

    assert [text.split()[1] for text in found] == [str(number) for number in range(1, len(found) + 1)]
    assert found[0] == "Table 1 Targets by class and verdict"


def test_every_figure_of_a_chart_is_in_its_words_too() -> None:
    content = made(one(actual=2.0, compared=2.0, baseline=1.0, verdict="unmet", due="2015", gap=0.5))

    (shape,) = docx.Document(io.BytesIO(content)).inline_shapes
    assert shape._inline.docPr.get("descr") == "x: baseline 1, target ≥2.5 (in 2015), actual 2"
    png = xml_png(content)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (600, 72)  # 200 × 24, three times


def xml_png(content: bytes) -> bytes:
    import zipfile

    package = zipfile.ZipFile(io.BytesIO(content))
    return package.read(next(name for name in package.namelist() if name.endswith(".png")))


def test_without_the_library_for_charts_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planckeck.reports.docx.report.can_draw", lambda: False)
    monkeypatch.setattr("planckeck.reports.docx.tables.can_draw", lambda: False)

    content = made(samples.assessment())

    assert not docx.Document(io.BytesIO(content)).inline_shapes
    assert "Charts are left out: they need pip install 'planckeck[charts]'." in paragraphs_of(content)
    assert pictures.can_draw()


def test_a_lagging_target_has_the_words_of_the_office() -> None:
    note = Note(
        "longhu-2016-2020", "maternal-mortality", reason="高危产妇多\n转诊慢", measures=("建中心",), who=("妇幼科",)
    )

    told = paragraphs_of(made(samples.assessment(), [note]))

    at = next(number for number, text in enumerate(told) if text.endswith("孕产妇死亡率") and text.startswith("3."))
    assert told[at + 2 : at + 5] == ["Reason: 高危产妇多转诊慢", "Measures: 建中心", "Who: 妇幼科"]


def test_a_lagging_target_without_words_has_room_for_them() -> None:
    content = made(one(verdict="unmet", due="2015", actual=2.0, compared=2.0, gap=0.5))

    told = paragraphs_of(content)
    assert [text for text in told if text.startswith(("Reason", "Measures", "Who"))] == [
        "Reason: (write the reason)",
        "Measures: (write what is done about it)",
        "Who: (write who sees to it)",
    ]
    assert xml_of(content, DOCUMENT).count("<w:showingPlcHdr/>") == 3


def test_the_department_of_the_plan_sees_to_it_where_the_office_names_nobody() -> None:
    told = paragraphs_of(made(one(verdict="unmet", due="2015", department="疾控科")))

    assert "Who: 疾控科" in told


def test_a_note_on_a_target_that_does_not_lag_is_shown_too() -> None:
    note = Note("longhu-2016-2020", "life-expectancy", reason="口径有变")

    told = paragraphs_of(made(one(actual=3.0, compared=3.0), [note]))

    assert "x: 口径有变" in told


def test_without_a_miss_the_report_says_that_nothing_lags() -> None:
    assert "No target is missed or behind its path." in paragraphs_of(made(one(actual=3.0, compared=3.0)))


def test_without_any_data_the_report_says_what_has_no_verdict() -> None:
    content = made(one(verdict="no_data", reason="no_actual", due="2015"))

    assert "No target could be judged: there are no data, or no target values." in paragraphs_of(content)
    (row,) = document_tables(content)[-1]
    assert (row["Verdict"], row["Why"]) == ("□ no data", "no row in the data")


def test_without_any_result_the_report_opens() -> None:
    assert "no indicator is left by the filters" in paragraphs_of(made(samples.assessment([])))


def test_regions_are_listed_with_most_misses_first() -> None:
    verdicts = [("甲县", "met"), ("乙县", "unmet"), ("甲县", "unmet"), ("乙县", "unmet"), ("丙县", "met")]
    results = [
        samples.result(indicator="life-expectancy", region=region, verdict=verdict, due="2015")
        for region, verdict in verdicts
    ]

    rows = next(table for table in document_tables(made(samples.assessment(results))) if "Region" in table[0])

    assert [(row["Region"], row["Not met"], row["Rate"]) for row in rows] == [
        ("乙县", "2", "0%"),
        ("甲县", "1", "50%"),
        ("丙县", "0", "100%"),
    ]


def test_both_languages_stand_one_behind_the_other() -> None:
    found = headings(made(samples.assessment(), languages=["zh", "en"]))

    assert "一、总体情况" in found
    assert found.index("1 Overview") > found.index("一、总体情况")


def test_hostile_names_are_texts() -> None:
    content = made(samples.hostile(), [Note("longhu-2016-2020", "h0", reason="<w:p/>&amp;{{x}} ]]>")])

    told = "\n".join(paragraphs_of(content)) + str(document_tables(content))
    for name in (
        "<script>alert(1)</script>",
        '=HYPERLINK("http://x.example")',
        "␛[2J清屏",
        "abc<U+202E>txt.exe",
        "<w:p/>&amp;{{x}} ]]>",
    ):
        assert name in told
    assert "HYPERLINK" not in "".join(
        part
        for part in xml_of(content, DOCUMENT).split("<w:instrText")[1:]
        for part in [part.split("</w:instrText")[0]]
    )


_NASTY = st.text(st.one_of(st.characters(), st.sampled_from("=\x00\x1b\ufffe\uffff\ud800\n\t&<")), max_size=30)


@settings(max_examples=40)
@given(name=_NASTY, note=_NASTY)
def test_any_text_makes_a_document_that_opens(name: str, note: str) -> None:
    notes = [Note("longhu-2016-2020", "life-expectancy", reason=note or "x", who=(name or "y",))]

    content = made(one(name=name, category=name, unit=name, target=name, verdict="unmet", due="2015"), notes)

    assert document_tables(content)


def test_a_note_on_a_unit_stands_with_the_line_that_lags() -> None:
    line = samples.result(indicator="life-expectancy", name="x", verdict="unmet", due="2015", every_unit=True)
    unit = samples.result(
        indicator="life-expectancy", name="x", verdict="unmet", due="2015", region="丙街道", part_of="龙湖区"
    )
    note = Note("longhu-2016-2020", "life-expectancy", region="丙街道", reason="建卡不及时")

    told = paragraphs_of(made(samples.assessment([line, unit]), [note]))

    assert [text for text in told if "建卡不及时" in text] == ["Reason: 丙街道: 建卡不及时"]


def test_of_many_lines_the_worst_are_shown_and_the_rest_is_counted() -> None:
    verdicts = ["unmet"] * 3 + ["met"] * 700
    results = [
        samples.result(indicator="life-expectancy", region=f"县{number}", verdict=verdict, due="2015")
        for number, verdict in enumerate(verdicts)
    ]

    content = made(samples.assessment(results))
    shown = [row["Verdict"] for table in document_tables(content) for row in table if "Verdict" in row]

    assert (len(shown), shown.count("▲ not met")) == (600, 3)
    assert "103 more results are not shown; --format csv has all of them" in paragraphs_of(content)
    # the sentence and the table with the counts are of all
    assert list(document_tables(content)[0][-1].values())[1:4] == ["703", "700", "3"]
    assert any(text.startswith("703 targets: 700 met, 3 not met") for text in paragraphs_of(content))
