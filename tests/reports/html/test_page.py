"""The page itself: nothing runs that is not its own, nothing is fetched, names are text, both languages, its limits."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planckeck.languages import Language, translator
from planckeck.model.assessment import Assessment, Result
from planckeck.reports.html import page as making
from planckeck.reports.html import render
from planckeck.reports.texts import visible
from tests.reports.html.reading import Node, lines, read_page
from tests.reports.samples import HOSTILE, assessment, both, hostile, longhu, result

ZH, EN = translator("zh"), translator("en")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def page_of(made: Assessment, *languages: Language) -> Node:
    return read_page(text_of(made, *languages))


def text_of(made: Assessment, *languages: Language) -> str:
    return render(made, tuple(translator(own) for own in languages or ("en",)), "0.1.0").decode("utf-8")


def test_the_worst_stands_first_and_units_behind_their_line() -> None:
    rows = lines(page_of(assessment()))

    assert rows[0]["verdict"] == "▲ not met"
    assert rows[0]["indicator"].startswith("孕产妇死亡率")
    kinds = [row["kind"] for row in rows]
    assert "unit" in kinds
    assert kinds[0] == "line"


def test_a_page_ends_with_method_sources_identity_hashes_and_version() -> None:
    page = page_of(assessment())
    text = page.text

    for said in (
        "band ±0.1",
        "003_0d83bb3f6357629c.txt",
        "0f" * 32,
        "data/longhu-2015.csv",
        "planckeck 0.1.0",
        "met / (met + not met)",
    ):
        assert said in text
    identity = page.all("dl", "identity")[0].text
    assert re.search(r"all(\d+) = \d+ met \+ \d+ not met \+ \d+ not due", identity)


@pytest.mark.parametrize("make", [assessment, both, hostile])
@pytest.mark.parametrize("languages", [("zh",), ("en",), ("zh", "en")])
def test_only_the_pages_own_style_and_script_run_and_nothing_is_fetched(make, languages) -> None:  # type: ignore[no-untyped-def]
    text = text_of(make(), *languages)
    page = read_page(text)
    policy = next(
        node.attributes["content"]
        for node in page.all("meta")
        if node.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy.startswith("default-src 'none'; ")
    for tag in ("script", "style"):
        (own,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    for node in page.nodes():
        addresses = [value for name, value in node.attributes.items() if name in {"src", "href", "action", "srcset"}]
        assert all(value.startswith(("#", "data:,")) for value in addresses)
        assert not any(name.startswith("on") or name == "style" for name in node.attributes)


def test_hostile_names_are_text() -> None:
    page = page_of(hostile())
    names = {row["indicator"] for row in lines(page)}

    for name in HOSTILE:
        assert any(" ".join(visible(name).split()) in shown for shown in names), name
    assert len(page.all("script")) == 1
    assert page.all("h1")[0].text == " ".join(visible("".join(HOSTILE)).split())
    assert "\x1b" not in page.text
    assert "\u202e" not in page.text


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_name_is_text(name: str) -> None:
    one = result(indicator="x", name=name, region="龙湖区", verdict="unmet", target=name, written=name, category=name)
    page = page_of(assessment([one], findings=()))

    wanted = " ".join(visible(name).split())
    assert lines(page)[0]["indicator"].startswith(wanted)
    assert len(page.all("script")) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_one_language_says_nothing_in_the_other(language: Language) -> None:
    page = page_of(assessment(), language)

    assert page.all("html")[0].attributes["lang"] == {"zh": "zh-CN", "en": "en"}[language]
    assert not page.all("p", "languages")
    assert ("达标" in page.text) == (language == "zh")
    assert ("not met" in page.text) == (language == "en")


def test_a_page_of_both_languages_has_each_text_once_in_each() -> None:
    page = page_of(assessment(), "zh", "en")
    verdict = page.one("lines").all("td", "verdict")[0]

    assert [(span.attributes["lang"], span.text) for span in verdict.all("span") if "lang" in span.attributes] == [
        ("zh-CN", "▲ 未达标"),
        ("en", "▲ not met"),
    ]
    assert len(page.all("p", "languages")[0].all("button")) == 3


def test_the_binding_misses_stand_at_the_head_with_their_gaps() -> None:
    alert = page_of(assessment()).all("p", "alert")[0].text

    assert alert.startswith("▲ Binding targets not met: ")
    assert "孕产妇死亡率 (exceeds by 2.66/10万" in alert
    assert "人均期望寿命" not in alert


def test_a_filter_is_said_at_the_head() -> None:
    from dataclasses import replace

    made = assessment()
    page = page_of(replace(made, method=replace(made.method, filters=("constraint=binding",))))

    assert "constraint=binding" in page.all("header")[0].text


def test_more_lines_than_the_page_holds_are_counted_and_their_place_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_ROWS", 5)
    made = assessment()
    page = page_of(made)

    shown = [row for row in lines(page) if row["kind"] == "line"]
    assert len(shown) == 5
    note = page.all("p", "note")[0].text
    assert str(made.counts.total - 5) in note
    assert "--format csv" in note


def test_nothing_left_by_a_filter_is_a_page_too() -> None:
    page = page_of(assessment([], [longhu()], ()))

    assert lines(page) == []
    assert "no indicator is left by the filters" in page.text


def test_the_same_assessment_is_the_same_page() -> None:
    assert text_of(assessment(), "zh") == text_of(assessment(), "zh")


def test_a_hundred_regions_by_thirty_indicators_stay_below_five_megabytes() -> None:
    """The lines are as long as real ones: names of ten characters, a category, a gap, a pace."""
    made = assessment(list(_many(100, 30)), findings=())
    text = text_of(made, "zh")

    assert len(text.encode()) < 5_000_000
    assert len(lines(read_page(text))) == 3_000


@pytest.mark.heavy
def test_every_county_by_thirty_indicators_stays_below_thirty_megabytes_and_says_what_is_left_out() -> None:
    made = assessment(list(_many(3_000, 30)), findings=())
    text = text_of(made, "en")

    assert len(text.encode()) < 30_000_000
    page = read_page(text)
    assert len(page.one("heat-table1").all("tbody")[0].all("tr")) == 3_000
    assert len(lines(page)) == making.MOST_ROWS
    assert "87000 more results are not" in page.all("p", "note")[0].text


def _many(regions: int, indicators: int) -> Iterator[Result]:
    plan = longhu().plan.indicators
    for number in range(indicators):
        own = plan[number % len(plan)].id
        for region in range(regions):
            value = 50.0 + (region * 7 + number * 3) % 50
            yield result(
                indicator=own,
                name=f"社会办医疗机构床位数{number:02}",
                category="卫生资源配置",
                region=f"第{region:04}县",
                unit="张/千人口",
                level=str(number),
                comparison="at_least",
                target="≥80",
                low=80.0,
                low_open=False,
                baseline=40.0,
                baseline_text="40",
                actual=value,
                compared=value,
                verdict="met" if value >= 80 else "unmet",
                is_due=True,
                gap=max(0.0, 80 - value),
                gap_unit="张/千人口",
                relative_gap=max(0.0, 80 - value) / 80,
            )
