"""How tables and their cells were read, for people to check: mappings, cells, and what became of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from planckeck.model.assessment import InputFile
from planckeck.problems import Diagnostic


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: `holds` is a field of the long table (region, indicator, year, value, …), or '' if the
    column is not read, and then `why` says so. `period`, `region`, `indicator` and `unit` are what the header says of
    the values below it. `number` counts from 1."""

    number: int
    header: str
    holds: str = ""
    period: str = ""
    region: str = ""
    indicator: str = ""
    unit: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Rows that hold no actual, first to last. `reason`: title, blank, note, total, part, section, header, map.

    `values` counts the cells of these rows that stand in value columns and are not empty.
    """

    first: int
    last: int
    reason: str
    text: str = ""
    values: int = 0


@dataclass(frozen=True, slots=True)
class TableMapping:
    """How one table was understood, as `inspect` prints it. `shape` is long, years_across, regions_across,
    indicators_across, or those joined by +. Defaults hold for cells whose row and column say nothing else.

    The identity: cells == values + nothings + refused, over the value cells of the rows that were read.
    """

    file: str
    sheet: str = ""
    shape: str = ""
    header_rows: tuple[int, ...] = ()
    columns: tuple[Column, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    year: str = ""
    region: str = ""
    indicator: str = ""
    unit: str = ""
    encoding: str = ""
    delimiter: str = ""
    decimal_comma: bool = False
    map_file: str = ""
    other_sheets: tuple[str, ...] = ()
    rows: int = 0
    cells: int = 0
    values: int = 0
    nothings: int = 0
    refused: int = 0


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """A value cell that became no row of actuals, for what stands beside it could not be read; a finding says why."""

    file: str
    sheet: str
    row: int
    column: int
    text: str
    code: str


class Outcome(StrEnum):
    """What became of a value cell: a value (or a bound), a reason that there is none, or a refusal with a finding."""

    VALUE = "value"
    NOTHING = "nothing"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class InspectedCell:
    """One value cell: where it stands, what stands beside it, as written and as read.

    `value`, `at_least` and `at_most` are in `unit`, the plan's where the indicator was found (`plan`, `indicator_id`),
    else the cell's own; `conversion` says how they got there. `done_on` is an ISO date. `codes` are its findings'.
    """

    file: str
    sheet: str
    row: int
    column: int
    region: str
    level: str
    indicator: str
    year: int | None
    part: str
    written: str
    outcome: Outcome
    plan: str = ""
    indicator_id: str = ""
    value: float | None = None
    at_least: float | None = None
    at_most: float | None = None
    bounds_open: bool = False
    done_on: str | None = None
    numerator: float | None = None
    denominator: float | None = None
    unit: str = ""
    conversion: str = ""
    status: str = ""
    note: str = ""
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inspection:
    """How every input was read. The identity: cells = values + nothings + refused, over all tables and for each."""

    tables: tuple[TableMapping, ...]
    cells: tuple[InspectedCell, ...]
    findings: tuple[Diagnostic, ...]
    files: tuple[InputFile, ...]
    counts: Mapping[Outcome, int] = field(default_factory=dict)
