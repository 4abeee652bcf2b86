"""The small job in hand-written DuckDB SQL: two CSV files joined, verdict and gap of each, worst first, counts.

Does and does not: as by_pandas.py.
"""

import sys
from pathlib import Path

import duckdb

folder = Path(sys.argv[1])
connection = duckdb.connect()
connection.execute(
    """
    CREATE TABLE result AS
    SELECT indicator, unit, lower, upper, value, gap, gap = 0 AND value IS NOT NULL AS met
    FROM (
        SELECT *, greatest(coalesce(lower - value, 0), coalesce(value - upper, 0), 0) AS gap
        FROM read_csv($targets, header = true) AS targets
        LEFT JOIN read_csv($actuals, header = true) AS actuals USING (indicator)
    )
    """,
    {"targets": str(folder / "targets.csv"), "actuals": str(folder / "actuals.csv")},
)
connection.sql("SELECT * FROM result ORDER BY gap DESC").show(max_rows=100)
counts = connection.execute("SELECT count(*), count(*) FILTER (met), count(*) FILTER (NOT met) FROM result").fetchone()
assert counts is not None
print(f"all: {counts[0]} = {counts[1]} met + {counts[2]} not met")
