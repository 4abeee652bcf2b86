"""A hostile input is one diagnostic with its code, the designed exit code, nothing obeyed, within 5 s and 300 MB."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.confined import errors_in, run
from tests.hostile.plans import BESIDE, PLANS, Hostile
from tests.hostile.tables import NOTHING, TABLES

EVERY = {**PLANS, **BESIDE, **TABLES}


@pytest.mark.parametrize("name", EVERY)
def test_one_diagnostic_and_the_designed_exit_code(name: str, tmp_path: Path) -> None:
    case: Hostile = EVERY[name]
    case.write(tmp_path)
    before = sorted(path.name for path in tmp_path.iterdir())

    ran = run(tmp_path, *case.command)

    assert errors_in(ran.said) == ([case.code] if case.code != NOTHING else []), ran.said[-2000:]
    assert ran.code == case.exit
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    assert len(ran.said) < 20_000


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_that_cannot_be_used_stops_evaluate(name: str, tmp_path: Path) -> None:
    PLANS[name].write(tmp_path)
    (tmp_path / "data.csv").write_text("region,indicator,year,value\n甲县,期望寿命,2020,78\n", encoding="utf-8")

    ran = run(tmp_path, "evaluate", "data.csv", "--plan", "plan.yaml")

    assert errors_in(ran.stderr) == [PLANS[name].code]
    assert ran.code == 3
    assert ran.stdout == ""


CANNOT_BE_USED = [name for name, case in TABLES.items() if case.exit == 3]


@pytest.mark.parametrize("name", CANNOT_BE_USED)
def test_a_table_that_cannot_be_used_stops_evaluate(name: str, tmp_path: Path) -> None:
    case = TABLES[name]
    case.write(tmp_path)
    (tmp_path / "plan.yaml").write_text(PLANS_HEAD, encoding="utf-8")

    ran = run(tmp_path, "evaluate", case.command[1], "--plan", "plan.yaml")

    assert errors_in(ran.stderr)[0] == case.code
    assert ran.code == 3


FORMS = ("table", "markdown", "json", "csv", "junit", "github", "gitlab", "sarif")
CHECKS = ("full", "concise", "json", "junit", "github", "gitlab", "sarif")


@pytest.mark.parametrize("name", ["alias-bomb", "open-brackets"])
@pytest.mark.parametrize(
    "command",
    [
        ("validate", "plan.yaml", *(f"--report={form}=report.{form}" for form in CHECKS)),
        ("evaluate", "data.csv", "--plan=plan.yaml", *(f"--report={form}=report.{form}" for form in FORMS)),
        ("summarize", "data.csv", "--plan=plan.yaml"),
        ("inspect", "data.csv", "--plan=plan.yaml"),
        ("why", "life", "--actuals=data.csv", "--plan=plan.yaml"),
        ("show", "plan.yaml"),
        ("show", "plan.yaml", "--format=json"),
        ("template", "plan.yaml"),
        ("template", "plan.yaml", "--output=empty.xlsx"),
    ],
    ids=" ".join,
)
def test_every_command_and_every_report_refuses_it(name: str, command: tuple[str, ...], tmp_path: Path) -> None:
    PLANS[name].write(tmp_path)
    (tmp_path / "data.csv").write_text("region,indicator,year,value\n甲县,期望寿命,2020,78\n", encoding="utf-8")

    ran = run(tmp_path, *command)

    assert errors_in(ran.said) == ["PK113"]
    assert ran.code == (1 if command[0] == "validate" else 3)
    for report in tmp_path.glob("report.*"):
        text = report.read_text(encoding="utf-8")
        assert text.count("PK113") == 1 or "sarif" in report.name or "junit" in report.name
        assert len(text) < 10_000


def test_the_schema_reads_no_plan(tmp_path: Path) -> None:
    PLANS["alias-bomb"].write(tmp_path)

    ran = run(tmp_path, "schema")

    assert ran.code == 0
    assert ran.stdout.startswith("{")


PLANS_HEAD = """id: plan
title: 规划
region: 甲县
period: 2016-2020
indicators:
- {id: life, name: 期望寿命, unit: 岁, target: "≥77"}
"""
