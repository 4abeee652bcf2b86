"""A layout: which column holds what, decided from the titles of the header rows. No rows are read here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from planckeck.model.inspection import Column
from planckeck.model.names import name_key
from planckeck.readers.periods import read_period
from planckeck.readers.shapes.titles import WHOLE_YEAR, Title

LABELS = ("plan", "region", "level", "indicator", "year", "unit", "status", "note")
"""Fields that a row says once for all its values."""
VALUES = ("value", "numerator", "denominator")
_PER_VALUE = frozenset({"unit", "status", "note"})
TWICE = "stands twice"
UNKNOWN = "not known"
UNKNOWN_TEXT = "not known, holds no figures"
LONELY = "no year, or no value beside it"
"""Why a column is not read, beside the roles (target, total, …) and `ignored`."""


class Key(NamedTuple):
    """What a header says of the values below it."""

    period: str = ""
    region: str = ""
    indicator: str = ""


class Group(NamedTuple):
    """The columns (positions from 0) of one value a row: its value, or numerator and denominator, and what is said of
    this value alone."""

    key: Key
    fields: Mapping[str, int]
    unit: str = ""

    @property
    def position(self) -> int:
        """The column that the value is known by."""
        return next(self.fields[name] for name in VALUES if name in self.fields)


class Defaults(NamedTuple):
    """What holds where neither the row nor the column says it."""

    year: str = ""
    region: str = ""
    indicator: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's shape. `labels` are fields to positions; `columns` says of every column what it holds."""

    labels: Mapping[str, int]
    groups: tuple[Group, ...]
    columns: tuple[Column, ...]
    header_rows: tuple[int, ...] = ()
    defaults: Defaults = field(default_factory=Defaults)

    @property
    def shape(self) -> str:
        """`long`, or what stands across joined by +."""
        across = [
            f"{plural}_across"
            for plural, name in (("years", "period"), ("regions", "region"), ("indicators", "indicator"))
            if any(getattr(group.key, name) for group in self.groups)
        ]
        return "+".join(across) or "long"


class Stack(NamedTuple):
    """The titles of one column, from the first header row to the last; `has_figures`: numbers stand below."""

    position: int
    titles: tuple[Title, ...]
    has_figures: bool = False
    forced: Title | None = None
    """What a map says the column is."""
    known_names: int = 0
    """How many cells below are names that plans know."""

    @property
    def header(self) -> str:
        """The titles as written, each once."""
        return " / ".join(dict.fromkeys(title.text for title in self.titles if title.text))

    def said(self, name: str) -> str:
        """Return what the column's titles say of a kind, the lowest first; what a map says comes before them."""
        titles = (self.forced, *reversed(self.titles)) if self.forced is not None else tuple(reversed(self.titles))
        return next((str(found) for title in titles if (found := getattr(title, name))), "")

    @property
    def own(self) -> Title:
        """The title that says what the column holds: a field's name above a unit is that field, else the lowest."""
        if self.forced is not None:
            return self.forced
        label = next((title for title in self.titles if title.field in LABELS), None)
        return label or next((title for title in reversed(self.titles) if title.text), Title(""))

    @property
    def is_unknown(self) -> bool:
        """Tell whether the titles are words that mean nothing by themselves."""
        known = any(title.is_header or title.is_total or title.is_figure for title in self.titles)
        return bool(self.header) and not known and self.forced is None


class Lacking(NamedTuple):
    """Why titles make no layout: the fields that no column and no default gives; `found` counts those there are."""

    fields: tuple[str, ...]
    found: int


def lay_out(stacks: Sequence[Stack], defaults: Defaults, *, names_known: bool) -> Layout | Lacking:
    """Decide what every column holds.

    `names_known` says that plans gave names: then columns are indicators only where at least one is known by name.
    """
    draft = _Draft(stacks, defaults)
    draft.take_labels()
    draft.take_values(names_known=names_known)
    draft.name_leftovers(names_known=names_known)
    return draft.finished()


