"""What single cells cannot show: copied years, pasted targets, a lonely 0, shares above the whole, rates of few cases.

Every suspicion is a warning; no value is changed. A row whose status was confirmed is not asked about again.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import Any

from planckeck import units
from planckeck.model.names import name_key
from planckeck.notation import format_number
from planckeck.notation.quantities import is_percent
from planckeck.problems import Diagnostic, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectation, Expectations, expectation_of
from planckeck.readers.record import Read
from planckeck.readers.shapes.naming import FILE, SHEET, TITLE, stem_of

Row = Mapping[str, Any]
"""A row with the keys of ACTUAL_COLUMNS."""

SMALL_BASE = 30
"""A rate of fewer persons moves by more than three points with each of them."""
RARE = 10_000
"""From rates per so many on, a small region may have no case in a year by chance."""
FEWEST_REGIONS = 3
"""So many regions with exactly the target are no coincidence."""
FAR_FROM_0 = 0.5
"""A 0 is lonely where every other year has at least this share of their mean."""


def suspicions(
    rows: Iterable[Row], expectations: Expectations, confirmed: Container[tuple[str, str, int]] = frozenset()
) -> Iterator[Diagnostic]:
    """Yield warnings about rows that were read, in no special order.

    `confirmed` are the (file, sheet, row) whose status is confirmed: nothing is asked about them, yet they still
    count as neighbours of other rows.
    """
    judged = [(row, _expected(row, expectations)) for row in rows]
    judged = [(row, expected) for row, expected in judged if not expected.is_product]
    for found in _suspicions(judged):
        if (found.place.file, found.place.sheet, found.place.line) not in confirmed:
            yield found


def unsaid_regions(read: Read, own: Sequence[str], others: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each table whose rows name no region while its name or title names another than the plans'.

    Rows without a region are taken for the plan's `own`; `others` are regions that plans and data know beside them.
    """
    counts = Counter((row["file"], row["sheet"]) for row in read.rows if not row["region"])
    known = sorted((one for one in others if len(one) > 1 and one not in own), key=len, reverse=True)
    titles: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mapping in read.mappings:
        skipped = (one.text for one in mapping.skipped if one.reason == "title" and one.text)
        titles[mapping.file, mapping.sheet] += skipped
    for (file, sheet), count in counts.items():
        names = {SHEET: [sheet], FILE: [stem_of(file)], TITLE: titles[file, sheet]}
        spoken = ((place, name, region) for place, said in names.items() for name in said for region in known)
        doubt = next((one for one in spoken if one[2] in one[1] and not any(region in one[1] for region in own)), None)
        if doubt is not None:
            place, name, region = doubt
            asked = place if name == region else f"'{place}:{name.replace(region, '{region}', 1)}'"
            values = {"count": count, "own": ", ".join(own), "name": name, "region": region, "source": asked}
            yield diagnose("PK369", Place(file, sheet=sheet), **values)


def _suspicions(judged: Sequence[tuple[Row, Expectation]]) -> Iterator[Diagnostic]:
    for row, expected in judged:
        yield from _above_the_whole(row, expected)
        yield from _few_cases(row, expected)
    for series in _series(row for row, _ in judged):
        yield from _copied(series)
        yield from _lonely_zero(series)
    yield from _pasted_targets(judged)


def _above_the_whole(row: Row, expected: Expectation) -> Iterator[Diagnostic]:
    """A coverage of 105.3%: registered residents below the line, everybody above it."""
    known = [edge for edge in (expected.low, expected.high, expected.baseline) if edge is not None]
    value = _value_in(row, expected.unit) if _is_percent(expected.unit) and not expected.is_change else None
    if value is None or value <= 100 or not known or max(known) > 100 or min(known) < 0:
        return
    yield _warn("PK346", row, text=row["text"] or _shown(value))


def _few_cases(row: Row, expected: Expectation) -> Iterator[Diagnostic]:
    """A rate of few persons or cases: one case more or less moves it."""
    unit = row["unit"] or expected.unit
    per, denominator = _per(unit), row["denominator"]
    if per is None:
        return
    if denominator is not None and 0 < denominator < SMALL_BASE:
        problem = say("a rate of {base}; each of them moves it by much", base=_shown(denominator))
        yield _warn("PK347", row, problem=problem, help=say("show numerator and denominator beside the rate"))
    elif per >= RARE and (denominator is None or denominator < per) and _value_in(row, unit) == 0:
        problem = say("no case in a year; one case moves a rate of a small region by much")
        yield _warn("PK347", row, problem=problem, help=say("show the count, and a mean of 3 to 5 years"))


