"""The small job with frictionless: the CSV validated with a table schema and a check of its own; the report printed.

A check of one's own (documented under "Custom Checks") looks the bounds up; thirty row-constraint formulas, parsed
again for each row, took longer. Does: types of the columns and whether a value is within the bounds, with row and
column of each failure. Does not: gaps, targets by year, computed values, missing indicators, reading the plan (the
bounds come as a table).
"""

import sys
from collections.abc import Iterator
from typing import ClassVar

from frictionless import Check, Checklist, Resource, Row, Schema, errors, fields

folder = sys.argv[1]
bounds = {
    row["indicator"]: (row["lower"], row["upper"])
    for row in Resource(
        path="targets.csv",
        basepath=folder,
        schema=Schema(
            fields=[
                fields.StringField(name="indicator"),
                fields.NumberField(name="lower"),
                fields.NumberField(name="upper"),
            ]
        ),
    ).read_rows()
}


class WithinBounds(Check):
    """Whether the value of a row is within the bounds of its indicator."""

    Errors: ClassVar = [errors.ConstraintError]

    def validate_row(self, row: Row) -> Iterator[errors.ConstraintError]:
        """Give an error where it is not."""
        lower, upper = bounds[row["indicator"]]
        value = row["value"]
        if (lower is not None and value < lower) or (upper is not None and value > upper):
            yield errors.ConstraintError.from_row(row, note=f"not within {lower} and {upper}", field_name="value")


actuals = Resource(
    path="actuals.csv",
    basepath=folder,
    schema=Schema(
        fields=[
            fields.StringField(name="region"),
            fields.StringField(name="indicator", constraints={"required": True}),
            fields.YearField(name="year"),
            fields.NumberField(name="value", constraints={"required": True}),
            fields.StringField(name="unit"),
        ]
    ),
)
report = actuals.validate(Checklist(checks=[WithinBounds()]))
print(report.to_summary())
task = report.task
failing = {number for (number,) in task.flatten(["rowNumber"])}
rows = task.stats["rows"]
print(f"all: {rows} = {rows - len(failing)} met + {len(failing)} not met")
