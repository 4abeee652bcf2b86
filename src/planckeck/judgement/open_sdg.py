"""The method of Open SDG, for offices that report by it: compound growth so far against the growth that is required.

Written from the method's documentation (open-sdg/open-sdg, docs/progress-methodology.md and
docs/indicator-configuration.md). It has its own column and its own zero rule; verdict and pace know nothing of it.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.judgement.verdicts import NOTHING
from planckeck.model.measure import YEARLY, Measure
from planckeck.model.pace import OpenSdg
from planckeck.model.target import SLACK

LINE = ("plan", "indicator", "region", "level")
KEY = (*LINE, "year", "due_year")
ZERO = 0.001
"""What a base or a target of 0 counts as: compound growth knows no 0."""

EXPONENT = 4.44
WITH_TARGET = (0.95, 0.60)
WITHOUT_TARGET = (0.015, 0.005)


def with_open_sdg(judged: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add open_sdg_status and open_sdg_value: R with a target, the signed growth a year without one.

    CAGR = (y/y0)^(1/(t − t0)) − 1, from the first year with data at or after the stated base year (the baseline's,
    else the period's first) to the latest up to the year judged, whole years only. R = d·CAGR/|CAGR required|, d = +1
    where more is better; both turn round where y0 is negative. `chosen` has a row a line and year.
    """
    frame = judged.with_columns(base_stated=_stated_base())
    frame = frame.join(_ends(frame, chosen), on=list(KEY), how="left")
    frame = frame.with_columns(sdg_target=_target_level())
    frame = frame.with_columns(
        base=_not_zero(nw.col("y0")),
        sdg_target=_not_zero(nw.col("sdg_target")),
        sdg_years=nw.col("t1") - nw.col("t0"),
        sdg_left=nw.col("due_year") - nw.col("t0"),
    )
    frame = frame.with_columns(grown=_growth("y1", "sdg_years"), needed=_growth("sdg_target", "sdg_left"))
    frame = frame.with_columns(open_sdg_value=_value())
    frame = frame.with_columns(open_sdg_status=_status())
    return frame.select(*judged.collect_schema().names(), "open_sdg_status", "open_sdg_value")


def _stated_base() -> nw.Expr:
    stated = nw.col("baseline_year")
    return nw.when(stated.is_null()).then(nw.col("first_year")).otherwise(stated)