class _Draft:
    """A layout in the making: every stack gets what it holds, or why it is not read."""

    def __init__(self, stacks: Sequence[Stack], defaults: Defaults) -> None:
        self.stacks = stacks
        self.defaults = defaults
        self.labels: dict[str, int] = {}
        self.held: dict[int, Column] = {}
        self.groups: dict[Key, dict[str, int]] = {}

    def take_labels(self) -> None:
        by_name = self._names_indicators()
        for stack in self.stacks:
            name = stack.own.field
            if name == "indicator" and by_name is not None and stack is not by_name:
                self._leave(stack, "another column names the indicators")
                continue
            if name in LABELS and not (name in _PER_VALUE and self._is_per_value(name)):
                if name in self.labels:
                    self._leave(stack, TWICE)
                else:
                    self.labels[name] = stack.position
                    self._hold(stack, name)
            elif name == "ignored":
                self._leave(stack, "ignored")

    def _names_indicators(self) -> Stack | None:
        """Return the one of several columns of indicators (二级指标, 三级指标) whose names plans know best."""
        several = [stack for stack in self.stacks if stack.own.field == "indicator"]
        most = max((stack.known_names for stack in several), default=0)
        best = [stack for stack in several if stack.known_names == most]
        return best[0] if most and len(best) == 1 else None

    def _is_per_value(self, name: str) -> bool:
        """Tell whether every value has a column of its own for this: a unit under every year."""
        headed = [stack for stack in self.stacks if stack.said("period") or stack.said("region")]
        own = sum(stack.own.field == name for stack in headed)
        return own > 1 and own == sum(_role(stack) == "value" for stack in headed)

    def take_values(self, *, names_known: bool) -> None:
        has_long = any(stack.own.field == "value" and self._key(stack) == Key() for stack in self.stacks)
        for stack in self.stacks:
            if stack.position in self.held:
                continue
            key, role = self._key(stack), _role(stack)
            if any(title.is_total for title in stack.titles):
                self._leave(stack, "total")
            elif key == Key() and stack.own.field not in VALUES:
                continue
            elif role not in (*VALUES, *_PER_VALUE):
                self._leave(stack, role)
            elif has_long and (key.region or key.indicator or ("year" in self.labels and key.period)):
                self._leave(stack, "the table has a column value")
            else:
                self._group(stack, key, role)

    def _key(self, stack: Stack) -> Key:
        return Key(
            _period(stack),
            "" if "region" in self.labels else stack.said("region"),
            "" if "indicator" in self.labels else stack.said("indicator"),
        )

    def _group(self, stack: Stack, key: Key, role: str) -> None:
        fields = self.groups.setdefault(key, {})
        if role in fields:
            first = next(one for one in self.stacks if one.position == fields[role])
            if _is_explicit(first) >= _is_explicit(stack):
                self._leave(stack, UNKNOWN if _is_explicit(first) > _is_explicit(stack) else TWICE, key)
                return
            self._leave(first, UNKNOWN)
        fields[role] = stack.position
        self._hold(stack, role, key)

    def name_leftovers(self, *, names_known: bool) -> None:
        """Give words that mean nothing by themselves to the kind that stands across: 江陵 among 江陵县 and 石首市."""
        left = [stack for stack in self.stacks if stack.position not in self.held]
        unknown = [stack for stack in left if stack.is_unknown and stack.has_figures]
        regions = sum(bool(key.region) for key in self.groups)
        indicators = sum(bool(key.indicator) for key in self.groups)
        may_be_indicators = "indicator" not in self.labels and not self.defaults.indicator
        periods = {key.period for key in self.groups}
        period = next(iter(periods)) if len(periods) == 1 else ""
        for stack in unknown:
            said = _period(stack) or period
            if regions and regions >= len(unknown):
                self._group(stack, Key(said, region=stack.own.text), _role(stack))
            elif may_be_indicators and (indicators or (not names_known and self.labels and not self.groups)):
                self._group(stack, Key(said, indicator=stack.own.text), _role(stack))
        for stack in left:
            if stack.position not in self.held and stack.header:
                self._leave(stack, stack.said("role") or (UNKNOWN if stack.has_figures else UNKNOWN_TEXT))

    def _join_terms(self) -> None:
        """Give 分子 and 分母 to the one column of values that stands beside them."""
        terms = self.groups.get(Key(), {})
        others = [key for key in self.groups if key != Key()]
        if {"numerator", "denominator"} <= terms.keys() and "value" not in terms and len(others) == 1:
            self.groups[others[0]] = self.groups.pop(Key()) | self.groups[others[0]]

    def finished(self) -> Layout | Lacking:
        self._join_terms()
        groups = [(key, fields) for key, fields in self.groups.items() if _is_whole(fields)]
        if "year" not in self.labels and any(key.period for key, _ in groups):
            groups = [(key, fields) for key, fields in groups if key.period]
        if lacking := self._lacking([key for key, _ in groups]):
            return Lacking(lacking, len(self.labels.keys() - _PER_VALUE) + len(groups))
        units = {stack.position: stack.said("unit") for stack in self.stacks}
        made = tuple(Group(key, fields, units[next(iter(fields.values()))]) for key, fields in groups)
        kept = {position for group in made for position in group.fields.values()} | set(self.labels.values())
        columns = [self._final(column, kept) for _, column in sorted(self.held.items())]
        return Layout(dict(self.labels), made, tuple(columns), defaults=self.defaults)

    def _lacking(self, keys: Sequence[Key]) -> tuple[str, ...]:
        said = {
            "indicator": bool(self.defaults.indicator) or (bool(keys) and all(key.indicator for key in keys)),
            "year": bool(self.defaults.year) or (bool(keys) and all(key.period for key in keys)),
            "value": bool(keys),
        }
        return tuple(name for name, is_said in said.items() if not is_said and name not in self.labels)

    def _final(self, column: Column, kept: set[int]) -> Column:
        if not column.holds or column.number - 1 in kept:
            return column
        return Column(column.number, column.header, why=LONELY)

    def _hold(self, stack: Stack, holds: str, key: Key | None = None) -> None:
        key = key or Key()
        column = Column(stack.position + 1, stack.header, holds, key.period, key.region, key.indicator)
        unit = stack.said("unit") if holds in VALUES else ""
        self.held[stack.position] = replace(column, unit=unit)

    def _leave(self, stack: Stack, why: str, key: Key | None = None) -> None:
        about = key or Key()
        left = Column(stack.position + 1, stack.header, "", about.period, about.region, about.indicator, why=why)
        self.held[stack.position] = left


def _is_whole(fields: Mapping[str, int]) -> bool:
    return "value" in fields or {"numerator", "denominator"} <= fields.keys()


def _period(stack: Stack) -> str:
    """Return the period of a column: a year with the part of it that another header row names."""
    period, part = stack.said("period"), stack.said("part")
    if not part or name_key(part) == WHOLE_YEAR or not period:
        return period
    joined = f"{period}{part}" if period.endswith("年") else f"{period}年{part}"
    return joined if read_period(joined) else period


def _is_explicit(stack: Stack) -> bool:
    """Tell whether a header says that the column holds the values: 实际, not 城镇."""
    return bool(stack.said("role")) or stack.own.field in VALUES or stack.forced is not None


def _role(stack: Stack) -> str:
    """Return what stands in a value's column: value, numerator, … or the role that is not read."""
    own = stack.forced.field if stack.forced is not None else ""
    if own in (*VALUES, *_PER_VALUE):
        return own
    role = stack.said("role")
    if not role and stack.own.field in (*VALUES, *_PER_VALUE):
        role = stack.own.field
    return {"actual": "value", "": "value"}.get(role, role)
