"""Figures as reports show them: 12 significant digits for machines, and for people never a miss that looks met."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

AS_WRITTEN = 4
"""A value of at most so many decimals is shown whole: it is what somebody wrote down and looks for."""


def machine_number(value: float) -> float | None:
    """Return a float of 12 significant digits (0.63, not 0.6300000000000001), None for what is not finite."""
    return float(f"{value:.12g}") + 0.0 if math.isfinite(value) else None


def exact(value: float) -> str:
    """Return a figure with 12 significant digits, without exponent and trailing zeros."""
    return _plain(Decimal(f"{value:.12g}"))


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in {"-0", ""} else text


def decimals(text: str) -> int:
    """Return the decimals of the last figure in a text; 0 where there is none."""
    figures = re.findall(r"[0-9０-９]+(?:[.．]([0-9０-９]+))?", text)
    return len(figures[-1]) if figures else 0


def shown(value: float, edges: Iterable[float | None] = (), least: int = 0) -> str:
    """Return a figure for people: whole up to four decimals, else rounded to `least` (at least two) decimals.

    Digits are added until the figure stands on the same side of every edge as the value, and has two digits of its own.
    """
    text = exact(value)
    number = Decimal(text)
    bars = [Decimal(exact(edge)) for edge in edges if edge is not None]
    if decimals(text) <= AS_WRITTEN or number in bars:
        return text
    for places in range(max(least, 2), 18):
        rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        keeps_sides = all(rounded.compare(bar) == number.compare(bar) for bar in bars)
        if keeps_sides and places + number.adjusted() >= 1:
            return _plain(rounded)
    return text
