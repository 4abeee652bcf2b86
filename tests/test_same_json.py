"""Bar: the same figures give the same JSON but for places, whatever file, encoding, shape or database holds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy
from typer.testing import CliRunner

from planckeck.cli import app
from tests.readers.postgres import started
from tests.readers.reading_files import saved, workbook

PLAN = """id: plan
title: 卫生规划
region: 甲县
period: 2016-2020
baseline_year: 2015
indicators:
- {id: life, name: 期望寿命, unit: 岁, constraint: binding, baseline: 76, target: "≥77"}
- {id: infant, name: 婴儿死亡率, unit: ‰, constraint: binding, baseline: 3, target: "≤1.1"}
- {id: rate, name: 规范管理率, unit: "%", constraint: expected, baseline: 60, target: "≥80"}
- {id: beds, name: 床位, unit: 张, target: "≥400"}
- {id: nurses, name: 护士, unit: 人, target: "≥300"}
- {id: ratio, name: 医护比, unit: "1:n", target: "1:1.2", comparison: at_least}
- {id: spread, name: 覆盖率, unit: "%", target: "≥95"}
"""
HEADER = ("地区", "指标", "年份", "实际值", "单位")
ROWS: list[tuple[str, str, int, str, str]] = [
    ("甲县", "期望寿命", 2019, "76.8", "岁"),
    ("甲县", "期望寿命", 2020, "77.5", "岁"),
    ("甲县", "婴儿死亡率", 2020, "1.2", "‰"),
    ("甲县", "规范管理率", 2020, "77.58", "%"),
    ("甲县", "床位", 2020, "未报", "张"),
    ("甲县", "护士", 2020, "0.05", "万人"),
    ("甲县", "医护比", 2020, "1:1.1", "1:n"),
    ("甲县", "覆盖率", 2020, "≥96", "%"),
]
NOT_COMPARED = {"actual_at", "written", "conversion"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def evaluated(*arguments: str) -> dict[str, Any]:
    """Return the JSON of a run without places: those of results and findings, and the files with their hashes."""
    result = CliRunner().invoke(
        app, ["evaluate", *arguments, "--plan", "plan.yaml", "--format", "json", "--lang", "en"]
    )
    assert result.exit_code == 1, result.stderr
    given: dict[str, Any] = json.loads(result.stdout)
    del given["files"]
    for one in given["results"]:
        for key in NOT_COMPARED:
            del one[key]
    kept = ("code", "severity", "message", "hint")
    given["findings"] = sorted(([finding[key] for key in kept] for finding in given["findings"]), key=str)
    return given


def csv_text() -> str:
    return "".join(",".join(map(str, row)) + "\n" for row in (HEADER, *ROWS))


@pytest.fixture
def expected(folder: Path) -> dict[str, Any]:
    (folder / "long.csv").write_text(csv_text(), encoding="utf-8")
    given = evaluated("long.csv")
    verdicts = {one["indicator"]: one["verdict"] for one in given["results"]}
    # 77.5 ≥ 77; 1.2 > 1.1; 77.58 < 80; 0.05 万人 = 500 ≥ 300; 1.1 < 1.2; ≥96 is ≥95 whatever it is
    assert verdicts == {
        "life": "met",
        "infant": "unmet",
        "rate": "unmet",
        "beds": "no_data",
        "nurses": "met",
        "ratio": "unmet",
        "spread": "met",
    }
    return given


def as_gb18030(folder: Path) -> str:
    (folder / "gb.csv").write_bytes(csv_text().replace("\n", "\r\n").encode("gb18030"))
    return "gb.csv"


def as_wide_workbook(folder: Path) -> str:
    of_name: dict[str, dict[int, tuple[str, str]]] = {}
    for _, name, year, value, unit in ROWS:
        of_name.setdefault(name, {})[year] = (value, unit)
    rows: list[list[Any]] = [["甲县卫生指标"], ["地区", "指标", "单位", "2019年", "2020年"]]
    for name, by_year in of_name.items():
        unit = by_year[2020][1]
        rows.append(
            ["甲县", name, unit, *(_stored(by_year[year][0]) if year in by_year else None for year in (2019, 2020))]
        )
    book, sheet = workbook(rows)
    sheet["E5"] = 0.7758
    sheet["E5"].number_format = "0.00%"
    sheet.merge_cells("A3:A9")
    saved(book, folder / "wide.xlsx")
    return "wide.xlsx"


def _stored(value: str) -> float | str:
    try:
        return float(value)
    except ValueError:
        return value


def as_parquet(folder: Path) -> str:
    import pyarrow as pa
    from pyarrow import parquet

    columns = zip(*ROWS, strict=True)
    parquet.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), folder / "data.parquet")
    return "data.parquet"


@pytest.mark.parametrize("write", [as_gb18030, as_parquet], ids=lambda write: write.__name__)
def test_the_same_figures_in_a_file(write: Callable[[Path], str], expected: dict[str, Any], folder: Path) -> None:
    assert evaluated(write(folder)) == expected


def test_the_same_figures_in_a_wide_workbook(expected: dict[str, Any], folder: Path) -> None:
    """The wide table has an empty cell where the long one has no row: only the notes on formats differ."""
    given = evaluated(as_wide_workbook(folder))

    assert given["results"] == expected["results"]
    assert given["counts"] == expected["counts"]
    strange = [finding for finding in given["findings"] if finding not in expected["findings"]]
    assert {code for code, *_ in strange} == {"PK339"}  # 0.7758 is stored, 77.58% shown and read


@pytest.mark.heavy
def test_the_same_figures_in_a_postgresql_table(expected: dict[str, Any], folder: Path) -> None:
    with started(folder) as server:
        engine = sqlalchemy.create_engine(server.url)
        with engine.begin() as connection:
            names = ("region", "indicator", "year", "value", "unit")
            connection.execute(
                sqlalchemy.text(
                    "create table actuals (region text, indicator text, year smallint, value text, unit varchar(9))"
                )
            )
            holes = ", ".join(f":{name}" for name in names)
            for row in ROWS:
                filled = dict(zip(names, row, strict=True))
                connection.execute(sqlalchemy.text(f"insert into actuals values ({holes})"), filled)
        engine.dispose()

        assert evaluated("--from", server.url, "--query", "actuals") == expected
        shown = CliRunner().invoke(
            app, ["evaluate", "--from", server.url, "--query", "actuals", "--plan", "plan.yaml", "--format", "json"]
        )
    assert '"postgresql/actuals#2"' in shown.stdout
    assert "s3cret" not in shown.stdout + shown.stderr
