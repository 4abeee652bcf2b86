"""The small job with pandera: a schema with two wide checks on the joined tables, validated lazily; failing rows shown.

Does: types of the columns and whether a value is within the bounds, with all failures gathered. Does not: gaps
(printed here is the failing row, with its bounds), targets by year, anything that has to be computed before it is
held against a bound, missing indicators (a row that is not there is not checked), reading the plan: the join is the
user's own.
"""

import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

folder = Path(sys.argv[1])
schema = pa.DataFrameSchema(
    {
        "indicator": pa.Column(str, unique=True),
        "year": pa.Column(int),
        "value": pa.Column(float),
        "lower": pa.Column(float, nullable=True),
        "upper": pa.Column(float, nullable=True),
    },
    checks=[
        pa.Check(lambda df: df["lower"].isna() | (df["value"] >= df["lower"]), name="at_least"),
        pa.Check(lambda df: df["upper"].isna() | (df["value"] <= df["upper"]), name="at_most"),
    ],
)
frame = pd.read_csv(folder / "actuals.csv").merge(pd.read_csv(folder / "targets.csv"), on="indicator")
failing = []
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    failing = sorted(errors.failure_cases["index"].dropna().astype(int).unique())
print(frame.loc[failing].to_string(index=False))
print(f"all: {len(frame)} = {len(frame) - len(failing)} met + {len(failing)} not met")
