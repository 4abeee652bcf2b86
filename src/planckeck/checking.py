"""Plan files checked, each for itself: a file's findings are kept, its plan is not. Many files are shared out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from planckeck.plans import PlanCheck, check_plan, equal_ids, find_plan_files
from planckeck.plans.loading import PLANS_FOLDER
from planckeck.problems import Diagnostic, Place, in_reading_order

MANY = 60
"""From so many files on, more than one process is worth its start."""


class Check(NamedTuple):
    """What a check of plan files found: the files without an error in their order, and every finding of all files."""

    in_order: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def check_plans(paths: Sequence[str]) -> Check:
    """Check plan files and folders of them (default: the plans folder).

    Raises: InputError if a path does not exist, cannot be read, or holds no plan file.
    """
    return _gathered(_checks(find_plan_files(paths or [PLANS_FOLDER])))


def _checks(files: Sequence[Path]) -> Iterator[PlanCheck]:
    if len(files) < MANY:
        return map(check_plan, files)
    from planckeck.sharing import shared_out

    return shared_out(files)


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
