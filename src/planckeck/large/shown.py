"""The few results that are shown: the rows of their lines are looked up and judged as a small table would be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from planckeck.engines import frames_on
from planckeck.judgement import Choice, Judged, judge
from planckeck.judgement.results import CONSTRAINT_RANK, result_frame, worst_results
from planckeck.large.facts import Scan
from planckeck.large.labels import Line, plain_indicators
from planckeck.large.odd import of_lines, read_rows
from planckeck.large.pieces import PIECES
from planckeck.model.assessment import Result
from planckeck.model.frames import ACTUAL_COLUMNS, columns_of
from planckeck.model.names import name_key
from planckeck.model.promise import LoadedPlan
from planckeck.readers.interface import Expectations
from planckeck.readers.sources.interface import number_text


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be shown: region and key of the worst facts, how they are judged, what is expected of cells, how many
    results are wanted, and whether with the numbers of their lines."""

    worst: Sequence[tuple[str, int]]
    choice: Choice
    expectations: Expectations
    top: int
    numbered: bool


def worst_of(
    scan: Scan, side: Judged, beside: nw.LazyFrame[Any], odd: Sequence[Mapping[str, Any]], asked: Shown
) -> tuple[Result, ...]:
    """Return the worst misses of the facts and of what was judged `beside` them, in the order of `worst_results`.

    `odd` are the rows that were read one by one.
    """
    found = list(worst_results(beside, side.plans, asked.top))
    plain = plain_indicators(side.plans)
    # an odd row was judged without the other years of its line
    alone = [one for one in found if (one.plan, one.indicator) in plain and one.units_total is None]
    found = [one for one in found if one not in alone]
    lines = {(region, scan.labels.lines[key - 1]) for region, key in asked.worst}
    lines |= {(one.region, Line(one.plan, one.indicator, one.level or "", one.year)) for one in alone}
    if lines:
        make = frames_on("polars")
        rows = rows_of_lines(scan, lines, odd, numbered=asked.numbered)
        judged = judge(side.plans, make(columns_of(ACTUAL_COLUMNS, rows)), make, asked.choice)
        wanted = [f"{line.plan}|{line.indicator}|{line.level}|{region}|{line.year}" for region, line in lines]
        columns = [nw.col(name) for name in ("plan", "indicator", "level", "region")]
        name = nw.concat_str(*columns, nw.col("year").cast(nw.String), separator="|")
        # units that are asked for without their plan's line stand alone
        shown = result_frame(judged, make).filter(name.is_in(wanted)).with_columns(part_of=nw.lit(""))
        found += worst_results(shown, side.plans, len(lines))
    places = _places(side.plans)
    worst = sorted(found, key=lambda one: _rank(one, places))[: asked.top]
    return tuple(sorted(worst, key=lambda one: _badness(one, places)))


def rows_of_lines(
    scan: Scan, lines: Set[tuple[str, Line]], odd: Sequence[Mapping[str, Any]], *, numbered: bool
) -> list[Mapping[str, Any]]:
    """Return all rows of some lines, of every year."""
    same = sorted(
        (region, number)
        for region, line in lines
        for number, other in enumerate(scan.labels.lines, start=1)
        if (other.plan, other.indicator, other.level) == (line.plan, line.indicator, line.level)
    )
    found: Iterable[Mapping[str, Any]] = ()
    if same and (numbered or {"status", "note", "unit"} & set(scan.source.columns)):
        found = read_rows(scan, of_lines(scan.engine, same), numbered=numbered).rows
    elif same:
        found = _from_facts(scan, same)
    # rows of other spellings of these regions belong to the same series
    regions = {name_key(region) for region, _ in lines}
    others = (row for row in odd if name_key(row["region"]) in regions)
    return list({_identity(row, numbered): row for row in (*others, *found)}.values())


def _places(plans: tuple[LoadedPlan, ...]) -> dict[tuple[str, str], tuple[int, int]]:
    return {
        (loaded.plan.id, indicator.id): (number, order)
        for number, loaded in enumerate(plans)
        for order, indicator in enumerate(loaded.plan.indicators)
    }


def _rank(result: Result, places: dict[tuple[str, str], tuple[int, int]]) -> tuple[Any, ...]:
    """Return by what `worst_results` chooses, also among equals, before it puts them in reading order."""
    size, (_, order) = -abs(result.relative_gap or 0.0), places[result.plan, result.indicator]
    return CONSTRAINT_RANK[result.constraint], size, order, result.region, result.year


def _badness(result: Result, places: dict[tuple[str, str], tuple[int, int]]) -> tuple[Any, ...]:
    size = -abs(result.relative_gap or 0.0)
    place = places[result.plan, result.indicator]
    return CONSTRAINT_RANK[result.constraint], size, *place, result.year, result.region


def _identity(row: Mapping[str, Any], numbered: bool) -> tuple[Any, ...]:
    """Tell rows apart that two passes may both have found; without numbers by what they say."""
    if numbered:
        return row["file"], row["row"], row["column"]
    names = ("plan", "region", "level", "indicator", "year", "part", "value", "text")
    return tuple(row[name] for name in names)


def _from_facts(scan: Scan, pairs: Sequence[tuple[str, int]]) -> Iterator[dict[str, Any]]:
    """Yield rows as the reader would have made them of a table that has nothing but labels and values."""
    keys, regions = sorted({key for _, key in pairs}), sorted({region for region, _ in pairs})
    # two numbers are compared more quickly than a pair is looked up: most rows end at the first condition
    where = (
        f"piece between {keys[0] * PIECES} and {keys[-1] * PIECES + PIECES - 1} and "
        f"key in ({', '.join(map(str, keys))}) and region in ({', '.join(map(scan.engine.text, regions))})"
    )
    wanted = set(pairs)
    # rows without a plain value were read with the odd ones
    query = f"select region, key, value from facts where value is not null and {where}"
    for region, key, value in scan.engine.rows(query):
        if (region, key) not in wanted:
            continue
        line = scan.labels.lines[key - 1]
        yield dict.fromkeys(ACTUAL_COLUMNS, "") | {
            "plan": line.plan,
            "region": region,
            "level": line.level,
            "indicator": line.indicator,
            "year": line.year,
            "value": value,
            "text": number_text(value),
            "file": scan.source.shown[0],
            "row": 0,
            "column": scan.source.layout.groups[0].position + 1,
            "bounds_open": False,
            **dict.fromkeys(("done_on", "numerator", "denominator", "at_least", "at_most")),
        }
