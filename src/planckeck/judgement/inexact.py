"""Inexact actuals (≥95, <0.1, 3-5): every value that they allow meets the target, or none does, or nothing is decided.

No value is made from a bound: there is no gap, no progress and no pace. Only a level is decided; a measure that
computes with the value has none.
"""

from __future__ import annotations

import narwhals as nw

from planckeck.model.target import SLACK

DECIDED_IN, DECIDED_OUT, UNDECIDED = "in", "out", "open"


def decided() -> nw.Expr:
    """Return whether the values that the bounds allow lie in the interval: in, out, open; '' for a row without bounds.

    An open bound (>95) leaves its own figure out, so it lies beyond the slack that an edge has.
    """
    low, high = nw.col("at_least"), nw.col("at_most")
    bounded = nw.col("value").is_null() & (~low.is_null() | ~high.is_null())
    lowest, highest = low + _beyond(low), high - _beyond(high)
    above = (lowest >= nw.col("low_eff")) | (nw.col("low").is_null())
    below = (highest <= nw.col("high_eff")) | (nw.col("high").is_null())
    inside = _true(above) & _true(below)
    outside = _true(lowest > nw.col("high_eff")) | _true(highest < nw.col("low_eff"))
    outcome = nw.when(inside).then(nw.lit(DECIDED_IN)).otherwise(nw.lit(UNDECIDED))
    outcome = nw.when(outside).then(nw.lit(DECIDED_OUT)).otherwise(outcome)
    outcome = nw.when(nw.col("measure") == "level").then(outcome).otherwise(nw.lit(UNDECIDED))
    return nw.when(bounded).then(outcome).otherwise(nw.lit(""))


def _beyond(bound: nw.Expr) -> nw.Expr:
    width = 3 * SLACK * nw.max_horizontal(nw.lit(1.0), bound.abs())
    return nw.when(_true(nw.col("bounds_open"))).then(width).otherwise(nw.lit(0.0))


def _true(condition: nw.Expr) -> nw.Expr:
    """Return a condition that is false where a term of it is unknown."""
    return nw.when(condition).then(nw.lit(value=True)).otherwise(nw.lit(value=False))
