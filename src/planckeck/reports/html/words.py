"""The fixed words of the page."""

from __future__ import annotations

from planckeck.languages import N_

WORDS = {
    "skip": N_("Skip to the results"),
    "language": N_("Language of the page"),
    "glance": N_("At a glance"),
    "plans": N_("Plans"),
    "plan": N_("plan"),
    "plan_region": N_("region"),
    "period": N_("period"),
    "evaluated": N_("evaluated"),
    "pace_counts": N_("Pace of what is not due"),
    "results": N_("All results"),
    "results_note": N_("The worst stand first. A heading sorts; the fields filter."),
    "search": N_("search"),
    "verdict": N_("verdict"),
    "class": N_("class"),
    "category": N_("category"),
    "department": N_("department"),
    "region": N_("region"),
    "any": N_("any"),
    "reset": N_("show all"),
    "no": N_("no."),
    "indicator": N_("indicator"),
    "unit": N_("unit"),
    "year": N_("year"),
    "baseline": N_("baseline"),
    "target": N_("target"),
    "actual": N_("actual"),
    "gap": N_("gap"),
    "pace": N_("pace"),
    "chart": N_("chart"),
    "earlier": N_("previous page"),
    "later": N_("next page"),
    "legend": N_("Signs of the charts"),
    "milestone": N_("milestone"),
    "now": N_("where the path is by now"),
    "zone": N_("meets the target"),
    "path": N_("path to the target"),
    "values": N_("values so far"),
    "trends": N_("Trends"),
    "regions": N_("Regions"),
    "ranking": N_("Ranking"),
    "ranking_note": N_("By met / (met + not met) among targets that are due and have data."),
    "rank": N_("rank"),
    "rate": N_("met of those due"),
    "late": N_("behind"),
    "median_gap": N_("median gap of the misses, of the target"),
    "moved": N_("against the year before"),
    "heat": N_("Regions and indicators"),
    "spreads": N_("Indicators over all regions"),
    "with_value": N_("with a value"),
    "median": N_("median"),
    "range": N_("lowest to highest"),
    "farthest": N_("farthest from the target"),
    "findings": N_("Findings about plans and data"),
    "place": N_("place"),
    "finding": N_("finding"),
    "method": N_("Method and sources"),
    "files": N_("Files that were read"),
    "counted": N_("What was counted"),
    "uncertain": N_("* reading of the plan not certain; the plan file says why"),
}

MOVES = {
    "reached": N_("newly met"),
    "closer": N_("closer"),
    "same": N_("unchanged"),
    "farther": N_("farther"),
    "lost": N_("no longer met"),
}

LATE_WORD = N_("not due, behind")
GAP_STEPS = ((0.05, N_("not met, by up to 5% of the target")), (0.2, N_("not met, by up to 20% of the target")))
FAR_WORD = N_("not met, by more")
