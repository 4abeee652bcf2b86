"""Plans and tables made up for a scan: indicators of a level with every comparison, cells plain and messy."""

from __future__ import annotations

import os
import random
from pathlib import Path

EXAMPLES = int(os.environ.get("PLANCKECK_EXAMPLES", "8"))
"""Tables made up in a run of the tests, each of ten indicators in eight regions; `make nightly` takes a thousand."""
HEAD = "id: land\ntitle: 规划\nregion: 国\nperiod: 2016-2020\nbaseline_year: 2015\nindicators:\n"
MEASURES = (
    *("level", "level", "level", "level", "change", "percent_change", "average_annual_change", "average_annual_growth"),
    *("yearly_change", "yearly_percent_change", "cumulative", "average_rate", "total_rate"),
)
CLASSES = ("binding", "expected", "guiding", "none")
MESSY = ("nan", "inf", "1_000", "1e400", "True", "５", "77.5%", "未报", "—", "", "≥95", "3-5", "12.5万", "abc", "1,234")
"""What only the cell reader reads, and what nobody may take for a number."""


def made_plan(seed: int, indicators: int = 10) -> str:
    """Return a plan of indicators for every county, whose targets are drawn."""
    draw = random.Random(seed)
    return HEAD + "".join(_indicator(draw, number) for number in range(indicators))


def _indicator(draw: random.Random, number: int) -> str:
    measure = draw.choice(MEASURES)
    percent = measure in {"percent_change", "average_annual_growth", "yearly_percent_change"}
    target = draw.choice([draw.randint(-5, 15), round(draw.uniform(-3, 12), 1)])
    if measure == "level":
        target = draw.choice([draw.randint(60, 95), round(draw.uniform(60, 95), 2)])
    comparison = draw.choice(["at_least", "above", "at_most", "below", "equal", "about", "between"])
    fields = [f"id: i{number}", f"name: 指标{number}", "unit: 岁" if percent else 'unit: "%"', f"measure: {measure}"]
    fields += [f"constraint: {constraint}"] if (constraint := draw.choice(CLASSES)) != "none" else []
    if measure != "level" or draw.random() < 0.8:
        fields.append(f"baseline: {draw.randint(55, 95)}")
    written = f'"{target}～{target + draw.randint(1, 9)}"' if comparison == "between" else str(target)
    if comparison == "equal":
        fields.append(f"better: {draw.choice(['higher', 'lower'])}")
    if comparison == "about":
        fields.append(f"tolerance: {draw.choice([0.5, 1, 2])}")
    if comparison in {"at_least", "at_most"} and draw.random() < 0.3:
        step = 1 if comparison == "at_least" else -1
        written = f"{{2018: {target}, 2020: {target + step}}}"
    scope = draw.choice(["{level: 县}", "{level: 县}", "{level: 县, every_unit: true}"])
    fields += [f"comparison: {comparison}", f"target: {written}", f"applies_to: {scope}"]
    return "- {" + ", ".join(fields) + "}\n"


def made_rows(seed: int, indicators: int = 10, regions: int = 8) -> list[list[str]]:
    """Return rows of region, level, indicator, year, value: some missing, doubled, misspelt or messy."""
    draw = random.Random(seed)
    rows = []
    for region in range(regions):
        for number in range(indicators):
            for year in range(2015, 2021):
                row = [
                    f"县{region:03}",
                    "县",
                    f"i{number}",
                    str(year),
                    f"{draw.uniform(50, 99):.{draw.randint(0, 2)}f}",
                ]
                rows += _disturbed(draw, row)
    draw.shuffle(rows)
    return rows


def _disturbed(draw: random.Random, row: list[str]) -> list[list[str]]:
    chance = draw.random()
    if chance > 0.2:
        return [row]
    if chance > 0.12:
        return []
    if chance > 0.10:
        return [row, row]
    if chance > 0.09:
        return [row, [*row[:4], "66.6"]]
    at, texts = draw.choice(
        (
            (4, MESSY),
            (4, (*MESSY, "0", "-3", "0.775", "1000", "66.123456")),
            (0, (f" {row[0]}", "合计", "国", "")),
            (1, ("", "镇")),
            (2, (row[2].upper(), f"指标{row[2][1:]}", "没有")),
            (3, (f"{row[3]}年", f"{row[3]}H1", "二〇二〇")),
        )
    )
    return [[*row[:at], draw.choice(texts), *row[at + 1 :]]]


def write_table(path: Path, rows: list[list[str]]) -> Path:
    """Write rows as CSV under the header of a long table."""
    text = "\n".join(",".join(f'"{cell}"' if "," in cell else cell for cell in row) for row in rows)
    path.write_text(f"region,level,indicator,year,value\n{text}\n", encoding="utf-8")
    return path