def _copied(series: Sequence[Row]) -> Iterator[Diagnostic]:
    """A value with decimals that equals that of the year before to the last digit."""
    for earlier, row in pairwise(series):
        value = row["value"]
        if row["year"] != earlier["year"] + 1 or value != earlier["value"] or row["unit"] != earlier["unit"]:
            continue
        digits = Decimal(repr(value)).normalize().as_tuple()
        has_decimals = isinstance(digits.exponent, int) and digits.exponent < 0
        if has_decimals and len(digits.digits) >= 3:
            yield _warn("PK348", row, text=row["text"] or _shown(value), earlier=earlier["year"])


def _lonely_zero(series: Sequence[Row]) -> Iterator[Diagnostic]:
    """A 0 among at least two other years that all lie far from 0."""
    others = [abs(row["value"]) for row in series if row["value"] != 0]
    if len(others) < 2 or min(others) < FAR_FROM_0 * math.fsum(others) / len(others) or len(series) - len(others) > 1:
        return
    for row in series:
        if row["value"] == 0:
            problem = say("in every other year it is {least} or more", least=_shown(min(others)))
            help_ = say("write 未报 or — if there is no value; if 0 is right, give the row the status confirmed")
            yield _warn("PK344", row, text=row["text"] or "0", problem=problem, help=help_)


def _pasted_targets(judged: Iterable[tuple[Row, Expectation]]) -> Iterator[Diagnostic]:
    """Every region has exactly the edge of the target: the target was entered as the actual.

    A target of 100% or of 0 is met in no other way, and a count of things is often just what was asked for.
    """
    groups: dict[tuple[Any, ...], list[tuple[Row, Expectation]]] = defaultdict(list)
    for row, expected in judged:
        if row["value"] is not None and not expected.is_change and not _is_counter(expected.unit):
            groups[row["plan"], row["level"], _key(row["indicator"]), row["year"], row["part"]].append((row, expected))
    for group in groups.values():
        regions = {row["region"] for row, _ in group}
        if len(regions) < FEWEST_REGIONS:
            continue
        values = {_value_in(row, expected.unit) for row, expected in group}
        row, expected = group[0]
        natural = {0.0, 100.0} if _is_percent(expected.unit) else {0.0}
        if len(values) == 1 and values <= set(_edges(expected)) - natural:
            yield _warn("PK349", row, count=len(regions), text=_shown(values.pop() or 0))


def _series(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield the whole years of one indicator and region that have a value, by year; doubled years drop out."""
    groups: dict[tuple[Any, ...], dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if row["value"] is not None and row["part"] == "":
            key = (row["plan"], row["region"], row["level"], _key(row["indicator"]))
            groups[key][row["year"]].append(row)
    for years in groups.values():
        yield [years[year][0] for year in sorted(years) if len(years[year]) == 1]


def _expected(row: Row, expectations: Expectations) -> Expectation:
    return expectation_of(expectations, row["plan"], row["indicator"])


def _edges(expected: Expectation) -> tuple[float, ...]:
    return tuple(edge for edge in (expected.low, expected.high) if edge is not None)


def _value_in(row: Row, unit: str) -> float | None:
    """Return a row's value in the plan's unit, None where there is none or the unit does not convert."""
    if row["value"] is None or not row["unit"] or not unit or row["unit"] == unit:
        return row["value"]  # type: ignore[no-any-return]
    factor = _factor(row["unit"], unit)
    return None if factor is None else float(Decimal(repr(row["value"])) * factor)


# a file names few units and indicators, each many times
_factor = lru_cache(maxsize=256)(units.conversion_factor)
_per = lru_cache(maxsize=256)(units.per_of)
_is_counter = lru_cache(maxsize=256)(units.is_counter)
_is_percent = lru_cache(maxsize=256)(is_percent)
_key = lru_cache(maxsize=4096)(name_key)


def _shown(value: float) -> str:
    return format_number(Decimal(f"{value:.12g}"))


def _warn(code: str, row: Row, **values: object) -> Diagnostic:
    place = Place(row["file"], row["row"], row["column"], in_table=True, sheet=row["sheet"])
    said = {
        "indicator": row["indicator"],
        "region": row["region"] or say("(none)"),
        "year": f"{row['year']}{row['part']}",
    }
    return diagnose(code, place, **{**said, **values})
