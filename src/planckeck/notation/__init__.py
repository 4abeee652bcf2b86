"""Printed targets: what a plan's table says, in Chinese or English, and back.

`parse_target` reads a text, `lower` brings it together with what the plan file says, `print_target` writes a target.
What cannot be read is an error with its span, never a guess.
"""

from __future__ import annotations

from planckeck.notation.lowering import Lowered, lower
from planckeck.notation.numerals import format_number
from planckeck.notation.parsing import parse_number, parse_target
from planckeck.notation.printed import NotationError, Printed, PrintedKind, PrintedNumber
from planckeck.notation.writing import print_target

__all__ = [
    "Lowered",
    "NotationError",
    "Printed",
    "PrintedKind",
    "PrintedNumber",
    "format_number",
    "lower",
    "parse_number",
    "parse_target",
    "print_target",
]
