"""Products (建成, 完成): what the data say of them by a year. Done stays done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw

from planckeck.judgement.series import SAID_NOTHINGS


def product_states(
    products: nw.LazyFrame[Any], fed: nw.LazyFrame[Any], line: Sequence[str], cell: Sequence[str]
) -> nw.LazyFrame[Any]:
    """Add to every product's line the row that decides it, `done_on`, `said_done` and `date_needed`.

    The earliest row up to the judged year that says done decides; without one the latest row does. A word is enough
    where all that it covers lies before the due date; after it only a date can say that the thing was in time. What an
    earlier year leaves open, it leaves open: that a thing was not done before its due date does not say that it was
    missed.
    """
    said = fed.select(*line, "year", "value", "done_on", "at_end", *cell).rename(
        {"year": "said_in", "at_end": "said_by", "value": "said_done"}
    )
    keys = [*line, "year", "due_year", "part_of"]
    joined = products.select(*keys, "due_end").join(said, on=list(line), how="inner")
    joined = joined.filter(nw.col("said_in") <= nw.col("year"))
    is_done = nw.col("said_done") == 1
    is_of_year = nw.col("said_in") == nw.col("year")
    was_missed = nw.col("said_by") >= nw.col("due_end")
    still_open = nw.col("year") * 10000 + 1231 < nw.col("due_end")
    joined = joined.filter(is_done | is_of_year | ((nw.col("said_done") == 0) & (was_missed | still_open)))
    rank = nw.when(is_done).then(1_000_000_000 - nw.col("said_by")).otherwise(nw.col("said_by"))
    joined = joined.with_columns(rank=rank)
    joined = joined.with_columns(best=nw.col("rank").max().over(*keys))
    decided = joined.filter(nw.col("rank") == nw.col("best")).unique(subset=keys, keep="any")
    decided = decided.with_columns(
        date_needed=nw.when(nw.col("said_by") > nw.col("due_end"))
        .then(nw.lit(value=True))
        .otherwise(nw.lit(value=False)),
        at_end=nw.when(nw.col("said_in") == nw.col("year"))
        .then(nw.col("said_by"))
        .otherwise(nw.col("year") * 10000 + 1231),
    )
    decided = decided.select(*keys, "done_on", "said_done", "date_needed", "at_end", *cell)
    states = products.join(decided, on=keys, how="left")
    nothing = nw.lit(None, dtype=nw.Float64)
    needed = nw.when(nw.col("date_needed").is_null()).then(nw.lit(value=False)).otherwise(nw.col("date_needed"))
    return states.with_columns(value=nothing, compared=nothing, lack=_lack(), date_needed=needed)


def _lack() -> nw.Expr:
    cell = nw.col("status")
    said = cell.is_in(list(SAID_NOTHINGS))
    return nw.when(said).then(cell).otherwise(nw.lit(""))
