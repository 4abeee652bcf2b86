from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from wcwidth import wcswidth

from planckeck.languages import Language, translator
from planckeck.model.assessment import Assessment, Method
from planckeck.reports.console import Screen, evaluation, plan_table, terminal
from planckeck.reports.tables import fold
from tests.reports.golden import assert_golden
from tests.reports.samples import ENGLISH, HOSTILE, LONGHU, assessment, both, hostile, longhu, result, water

ZH, EN = translator("zh"), translator("en")
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100, 120, None])
def test_the_table_of_a_run(width: int | None, language: Language) -> None:
    text = evaluation(assessment(), translator(language), Screen(width))

    assert_golden(f"evaluation-{width or 'pipe'}-{language}.txt", text)


def test_several_plans_have_a_title_and_an_identity_each() -> None:
    assert_golden("evaluation-two-plans-120-zh.txt", evaluation(both(), ZH, Screen(120)))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, None])
def test_the_table_of_a_plan(width: int | None, language: Language) -> None:
    assert_golden(f"plan-{width or 'pipe'}-{language}.txt", plan_table(longhu(), translator(language), Screen(width)))


def _tables(text: str) -> list[list[str]]:
    """Return the lines of each table: from the header, above a rule, to the next empty line."""
    lines = text.splitlines()
    starts = [number - 1 for number, line in enumerate(lines) if line.startswith("────")]
    return [lines[start : next(n for n in range(start, len(lines)) if not lines[n].strip())] for start in starts]


@pytest.mark.parametrize("width", [60, 72, 80, 100, 109, 110, 120, 200, None])
@pytest.mark.parametrize("make", [assessment, both, hostile])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_a_table_has_one_width_and_fits(
    width: int | None, make: Callable[[], Assessment], language: Language
) -> None:
    for lines in _tables(evaluation(make(), translator(language), Screen(width))):
        widths = {wcswidth(line) for line in lines}

        assert len(widths) == 1, lines
        assert width is None or widths.pop() <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_in_a_pipe_and_each_row_is_one_line(language: Language) -> None:
    lines = evaluation(both(), translator(language), Screen(None)).splitlines()

    for one in (*LONGHU, *ENGLISH):
        if one.part_of is None:
            assert sum(one.name in line for line in lines) == 1, one.name
    assert "…" not in "".join(lines)


@pytest.mark.parametrize("width", [80, 120])
def test_folded_names_lose_no_character(width: int) -> None:
    text = evaluation(assessment(), ZH, Screen(width))
    column = re.sub(r"\s", "", "".join(line[4:40] for line in text.splitlines()))

    for character in "".join(one.name for one in LONGHU if one.part_of is None):
        assert character in column


def test_markup_and_escapes_in_data_are_text() -> None:
    text = evaluation(hostile(), EN, Screen(None))

    assert "[/x][m3]" in text
    assert "␛[2J清屏" in text
    assert "abc<U+202E>txt.exe" in text
    assert not set("\x1b\u202e\r\x07") & set(text)


def test_colour_comes_beside_a_word_never_alone() -> None:
    coloured = evaluation(assessment(), ZH, Screen(100, colour=True))

    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == evaluation(assessment(), ZH, Screen(100))
    assert "\x1b[1;31m▲ 未达标" in coloured


def test_filters_are_said_with_the_counts() -> None:
    run = assessment(method=Method(filters=("region=龙湖区", "constraint=binding")))

    assert "仅限：region=龙湖区、constraint=binding\n合计：" in evaluation(run, ZH, Screen(None))


def test_a_run_without_results_says_so() -> None:
    assert "按筛选条件没有指标" in evaluation(assessment((), [water()], []), ZH, Screen(80))


def test_region_and_year_have_columns_only_where_there_are_several() -> None:
    lines = [result(region=region, year=year, row=1) for region in ("甲区", "乙区") for year in (2019, 2020)]

    assert "地区" in evaluation(assessment(lines), ZH, Screen(None)).splitlines()[3]
    assert "地区" not in evaluation(assessment(), ZH, Screen(None)).splitlines()[3]


def test_more_results_than_people_read_are_counted_not_dropped_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planckeck.reports.console.MOST_ROWS", 3)

    text = evaluation(assessment(), ZH, Screen(80))

    assert "另有 11 条结果未列出" in text
    assert text.count("▲ 未达标") == 5
    assert "○" not in text


def test_results_too_many_to_read_are_shown_by_the_worst_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("planckeck.reports.rows.MOST_READ", 3)
    run = replace(assessment(), worst=LONGHU[2:4])

    text = evaluation(run, ZH, Screen(80))

    assert "另有 12 条结果未列出" in text
    assert text.count("▲ 未达标") == 2


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("疫苗接种率（以镇为单位）", 10, ["疫苗接种率", "（以镇为单", "位）"]),
        ("尚差 0.63 人/千人口", 10, ["尚差 0.63", "人/千人口"]),
        ("高出 2.66/10万；劣于", 12, ["高出", "2.66/10万；", "劣于"]),
        ("township-vaccination", 12, ["township-", "vaccination"]),
        ("（2018-06-30前）", 12, ["（2018-06-30", "前）"]),
        ("", 5, [""]),
    ],
)
def test_figures_and_units_stay_whole_and_brackets_keep_their_side(text: str, width: int, lines: list[str]) -> None:
    assert fold(text, width) == lines


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("on_terminal", "environment", "color", "screen"),
    [
        (False, {}, "auto", Screen(None, False)),
        (False, {}, "always", Screen(None, True)),
        (False, {"COLUMNS": "80"}, "auto", Screen(80, False)),
        (True, {"COLUMNS": "90"}, "auto", Screen(90, True)),
        (True, {"COLUMNS": "90", "NO_COLOR": "1"}, "auto", Screen(90, False)),
        (True, {"COLUMNS": "90"}, "never", Screen(90, False)),
        (True, {"COLUMNS": "20"}, "never", Screen(60, False)),
    ],
)
def test_a_pipe_is_as_wide_as_it_takes_and_has_no_colour(
    monkeypatch: pytest.MonkeyPatch, on_terminal: bool, environment: dict[str, str], color: str, screen: Screen
) -> None:
    for name in ("COLUMNS", "NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "stdout", _Terminal() if on_terminal else io.StringIO())

    assert terminal(color) == screen


def test_hostile_names_are_all_there() -> None:
    text = evaluation(hostile(), EN, Screen(None))

    assert all(name in text for name in HOSTILE if name.isprintable())
