"""The narrow facts of a scan: region, key and value; and which of its rows are odd and go through the readers.

Odd is a row whose label is no line's (`labels`), whose value is no plain number or outside of the ranges in which the
cell reader has nothing to say, which gives a numerator, a denominator, a region that is not simply a region's name, or
which is not the only row of its line and year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from planckeck.large.engine import Engine
from planckeck.large.labels import ODD, Labels
from planckeck.large.pieces import KEY, PIECE
from planckeck.large.source import Source
from planckeck.model.frames import Kind
from planckeck.model.names import name_key
from planckeck.readers.interface import Expectations
from planckeck.readers.shapes.titles import is_total
from planckeck.readers.shapes.words import words


@dataclass(frozen=True, slots=True)
class Scan:
    """One table in one run: where it is scanned, what it is, its labels, and what the cell reader is told to expect."""

    engine: Engine
    source: Source
    labels: Labels
    expectations: Expectations


@dataclass(frozen=True, slots=True)
class Facts:
    """What a scan found: how many rows there are, how many of them are odd or of a label that was not decided, how
    many lines broke off, and the keys that have plain rows."""

    rows: int
    odd: int
    unknown: int
    rejected: int
    keys: frozenset[int]


def label_texts(engine: Engine, source: Source) -> list[tuple[str, ...]]:
    """Return the distinct labels of a table."""
    from planckeck.large.labels import FIELDS

    columns = [source.columns[name] for name in FIELDS if name in source.columns]
    return engine.rows(f"select distinct {', '.join(columns)} from {engine.scan(source)}")


def rows_sql(engine: Engine, source: Source, labels: Labels, scan: str, more: str = "") -> str:
    """Return a scan's rows: `region`, `key`, `value` (null where the cell is not plain), the number of its `piece` (see
    `pieces`), and `more` columns."""
    varying = [name for name in labels.fields if name not in labels.constant]
    joined = " and ".join(f"l.l_{name} = s.{name}" for name in varying)
    expressions = dict(source.columns)
    if labels.as_stored:
        expressions |= {name: source.stored_as(name) for name in labels.fields}
    if labels.constant:
        # to compare a text with one other is cheaper than to look it up; a row with another has no label
        same = " and ".join(f"{expressions[name]} = {engine.text(one)}" for name, one in labels.constant.items())
        expressions["indicator"] = f"case when {same} then {expressions['indicator']} end"
    columns = ", ".join(f"{expressions[name]} as {name}" for name in (*varying, "region"))
    plain = _plain(engine, source)
    for name in ("numerator", "denominator"):
        if name in source.columns:
            plain = f"{plain} and trim({source.columns[name]}) = ''"
    inner = f"select {columns}, case when {plain} then {source.value}::double + 0.0 end as number{more} from {scan}"
    kept = "".join(f", s.{part.strip().rpartition(' ')[2]}" for part in more.split(",") if part.strip())
    own = f"s.region, l.key::integer as key, s.number * l.factor as value, l.origin, l.steepness{kept}"
    named = kept.replace("s.", "")
    return (
        f"select region, key, value, {PIECE} as piece{named} "
        f"from (select {own} from ({inner}) s left join labels l on {joined})"
    )


def _plain(engine: Engine, source: Source) -> str:
    # nan is more than anything else
    return f"abs({source.value}::double) < 'inf'::double" if source.stored else engine.plain(source.value)


def find_facts(engine: Engine, source: Source, labels: Labels) -> Facts:
    """Scan into `facts` (region, key, value, piece), `pieces` (piece, n, known, low, high; see `pieces`), `regions`
    (region, its keys, n) and `odd` (region, key)."""
    rejected = engine.keep_facts(source, partial(rows_sql, engine, source, labels))
    engine.count_facts(max(len(labels.lines), 1))
    stats = engine.rows(
        f"select {KEY} as key, sum(n)::bigint, sum(known)::bigint, min(low), max(high) from pieces group by all"
    )
    engine.table("odd", {"region": (Kind.TEXT, []), "key": (Kind.WHOLE, [])})
    outside = labels.outside({key: (low, high) for key, _, known, low, high in stats if key and known})
    _mark_outsiders(engine, labels, outside)
    _mark_doubles(engine)
    _mark_strange(engine)
    messy = sum(count if not key else count - known for key, count, known, *_ in stats)
    return Facts(
        rows=sum(count for _, count, *_ in stats),
        odd=messy + int(engine.one("select count(*) from odd")),
        unknown=sum(count for key, count, *_ in stats if key is None),
        rejected=rejected,
        keys=frozenset(key for key, _, known, *_ in stats if key and known),
    )


def _mark_outsiders(engine: Engine, labels: Labels, keys: list[int]) -> None:
    """Mark the rows of which the cell reader may have something to say."""
    if not keys:
        return
    pieces = [(key, low, high) for key in keys for low, high in labels.ranges(key)]
    engine.table(
        "ranges",
        {
            "key": (Kind.WHOLE, [key for key, _, _ in pieces]),
            "low": (Kind.REAL, [low for _, low, _ in pieces]),
            "high": (Kind.REAL, [high for _, _, high in pieces]),
        },
    )
    engine.add(
        "odd",
        f"select distinct f.region, f.key from facts f anti join ranges r on r.key = f.key and f.value between r.low "
        f"and r.high where f.key in ({', '.join(map(str, keys))}) and f.value is not null",
    )


def _mark_doubles(engine: Engine) -> None:
    """Mark the lines' years that have more than one row: a region with more rows than keys has some."""
    doubled = f"from regions where {engine.number_of('keys')} <> n"
    if engine.one(f"select count(*) {doubled}"):
        engine.add(
            "odd",
            f"select region, key from facts where key > {ODD} and value is not null and region in "
            f"(select region {doubled}) group by region, key having count(*) > 1",
        )


def _mark_strange(engine: Engine) -> None:
    """Mark all rows of regions whose name the readers would not take as it stands: blank, spaced, a total."""
    # what name_key or a total's word may change: spaces, wide signs, marks; the readers' own functions decide
    marks = "[\\s\\p{Z}\\x{FF00}-\\x{FFEF}—–〔〕]"
    totals = "|".join(map(re.escape, (*words().totals, "合计", "总计", "小计")))
    candidates = engine.rows(
        f"select region from regions where region = '' or {engine.matches('region', marks)} "
        f"or {engine.matches('region', totals, any_case=True)} "
        "or lower(region) in (select lower(own_region) from known_regions)"
    )
    known = {name_key(name) for (name,) in engine.rows("select own_region from known_regions")}
    strange = [
        name for (name,) in candidates if not name or name != name.strip() or is_total(name) or name_key(name) in known
    ]
    if strange:
        engine.table("strange", {"region": (Kind.TEXT, strange)})
        engine.add(
            "odd",
            f"select distinct region, key from facts where key > {ODD} and value is not null "
            "and region in (select region from strange)",
        )
        # they are other regions' names, or none
        engine.keep("regions", "select * from regions where region not in (select region from strange)")
