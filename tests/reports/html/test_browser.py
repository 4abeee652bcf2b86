"""The page in a real browser: it is quiet, asks for nothing, sorts, filters, turns pages, and is usable by all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from planckeck.languages import Language, translator
from planckeck.model.assessment import Assessment
from planckeck.reports.html import render
from tests.reports.samples import HOSTILE, assessment, both, hostile, result
from tests.reports.sixplans import ROOT, written

pytestmark = pytest.mark.heavy

FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
DESKTOP, PHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "run make test-all, which installs a browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pages")


def of(made: Assessment, folder: Path, *languages: Language) -> Path:
    path = folder / "page.html"
    path.write_bytes(render(made, tuple(translator(own) for own in languages or ("en",)), "0.1.0"))
    return path


class Watched:
    """A page in the browser, with every word of its console and every request."""

    def __init__(self, browser: Browser, path: Path, size: ViewportSize | None = None) -> None:
        self.page: Page = browser.new_page(viewport=size or DESKTOP)
        self.said: list[str] = []
        self.asked: list[str] = []
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(path.as_uri())

    def column(self, css: str) -> list[str]:
        return [text.strip() for text in self.page.locator(f"#lines tbody tr:visible .{css}").all_inner_texts()]

    def names(self) -> list[str]:
        return [text.split("\n")[0].strip() for text in self.column("indicator")]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("make", [assessment, both, hostile], ids=lambda own: own.__name__)
def test_no_error_no_request_and_nothing_wider_than_the_screen(
    browser: Browser, folder: Path, make: Any, size: ViewportSize
) -> None:
    seen = Watched(browser, of(make(), folder, "zh", "en"), size)

    assert seen.said == []
    assert seen.asked == [(folder / "page.html").as_uri()]
    assert seen.page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_hostile_names_are_seen_and_do_nothing(browser: Browser, folder: Path) -> None:
    seen = Watched(browser, of(hostile(), folder))
    seen.page.fill("input[name=text]", "<script>")

    assert seen.names()[0].startswith("<script>alert(1)</script>")
    assert len(seen.names()) == 1
    assert seen.said == []
    assert seen.page.evaluate("document.scripts.length") == 1
    assert len(HOSTILE) == seen.page.locator("#lines tbody tr").count()


def test_a_field_filters_and_the_button_shows_all(browser: Browser, folder: Path) -> None:
    made = assessment()
    seen = Watched(browser, of(made, folder))
    seen.page.select_option("select[name=verdict]", "u")
    missed = set(seen.column("verdict"))
    shown = seen.page.locator(".pager output").inner_text()
    seen.page.click("button[type=reset]")
    seen.page.wait_for_function("!document.querySelector('#lines tr.out')")

    unmet = made.counts.overall["unmet"]  # type: ignore[index]
    assert "▲ not met" in missed
    assert shown == f"1–{unmet} / {unmet} ({made.counts.total})"
    assert seen.page.locator("#lines tbody tr.line:visible").count() == made.counts.total


def test_the_search_finds_in_every_cell(browser: Browser, folder: Path) -> None:
    seen = Watched(browser, of(assessment(), folder))
    seen.page.fill("input[name=text]", "孕产妇死亡率")

    assert seen.names()[0].startswith("孕产妇死亡率")
    assert seen.page.locator("#lines tbody tr.line:visible").count() == 1


def test_a_heading_sorts_by_number_both_ways_and_units_stay_with_their_line(browser: Browser, folder: Path) -> None:
    lines = [
        result(indicator=f"i{number}", name=f"n{number}", actual=value, compared=value, verdict="met")
        for number, value in enumerate((10.0, 9.0, 100.0, None))
    ]
    unit = result(indicator="i1", name="n1", region="镇", part_of="龙湖区", verdict="unmet", actual=1.0, compared=1.0)
    seen = Watched(browser, of(assessment([*lines, unit], findings=()), folder))
    heading = seen.page.locator("#lines thead th", has_text="actual")

    heading.locator("button").click()
    assert seen.column("actual") == ["9", "1", "10", "100", "—"]
    assert heading.get_attribute("aria-sort") == "ascending"
    heading.locator("button").press("Enter")
    assert seen.column("actual") == ["100", "10", "9", "1", "—"]
    assert heading.get_attribute("aria-sort") == "descending"


def test_languages_are_switched(browser: Browser, folder: Path) -> None:
    seen = Watched(browser, of(assessment(), folder, "zh", "en"))
    seen.page.click("button[data-show=en]")
    english = seen.page.locator("#lines").inner_text()
    seen.page.click("button[data-show='zh-CN']")
    chinese = seen.page.locator("#lines").inner_text()

    assert "not met" in english
    assert "未达标" not in english
    assert "未达标" in chinese
    assert "not met" not in chinese
    assert seen.page.locator("button[data-show='zh-CN']").get_attribute("aria-pressed") == "true"


def test_many_regions_are_paged(browser: Browser, folder: Path) -> None:
    lines = [
        result(
            indicator="a", name="a", region=f"r{number:03}", verdict="unmet", is_due=True, comparison="at_least",
            low=500.0, actual=float(number), compared=float(number), gap=500.0 - number, relative_gap=1 - number / 500,
        )
        for number in range(120)
    ]  # fmt: skip
    seen = Watched(browser, of(assessment(lines, findings=()), folder))
    first = seen.page.locator("#heat-table1 tbody tr:visible").count()
    seen.page.click(".pager[data-for=heat-table1] [data-step='1']")
    seen.page.click(".pager[data-for=heat-table1] [data-step='1']")

    assert first == 50
    assert seen.page.locator("#spread-table1 tbody tr:visible").count() == 1
    assert seen.page.locator("#heat-table1 tbody tr:visible").count() == 20
    assert seen.page.locator(".pager[data-for=heat-table1] [data-step='1']").is_disabled()


def test_paper_shows_every_page_but_not_what_is_filtered_out(browser: Browser, folder: Path) -> None:
    lines = [result(indicator=f"i{number}", name=f"n{number}", verdict="met") for number in range(150)]
    seen = Watched(browser, of(assessment([*lines, result(indicator="x", verdict="unmet")], findings=()), folder))
    seen.page.select_option("select[name=verdict]", "m")
    on_screen = seen.page.locator("#lines tbody tr:visible").count()
    seen.page.emulate_media(media="print")

    assert on_screen == 100
    assert seen.page.locator("#lines tbody tr:visible").count() == 150
    assert not seen.page.locator(".filter").is_visible()


def test_chinese_is_drawn_with_a_font_that_has_it(browser: Browser, folder: Path) -> None:
    """A character is wider than the box that stands for a missing one, or at least drawn otherwise."""
    seen = Watched(browser, of(assessment(), folder, "zh"))
    seen.page.set_content('<p style="font-size:40px"><span id=a>国</span> <span id=b>\U0010fffd</span></p>')

    assert seen.page.locator("#a").screenshot() != seen.page.locator("#b").screenshot()


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("run", ["longhu-halfway", "jingmen"])
def test_axe_finds_nothing_serious(browser: Browser, folder: Path, run: str, size: ViewportSize) -> None:
    written(run, folder, "html")

    assert grave_faults(Watched(browser, folder / "report.html", size)) == []


def grave_faults(seen: Watched) -> list[tuple[str, str, list[str]]]:
    found = seen.page.evaluate(AXE.read_text(encoding="utf-8") + ";axe.run()")
    return [
        (one["id"], one["impact"], [node["html"][:200] for node in one["nodes"]][:3])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_axe_finds_nothing_serious_in_a_heat_table(browser: Browser, folder: Path, size: ViewportSize) -> None:
    """Every kind of cell: met, missed by little and by much, not due, behind, no data, no target, not applicable."""
    kinds: list[dict[str, Any]] = [
        {"verdict": "met"},
        *({"verdict": "unmet", "gap": 1.0, "relative_gap": far, "is_due": True} for far in (0.01, 0.1, 0.5)),
        {"verdict": "not_due"},
        {"verdict": "not_due", "pace": "behind"},
        *({"verdict": verdict} for verdict in ("no_data", "no_target", "not_applicable")),
    ]
    lines = [
        result(indicator=f"i{number}", name=f"n{number}", region=region, actual=1.0, compared=1.0, low=2.0, **kind)
        for region in ("甲县", "乙县", "丙县")
        for number, kind in enumerate(kinds)
    ]

    assert grave_faults(Watched(browser, of(assessment(lines, findings=()), folder, "zh", "en"), size)) == []
