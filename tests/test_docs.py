"""The documentation is true: its commands run and print what it shows, its links lead somewhere, its tables hold."""

from __future__ import annotations

import csv
import re
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pydantic import BaseModel
from tools import made_up_workbook
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.model import plan as model
from planckeck.model.measure import Measure
from planckeck.model.target import Comparison, Done
from planckeck.plans import load_plan
from planckeck.plans.loading import read_plan
from planckeck.problems.kinds import KINDS
from planckeck.readers.interface import Cell, CellError
from tests.notation.reading import spelt
from tests.readers.cell_reading import codes, in_unit
from tests.readers.cell_reading import read as read_cell

ROOT = Path(__file__).parent.parent
READMES = ("README.md", "README.zh-CN.md")
WALKS = ("docs/walkthroughs.md", "docs/walkthroughs.zh-CN.md")
CI = ("docs/ci.md", "docs/ci.zh-CN.md")
PACE = ("docs/pace.md", "docs/pace.zh-CN.md")
FIRST = ("docs/first-plan.md", "docs/first-plan.zh-CN.md")
"""Read from top to bottom: a command needs the files that the commands above it wrote."""
ACTUALS = ("docs/actuals.md", "docs/actuals.zh-CN.md")
OFFICE = ("docs/office.md", "docs/office.zh-CN.md")
REPORTS = ("docs/reports.md", "docs/reports.zh-CN.md")
RUN = (*READMES, *FIRST, *WALKS, *CI, *PACE, *ACTUALS, *OFFICE, *REPORTS)
HOSTILE = ("docs/hostile-inputs.md", "docs/hostile-inputs.zh-CN.md")
PAGES = ("docs/diagnostics.md", "docs/diagnostics.zh-CN.md")
PYTHON = ("docs/python.md", "docs/python.zh-CN.md")
ALL = (*RUN, *PAGES, *PYTHON, *HOSTILE, "docs/plan-file.md", "docs/notation.md", "CONTRIBUTING.md", "CHANGELOG.md")
LEFT_OUT = "…"
"""A line of an excerpt that stands for lines left out."""

