"""The columns of the frames that judgement takes, and how a frame is asked for without naming an engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import narwhals as nw


class Kind(StrEnum):
    """What a column holds: `TEXT` never null ('' for nothing), `REAL` float64 with null, `WHOLE` int64, `FLAG` bool."""

    TEXT = "text"
    REAL = "real"
    WHOLE = "whole"
    FLAG = "flag"


Columns = Mapping[str, tuple[Kind, Sequence[Any]]]


class FrameMaker(Protocol):
    """Builds small lazy frames on the engine of the run, and settles what several questions are asked of."""

    def __call__(self, columns: Columns) -> nw.LazyFrame[Any]:
        """Return a lazy frame of these columns, in this order."""

    def settled(self, frame: nw.LazyFrame[Any]) -> nw.LazyFrame[Any]:
        """Return the same rows computed once: an engine that is lazy would compute them for every question anew."""


ACTUAL_COLUMNS: Mapping[str, Kind] = {
    "plan": Kind.TEXT,
    "region": Kind.TEXT,
    "level": Kind.TEXT,
    "indicator": Kind.TEXT,
    "year": Kind.WHOLE,
    "part": Kind.TEXT,
    "value": Kind.REAL,
    "done_on": Kind.REAL,
    "text": Kind.TEXT,
    "unit": Kind.TEXT,
    "numerator": Kind.REAL,
    "denominator": Kind.REAL,
    "status": Kind.TEXT,
    "note": Kind.TEXT,
    "file": Kind.TEXT,
    "sheet": Kind.TEXT,
    "row": Kind.WHOLE,
    "column": Kind.WHOLE,
    "at_least": Kind.REAL,
    "at_most": Kind.REAL,
    "bounds_open": Kind.FLAG,
}
"""One row an actual. `value` in `unit`, null where there is none (`status` then says why); `done_on` is yyyymmdd, and
for products `value` is 1 (done) or 0 (not done). `part` is '', H1, H2, Q1–Q4 or M01–M12. Rows count from 1, the
header included; records without a header line (JSON, Parquet, a database) from 1 too. An inexact value (≥95, <0.1,
3-5) has no `value` but `at_least` or `at_most`, in `unit`; `bounds_open` where the bound itself is excluded."""


def columns_of(kinds: Mapping[str, Kind], rows: Sequence[Mapping[str, Any]]) -> Columns:
    """Turn rows into columns of the given kinds."""
    return {name: (kind, [row[name] for row in rows]) for name, kind in kinds.items()}
