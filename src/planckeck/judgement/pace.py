"""Pace: where an actual stands beside the path to its target before the target is due (DESIGN §4.4).

Lazy expressions over judged rows, once for every engine: the columns of `Rule` and of `verdicts`, with `at_end` (the
end of what the value covers, yyyymmdd) and `part`. What a path is stands in `paths`.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.judgement.verdicts import NOTHING
from planckeck.model.measure import AVERAGE, Measure
from planckeck.model.pace import Pace, PaceReason
from planckeck.model.target import SLACK

FIFTHS = 5
"""The steps of a path of steps: 20, 40, 60, 80, 100 % of a stretch, due at the end of each fifth of its time."""

LEVELS = [Measure.LEVEL, Measure.CHANGE, Measure.CUMULATIVE]
"""Measures whose gap can be closed by so much a year."""


def with_pace(judged: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add moment, pace, pace_reason ('' where there is a pace), tau, path_value, lead and required.

    τ = (t − t0)/(due − t0). path_value = start + share·(end − start) of the stretch that t lies in, with
    share = (t − from)/(due − from), or ⌊5·share⌋/5 on a path of steps. lead = (m − path_value)/|end − start|, signed
    toward the target. required = (edge − m)/(due − t), in the compared unit a year.
    """
    judged = judged.with_columns(moment=moment_of())
    judged = judged.with_columns(pace_reason=_reason(), tau=_tau())
    on_path = (nw.col("pace_reason") == "") & ~nw.col("path_from").is_null()
    judged = judged.with_columns(path_value=nw.when(on_path).then(_path_value()))
    judged = judged.with_columns(lead=_lead())
    return judged.with_columns(
        pace=nw.when(nw.col("pace_reason") == "").then(_pace()).otherwise(nw.lit("")), required=_required()
    )


def moment_of() -> nw.Expr:
    """Return t as a real year: the end of what the value covers, 2018.0 for all of 2018, 2017.5 for its first half."""
    months = ((nw.col("at_end") - nw.col("year") * 10000) / 100).floor()
    return nw.col("year") - 1 + months / 12


def _reason() -> nw.Expr:
    """Why there is no pace, the first that holds; '' where there is one."""
    m = nw.col("compared")
    partly = nw.col("whole_year") & (nw.col("part") != "")
    reason = nw.col("no_path")
    for holds, why in (
        (partly, PaceReason.PART_YEAR),
        (nw.col("due_now"), PaceReason.DUE_REACHED),
        (nw.col("moment") <= nw.col("way_from"), PaceReason.BASELINE_YEAR),
        (m.is_null(), PaceReason.NO_DATA),
        (nw.col("no_path") == PaceReason.YEARLY_MEASURE, PaceReason.YEARLY_MEASURE),
        (nw.col("no_target") != "", PaceReason.NO_TARGET),
        (nw.col("kind") == "done", PaceReason.DONE),
        (nw.col("verdict") == "not_applicable", PaceReason.NOT_APPLICABLE),
    ):
        reason = nw.when(holds).then(nw.lit(why.value)).otherwise(reason)
    return reason


def _tau() -> nw.Expr:
    """The share of the time from t0 to the due date that is over; null outside of it and without a t0."""
    t, t0, due = nw.col("moment"), nw.col("way_from"), nw.col("way_to")
    is_meant = (nw.col("kind") == "number") & (nw.col("no_target") == "") & ~_is_yearly()
    within = (t >= t0) & (t <= due) & (due > t0)
    return nw.when(is_meant & within).then((t - t0) / nw.when(due > t0).then(due - t0))


def _is_yearly() -> nw.Expr:
    return nw.col("no_path") == PaceReason.YEARLY_MEASURE.value


def _path_value() -> nw.Expr:
    start, end = nw.col("path_start"), nw.col("path_end")
    length = nw.col("way_to") - nw.col("path_from")
    share = (nw.col("moment") - nw.col("path_from")) / nw.when(length > 0).then(length)
    steps = (share * FIFTHS + SLACK).floor() / FIFTHS
    return start + nw.when(nw.col("path") == "steps").then(steps).otherwise(share) * (end - start)


