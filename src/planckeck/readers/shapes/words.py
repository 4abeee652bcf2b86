"""The words of headers and of rows that are no data, from `headerwords`, by their matching keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from planckeck.model.names import name_key
from planckeck.readers.shapes.headerwords import AROUND, FIELDS, ROLES, STATUSES


class Words(NamedTuple):
    """Spellings to what they mean; keys are those of `name_key`. Tuples hold beginnings or ends, longest first."""

    fields: Mapping[str, str]
    spellings: Mapping[str, tuple[str, ...]]
    roles: Mapping[str, str]
    totals: frozenset[str]
    notes: tuple[str, ...]
    parts: tuple[str, ...]
    region_suffixes: tuple[str, ...]
    region_names: frozenset[str]
    unit_labels: tuple[str, ...]
    year_prefixes: tuple[str, ...]
    year_suffixes: tuple[str, ...]
    statuses: Mapping[str, str]


@cache
def words() -> Words:
    """Read the table, once."""
    fields, roles, around, statuses = map(_split, (FIELDS, ROLES, AROUND, STATUSES))
    return Words(
        fields=_by_spelling(fields),
        spellings=fields,
        roles=_by_spelling(roles),
        totals=frozenset(map(name_key, around["totals"])),
        notes=_keys(around["notes"]),
        parts=_keys(around["parts"]),
        region_suffixes=_keys(around["region_suffixes"]),
        region_names=frozenset(map(name_key, around["region_names"])),
        unit_labels=_keys(around["unit_labels"]),
        year_prefixes=_keys(around["year_prefixes"]),
        year_suffixes=_keys(around["year_suffixes"]),
        statuses={spelled.casefold(): name for name, spellings in statuses.items() for spelled in spellings},
    )


def _split(table: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(spellings.split("|")) for name, spellings in table.items()}


def _by_spelling(table: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {name_key(spelled): name for name, spellings in table.items() for spelled in spellings}


def _keys(spellings: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name_key(spelled) for spelled in spellings}, key=lambda key: (-len(key), key)))
