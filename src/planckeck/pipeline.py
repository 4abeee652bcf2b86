"""The stages wired together: a request in, an assessment out. Every command that judges comes through here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from planckeck.failing import NEVER, due_without_data, fail_on_text, failing_lines, failing_pairs, nothing_judged
from planckeck.model.assessment import Assessment, EngineReason, InputFile, Method, Verdict
from planckeck.model.pace import PlanPace
from planckeck.model.promise import LoadedPlan
from planckeck.model.regions import RegionTable
from planckeck.plans import load_plans
from planckeck.plans.loading import PLANS_FOLDER, SUFFIXES
from planckeck.plans.supplied import SuppliedValue, check_supplied, parse_supplied, read_supplied
from planckeck.problems import InputError, Place, Severity, fails, has_errors, in_reading_order, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

if TYPE_CHECKING:
    import narwhals as nw

    from planckeck.judgement import Judged
    from planckeck.readers import Read, ReadRequest

DEFAULT_METHOD = "default"
OPEN_SDG = "open-sdg"
WORST = 20
AUTO, SMALL, SCANNING, SPARK = "auto", "polars", "duckdb", "spark"
"""What --engine says by default, what auto takes for what people type, what it takes from a size on, and a cluster."""
SCANNERS = frozenset({SCANNING, SPARK})
"""Engines that judge only what they scan themselves."""


class Request(NamedTuple):
    """What one evaluation was asked for. `fail_on` None means binding, or any where no plan prints a class.

    `band` None leaves the pace band to each plan. `in_any_case` are ids of plans that are judged although neither the
    data nor `plans` speak of them. `engine` is auto, or one of ENGINES; `top` how many results at most are shown;
    `numbered` asks for the lines of results that are shown, which at size costs a slow pass; `streams` for results that
    are written as they come. `spark_master` is the address of a Spark, of which there may be a session already.
    `meanwhile` is done while a large table is scanned.
    """

    reading: ReadRequest
    plans: tuple[str, ...] = ()
    year: int | None = None
    all_years: bool = False
    regions: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    references_file: str | None = None
    fail_on: str | None = None
    regions_file: str | None = None
    roll_up: bool = False
    allow_partial: bool = False
    band: float | None = None
    pace_method: str = DEFAULT_METHOD
    in_any_case: tuple[str, ...] = ()
    engine: str = "auto"
    top: int | None = None
    numbered: bool = True
    streams: bool = False
    spark_master: str | None = None
    meanwhile: Callable[[], None] = lambda: None


def has_plans_folder() -> bool:
    """Tell whether there is a folder of plans where a command looks for one that was not named."""
    return Path(PLANS_FOLDER).is_dir()


def _plan_path(name: str) -> Path:
    path = Path(name)
    if path.exists() or path.suffix in SUFFIXES or len(path.parts) > 1:
        return path
    for suffix in SUFFIXES:
        if (of_id := Path(PLANS_FOLDER) / f"{name}{suffix}").exists():
            return of_id
    folder = Path(PLANS_FOLDER)
    ids = sorted(file.stem for file in folder.glob("*.y*ml")) if folder.is_dir() else []
    problem = say("no such file or folder, and no plan of that id in {folder}/", folder=PLANS_FOLDER)
    raise InputError([diagnose("PK120", Place(name), path=name, problem=problem, help=did_you_mean(name, ids))])


def usable_plans(asked: Sequence[str], supplied: Sequence[SuppliedValue] = ()) -> tuple[LoadedPlan, ...]:
    """Load the plans that `--plan` names: files, folders, or ids of plans in the plans folder (default: all there).

    Raises: InputError with every error of every plan file asked for, or where there is no such plan.
    """
    plans, findings = load_plans([_plan_path(name) for name in asked] or [PLANS_FOLDER], supplied)
    if has_errors(findings):
        raise InputError([finding for finding in findings if finding.severity is Severity.ERROR])
    return plans


def supplied_plans(
    asked: Sequence[str], references: Sequence[str], references_file: str | None = None
) -> tuple[LoadedPlan, ...]:
    """Load plans as `usable_plans` does, with values of outside references (NAME[:INDICATOR]=VALUE, and a file's).

    Raises: InputError for a plan with an error, and for a value that no plan refers to.
    """
    from_file = read_supplied(references_file) if references_file else ()
    supplied = (*from_file, *(parse_supplied(text) for text in references))
    if supplied:
        check_supplied([loaded.plan for loaded in usable_plans(asked)], supplied)
    return usable_plans(asked, supplied)


def assess(request: Request) -> Assessment:
    """Hold the actuals of a request against its plans.

    Raises: InputError for a plan or file that cannot be used; bad rows are findings of the assessment.
    """
    return assess_in_depth(request)[0]


def assess_in_depth(request: Request) -> tuple[Assessment, Judged]:
    """Judge as `assess` does, and return beside the assessment the judgement that it was made from."""
    from planckeck.expecting import expectations_of
    from planckeck.readers import read_actuals

    plans = supplied_plans(request.plans, request.references, request.references_file)
    return judge_read(request, plans, read_actuals(request.reading, expectations_of(plans)))


def judge_read(request: Request, plans: tuple[LoadedPlan, ...], read: Read) -> tuple[Assessment, Judged]:
    """Judge actuals that were read against loaded plans, as `assess_in_depth` does."""
    judged = _judged(request, plans, read)
    return _assessment(request, read, judged), judged


def _judged(request: Request, plans: tuple[LoadedPlan, ...], read: Read) -> Judged:
    from planckeck.engines import frames_on
    from planckeck.judgement import Choice, judge
    from planckeck.model.frames import ACTUAL_COLUMNS, columns_of

    table = regions_table(request.regions_file)
    make = frames_on(engine_of(request))
    actuals = make(columns_of(ACTUAL_COLUMNS, read.rows))
    named = {loaded.plan.id for loaded in plans if is_named(loaded, request.plans)}
    choice = Choice(
        request.year,
        request.all_years,
        frozenset({*named, *request.in_any_case}),
        roll_up=request.roll_up,
        allow_partial=request.allow_partial,
        band=request.band,
        open_sdg=request.pace_method == OPEN_SDG,
    )
    return judge(plans, actuals, make, choice, table)


def _assessment(request: Request, read: Read, judged: Judged) -> Assessment:
    from planckeck.engines import frames_on
    from planckeck.expecting import doubtful_regions
    from planckeck.judgement.behind import history_of
    from planckeck.judgement.counting import counts_of
    from planckeck.judgement.results import read_results, result_frame, worst_results

    frame = _filtered(result_frame(judged, frames_on(engine_of(request))), request)
    counts = counts_of(frame)
    findings = [
        *read.findings,
        *doubtful_regions(judged.plans, read),
        *judged.findings,
        *due_without_data(frame, judged.plans, request.fail_on),
        *nothing_judged(counts.total, filters_of(request), request.year),
    ]
    misses = failing_lines(frame, judged.plans, request.fail_on, Verdict.UNMET)
    return Assessment(
        method=method_of(request, judged.plans),
        plans=judged.plans,
        years=tuple(sorted({year for own in judged.years.values() for year in own})),
        counts=counts,
        failures=len(misses.select("plan").collect()),
        top=request.top,
        failing=failing_pairs(judged.plans, request.fail_on),
        findings=in_reading_order(findings),
        worst=worst_results(frame, judged.plans, request.top or WORST, judged.terms),
        frame=frame,
        read=lambda rows: read_results(rows, judged.plans, judged.terms),
        files=(*plan_files(judged.plans), *read.files),
        history=lambda: history_of(judged),
    )


def is_named(loaded: LoadedPlan, asked: Sequence[str]) -> bool:
    """Tell whether a plan was asked for by its file or id, not found in a folder; such a plan is judged in any case."""
    file = Path(loaded.positions.file)
    return any(loaded.plan.id == name or Path(name) == file for name in asked)


def method_of(request: Request, plans: tuple[LoadedPlan, ...]) -> Method:
    """Return how a request is judged, as every report says it."""
    from planckeck.judgement.rules import band_of, path_of

    paces = tuple(
        PlanPace(
            loaded.plan.id,
            band_of(loaded, request.band),
            path_of(loaded),
            loaded.plan.baseline_year,
            loaded.plan.last_year,
        )
        for loaded in plans
    )
    bands, paths = {own.band for own in paces}, {own.path for own in paces}
    return Method(
        band=bands.pop() if len(bands) == 1 else None,
        path=paths.pop() if len(paths) == 1 else None,
        paces=paces,
        pace_method=request.pace_method,
        fail_on=fail_on_text(plans, request.fail_on),
        engine=engine_of(request),
        engine_reason=EngineReason.NOT_PLAIN if request.engine in SCANNERS else None,
        filters=filters_of(request),
    )


def regions_table(path: str | None) -> RegionTable:
    """Read a regions table; an empty one without a path. Raises: InputError."""
    from planckeck.readers.regions import read_regions

    return read_regions(path) if path else RegionTable()


def rule_rows(plans: Sequence[LoadedPlan]) -> list[dict[str, Any]]:
    """Return the rule rows of plans as plain mappings, for machines."""
    from planckeck.judgement.rules import rules_for

    return [asdict(rule) for loaded in plans for rule in rules_for(loaded)]


def plan_files(plans: tuple[LoadedPlan, ...]) -> Iterator[InputFile]:
    """Yield the plans' files with their hashes."""
    import hashlib

    for loaded in plans:
        path = loaded.positions.file
        yield InputFile(path, hashlib.sha256(Path(path).read_bytes()).hexdigest())


def is_failure(assessment: Assessment, strict: bool = False) -> bool:
    """Tell whether a run fails: a miss at or above `fail_on`, an error finding, or under `strict` a warning."""
    if assessment.method.fail_on == NEVER:
        return False
    return assessment.failures > 0 or fails(assessment.findings, strict)


def engine_of(request: Request) -> str:
    """Return the engine of a judgement of rows that were read one by one; a scanner judges only what it scans."""
    return SMALL if request.engine in {AUTO, *SCANNERS} else request.engine


def filters_of(request: Request) -> tuple[str, ...]:
    """Return what a request limits the counts to, as it is said beside them."""
    return (
        *(f"region={region}" for region in request.regions),
        *(f"constraint={constraint}" for constraint in request.constraints),
    )


def _filtered(frame: nw.LazyFrame[Any], request: Request) -> nw.LazyFrame[Any]:
    import narwhals as nw

    if request.regions:
        asked = list(request.regions)
        known = sorted(frame.select("region").unique().collect()["region"].to_list())
        strange = [region for region in asked if region not in known]
        if strange:
            place = Place("--region")
            raise InputError(
                [diagnose("PK322", place, region=region, help=did_you_mean(region, known)) for region in strange]
            )
        frame = frame.filter(nw.col("region").is_in(asked) | nw.col("part_of").is_in(asked))
        # a unit that was asked for by name, without its plan's line, is judged and counted for itself
        alone = ~nw.col("part_of").is_in(asked)
        frame = frame.with_columns(part_of=nw.when(alone).then(nw.lit("")).otherwise(nw.col("part_of")))
    if request.constraints:
        frame = frame.filter(nw.col("constraint").is_in(list(request.constraints)))
    return frame
