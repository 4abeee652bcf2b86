from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from html import unescape
from typing import Any

import pytest
from markdown_it import MarkdownIt

from planckeck.languages import Language, translator
from planckeck.model.assessment import Assessment
from planckeck.reports.machine import as_json
from planckeck.reports.markdown import summary
from planckeck.reports.texts import visible
from tests.reports.golden import assert_golden
from tests.reports.samples import HOSTILE, LONGHU, assessment, both, hostile, result

ZH, EN = translator("zh"), translator("en")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_summary_of_a_run(language: Language) -> None:
    assert_golden(f"summary-{language}.md", summary(assessment(), translator(language), "0.1.0"))


def test_several_plans_have_a_section_each() -> None:
    text = summary(both(), EN, "0.1.0")

    assert [line for line in text.splitlines() if line.startswith("# ")] == [
        "# 龙湖区卫生和计划生育事业发展“十三五”规划: gap summary",
        "# Safe water programme: gap summary",
    ]
    assert text.count("## Method and sources") == 1


def test_binding_misses_come_before_all_others() -> None:
    text = summary(assessment(), ZH, "0.1.0")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)

    assert headings[:2] == ["约束性指标未达标", "其他指标未达标"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [assessment, both])
def test_every_number_of_the_summary_is_in_the_json(make: Callable[[], Assessment], language: Language) -> None:
    known = set(_numbers(json.loads(as_json(make(), translator(language)))))
    text = summary(make(), translator(language), "0.1.0").rpartition("\n- planckeck")[0].replace("SHA-256", "")

    for written in re.findall(r"[0-9]+(?:\.[0-9]+)?(?:e-[0-9]+)?", text):
        decimals = max(0, -int(Decimal(written).as_tuple().exponent))
        assert any(round(abs(number), decimals) == Decimal(written) for number in known), written


def _numbers(value: Any) -> Iterator[Decimal]:
    match value:
        case dict() | list():
            for inner in value.values() if isinstance(value, dict) else value:
                yield from _numbers(inner)
        case str():
            yield from map(Decimal, re.findall(r"[0-9]+(?:\.[0-9]+)?", value))
        case bool() | None:
            pass
        case _:
            yield Decimal(str(value))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("make", [both, hostile])
def test_every_table_has_as_many_cells_in_each_row_as_in_its_header(
    make: Callable[[], Assessment], language: Language
) -> None:
    text = summary(make(), translator(language), "0.1.0")

    for block in text.split("\n\n"):
        if block.startswith("|"):
            assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1, block


def test_nothing_in_data_is_markup_or_html() -> None:
    text = summary(hostile(), EN, "0.1.0")

    assert not re.search(r"<[a-z/!]", text)
    assert not re.search(r"(?<!\\)[\[\]*]", text.replace("**", ""))
    assert "http://" not in text
    assert not set("\x1b\u202e\r\t") & set(text)


def test_a_renderer_shows_every_hostile_name_as_it_stands() -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(summary(hostile(), EN, "0.1.0"))

    cells = [unescape(cell) for cell in re.findall(r"<td>(.*?)</td>", html)]
    for name in HOSTILE:
        assert visible(name) in cells
    assert "<a" not in html
    assert "<script" not in html
    assert "<em>" not in html


def test_where_nothing_is_due_the_summary_gives_no_rate() -> None:
    text = summary(assessment([one for one in LONGHU if not one.is_due]), ZH, "0.1.0")

    assert "目前没有到期且有数据的指标，不计算达标率。" in text
    assert "%。" not in text


def test_a_reading_left_open_gives_the_reader_s_note() -> None:
    line = result(indicator="physicians", verdict="no_target", reason="reading_open", certainty="ambiguous")

    assert "规划原文有多种读法" in summary(assessment([line]), ZH, "0.1.0")


def test_a_plan_of_which_nothing_is_left_says_so() -> None:
    assert "**按筛选条件没有指标**" in summary(assessment(()), ZH, "0.1.0")
