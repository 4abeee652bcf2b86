"""Values next to the bars of the documents' own targets, through the plan files as they stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from planckeck.model.assessment import Result
from planckeck.pipeline import Request, assess
from planckeck.readers import ReadRequest

ROOT = Path(__file__).parent.parent.parent
HEADER = "region,level,indicator,year,value,unit\n"


def own_line(folder: Path, plan: str, indicator: str, rows: list[str], **request: object) -> Result:
    """Judge rows (region,level,year,value) of one indicator and return the plan's own line."""
    data = folder / "actual.csv"
    cells = [row.split(",") for row in rows]
    lines = [f"{region},{level},{indicator},{year},{value}," for region, level, year, value in cells]
    data.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    path = str(ROOT / "plans" / f"{plan}.yaml")
    assessment = assess(Request(ReadRequest((str(data),)), plans=(path,), **request))  # type: ignore[arg-type]
    assert {finding.code for finding in assessment.findings} <= {"PK314"}  # the other indicators have no rows here
    return next(line for line in assessment.results() if line.indicator == indicator and line.part_of is None)


@pytest.mark.parametrize(
    ("indicator", "value", "verdict"),
    [
        ("urban-unemployment", "5.9", "met"),
        ("urban-unemployment", "6.0", "unmet"),
        ("grain-capacity", "575", "unmet"),
        ("grain-capacity", "575.1", "met"),
        ("forest-cover", "29.1", "unmet"),
        ("forest-cover", "29.15", "met"),
        ("life-expectancy", "79.4", "unmet"),
        ("life-expectancy", "79.43", "met"),
    ],
)
def test_jixi(tmp_path: Path, indicator: str, value: str, verdict: str) -> None:
    line = own_line(tmp_path, "jixi-2021-2025", indicator, [f"鸡西市,,2025,{value}"])

    assert line.verdict == verdict


def test_yearly_growth_of_7_5_6_6_6_is_not_6_on_average(tmp_path: Path) -> None:
    rows = [f"鸡西市,,{year},{rate}" for year, rate in zip(range(2021, 2026), (7, 5, 6, 6, 6), strict=True)]

    line = own_line(tmp_path, "jixi-2021-2025", "gdp-growth", rows)

    # (1.07·1.05·1.06³)^(1/5) = 1.059981…
    assert line.verdict == "unmet"
    assert line.compared == pytest.approx(5.998, abs=5e-4)


@pytest.mark.parametrize(
    ("given", "verdict", "reason"),
    [
        ((), "no_target", "reference_without_value"),
        (("provincial-target:energy-intensity=14.5",), "unmet", None),
        (("provincial-target:energy-intensity=14",), "met", None),
    ],
)
def test_energy_is_judged_only_when_the_province_has_said_its_figure(
    tmp_path: Path, given: tuple[str, ...], verdict: str, reason: str | None
) -> None:
    # falls of 3 % a year, given as positive numbers: 1 − 0.97⁵ = 14.127 %
    rows = [f"鸡西市,,{year},3" for year in range(2021, 2026)]

    line = own_line(tmp_path, "jixi-2021-2025", "energy-intensity", rows, references=given)

    assert (line.verdict, line.reason) == (verdict, reason)


def test_every_county_needs_its_400_whatever_the_sum(tmp_path: Path) -> None:
    rows = [f"{county},县区,2022,{size}" for county, size in (("安定区", 400), ("陇西县", 400), ("岷县", 399))]

    line = own_line(tmp_path, "dingxi-2022", "sampling-team-county", rows)

    assert (line.verdict, line.gap, line.units_failed) == ("unmet", 1, ("岷县",))


@pytest.mark.parametrize(("sizes", "verdict"), [((10, 10, 10, 10, 9), "unmet"), ((10, 10, 10, 10, 10), "met")])
def test_every_team_needs_its_ten(tmp_path: Path, sizes: tuple[int, ...], verdict: str) -> None:
    rows = [f"流调{number}队,县区流调队伍,2022,{size}" for number, size in enumerate(sizes, start=1)]

    assert own_line(tmp_path, "dingxi-2022", "tracing-team-size-county", rows).verdict == verdict


@pytest.mark.parametrize(("day", "verdict", "late"), [("2022-04-10", "met", None), ("2022-04-11", "unmet", 1)])
def test_a_thing_done_a_day_late_is_unmet(tmp_path: Path, day: str, verdict: str, late: int | None) -> None:
    line = own_line(tmp_path, "dingxi-2022", "fever-clinic-longxi-second", [f"定西市,,2022,{day}"])

    assert (line.due, line.verdict, line.days_late) == ("2022-04-10", verdict, late)


def test_both_diseases_need_their_65(tmp_path: Path) -> None:
    verdicts = {
        disease: own_line(tmp_path, "dingxi-2022", disease, [f"定西市,,2022,{value}"]).verdict
        for disease, value in (
            ("elderly-hypertension-standard-management", 70),
            ("elderly-diabetes-standard-management", 62),
        )
    }

    assert verdicts == {
        "elderly-hypertension-standard-management": "met",
        "elderly-diabetes-standard-management": "unmet",
    }
