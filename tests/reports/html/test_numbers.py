"""The page and the summary say what the JSON says: for each of the six plans the same verdicts, gaps and counts."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.reports.html.reading import Node, lines, read_page
from tests.reports.sixplans import ROOT, RUNS, WORDS, Said, expected, signed_gap, written


@pytest.fixture(scope="module", params=list(RUNS))
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, Any], Path]:
    folder = tmp_path_factory.mktemp(request.param)
    return written(request.param, folder, "html", "markdown"), folder


@pytest.fixture(scope="module")
def page(made: tuple[dict[str, Any], Path]) -> Node:
    return read_page((made[1] / "report.html").read_text(encoding="utf-8"))


def test_every_line_of_the_page_has_the_verdict_and_gap_of_the_json(made: tuple[Any, Path], page: Node) -> None:
    said = list(_said(page))

    assert Counter(said) == expected(made[0], said)


def _said(page: Node) -> list[Said]:
    found = []
    for row in page.one("lines").all("tbody")[0].all("tr"):
        head = row.all("th")[0]
        name = "".join(child for child in head.children if isinstance(child, str)).strip().removeprefix("└ ")
        cells = {cell.attributes["class"]: cell.text for cell in row.all("td")}
        verdict = WORDS[cells["verdict"].partition(" ")[2]]
        gap = signed_gap(cells["gap"]) if verdict in {"unmet", "not_due"} else ""
        found.append((" ".join(name.split()), head.all("small")[0].text, verdict, gap))
    return found


def test_every_actual_of_the_page_is_that_of_the_json(made: tuple[Any, Path], page: Node) -> None:
    """A figure of four decimals or less is printed whole, so it must be found as it is."""
    shown = Counter(row["actual"].split(" ")[0] for row in lines(page) if row["kind"] == "line")
    known = [one["actual"] for one in made[0]["results"] if one["part_of"] is None and one["unit"] != "1:n"]
    exact = Counter(f"{value:.12g}" for value in known if value is not None and round(value, 4) == value)

    assert exact - shown == Counter()


def test_the_cards_count_what_the_json_counts(made: tuple[Any, Path], page: Node) -> None:
    counts = made[0]["counts"]
    cards = page.all("div", "card")
    first = {_word(item): int(item.all("b")[0].text) for item in cards[0].all("li")}

    assert first == {word: counts[verdict] for word, verdict in WORDS.items()}
    assert int(cards[0].all("h3")[0].all("b")[0].text) == counts["total"]
    for card in (own for own in cards[1:] if own.all("svg")):
        name = card.all("h3")[0].all("span")[0].text
        own = counts["by_constraint"].get({"no class": "none"}.get(name, name))
        if own is not None:
            assert {_word(item): int(item.all("b")[0].text) for item in card.all("li")} == {
                word: own[verdict] for word, verdict in WORDS.items()
            }


def _word(item: Node) -> str:
    return item.all("span")[-1].text


def test_the_paces_of_the_page_are_those_of_the_json(made: tuple[Any, Path], page: Node) -> None:
    counted = made[0]["pace_counts"]
    shown = [row["pace"] for row in lines(page) if row["kind"] == "line" and row.get("pace")]
    words = {
        "ahead": ("ahead", "met early"),
        "on_pace": ("on pace",),
        "behind": ("behind",),
        "regressed": ("regressed",),
    }

    for pace, spoken in words.items():
        assert sum(text.startswith(spoken) for text in shown) == counted[pace]


def test_the_summary_lists_the_misses_and_gaps_of_the_json(made: tuple[Any, Path]) -> None:
    text = (made[1] / "report.markdown").read_text(encoding="utf-8")
    said = list(_missed(text))
    wanted = {one for one in expected(made[0], said) if one[2] == "unmet"}

    assert set(said) == wanted


def _missed(text: str) -> list[Said]:
    """Return the rows under the headings that name misses."""
    found: list[Said] = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        title, *rows = section.splitlines()
        if title not in {"Binding targets not met", "Other targets not met", "Targets not met"}:
            continue
        tables = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in rows if row.startswith("| ")]
        head, *body = tables
        for cells in body[1:] if set(body[0][0]) <= {"-"} else body:
            own = dict(zip([one.strip(" |") for one in head], [_plain(one) for one in cells], strict=False))
            gap = signed_gap(own["gap"])
            unit = "" if own["unit"] == "—" else own["unit"]
            is_miss = not own["indicator"].startswith("└ ") or gap or own["gap"].startswith(("not done", "late by"))
            found.append((own["indicator"].removeprefix("└ "), unit, "unmet" if is_miss else "no_data", gap))
    return [one for one in found if one[2] == "unmet"]


def _plain(cell: str) -> str:
    return re.sub(r"\\(.)", r"\1", cell.strip(" |")).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_the_summary_counts_what_the_json_counts(made: tuple[Any, Path]) -> None:
    text = (made[1] / "report.markdown").read_text(encoding="utf-8")
    identity = re.search(r"^- all: (\d+) = (.*)$", text, re.MULTILINE)
    assert identity

    terms = [re.fullmatch(r"(\d+) (.+)", term) for term in identity[2].split(" + ")]
    assert {WORDS[term[2]]: int(term[1]) for term in terms if term} == {
        verdict: made[0]["counts"][verdict] for verdict in WORDS.values()
    }
    assert int(identity[1]) == made[0]["counts"]["total"]


def test_the_sample_pages_say_what_is_judged_today(tmp_path: Path) -> None:
    """Names, verdicts and actuals; make samples writes them anew."""
    written("longhu-halfway", tmp_path, "html")
    paths = [ROOT / "docs" / "samples" / f"longhu-2018.{language}.html" for language in ("en", "zh")]
    today, *samples = [_told(path) for path in (tmp_path / "report.html", *paths)]

    assert samples == [today, today]


def _told(path: Path) -> list[tuple[str, str, str]]:
    rows = lines(read_page(path.read_text(encoding="utf-8")))
    return [(row["indicator"].split(" ")[0], row["verdict"][0], re.split("[ （]", row["actual"])[0]) for row in rows]
