"""The distinct labels of a scanned table, each decided once: which line of which plan its rows feed, if they are plain.

A label is what a row says beside its region and its value. It gets a key, the number of a line's year, where nothing
but the value is left to read; every other row is odd and goes through the readers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from planckeck.engines import frames_on
from planckeck.judgement.conversion import convert_rows
from planckeck.judgement.matching import name_rows, names_of
from planckeck.judgement.rules import rule_columns, rules_for
from planckeck.large.engine import Engine
from planckeck.large.pieces import cuts_of
from planckeck.large.source import Source
from planckeck.model.assessment import Rule
from planckeck.model.frames import ACTUAL_COLUMNS, Kind, columns_of
from planckeck.model.measure import OVER_PERIOD, YEARLY
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.problems import InputError
from planckeck.readers.cells.ranges import Range, are_plain, plain_ranges
from planckeck.readers.interface import Expectation, Expectations
from planckeck.readers.periods import read_period
from planckeck.readers.shapes.actuals import ActualReader
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import Grid, GridFacts

FIELDS = ("plan", "level", "indicator", "year", "unit", "status")
"""What a label is made of, as far as the table has it."""
ODD = 0
"""The key of labels whose rows the readers must see."""
_PLAIN_STATUS = ("", "provisional", "estimated", "confirmed")
OF_SERIES = frozenset({*YEARLY, *OVER_PERIOD})
"""Measures that need other years than the judged one."""
Pair = tuple[str, str]
Expected = tuple[str, Expectation]


@dataclass(frozen=True, slots=True)
class Line:
    """What a key stands for: one year of an indicator at a level."""

    plan: str
    indicator: str
    level: str
    year: int


@dataclass(frozen=True, slots=True)
class Labels:
    """The keys of a table. `lines[n]` is what key n + 1 stands for; `expected` are the units and expectations by which
    the cell reader tells whether it has anything to say of a key's values, in the plan's unit. `constant` are the
    fields that have one text in all labels. `as_stored` tells that the table `labels` holds what Parquet stores, not
    its text."""

    lines: tuple[Line, ...]
    expected: Mapping[int, frozenset[Expected]]
    fields: tuple[str, ...]
    constant: Mapping[str, str]
    as_stored: bool = False

    @property
    def numbers(self) -> Mapping[Line, int]:
        """Every line's year to its key."""
        return {line: number for number, line in enumerate(self.lines, start=1)}

    def outside(self, ends: Mapping[int, tuple[float, float]]) -> list[int]:
        """Return the keys of whose values, which lie between these ends, the cell reader may have something to say."""
        widest: dict[Expected, tuple[float, float]] = {}
        for key, (low, high) in ends.items():
            for one in self.expected[key]:
                others = widest.get(one, (low, high))
                widest[one] = (min(low, others[0]), max(high, others[1]))
        silent = {one for one, (low, high) in widest.items() if are_plain(low, high, *one)}
        return [
            key
            for key, (low, high) in ends.items()
            if not all(one in silent or are_plain(low, high, *one) for one in self.expected[key])
        ]

    def ranges(self, key: int) -> tuple[Range, ...]:
        """Return the values of a key of which the cell reader has nothing to say."""
        found: tuple[Range, ...] = ((-float("inf"), float("inf")),)
        for unit, expectation in self.expected[key]:
            found = _common(found, plain_ranges(unit, expectation))
        return found


