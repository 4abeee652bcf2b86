"""Bar: workbook and document say what the JSON says, for each of the six plans: verdicts, figures, gaps, counts."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from planckeck.cli import app
from tests.reports.sheets import VERDICTS, document_tables, table_of

ROOT = Path(__file__).parent.parent.parent
RUNS = [
    ("longhu-2016-2020", "longhu-2020-made-up.csv"),
    ("longhu-2016-2020", "longhu-2018-made-up.csv"),
    ("jixi-2021-2025", "jixi-2021-2025-made-up.csv"),
    ("dingxi-2022", "dingxi-2022-made-up.csv"),
    ("jingmen-2017", "jingmen-2017-made-up.csv"),
    ("jintan-2018-2020", "jintan-2020-made-up.csv"),
    ("lianyun-2018-2020", "lianyun-2018-2020-made-up.csv"),
]
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Written:
    """The three reports of one run."""

    told: dict[str, Any]
    workbook: bytes
    document: bytes

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [one for one in self.told["results"] if one["part_of"] is None]


@pytest.fixture(scope="module", params=RUNS, ids=lambda run: run[1])
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Written:
    plan, data = request.param
    folder = tmp_path_factory.mktemp("reports")
    reports = [f"--report={name}={folder / f'report.{name}'}" for name in ("json", "xlsx", "docx")]
    arguments = ["--plan", str(ROOT / "plans" / f"{plan}.yaml"), "--lang", "en", "--fail-on", "never", *reports]
    result = CliRunner().invoke(app, ["evaluate", str(ROOT / "data" / data), *arguments])
    assert result.exit_code == 0, result.stderr
    content = {name: (folder / f"report.{name}").read_bytes() for name in ("json", "xlsx", "docx")}
    return Written(json.loads(content["json"]), content["xlsx"], content["docx"])


def test_the_workbook_has_every_line_with_its_figures(written: Written) -> None:
    def figures(one: dict[str, Any]) -> tuple[Any, ...]:
        is_done = one["comparison"] == "done"
        actual = None if is_done or one["actual"] is None else one["actual"]
        gap = None if is_done else one["gap"]
        return (
            one["name"],
            one["year"],
            VERDICTS[one["verdict"]],
            one["baseline"],
            actual,
            gap,
            one["completion"],
            one["progress"],
        )

    def shown(row: dict[str, Any]) -> tuple[Any, ...]:
        numbers = (
            row[title] if isinstance(row[title], int | float) else None
            for title in ("Baseline", "Actual", "Gap", "Completion", "Progress")
        )
        return row["Indicator"], int(str(row["Year"])[:4]), row["Verdict"], *numbers

    units = [one for one in written.told["results"] if one["part_of"] and one["verdict"] in {"unmet", "no_data"}]

    assert Counter(map(shown, table_of(written.workbook))) == Counter(map(figures, [*written.lines, *units]))


def test_the_workbook_says_the_targets_as_the_json_does(written: Written) -> None:
    targets = {
        (one["name"], one["target"] or ("done" if one["comparison"] == "done" else "—")) for one in written.lines
    }

    shown = {
        (row["Indicator"], re.sub(r" \((?:in|by) [\d-]+\)$", "", row["Target"])) for row in table_of(written.workbook)
    }

    assert shown == targets


def test_the_sheet_of_misses_has_the_misses(written: Written) -> None:
    missed = Counter(one["name"] for one in written.lines if one["verdict"] == "unmet")

    rows = table_of(written.workbook, "Targets not met") if missed else []

    assert Counter(row["Indicator"] for row in rows if not row.get("Level")) == missed


def test_the_document_has_every_line_with_its_verdict(written: Written) -> None:
    rows = [row for table in document_tables(written.document) for row in table if "Verdict" in row]

    shown = Counter(
        (row["Indicator"], row["Verdict"].split(";")[0]) for row in rows if not row["Indicator"].startswith("└")
    )

    assert shown == Counter((one["name"], VERDICTS[one["verdict"]]) for one in written.lines)


def last_digit(figure: str) -> float:
    """Return half a unit of a printed figure's last digit, and a little for the float."""
    return 0.5 * 10.0 ** -len(figure.partition(".")[2]) + 1e-9


