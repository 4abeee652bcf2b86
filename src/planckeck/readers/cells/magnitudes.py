"""Values a power of ten off what the plan expects: refused or warned of, never multiplied.

A trap is a power k such that the value lies far from every edge of the target and from the baseline, while value × 10^k
lies near one of them. Which powers are looked for follows from the unit: 100 for % (0.775 for 77.5%), 1000 for ‰,
10000 for 万人 (126000 for 12.6), 10 for per mille and per cent, or for a lost decimal point. A power of 10 only warns.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planckeck import units
from planckeck.notation import format_number
from planckeck.notation.quantities import is_percent, ratio_side
from planckeck.readers.cells.quantities import without_scale
from planckeck.readers.interface import Expectation

_NEAR = 0.5
"""Decades within which a value lies near an edge: a factor of 3."""
_NEAR_TENFOLD = 0.15
_FAR = 1.3
"""Decades beyond which a value lies far from every edge: a factor of 20."""
_FAR_TENFOLD = 0.8
_MOST_PERCENT = 150
"""No share is larger, whichever population stands below the line."""


class Trap(NamedTuple):
    """A value that would fit after a factor of 10^power; None where no factor makes it fit, yet it is far off."""

    power: int | None
    other: Decimal | None = None
    is_error: bool = False

    @property
    def factor(self) -> str:
        """How many times the value is off."""
        return format_number(Decimal(10) ** abs(self.power)) if self.power else "10"


class _Slip(NamedTuple):
    """A power of ten that a slip is off by; how near it must bring a value, and how far off that must have been."""

    power: int
    is_error: bool
    near: float
    far: float


def trap_of(value: Decimal, unit: str, expectation: Expectation) -> Trap | None:
    """Return the trap that a value in the plan's unit `unit` falls into, None for a value that may well be right."""
    references = _references(expectation)
    if not references or not value or expectation.is_change:
        return None
    off = _decades(float(value), references)
    if off < _FAR_TENFOLD:
        return None
    for slip in _slips(unit, math.floor(math.log10(max(references)))):
        scaled = value.scaleb(slip.power)
        if slip.power > 0 and _only_a_ceiling(expectation) and not meets(float(scaled), expectation):
            # far below a ceiling may simply be good
            continue
        if is_percent(unit) and abs(scaled) > max(_MOST_PERCENT, *references):
            continue
        if off >= slip.far and _decades(float(scaled), references) <= slip.near:
            return Trap(slip.power, scaled, slip.is_error and not _on_its_way(value, expectation, references))
    if ratio_side(unit):
        return Trap(None) if off >= 1 else None
    is_far = units.per_of(unit) is not None and off >= _FAR and not _on_its_way(value, expectation, references)
    good = _only_a_ceiling(expectation) and meets(float(value), expectation)
    return Trap(None) if is_far and not good else None


def signs_differ(value: Decimal, expectation: Expectation) -> float | None:
    """Return the edge of the target that has the other sign, of about the value's size (4.02 against -4.40).

    A growth may turn into a fall; a fall that is required is seldom a rise of the same size.
    """
    if not value or (expectation.baseline or 0) * float(value) > 0:
        return None
    edges = [edge for edge in (expectation.low, expectation.high) if edge]
    if expectation.is_change and any(edge > 0 for edge in edges):
        return None
    against = [edge for edge in edges if edge * float(value) < 0 and _decades(float(value), [edge]) <= 1]
    return against[0] if against and len(against) == len(edges) else None


def meets(value: float, expectation: Expectation) -> bool:
    """Tell whether a value lies between the edges of the target, as far as there are any."""
    low, high = expectation.low, expectation.high
    return (low is None or value >= low) and (high is None or value <= high)


def nearer_as_written(number: Decimal, converted: Decimal, expectation: Expectation) -> bool:
    """Tell whether a share meets the target in the plan's unit only as if it had been written in that unit.

    1.01% for a unit of ‰ and a target of at most 5: 10.1‰ misses it, 1.01‰ would meet it. Where the baseline lies
    nearer to the converted value, that is believed.
    """
    if (expectation.low is None and expectation.high is None) or expectation.is_change:
        return False
    if meets(float(converted), expectation) or not meets(float(number), expectation):
        return False
    baseline = [abs(expectation.baseline)] if expectation.baseline else []
    return not baseline or _decades(float(number), baseline) < _decades(float(converted), baseline)


def _references(expectation: Expectation) -> list[float]:
    known = (expectation.low, expectation.high, expectation.baseline)
    return [abs(edge) for edge in known if edge and math.isfinite(edge)]


def _decades(value: float, references: list[float]) -> float:
    """Return how many powers of ten a value lies from the nearest reference; infinite for 0."""
    return min(abs(math.log10(abs(value)) - math.log10(abs(edge))) for edge in references) if value else math.inf


def _on_its_way(value: Decimal, expectation: Expectation, references: list[float]) -> bool:
    """Tell whether a value may have grown from a baseline of 0."""
    return expectation.baseline == 0 and 0 < float(value) < max(references)


def _only_a_ceiling(expectation: Expectation) -> bool:
    return expectation.low is None and not expectation.baseline


@lru_cache(maxsize=1024)
def _slips(unit: str, reach: int) -> tuple[_Slip, ...]:
    """Return the slips that are possible in a unit where the plan's figures reach 10^reach."""
    powers = [power for power in _powers(unit, reach) if abs(power) > 1]
    slips = [_Slip(power, True, _NEAR, max(_FAR, abs(power) - 0.7)) for power in powers]
    if is_percent(unit):
        # any share of the whole may have been written as a fraction
        slips = [_Slip(power, True, 1.0, _FAR) for power in powers]
    _, scale = without_scale(units.normalise(unit))
    if not ratio_side(unit) and not units.is_counter(unit) and (scale == 1 or units.per_of(unit) is not None):
        slips += [_Slip(power, False, _NEAR_TENFOLD, _FAR_TENFOLD) for power in (1, -1)]
        known = {abs(slip.power) for slip in slips}
        slips += [_Slip(power, False, _NEAR_TENFOLD, _FAR) for power in (2, -2) if abs(power) not in known]
    return tuple(slips)


def _powers(unit: str, reach: int) -> Iterable[int]:
    """Return by which powers a slip is off: a share written as a fraction, another scale, per another number."""
    per = units.per_of(unit)
    _, scale = without_scale(units.normalise(unit))
    if ratio_side(unit):
        return ()
    if is_percent(unit):
        return (2, -2)
    if scale > 1:
        decades = round(math.log10(scale))
        return (*(-power for power in (decades, 4, 3) if power <= decades), *((4,) if reach >= 4 else ()))
    if per is not None:
        return (round(math.log10(float(per))), 2, -2, 3, -3)
    return tuple(power for power in (4, 8, 3) if reach >= power)
