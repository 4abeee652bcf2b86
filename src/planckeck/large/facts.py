"""The narrow facts of a scan: region, key and value; and which of its rows are odd and go through the readers.

Odd is a row whose label is no line's (`labels`), whose value is no plain number or outside of the ranges in which the
cell reader has nothing to say, which gives a numerator, a denominator, a region that is not simply a region's name, or
which is not the only row of its line and year.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planckeck.large.engine import Duck, NotScanned, text
from planckeck.large.labels import ODD, Labels
from planckeck.large.pieces import KEY, PIECE
from planckeck.large.sources import Source
from planckeck.model.frames import Kind
from planckeck.model.names import name_key
from planckeck.readers.interface import Expectations
from planckeck.readers.shapes.titles import is_total
from planckeck.readers.shapes.words import words

PLAIN = "-?(0|[1-9][0-9]{0,10})([.][0-9]{1,8})?"
"""What is cast; `nan`, `inf`, `1e4`, `1_000` and ５ are left to the cell reader, as are twelve digits and more."""
LONGEST = 12
KEPT_UP_TO = 2_000_000
"""Rows of Parquet up to which the facts are kept; beyond it every question reads the file again."""


@dataclass(frozen=True, slots=True)
class Scan:
    """One table in one run: where it is scanned, what it is, its labels, and what the cell reader is told to expect."""

    duck: Duck
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


def label_texts(duck: Duck, source: Source) -> list[tuple[str, ...]]:
    """Return the distinct labels of a table."""
    from planckeck.large.labels import FIELDS

    columns = [source.columns[name] for name in FIELDS if name in source.columns]
    return duck.rows(f"select distinct {', '.join(columns)} from {source.scan()}")


def rows_sql(source: Source, labels: Labels, scan: str, *, more: str = "") -> str:
    """Return a scan's rows: `region`, `key`, `value` (null where the cell is not plain), the number of its `piece` (see
    `pieces`), and `more` columns."""
    varying = [name for name in labels.fields if name not in labels.constant]
    joined = " and ".join(f"l.l_{name} = s.{name}" for name in varying)
    expressions = dict(source.columns)
    if labels.as_stored:
        expressions |= {name: source.stored_as(name) for name in labels.fields}
    if labels.constant:
        # to compare a text with one other is cheaper than to look it up; a row with another has no label
        same = " and ".join(f"{expressions[name]} = {text(one)}" for name, one in labels.constant.items())
        expressions["indicator"] = f"case when {same} then {expressions['indicator']} end"
    columns = ", ".join(f"{expressions[name]} as {name}" for name in (*varying, "region"))
    plain = _plain(source)
    for name in ("numerator", "denominator"):
        if name in source.columns:
            plain = f"{plain} and trim({source.columns[name]}) = ''"
    inner = f"select {columns}, case when {plain} then {source.value}::double + 0.0 end as number{more} from {scan}"
    kept = "".join(f", s.{part.strip().rpartition(' ')[2]}" for part in more.split(",") if part.strip())
    own = f"s.region, l.key::integer as key, s.number * l.factor as value, l.origin, l.steepness{kept}"
    named = kept.replace("s.", "")
    joined = f"select {own} from ({inner}) s left join labels l on {joined}"
    return f"select region, key, value, {PIECE} as piece{named} from ({joined})"


def _plain(source: Source) -> str:
    if source.stored:
        return f"isfinite({source.value}::double)"
    return f"strlen({source.value}) <= {LONGEST} and regexp_full_match({source.value}, {text(PLAIN)})"


def find_facts(duck: Duck, source: Source, labels: Labels) -> Facts:
    """Scan into `facts` (region, key, value, piece), `pieces` (see `pieces`), `regions` (region, bits of its keys, n)
    and `odd` (region, key)."""
    rejected = _scan(duck, source, labels)
    stats = duck.rows(
        f"select {KEY} as key, sum(n)::bigint, sum(known)::bigint, min(low), max(high) from pieces group by all"
    )
    duck.run("create or replace temp table odd(region varchar, key bigint)")
    outside = labels.outside({key: (low, high) for key, _, known, low, high in stats if key and known})
    _mark_outsiders(duck, labels, outside)
    _mark_doubles(duck)
    _mark_strange(duck)
    messy = sum(count if not key else count - known for key, count, known, *_ in stats)
    return Facts(
        rows=sum(count for _, count, *_ in stats),
        odd=messy + int(duck.one("select count(*) from odd")),
        unknown=sum(count for key, count, *_ in stats if key is None),
        rejected=rejected,
        keys=frozenset(key for key, _, known, *_ in stats if key and known),
    )


def _scan(duck: Duck, source: Source, labels: Labels) -> int:
    """Make `facts`, `pieces` and `regions`; return how many lines broke off."""
    rows = rows_sql(source, labels, source.scan(rejects=not source.is_parquet))
    is_kept = not source.is_parquet or duck.one(f"select count(*) from {source.scan()}") <= KEPT_UP_TO
    if not is_kept:
        duck.run(f"create or replace temp view facts as {rows}")
        _count_at_once(duck, labels)
        return 0
    # the key is in the piece's number: two columns would be a row of facts that is wider by a fifth
    duck.run(f"create or replace temp table scanned as select region, piece, value from ({rows})")
    duck.run(f"create or replace temp view facts as select region, {KEY} as key, value, piece from scanned")
    duck.run(f"create or replace temp table pieces as select piece, {_COUNTS} from facts group by piece")
    duck.run(
        f"create or replace temp table regions as select region, {_bits(labels)} from facts "
        f"where key > {ODD} and value is not null group by region"
    )
    if source.is_parquet:
        return 0
    if duck.one("select count(*) from reject_errors where error_type = 'INVALID ENCODING'"):
        raise NotScanned  # the readers say which byte it is
    return int(duck.one("select count(distinct (file_id, line)) from reject_errors"))


_COUNTS = "count(*) as n, count(value) as known, min(value) as low, max(value) as high"


def _bits(labels: Labels) -> str:
    return f"bitstring_agg(key, 1::integer, {max(len(labels.lines), 1)}::integer) as bits, count(*) as n"


def _count_at_once(duck: Duck, labels: Labels) -> None:
    """Count by piece and by region in one pass over the file."""
    is_plain = f"key > {ODD} and value is not null"
    duck.run(
        f"create or replace temp table counted as select region, piece, grouping(region) as of_piece, {_COUNTS}, "
        f"bitstring_agg(key, 1::integer, {max(len(labels.lines), 1)}::integer) filter ({is_plain}) as bits, "
        f"count(*) filter ({is_plain}) as plain from facts group by grouping sets ((region), (piece))"
    )
    duck.run("create or replace temp table pieces as select piece, n, known, low, high from counted where of_piece = 1")
    duck.run(
        "create or replace temp table regions as select region, bits, plain as n from counted "
        "where of_piece = 0 and plain > 0"
    )
    duck.run("drop table counted")


def _mark_outsiders(duck: Duck, labels: Labels, keys: list[int]) -> None:
    """Mark the rows of which the cell reader may have something to say."""
    if not keys:
        return
    pieces = [(key, low, high) for key in keys for low, high in labels.ranges(key)]
    duck.table(
        "ranges",
        {
            "key": (Kind.WHOLE, [key for key, _, _ in pieces]),
            "low": (Kind.REAL, [low for _, low, _ in pieces]),
            "high": (Kind.REAL, [high for _, _, high in pieces]),
        },
    )
    duck.run(
        f"insert into odd select distinct region, key from facts f where key in ({', '.join(map(str, keys))}) "
        "and value is not null and not exists (from ranges r where r.key = f.key and f.value between r.low and r.high)"
    )


def _mark_doubles(duck: Duck) -> None:
    """Mark the lines' years that have more than one row: a region with more rows than keys has some."""
    if duck.one("select count(*) from regions where bit_count(bits) <> n"):
        duck.run(
            f"insert into odd select region, key from facts where key > {ODD} and value is not null and region in "
            "(select region from regions where bit_count(bits) <> n) group by region, key having count(*) > 1"
        )


def _mark_strange(duck: Duck) -> None:
    """Mark all rows of regions whose name the readers would not take as it stands: blank, spaced, a total."""
    # what name_key or a total's word may change: spaces, wide signs, marks; the readers' own functions decide
    marks = "[\\s\\p{Z}\\x{FF00}-\\x{FFEF}—–〔〕]"
    totals = "|".join(map(re.escape, (*words().totals, "合计", "总计", "小计")))
    candidates = duck.rows(
        f"select region from regions where region = '' or regexp_matches(region, {text(marks)}) "
        f"or regexp_matches(region, {text(totals)}, 'i') "
        "or lower(region) in (select lower(own_region) from known_regions)"
    )
    known = {name_key(name) for (name,) in duck.rows("select own_region from known_regions")}
    strange = [
        name for (name,) in candidates if not name or name != name.strip() or is_total(name) or name_key(name) in known
    ]
    if strange:
        duck.table("strange", {"region": (Kind.TEXT, strange)})
        duck.run(
            f"insert into odd select distinct region, key from facts where key > {ODD} and value is not null "
            "and region in (from strange)"
        )
        duck.run("delete from regions where region in (from strange)")  # they are other regions' names, or none
