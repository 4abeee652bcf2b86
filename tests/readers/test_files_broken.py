"""Bar 6: files that cannot be used. One clear message each, before memory or time goes."""

from __future__ import annotations

import io
import shlex
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from planckeck.cli import app
from planckeck.problems import InputError
from planckeck.readers import ReadRequest, read_actuals
from planckeck.readers.sources import archives, limits
from tests.readers.reading_files import read_text, refusal, said, saved, with_parts, workbook

GOOD = "region,indicator,year,value\n龙湖区,人均期望寿命,2020,77.5\n"
PLAN = """id: plan
title: 规划
region: 龙湖区
period: 2016-2020
indicators:
- {id: life-expectancy, name: 人均期望寿命, unit: 岁, target: ≥77}
"""
COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1")


def xlsx(folder: Path, name: str = "data.xlsx") -> Path:
    book, _ = workbook([["地区", "指标", "年份", "实际值"], ["龙湖区", "人均期望寿命", 2020, 77.5]])
    return saved(book, folder / name)


def broken_files(folder: Path) -> dict[str, Path]:
    """Write every broken file of the bar, by what is wrong with it."""
    cut = xlsx(folder, "cut.xlsx")
    cut.write_bytes(cut.read_bytes()[:-2000])
    head = xlsx(folder, "head.xlsx")
    head.write_bytes(head.read_bytes()[:20])
    files: dict[str, bytes] = {
        "neither.xls": COMPOUND + bytes(2000),
        "noise.xls": bytes(range(256)) * 20,
        "line.csv": b"region,indicator,year,value\n" + b"7" * (limits.MAX_LINE + (1 << 21)),
        "nul.csv": GOOD.encode() + b"\x00\x00,a,2020,1\n",
        "mojibake.csv": GOOD.encode().decode("gb18030", errors="replace").encode(),
        "empty.csv": b"",
        "password.xlsx": COMPOUND + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600),
        "book.et": b"PK\x03\x04",
        "text.wps": COMPOUND,
        "paper.pdf": b"%PDF-1.7\n",
        "table.json": b'[{"indicator": ',
        "page.html": b"<html><body><p>none</p></body></html>",
        "old.xml": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        "frame.parquet": b"PAR1" + bytes(50),
        "plan.yaml": PLAN.encode(),
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    (folder / "folder").mkdir()
    return {file.name: file for file in sorted(folder.iterdir())} | {"missing.csv": folder / "missing.csv"}


NAMES = [
    "cut.xlsx", "head.xlsx", "neither.xls", "noise.xls", "line.csv", "nul.csv", "mojibake.csv", "empty.csv",
    "password.xlsx", "book.et", "text.wps", "paper.pdf", "table.json", "page.html", "old.xml", "frame.parquet",
    "plan.yaml", "folder", "missing.csv",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_broken_file_is_one_message_and_exit_3(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "files").mkdir()
    path = broken_files(tmp_path / "files")[name]
    plan = tmp_path / "plan.yaml"
    plan.write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(app, ["evaluate", str(path), "--plan", str(plan)])

    assert result.exit_code == 3, result.stderr
    assert result.stderr.count(": error PK") == 1
    assert "PK902" not in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stderr.endswith("1 error in 1 file\n")


def test_every_broken_file_is_told_in_one_run_and_hides_no_other(tmp_path: Path) -> None:
    files = broken_files(tmp_path)

    with pytest.raises(InputError) as caught:
        read_actuals(ReadRequest(tuple(str(files[name]) for name in NAMES)), {})

    assert len(caught.value.diagnostics) == len(NAMES)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("cut.xlsx", "the file is damaged or was cut off"),
        ("neither.xls", "neither a workbook nor a table; open it and save it with 另存为 as .xlsx"),
        ("nul.csv", "nul.csv:3: PK315 NUL bytes: the file is damaged, or no text"),
        ("mojibake.csv", "it was UTF-8, opened as GB18030 and saved; open the original as UTF-8"),
        ("line.csv", "line.csv:2: PK359 a line's size in bytes is over the limit of 4000000"),
        ("password.xlsx", "the workbook is protected by a password"),
        ("book.et", "the WPS format .et is not read; open it and save it with 另存为 as .xlsx"),
        ("text.wps", "the WPS format .wps is not read; open it and save it with 另存为 as .docx"),
        ("folder", "the folder holds no tables"),
        ("plan.yaml", "a YAML file is no table of actual values; a plan is given with --plan"),
        ("paper.pdf", "a PDF file holds no table"),
        ("page.html", "HTML without a table"),
        ("old.xml", "an XML spreadsheet of 2003 is not read"),
    ],
)
def test_a_message_says_what_is_wrong_and_what_to_do(name: str, words: str, tmp_path: Path) -> None:
    assert words in said(refusal(broken_files(tmp_path)[name]))


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "data.csv"
    path.write_text(GOOD, encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)

    assert "cannot be read: Permission denied; check the path and its permissions" in said(refusal(path))


