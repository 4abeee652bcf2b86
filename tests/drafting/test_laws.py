"""Laws of drafting: whatever a table holds, its draft is accepted, its cells add up, and its texts come back."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.drafting import Request, draft_plan
from planckeck.drafting.drafting import Draft
from planckeck.drafting.interface import PrintedRow, PrintedTable, one_line
from planckeck.drafting.naming import Ids, slug
from planckeck.drafting.yamltext import plain_or_quoted
from planckeck.model.plan import SLUG
from tests.drafting.documents import loaded, text_csv, word

HEADS = ("序号", "指标", "单位", "2020年", "2025年目标", "年均/累计", "属性", "责任单位")
TARGETS = (
    *(
        "≥77",
        "＜10",
        "69左右",
        "100",
        "0",
        "3-5",
        "—",
        "-",
        "/",
        "达国家要求",
        "完成省下达目标",
        "完成",
        "持续下降",
        "〔0.1〕",
        "〔13.5〕",
    ),
    *(
        "年均增长6%左右",
        "下降10%",
        "全覆盖",
        "1：1.2",
        "县45项、乡10项",
        "TBD",
        "优于全国平均",
        "全省前列",
        "翻一番",
        "5%以上",
    ),
    *(
        "1,234.5",
        "7．5",
        "=>77",
        "≥",
        "012",
        "1e5",
        ".5",
        "-4.0",
        "#REF!",
        "达到95%以上，力争98%",
        "2025年底前建成",
        "逐步提高",
    ),
)
UNITS = ("%", "‰", "人", "张/千人口", "1:n", "百分点", "亿元", "旧石器", "", "?")
NAMES = (
    *(
        "预期寿命（岁）",
        "GDP增长(%)",
        "单位GDP能耗降低",
        "新增就业",
        "其中：城镇",
        "孕产妇死亡率",
        "医护比",
        "a: b",
        "null",
        "012",
    ),
    *("- x", "注：见附件", "合计", ""),
)
anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


def cell(*usual: str) -> st.SearchStrategy[str]:
    return st.one_of(st.sampled_from(usual), st.sampled_from(usual), anything).map(one_line)


rows_of_anything = st.lists(
    st.tuples(
        cell("1", "2", ""),
        cell(*NAMES),
        cell(*UNITS),
        cell("76.3", "-", "", "＞95", "约70"),
        cell(*TARGETS, ""),
        cell(*TARGETS, "", "", ""),
        cell("约束性", "预期性", "", "重要"),
        cell("卫健委", ""),
    ),
    min_size=1,
    max_size=6,
)


def table(rows: list[tuple[str, ...]]) -> PrintedTable:
    printed = [PrintedRow(number, row) for number, row in enumerate([HEADS, *rows], start=1)]
    return PrintedTable("table.csv", tuple(row for row in printed if not row.is_blank))


def drafted(rows: list[tuple[str, ...]]) -> Draft | None:
    """Return the draft of rows, None where none of them names an indicator."""
    from planckeck.problems import InputError

    try:
        return draft_plan(table(rows), Request(id="law", title="t", region="r", period=(2021, 2025)), str)
    except InputError as error:
        assert "the table has heads and no rows" in str(error)
        return None


@settings(max_examples=80, deadline=None)
@given(rows_of_anything)
def test_every_draft_is_accepted_and_every_cell_is_accounted_for(rows: list[tuple[str, ...]]) -> None:
    draft = drafted(rows)

    if draft is not None:
        plan = loaded(draft.text).plan
        assert [one.id for one in plan.indicators] == [entry.id for entry in draft.entries]
        assert len({one.id for one in plan.indicators}) == len(plan.indicators)
        assert draft.outcomes.total() == len(draft.columns.rows) * len(HEADS)
        assert min(draft.outcomes.values()) >= 0


@settings(max_examples=40, deadline=None)
@given(rows_of_anything)
def test_names_come_back_as_they_were_read(rows: list[tuple[str, ...]]) -> None:
    draft = drafted(rows)

    if draft is not None:
        assert [one.name for one in loaded(draft.text).plan.indicators] == [entry.name for entry in draft.entries]


@settings(max_examples=40, deadline=None)
@given(rows_of_anything)
def test_drafting_twice_gives_the_same_file(rows: list[tuple[str, ...]]) -> None:
    once, again = drafted(rows), drafted(rows)

    assert (once and once.text) == (again and again.text)


@given(anything.map(one_line))
def test_a_text_is_the_same_text_for_other_readers_of_yaml(text: str) -> None:
    written = plain_or_quoted(text)

    assert yaml.safe_load(f"- {{a: {written}}}" if written.startswith('"') else f"- {written}") in (
        [{"a": text}],
        [text],
    )


@given(st.lists(st.text(max_size=20), max_size=8))
def test_ids_are_slugs_and_unique(names: list[str]) -> None:
    ids = Ids()

    given_ids = [ids.give(name) for name in names]

    assert all(re.fullmatch(SLUG, one) and len(one) <= 80 for one in given_ids)
    assert len(set(given_ids)) == len(given_ids)


@given(st.text())
def test_a_slug_is_a_slug_or_nothing(text: str) -> None:
    assert slug(text) == "" or re.fullmatch(SLUG, slug(text))


@given(st.text())
def test_one_line_is_one_line_and_stays_so(text: str) -> None:
    line = one_line(text)

    assert one_line(line) == line
    assert len(line.splitlines()) <= 1


def test_word_and_csv_give_the_same_plan(tmp_path: Path) -> None:
    from tests.drafting.documents import draft

    rows = [list(HEADS), ["1", "预期寿命（岁）", "岁", "76.3", "≥77", "", "约束性", "卫健委"]]
    request = Request(id="same", title="t", region="r", period=(2021, 2025))

    texts = {
        "".join(draft(path, request).text.splitlines(keepends=True)[5:]).partition("indicators:")[2]
        for path in (word(tmp_path / "a.docx", rows, []), text_csv(tmp_path / "a.csv", rows))
    }

    assert len(texts) == 1
