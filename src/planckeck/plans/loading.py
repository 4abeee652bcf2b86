"""Plan files to plans: bytes → text → tree → model → promises, every fault of every file collected."""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from planckeck.model.plan import Plan
from planckeck.model.promise import LoadedPlan, Positions
from planckeck.plans.faults import MOST_FINDINGS, Faults, faults_of, without_faults
from planckeck.plans.meaning import check_meaning
from planckeck.plans.nodes import Tree, read_tree
from planckeck.problems import Diagnostic, InputError, Place, Severity, has_errors, in_reading_order, say
from planckeck.problems.kinds import diagnose
from planckeck.yamllimits import MAX_BYTES

if TYPE_CHECKING:
    from planckeck.plans.supplied import SuppliedValue

PLANS_FOLDER = "plans"
SUFFIXES = (".yaml", ".yml")


class PlanCheck(NamedTuple):
    """What the check of one plan file found. `id` is None where the file holds an error, `id_place` is the id's."""

    file: str
    id: str | None
    id_place: Place
    findings: tuple[Diagnostic, ...]


def load_plan(path: str | os.PathLike[str]) -> LoadedPlan:
    """Load one plan file.

    Raises: InputError with every finding of the file if one of them is an error.
    """
    plan, findings = read_plan(FilePath(path))
    if plan is None:
        raise InputError(findings)
    return plan


def load_plans(
    paths: Sequence[str | os.PathLike[str]], supplied: Sequence[SuppliedValue] = ()
) -> tuple[tuple[LoadedPlan, ...], tuple[Diagnostic, ...]]:
    """Load plan files and folders of them; `supplied` are values of references from outside the files.

    Returns: the plans that hold no error, in the order of their files, and all findings of all files.
    Raises: InputError if a path does not exist, cannot be read, or holds no plan file.
    """
    read = [read_plan(file, supplied) for file in find_plan_files(paths)]
    plans = tuple(plan for plan, _ in read if plan is not None)
    findings = [finding for _, of_file in read for finding in of_file]
    equal = equal_ids((loaded.plan.id, loaded.positions.value("id")) for loaded in plans)
    return plans, in_reading_order((*findings, *equal))


def check_plan(file: FilePath) -> PlanCheck:
    """Check one plan file. Raises: InputError if it cannot be read."""
    loaded, findings = read_plan(file)
    if loaded is None:
        return PlanCheck(file.as_posix(), None, Place(file.as_posix()), findings)
    return PlanCheck(file.as_posix(), loaded.plan.id, loaded.positions.value("id"), findings)


def equal_ids(ids: Iterable[tuple[str, Place]]) -> Iterator[Diagnostic]:
    """Yield plans of one id in two folders, by their ids and where these stand; data could not tell them apart."""
    first: dict[str, Place] = {}
    for plan_id, place in ids:
        earlier = first.setdefault(plan_id, place)
        if earlier is not place:
            yield diagnose("PK115", place, related=earlier, id=plan_id, first=earlier.file)


def find_plan_files(paths: Iterable[str | os.PathLike[str]]) -> tuple[FilePath, ...]:
    """Return the plan files behind paths, folders searched through, each once and sorted within its folder."""
    files: dict[FilePath, FilePath] = {}
    missing: list[Diagnostic] = []
    for given in paths:
        path = FilePath(given)
        if path.is_dir():
            found = sorted(file for file in path.rglob("*") if file.suffix in SUFFIXES and file.is_file())
            if not found:
                missing.append(diagnose("PK121", Place(path.as_posix()), path=path.as_posix()))
            for file in found:
                files.setdefault(file.resolve(), file)
        elif path.exists():
            files.setdefault(path.resolve(), path)
        else:
            missing.append(_no_such_plan(path))
    if missing:
        raise InputError(missing)
    return tuple(files.values())


def _no_such_plan(path: FilePath) -> Diagnostic:
    from planckeck.problems.suggest import did_you_mean

    folder = path.parent
    names = sorted(file.name for file in folder.iterdir() if file.suffix in SUFFIXES) if folder.is_dir() else []
    return diagnose(
        "PK120",
        Place(path.as_posix()),
        path=path.as_posix(),
        problem=say("no such file or folder"),
        help=did_you_mean(path.name, names),
    )


