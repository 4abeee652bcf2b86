"""The words for the closed lists: verdicts, constraints, reasons, measures. English here; Chinese in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from planckeck.languages import N_
from planckeck.model.assessment import Reason, Result, Verdict
from planckeck.model.measure import Measure
from planckeck.model.plan import Certainty, Constraint

VERDICTS: Mapping[Verdict, str] = {
    Verdict.MET: N_("met"),
    Verdict.UNMET: N_("not met"),
    Verdict.NOT_DUE: N_("not due"),
    Verdict.NO_DATA: N_("no data"),
    Verdict.NO_TARGET: N_("no target"),
    Verdict.NOT_APPLICABLE: N_("not applicable"),
}

SIGNS: Mapping[Verdict, str] = {
    Verdict.MET: "●",
    Verdict.UNMET: "▲",
    Verdict.NOT_DUE: "○",
    Verdict.NO_DATA: "□",
    Verdict.NO_TARGET: "—",
    Verdict.NOT_APPLICABLE: "/",
}
"""A sign beside the word, for those who see no colour; every one of them encodes in GBK."""

CONSTRAINTS: Mapping[Constraint, str] = {
    Constraint.BINDING: N_("binding"),
    Constraint.EXPECTED: N_("expected"),
    Constraint.GUIDING: N_("guiding"),
    Constraint.ADVOCATED: N_("advocated"),
    Constraint.NONE: N_("no class"),
}

CERTAINTIES: Mapping[Certainty, str] = {
    Certainty.CERTAIN: N_("certain"),
    Certainty.PROBABLE: N_("probable"),
    Certainty.AMBIGUOUS: N_("ambiguous"),
}

REASONS: Mapping[Reason, str] = {
    Reason.REFERENCE_WITHOUT_VALUE: N_("bar outside the plan, its value not known"),
    Reason.QUALITATIVE: N_("the plan gives no figure"),
    Reason.READING_OPEN: N_("the plan can be read in more than one way"),
    Reason.WATCHED: N_("watched only, without a target"),
    Reason.NO_ACTUAL: N_("no row in the data"),
    Reason.BLANK: N_("the cell is empty"),
    Reason.NO_SUCH_ITEM: N_("the data give a dash: no such item"),
    Reason.TOO_SMALL: N_("smaller than the smallest unit shown"),
    Reason.NOT_REPORTED: N_("not reported yet"),
    Reason.UNREADABLE: N_("the cell cannot be read"),
    Reason.CONFLICTING_VALUES: N_("the data give two different values"),
    Reason.NO_BASELINE: N_("no baseline to measure from"),
    Reason.MISSING_YEAR: N_("a year that is needed is missing"),
    Reason.NO_MEANING: N_("the change cannot be computed from these values"),
    Reason.PART_YEAR: N_("only part of the year is covered"),
    Reason.DATE_NEEDED: N_("done, but the date is needed"),
    Reason.NO_UNITS: N_("no unit of this level in the data"),
    Reason.UNITS_MISSING: N_("some units have no data"),
    Reason.NOT_DECIDED: N_("the value is not exact enough to decide"),
}

MEASURES: Mapping[Measure, str] = {
    Measure.LEVEL: N_("level"),
    Measure.CHANGE: N_("change from the baseline"),
    Measure.PERCENT_CHANGE: N_("growth from the baseline"),
    Measure.YEARLY_CHANGE: N_("change from the year before"),
    Measure.YEARLY_PERCENT_CHANGE: N_("growth from the year before"),
    Measure.AVERAGE_ANNUAL_CHANGE: N_("change a year"),
    Measure.AVERAGE_ANNUAL_GROWTH: N_("growth a year"),
    Measure.CUMULATIVE: N_("sum so far"),
    Measure.TOTAL_RATE: N_("growth so far"),
    Measure.AVERAGE_RATE: N_("mean growth a year"),
}

FALLS: Mapping[Measure, str] = {
    Measure.TOTAL_RATE: N_("fall so far"),
    Measure.AVERAGE_RATE: N_("mean fall a year"),
}
"""The words where the data give a fall as a positive number."""


def measure_word(result: Result) -> str:
    """Return the word for a result's measure, not yet translated."""
    measure = Measure(result.measure)
    return FALLS.get(measure, MEASURES[measure]) if result.rate_sign == "fall" else MEASURES[measure]


STATUSES: Mapping[str, str] = {"provisional": N_("provisional"), "estimated": N_("estimated")}
"""What is said beside an actual; a final one needs no word."""

PATHS: Mapping[str, str] = {"linear": N_("straight line"), "steps": N_("steps")}

FAIL_ON: Mapping[str, str] = {
    "binding": N_("a binding target is missed"),
    "expected": N_("a binding or expected target is missed"),
    "guiding": N_("a binding, expected or guiding target is missed"),
    "advocated": N_("a target of any class is missed"),
    "any": N_("any target is missed"),
}
"""When a run counts as failed, by the option of that name."""
