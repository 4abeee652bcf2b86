"""The words of heads, names and classes, from `heads.toml` and `names.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from planckeck.model.names import name_key


@dataclass(frozen=True, slots=True)
class HeadWords:
    """Spellings to what they mean, by `name_key`; tuples hold parts of heads, longest first."""

    roles: Mapping[str, str]
    figures: Mapping[str, tuple[str, ...]]
    classes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NameWords:
    """Ids by names, and the parts of names that tell which side is better."""

    ids: Mapping[str, str]
    beginnings: tuple[re.Pattern[str], ...]
    better: Mapping[str, tuple[str, ...]]
    changes: Mapping[str, tuple[str, ...]]
    references: Mapping[str, tuple[str, ...]]


def _raw(file: str) -> dict[str, Any]:
    return tomllib.loads(resources.files("planckeck.drafting").joinpath(file).read_text(encoding="utf-8"))


@cache
def head_words() -> HeadWords:
    """Return the words of heads."""
    raw = _raw("heads.toml")
    return HeadWords(_by_spelling(raw["roles"]), _parts(raw["figures"]), _by_spelling(raw["classes"]))


@cache
def name_words() -> NameWords:
    """Return the words of names."""
    raw = _raw("names.toml")
    beginnings = tuple(re.compile(pattern) for pattern in raw["leave"]["beginnings"])
    return NameWords(
        _by_spelling(raw["ids"]), beginnings, _parts(raw["better"]), _parts(raw["changes"]), _parts(raw["references"])
    )


def _by_spelling(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {name_key(spelled): name for name, spellings in table.items() for spelled in spellings}


def _parts(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {
        name: tuple(sorted({name_key(part) for part in parts}, key=lambda part: (-len(part), part)))
        for name, parts in table.items()
    }
