"""Pace, outlook and the statuses of Open SDG: closed lists, and how pace was judged in a plan."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PaceReason(StrEnum):
    """Why no pace is given; a closed list, never localised."""

    BASELINE_YEAR = "baseline_year"
    DUE_REACHED = "due_reached"
    NO_START = "no_start"
    BASELINE_IS_A_BOUND = "baseline_is_a_bound"
    DONE = "done"
    YEARLY_MEASURE = "yearly_measure"
    NO_TARGET = "no_target"
    NO_DATA = "no_data"
    NOT_APPLICABLE = "not_applicable"
    PART_YEAR = "part_year"
    MOVING_BAR = "moving_bar"


class Pace(StrEnum):
    """Where an actual stands beside the path to its target, before the target is due; from good to bad."""

    AHEAD = "ahead"
    ON_PACE = "on_pace"
    BEHIND = "behind"
    REGRESSED = "regressed"


class Outlook(StrEnum):
    """Whether the trend so far, drawn on to the due date, meets the target; an extrapolation, no promise."""

    LIKELY = "likely"
    UNLIKELY = "unlikely"


class OpenSdg(StrEnum):
    """The statuses of the method of Open SDG, which are never mixed with the paces."""

    TARGET_ACHIEVED = "target_achieved"
    SUBSTANTIAL_PROGRESS = "substantial_progress"
    MODERATE_PROGRESS = "moderate_progress"
    LIMITED_PROGRESS = "limited_progress"
    DETERIORATION = "deterioration"
    NOT_AVAILABLE = "not_available"


NO_PACE = "none"
"""The class of pace counts for results without a pace."""

PACE_CLASSES: tuple[str, ...] = (*Pace, NO_PACE)


@dataclass(frozen=True, slots=True)
class PlanPace:
    """How pace was judged in one plan: the band as a share of the way, the path, and the years it runs from and to."""

    plan: str
    band: float = 0.10
    path: str = "linear"
    from_year: int | None = None
    to_year: int | None = None
