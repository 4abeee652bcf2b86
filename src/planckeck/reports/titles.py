"""Titles and leads of reports that are documents: what a report is about, and its first sentences."""

from __future__ import annotations

from collections.abc import Sequence

from planckeck.model.assessment import Assessment, Result
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import counts
from planckeck.reports.gaps import list_of
from planckeck.reports.headlines import headlines
from planckeck.reports.rows import DASH


def capital(text: str) -> str:
    """Return a heading: its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]


def facts(loaded: LoadedPlan, own: Sequence[Result], translate: Translate) -> str:
    """Return region, period and the years that were judged."""
    plan = loaded.plan
    years = list_of(sorted({str(result.year) for result in own}), translate) or DASH
    said = say(
        "Region: {region}. Period: {period}. Evaluated: {years}.", region=plan.region, period=plan.period, years=years
    )
    return said.text(translate)


def leads(assessment: Assessment, own: Sequence[Result], left_out: int, translate: Translate) -> list[str]:
    """Return the first sentences on a plan: its counts; of a run that is not shown whole, those of the run."""
    whole = len(assessment.plans) == 1 or left_out
    said = list(headlines(assessment.counts if whole else counts.tally(own), translate))
    if left_out:
        more = say("{count} more results are not shown; --format csv has all of them", count=left_out)
        said.append(more.text(translate))
    return said
