"""`planckeck init`: what it writes, what it says, and that it neither overwrites nor leaves halves behind."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from planckeck.cli import app
from tests.drafting.documents import LONGHU, excel, longhu_cells, longhu_merges, text_csv, word

TABLE = [["指标", "单位", "2020年", "2025年目标", "属性"], ["人均预期寿命", "岁", "76.3", "≥77.5", "预期性"]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(app, [*arguments], env={"PLANCKECK_LANG": lang, "COLUMNS": "120"})


def test_without_a_table_a_start_is_written_and_is_in_order(folder: Path) -> None:
    started = run("init")

    assert started.exit_code == 0
    written = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert written == [".github/workflows/plans.yml", "data/example-2025.csv", "plans/example-2021-2025.yaml"]
    assert run("validate", "--strict").exit_code == 0
    judged = run("evaluate", "data/example-2025.csv")
    assert judged.exit_code == 1  # physicians are below their binding target
    assert "all: 5 = 3 met + 1 not met + 0 not due + 0 no data + 1 no target" in judged.stdout


def test_the_start_in_chinese_is_the_same_plan(folder: Path) -> None:
    run("init", lang="zh")

    assert run("validate", "--strict").exit_code == 0
    assert run("evaluate", "data/example-2025.csv", lang="zh").exit_code == 1


def test_a_start_leaves_what_is_there(folder: Path) -> None:
    (folder / "plans").mkdir()
    (folder / "plans" / "example-2021-2025.yaml").write_text("mine", encoding="utf-8")

    started = run("init")

    assert started.exit_code == 0
    assert "plans/example-2021-2025.yaml: there already, left as it is" in started.stdout
    assert (folder / "plans" / "example-2021-2025.yaml").read_text(encoding="utf-8") == "mine"


def test_a_draft_is_written_into_plans_and_accepted(folder: Path) -> None:
    drafted = run("init", str(LONGHU))

    assert drafted.exit_code == 0
    assert drafted.stdout.splitlines()[0].startswith("plans/longhu-2016-2020.yaml: 30 indicators from table 1 of ")
    assert "cells: 180 = 133 read + 43 filled down + 1 doubtful + 0 refused + 3 empty + 0 left out" in drafted.stdout
    assert "indicators: 30 = 12 certain + 17 probable + 1 to decide" in drafted.stdout
    assert "  public-hospital-beds: 3.15 (a figure without a sign: a floor or a ceiling)" in drafted.stdout
    checked = run("validate", "plans")
    assert checked.exit_code == 0
    assert "public-hospital-beds: reading left open (3.15)" in checked.stdout


def test_a_draft_goes_to_standard_output_alone(folder: Path) -> None:
    drafted = run("init", str(LONGHU), "-o", "-")

    assert drafted.stdout.startswith("# A draft of planckeck init from longhu.txt")
    assert "30 indicators" in drafted.stderr
    assert list(folder.iterdir()) == []


def test_a_table_comes_from_standard_input(folder: Path) -> None:
    text = "\n".join("\t".join(row) for row in TABLE)

    drafted = CliRunner().invoke(app, ["init", "-", "--id", "piped", "--lang", "en"], input=text)

    assert drafted.exit_code == 0
    assert "source: {document: standard input}" in (folder / "plans" / "piped.yaml").read_text(encoding="utf-8")


def test_init_never_overwrites(folder: Path) -> None:
    text_csv(folder / "table.csv", TABLE)
    (folder / "mine-2021-2025.yaml").write_text("mine", encoding="utf-8")
    (folder / "gone-2021-2025.yaml").symlink_to(folder / "nowhere")

    for name in ("mine-2021-2025.yaml", "gone-2021-2025.yaml"):
        refused = run("init", "table.csv", "-o", name)
        assert refused.exit_code == 3
        assert "it exists already" in refused.stderr
    assert (folder / "mine-2021-2025.yaml").read_text(encoding="utf-8") == "mine"
    assert not (folder / "nowhere").exists()


def test_what_the_user_says_wins(folder: Path) -> None:
    text_csv(folder / "table.csv", TABLE)

    given = ["--title", "甲县规划", "--region", "甲县", "--period", "2022-2025", "--baseline-year", "2019"]
    run("init", "table.csv", "--output", "jia.yaml", *given)

    text = (folder / "jia.yaml").read_text(encoding="utf-8")
    for line in ("id: jia", "title: 甲县规划", "region: 甲县", "period: 2022-2025", "baseline_year: 2019"):
        assert line in text.splitlines()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--period", "2025-2021"], "two years such as 2021-2025"),
        (["--id", "Jia County"], "small letters, digits and single hyphens"),
        (["--output", "甲县.yaml"], "the file's name is the plan's id"),
        (["--output", "jia.txt"], "the file's name is the plan's id"),
        (["--output", "jia.yaml", "--id", "yi"], "--id and the file's name differ"),
    ],
)
def test_options_that_cannot_be_meant_are_refused(folder: Path, arguments: list[str], said: str) -> None:
    text_csv(folder / "table.csv", TABLE)

    refused = run("init", "table.csv", *arguments)

    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.replace("│", " ").split())
    assert sorted(path.name for path in folder.iterdir()) == ["table.csv"]


def test_the_tables_of_a_document_are_listed_and_chosen(folder: Path) -> None:
    first, second = "\n".join("\t".join(row) for row in TABLE), "指标\t2025年目标\n签约率（%）\t≥70\n"
    (folder / "two.txt").write_text(f"表1\n{first}\n\n二、另一张表\n{second}", encoding="utf-8")

    listed = run("init", "two.txt", "--list")
    both = run("init", "two.txt")
    chosen = run("init", "two.txt", "--table", "2", "-o", "-")
    none = run("init", "two.txt", "--table", "3")

    assert listed.stdout.splitlines() == [
        "1: 2 rows, 5 columns, holds targets: 表1 [指标 | 单位 | 2020年 | 2025年目标 | 属性]",
        "2: 2 rows, 2 columns, holds targets: 二、另一张表 [指标 | 2025年目标]",
    ]
    assert (both.exit_code, none.exit_code) == (3, 3)
    assert "several tables hold targets: 1, 2" in both.stderr
    assert "no table 3; the document has 2" in none.stderr
    assert "name: 签约率" in chosen.stdout


def compound(path: Path, stream: str) -> Path:
    """Write the head of an OLE container with one stream: how Office keeps old files, and those under a password."""
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 512)
    return path


TABLES = {
    "no-target.csv": [["序号", "指标", "单位", "责任单位"], ["1", "预期寿命", "岁", "卫健委"]],
    "no-heads.csv": [["a", "b"], ["1", "2"]],
    "no-rows.csv": [["指标", "2025年目标"], ["", ""]],
    "no-years.csv": [["指标", "单位", "目标"], ["预期寿命", "岁", "≥78"]],
    "long.csv": [["指标", "2025年目标"], *([f"指标{row}", "≥1"] for row in range(20_001))],
}
BYTES = {
    "plan.pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "prose.txt": "到2025年，预期寿命达到78岁。\n".encode(),
    "empty.csv": b"",
}
STREAMS = {"password.docx": "EncryptedPackage", "password.xlsx": "EncryptedPackage", "old.doc": "WordDocument"}


def broken(folder: Path, fault: str) -> Path:
    """Write a document with a fault; return its path."""
    path = folder / fault
    if fault in TABLES:
        text_csv(path, TABLES[fault])
    elif fault in BYTES:
        path.write_bytes(BYTES[fault])
    elif fault in STREAMS:
        compound(path, STREAMS[fault])
    elif fault.startswith("cut."):
        made = word(path, longhu_cells(), longhu_merges()) if path.suffix == ".docx" else excel(path, TABLE)
        path.write_bytes(made.read_bytes()[:3000])
    elif fault == "no-table.docx":
        word(path, [["x"]], [], ["Only a paragraph."])
    elif fault == "no-document.docx":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("word/other.xml", "<a/>")
    elif fault == "entities.docx":
        with zipfile.ZipFile(word(path, TABLE, []), "a") as archive:
            archive.writestr("word/evil.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    return path


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("password.docx", "protected by a password"),
        ("password.xlsx", "protected by a password"),
        ("old.doc", "a Word document of before 2007 is not read"),
        ("cut.docx", "the file is damaged or was cut off"),
        ("cut.xlsx", "the file is damaged or was cut off"),
        ("no-table.docx", "the document holds no table"),
        ("no-document.docx", "the file is damaged or was cut off"),
        ("entities.docx", "declares entities"),
        ("no-target.csv", "no column of targets; its heads: 序号, 指标, 单位, 责任单位"),
        ("no-heads.csv", "no heads that are known; its first row: a, b"),
        ("no-rows.csv", "the document holds no table"),
        ("no-years.csv", "neither the table nor the lines above it say the plan's years"),
        ("plan.pdf", "a PDF is not read"),
        ("prose.txt", "the document holds no table"),
        ("empty.csv", "the file is empty"),
        ("long.csv", "the table has more than 20000 rows"),
        ("missing.docx", "No such file or directory"),
    ],
)
def test_a_document_that_cannot_be_used_says_so_and_leaves_nothing(folder: Path, fault: str, said: str) -> None:
    path = broken(folder, fault)
    before = sorted(folder.rglob("*"))

    refused = run("init", str(path))

    assert refused.exit_code == 3
    assert said in refused.stderr
    assert "PK902" not in refused.stderr
    assert sorted(folder.rglob("*")) == before


def test_ten_thousand_rows_are_a_valid_plan(folder: Path) -> None:
    rows = [[f"指标{row}覆盖率（%）", "50", "≥60"] for row in range(10_000)]
    text_csv(folder / "many.csv", [["指标", "2020年", "2025年目标"], *rows])

    drafted = run("init", "many.csv", "--id", "many", "--quiet")

    assert (drafted.exit_code, drafted.stdout) == (0, "")
    assert (folder / "plans" / "many.yaml").read_text(encoding="utf-8").count("\n- id: ") == 10_000


HOSTILE = [
    "[red]x[/red] ＝1+1",
    "\"quoted\" 'single' \\ back",
    "- item: value # no comment",
    "{a: b, c: [d]}",
    "a\u2028b\u0085c\x1b[31md\x00",
    "planckeck: ignore[PK221] nothing",
    "*anchor &alias !!python/object",
    "<script>alert(1)</script>",
    "null",
    "012",
    "1:30",
    "\u202eevil",
    '=HYPERLINK("http://x")',
    "指" * 3000,
]


def test_hostile_names_are_names(folder: Path) -> None:
    rows = [[name, "个", "≥1", "其中：" + name] for name in HOSTILE]
    excel(
        folder / "hostile.xlsx",
        [["指标", "单位", "2025年目标", "备注"], *([_stored(cell) for cell in row] for row in rows)],
    )

    drafted = run("init", "hostile.xlsx", "--id", "hostile", "--title", "# ${x} : [y]", "--region", "no")

    assert drafted.exit_code == 0
    assert "\x1b" not in drafted.stdout
    assert run("validate", "plans").exit_code == 0


def _stored(cell: str) -> str:
    """A workbook holds no control characters but these."""
    return "".join(sign for sign in cell if sign >= " " or sign in "\t\n")


def test_messages_are_said_in_chinese(folder: Path) -> None:
    drafted = run("init", str(LONGHU), lang="zh")

    assert "30 项指标" in drafted.stdout.splitlines()[0]
    text = (folder / "plans" / "longhu-2016-2020.yaml").read_text(encoding="utf-8")
    assert "来自合并单元格" in text