def test_the_document_shows_the_actuals_of_the_json(written: Written) -> None:
    rows = [row for table in document_tables(written.document) for row in table if "Actual" in row]
    known: dict[str, list[float]] = {}
    for one in written.told["results"]:
        if one["actual"] is not None and one["comparison"] != "done":
            known.setdefault(one["region"] if one["part_of"] else one["name"], []).append(one["actual"])

    compared = 0
    for row in rows:
        actuals = known.get(row["Indicator"].removeprefix("└ "), [])
        figure = _FIGURE.search(re.sub(r"^1:|:1$", "", row["Actual"]))
        if actuals and figure and re.fullmatch(r"-?[\d.:]+", row["Actual"].split(" ")[0]):
            assert any(abs(float(figure[0]) - actual) <= last_digit(figure[0]) for actual in actuals), row
            compared += 1
    assert compared >= sum(map(len, known.values())) * 0.5


def test_the_document_shows_the_gaps_of_the_json(written: Written) -> None:
    gaps: dict[tuple[str, str], list[float]] = {}
    for one in written.lines:
        if one["gap"] and one["comparison"] != "done":
            gaps.setdefault((one["name"], VERDICTS[one["verdict"]]), []).append(one["gap"])

    shown = 0
    for row in (row for table in document_tables(written.document) for row in table if "Gap" in row):
        found = re.search(r"(short by|exceeds by) (-?\d+(?:\.\d+)?)", row["Gap"])
        own = gaps.get((row["Indicator"], row["Verdict"].split(";")[0]), [])
        if found and own:
            signed = float(found[2]) * (1 if found[1] == "short by" else -1)
            assert any(abs(signed - gap) <= last_digit(found[2]) for gap in own), row
            shown += 1
    assert shown == sum(map(len, gaps.values()))


def test_both_give_the_counts_of_the_json(written: Written) -> None:
    counts = written.told["counts"]
    expected = [
        str(counts[name]) for name in ("total", "met", "unmet", "not_due", "no_data", "no_target", "not_applicable")
    ]

    first = document_tables(written.document)[0]
    assert list(first[-1].values())[1:8] == expected
    titles = {
        "Binding": "binding",
        "Expected": "expected",
        "Guiding": "guiding",
        "Advocated": "advocated",
        "No class": "none",
    }
    for row in first[:-1]:
        own = counts["by_constraint"][titles[row["Class"][:1].upper() + row["Class"][1:]]]
        assert list(row.values())[1:8] == [str(own[name]) for name in own if name in {"total", *VERDICTS}]
    identity = re.compile(
        r"(\d+) = (\d+) met \+ (\d+) not met \+ (\d+) not due \+ (\d+) no data \+ (\d+) no target \+ (\d+) not app"
    )
    sheet = _method_lines(written.workbook)
    found = identity.match(sheet["all"])
    assert found is not None
    assert list(found.groups()) == expected


def _method_lines(workbook: bytes) -> dict[str, str]:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {str(row[0].value): str(row[1].value) for row in book["Method and sources"].iter_rows()}


def test_the_hashes_of_the_files_stand_in_the_workbook(written: Written) -> None:
    text = "".join(_all_method_text(written.workbook))

    for file in written.told["files"]:
        assert file["sha256"] in text


def _all_method_text(workbook: bytes) -> list[str]:
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return [str(row[1].value) for row in book["Method and sources"].iter_rows()]


def test_inspect_reads_the_workbook_back(written: Written, tmp_path: Path) -> None:
    (tmp_path / "back.xlsx").write_bytes(written.workbook)
    plan = ROOT / "plans" / f"{written.told['plans'][0]}.yaml"

    result = CliRunner().invoke(app, ["inspect", str(tmp_path / "back.xlsx"), "--plan", str(plan), "--format", "json"])

    told = json.loads(result.stdout)
    # the line of a target that every unit must meet sums its units up: it is no value of the region, and is refused
    assert {one["code"] for one in told["findings"] if one["severity"] == "error"} <= {"PK320"}
    plain = [one for one in written.lines if one["comparison"] != "done" and not one["every_unit"]]
    known = Counter(
        (one["name"], one["year"], one["actual"])
        for one in plain
        if one["actual"] is not None and not one["conversion"]
    )
    read = Counter((one["indicator"], int(str(one["year"])[:4]), one["value"]) for one in told["cells"])
    assert known - read == Counter()