def _ends(frame: nw.LazyFrame[Any], chosen: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Return the base and the latest actual of every line and year judged: t0, y0, t1, y1."""
    known = chosen.filter(~nw.col("value").is_null() & (nw.col("part") == ""))
    known = known.select(*LINE, nw.col("year").alias("known_in"), nw.col("value").alias("known"))
    asked = frame.select(*KEY, "base_stated").unique()
    pairs = asked.join(known, on=list(LINE), how="inner")
    pairs = pairs.filter((nw.col("known_in") >= nw.col("base_stated")) & (nw.col("known_in") <= nw.col("year")))
    ends = pairs.group_by(*KEY).agg(t0=nw.col("known_in").min(), t1=nw.col("known_in").max())
    for end, value in (("t0", "y0"), ("t1", "y1")):
        own = known.rename({"known_in": end, "known": value})
        ends = ends.join(own, on=[*LINE, end], how="inner")
    return ends


def _has_target() -> nw.Expr:
    """持续下降 and the like say a direction, no level: the method's case without a target."""
    edge = nw.when(nw.col("low").is_null()).then(nw.col("high")).otherwise(nw.col("low"))
    only_direction = nw.col("measure").is_in([measure.value for measure in YEARLY]) & (edge == 0)
    return (nw.col("no_target") == "") & ~only_direction


def _target_level() -> nw.Expr:
    """The target as a level of the data: the edge on the side of the direction, b + t of a change, b·(1 + t/100)."""
    edge = nw.when(nw.col("direction") > 0).then(nw.col("low")).otherwise(nw.col("high"))
    b = nw.col("baseline")
    relative = nw.when(b > 0).then(b * (1 + edge / 100))
    level = nw.when(nw.col("measure") == Measure.LEVEL.value).then(edge).otherwise(NOTHING)
    level = nw.when(nw.col("measure") == Measure.CHANGE.value).then(b + edge).otherwise(level)
    level = nw.when(nw.col("measure") == Measure.PERCENT_CHANGE.value).then(relative).otherwise(level)
    return nw.when(_has_target() & (nw.col("direction") != 0)).then(level)


def _not_zero(term: nw.Expr) -> nw.Expr:
    return nw.when(term == 0).then(nw.lit(ZERO)).otherwise(term)


def _growth(end: str, years: str) -> nw.Expr:
    """(y/y0)^(1/years) − 1; −1 where y is 0, null where the signs differ or there is no year between."""
    ratio = nw.col(end) / nw.when(nw.col("base") != 0).then(nw.col("base"))
    span = nw.when(nw.col(years) > 0).then(nw.col(years))
    grown = (nw.when(ratio > 0).then(ratio).log() / span).exp() - 1
    lost = nw.when(nw.col(years) > 0).then(nw.lit(-1.0))
    return nw.when(ratio == 0).then(lost).otherwise(grown)


def _value() -> nw.Expr:
    turned = nw.when(nw.col("y0") < 0).then(nw.lit(-1.0)).otherwise(nw.lit(1.0))
    signed = nw.col("grown") * nw.col("direction") * turned
    needed = nw.col("needed").abs()
    ratio = signed / nw.when(needed > 0).then(needed)
    return nw.when(nw.col("direction") != 0).then(nw.when(_has_target()).then(ratio).otherwise(signed))


def _status() -> nw.Expr:
    """The first that holds: no data or direction, target achieved, not computable, the thresholds from the top."""
    k = nw.when(_has_target()).then(nw.lit(1.0)).otherwise(_near_limit())
    status = _said(OpenSdg.DETERIORATION)
    status = nw.when(nw.col("open_sdg_value") >= -SLACK).then(_said(OpenSdg.LIMITED_PROGRESS)).otherwise(status)
    for place, reached in ((1, OpenSdg.MODERATE_PROGRESS), (0, OpenSdg.SUBSTANTIAL_PROGRESS)):
        bar = nw.when(_has_target()).then(nw.lit(WITH_TARGET[place])).otherwise(nw.lit(WITHOUT_TARGET[place]))
        status = nw.when(nw.col("open_sdg_value") >= bar * k - SLACK).then(_said(reached)).otherwise(status)
    # a base that is the target: no growth is required, and any there was led away from it, or the target is achieved
    lost = _has_target() & (nw.col("needed") == 0)
    lost = lost & ~nw.col("grown").is_null() & (nw.col("grown") != 0)
    computable = ~nw.col("open_sdg_value").is_null() | lost
    status = nw.when(computable).then(status).otherwise(_said(OpenSdg.NOT_AVAILABLE))
    status = nw.when(_is_achieved()).then(_said(OpenSdg.TARGET_ACHIEVED)).otherwise(status)
    unknown = nw.col("y1").is_null() | (nw.col("direction") == 0) | (nw.col("kind") == "done")
    unknown = unknown | (nw.col("verdict") == "not_applicable")
    return nw.when(unknown).then(_said(OpenSdg.NOT_AVAILABLE)).otherwise(status)


def _said(status: OpenSdg) -> nw.Expr:
    return nw.lit(status.value)


def _is_achieved() -> nw.Expr:
    """The latest value meets the target on the side of the direction; an open edge itself does not."""
    target, y = nw.col("sdg_target"), nw.col("y1")
    width = SLACK * nw.max_horizontal(nw.lit(1.0), target.abs())
    is_open = nw.when(nw.col("direction") > 0).then(nw.col("low_open")).otherwise(nw.col("high_open"))
    beyond = (y - target) * nw.col("direction")
    return _has_target() & ((~is_open & (beyond >= -1 * width)) | (is_open & (beyond > width)))


def _near_limit() -> nw.Expr:
    """K: the thresholds shrink near a natural limit L; 1 without one, and far from it.

    1 − (y0/L)^4.44 for y0 ≤ L, 1 − ((2L − y0)/L)^4.44 for L < y0 < 2L, 1 from 2L on; magnitudes where negative. A
    limit above values that should fall is no limit of theirs: K is 1.
    """
    y, limit = nw.col("y0").abs(), nw.col("limit").abs()
    span = nw.when(limit > 0).then(limit)
    near = nw.when(y <= limit).then(y / span).otherwise((2 * limit - y) / span)
    power = nw.when(near > 0).then((nw.when(near > 0).then(near).log() * EXPONENT).exp()).otherwise(nw.lit(0.0))
    elsewhere = (nw.col("direction") < 0) & (nw.col("y0") >= 0) & (nw.col("y0") < nw.col("limit"))
    far = nw.col("limit").is_null() | (limit == 0) | (y >= 2 * limit) | elsewhere
    return nw.when(far).then(nw.lit(1.0)).otherwise(1 - power)
