"""A folder with a plan and data of every outcome, for the tests of the command line."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from planckeck.cli import app

PLAN = """id: plan
title: 规划
region: 甲县
period: 2016-2020
baseline_year: 2015
indicators:
- {id: life, name: 期望寿命, unit: 岁, constraint: binding, baseline: 76, target: "≥77"}
- {id: beds, name: 床位, unit: 张/千人口, constraint: guiding, baseline: 2, target: "≥3"}
"""
WEAKER = PLAN.replace("baseline: 76", "baseline: 78")
"""With a warning, PK221."""
BROKEN = PLAN.replace("≥77", "=>77")
"""With an error, PK210 in line 7."""
HEADER = "region,indicator,year,value\n"
DATA = {
    "met.csv": "甲县,期望寿命,2020,78\n甲县,床位,2020,3\n",
    "guiding.csv": "甲县,期望寿命,2020,78\n甲县,床位,2020,2\n",
    "binding.csv": "甲县,期望寿命,2020,76\n甲县,床位,2020,3\n",
    "half.csv": "甲县,床位,2020,3\n",
    "bad.csv": "甲县,期望寿命,2020,78\n甲县,床位,2020,三\n",
    "baseline.csv": "甲县,期望寿命,2015,75\n甲县,期望寿命,2020,78\n甲县,床位,2020,3\n",
    "twice.csv": "甲县,期望寿命,2020,78\n甲县,期望寿命,2020,77\n甲县,床位,2020,3\n",
    "early.csv": "甲县,期望寿命,2018,76.5\n甲县,床位,2018,3\n",
    "half-year.csv": "甲县,期望寿命,2020H1,78\n甲县,床位,2020,3\n",
}


def fill(folder: Path, plan: str = PLAN) -> Path:
    """Write the plan into plans/ and the data beside it."""
    (folder / "plans").mkdir(exist_ok=True)
    (folder / "plans" / "plan.yaml").write_text(plan, encoding="utf-8")
    for name, rows in DATA.items():
        (folder / name).write_text(HEADER + rows, encoding="utf-8")
    return folder


def run(*arguments: str) -> Result:
    """Run planckeck in this process."""
    return CliRunner().invoke(app, list(arguments))