def bomb(folder: Path, size: int) -> Path:
    """Write a workbook whose sheet unpacks to many zeros."""
    path = xlsx(folder)
    held = io.BytesIO(path.read_bytes())
    with zipfile.ZipFile(held) as before, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name != "xl/worksheets/sheet1.xml":
                after.writestr(name, before.read(name))
        with after.open("xl/worksheets/sheet1.xml", "w") as opened:
            for _ in range(size // (1 << 20)):
                opened.write(bytes(1 << 20))
    return path


def test_a_zip_bomb_is_refused_by_its_declared_size(tmp_path: Path) -> None:
    finding = refusal(bomb(tmp_path, 100 << 20))

    assert finding.code == "PK359"
    assert f"is over the limit of {archives.MAX_RATIO}" in said(finding)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = bomb(tmp_path, 100 << 20)
    true_size, told = (100 << 20).to_bytes(4, "little"), (1 << 10).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(true_size, told))

    assert refusal(path).code == "PK315"


def test_parts_that_overlap_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "7" * 5000)
        archive.filelist.extend([archive.filelist[0]] * 50)

    assert "overlap" in said(refusal(path)).lower()


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    path = with_parts(
        xlsx(tmp_path), {"xl/sharedStrings.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'}
    )

    assert "xl/sharedStrings.xml declares entities" in said(refusal(path))


def test_a_sheet_that_breaks_off_is_damaged(tmp_path: Path) -> None:
    path = xlsx(tmp_path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")

    with_parts(path, {"xl/worksheets/sheet1.xml": sheet[: len(sheet) // 2]})

    assert "the file is damaged or was cut off" in said(refusal(path))


def test_a_workbook_without_a_sheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "data.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "nothing")

    assert refusal(path).code == "PK315"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD.encode().decode("gb18030", "replace"), "it was UTF-8, opened as GB18030 and saved"),
        (GOOD.encode().decode("latin-1"), "it was UTF-8, opened as"),
        (GOOD.encode("gb18030").decode("latin-1"), "it was GB18030, opened as"),
        (GOOD.encode("gb18030").decode("cp1252", "ignore"), "it was GB18030, opened as Windows-1252"),
        (GOOD.encode("gb18030").decode("utf-8", "replace"), "the characters are lost"),
        (
            GOOD.encode("gb18030").decode("utf-8", "replace").encode().decode("gb18030", "replace"),
            "the characters are lost",
        ),
        (GOOD.replace("龙湖区", "???").replace("人均期望寿命", "??????"), "the characters are lost"),
    ],
)
def test_row_74_a_file_saved_through_a_wrong_encoding_names_the_cause(text: str, words: str, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_text(text, encoding="utf-8")

    finding = refusal(path)

    assert finding.code == "PK358"
    assert words in said(finding)


@pytest.mark.parametrize(
    "text",
    [
        GOOD,
        "region,indicator,year,value\nÖsterreich,Größe,2020,1\nZürich,Größe,2020,2\n",
        "region,indicator,year,value\n联通,联通,2020,1\n",
        "region,indicator,year,value,note\n龙湖区,人均期望寿命,2020,77.5,为什么？？\n",
        "region,indicator,year,value\nЛунху,Ожидаемая,2020,1\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_that_is_right_is_never_called_garbled(text: str, encoding: str, tmp_path: Path) -> None:
    assert len(read_text(tmp_path, text.encode(encoding)).rows) == text.count("\n") - 1


@pytest.mark.parametrize(("content", "line"), [(b"\x80\x80\x80", 1), (GOOD.encode() + b"\xff\xff,\n", 3)])
def test_bytes_that_no_encoding_explains_are_named(content: bytes, line: int, tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(content)

    finding = refusal(path)

    assert (finding.code, finding.place.line) == ("PK312", line)


def test_utf_16_without_a_mark_is_named(tmp_path: Path) -> None:
    path = tmp_path / "data.csv"
    path.write_bytes(("region,indicator,year,value\n" * 5).encode("utf-16-le"))

    assert "looks like UTF-16" in said(refusal(path))


def test_a_line_without_an_end_from_a_pipe_is_refused_before_memory_goes() -> None:
    """The address space is held to 1 GB; the pipe would give as much and more."""
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from planckeck.problems import InputError\n"
        "from planckeck.readers import ReadRequest, read_actuals\n"
        "try:\n    read_actuals(ReadRequest(('-',)), {})\n"
        "except InputError as error:\n    print(error.diagnostics[0].code, len(error.diagnostics))\n"
    )
    command = f"head -c 1100000000 /dev/zero | tr '\\0' 7 | {shlex.quote(sys.executable)} -c {shlex.quote(code)}"

    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True, timeout=120)

    assert run.stdout == "PK359 1\n"
