"""The judgement itself: verdict, gap, completion and progress as lazy expressions, once for every engine (DESIGN §4.3).

A row is one rule held against one line and year. Its columns are those of `Rule`, with `compared` (m, null without
one), `lack` (why not), `bounds` (what an inexact actual decides), `at_end` (the end of what the value covers, yyyymmdd)
and for products `done_on`, `said_done`.
`model.target.Interval.holds` is the oracle of these expressions in the tests.
"""

from __future__ import annotations

from typing import Any

import narwhals as nw

from planckeck.judgement.inexact import DECIDED_IN, DECIDED_OUT
from planckeck.model.target import SLACK

NOTHING = nw.lit(None, dtype=nw.Float64)


def with_verdicts(lines: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
    """Add verdict, reason, edge, gap, relative_gap, completion, progress and what goes with them."""
    # under a yearly measure every year of the period is due
    yearly = nw.col("measure").is_in(["yearly_change", "yearly_percent_change"]) & (nw.col("kind") == "number")
    in_period = yearly & (nw.col("year") >= nw.col("first_year"))
    lines = lines.with_columns(due_now=(nw.col("at_end") >= nw.col("due_end")) | in_period)
    lines = lines.with_columns(inside=_inside(), above=_above())
    lines = lines.with_columns(verdict=_verdict())
    lines = lines.with_columns(reason=_reason(), edge=_edge())
    lines = lines.with_columns(gap=_gap())
    return lines.with_columns(
        relative_gap=_relative_gap(),
        completion=_completion(),
        progress=_progress(),
        worse=_worse_than_start(),
        rounds=_rounds_to_target(),
    )


def _known() -> nw.Expr:
    return ~nw.col("compared").is_null()


def _inside() -> nw.Expr:
    m = nw.col("compared")
    within = (m >= nw.col("low_eff")) & (m <= nw.col("high_eff"))
    # a falling rate that is 0 and stays 0 cannot fall further
    at_zero = nw.col("falls_to_zero") & (nw.col("value") == 0) & (m == 0)
    return nw.when(_known() & (within | at_zero)).then(nw.lit(value=True)).otherwise(nw.lit(value=False))


def _above() -> nw.Expr:
    return nw.when(nw.col("compared") > nw.col("high_eff")).then(nw.lit(value=True)).otherwise(nw.lit(value=False))


def _verdict() -> nw.Expr:
    """Return the first that holds of DESIGN §4.3's list."""
    verdict = nw.when(nw.col("kind") == "done").then(_verdict_of_product()).otherwise(_verdict_of_number())
    verdict = nw.when(nw.col("no_target") != "").then(nw.lit("no_target")).otherwise(verdict)
    return nw.when(nw.col("status") == "not_applicable").then(nw.lit("not_applicable")).otherwise(verdict)


def _verdict_of_number() -> nw.Expr:
    budget = (nw.col("measure") == "cumulative") & ~nw.col("high").is_null()
    outside = nw.when(nw.col("due_now") | (budget & nw.col("above"))).then(nw.lit("unmet")).otherwise(nw.lit("not_due"))
    # a budget is kept only when its last year is over
    inside = nw.when(budget & ~nw.col("due_now")).then(nw.lit("not_due")).otherwise(nw.lit("met"))
    judged = nw.when(nw.col("inside")).then(inside).otherwise(outside)
    by_bounds = nw.when(nw.col("bounds") == DECIDED_IN).then(inside).otherwise(nw.lit("no_data"))
    late = nw.when(nw.col("due_now")).then(nw.lit("unmet")).otherwise(nw.lit("not_due"))
    by_bounds = nw.when(nw.col("bounds") == DECIDED_OUT).then(late).otherwise(by_bounds)
    return nw.when(_known()).then(judged).otherwise(by_bounds)


def _verdict_of_product() -> nw.Expr:
    # a date after the judged year is no deed yet, whoever reports it early
    is_past = nw.col("done_on") <= nw.col("at_end")
    late = nw.when(nw.col("due_now")).then(nw.lit("unmet")).otherwise(nw.lit("not_due"))
    in_time = nw.when((nw.col("done_on") <= nw.col("due_end")) & is_past).then(nw.lit("met")).otherwise(late)
    not_yet = nw.when(nw.col("due_now")).then(nw.lit("unmet")).otherwise(nw.lit("not_due"))
    silent = nw.when(nw.col("due_now")).then(nw.lit("no_data")).otherwise(nw.lit("not_due"))
    said = (
        nw.when(nw.col("said_done") == 1)
        .then(nw.when(nw.col("date_needed")).then(nw.lit("no_data")).otherwise(nw.lit("met")))
        .otherwise(nw.when(nw.col("said_done") == 0).then(not_yet).otherwise(silent))
    )
    return nw.when(nw.col("done_on").is_null()).then(said).otherwise(in_time)


def _reason() -> nw.Expr:
    no_data = (
        nw.when((nw.col("kind") == "done") & (nw.col("said_done") == 1))
        .then(nw.lit("date_needed"))
        .otherwise(nw.when(nw.col("lack") != "").then(nw.col("lack")).otherwise(nw.lit("no_actual")))
    )
    reason = nw.when(nw.col("verdict") == "no_data").then(no_data).otherwise(nw.lit(""))
    return nw.when(nw.col("verdict") == "no_target").then(nw.col("no_target")).otherwise(reason)


def _edge() -> nw.Expr:
    """The edge that decides: the one m lies beyond, else the only one, else (inside two edges) the one nearest s."""
    low, high, m, s = nw.col("low"), nw.col("high"), nw.col("compared"), nw.col("start")
    nearest = (
        nw.when((s - low).abs() <= (high - s).abs()).then(low).otherwise(nw.when(s.is_null()).then(low).otherwise(high))
    )
    outer = nw.when(m < low).then(low).otherwise(high)
    two = nw.when(nw.col("inside") | m.is_null()).then(nearest).otherwise(outer)
    one = nw.when(low.is_null()).then(high).otherwise(low)
    return nw.when(low.is_null() | high.is_null()).then(one).otherwise(two)


def _gap() -> nw.Expr:
    """low − m (must rise) or high − m (must fall) in the compared unit; 0 where met, and on an open edge."""
    m = nw.col("compared")
    distance = nw.col("edge") - m
    beyond = (m < nw.col("low_eff")) | (m > nw.col("high_eff"))
    on_edge = distance.abs() <= SLACK * nw.max_horizontal(nw.lit(1.0), nw.col("edge").abs()) * 1.5
    outside = nw.when(beyond & ~on_edge).then(distance).otherwise(nw.lit(0.0))
    judged = nw.col("verdict").is_in(["met", "unmet", "not_due"]) & _known() & (nw.col("kind") == "number")
    return nw.when(judged).then(nw.when(nw.col("inside")).then(nw.lit(0.0)).otherwise(outside))


def _relative_gap() -> nw.Expr:
    """gap/|edge|, null at edge 0."""
    edge = nw.col("edge").abs()
    return nw.when(edge > 0).then(nw.col("gap") / nw.when(edge > 0).then(edge))


def _completion() -> nw.Expr:
    """完成率, the official ratio: m/edge for a lower edge > 0 or an upper edge < 0, edge/m for an upper edge > 0."""
    m, edge = nw.col("compared"), nw.col("edge")
    low, high = nw.col("low"), nw.col("high")
    beyond = ~nw.col("inside") & (m > high)
    is_low = ~low.is_null() & (high.is_null() | (~beyond & (edge == low)))
    ratio = m / nw.when(edge != 0).then(edge)
    # what a difference leaves of its last binary digits is nothing: no share of it
    there = m > SLACK
    inverse = edge / nw.when(there).then(m)
    upper = nw.when(edge < 0).then(ratio).otherwise(nw.when((edge > 0) & there).then(inverse))
    either = nw.when(is_low).then(nw.when(edge > 0).then(ratio)).otherwise(upper)
    return nw.when(_known() & ~edge.is_null()).then(either)


def _progress() -> nw.Expr:
    """C = (m − s)/(edge − s), edge nearest s; null where s is unknown, inside or on an edge, and past the far edge."""
    m, s, low, high = nw.col("compared"), nw.col("start"), nw.col("low"), nw.col("high")
    below, above = s < nw.col("low_eff"), s > nw.col("high_eff")
    # on an open edge s counts as the edge, not as below it
    off = 1.5 * SLACK * nw.max_horizontal(nw.lit(1.0), s.abs())
    near = nw.when(below & ((low - s) > off)).then(low).otherwise(nw.when(above & ((s - high) > off)).then(high))
    past = (below & (m > nw.col("high_eff"))) | (above & (m < nw.col("low_eff")))
    span = near - s
    share = (m - s) / nw.when(span != 0).then(span)
    return nw.when(_known() & ~s.is_null() & ~past).then(share)


def _worse_than_start() -> nw.Expr:
    """1 where m is worse than s, 0 where it is not, null without s, m or a direction.

    Null for a budget too: it starts from 0, and to spend of it is no worse than that.
    """
    m, s, direction = nw.col("compared"), nw.col("start"), nw.col("direction")
    width = SLACK * nw.max_horizontal(nw.lit(1.0), s.abs())
    worse = nw.when((s - m) * direction > width).then(nw.lit(1.0)).otherwise(nw.lit(0.0))
    is_budget = (nw.col("measure") == "cumulative") & (direction < 0)
    return nw.when(_known() & ~s.is_null() & (direction != 0) & ~is_budget).then(worse)


def _rounds_to_target() -> nw.Expr:
    """Unmet, but met as the report prints it: half up in magnitude, to the rule's decimals."""
    m, scale = nw.col("compared"), nw.col("scale")
    # 1e-9 lifts binary halves such as 267.49999999999997 that stand for 267.5
    printed = (m.abs() * scale + 0.5 + 1e-9).floor() / scale
    printed = nw.when(m < 0).then(-1 * printed).otherwise(printed)
    within = (printed >= nw.col("low_eff")) & (printed <= nw.col("high_eff"))
    unmet = (nw.col("verdict") == "unmet") & (nw.col("kind") == "number")
    return nw.when(unmet & within).then(nw.lit(value=True)).otherwise(nw.lit(value=False))
