"""Every key's values cut into pieces, of which a scan keeps counts and ends: most rows are judged by their piece.

Under a measure that only adds, subtracts, multiplies and divides, m moves one way with v. Between two values with no
edge, no start and no zero between them every comparison of `judgement` changes at most once and in one direction, so
where both ends of a piece have one verdict and pace, all that lies between has it too. The other pieces' rows are
judged one by one. Where the cuts lie decides how many those are, never what is said of them.
"""

from __future__ import annotations

import math

from planckeck.large.engine import Engine
from planckeck.model.assessment import Rule
from planckeck.model.measure import Measure

PIECES = 1 << 7
"""Pieces of a key: with some five places where its verdict or pace changes, one row in twenty is judged by itself."""
CERTAIN = (Measure.LEVEL, Measure.CHANGE, Measure.PERCENT_CHANGE, Measure.AVERAGE_ANNUAL_CHANGE)
"""Measures without logarithms, whose last digit may move the other way."""
PIECE = f"key * {PIECES} + least(greatest((value - origin) * steepness, 0.0), {PIECES - 1}.0)::integer"
"""The number of a row's piece in SQL, over `key`, `value` and the key's `origin` and `steepness`."""
KEY = f"(piece >> {PIECES.bit_length() - 1})"
"""The key of a piece's number in SQL."""


def cuts_of(rule: Rule, year: int) -> tuple[float, float]:
    """Return origin and steepness of the cuts of a rule's key, in the unit of values.

    They lie evenly over all that decides, from the start to the edges, and as far again on both sides; what lies
    beyond is in the first and the last piece.
    """
    deciding = (rule.low, rule.high, rule.start, rule.path_start, rule.path_end)
    values = [_value_at(rule, m, year) for m in deciding if m is not None and math.isfinite(m)]
    low, high = min(values, default=0.0), max(values, default=0.0)
    width = (high - low) or max(abs(low) / 10, 1.0)
    return low - width, PIECES / (3 * width)


def _value_at(rule: Rule, m: float, year: int) -> float:
    """Return about the value whose compared one is m."""
    baseline = rule.baseline or 0.0
    years = max(year - (rule.baseline_year or year), 1)
    match Measure(rule.measure):
        case Measure.CHANGE:
            return baseline + m
        case Measure.PERCENT_CHANGE:
            return baseline * (1 + m / 100)
        case Measure.AVERAGE_ANNUAL_CHANGE:
            return baseline + m * years
        case Measure.AVERAGE_ANNUAL_GROWTH:
            return float(baseline * max(1 + m / 100, 0.0) ** years)
        case _:
            return m


def ends_sql() -> str:
    """Return the two ends of every piece as rows to judge."""
    ends = (f"select '' as region, {KEY} as key, {end} as value, piece from pieces" for end in ("low", "high"))
    return " union all ".join(f"{one} where piece >= {PIECES} and known > 0" for one in ends)


def judged_ends_sql(judged: str) -> str:
    """Return of judged ends one row a piece: what is said, whether it `holds` for all of it, and
    the least and the widest relative gap of a miss in it."""
    between = " or ".join(
        f"any_value({name}) between min(compared) and max(compared)"
        for name in ("low", "high", "low_eff", "high_eff", "start")
    )
    certain = ", ".join(f"'{measure}'" for measure in CERTAIN)
    narrow = "min(compared) > 0 or max(compared) < 0"
    is_clear = (
        f"any_value(measure) in ({certain}) and not coalesce({between}, false) and "
        f"coalesce({narrow}, true) and (min(value) > 0 or max(value) < 0)"
    )
    said = ("verdict", "due_now", "pace")
    same = " and ".join(f"min({name}) = max({name})" for name in said)
    first = ", ".join(f"min({name}) as {name}" for name in said)
    size = "coalesce(abs(relative_gap), 0)"
    return (
        f"(select piece, min(key) as key, {first}, "
        f"{same} and (min(value) = max(value) or ({is_clear})) as holds, "
        # where one end cannot be measured, what lies between may miss by more than the other
        f"min({size}) as least, case when count(compared) = count(*) then max({size}) else 'inf'::double end as most, "
        f"bool_or(verdict = 'unmet') as misses "
        f"from ({judged}) group by piece)"
    )


_COUNTS = "count(*) as n, count(value) as known, min(value) as low, max(value) as high"
_IS_PLAIN = "key > 0 and value is not null"


def count_in_turn(engine: Engine, keys: int) -> None:
    """Make `pieces` and `regions` of facts that are kept."""
    engine.keep("pieces", f"select piece, {_COUNTS} from facts group by piece")
    has = f"{engine.keys_of('key', keys)} as keys, count(*) as n"
    engine.keep("regions", f"select region, {has} from facts where {_IS_PLAIN} group by region")


def count_at_once(engine: Engine, keys: int) -> None:
    """Make `pieces` and `regions` in one pass over facts that are read again at every use."""
    only = f"filter (where {_IS_PLAIN})"
    has = f"{engine.keys_of('key', keys)} {only} as keys, count(*) {only} as plain"
    engine.keep(
        "counted",
        f"select region, piece, grouping(region) as of_piece, {_COUNTS}, {has} from facts "
        "group by grouping sets ((region), (piece))",
    )
    engine.keep("pieces", "select piece, n, known, low, high from counted where of_piece = 1")
    engine.keep("regions", "select region, keys, plain as n from counted where of_piece = 0 and plain > 0")
