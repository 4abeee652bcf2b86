"""YAML 1.2 core scalars, and the spellings that YAML 1.1 readers take for something else.

Rule: yaml.org/spec/1.2.2 §10.3.2 (core schema). PyYAML's own resolver follows 1.1: 1:1.2 is 61.2 there, 012 is 10, no
is false. A plain scalar on which the two disagree is refused with “quote it”, so that no editor or tool reads another
plan than planckeck does. Plain ISO dates stay text.
"""

from __future__ import annotations

import re
from decimal import Decimal

from planckeck.problems import Message, say

Scalar = str | int | Decimal | bool | None

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_BOOL = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INT = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)", re.ASCII)
_NOT_FINITE = re.compile(r"[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", re.ASCII)
_OTHERWISE_READ: tuple[tuple[re.Pattern[str], Message], ...] = (
    (re.compile(r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?", re.ASCII), say("a number to the base 60")),
    (re.compile(r"[-+]?0[0-9_]+", re.ASCII), say("an octal number")),
    (re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9]+\.[0-9]*_[0-9_]*", re.ASCII), say("a number")),
    (re.compile(r"[-+]?0([box])[0-9a-fA-F_]+", re.ASCII), say("a number to another base")),
    (re.compile(r"yes|Yes|YES|on|On|ON", re.ASCII), say("true")),
    (re.compile(r"no|No|NO|off|Off|OFF", re.ASCII), say("false")),
    (re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+", re.ASCII), say("a number or a text")),
)


class NotFinite(ValueError):
    """A plain .nan or .inf."""


def read_otherwise(text: str) -> Message | None:
    """Return what YAML 1.1 readers (or only some) take a plain scalar for, None where all agree."""
    return next((other for pattern, other in _OTHERWISE_READ if pattern.fullmatch(text)), None)


def resolve(text: str) -> Scalar:
    """Return the core-schema value of a plain scalar; numbers with a point keep their digits as Decimal.

    Raises: NotFinite for .nan and .inf.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    if _INT.fullmatch(text):
        # int() refuses more than 4300 digits; such a figure is left to the model, which names its limit
        return int(text) if len(text) <= 100 else Decimal(text)
    if _FLOAT.fullmatch(text):
        return Decimal(text)
    if _NOT_FINITE.fullmatch(text):
        raise NotFinite(text)
    return text
