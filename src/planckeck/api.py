"""planckeck from Python: a plan, a table of actual values in whatever library, and what became of the plan.

plan = planckeck.load_plan("plans/longhu-2016-2020.yaml")
found = planckeck.evaluate(plan, frame, year=2020)
found.counts, found.results, found.frame
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from planckeck.model.assessment import RESULT_KINDS, Assessment, Counts, Result
from planckeck.model.frames import ACTUAL_COLUMNS, columns_of
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Diagnostic

if TYPE_CHECKING:
    from planckeck.pipeline import Request
    from planckeck.readers import Read, ReadRequest
    from planckeck.tables import Table

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]
Plans = LoadedPlan | str | os.PathLike[str] | Sequence[LoadedPlan | str | os.PathLike[str]]
FRAME = "frame"
"""What a table in memory is called in findings and results: `frame#3` is its third row."""


@dataclass(frozen=True)
class Actuals:
    """Actual values that were read: `findings` about cells and tables, and the rows as a frame of a library.

    `frame` has the columns of `model.frames.ACTUAL_COLUMNS`, a row a value: region, level, indicator, year, part (H1,
    Q3, M06, '' for a whole year), value (null where there is none; `status` says why), unit, text (as written), file,
    row, column …
    """

    frame: Any
    findings: tuple[Diagnostic, ...]
    read: Read


@dataclass(frozen=True)
class Evaluation:
    """What became of plans: counts, findings, results, and the same results as a frame of the library that was given.

    `frame` has a row a result and the columns of the JSON in their order; lists of units are joined by "; ".
    """

    assessment: Assessment
    table: Table

    @property
    def counts(self) -> Counts:
        """How many lines are met, unmet, not due … over all and per constraint."""
        return self.assessment.counts

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong or doubtful in the data, and targets that are due without data."""
        return self.assessment.findings

    @cached_property
    def results(self) -> tuple[Result, ...]:
        """All results, by plan, indicator, region and year.

        Raises: InputError (PK367) where the table was scanned: they are too many to be objects.
        """
        return tuple(self.assessment.results())

    @cached_property
    def frame(self) -> Any:
        """The results as a frame of the library that the actual values came in; of pandas where they came in files."""
        if self.assessment.stream is not None and self.assessment.streams_folder and self.table.is_of_a_cluster:
            name = _new_name()
            self.assessment.stream(name, "view")
            return self.table.of_name(name)
        if self.assessment.stream is not None:
            file = _new_file()
            self.assessment.stream(file.as_posix(), "parquet")
            return self.table.stored(file.as_posix())
        kinds = RESULT_KINDS.items()
        return self.table.like_it(
            {name: (kind, [_cell(getattr(own, name)) for own in self.results]) for name, kind in kinds}
        )

    @property
    def is_failure(self) -> bool:
        """Tell whether a target of a class that fails was missed, or the data hold an error."""
        from planckeck.pipeline import is_failure

        return is_failure(self.assessment)


def load_plan(path: str | os.PathLike[str], references: Mapping[str, object] | None = None) -> LoadedPlan:
    """Load a plan file. `references` are values of outside references, by name or name:indicator.

    Raises: InputError with every error of the file.
    """
    from planckeck.pipeline import supplied_plans

    return supplied_plans([os.fspath(path)], [f"{name}={value}" for name, value in (references or {}).items()])[0]


class ReadOptions(TypedDict, total=False):
    """How files are read; the fields of `readers.ReadRequest` by the same names."""

    encoding: str
    sheet: str
    decimal_comma: bool
    map_file: str
    region_from: str
    database_url: str
    database_query: str


def read_actuals(paths: Paths, plan: Plans = (), *, like: Any = None, **options: Unpack[ReadOptions]) -> Actuals:
    """Read tables of actual values: files, folders and patterns, as the command line does.

    `plan` says what to expect under each name (products, magnitudes). `like` is a frame of the library to return; the
    frame is one of pandas without it.
    Raises: InputError where a file cannot be used at all; bad rows are findings.
    """
    from planckeck.readers import ReadRequest

    names = [paths] if isinstance(paths, str | os.PathLike) else paths
    read = _read(ReadRequest(_texts(names), **options), _loaded(plan))
    return Actuals(_table(like).like_it(columns_of(ACTUAL_COLUMNS, read.rows)), tuple(read.findings), read)


class Options(TypedDict, total=False):
    """What `planckeck evaluate` can be asked for, by the names of its options; see `pipeline.Request`."""

    year: int | None
    all_years: bool
    regions: Sequence[str]
    constraints: Sequence[str]
    regions_file: str | None
    roll_up: bool
    allow_partial: bool
    band: float | None
    pace_method: str
    fail_on: str | None
    engine: str


