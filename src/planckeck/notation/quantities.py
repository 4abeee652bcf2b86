"""Units in printed targets: where one ends, whether it is the plan's, and what a figure is in the plan's unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, Inexact

from planckeck import units
from planckeck.notation.lexicon import SCALES
from planckeck.notation.numerals import decimals_of
from planckeck.notation.signs import is_digit, is_latin

POINTS = frozenset({"百分点", "个百分点", "percentage point", "percentage points", "pp", "ppt"})
"""The unit of a difference of percentages."""

_PER_MILLE_POINTS = frozenset({"千分点", "个千分点"})
_ENDLESS = 28
"""A factor with so many digits was cut off."""
_EXACT = Context(prec=60, traps=[Inexact])


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the plan's unit; `converted_from` is the printed unit where it was another of its kind."""

    value: Decimal
    decimals: int
    converted_from: str | None = None


def unit_end(text: str, start: int, unit: str | None) -> int:
    """Return the end of the unit that begins at `start`: a known one, the plan's own, or what the plan's counts."""
    end = _known_end(text, start, unit)
    for points in _PER_MILLE_POINTS:
        if text.startswith(points, start):
            end = max(end, start + len(points))
    if unit is None:
        return end
    return max(end, _own_end(text, start, unit), _own_end(text, start, units.head_of(unit)))


def _known_end(text: str, start: int, unit: str | None) -> int:
    """Return the end of a known unit; "per year" is a word about the change, unless the plan's own unit has it."""
    end = units.longest_unit(text, start)
    found = text[start:end].lower()
    if found.endswith("per year") and not (unit or "").lower().endswith("per year"):
        return start + len(found.removesuffix("per year").rstrip())
    return end


def scale_end(text: str, start: int) -> int:
    """Return the end of the scale (万, 亿, million) that begins at `start`; `start` if there is none."""
    lowered = text[start : start + 8].lower()
    scale = next((scale for scale in SCALES if lowered.startswith(scale)), "")
    end = start + len(scale)
    return start if is_latin(scale[:1]) and is_latin(text[end : end + 1] or " ") else end


def is_percent(unit: str | None) -> bool:
    """Tell whether a unit is the per cent."""
    return unit is not None and units.normalise(unit) in {"%", "percent", "per cent", "pct"}


def is_points(unit: str | None) -> bool:
    """Tell whether a unit is the percentage point, or the point of a per mille."""
    return unit is not None and units.normalise(unit) in POINTS | _PER_MILLE_POINTS


def points_fit(points: str, unit: str | None) -> bool:
    """Tell whether a difference in points can be of this unit: of %, of ‰ for 千分点, or of points themselves."""
    if unit is None or is_points(unit):
        return True
    return units.normalise(unit) == "‰" if units.normalise(points) in _PER_MILLE_POINTS else is_percent(unit)


def ratio_side(unit: str | None) -> str | None:
    """Return which side of a ratio the unit counts: "1:n", "n:1", or None for any other unit."""
    plain = units.normalise(unit).lower() if unit else ""
    return plain if plain in {"1:n", "n:1"} else None


def in_unit(value: Decimal, decimals: int, scale: int, printed: str | None, unit: str | None) -> Quantity | None:
    """Return a printed figure in the plan's unit; None where the two units are not of one kind.

    100万 for a plan in 万人 is 100: a scale without a unit scales what the plan counts. Without a plan's unit the
    printed one is kept and a scale without a unit is multiplied out.
    """
    if unit is None:
        return scaled(value, decimals, Decimal(scale if printed is None or not _is_scaled(scale, printed) else 1))
    if printed is None:
        return _scaled_only(value, decimals, scale, unit)
    factor = _factor(with_scale(scale, printed), unit)
    if factor is None:
        plain = _factor(printed, unit)
        factor = None if plain is None else plain * scale
    if factor is None:
        return None
    found = scaled(value, decimals, factor)
    return found if factor == 1 or found is None else Quantity(found.value, found.decimals, with_scale(scale, printed))


def with_scale(scale: int, printed: str) -> str:
    """Return a unit with the word of its scale: 万 of 人 is 万人."""
    word = next((word for word, size in SCALES.items() if size == scale and scale > 1), "")
    return f"{word}{printed}"


def _is_scaled(scale: int, printed: str) -> bool:
    return scale > 1 and units.is_unit(with_scale(scale, printed))


def _factor(printed: str, unit: str) -> Decimal | None:
    """Return what the printed unit is in the plan's: 1 for the same, or for what the plan's rate counts (张, 名)."""
    factor = units.conversion_factor(printed, unit)
    head = units.head_of(unit)
    if factor is None and head != unit:
        factor = units.conversion_factor(printed, head)
    if factor is None:
        base, times = _split_scale(unit)
        factor = 1 / Decimal(times) if times > 1 and units.normalise(printed) == base else None
    return factor


def _scaled_only(value: Decimal, decimals: int, scale: int, unit: str) -> Quantity | None:
    if scale == 1:
        return Quantity(value, decimals)
    _, times = _split_scale(units.head_of(unit))
    if times == 0:
        return None
    found = scaled(value, decimals, Decimal(scale) / times)
    if found is None or scale == times:
        return found
    word = next(word for word, size in SCALES.items() if size == scale)
    return Quantity(found.value, found.decimals, word)


def _split_scale(unit: str) -> tuple[str, int]:
    """Split 万人 into 人 and 10000. 千 is a part of 千瓦 and 千克; of 千人 it cannot be told apart: 0, not known."""
    plain = units.normalise(unit)
    scale = next((scale for scale in SCALES if plain.startswith(scale) and len(plain) > len(scale)), "")
    if scale in {"千", "百"} and units.conversion_factor(plain, plain.removeprefix(scale)) is not None:
        return plain, 0
    return (plain, 1) if scale in {"", "千", "百"} else (plain.removeprefix(scale).strip(), SCALES[scale])


def scaled(value: Decimal, decimals: int, factor: Decimal) -> Quantity | None:
    """Return a figure times a factor; None where that has no exact end (亩 in 公顷)."""
    if factor == 1:
        return Quantity(value, decimals)
    if len(factor.as_tuple().digits) >= _ENDLESS:
        return None
    try:
        product = _EXACT.multiply(value, factor)
    except Inexact:
        return None
    plain = product.normalize(_EXACT)
    sign, digits, exponent = plain.as_tuple()
    assert isinstance(exponent, int)
    if exponent > 0:
        plain = Decimal((sign, (*digits, *(0,) * exponent), 0))
    shift = factor.normalize().adjusted() if factor.normalize().as_tuple().digits == (1,) else 0
    return Quantity(plain, max(0, decimals - shift, decimals_of(plain) if not shift else 0))


def _own_end(text: str, start: int, unit: str) -> int:
    """Return where a text spells the plan's own unit, known or not; signs are compared as units are."""
    wanted = units.normalise(unit)
    if not wanted or is_digit(wanted[0]) or wanted[0] in "-+.,":
        return start
    for end in range(min(len(text), start + units.LONGEST), start, -1):
        if text[end - 1] == wanted[-1] and units.normalise(text[start:end]) == wanted:
            inside_word = is_latin(text[end - 1]) and is_latin(text[end : end + 1] or " ")
            return start if inside_word else end
    return start
