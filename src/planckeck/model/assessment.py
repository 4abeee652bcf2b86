"""Rules, results and the assessment: what judgement takes and what every report shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from planckeck.model.frames import Kind
from planckeck.model.pace import PlanPace
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic

if TYPE_CHECKING:
    import narwhals as nw


class Verdict(StrEnum):
    """What is said of one actual held against one target; the classes of the counts' identity, in its order."""

    MET = "met"
    UNMET = "unmet"
    NOT_DUE = "not_due"
    NO_DATA = "no_data"
    NO_TARGET = "no_target"
    NOT_APPLICABLE = "not_applicable"


class Reason(StrEnum):
    """Why there is no verdict on the target; a closed list, never localised."""

    REFERENCE_WITHOUT_VALUE = "reference_without_value"
    QUALITATIVE = "qualitative"
    READING_OPEN = "reading_open"
    WATCHED = "watched"
    NO_ACTUAL = "no_actual"
    BLANK = "blank"
    NO_SUCH_ITEM = "no_such_item"
    TOO_SMALL = "too_small"
    NOT_REPORTED = "not_reported"
    UNREADABLE = "unreadable"
    CONFLICTING_VALUES = "conflicting_values"
    NO_BASELINE = "no_baseline"
    MISSING_YEAR = "missing_year"
    NO_MEANING = "no_meaning"
    PART_YEAR = "part_year"
    DATE_NEEDED = "date_needed"
    NO_UNITS = "no_units"
    UNITS_MISSING = "units_missing"
    NOT_DECIDED = "not_decided"


@dataclass(frozen=True, slots=True)
class Rule:
    """One flat row: indicator × due year × interval × path to it. Engines know rules, nothing else.

    It judges the years after `after_year` up to `until_year` (the milestone of t, the next one between two, the last
    one after the last). Dates are integers yyyymmdd. `start` is s in the compared unit; `direction` is +1 where more
    is better, −1 where less is, 0 without one. `sign` is −1 where the data give a fall as a positive number.
    `scale` is 10 to the decimals that a report prints. `scope` is own (the plan's region), listed, level (each region
    of `level`) or every_unit. `band`, `path` and what follows them up to `no_path` are the way to the target, see
    `judgement.paths`. `whole_year` is true where a value is what happened in a whole year, so that a part of the year
    cannot be held beside it; `limit` is a natural limit of the values.
    """

    plan: str
    indicator: str
    order: int
    due_year: int
    due_end: int
    after_year: int
    until_year: int
    kind: str
    measure: str
    low: float | None
    low_open: bool
    high: float | None
    high_open: bool
    low_eff: float
    high_eff: float
    baseline: float | None
    baseline_year: int | None
    start: float | None
    first_year: int
    sign: float
    direction: int
    scale: float
    no_target: str
    falls_to_zero: bool
    unit: str
    per: float | None
    scope: str
    own_region: str
    level: str
    band: float
    path: str
    way_from: float | None
    way_to: float
    path_from: float | None
    path_start: float | None
    path_end: float | None
    path_sign: int
    holds: bool
    no_path: str
    whole_year: bool
    limit: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """One judged actual. Field names and order are those of the JSON; None where there is nothing."""

    plan: str
    indicator: str
    name: str
    row: str | int | None
    category: str | None
    group: str | None
    department: str | None
    region: str
    level: str | None
    year: int
    part: str | None
    due: str
    due_date: str | None
    is_due: bool
    constraint: str
    certainty: str
    unit: str | None
    measure: str
    rate_sign: str | None
    baseline: float | None
    baseline_text: str | None
    baseline_year: int | None
    comparison: str | None
    target: str | None
    low: float | None
    low_open: bool | None
    high: float | None
    high_open: bool | None
    better: str | None
    tolerance: float | None
    reference: str | None
    actual: float | None
    written: str | None
    conversion: str | None
    numerator: float | None
    denominator: float | None
    per: float | None
    status: str | None
    note: str | None
    compared: float | None
    verdict: str
    reason: str | None
    latest_year: int | None
    done_on: str | None
    days_late: int | None
    gap: float | None
    gap_unit: str | None
    gap_count: float | None
    gap_count_unit: str | None
    gap_count_of: str | None
    relative_gap: float | None
    completion: float | None
    progress: float | None
    worse_than_baseline: bool | None
    rounds_to_target: bool
    pace: str | None
    pace_reason: str | None
    band: float | None
    path: str | None
    tau: float | None
    path_from: float | None
    path_start: float | None
    path_end: float | None
    path_value: float | None
    lead: float | None
    required_annual_change: float | None
    change_per_year: float | None
    change_since: int | None
    outlook: str | None
    projected: float | None
    projected_se: float | None
    trend_points: int | None
    trend_per_year: float | None
    open_sdg: Mapping[str, Any] | None
    part_of: str | None
    every_unit: bool
    units_total: int | None
    units_failed: tuple[str, ...] | None
    units_missing: tuple[str, ...] | None
    plan_at: str
    actual_at: str | None


