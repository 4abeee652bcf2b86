"""Regions and what they are part of: a table of code, name, parent, level, and the years for which a row holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from planckeck.model.names import name_key


class Region(NamedTuple):
    """One row of a regions table; `parent` is a code ('' at the top), years are inclusive, None without end."""

    code: str
    name: str
    parent: str = ""
    level: str = ""
    valid_from: int | None = None
    valid_to: int | None = None

    def holds_in(self, year: int) -> bool:
        """Tell whether the region is there in a year."""
        return (self.valid_from is None or year >= self.valid_from) and (self.valid_to is None or year <= self.valid_to)


@dataclass(frozen=True)
class RegionTable:
    """All regions of a run. Every region is spoken of by one name: its own, or “parent name” where two share it."""

    regions: tuple[Region, ...] = ()

    @cached_property
    def of_code(self) -> Mapping[str, Region]:
        """The regions by code; of several rows with one code the last."""
        return {region.code: region for region in self.regions}

    @cached_property
    def names(self) -> Mapping[str, str]:
        """The one name of every code."""
        shared = defaultdict(set)
        for region in self.regions:
            shared[name_key(region.name)].add(region.code)
        return {
            region.code: region.name if len(shared[name_key(region.name)]) == 1 else self._with_parent(region)
            for region in self.regions
        }

    def _with_parent(self, region: Region) -> str:
        parent = self.of_code.get(region.parent)
        return f"{parent.name}{region.name}" if parent is not None else f"{region.name}（{region.code}）"

    @cached_property
    def _spoken(self) -> Mapping[str, tuple[str, ...]]:
        """Codes by everything that data may say: code, name, and the name behind its parent's."""
        spoken: dict[str, dict[str, None]] = defaultdict(dict)
        for region in self.regions:
            for said in (region.code, region.name, self._with_parent(region)):
                spoken[name_key(said)][region.code] = None
        return {said: tuple(codes) for said, codes in spoken.items()}

    def find(self, said: str) -> tuple[Region, ...]:
        """Return the regions that a code or name may mean: none, one, or several that share the name."""
        return tuple(self.of_code[code] for code in self._spoken.get(name_key(said), ()))

    def one(self, said: str) -> Region | None:
        """Return the region that a code or name means, None where it is unknown or not one alone."""
        found = self.find(said)
        return found[0] if len(found) == 1 else None

    def children(self, code: str, year: int) -> tuple[Region, ...]:
        """Return the regions directly below one, in a year."""
        return tuple(region for region in self._below.get(code, ()) if region.holds_in(year))

    @cached_property
    def _below(self) -> Mapping[str, tuple[Region, ...]]:
        below: dict[str, list[Region]] = defaultdict(list)
        for region in self.regions:
            below[region.parent].append(region)
        return {code: tuple(found) for code, found in below.items()}

    def at_level(self, top: str, level: str) -> tuple[Region, ...]:
        """Return the regions of a level at or below the region named `top`; all of that level where it is unknown."""
        root = self.one(top)
        key = name_key(level)
        return tuple(
            region
            for region in self.regions
            if name_key(region.level) == key and (root is None or self.is_below(region, root.code))
        )

    def is_below(self, region: Region, code: str) -> bool:
        """Tell whether a region is the one of a code, or lies below it."""
        seen: set[str] = set()
        while region.code not in seen:
            if region.code == code:
                return True
            seen.add(region.code)
            parent = self.of_code.get(region.parent)
            if parent is None:
                return False
            region = parent
        return False

    @cached_property
    def circles(self) -> tuple[int, ...]:
        """Where the first region of every circle of parents stands; each is passed once: tables may be made to harm."""
        circle_of: dict[str, int] = {}
        passed: set[str] = set()
        for number, region in enumerate(self.regions):
            trail: list[str] = []
            code = region.code
            while code in self.of_code and code not in passed:
                passed.add(code)
                trail.append(code)
                code = self.of_code[code].parent
            if code in set(trail):
                circle_of |= dict.fromkeys(trail[trail.index(code) :], number)
        first: dict[int, int] = {}
        for position, region in enumerate(self.regions):
            if region.code in circle_of:
                first.setdefault(circle_of[region.code], position)
        return tuple(first.values())

    @cached_property
    def depths(self) -> Mapping[str, int]:
        """How many regions stand above each, by code; without recursion, for tables may be deep."""
        depths: dict[str, int] = {}
        for region in self.regions:
            trail = [region]
            while trail[-1].code not in depths and trail[-1].parent in self.of_code and len(trail) <= len(self.regions):
                trail.append(self.of_code[trail[-1].parent])
            base = depths.get(trail[-1].code, 0)
            depths |= {one.code: base + number for number, one in enumerate(reversed(trail))}
        return depths
