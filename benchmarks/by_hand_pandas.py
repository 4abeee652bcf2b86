"""The same as by_hand_duckdb.py in pandas: verdict, gap and progress, counts by class, and the worst 20.

python benchmarks/by_hand_pandas.py TABLE
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

table = sys.argv[1]
if table.endswith(".csv"):
    types = {"region": "str", "level": "category", "indicator": "category", "year": "int32", "value": "str"}
    frame = pd.read_csv(table, dtype=types, keep_default_na=False)
    plain = frame["value"].str.fullmatch(r"-?(?:0|[1-9][0-9]{0,10})(?:[.][0-9]{1,8})?")
    frame["v"] = pd.to_numeric(frame["value"].where(plain), errors="coerce")
else:
    frame = pd.read_parquet(table).rename(columns={"value": "v"})
    frame["indicator"] = frame["indicator"].astype("category")
numbers = range(30)
rules = pd.DataFrame(
    {
        "class": pd.Categorical([("binding", "expected")[number % 2] for number in numbers]),
        "target": [75.0 + number % 20 for number in numbers],
        "baseline": [60.0 + number % 10 for number in numbers],
    },
    index=[f"i{number:02}" for number in numbers],
)
order = rules.index.get_indexer(frame["indicator"].cat.categories)[frame["indicator"].cat.codes]
target, baseline = rules["target"].to_numpy()[order], rules["baseline"].to_numpy()[order]
value = frame["v"].to_numpy()
met = value >= target - 1e-9 * np.maximum(1, np.abs(target))
kinds = [np.isnan(value), met, frame["year"].to_numpy() < 2025]
frame["class"] = pd.Categorical.from_codes(rules["class"].cat.codes.to_numpy()[order], dtype=rules["class"].dtype)  # type: ignore[call-overload]
frame["verdict"] = pd.Categorical.from_codes(np.select(kinds, [0, 1, 2], 3), ["no_data", "met", "not_due", "unmet"])  # type: ignore[call-overload]
frame["gap"] = np.where(met, 0.0, target - value)
frame["progress"] = (value - baseline) / (target - baseline)
frame["relative"] = frame["gap"] / np.abs(target)
print(frame.groupby(["class", "verdict"], observed=True).size())
unmet = frame[frame["verdict"] == "unmet"]
print(unmet.sort_values(["class", "relative", "indicator", "region"], ascending=[True, False, True, True]).head(20))