_FENCE = re.compile(r"^```(\w*)(?: +(\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT = re.compile(r" +# (?:exit code|退出码) (\d+)$")
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
_HEADING = re.compile(r"^(#+) ", re.MULTILINE)
_CODE = re.compile(r"`([^`]+)`")
_PIPE = re.compile(r" \| .*$")
"""What a pipe looks for is in the language of the output."""


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that it is saved as ('' for none), its text."""

    language: str
    file: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of a document, the exit code that the text says, and the excerpt of its output below it ('': none).

    `before` are the commands above it in its block that write a file.
    """

    document: str
    line: str
    code: int
    excerpt: str
    before: tuple[str, ...] = ()


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def blocks(document: str) -> list[Block]:
    return [Block(found[1], found[2] or "", found[3]) for found in _FENCE.finditer(read(document))]


def commands(document: str) -> Iterator[Command]:
    """Yield the commands that begin with planckeck; a block of text is an excerpt of the last command above it."""
    written: tuple[str, ...] = ()
    for block, after in pairwise([*blocks(document), Block("", "", "")]):
        if block.language != "sh":
            continue
        lines = [line for line in block.text.splitlines() if line.startswith("planckeck ")]
        for number, line in enumerate(lines):
            said = _EXIT.search(line)
            excerpt = after.text if after.language == "text" and line is lines[-1] else ""
            before = tuple(_EXIT.sub("", above) for above in lines[:number] if " --output " in above)
            yield Command(document, _EXIT.sub("", line), int(said[1]) if said else 0, excerpt, (*written, *before))
        if document in FIRST:
            written += tuple(_EXIT.sub("", line) for line in lines if " --output " in line)


def different_commands() -> Iterator[Command]:
    """Yield the commands of all documents; of those that show nothing and stand in both languages, the first."""
    seen: set[Command] = set()
    for command in (command for document in RUN for command in commands(document)):
        spoken = replace(command, document=command.document.replace(".zh-CN", ""))
        if command.excerpt or spoken not in seen:
            yield command
        seen.add(spoken)


def rows(document: str, header: str) -> list[list[str]]:
    """Return the cells of every row of the tables that have this header."""
    found: list[list[str]] = []
    inside = False
    for line in read(document).splitlines():
        if line == header or not line.startswith("|"):
            inside = line == header
        elif inside and not line.startswith("|---"):
            found.append([cell.strip() for cell in line.strip("|").split("|")])
    return found


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder, the current one, with all that a reader finds in the repository, where commands may write."""
    for name in ("plans", "data", "schema"):
        (tmp_path / name).symlink_to(ROOT / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: Command, columns: str | None = None) -> tuple[int, set[str]]:
    """Return a command's exit code and its lines, in the document's language, as wide as needed or in `columns`.

    planckeck runs in this process, what stands behind a pipe in a shell.
    """
    own, _, piped = command.line.partition(" | ")
    env = {"PLANCKECK_LANG": "zh" if ".zh-" in command.document else "en", "COLUMNS": columns}
    done = CliRunner().invoke(app, shlex.split(own)[1:], env=env)
    code, printed = done.exit_code, done.stdout
    if piped:
        behind = subprocess.run(["sh", "-c", piped], input=done.stdout.encode(), capture_output=True, check=False)
        code, printed = behind.returncode, behind.stdout.decode()
    return code, {line.rstrip() for line in (printed + done.stderr).splitlines()}


def import_table(table: Path, database: Path) -> None:
    """Do what the document has sqlite3 do: .import --csv, into the table `actuals`, all of it text."""
    with table.open(encoding="utf-8", newline="") as opened:
        names, *lines = csv.reader(opened)
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"CREATE TABLE actuals ({', '.join(f'{name} TEXT' for name in names)})")
        connection.executemany(f"INSERT INTO actuals VALUES ({', '.join('?' * len(names))})", lines)
        connection.commit()


@pytest.mark.parametrize(
    "command",
    list(different_commands()),
    ids=lambda command: f"{command.document}: {command.line}"[:90],
)
def test_every_command_runs_and_prints_what_is_shown(command: Command, root: Path) -> None:
    shown = [line.rstrip() for line in command.excerpt.splitlines() if line.strip() not in {"", LEFT_OUT}]

    for block in blocks(command.document):
        if block.file:
            (root / block.file).write_text(block.text, encoding="utf-8")

    if "sqlite://" in command.line:
        import_table(root / "long.csv", root / "actuals.sqlite")
    for line in command.before:
        assert run(replace(command, line=line))[0] == 0

    code, printed = run(command)
    if not printed.issuperset(shown):
        _, printed = run(command, columns="100")

    assert code == command.code
    assert [line for line in shown if line not in printed] == []


@pytest.mark.parametrize("document", ALL)
def test_every_link_leads_to_a_file(document: str) -> None:
    folder = (ROOT / document).parent

    assert [link for link in _LINK.findall(read(document)) if not (folder / link).exists()] == []


@pytest.mark.parametrize(("one", "other"), [READMES, FIRST, WALKS, CI, PACE, ACTUALS, OFFICE, REPORTS, HOSTILE, PAGES])
def test_both_languages_have_the_same_headings_and_commands(one: str, other: str) -> None:
    def outline(document: str) -> list[int]:
        return [len(mark) for mark in _HEADING.findall(_FENCE.sub("", read(document)))]

    def told(document: str) -> list[tuple[str, int]]:
        return [(_PIPE.sub("", command.line), command.code) for command in commands(document)]

    assert outline(one) == outline(other)
    assert told(one) == told(other)


@pytest.mark.parametrize("document", READMES)
def test_every_plan_in_the_readme_is_in_order(document: str, root: Path) -> None:
    saved = [block for block in blocks(document) if block.file.endswith(".yaml")]

    for block in saved:
        (root / block.file).write_text(block.text, encoding="utf-8")
        assert load_plan(root / block.file).plan.id == Path(block.file).stem
    assert len(saved) == 2


@pytest.mark.parametrize("document", WALKS)
def test_the_walkthroughs_quote_the_files(document: str) -> None:
    kept = {
        language: {
            line
            for path in (ROOT / folder).glob(f"*.{language}")
            for line in path.read_text(encoding="utf-8").splitlines()
        }
        for language, folder in (("yaml", "plans"), ("csv", "data"))
    }
    quoted = [(block.language, line) for block in blocks(document) for line in block.text.splitlines()]

    assert [line for language, line in quoted if language in kept and line not in kept[language]] == []


@pytest.mark.parametrize("document", READMES)
def test_the_readme_counts_what_the_plans_hold(document: str) -> None:
    told = {}
    for line in read(document).splitlines():
        if found := re.match(r"\| \[([\w-]+)\]\(plans/", line):
            told[found[1]] = [int(cell) for cell in re.findall(r"\| (\d+) (?=\|)", line)]

    counted = {}
    for path in sorted((ROOT / "plans").glob("*.yaml")):
        loaded = load_plan(path)
        promises = [promise for own in loaded.promises.values() for promise in own]
        outside = [promise for promise in promises if promise.reference is not None]
        done = [promise for promise in promises if isinstance(promise.target, Done)]
        left_open = [promise for promise in promises if promise.target is None and promise.reference is None]
        figures = len(promises) - len(outside) - len(done) - len(left_open)
        counted[path.stem] = [len(loaded.plan.indicators), figures, len(outside), len(done), len(left_open)]

    assert told == counted


MODELS: tuple[type[BaseModel], ...] = (
    *(model.Plan, model.Indicator, model.Source, model.Reference, model.Pace, model.Scope, model.Reading),
    *(model.BaselineEntry, model.ReferenceTarget, model.MilestoneEntry),
)


def test_every_field_and_word_of_the_plan_file_is_explained() -> None:
    explained = {
        word for code in _CODE.findall(_FENCE.sub("", read("docs/plan-file.md"))) for word in re.findall(r"\w+", code)
    }

    names = {name for kind in MODELS for name in kind.model_fields}
    words = {str(word) for kind in (Measure, Comparison, model.Constraint, model.Certainty) for word in kind}
    assert (names | words) - explained == set()


@pytest.mark.parametrize("document", ALL)
def test_every_code_that_is_named_exists(document: str) -> None:
    assert set(re.findall(r"PK\d{3}", read(document))) <= KINDS.keys()


def read_written(written: str, beside: str, folder: Path) -> tuple[str, set[str]]:
    """Return how a plan reads a printed target beside other fields, and the codes of what is said of it."""
    fields = [f'target: "{written}"', *([beside] if beside else []), *([] if "unit:" in beside else ["unit: 个"])]
    head = "id: plan\ntitle: t\nregion: 甲县\nperiod: 2016-2020\nindicators:\n"
    path = folder / "plan.yaml"
    path.write_text(f"{head}- {{id: one, name: n, {', '.join(fields)}}}\n", encoding="utf-8")
    loaded, findings = read_plan(path)
    codes = {finding.kind.code for finding in findings}
    if loaded is None:
        return "refused", codes
    promise = loaded.promises["one"][0]
    if promise.target is None:
        return promise.reason or "", codes
    reading = "done" if isinstance(promise.target, Done) else spelt(promise.interval)
    return reading if promise.measure is Measure.LEVEL else f"{reading} {promise.measure}", codes


def test_the_notation_page_shows_what_is_read(tmp_path: Path) -> None:
    wrong = []
    table = rows("docs/notation.md", "| written | beside | reading |")
    for writings, beside, reading in table:
        for written in _CODE.findall(writings):
            found, _ = read_written(written, ", ".join(_CODE.findall(beside)), tmp_path)
            if found != " ".join(_CODE.findall(reading)):
                wrong.append((written, beside, reading, found))

    assert wrong == []
    assert len(table) > 50


def test_the_notation_page_shows_what_is_refused(tmp_path: Path) -> None:
    wrong = []
    table = rows("docs/notation.md", "| written | beside | code | why |")
    for writings, beside, code, _why in table:
        for written in _CODE.findall(writings):
            found, codes = read_written(written, ", ".join(_CODE.findall(beside)), tmp_path)
            if found != "refused" or code not in codes:
                wrong.append((written, beside, code, found, codes))

    assert wrong == []
    assert len(table) > 15


CELLS = ("| cell | unit | reading | |", "| 单元格 | 单位 | 读作 | |")
NOTHINGS = ("| cell | status | |", "| 单元格 | 状态 | |")
REFUSED = ("| cell | unit | target | code | what would do |", "| 单元格 | 单位 | 目标 | 代码 | 怎么办 |")
SIZES = ("| cell | unit | target | code | |", "| 单元格 | 单位 | 目标 | 代码 | |")


def reading(cell: Cell, unit: str) -> str:
    """Return what a cell was read as: its value in the unit, or its bounds."""
    if cell.value is not None:
        return f"{in_unit(cell, unit):.12g}"
    if cell.at_least is not None and cell.at_most is not None:
        return f"{cell.at_least:g}~{cell.at_most:g}"
    sign = {True: "<>", False: "≤≥"}[cell.bounds_open]
    return f"{sign[1]}{cell.at_least:g}" if cell.at_least is not None else f"{sign[0]}{cell.at_most:g}"


def edges(target: str) -> dict[str, Any]:
    """Return the edge of a target: ≥75 is {low: 75}."""
    return {"low" if target[0] == "≥" else "high": float(target[1:])} if target else {}


@pytest.mark.parametrize(("document", "header"), [*zip(ACTUALS, CELLS, strict=True)])
def test_the_actuals_page_shows_how_cells_are_read(document: str, header: str) -> None:
    table = rows(document, header)
    wrong = []
    for writings, unit, shown, remark in table:
        (own,), (value,) = _CODE.findall(unit), _CODE.findall(shown)
        for written in _CODE.findall(writings):
            cell = read_cell(written, own)
            if (reading(cell, own), codes(cell)) != (value, re.findall(r"PK\d{3}", remark)):
                wrong.append((written, own, value, reading(cell, own), codes(cell)))

    assert wrong == []
    assert len(table) > 15


@pytest.mark.parametrize(("document", "header"), [*zip(ACTUALS, NOTHINGS, strict=True)])
def test_the_actuals_page_shows_the_five_nothings(document: str, header: str) -> None:
    table = rows(document, header)
    told = {written: status.strip("`") for cells, status, _ in table for written in _CODE.findall(cells)}

    assert {written: read_cell(written, "%").status for written in told} == told
    assert len(table) == 5


@pytest.mark.parametrize("header", range(2))
@pytest.mark.parametrize("language", range(2))
def test_the_actuals_page_shows_what_is_refused(language: int, header: int) -> None:
    table = rows(ACTUALS[language], (REFUSED, SIZES)[header][language])
    wrong = []
    for writings, unit, target, code, _hint in table:
        for written in _CODE.findall(writings):
            try:
                read_cell(written, unit.strip("`"), **edges(target.strip("`")))
                found = ""
            except CellError as error:
                found = error.code
            if found != code:
                wrong.append((written, unit, target, code, found))

    assert wrong == []
    assert len(table) > 3


def test_the_made_up_workbook_is_what_its_script_writes() -> None:
    kept, made = openpyxl.load_workbook(made_up_workbook.FILE), made_up_workbook.workbook()

    def cells(book: openpyxl.Workbook) -> list[list[tuple[object, ...]]]:
        return [list(sheet.values) for sheet in book.worksheets]

    assert kept.sheetnames == made.sheetnames
    assert cells(kept) == cells(made)
    assert all("编造" in str(sheet["A1"].value) and "made up" in str(sheet["A1"].value) for sheet in kept.worksheets)
