"""Write a made-up national table: counties × 30 indicators × 10 years, and the plan that it is judged against.

    python benchmarks/generate.py FOLDER ROWS csv|parquet

Beside the plan of levels (`nation.yaml`) stands `series.yaml`, in which every second indicator has a measure over
several years, and `units.yaml`, in which every second one must be reached by every county. More rows mean more regions.
Values are spread evenly from 50 to 100; nothing is messy, doubled or missing.
"""

from __future__ import annotations

import sys
from pathlib import Path

INDICATORS, YEARS = 30, 10
ROWS = """
select 'R' || lpad(r::varchar, 7, '0') as region, 'county' as level, 'i' || lpad(i::varchar, 2, '0') as indicator,
    2016 + y as year, {value} as value
from range({regions}) t(r), range(30) s(i), range(10) u(y)
"""
VALUE = "round(50 + (hash(r * 1000 + i * 20 + y) % 5000) / 100.0, 2)"


SERIES = {
    "cumulative": 700,
    "total_rate": 10000,
    "average_rate": 75,
    "yearly_change": 0,
    "yearly_percent_change": 0,
}
"""Measures over several years, with a target that some of the counties reach."""


def write_plan(folder: Path, name: str = "nation") -> Path:
    """Write a plan: 30 indicators of every county, at least so many percent by 2025.

    Of `series` every second indicator has a measure over several years, of `units` every second one is one target that
    every county must reach.
    """
    lines = [f"id: {name}", "title: Nation", "region: Land", "period: 2016-2025", "baseline_year: 2015", "indicators:"]
    for number in range(INDICATORS):
        is_other = number % 2 == 1
        measure = list(SERIES)[number // 2 % len(SERIES)] if name == "series" and is_other else "level"
        unit = "%" if measure == "level" or measure.endswith("rate") else "户"
        every = ", every_unit: true" if name == "units" and is_other else ""
        lines += [
            f"- id: i{number:02}",
            f"  name: Indicator {number:02}",
            f'  unit: "{unit}"',
            f"  measure: {measure}",
            f"  baseline: {60 + number % 10}",
            f'  target: "≥{SERIES.get(measure, 75 + number % 20)}"',
            f"  constraint: {('binding', 'expected')[number % 2]}",
            f"  applies_to: {{level: county{every}}}",
        ]
    path = folder / f"{name}.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def write_table(folder: Path, rows: int, kind: str) -> Path:
    """Write a table of about so many rows, unless it is there."""
    import duckdb

    path = folder / f"{rows}.{kind}"
    if not path.exists():
        value = f"{VALUE}::varchar" if kind == "csv" else f"{VALUE}::double"
        query = ROWS.format(value=value, regions=rows // (INDICATORS * YEARS))
        options = "header" if kind == "csv" else "format parquet, compression zstd"
        part = path.with_suffix(".part")
        connection = duckdb.connect()
        connection.execute("set memory_limit = '2GB'")
        connection.execute("set preserve_insertion_order = false")
        connection.execute(f"copy ({query}) to '{part}' ({options})")
        part.rename(path)
    return path


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    for plan in ("nation", "series", "units"):
        write_plan(place, plan)
    write_table(place, int(sys.argv[2]), sys.argv[3])
