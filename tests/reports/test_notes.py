"""The office's words: read with places and suggestions, matched with the plans, shown in every report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.model.notes import Note, Notes
from planckeck.plans import load_plan
from planckeck.plans.notes import open_notes, read_notes
from planckeck.problems import InputError
from tests.reports.samples import result

PLAN = """id: plan
title: 规划
region: 甲县
period: 2016-2020
baseline_year: 2015
indicators:
- {id: life, name: 期望寿命, aliases: [人均期望寿命], unit: 岁, constraint: binding, baseline: 76, target: "≥77"}
- {id: beds, name: 床位, unit: 张, constraint: expected, target: "≥400"}
- {id: posts, name: 床位, unit: 个, constraint: expected, target: "≥4"}
"""
MISSED = "region,indicator,year,value,unit\n甲县,期望寿命,2020,76.5,岁\n"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("plan.yaml").write_text(PLAN, encoding="utf-8")
    Path("data.csv").write_text(MISSED, encoding="utf-8")
    return tmp_path


def read(text: str) -> Notes:
    Path("notes.yaml").write_text(text, encoding="utf-8")
    return read_notes(open_notes("notes.yaml"), [load_plan(Path("plan.yaml"))])


def findings_of(text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(text)
    return [
        f"{one.place.line}:{one.place.column} {one.code} {one.message.text()} | {one.hint.text() if one.hint else ''}"
        for one in caught.value.diagnostics
    ]


@pytest.mark.parametrize("name", ["life", "期望寿命", "人均期望寿命"])
def test_an_indicator_goes_by_id_name_or_alias(name: str) -> None:
    (note,) = read(f"{name}: {{reason: 流感, measures: [接种, 宣传], who: 疾控科}}").entries

    assert (note.plan, note.indicator, note.reason) == ("plan", "life", "流感")
    assert (note.measures, note.who) == (("接种", "宣传"), ("疾控科",))


def test_a_note_may_be_for_one_region_or_year() -> None:
    notes = read("life:\n- {region: 甲县, year: 2020, reason: a}\n- {reason: b}\n")
    own = result(plan="plan", indicator="life", region="甲县", year=2020)
    other = result(plan="plan", indicator="life", region="甲县", year=2019)

    assert [note.reason for note in notes.of(own)] == ["a", "b"]
    assert [note.reason for note in notes.of(other)] == ["b"]


def test_a_note_without_a_region_is_not_about_the_units_of_a_line() -> None:
    notes = read("life: {reason: a}")

    assert notes.of(result(plan="plan", indicator="life", region="丙街道", part_of="甲县")) == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lief: {reason: a}", "1:1 PK302 no indicator lief | did you mean life?"),
        ("life: {raeson: a}", "1:8 PK104 unknown key raeson | did you mean reason, region?"),
        ("life: [1]", "1:8 PK106 life: expected a mapping, found 1 | write “indicator: {reason: …"),
        ("life: 1", "1:7 PK106 life: expected a mapping, found 1 | write “indicator: {reason: …"),
        ("life: {reason: {a: b}}", "1:16 PK106 reason: expected text, found a mapping | "),
        ("life: {reason: true}", '1:16 PK106 reason: expected text, found true | quote it: "true"'),
        ("life: {reason: a, year: 20}", "1:25 PK106 year: expected a year such as 2020, found 20 | "),
        ("life: {reason: a, plan: plam}", "1:25 PK318 no plan plam | did you mean plan?"),
        ("life: {region: 甲县}", "1:7 PK315 the note on life says nothing | add reason:, measures: or who:"),
        ("床位: {reason: a}", "1:1 PK315 床位 is the name of several indicators | write the id of one: beds, posts"),
        ("life: {reason: a}\nlife: {reason: b}", "2:1 PK103 key life stands twice, first in line 1"),
        ("life: {reason: no}", '1:16 PK102 no is read as false by YAML 1.1 readers | quote it: "no"'),
        ("life: {reason: a", "2:1 PK101"),
        ("[life]", "1:1 PK106 notes.yaml: expected a mapping, found a list"),
    ],
)  # fmt: skip
def test_a_fault_has_its_place_and_what_would_do(text: str, said: str) -> None:
    (found,) = findings_of(text)

    assert found.startswith(said)


def test_all_faults_are_said_at_once() -> None:
    found = findings_of("lief: {reason: a}\nbeds: {raeson: b}\nlife: {reason: [c, {d: e}]}")

    assert [one.split(" ")[1] for one in found] == ["PK302", "PK104", "PK106"]


def test_a_file_that_is_no_text_or_not_there_is_a_finding() -> None:
    Path("notes.yaml").write_bytes(b"life: {reason: \xff}")

    for path, code in (("notes.yaml", "PK111"), ("none.yaml", "PK315"), (".", "PK315")):
        with pytest.raises(InputError) as caught:
            read_notes(open_notes(path), [load_plan(Path("plan.yaml"))])
        assert [one.code for one in caught.value.diagnostics] == [code]


def test_an_empty_file_has_no_notes() -> None:
    assert read("# nothing yet\n").entries == ()


_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn")), min_size=1, max_size=20)


@given(reason=_TEXTS, measures=st.lists(_TEXTS, max_size=3))
def test_a_quoted_text_arrives_as_written(reason: str, measures: list[str]) -> None:
    written = yaml.safe_dump(
        {"life": {"reason": reason, "measures": measures, "who": "x"}}, allow_unicode=True, default_style='"'
    )

    (note,) = read(written).entries

    assert note.reason == reason.strip()
    assert note.measures == tuple(text.strip() for text in measures if text.strip())


def test_notes_that_no_result_takes_are_left_over() -> None:
    taken, left = Note("plan", "life", reason="a"), Note("plan", "life", region="乙县", reason="b")

    assert Notes((taken, left)).unused([result(plan="plan", indicator="life", region="甲县")]) == (left,)


def run(*arguments: str) -> tuple[int, str, str]:
    made = CliRunner().invoke(app, ["evaluate", "data.csv", "--plan", "plan.yaml", "--lang", "en", *arguments])
    return made.exit_code, made.stdout, made.stderr


def test_the_summary_has_a_table_of_the_words() -> None:
    Path("notes.yaml").write_text("life: {reason: a|b, measures: [c, d], who: e}", encoding="utf-8")

    _, printed, _ = run("--format", "markdown", "--notes", "notes.yaml")

    assert "## Reasons and measures" in printed
    assert "| 期望寿命 | ▲ not met | short by 0.5 岁 | a\\|b | c; d | e |" in printed
    assert "notes: `notes.yaml` (SHA-256 `" in printed


def test_the_json_has_the_notes_with_their_places() -> None:
    Path("notes.yaml").write_text("life: {reason: a, year: 2020}", encoding="utf-8")

    _, printed, _ = run("--format", "json", "--notes", "notes.yaml")

    assert json.loads(printed)["notes"] == [
        {
            "plan": "plan",
            "indicator": "life",
            "region": None,
            "year": 2020,
            "reason": "a",
            "measures": [],
            "who": [],
            "at": "notes.yaml:1:7",
        }
    ]


def test_without_notes_the_json_has_none() -> None:
    _, printed, _ = run("--format", "json")

    assert json.loads(printed)["notes"] == []


def test_a_note_on_nothing_is_a_warning_and_does_not_fail_the_run() -> None:
    Path("notes.yaml").write_text("life: {reason: a, region: 乙县}", encoding="utf-8")

    code, _, said = run("--notes", "notes.yaml", "--fail-on", "never")

    assert code == 0
    assert "notes.yaml:1:7: warning PK370 the note on life is about no result of this run" in said


def test_a_broken_notes_file_ends_the_run_with_3() -> None:
    Path("notes.yaml").write_text("lief: {reason: a}", encoding="utf-8")

    code, printed, said = run("--notes", "notes.yaml")

    assert (code, printed) == (3, "")
    assert "notes.yaml:1:1: error PK302 no indicator lief; did you mean life?" in said


def test_the_page_has_the_words_as_text() -> None:
    Path("notes.yaml").write_text('life: {reason: "<b>a</b>", measures: [c, d], who: e}', encoding="utf-8")

    _, printed, _ = run("--format", "html", "--notes", "notes.yaml")

    assert '<h2 id="notes">Reasons and measures</h2>' in printed
    assert "<td>&lt;b&gt;a&lt;/b&gt;</td><td>c<br>d</td><td>e</td>" in printed
    assert '<h2 id="notes">' not in run("--format", "html")[1]
