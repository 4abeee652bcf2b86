"""What a printed cell shows at first sight: nothing at all, a unit of its own."""

from __future__ import annotations

import re

from planckeck.notation import NotationError, PrintedKind, parse_target


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
