"""The small job in hand-written pandas: two CSV files joined, verdict and gap of each, worst first, counts.

Does: what planckeck's table shows in the end, for bounds. Does not: check or parse the plan (the bounds come as a
table of numbers), read messy cells, convert units, tell duplicates, give progress or pace, name files and lines.
"""

import sys
from pathlib import Path

import pandas as pd

folder = Path(sys.argv[1])
frame = pd.read_csv(folder / "targets.csv").merge(pd.read_csv(folder / "actuals.csv"), on="indicator", how="left")
short = (frame["lower"] - frame["value"]).clip(lower=0).fillna(0)
over = (frame["value"] - frame["upper"]).clip(lower=0).fillna(0)
frame["gap"] = short + over
frame["met"] = (frame["gap"] == 0) & frame["value"].notna()
shown = frame.sort_values("gap", ascending=False)[["indicator", "unit", "lower", "upper", "value", "gap", "met"]]
print(shown.to_string(index=False))
met = int(frame["met"].sum())
print(f"all: {len(frame)} = {met} met + {len(frame) - met} not met")
