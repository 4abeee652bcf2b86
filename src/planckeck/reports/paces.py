"""Pace and outlook in words: the word for the pace, a small bar with the time marker, what is needed a year."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.pace import OpenSdg, Outlook, Pace, PaceReason
from planckeck.problems import Translate, say
from planckeck.reports import numbers
from planckeck.reports.gaps import with_unit

WORDS = {
    Pace.AHEAD: N_("ahead"),
    Pace.ON_PACE: N_("on pace"),
    Pace.BEHIND: N_("behind"),
    Pace.REGRESSED: N_("regressed"),
}
MET_EARLY = N_("met early")
"""The word for `ahead` where the target is met before it is due."""

NO_PACE = N_("without pace")
OUTLOOKS = {Outlook.LIKELY: N_("likely to be met"), Outlook.UNLIKELY: N_("unlikely to be met")}
REASONS = {
    PaceReason.BASELINE_YEAR: N_("the path begins with the baseline year"),
    PaceReason.DUE_REACHED: N_("the target is due"),
    PaceReason.NO_START: N_("no baseline to start from"),
    PaceReason.BASELINE_IS_A_BOUND: N_("the baseline is a bound, not a number"),
    PaceReason.DONE: N_("it is done or not done"),
    PaceReason.YEARLY_MEASURE: N_("every year is judged on its own"),
    PaceReason.NO_TARGET: N_("no target value"),
    PaceReason.NO_DATA: N_("no data"),
    PaceReason.NOT_APPLICABLE: N_("not applicable"),
    PaceReason.PART_YEAR: N_("part of a year cannot be held against whole years"),
    PaceReason.MOVING_BAR: N_("the bar is another indicator, and moves with it"),
}
OPEN_SDG = {
    OpenSdg.TARGET_ACHIEVED: N_("target achieved"),
    OpenSdg.SUBSTANTIAL_PROGRESS: N_("substantial progress"),
    OpenSdg.MODERATE_PROGRESS: N_("moderate progress"),
    OpenSdg.LIMITED_PROGRESS: N_("limited progress"),
    OpenSdg.DETERIORATION: N_("deterioration"),
    OpenSdg.NOT_AVAILABLE: N_("not available"),
}

LATE = frozenset({Pace.BEHIND, Pace.REGRESSED})
CELLS = 10
FILLED, EMPTY, MARKER = "●", "○", "▏"
"""Signs of the bar; every one of them encodes in GBK."""


def pace_word(result: Result, translate: Translate) -> str:
    """Return the word for a pace, empty without one; 提前实现 where the target is met before it is due."""
    if result.pace is None:
        return ""
    if result.pace == Pace.AHEAD and result.verdict == Verdict.MET:
        return translate(MET_EARLY)
    return translate(WORDS[Pace(result.pace)])


def bar(result: Result) -> str:
    """Return the progress as a bar of ten cells with the time as a marker in it; empty where either is unknown."""
    if result.pace is None or result.progress is None or result.tau is None:
        return ""
    filled = max(0, min(CELLS, int(result.progress * CELLS + 1e-9)))
    cells = FILLED * filled + EMPTY * (CELLS - filled)
    place = max(0, min(CELLS, round(result.tau * CELLS)))
    return cells[:place] + MARKER + cells[place:]


def shares(result: Result, translate: Translate) -> str:
    """Return “progress 46% ▏ time 60%”; where the path is not straight from the baseline, also what is due by now."""
    if result.pace is None or result.progress is None or result.tau is None:
        return ""
    progress = say("progress {share}%", share=percent(result.progress)).text(translate)
    time = say("time {share}%", share=percent(result.tau)).text(translate)
    said = [progress, time]
    due = _due_share(result)
    if due is not None and abs(due - result.tau) > 1e-9:
        said.insert(1, say("due by now {share}%", share=percent(due)).text(translate))
    return f" {MARKER} ".join(said)


def _due_share(result: Result) -> float | None:
    """How far the path is by now, as a share of the whole way from the baseline to the target."""
    if result.path_value is None or result.path_end is None or result.baseline is None or result.measure != "level":
        return None
    length = result.path_end - result.baseline
    return (result.path_value - result.baseline) / length if length else None


def percent(share: float) -> str:
    """Return a share in whole percent, half up; what is short of 100 % never shows as 100."""
    exact = Decimal(numbers.exact(share * 100))
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    if whole == 100 and exact < 100:
        return str(exact.quantize(Decimal("0.1"), ROUND_DOWN))
    return str(whole)


def signed(value: float, result: Result) -> str:
    """Return a change for people, with its sign: +0.126, −2."""
    least = numbers.decimals(result.target or "")
    shown = numbers.shown(abs(value), (0.0,), least)
    return shown if shown == "0" else f"{'+' if value > 0 else '-'}{shown}"


def needed(result: Result, translate: Translate) -> str:
    """Return what is needed a year from now on, in the gap's unit; empty where nothing is."""
    if result.required_annual_change is None:
        return ""
    amount = with_unit(signed(result.required_annual_change, result), result.gap_unit, translate)
    return say("{amount} a year needed", amount=amount).text(translate)


def so_far(result: Result, translate: Translate) -> str:
    """Return the mean change a year so far, and since when."""
    if result.change_per_year is None or result.change_since is None:
        return ""
    amount = signed(result.change_per_year, result)
    is_recent = result.change_since == result.year - 3 and result.change_since != result.baseline_year
    if is_recent:
        return say("mean of the last three years {amount}", amount=amount).text(translate)
    return say("mean since {year} {amount}", year=result.change_since, amount=amount).text(translate)


def needed_and_so_far(result: Result, translate: Translate) -> str:
    """Return “+0.126 a year needed, mean of the last three years +0.04”; empty where nothing is needed."""
    first = needed(result, translate)
    if not first:
        return ""
    second = so_far(result, translate)
    return say("{needed}, {so_far}", needed=first, so_far=second).text(translate) if second else first


def projection(result: Result, translate: Translate) -> str:
    """Return what the trend comes to at the due date, with its standard error; empty without a trend."""
    if result.projected is None:
        return ""
    edges = (result.low, result.high)
    least = numbers.decimals(result.target or "")
    value = numbers.shown(result.projected, edges, least)
    if result.projected_se is None:
        return value
    error = numbers.shown(result.projected_se, (), least)
    return say("{value} (standard error {error})", value=value, error=error).text(translate)


def outlook_word(result: Result, translate: Translate) -> str:
    """Return the word for an outlook, empty without one."""
    return "" if result.outlook is None else translate(OUTLOOKS[Outlook(result.outlook)])


def open_sdg_word(result: Result, translate: Translate) -> str:
    """Return the status by the method of Open SDG; empty where it was not asked for."""
    return "" if result.open_sdg is None else translate(OPEN_SDG[OpenSdg(result.open_sdg["status"])])


def open_sdg_text(result: Result, translate: Translate) -> str:
    """Return that status marked as Open SDG's, so that nobody takes it for a pace."""
    word = open_sdg_word(result, translate)
    return say("Open SDG: {status}", status=word).text(translate) if word else ""