def evaluate(plan: Plans, actuals: Any, **options: Unpack[Options]) -> Evaluation:
    """Hold actual values against a plan, or several.

    `actuals` is what `read_actuals` gave, a path (or several), or a frame of pandas, Polars, PyArrow, DuckDB or Spark
    with columns named as in a file: region, indicator, year, value … or 地区, 指标, 年份, 实际值. Its cells are read as
    those of a file are. What is large (8 MB of files, 200,000 rows of a frame) is scanned by DuckDB where it is
    installed, a DuckDB relation without a row of it in Python, and a Spark frame by Spark; `engine="polars"` reads it
    row by row.
    Raises: InputError for a plan or a table that cannot be used; TypeError for what is no table.
    """
    from planckeck.pipeline import Request, judge_read
    from planckeck.readers import GivenTable, ReadRequest

    plans, table, read = _loaded(plan), _table(None), None
    match actuals:
        case Actuals():
            read, reading = actuals.read, ReadRequest()
            table = _table(actuals.frame)
        case str() | os.PathLike():
            reading = ReadRequest((os.fspath(actuals),))
        case list() | tuple():
            reading = ReadRequest(_texts(actuals))
        case _:
            table = _table(actuals)
            reading = ReadRequest(tables=(GivenTable(FRAME, table.names, table.rows),))
    asked: dict[str, Any] = {**options}
    for several in {"regions", "constraints"} & asked.keys():
        asked[several] = tuple(asked[several])
    request = Request(reading, in_any_case=tuple(loaded.plan.id for loaded in plans), **asked)
    if read is None and (found := _scanned(request, plans, table)) is not None:
        return found
    return Evaluation(judge_read(request, plans, read or _read(reading, plans))[0], table)


def _scanned(request: Request, plans: tuple[LoadedPlan, ...], table: Table) -> Evaluation | None:
    """Judge what is large by a scan; None for what is not, and for what only the readers can read."""
    from planckeck.sizing import assess_large_files, assess_stored, is_worth_a_scan

    if not request.reading.tables:
        files = assess_large_files(request, plans)
        return None if files is None else Evaluation(files, table)
    if table.is_of_a_cluster:
        return _on_cluster(request, plans, table)
    if not is_worth_a_scan(request, len(table)):
        return None
    file = _new_file()
    try:
        table.store(file.as_posix())
    except Exception:  # noqa: BLE001 - cells of several types in one column: every library says it in its own way
        return None
    found = assess_stored(request, plans, file.as_posix(), f"{FRAME}#")
    if found is None:
        file.unlink()
        return None
    evaluation = Evaluation(found, table)
    weakref.finalize(evaluation, file.unlink, missing_ok=True)  # its results are made of it
    return evaluation


def _on_cluster(request: Request, plans: tuple[LoadedPlan, ...], table: Table) -> Evaluation | None:
    """Judge a large frame of Spark where its rows lie; None for what is small or no plain long table."""
    from planckeck.sizing import assess_named, is_worth_spark

    if not is_worth_spark(request, len(table)):
        return None
    name = _new_name()
    table.give_name(name)
    found = assess_named(request, plans, f"table:global_temp.{name}", f"{FRAME}#")
    return None if found is None else Evaluation(found, table)


def _new_name() -> str:
    return f"planckeck_{os.getpid()}_{next(_NUMBERS)}"


_NUMBERS = count()


def _new_file() -> Path:
    """Return where a Parquet file of this process may lie: a frame of results is read when it is asked for."""
    return Path(_folder()) / f"{next(_NUMBERS)}.parquet"


@cache
def _folder() -> str:
    folder = tempfile.mkdtemp(prefix="planckeck-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _texts(paths: Iterable[str | os.PathLike[str]]) -> tuple[str, ...]:
    return tuple(os.fspath(path) for path in paths)


def _cell(value: Any) -> Any:
    match value:
        case tuple():
            return "; ".join(value)
        case Mapping():
            return json.dumps(value, ensure_ascii=False)
        case _:
            return value


def _loaded(plan: Plans) -> tuple[LoadedPlan, ...]:
    from planckeck.pipeline import usable_plans

    given: Iterable[LoadedPlan | str | os.PathLike[str]]
    given = [plan] if isinstance(plan, LoadedPlan | str | os.PathLike) else plan
    return tuple(
        loaded for one in given for loaded in ([one] if isinstance(one, LoadedPlan) else usable_plans([os.fspath(one)]))
    )


def _read(request: ReadRequest, plans: tuple[LoadedPlan, ...]) -> Read:
    from planckeck.expecting import expectations_of
    from planckeck.readers import read_actuals as read_rows

    return read_rows(request, expectations_of(plans))


def _table(like: Any) -> Table:
    from planckeck.tables import Table, empty_table

    return empty_table() if like is None else Table(like)