def plain_indicators(plans: Sequence[LoadedPlan]) -> frozenset[Pair]:
    """Return the indicators that are judged where they lie: numbers of regions or units of a level, bars that stand."""
    moving = {
        (loaded.plan.id, source)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for promise in loaded.promises[indicator.id]
        if promise.reference is not None and (source := loaded.plan.references[promise.reference].indicator) is not None
    }
    users = {
        (loaded.plan.id, indicator.id)
        for loaded in plans
        for indicator in loaded.plan.indicators
        for promise in loaded.promises[indicator.id]
        if promise.reference is not None and loaded.plan.references[promise.reference].indicator is not None
    }
    by_pair: dict[Pair, list[Rule]] = {}
    for loaded in plans:
        for rule in rules_for(loaded):
            by_pair.setdefault((rule.plan, rule.indicator), []).append(rule)
    plain = {
        pair
        for pair, rules in by_pair.items()
        if all(rule.scope in {"level", "every_unit"} and rule.kind == "number" for rule in rules)
    }
    listed = {
        (loaded.plan.id, indicator.id)
        for loaded in plans
        for indicator in loaded.plan.indicators
        if indicator.scope.units or indicator.scope.regions
    }
    return frozenset(plain - moving - users - listed)


def whole_indicators(plans: Sequence[LoadedPlan]) -> frozenset[Pair]:
    """Return the indicators of which a region's years are judged in one place: the measure needs other years than the
    judged one, or the region is a unit of which its plan's line is made."""
    rules = [rule for loaded in plans for rule in rules_for(loaded)]
    return frozenset(
        (rule.plan, rule.indicator) for rule in rules if rule.measure in OF_SERIES or rule.scope == "every_unit"
    )


def decide_labels(
    engine: Engine,
    source: Source,
    plans: tuple[LoadedPlan, ...],
    expectations: Expectations,
    texts: Iterable[Sequence[str]],
) -> Labels:
    """Decide every label and write them all as the table `labels`: the fields, `key` (ODD for none), `factor`, and the
    `origin` and `steepness` of the key's pieces."""
    fields = tuple(name for name in FIELDS if name in source.columns)
    reader = _Reader(source, plans, expectations)
    asked = [dict(zip(fields, label, strict=True)) for label in texts]
    decided = reader.decide(asked)
    numbers: dict[Line, int] = {}
    expected: dict[int, frozenset[Expected]] = {}
    rows: list[tuple[Any, ...]] = []
    for label, feeds in zip(asked, decided, strict=True):
        own = [label[name] for name in fields]
        if not feeds:
            rows.append((*own, ODD, 1.0, 0.0, 1.0))
        for feed in feeds:
            number = numbers.setdefault(feed.line, len(numbers) + 1)
            expected[number] = expected.get(number, frozenset()) | feed.expected
            rows.append((*own, number, feed.factor, *feed.cuts))
    kinds = [*(Kind.TEXT for _ in fields), Kind.WHOLE, Kind.REAL, Kind.REAL, Kind.REAL]
    names = [*(f"l_{name}" for name in fields), "key", "factor", "origin", "steepness"]
    engine.table(
        "labels",
        {name: (kind, [row[at] for row in rows]) for at, (name, kind) in enumerate(zip(names, kinds, strict=True))},
    )
    texts_of = {name: {label[name] for label in asked} for name in fields if name != "indicator"}
    constant = {name: texts.pop() for name, texts in texts_of.items() if len(texts) == 1}
    return Labels(tuple(numbers), expected, fields, constant)


@dataclass(frozen=True, slots=True)
class _Feed:
    """A line's year that a label feeds, by what its values are multiplied, what is expected of them, and how they are
    cut into pieces."""

    line: Line
    factor: float
    expected: frozenset[Expected]
    cuts: tuple[float, float]


def _common(one: tuple[Range, ...], other: tuple[Range, ...]) -> tuple[Range, ...]:
    return tuple((max(a, c), min(b, d)) for a, b in one for c, d in other if max(a, c) <= min(b, d))


