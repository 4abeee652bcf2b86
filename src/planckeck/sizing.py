"""Which way a judgement takes: what people type is read row by row, what is large is scanned where it lies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from planckeck.failing import SAID_ALREADY, failing_pairs, missing_findings, nothing_judged
from planckeck.model.assessment import Assessment, EngineReason, InputFile, Result
from planckeck.pipeline import (
    AUTO,
    OPEN_SDG,
    SCANNERS,
    SCANNING,
    SPARK,
    WORST,
    Request,
    assess,
    filters_of,
    is_named,
    method_of,
    plan_files,
    supplied_plans,
)
from planckeck.problems import Diagnostic, InputError, Message, Place, in_reading_order, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from planckeck.large.assessing import Large, LargeRequest
    from planckeck.large.engine import Engine
    from planckeck.large.source import Source
    from planckeck.model.promise import LoadedPlan
    from planckeck.readers.interface import Expectations

LARGE_ROWS = 200_000
"""Rows of a table in memory from which it is scanned."""

MOST_FINDINGS = 100
"""Findings of one code that are shown at size; how many more there are is said."""


def assess_any(request: Request) -> Assessment:
    """Hold the actuals of a request against its plans, whatever their size.

    Raises: InputError for a plan or file that cannot be used; bad rows are findings of the assessment.
    """
    return _at_size(request) or assess(request)


def assess_large_files(request: Request, plans: tuple[LoadedPlan, ...]) -> Assessment | None:
    """Judge the files of a request against loaded plans, where they are large and can be scanned; else None."""
    found = _at_size(request, plans)
    return None if found is None else replace(found, read=lambda _: refused(found.counts.total, IN_PYTHON))


def is_worth_a_scan(request: Request, rows: int) -> bool:
    """Tell whether a table in memory is to be scanned, not read row by row."""
    from planckeck.large.duck import is_installed

    return request.engine == SCANNING or (request.engine == AUTO and rows >= LARGE_ROWS and is_installed())


def assess_stored(request: Request, plans: tuple[LoadedPlan, ...], file: str, name: str) -> Assessment | None:
    """Judge a table in memory that was stored as a Parquet file, `name` in findings; None where it is not plain."""
    asked = request._replace(reading=request.reading._replace(paths=(file,)), engine=SCANNING)
    found = _at_size(asked, plans, name)
    if found is None:
        return None
    method = replace(found.method, engine_reason=EngineReason.SIZE)
    # what is no file has no hash, and nobody expects one
    findings = tuple(one for one in found.findings if one.code != "PK373")
    return replace(found, method=method, findings=findings, read=lambda _: refused(found.counts.total, IN_PYTHON))


def is_worth_spark(request: Request, rows: int) -> bool:
    """Tell whether a frame of Spark is to be judged where it lies."""
    return request.engine == SPARK or (request.engine == AUTO and rows >= LARGE_ROWS)


def assess_named(request: Request, plans: tuple[LoadedPlan, ...], table: str, name: str) -> Assessment | None:
    """Judge a table that Spark knows by a name, `name` in findings; None where it is no plain long table."""
    reading = request.reading._replace(paths=(table,), tables=())
    try:
        found = _at_size(request._replace(reading=reading, engine=SPARK), plans, name)
    except InputError as error:
        if [one.code for one in error.diagnostics] == ["PK372"]:
            return None
        raise
    if found is None:
        return None
    findings = tuple(one for one in found.findings if one.code != "PK373")
    return replace(found, findings=findings, read=lambda _: refused(found.counts.total, IN_PYTHON))


def _at_size(
    request: Request, plans: tuple[LoadedPlan, ...] | None = None, name: str | None = None
) -> Assessment | None:
    """Judge a large table; None for what is not large, and for what only the readers can read.

    `plans` are those of the request where they are loaded; `name` is what the one file is called that nobody knows.
    """
    from planckeck.large.duck import is_installed
    from planckeck.large.engine import NotScanned
    from planckeck.large.sources import is_large

    is_fit = request.streams or is_large(request.reading)
    is_meant = request.engine in SCANNERS or (request.engine == AUTO and is_fit and is_installed())
    if not is_meant or request.regions_file or request.pace_method == OPEN_SDG:
        return None
    from planckeck.expecting import expectations_of

    if plans is None:
        plans = supplied_plans(request.plans, request.references, request.references_file)
    expectations = expectations_of(plans)
    engine, find = _opened(request, expectations)
    try:
        with engine.errors():
            source = find()
            if source is None:
                return None
            source = source if name is None else replace(source, shown=(name,))
            large_request = _large_request(request, plans, expectations)
            return _assessed(request, large_request, engine, source, plans)
    except NotScanned:  # bytes that are no text: the readers say where
        return None


def _opened(request: Request, expectations: Expectations) -> tuple[Engine, Callable[[], Source | None]]:
    """Open the engine of a request, and return with it what finds the table to scan."""
    if request.engine == SPARK:
        from planckeck.large.sparkfiles import find_spark_source
        from planckeck.large.sparksession import open_spark

        spark = open_spark(request.spark_master)
        return spark, lambda: find_spark_source(request.reading, expectations, spark)
    from planckeck.large.duck import open_duck
    from planckeck.large.sources import find_source

    duck = open_duck()
    return duck, lambda: find_source(request.reading, expectations, duck)


def _large_request(request: Request, plans: tuple[LoadedPlan, ...], expectations: Expectations) -> LargeRequest:
    from planckeck.judgement import Choice
    from planckeck.large.assessing import LargeRequest

    named = {loaded.plan.id for loaded in plans if is_named(loaded, request.plans)}
    choice = Choice(request.year, request.all_years, frozenset({*named, *request.in_any_case}), band=request.band)
    return LargeRequest(
        expectations,
        choice,
        request.regions,
        request.constraints,
        request.top or WORST,
        request.numbered,
        request.reading.progress,
    )


def _assessed(
    request: Request, asked: LargeRequest, engine: Engine, source: Source, plans: tuple[LoadedPlan, ...]
) -> Assessment:
    from planckeck.large.assessing import assess_large

    files: list[InputFile] = []

    def meanwhile() -> None:
        request.meanwhile()
        files.extend(_files(source))

    large = assess_large(engine, source, plans, replace(asked, meanwhile=meanwhile))
    _check_regions(request, large, engine)
    reason = EngineReason.ASKED if request.engine in SCANNERS else EngineReason.SIZE
    method = replace(method_of(request, large.plans), engine=engine.name, engine_reason=reason)
    failing = failing_pairs(large.plans, request.fail_on)
    counts = replace(large.totals.counts, by_level=large.totals.by_level)
    findings = [
        *large.findings,
        *_without_data(request, large, engine),
        *nothing_judged(counts.total, filters_of(request), request.year),
    ]
    return Assessment(
        method=method,
        plans=large.plans,
        years=tuple(sorted({year for own in large.years.values() for year in own})),
        counts=counts,
        findings=in_reading_order([*capped(findings), diagnose("PK365", Place(source.shown[0])), *_not_hashed(source)]),
        worst=large.worst,
        frame=large.side,
        read=lambda _: refused(counts.total),
        files=(*plan_files(large.plans), *files),
        failures=sum(count for pair, count in large.totals.unmet.items() if pair in failing),
        failing=failing,
        top=request.top or WORST,
        whole=False,
        stream=lambda path, format_: large.write(engine, path, format_),
        streams_folder=request.engine == SPARK,
    )


def _check_regions(request: Request, large: Large, engine: Engine) -> None:
    strange = [region for region in request.regions if not large.knows(engine, region)]
    if strange:
        place = Place("--region")
        known = sorted({loaded.plan.region for loaded in large.plans})
        raise InputError(
            [diagnose("PK322", place, region=region, help=did_you_mean(region, known)) for region in strange]
        )


WRITTEN = say("write them with --format csv or parquet and --output FILE; the table shows the worst")
IN_PYTHON = say("take the frame, which holds all of them; the worst are in assessment.worst")


def refused(total: int, help_: Message = WRITTEN) -> Iterator[Result]:
    """Refuse to make an object of every result. Raises: InputError."""
    raise InputError([diagnose("PK367", Place("planckeck"), count=total, help=help_)])


def _files(source: Source) -> Iterator[InputFile]:
    from pathlib import Path

    from planckeck.readers.inputs import Content

    for shown in source.shown:
        if Path(shown).is_file():
            yield InputFile(shown, Content(shown, Path(shown)).sha256())


def _not_hashed(source: Source) -> Iterator[Diagnostic]:
    """Say that what only Spark reaches, and folders that it reads as they are, have no hash."""
    from pathlib import Path

    for shown in source.shown:
        if shown in source.files and not Path(shown).is_file():
            yield diagnose("PK373", Place(shown))


def _without_data(request: Request, large: Large, engine: Engine) -> Iterator[Diagnostic]:
    """Yield the targets of a failing class that are due and have no data: the first of them, and how many more."""
    rows, count = large.due_without_data(
        engine, failing_pairs(large.plans, request.fail_on), SAID_ALREADY, MOST_FINDINGS
    )
    order = {loaded.plan.id: number for number, loaded in enumerate(large.plans)}
    rows = sorted(rows, key=lambda row: (order[row["plan"]], row["order"], row["year"], row["region"]))
    yield from missing_findings(rows[:MOST_FINDINGS], large.plans)
    if count > MOST_FINDINGS:
        yield diagnose("PK366", Place("planckeck"), kind="PK314", count=count - MOST_FINDINGS)


def capped(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """Keep so many findings of a code as people can read, and say how many more there are."""
    per_code: Mapping[str, list[Diagnostic]] = defaultdict(list)
    for finding in in_reading_order(findings):
        per_code[finding.code].append(finding)
    kept: list[Diagnostic] = []
    for code, found in per_code.items():
        kept += found[:MOST_FINDINGS]
        if len(found) > MOST_FINDINGS:
            kept.append(diagnose("PK366", Place("planckeck"), kind=code, count=len(found) - MOST_FINDINGS))
    return kept