RESULT_KEYS: tuple[str, ...] = tuple(own.name for own in fields(Result))
"""The columns of every full output, in order."""

_KINDS = {"float": Kind.REAL, "int": Kind.WHOLE, "bool": Kind.FLAG}
RESULT_KINDS: Mapping[str, Kind] = {
    own.name: _KINDS.get(str(own.type).removesuffix(" | None"), Kind.TEXT) for own in fields(Result)
}
"""What each column holds where results are a table."""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many results of each verdict; met + unmet + … = total, over all and per constraint."""

    overall: Mapping[Verdict, int]
    by_constraint: Mapping[Constraint, Mapping[Verdict, int]]
    met_early: int = 0
    due_without_data: int = 0
    paces: Mapping[Constraint, Mapping[str, int]] = field(default_factory=dict)
    """How many of each of `PACE_CLASSES`, per constraint; they too add up to the results counted."""
    by_level: Mapping[str, Mapping[Verdict, int]] = field(default_factory=dict)
    """The verdicts per level of regions, where a run was too large to show every result; '' for the plans' own."""

    @property
    def total(self) -> int:
        """All results counted."""
        return sum(self.overall.values())


class EngineReason(StrEnum):
    """Why a run took another engine than the usual one, or not the one that was asked for."""

    SIZE = "size"
    ASKED = "asked"
    NOT_PLAIN = "not_plain"


@dataclass(frozen=True, slots=True)
class Method:
    """What a reader needs to recompute the run. `band` and `path` are None where the plans differ; see `paces`."""

    band: float | None = 0.10
    path: str | None = "linear"
    paces: tuple[PlanPace, ...] = ()
    pace_method: str = "default"
    slack: float = 1e-9
    fail_on: str = "binding"
    engine: str = "polars"
    engine_reason: EngineReason | None = None
    filters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file that went into a run, with the hash of what was read."""

    path: str
    sha256: str


LineKey = tuple[str, str, str, str, str]
"""Plan, indicator, region, level ('' for none) and measure: what has one series of values."""

History = Mapping[LineKey, tuple[tuple[int, float], ...]]
"""The compared values of all years that the data have, by line, in the order of the years."""


@dataclass(frozen=True)
class Assessment:
    """All results of a run: method, plans, counts, findings, the worst results, and one lazy frame of all rows.

    `frame` has a row a result, in no order: readers of it sort. `read` turns such a frame into results. `failing` are
    the (plan, class) whose misses fail the run. `top` is how many results at most are to be shown. At size the results
    are not `whole`: only the worst are objects, and `stream` writes all of them to a path, as csv or parquet:
    a file, or with `streams_folder` a folder of files.
    """

    method: Method
    plans: tuple[LoadedPlan, ...]
    years: tuple[int, ...]
    counts: Counts
    findings: tuple[Diagnostic, ...]
    worst: tuple[Result, ...]
    frame: nw.LazyFrame[Any]
    read: Callable[[nw.LazyFrame[Any]], Iterator[Result]]
    files: tuple[InputFile, ...] = ()
    failures: int = 0
    failing: frozenset[tuple[str, str]] = frozenset()
    history: Callable[[], History] = dict
    """Reads the values of all years, also of those that were not judged: for trends, and who moved."""
    top: int | None = None
    whole: bool = True
    stream: Callable[[str, str], None] | None = None
    streams_folder: bool = False

    def results(self) -> Iterator[Result]:
        """Yield all results by plan, indicator, region and year; unit rows behind the line they are part of."""
        return self.read(self.frame)