def read_plan(
    path: FilePath, supplied: Sequence[SuppliedValue] = ()
) -> tuple[LoadedPlan | None, tuple[Diagnostic, ...]]:
    """Read one plan file whole; the plan is None if any finding is an error."""
    file = path.as_posix()
    text, finding = _read_text(path, file)
    if text is None:
        return None, (finding,) if finding else ()
    return read_plan_text(text, file, path.stem, supplied)


def read_plan_text(
    text: str, file: str, stem: str, supplied: Sequence[SuppliedValue] = ()
) -> tuple[LoadedPlan | None, tuple[Diagnostic, ...]]:
    """Read a plan from its text; `stem` is the file name that its id must equal."""
    tree = read_tree(text, file)
    top = _top_fault(tree, file)
    if top is not None:
        return None, (*tree.faults, *top)
    positions = Positions(file, tree.of_keys, tree.of_values)
    plan, faults = _validate(tree.value, positions, tree, stem)
    if supplied:
        from planckeck.plans.supplied import with_supplied

        plan = with_supplied(plan, supplied)
    promises, baselines, findings = check_meaning(plan, positions, faults, text)
    found = in_reading_order((*tree.faults, *faults.findings, *findings))
    everything = _without_ignored(text, file, found)
    said = _at_most(everything, faults.unsaid)
    if has_errors(everything):
        return None, said
    return LoadedPlan(plan, positions, promises, baselines), said


def _at_most(findings: Sequence[Diagnostic], unsaid: int) -> tuple[Diagnostic, ...]:
    """Return a file's findings, errors before others where they are too many to be read, and how many are left out."""
    left_out = unsaid + max(len(findings) - MOST_FINDINGS, 0)
    if not left_out:
        return tuple(findings)
    weighed = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))[:MOST_FINDINGS]
    last = max(finding.place for finding in weighed)
    return in_reading_order((*weighed, diagnose("PK116", last, count=left_out)))


def _without_ignored(text: str, file: str, findings: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    if "planckeck:" not in text:  # the mark of a comment that speaks to planckeck
        return findings
    from planckeck.plans.ignores import without_ignored

    return in_reading_order(without_ignored(text, file, findings))


def _read_text(path: FilePath, file: str) -> tuple[str | None, Diagnostic | None]:
    try:
        with path.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError(
            [
                diagnose(
                    "PK120",
                    Place(file),
                    path=file,
                    problem=error.strerror or str(error),
                    help=say("check the path and its permissions"),
                )
            ]
        ) from None
    if len(content) > MAX_BYTES:
        help_ = say("split it into several files")
        return None, diagnose("PK113", Place(file), what=say("file size in bytes"), limit=MAX_BYTES, help=help_)
    content = content.removeprefix(codecs.BOM_UTF8)
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8")) + 1
        place = Place(file, line, column)
        return None, diagnose("PK111", place, byte=content[error.start], offset=error.start)


def _top_fault(tree: Tree, file: str) -> tuple[Diagnostic, ...] | None:
    if tree.value is None:
        return () if tree.faults else (diagnose("PK109", Place(file)),)
    if not isinstance(tree.value, dict):
        found = say("list") if isinstance(tree.value, list) else say("single value")
        return (diagnose("PK110", tree.of_values[()], found=found),)
    return None


def _validate(value: dict[Any, Any], positions: Positions, tree: Tree, stem: str) -> tuple[Plan, Faults]:
    """Return the plan with its faulty fields left out, so that the rest is still checked, and the faults."""
    faults = Faults(tree.faulty)
    try:
        plan = Plan.model_validate(value)
    except ValidationError as error:
        faults_of(error, value, positions, faults)
        plan = without_faults(value, faults, stem)
    if not faults.covers(("id",)) and plan.id != stem:
        faults.add(("id",), diagnose("PK108", positions.value("id"), id=plan.id, stem=stem))
    _find_double_ids(plan, positions, faults)
    return plan, faults


def _find_double_ids(plan: Plan, positions: Positions, faults: Faults) -> None:
    first: dict[str, int] = {}
    for number, indicator in enumerate(plan.indicators):
        path = ("indicators", number, "id")
        if faults.covers(path):
            continue
        if indicator.id in first:
            related = positions.value("indicators", first[indicator.id], "id")
            found = diagnose("PK107", positions.value(*path), related=related, id=indicator.id, first=related.line)
            faults.add(path, found)
        first.setdefault(indicator.id, number)
