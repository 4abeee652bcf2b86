"""What a printed cell shows at first sight: nothing at all, a unit of its own, a unit for what stands below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from planckeck.notation import NotationError, PrintedKind, parse_target
from planckeck.readers.shapes.surroundings import unit_said_in
from planckeck.units import is_unit

_BRACKET = re.compile(r"[(（\[〔]([^()（）\[\]〔〕]+)[)）\]〕]")


def is_nothing(text: str) -> bool:
    """Tell whether a cell prints that there is nothing: —, /, 无."""
    try:
        return parse_target(text).kind is PrintedKind.NOTHING
    except NotationError:
        return False


def unit_in(text: str) -> str:
    """Return the unit that a figure carries: % of ≥95%, 1:n of 1：1.2."""
    if found := re.search(r"(?<![\d:：∶])(1\s*[:：∶]\s*\d+(?:\.\d+)?|\d+(?:\.\d+)?\s*[:：∶]\s*1)(?![\d:：∶.])", text):
        return "1:n" if re.match(r"1\s*[:：∶]", found[1]) else "n:1"
    try:
        return parse_target(text).unit or ""
    except NotationError:
        return ""


def units_in_heads(heads: Iterable[str]) -> frozenset[str]:
    """Return the units that heads carry in brackets, 2025年目标（%）."""
    return frozenset(text.strip() for head in heads for text in _BRACKET.findall(head) if is_unit(text.strip()))


def unit_above(lines: Iterable[str]) -> str:
    """Return the unit that the lines above a table give to all of it, （单位：万人）; '' for none, or several."""
    found = {unit for line in lines if (unit := unit_said_in(line))}
    return found.pop() if len(found) == 1 else ""
