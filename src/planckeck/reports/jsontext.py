"""JSON as planckeck writes it: 12 significant digits, never NaN, nothing that a terminal or a CI obeys or hides."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from planckeck.reports import numbers

_NEEDS_ESCAPE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]|#(?=#\\w*\\[)")
"""Beside what is invisible: the sign before `#[`, where some CI's runners see a command anywhere in a line."""


def dumps(value: object) -> str:
    """Return JSON with 12 significant digits, no NaN, and escapes for what a terminal or a CI would obey or hide."""
    text = json.dumps(_plain(value), ensure_ascii=False, allow_nan=False)
    return _NEEDS_ESCAPE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _plain(value: Any) -> Any:
    match value:
        case bool() | None:
            return value
        case str():
            return str(value)
        case int():
            return int(value)
        case float() | Decimal():
            return numbers.machine_number(float(value))
        case Mapping():
            return {str(key): _plain(inner) for key, inner in value.items()}
        case _:
            return [_plain(inner) for inner in value]
