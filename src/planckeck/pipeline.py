"""The stages wired together: a request in, an assessment out. Every command that judges comes through here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planckeck.model.assessment import Assessment, InputFile, Method, Verdict
from planckeck.model.names import name_key
from planckeck.model.pace import PlanPace
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import Done
from planckeck.plans import load_plans
from planckeck.plans.loading import SUFFIXES
from planckeck.plans.supplied import SuppliedValue, check_supplied, parse_supplied, read_supplied
from planckeck.problems import Diagnostic, InputError, Place, Severity, fails, has_errors, in_reading_order, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

if TYPE_CHECKING:
    import narwhals as nw

    from planckeck.readers import Expectation

PLANS_FOLDER = "plans"
DEFAULT_METHOD = "default"
OPEN_SDG = "open-sdg"
WORST = 20
_CLASSES = {
    "binding": say("binding"),
    "expected": say("expected"),
    "guiding": say("guiding"),
    "advocated": say("advocated"),
    "none": say("no class"),
}
_FALLING = (Constraint.BINDING, Constraint.EXPECTED, Constraint.GUIDING, Constraint.ADVOCATED)


@dataclass(frozen=True, slots=True)
class Request:
    """What one evaluation was asked for. `fail_on` None means binding, or any where no plan prints a class.

    `band` None leaves the pace band to each plan.
    """

    actuals: tuple[str, ...]
    plans: tuple[str, ...] = ()
    year: int | None = None
    all_years: bool = False
    regions: tuple[str, ...] = ()
    constraints: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    references_file: str | None = None
    fail_on: str | None = None
    encoding: str | None = None
    band: float | None = None
    pace_method: str = DEFAULT_METHOD


def validate_plans(paths: Sequence[str]) -> tuple[tuple[LoadedPlan, ...], tuple[Diagnostic, ...]]:
    """Load plan files and folders (default: the plans folder).

    Returns: the plans without errors, and all findings. Raises: InputError where there is no plan file.
    """
    return load_plans(paths or [PLANS_FOLDER])


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


def assess(request: Request) -> Assessment:
    """Hold the actuals of a request against its plans.

    Raises: InputError for a plan or file that cannot be used; bad rows are findings of the assessment.
    """
    from planckeck.engines import pandas_frame
    from planckeck.judgement import Choice, judge
    from planckeck.judgement.results import counts_of, read_results, result_frame, worst_results
    from planckeck.model.frames import ACTUAL_COLUMNS, columns_of
    from planckeck.readers import read_actuals

    plans = usable_plans(request.plans, _supplied(request))
    read = read_actuals(request.actuals, _expectations(plans), request.encoding)
    actuals = pandas_frame(columns_of(ACTUAL_COLUMNS, read.rows))
    choice = Choice(
        request.year,
        request.all_years,
        plans_named=len(plans) == 1,
        band=request.band,
        open_sdg=request.pace_method == OPEN_SDG,
    )
    judged = judge(plans, actuals, pandas_frame, choice)
    frame = _filtered(result_frame(judged, pandas_frame), request)
    fail_on = request.fail_on or default_fail_on(judged.plans)
    findings = [*read.findings, *judged.findings, *_due_without_data(frame, judged.plans, fail_on)]
    return Assessment(
        method=_method(request, judged.plans, fail_on),
        plans=judged.plans,
        years=tuple(sorted({year for own in judged.years.values() for year in own})),
        counts=counts_of(frame),
        findings=in_reading_order(findings),
        worst=worst_results(frame, judged.plans, WORST),
        frame=frame,
        read=lambda rows: read_results(rows, judged.plans),
        files=(*_plan_files(judged.plans), *read.files),
    )


def _method(request: Request, plans: tuple[LoadedPlan, ...], fail_on: str) -> Method:
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
        fail_on=fail_on,
        engine="pandas",
        filters=_filters(request),
    )


def _expectations(plans: tuple[LoadedPlan, ...]) -> dict[str, Expectation]:
    from planckeck.readers import Expectation

    expected: dict[str, Expectation] = {}
    for loaded in plans:
        for indicator in loaded.plan.indicators:
            promises = loaded.promises[indicator.id]
            is_product = bool(promises) and all(isinstance(promise.target, Done) for promise in promises)
            for name in (indicator.name, indicator.id, *indicator.aliases):
                expected.setdefault(name_key(name), Expectation(is_product, indicator.unit or ""))
    return expected


def _supplied(request: Request) -> tuple[SuppliedValue, ...]:
    from_file = read_supplied(request.references_file) if request.references_file else ()
    supplied = (*from_file, *(parse_supplied(text) for text in request.references))
    if supplied:
        check_supplied([loaded.plan for loaded in usable_plans(request.plans)], supplied)
    return supplied


def rule_rows(plans: Sequence[LoadedPlan]) -> list[dict[str, Any]]:
    """Return the rule rows of plans as plain mappings, for machines."""
    from planckeck.judgement.rules import rules_for

    return [asdict(rule) for loaded in plans for rule in rules_for(loaded)]


def _plan_files(plans: tuple[LoadedPlan, ...]) -> Iterator[InputFile]:
    import hashlib

    for loaded in plans:
        path = loaded.positions.file
        yield InputFile(path, hashlib.sha256(Path(path).read_bytes()).hexdigest())


def default_fail_on(plans: tuple[LoadedPlan, ...]) -> str:
    """Return binding, or any where a plan prints no class at all."""
    printed = {
        loaded.plan.id: any(indicator.constraint is not Constraint.NONE for indicator in loaded.plan.indicators)
        for loaded in plans
    }
    return "binding" if all(printed.values()) else "any"


def failing_constraints(fail_on: str) -> frozenset[str]:
    """Return the classes whose misses fail a run: the one named and those more binding."""
    if fail_on == "never":
        return frozenset()
    if fail_on == "any":
        return frozenset(constraint.value for constraint in Constraint)
    return frozenset(constraint.value for constraint in _FALLING[: _FALLING.index(Constraint(fail_on)) + 1])


def is_failure(assessment: Assessment, strict: bool = False) -> bool:
    """Tell whether a run fails: a miss at or above `fail_on`, an error finding, or under `strict` a warning."""
    if assessment.method.fail_on == "never":
        return False
    failing = failing_constraints(assessment.method.fail_on)
    unmet = any(
        counts[Verdict.UNMET] > 0
        for constraint, counts in assessment.counts.by_constraint.items()
        if constraint in failing
    )
    return unmet or fails(assessment.findings, strict)


def _filters(request: Request) -> tuple[str, ...]:
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
    if request.constraints:
        frame = frame.filter(nw.col("constraint").is_in(list(request.constraints)))
    return frame


def _due_without_data(frame: nw.LazyFrame[Any], plans: tuple[LoadedPlan, ...], fail_on: str) -> Iterator[Diagnostic]:
    import narwhals as nw

    failing = failing_constraints(fail_on)
    without = frame.filter((nw.col("verdict") == "no_data") & nw.col("due_now") & (nw.col("part_of") == ""))
    places = {loaded.plan.id: loaded for loaded in plans}
    rows = without.select("plan", "order", "indicator", "name", "constraint", "year", "region", "reason").sort(
        "plan", "order", "year"
    )
    for row in rows.collect().rows(named=True):
        # an actual that is there but unreadable has been said already
        if row["constraint"] in failing and row["reason"] not in {"unreadable", "conflicting_values"}:
            yield diagnose(
                "PK314",
                places[row["plan"]].place(row["indicator"], "id"),
                indicator=row["name"],
                constraint=_CLASSES[row["constraint"]],
                year=row["year"],
                help=say("add a row for {region}, {year}", region=row["region"], year=row["year"]),
            )
