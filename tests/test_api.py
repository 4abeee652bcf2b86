"""From Python: whatever library the table comes in, the verdicts are those of the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from typer.testing import CliRunner

import planckeck
from planckeck.cli import app
from planckeck.model.assessment import RESULT_KEYS

PLAN = """id: plan
title: 规划
region: 甲县
period: 2016-2020
baseline_year: 2015
references:
  national: {title: 国家要求}
indicators:
- {id: life, name: 人均期望寿命, unit: 岁, baseline: 75, target: ≥77, constraint: expected}
- {id: deaths, name: 婴儿死亡率, unit: ‰, baseline: 6, target: ≤5, constraint: binding}
- {id: beds, name: 床位数, unit: 张, target: ≥100, constraint: binding}
- {id: care, name: 管理率, unit: '%', comparison: at_least, target: {reference: national}}
"""
TABLE: dict[str, list[Any]] = {
    "地区": ["甲县", "甲县", "甲县"],
    "指标": ["人均期望寿命", "婴儿死亡率", "管理率"],
    "年份": [2020, 2020, 2020],
    "实际值": [76.5, 4.5, 64.0],
}


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    file = tmp_path / "plan.yaml"
    file.write_text(PLAN, encoding="utf-8")
    return file


def verdicts(found: planckeck.Evaluation) -> dict[str, str]:
    return {result.indicator: result.verdict for result in found.results}


# 76.5 < 77; 4.5 ≤ 5; no row of beds; no value of the national requirement
EXPECTED = {"life": "unmet", "deaths": "met", "beds": "no_data", "care": "no_target"}


@pytest.mark.parametrize(
    ("make", "kind"),
    [
        (pd.DataFrame, "pandas"),
        (pl.DataFrame, "polars"),
        (pl.LazyFrame, "polars"),
        (pa.table, "pyarrow"),
    ],
    ids=["pandas", "polars", "polars-lazy", "pyarrow"],
)
def test_a_frame_of_any_library_gives_a_frame_of_that_library(make: Any, kind: str, plan_file: Path) -> None:
    table = make(TABLE)

    found = planckeck.evaluate(planckeck.load_plan(plan_file), table)

    assert verdicts(found) == EXPECTED
    assert type(found.frame) is type(table)
    assert type(found.frame).__module__.startswith(kind)


def test_the_frame_holds_what_the_json_holds(plan_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    table = {**TABLE, "实际值": ["76.5", "4.5", "64"]}
    pd.DataFrame(table).to_csv(data, index=False)
    printed = CliRunner().invoke(app, ["evaluate", str(data), "--plan", str(plan_file), "--format", "json"])

    found = planckeck.evaluate(plan_file, pl.DataFrame(table))

    rows = found.frame.to_dicts()
    expected = json.loads(printed.stdout)["results"]
    assert list(rows[0]) == list(RESULT_KEYS)
    for row, other in zip(rows, expected, strict=True):
        # a frame has no file of its own, so that rows count from 1 without the header
        assert {name: value for name, value in row.items() if name != "actual_at"} == {
            name: value for name, value in other.items() if name != "actual_at"
        }


def test_text_in_cells_is_read_and_what_cannot_be_is_a_finding_by_row_and_column(plan_file: Path) -> None:
    table = pd.DataFrame({**TABLE, "实际值": ["77.2岁", "五个", None]})

    found = planckeck.evaluate(plan_file, table)

    assert verdicts(found) == {"life": "met", "deaths": "no_data", "beds": "no_data", "care": "no_target"}
    assert [str(one.place) for one in found.findings if one.code == "PK301"] == ["frame#2:4"]


def test_nan_is_nothing_as_everywhere_in_dataframes(plan_file: Path) -> None:
    table = pd.DataFrame({**TABLE, "实际值": [float("nan"), 4.5, 64.0]})

    assert verdicts(planckeck.evaluate(plan_file, table)) == {**EXPECTED, "life": "no_data"}


def test_a_reference_from_outside(plan_file: Path) -> None:
    plan = planckeck.load_plan(plan_file, references={"national": 65})

    assert verdicts(planckeck.evaluate(plan, pd.DataFrame(TABLE))) == {**EXPECTED, "care": "unmet"}


def test_values_that_were_read_are_judged_as_the_file_is(plan_file: Path, tmp_path: Path) -> None:
    data = tmp_path / "data.csv"
    pd.DataFrame({**TABLE, "实际值": ["≥95", "4.5", "—"]}).to_csv(data, index=False)
    actuals = planckeck.read_actuals(data, plan_file)

    assert list(actuals.frame["text"]) == ["≥95", "4.5", "—"]
    assert actuals.frame["value"].isna().tolist() == [True, False, True]
    assert actuals.frame["at_least"].tolist()[0] == 95
    assert planckeck.evaluate(plan_file, actuals).counts == planckeck.evaluate(plan_file, data).counts


def test_several_plans_and_the_options_of_the_command_line(plan_file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(PLAN.replace("id: plan", "id: other").replace("甲县", "乙县"), encoding="utf-8")
    table = pd.DataFrame({**TABLE, "plan": ["plan", "plan", "plan"]})

    found = planckeck.evaluate([plan_file, other], table, constraints=["binding"])

    assert {(one.plan, one.indicator, one.verdict) for one in found.results} == {
        ("plan", "deaths", "met"),
        ("plan", "beds", "no_data"),
        ("other", "deaths", "no_data"),
        ("other", "beds", "no_data"),
    }
    assert found.is_failure


def test_a_table_that_cannot_be_used_is_an_input_error(plan_file: Path) -> None:
    with pytest.raises(planckeck.InputError, match="PK310 no column indicator"):
        planckeck.evaluate(plan_file, pd.DataFrame({"地区": ["甲县"], "年份": [2020], "实际值": [1.0]}))


def test_what_is_no_table_is_a_type_error(plan_file: Path) -> None:
    with pytest.raises(TypeError):
        planckeck.evaluate(plan_file, 77.5)


def test_a_table_without_rows_is_judged_as_no_data(plan_file: Path) -> None:
    found = planckeck.evaluate(plan_file, pd.DataFrame({name: [] for name in TABLE}), year=2020)

    assert verdicts(found) == {"life": "no_data", "deaths": "no_data", "beds": "no_data", "care": "no_target"}


def test_the_door_opens_nothing_else() -> None:
    with pytest.raises(AttributeError):
        planckeck.nothing  # noqa: B018 - the attribute is the point
