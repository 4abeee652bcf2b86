"""The region of a table that has no column for it, from a name: of its sheet, of its file, or from the title above it.

A rule is `sheet`, `file`, or one of these (or `title`) with a pattern: `sheet:{region}数据`, `file:{region}_*`,
`title:{region}20*`. `{region}` stands for the region, `*` for any text, `?` for one character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath

from planckeck.problems import InputError, Message, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.shapes.layout import Layout
from planckeck.readers.sources.interface import Grid, GridRow

SHEET, FILE, TITLE = "sheet", "file", "title"
_REGION = "{region}"
_PACKED = frozenset({".gz", ".zst"})


@dataclass(frozen=True)
class NameRule:
    """Where a table's region is written (SHEET, FILE or TITLE), and a pattern of it; '' takes the whole name."""

    place: str
    pattern: str = ""

    @cached_property
    def _regex(self) -> re.Pattern[str]:
        wild = {"*": ".*", "?": ".", _REGION: "(?P<region>.+?)"}
        parts = re.split(r"(\{region\}|[*?])", self.pattern or _REGION)
        return re.compile("".join(wild.get(part) or re.escape(part) for part in parts), re.DOTALL)

    def region_in(self, name: str) -> str:
        """Return the region that a name holds; '' where it does not fit."""
        found = self._regex.fullmatch(name.strip())
        return found["region"].strip() if found else ""

    def names(self, grid: Grid, above: Iterable[GridRow]) -> list[str]:
        """Return the names of a table that the rule looks at."""
        match self.place:
            case "sheet":
                return [grid.sheet] if grid.sheet else []
            case "title":
                return list(dict.fromkeys(text for row in above for cell in row.cells if (text := cell.text.strip())))
            case _:
                return [stem_of(grid.file)] if stem_of(grid.file) not in {"", "-"} else []


def stem_of(file: str) -> str:
    """Return a file's name without its folder and endings."""
    path = PurePath(file)
    return PurePath(path.stem).stem if path.suffix.lower() in _PACKED else path.stem


def name_rule(text: str) -> NameRule | None:
    """Read a rule; None for what is none."""
    place, _, pattern = text.strip().partition(":")
    is_fit = place in {SHEET, FILE, TITLE} and (pattern.count(_REGION) == 1 if ":" in text else place != TITLE)
    return NameRule(place, pattern.strip()) if is_fit else None


HOW_TO_SAY = say("write sheet, file, or a pattern with {region} such as file:{region}_2020", region=_REGION)


def with_named_region(grid: Grid, head: Iterable[GridRow], layout: Layout, rule: NameRule) -> Layout:
    """Give a table its region from a name, unless its columns say it. Raises: InputError (PK368) where no name does."""
    if "region" in layout.labels or all(group.key.region for group in layout.groups):
        return layout
    first = layout.header_rows[0] if layout.header_rows else 0
    names = rule.names(grid, (row for row in head if row.number < first))
    regions = list(dict.fromkeys(filter(None, map(rule.region_in, names))))
    if len(regions) != 1:
        raise InputError([diagnose("PK368", grid.place(), problem=_problem(rule, names, regions), help=_help(rule))])
    return replace(layout, defaults=layout.defaults._replace(region=regions[0]))


def _problem(rule: NameRule, names: list[str], regions: list[str]) -> Message:
    if regions:
        return say("more than one: {regions}", regions=", ".join(regions))
    if names:
        return say("{name} does not fit {shape}", name=names[0][:60], shape=rule.pattern)
    return say("there is no name of that kind: {source}", source=rule.place)


def _help(rule: NameRule) -> Message:
    if rule.place == SHEET:
        return say("add a column region, or take it from the file: --region-from file")
    return HOW_TO_SAY
