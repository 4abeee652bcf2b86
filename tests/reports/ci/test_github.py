from __future__ import annotations

import re

import pytest

from planckeck.languages import translator
from planckeck.problems import Place
from planckeck.problems.kinds import diagnose
from planckeck.reports.ci.github import command, data_text, property_text, workflow_commands
from tests.reports.samples import hostile
from tests.reports.test_findings import FINDINGS

EN, ZH = translator("en"), translator("zh")

LINES = """\
::error file=plans/health.yaml,line=5,endLine=5,col=12,endColumn=14,title=PK210 notation unreadable\
::unknown sign "=>" in "=>77"; write "≥77"
::error file=plans/health.yaml,line=6,endLine=6,col=2,endColumn=6,title=PK104 unknown key::unknown key unit
::error file=plans/health.yaml,line=7,endLine=7,col=26,endColumn=29,title=PK203 about without tolerance\
::约69 (about) does not say how wide; \
add tolerance: with the width in %25, and say in reading that it is your choice
::error file=plans/health.yaml,line=8,endLine=8,col=3,endColumn=7,title=PK103 key stands twice\
::key name stands twice, first in line 4; keep one of the two lines – see plans/health.yaml:4:3
::warning file=plans/other.yaml,line=3,col=1,title=PK222 target equal to the baseline\
::the target ＞95 has the figure of the baseline ＞95; nothing to correct if the document prints it so
::error file=plans,title=PK121 no plan files::no plan file (*.yaml, *.yml) in plans; add a plan; see planckeck schema
5 errors, 1 warning in 3 files
"""


def test_every_finding_is_a_command_and_a_closing_line_counts() -> None:
    assert workflow_commands(FINDINGS, EN) == LINES


def test_chinese_words_stand_in_the_same_command() -> None:
    said = command(FINDINGS[0], ZH)

    assert said.startswith("::error file=plans/health.yaml,line=5,endLine=5,col=12,endColumn=14,title=PK210 ")
    assert "unreadable" not in said


def test_a_note_is_a_notice() -> None:
    finding = diagnose("PK232", Place("a.yaml", 1, 1), written="x", value="1", unit="人")

    assert command(finding, EN).startswith("::notice file=a.yaml,line=1,col=1,")


def test_columns_of_a_table_count_fields_and_are_left_out() -> None:
    finding = diagnose("PK301", Place("a.csv", 3, 4, in_table=True), text="x", problem="y", help="")

    assert command(finding, EN) == "::error file=a.csv,line=3,title=PK301 cell unreadable::x is no value: y"


def test_columns_of_several_lines_are_left_out() -> None:
    finding = diagnose("PK206", Place("a.yaml", 3, 4, 5, 2), id="x")

    assert command(finding, EN).startswith("::error file=a.yaml,line=3,endLine=5,title=")


def test_an_option_has_no_place() -> None:
    finding = diagnose("PK322", Place("--region"), region="x", help="")

    assert command(finding, EN) == "::error title=PK322 unknown region asked for::no region x in this run"


@pytest.mark.parametrize(
    ("text", "data", "as_property"),
    [
        ("95%", "95%25", "95%25"),
        ("a:b,c", "a:b,c", "a%3Ab%2Cc"),
        ("%0A::error::", "%250A: :error: :", "%250A%3A %3Aerror%3A %3A"),
        ("one\r\n::stop-commands::x", "one : :stop-commands: :x", "one %3A %3Astop-commands%3A %3Ax"),
        ("\x1b[31mred", "␛[31mred", "␛[31mred"),
    ],
)
def test_text_is_escaped_for_its_place(text: str, data: str, as_property: str) -> None:
    assert (data_text(text), property_text(text)) == (data, as_property)


def test_hostile_names_begin_no_command_of_their_own() -> None:
    names = ("x\n::error::y", "::set-output name=a::b", "a,line=1::b\r\n##[command]")
    findings = [diagnose("PK302", Place(name, 1, 1), name=name, help=name) for name in names]

    lines = workflow_commands([*findings, *hostile().findings], EN).splitlines()

    assert len(lines) == len(names) + len(hostile().findings) + 1
    for line in lines[:-1]:
        found = re.fullmatch(r"::error (file=[^,:]+,line=1,col=1,)?title=PK302 unknown indicator::(?P<text>.*)", line)
        assert found, line
