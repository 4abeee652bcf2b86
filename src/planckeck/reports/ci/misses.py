"""Targets not met as findings at their line of the plan, for forms that know nothing but findings."""

from __future__ import annotations

from planckeck.model.assessment import Assessment, Result, Verdict
from planckeck.problems import Diagnostic, Place, Translate
from planckeck.problems.kinds import diagnose
from planckeck.reports.ci.junit import is_failing
from planckeck.reports.rows import badness, row_of


def misses(assessment: Assessment, translate: Translate) -> tuple[Diagnostic, ...]:
    """Return a finding a plan's own line that is not met, worst first: PK401 where it fails the run, else PK402.

    The texts of actual, target and gap are in the language of `translate` already.
    """
    unmet = [line for line in assessment.results() if line.part_of is None and line.verdict == Verdict.UNMET]
    return tuple(_miss(result, assessment, translate) for result in sorted(unmet, key=badness))


def _miss(result: Result, assessment: Assessment, translate: Translate) -> Diagnostic:
    row = row_of(result, translate)
    return diagnose(
        "PK401" if is_failing(result, assessment) else "PK402",
        _place(result.plan_at),
        related=_place(result.actual_at) if result.actual_at else None,
        indicator=result.name,
        region=result.region,
        year=row.year,
        actual=row.actual,
        target=row.target,
        help=row.gap,
    )


def findings_and_misses(assessment: Assessment, translate: Translate) -> tuple[Diagnostic, ...]:
    """Return all that a run has to say at a place: misses worst first, then the findings in reading order."""
    return (*misses(assessment, translate), *assessment.findings)


def _place(at: str) -> Place:
    """Return the place that a result carries as `file:line`."""
    file, _, line = at.rpartition(":")
    return Place(file, int(line)) if file and line.isdecimal() else Place(at)