class _Reader:
    """Decides labels with the readers' and the judgement's own functions, on one made-up row a label."""

    def __init__(self, source: Source, plans: tuple[LoadedPlan, ...], expectations: Expectations) -> None:
        self.plans = plans
        self.expectations = expectations
        self.source = source
        self.make = frames_on("polars")
        self.plain = plain_indicators(plans)
        grid = Grid(source.files[0], lambda: iter(()), GridFacts)
        self.actuals = ActualReader(grid, source.layout, expectations, frozenset(), False)
        rules = [rule for loaded in plans for rule in rules_for(loaded)]
        self.rules = self.make(rule_columns(rules))
        self.rule_of = {(rule.plan, rule.indicator): rule for rule in rules}
        self.rules_of: dict[Pair, list[Rule]] = {}
        for rule in rules:
            self.rules_of.setdefault((rule.plan, rule.indicator), []).append(rule)

    def decide(self, labels: Sequence[Mapping[str, str]]) -> list[list[_Feed]]:
        """Return what each label feeds; nothing for one that is not plain."""
        read = [self._row(number, label) for number, label in enumerate(labels)]
        rows = [row for row, _ in filter(None, read)]
        found: list[list[_Feed]] = [[] for _ in labels]
        odd: set[int] = set()
        for row in self._converted(rows):
            number, rule = row["row"], self.rule_of[row["plan"], row["indicator"]]
            expectation = read[number][1]
            if row["value"] is None or (rule.plan, rule.indicator) not in self.plain:
                # rows of a plan's own region are odd by their region; other scopes by this
                odd |= set() if rule.scope == "own" and row["value"] is not None else {number}
            elif name_key(row["level"]) == name_key(rule.level):
                line = Line(rule.plan, rule.indicator, rule.level, row["year"])
                expected = _expected(labels[number], row, expectation)
                found[number].append(_Feed(line, row["value"], expected, self._cuts(line)))
        return [[] if number in odd else feeds for number, feeds in enumerate(found)]

    def _row(self, number: int, label: Mapping[str, str]) -> tuple[dict[str, Any], Expectation] | None:
        """Return a row of this label with the value 1, and what is expected of it; None where it is odd by itself."""
        stripped = {name: written.strip() for name, written in label.items()}
        period = read_period(stripped["year"])
        status = words().statuses.get(stripped.get("status", "").casefold())
        if period is None or period[1] or not stripped["indicator"] or status not in _PLAIN_STATUS:
            return None
        name, unit, expectation = self.actuals.named(stripped.get("plan", ""), stripped["indicator"])
        if expectation.is_product or expectation.is_shared:
            return None
        layout = self.source.layout
        said = stripped.get("unit", "") or layout.groups[0].unit or unit or layout.defaults.unit
        row = dict.fromkeys(ACTUAL_COLUMNS, "") | {
            "plan": stripped.get("plan", ""),
            "region": "-",
            "level": stripped.get("level", ""),
            "indicator": name,
            "year": period[0],
            "value": 1.0,
            "unit": said,
            "row": number,
            "column": 0,
            "bounds_open": False,
            **dict.fromkeys(("done_on", "numerator", "denominator", "at_least", "at_most")),
        }
        return row, expectation

    def _converted(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return the rows once for each indicator that they name, `value` what 1 is in the plan's unit."""
        if not rows:
            return []
        actuals = self.make(columns_of(ACTUAL_COLUMNS, rows))
        try:
            named, _ = name_rows(actuals, names_of(self.plans), self.make)
            converted, _ = convert_rows(named, self.rules, self.make, self.plans)
        except InputError:
            return []
        own = converted.select("row", "plan", "indicator", "level", "year", "value", "unit_written")
        return own.collect().rows(named=True)

    def _cuts(self, line: Line) -> tuple[float, float]:
        rules = self.rules_of[line.plan, line.indicator]
        own = (rule for rule in rules if rule.after_year < line.year <= rule.until_year)
        return cuts_of(next(own, rules[-1]), line.year)


def _expected(label: Mapping[str, str], row: Mapping[str, Any], expectation: Expectation) -> frozenset[Expected]:
    if words().statuses.get(label.get("status", "").strip().casefold()) == "confirmed":
        return frozenset()
    return frozenset({(expectation.unit or row["unit_written"], expectation)})
