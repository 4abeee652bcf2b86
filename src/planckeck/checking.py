"""Plan files checked, each for itself: a file's findings are kept, its plan is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planckeck.plans import PlanCheck, check_plan, equal_ids, find_plan_files
from planckeck.plans.loading import PLANS_FOLDER
from planckeck.problems import Diagnostic, Place, in_reading_order


@dataclass(frozen=True, slots=True)
class Check:
    """What a check of plan files found: the files without an error in their order, and every finding of all files."""

    in_order: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def check_plans(paths: Sequence[str]) -> Check:
    """Check plan files and folders of them (default: the plans folder).

    Raises: InputError if a path does not exist, cannot be read, or holds no plan file.
    """
    return _gathered(check_plan(file) for file in find_plan_files(paths or [PLANS_FOLDER]))


def _gathered(checks: Iterable[PlanCheck]) -> Check:
    in_order: list[str] = []
    ids: list[tuple[str, Place]] = []
    findings: list[Diagnostic] = []
    for check in checks:
        findings += check.findings
        if check.id is not None:
            in_order.append(check.file)
            ids.append((check.id, check.id_place))
    return Check(tuple(in_order), in_reading_order((*findings, *equal_ids(ids))))
