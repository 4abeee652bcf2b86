from __future__ import annotations

import json
from pathlib import Path

import pytest

from planckeck.languages import translator
from planckeck.problems import Diagnostic, Place
from planckeck.problems.kinds import diagnose
from planckeck.reports.findings import FORMATS, as_json, concise, full, only_errors, read_source
from tests.reports.golden import assert_golden
from tests.reports.samples import HOSTILE, hostile

ZH, EN = translator("zh"), translator("en")

SOURCES = {
    "plans/health.yaml": [
        "id: health",
        "indicators:",
        "- id: life-expectancy",
        "  name: 人均期望寿命",
        '  target: "=>77"',
        "\tunit: 岁",
        "- {name: 医护比，单位, target: 约69}",
        "  name: 人均期望寿命",
    ]
}
FINDINGS: tuple[Diagnostic, ...] = (
    diagnose(
        "PK210",
        Place("plans/health.yaml", 5, 12, 5, 14),
        problem='unknown sign "=>" in "=>77"',
        help='write "≥77"',
    ),
    diagnose("PK104", Place("plans/health.yaml", 6, 2, 6, 6), key="unit", help=""),
    diagnose("PK203", Place("plans/health.yaml", 7, 26, 7, 29), written="约69", unit="%"),
    diagnose(
        "PK103",
        Place("plans/health.yaml", 8, 3, 8, 7),
        related=Place("plans/health.yaml", 4, 3),
        key="name",
        first=4,
    ),
    diagnose("PK222", Place("plans/other.yaml", 3, 1), target="＞95", baseline="＞95"),
    diagnose("PK121", Place("plans"), path="plans"),
)


def _lines(file: str) -> list[str]:
    return SOURCES.get(file, [])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_full_format(language: str) -> None:
    translate = ZH if language == "zh" else EN

    assert_golden(f"findings-{language}.txt", full(FINDINGS, translate, _lines))


def test_the_caret_stands_under_a_wide_span() -> None:
    lines = full(FINDINGS[2:3], EN, _lines).splitlines()

    assert lines[1] == "    7 | - {name: 医护比，单位, target: 约69}"
    assert lines[2] == "      | " + " " * len("- {name: ") + " " * 12 + " " * len(", target: ") + "^" * 4


def test_a_tab_stays_a_tab_on_both_lines() -> None:
    lines = full(FINDINGS[1:2], EN, _lines).splitlines()

    assert lines[1:3] == ["    6 | \tunit: 岁", "      | \t^^^^"]


def test_a_long_line_is_shown_around_the_span_and_the_cut_is_marked() -> None:
    finding = diagnose("PK104", Place("long", 1, 501, 1, 504), key="abc", help="")
    excerpt, caret = full([finding], EN, lambda _: ["x" * 500 + "abc" + "y" * 500]).splitlines()[1:3]

    assert len(excerpt) < 120
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == "abc"
    assert excerpt.count("…") == 2


def test_concise_is_a_line_a_finding() -> None:
    lines = concise(FINDINGS, EN, _lines).splitlines()

    assert len(lines) == len(FINDINGS)
    assert lines[0] == 'plans/health.yaml:5:12: error PK210 unknown sign "=>" in "=>77"'
    assert lines[-1] == "plans: error PK121 no plan file (*.yaml, *.yml) in plans"


def test_json_has_place_message_hint_and_counts() -> None:
    read = json.loads(as_json(FINDINGS, EN))

    assert read["counts"] == {"error": 5, "warning": 1, "note": 0}
    assert read["findings"][0] == {
        "code": "PK210",
        "severity": "error",
        "file": "plans/health.yaml",
        "sheet": None,
        "line": 5,
        "column": 12,
        "message": 'unknown sign "=>" in "=>77"',
        "hint": 'write "≥77"',
        "end_line": 5,
        "end_column": 14,
        "related": None,
    }
    assert read["findings"][3]["related"] == {"file": "plans/health.yaml", "line": 4, "column": 3}
    assert read["findings"][5]["line"] is None


@pytest.mark.parametrize(
    ("count", "chinese", "english"),
    [
        (0, "没有发现问题", "nothing found"),
        (1, "1 个错误，涉及 1 个文件", "1 error in 1 file"),
        (6, "5 个错误，1 个警告，涉及 3 个文件", "5 errors, 1 warning in 3 files"),
    ],
)
def test_a_closing_line_counts(count: int, chinese: str, english: str) -> None:
    found = [full(FINDINGS[:count], translate, _lines).splitlines()[-1] for translate in (ZH, EN)]

    assert found == [chinese, english]


def test_every_format_is_of_one_shape() -> None:
    for name, render in FORMATS.items():
        assert render(FINDINGS, ZH, _lines).endswith("\n"), name


def test_data_in_findings_does_nothing_to_a_terminal() -> None:
    for text in (render(hostile().findings, EN, lambda file: [file]) for render in FORMATS.values()):
        assert not set("\x1b\u202e") & set(text)


def test_hostile_findings_stay_one_line_each_in_concise() -> None:
    assert len(concise(hostile().findings, EN).splitlines()) == len(HOSTILE)


def test_only_errors_are_left_under_quiet() -> None:
    assert [finding.code for finding in only_errors(FINDINGS)] == ["PK210", "PK104", "PK203", "PK103", "PK121"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_excerpts_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes("地区,指标\r\n龙湖区,医护比\n".encode(encoding))

    assert list(read_source(str(path)))[:2] == ["地区,指标", "龙湖区,医护比"]


def test_what_cannot_be_read_has_no_excerpt(tmp_path: Path) -> None:
    assert [list(read_source(name)) for name in ("no/such/file", str(tmp_path), "a\0b", "-")] == [[], [], [], []]
