"""What one would write by hand in SQL: verdict, gap and progress of every row, counts by class, and the worst 20.

    python benchmarks/by_hand_duckdb.py TABLE [RESULTS.parquet]

It reads values as planckeck does: as text, cast only where they are plain decimals. It knows no pace, no milestones, no
doubled rows, no missing rows, no units, and where a cell is messy it says nothing.
"""

from __future__ import annotations

import sys

import duckdb

table = sys.argv[1]
connection = duckdb.connect()
connection.execute("set preserve_insertion_order = false")
connection.execute("set enable_progress_bar = false")
connection.execute("create temp table rules(indicator varchar, class varchar, target double, baseline double)")
connection.execute(
    "insert into rules select 'i' || lpad(i::varchar, 2, '0'), ['binding', 'expected'][i % 2 + 1], 75 + i % 20, "
    "60 + i % 10 from range(30) t(i)"
)
if table.endswith(".csv"):
    plain = "regexp_full_match(value, '-?(0|[1-9][0-9]{0,10})([.][0-9]{1,8})?')"
    columns = "{'region': 'varchar', 'level': 'varchar', 'indicator': 'varchar', 'year': 'integer', 'value': 'varchar'}"
    source = f"read_csv('{table}', header = true, delim = ',', quote = '\"', columns = {columns})"
    rows = f"select region, indicator, year, case when {plain} then value::double end as v from {source}"
else:
    rows = f"select region, indicator, year::integer as year, value as v from read_parquet('{table}')"
# the rules second: DuckDB does not know how long a text file is and would take it for the small side
connection.execute("set disabled_optimizers = 'join_order,build_side_probe_side'")
judged = f"""
select region, indicator, year, class, v, target,
    case when v is null then 'no_data' when v >= target - 1e-9 * greatest(1, abs(target)) then 'met'
        when year < 2025 then 'not_due' else 'unmet' end as verdict,
    case when v >= target then 0 else target - v end as gap,
    (v - baseline) / (target - baseline) as progress
from ({rows}) join rules using (indicator)
"""
if len(sys.argv) > 2:
    connection.execute(f"copy ({judged}) to '{sys.argv[2]}' (format parquet, compression zstd)")
    sys.exit()
for row in connection.execute(f"select class, verdict, count(*) from ({judged}) group by all order by all").fetchall():
    print(*row)
order = "class, gap / abs(target) desc, indicator, region"
worst = f"select * from ({judged}) where verdict = 'unmet' order by {order} limit 20"
for row in connection.execute(worst).fetchall():
    print(*row)