def _lead() -> nw.Expr:
    """How far m is ahead of the path (+) or behind it (−), as a share of the stretch; null on a flat one."""
    length = (nw.col("path_end") - nw.col("path_start")).abs()
    ahead = (nw.col("compared") - nw.col("path_value")) * nw.col("path_sign")
    return nw.when(length > 0).then(ahead / nw.when(length > 0).then(length))


def _pace() -> nw.Expr:
    """The first that holds: regressed, ahead (met, or lead ≥ band), on_pace (lead ≥ −band), behind."""
    inside, behind = nw.col("inside"), nw.lit(Pace.BEHIND.value)
    regressed = _is_worse_than_start()
    by_lead = nw.when(nw.col("lead") >= -1 * nw.col("band") - SLACK).then(nw.lit(Pace.ON_PACE.value)).otherwise(behind)
    by_lead = nw.when(nw.col("lead") >= nw.col("band") - SLACK).then(nw.lit(Pace.AHEAD.value)).otherwise(by_lead)
    by_lead = nw.when(_is_past_the_far_edge()).then(behind).otherwise(by_lead)
    by_path = nw.when(inside).then(nw.lit(Pace.AHEAD.value)).otherwise(by_lead)
    by_path = nw.when(regressed).then(nw.lit(Pace.REGRESSED.value)).otherwise(by_path)
    # a bar to hold: what lies inside is on pace, also where it is worse than the start
    lost = nw.when(regressed).then(nw.lit(Pace.REGRESSED.value)).otherwise(behind)
    held = nw.when(inside).then(nw.lit(Pace.ON_PACE.value)).otherwise(lost)
    average = nw.when(inside).then(nw.lit(Pace.ON_PACE.value)).otherwise(behind)
    pace = nw.when(nw.col("holds")).then(held).otherwise(by_path)
    return nw.when(nw.col("measure").is_in([measure.value for measure in AVERAGE])).then(average).otherwise(pace)


def _is_worse_than_start() -> nw.Expr:
    """m is worse than s; without a direction, and of a budget, farther from the interval. False where s is unknown."""
    s = nw.col("start")
    width = SLACK * nw.max_horizontal(nw.lit(1.0), s.abs())
    farther = (_distance(nw.col("compared")) - _distance(s)) > width
    worse = nw.when(nw.col("worse").is_null()).then(farther).otherwise(nw.col("worse") == 1)
    return nw.when(s.is_null()).then(nw.lit(value=False)).otherwise(worse)


def _distance(value: nw.Expr) -> nw.Expr:
    """How far a value lies outside of the closed interval, 0 inside."""
    below = nw.when(value < nw.col("low")).then(nw.col("low") - value).otherwise(nw.lit(0.0))
    return nw.when(value > nw.col("high")).then(value - nw.col("high")).otherwise(below)


def _is_past_the_far_edge() -> nw.Expr:
    """m went through an interval of two edges and out on the other side: it must come back, so it is not ahead."""
    sign, m = nw.col("path_sign"), nw.col("compared")
    return ((sign > 0) & (m > nw.col("high_eff"))) | ((sign < 0) & (m < nw.col("low_eff")))


def _required() -> nw.Expr:
    """(edge − m)/(due − t) where it is not due and not met.

    Null under averages, for a part of a year's flow, and toward a bar that is another indicator: it moves every year.
    """
    left = nw.col("way_to") - nw.col("moment")
    open_ = (nw.col("verdict") == "not_due") & (nw.col("gap") != 0) & (left > 0)
    whole = ~(nw.col("whole_year") & (nw.col("part") != ""))
    fitting = nw.col("measure").is_in([measure.value for measure in LEVELS])
    stands = nw.col("no_path") != PaceReason.MOVING_BAR.value
    return (
        nw.when(open_ & fitting & whole & stands).then(nw.col("gap") / nw.when(left > 0).then(left)).otherwise(NOTHING)
    )
