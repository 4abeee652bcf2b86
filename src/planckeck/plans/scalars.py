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
_NUMBER = re.compile(
    r"(?P<whole>[-+]?[0-9]+)|[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)|(?P<none>[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))", re.ASCII
)
_OTHERWISE_READ: dict[str, Message] = {
    r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?": say("a number to the base 60"),
    r"[-+]?0[0-9_]+": say("an octal number"),
    r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?|[-+]?[0-9]+\.[0-9]*_[0-9_]*": say("a number"),
    r"[-+]?0([box])[0-9a-fA-F_]+": say("a number to another base"),
    r"yes|Yes|YES|on|On|ON": say("true"),
    r"no|No|NO|off|Off|OFF": say("false"),
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)[eE][-+]?[0-9]+": say("a number or a text"),
}
"""What a text is taken for, by its pattern; the first that fits."""

_NUMBERLIKE = frozenset("+-.0123456789")
_READINGS = {f"reading{number}": other for number, other in enumerate(_OTHERWISE_READ.values())}
_OTHERWISE = re.compile(
    "|".join(f"(?P<{name}>{pattern})" for name, pattern in zip(_READINGS, _OTHERWISE_READ, strict=True)), re.ASCII
)
_MAY_DIFFER = _NUMBERLIKE | frozenset("yYnNoO")
"""How a text begins that some readers may take for something else; most texts of a plan do not."""
MAY_BE_NO_TEXT = _MAY_DIFFER | frozenset(text[:1] for text in (*_NULL, *_BOOL))
"""How a plain scalar begins that may be read as anything but text, by any reader."""


class NotFinite(ValueError):
    """A plain .nan or .inf."""


def read_otherwise(text: str) -> Message | None:
    """Return what YAML 1.1 readers (or only some) take a plain scalar for, None where all agree."""
    if text[:1] not in _MAY_DIFFER:
        return None
    found = _OTHERWISE.fullmatch(text)
    return next(_READINGS[name] for name in _READINGS if found[name] is not None) if found else None


def resolve(text: str) -> Scalar:
    """Return the core-schema value of a plain scalar; numbers with a point keep their digits as Decimal.

    Raises: NotFinite for .nan and .inf.
    """
    if text in _NULL:
        return None
    if text in _BOOL:
        return _BOOL[text]
    number = _NUMBER.fullmatch(text) if text[:1] in _NUMBERLIKE else None
    if number is None:
        return text
    if number["none"]:
        raise NotFinite(text)
    # int() refuses more than 4300 digits; such a figure is left to the model, which names its limit
    return int(text) if number["whole"] and len(text) <= 100 else Decimal(text)
