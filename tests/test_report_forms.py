"""The forms of reports on the command line: where they go, in which language, and what is wrong usage."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
import typer

from planckeck.cli.options import Format
from planckeck.cli.reporting import check_binary
from tests.cli_folder import fill, run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PLANCKECK_LANG", "en")
    return fill(tmp_path)


def test_a_page_goes_to_standard_output_or_to_a_file(folder: Path) -> None:
    printed = run("evaluate", "met.csv", "--format", "html")
    run("evaluate", "met.csv", "--format", "html", "--output", "page.html")

    assert printed.exit_code == 0
    assert printed.stdout.startswith("<!doctype html>")
    assert (folder / "page.html").read_text(encoding="utf-8") == printed.stdout


def test_a_page_stands_beside_the_table_and_the_exit_code_stays(folder: Path) -> None:
    done = run("evaluate", "binding.csv", "--report", "html=page.html")

    assert done.exit_code == 1
    assert "not met" in done.stdout
    assert "▲ not met" in (folder / "page.html").read_text(encoding="utf-8")


def test_the_summary_may_be_a_page_and_never_fails() -> None:
    done = run("summarize", "binding.csv", "--format", "html")

    assert done.exit_code == 0
    assert done.stdout.startswith("<!doctype html>")


def test_both_languages_are_for_reports_and_the_table_is_in_the_surroundings(folder: Path) -> None:
    done = run("evaluate", "met.csv", "--lang", "both", "--report", "html=page.html", "--report", "markdown=gap.md")

    page = (folder / "page.html").read_text(encoding="utf-8")
    text = (folder / "gap.md").read_text(encoding="utf-8")
    assert '<span lang="en">● met</span><span lang="zh-CN">● 达标</span>' in page
    assert text.index("# 规划: gap summary") < text.index("# 规划指标完成情况")
    assert "● met" in done.stdout
    assert "达标" not in done.stdout


def test_a_workbook_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdout", Terminal())

    check_binary([(Format.XLSX, "book.xlsx"), (Format.HTML, None)])
    for path in (None, "-"):
        with pytest.raises(typer.BadParameter, match="--output FILE"):
            check_binary([(Format.DOCX, path)])


def test_a_page_in_a_folder_that_is_not_there_is_a_finding() -> None:
    done = run("evaluate", "met.csv", "--report", "html=nowhere/page.html")

    assert done.exit_code == 3
    assert "PK901" in done.stderr
