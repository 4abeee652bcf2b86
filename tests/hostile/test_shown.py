"""Hostile names are shown, and obeyed nowhere: not by a terminal, Markdown, a browser, a spreadsheet or a CI's log."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
import pytest
from typer.testing import CliRunner, Result

from planckeck.cli import app
from planckeck.reports.texts import visible
from tests.hostile.confined import check_harmless, errors_in, run
from tests.hostile.shown import TEXTS, write
from tests.reports.html.reading import read_page

NAMES = list(TEXTS)
FORMS = ("table", "markdown", "json", "csv", "junit", "github", "gitlab", "sarif")
FILES = ("html", "xlsx", "docx")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hostile text, and a plan and data full of it in every form that `evaluate` writes."""

    name: str
    text: str
    reports: Mapping[str, str]
    files: Mapping[str, bytes]


@pytest.fixture(scope="module", params=NAMES)
def shown(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Judge once for all forms; each test looks at its own."""
    text = TEXTS[request.param]
    folder = tmp_path_factory.mktemp("shown")
    write(folder, text)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        asked = [f"--report={form}={folder}/{form}" for form in (*FORMS, *FILES)]
        planckeck("evaluate", "data.csv", "--plan=plan.yaml", *asked)
        reports = {form: (folder / form).read_bytes().decode("utf-8") for form in FORMS}
        for report in reports.values():
            check_harmless(report)
        files = {form: (folder / form).read_bytes() for form in FILES}
        yield Shown(request.param, text, reports, files)


def planckeck(*arguments: str) -> Result:
    """Run planckeck in this process; whatever it prints is harmless for a terminal and a CI's log."""
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code in {0, 1}, result.stderr
    check_harmless(result.stdout)
    check_harmless(result.stderr)
    return result


def strings_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def test_a_table_shows_markup_as_it_stands(shown: Shown) -> None:
    if shown.name == "name-markup":
        assert shown.text in shown.reports["table"]


def test_the_table_of_a_plan_is_harmless_in_a_narrow_terminal(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    assert "床位" in planckeck("show", "plan.yaml").stdout


def test_a_gap_summary_holds_no_markup_and_no_html_of_a_name(shown: Shown) -> None:
    summary = shown.reports["markdown"]

    outside = re.sub(r"(`+)[^`].*?\1", "", summary)
    assert not re.search(r"<(?!br>)", outside)
    assert not re.search(r"(?<!\\)\]\(", outside)
    assert "http://" not in outside
    assert "@" not in outside
    lines = [line for line in summary.splitlines() if line.startswith("|")]
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in lines if "床位" in line}
    assert len(widths) <= 2


@pytest.mark.parametrize("form", ["json", "gitlab", "sarif"])
def test_json_gives_a_name_back_as_it_was_or_as_it_is_shown(form: str, shown: Shown) -> None:
    held = list(strings_in(json.loads(shown.reports[form])))
    assert held
    if form == "json":
        assert shown.text in held


def test_no_cell_of_a_csv_is_calculated(shown: Shown) -> None:
    tables = [
        shown.reports["csv"],
        planckeck("inspect", "data.csv", "--plan", "plan.yaml", "--format", "csv").stdout,
        planckeck("template", "plan.yaml").stdout,
    ]

    for written in tables:
        for row in csv.reader(io.StringIO(written, newline="")):
            for cell in row:
                assert not re.match(r"[=+@\t\r＝＋－＠]|-(?![0-9])", cell), cell


def test_no_cell_of_a_workbook_is_a_formula(shown: Shown) -> None:
    planckeck("template", "plan.yaml", "--output", "empty.xlsx")

    book = openpyxl.load_workbook("empty.xlsx")
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert cells
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not any(isinstance(cell.value, str) and re.match("[=+@＝]", cell.value) for cell in cells)


def test_a_page_holds_the_text_and_runs_nothing_of_it(shown: Shown) -> None:
    page = read_page(shown.files["html"].decode("utf-8"))

    assert squeezed(shown.text) in squeezed(page.text)
    assert len(page.all("script")) == 1
    assert not [own for own in page.nodes() if any(name.startswith("on") for name in own.attributes)]
    assert not [link for link in page.all("a") if not link.attributes.get("href", "#").startswith("#")]


def test_a_workbook_of_results_holds_the_text_and_calculates_nothing(shown: Shown) -> None:
    book = openpyxl.load_workbook(io.BytesIO(shown.files["xlsx"]))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row if cell.value is not None]

    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert squeezed(shown.text) in {squeezed(str(cell.value)) for cell in cells}


def test_a_document_holds_the_text(shown: Shown) -> None:
    document = docx.Document(io.BytesIO(shown.files["docx"]))
    told = [cell.text for table in document.tables for row in table.rows for cell in row.cells]

    assert squeezed(shown.text) in {squeezed(text) for text in told}


def squeezed(text: str) -> str:
    """Return a text as it is shown, without any blank: where a form breaks its lines is its own matter."""
    return "".join(visible(text).split())


def test_junit_is_xml_with_a_case_an_indicator(shown: Shown) -> None:
    root = ET.fromstring(shown.reports["junit"])

    assert len(root.findall(".//testcase[@classname='plan']")) == 2
    assert {element.tag for element in root.iter()} <= {
        "testsuites", "testsuite", "testcase", "failure", "skipped", "system-out",
    }  # fmt: skip


def test_a_workflow_command_is_one_of_planckecks_own(shown: Shown) -> None:
    lines = shown.reports["github"].splitlines()

    commands = [line for line in lines if line.lstrip().startswith("::")]
    titles = re.compile(r"::(error|warning|notice) ([a-zA-Z]+=[^,:]*,)*title=PK\d{3} [^,:]*::[^\r\n]*")
    assert commands
    assert all(titles.fullmatch(line) for line in commands)


def test_other_commands_show_names_harmlessly(shown: Shown) -> None:
    planckeck("inspect", "data.csv", "--plan", "plan.yaml")
    planckeck("inspect", "data.csv", "--plan", "plan.yaml", "--format", "json")
    planckeck("why", "life", "--actuals", "data.csv", "--plan", "plan.yaml")
    planckeck("show", "plan.yaml", "--format", "json")
    for form in ("full", "concise", "json", "github", "gitlab", "sarif", "junit"):
        planckeck("validate", "plan.yaml", "--format", form)


def test_an_evaluation_of_hostile_names_keeps_within_the_limits(tmp_path: Path) -> None:
    write(tmp_path, TEXTS["name-command-below"])

    ran = run(tmp_path, "evaluate", "data.csv", "--plan", "plan.yaml", judges=True)

    assert ran.code == 1
    assert errors_in(ran.stderr) == ["PK301", "PK302", "PK303"]


def test_a_file_whose_name_is_a_command_is_none(tmp_path: Path) -> None:
    name = "::error::obeyed \x1b[2J##[error]x"
    (tmp_path / f"{name}.yaml").write_text("id: a\n", encoding="utf-8")

    ran = run(tmp_path, "validate", f"{name}.yaml")

    assert ran.code == 1
    assert ran.stdout.startswith(": :error: :obeyed ␛[2J# #[error]x.yaml:1:1: error PK105 ")
