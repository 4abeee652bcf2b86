"""The values under which a plain cell says nothing but its number: no trap, no wrong sign. For scans of many rows.

What `magnitudes` says of a value changes only where the value, or a slipped power of ten of it, passes a figure of the
plan or a fixed distance from one. Between two such points one value speaks for all.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from planckeck.readers.cells.magnitudes import signs_differ, trap_of
from planckeck.readers.interface import Expectation

Range = tuple[float, float]
_DISTANCES = (0.0, 0.15, 0.5, 0.8, 1.0, 1.3, 2.3, 3.3, 7.3)
"""The decades at which `magnitudes` decides: its nears, its fars, and a power less 0.7."""
_POWERS = tuple(range(-8, 9))
_MOST_PERCENT = 150.0
_BESIDE = 1e-9
"""How near to a point where something changes a value is left to the cell reader."""


@lru_cache(maxsize=1024)
def plain_ranges(unit: str, expectation: Expectation) -> tuple[Range, ...]:
    """Return the ranges of values in the plan's unit of which the cell reader has nothing to say, in order."""
    found = _ranges(_points(expectation), unit, expectation)
    if not any(low <= 0 <= high for low, high in found):
        found.append((0.0, 0.0))  # of 0 it has nothing to say
    return tuple(sorted(found))


def are_plain(low: float, high: float, unit: str, expectation: Expectation) -> bool:
    """Tell whether one of `plain_ranges` holds two values, looking no farther than they lie."""
    if low == high == 0:
        return True
    points = _points(expectation)
    first, last = bisect_left(points, low), bisect_right(points, high)
    near = points[max(first - 2, 0) : last + 2]
    return any(start <= low and high <= end for start, end in _ranges(near, unit, expectation))


def _ranges(points: Sequence[float], unit: str, expectation: Expectation) -> list[Range]:
    found: list[Range] = []
    for low, high in _between(points):
        if not _is_plain(_middle(low, high), unit, expectation):
            continue
        inner = (_inside(low, 1), _inside(high, -1))
        joins = found and _is_plain(low, unit, expectation) and found[-1][1] >= _inside(low, -2)
        found = [*found[:-1], (found[-1][0], inner[1])] if joins else [*found, inner]
    return found


@lru_cache(maxsize=1024)
def _points(expectation: Expectation) -> tuple[float, ...]:
    return tuple(sorted({0.0, *(sign * point for point in _figures(expectation) for sign in (1.0, -1.0))}))


def _figures(expectation: Expectation) -> Iterator[float]:
    known = (expectation.low, expectation.high, expectation.baseline)
    figures = {abs(edge) for edge in known if edge and math.isfinite(edge)}
    for figure in (*figures, _MOST_PERCENT):
        for power in _POWERS:
            yield from (figure * 10.0 ** (power + sign * far) for far in _DISTANCES for sign in (1, -1))


def _between(points: Sequence[float]) -> Iterator[Range]:
    edges = [-math.inf, *points, math.inf]
    yield from pairwise(edges)


def _inside(point: float, side: int) -> float:
    return point if math.isinf(point) else point + side * abs(point) * _BESIDE


def _middle(low: float, high: float) -> float:
    if math.isinf(low) or math.isinf(high):
        return high * 2 if math.isinf(low) else low * 2
    return (low + high) / 2


def _is_plain(value: float, unit: str, expectation: Expectation) -> bool:
    number = Decimal(repr(value))
    return trap_of(number, unit, expectation) is None and signs_differ(number, expectation) is None
