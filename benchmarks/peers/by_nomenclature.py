"""The small job with nomenclature: bounds by variable and year from its YAML, the CSV read by pyam; the error printed.

Does: reads its own YAML of bounds with pydantic, filters by variable and year, lists the data points beyond a bound.
Does not: gaps, strict bounds, computed values, missing indicators (a filter that finds nothing passes), places in the
file.
"""

import sys
from pathlib import Path

import pyam
from nomenclature.exceptions import DataValidationError
from nomenclature.processor import DataValidator

folder = Path(sys.argv[1])
frame = pyam.IamDataFrame(folder / "actuals.csv", model="actual", scenario="actual", variable="indicator")
failing = 0
try:
    DataValidator.from_file(folder / "criteria.yaml").apply(frame)
except DataValidationError as error:
    print(error)
    failing = str(error).count("  Criteria: ")  # each names one variable, and there is one value of each
print(f"all: {len(frame.variable)} = {len(frame.variable) - failing} met + {failing} not met")
