"""Where a value lies on an axis, and the figures that stand beside the axis."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight map from values [low, high] to places [left, right]; what lies outside is moved to the edge."""

    low: float
    high: float
    left: float
    right: float

    def at(self, value: float) -> float:
        """Return the place of a value, to a tenth of a unit."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)


def scale_of(values: Iterable[float | None], left: float, right: float, margin: float = 0.08) -> Scale | None:
    """Return the scale that holds all values with a margin on both sides; None without a finite value.

    It does not start at 0: it is for marks, whose place says the value, never for bars, whose length would.
    """
    known = [value for value in values if value is not None and math.isfinite(value)]
    if not known:
        return None
    low, high = min(known), max(known)
    span = high - low or max(abs(high), 1.0) * 0.2
    if not math.isfinite(span):
        return None
    return Scale(low - span * margin, high + span * margin, left, right)


def ticks(low: float, high: float, most: int = 4) -> list[float]:
    """Return round figures (1, 2 or 5 times a power of ten apart) between two values."""
    if not high > low:
        return [low]
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(own * power for own in (1, 2, 5, 10) if own * power >= rough)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [float(f"{number * step:.12g}") for number in range(first, last + 1)]


def number(place: float) -> str:
    """Return a place as the shortest text: 12, 12.5."""
    return f"{place:.1f}".removesuffix(".0")
