"""Workbook and document in LibreOffice: they open, calculate nothing, and lie on pages as they should."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from planckeck.languages import translator
from planckeck.model.assessment import Assessment
from planckeck.model.notes import Note, Notes
from planckeck.reports.context import Context
from planckeck.reports.docx import render as document
from planckeck.reports.xlsx import render as workbook
from tests.reports import samples
from tests.reports.office import converted, facts_of, pages_of

pytestmark = pytest.mark.heavy

ZH = (translator("zh"),)
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,1"
WORDS = Note("longhu-2016-2020", "maternal-mortality", reason="=1+1", measures=("-2+3",), who=("@SUM(1)",))
NOTE = Context(Notes((WORDS,)))


def many() -> Assessment:
    results = [
        samples.result(
            indicator="life-expectancy", name=f"指标{number}", row=number, unit="%", constraint="binding",
            comparison="at_least", target="≥95", low=95.0, low_open=False, actual=94.5 - number / 100, verdict="unmet",
            compared=94.5 - number / 100, gap=0.5 + number / 100, gap_unit="百分点", baseline=90.0, due="2015",
        )
        for number in range(1, 121)
    ]  # fmt: skip
    return samples.assessment(results)


def test_the_workbook_lies_on_landscape_pages_each_with_the_head(tmp_path: Path) -> None:
    pdf = converted(tmp_path, workbook(many(), ZH, "1.2.3"), "xlsx", "pdf")

    pages = pages_of(pdf)
    assert re.search(r"84[12](\.\d+)? x 595(\.\d+)? pts \(A4\)", facts_of(pdf, "pdfinfo"))
    assert len(pages) >= 4
    for page in pages[:-1]:
        assert "完成率" in page or "责任人" in page
        assert "指标" in page


def test_the_workbook_calculates_nothing(tmp_path: Path) -> None:
    made = converted(tmp_path, workbook(samples.hostile(), ZH, "1.2.3"), "xlsx", CSV)

    cells = {cell for row in csv.reader(made.read_text(encoding="utf-8").splitlines()) for cell in row}
    assert '=HYPERLINK("http://x.example")' in cells


def test_the_office_s_words_stay_as_written(tmp_path: Path) -> None:
    content = workbook(samples.assessment(), ZH, "1.2.3", NOTE)
    made = converted(tmp_path, content, "xlsx", CSV.removesuffix("1") + "2")  # the second sheet: what is missed

    cells = {cell for row in csv.reader(made.read_text(encoding="utf-8").splitlines()) for cell in row}
    assert {"=1+1", "-2+3", "@SUM(1)"} <= cells


def test_shown_figures_have_the_words_of_their_formats(tmp_path: Path) -> None:
    made = converted(tmp_path, workbook(samples.assessment(), ZH, "1.2.3"), "xlsx", CSV)

    text = made.read_text(encoding="utf-8")
    # 12.658… against at most 10 per 100,000
    assert "高出 2.66" in text


def test_the_document_has_its_sections_tables_and_pictures_on_a4(tmp_path: Path) -> None:
    pdf = converted(tmp_path, document(samples.assessment(), ZH, "1.2.3", NOTE), "docx", "pdf")

    pages = pages_of(pdf)
    text = "".join("".join(pages).split())
    assert re.search(r"595(\.\d+)? x 84[12](\.\d+)? pts \(A4\)", facts_of(pdf, "pdfinfo"))
    for words in (
        "监测评估报告",
        "目录",
        "一、总体情况",
        "滞后指标及原因",
        "方法与来源",
        "=1+1",
        "（请填写原因）",
        "0f0f0f0f",
    ):
        assert words in text, words
    assert f"{samples.assessment().counts.total}=" in text
    assert "Noto" in facts_of(pdf, "pdffonts")


def test_the_head_of_a_long_table_is_repeated_on_its_pages(tmp_path: Path) -> None:
    pdf = converted(tmp_path, document(many(), ZH, "1.2.3"), "docx", "pdf")

    with_table = [page for page in pages_of(pdf) if re.search(r"指标 ?\d+ +%", page)]
    assert len(with_table) >= 3
    assert all(re.search(r"序号 +指标 +单位", page) for page in with_table)


def test_the_document_of_hostile_names_opens(tmp_path: Path) -> None:
    text = "\n".join(pages_of(converted(tmp_path, document(samples.hostile(), ZH, "1.2.3"), "docx", "pdf")))

    assert "<script>" in text
    assert "␛[2J" in text
