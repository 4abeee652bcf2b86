"""The labels of a large file without a pass over its rows: of text from pieces of it, of Parquet column by column.

Nothing rests on the sample: a row whose label it did not show is found by the scan, which is then done again.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import Path

from planckeck.large.engine import Engine
from planckeck.large.labels import FIELDS, Labels
from planckeck.large.source import Source

PIECES = 96
PIECE = 1 << 14
MOST = 20_000
"""Labels; where years and units vary so much, every label is collected from the whole table."""


def sampled_labels(source: Source) -> list[tuple[str, ...]]:
    """Return the labels that pieces of the files hold, each text of a column with each of another.

    Files sorted by year or by indicator show all of both. Of packed files there is no sample.
    """
    if any(file.endswith((".gz", ".zst")) for file in source.files):
        return []
    positions = [source.layout.labels[name] for name in FIELDS if name in source.layout.labels]
    seen: list[dict[str, None]] = [{} for _ in positions]
    width = len(source.titles)
    for file in source.files:
        for fields in _fields(Path(file), source.delimiter, max(2, PIECES // len(source.files))):
            if len(fields) == width:
                for texts, position in zip(seen, positions, strict=True):
                    texts[fields[position]] = None
    return _combined([list(texts) for texts in seen])


def stored_labels(engine: Engine, source: Source) -> list[tuple[str, ...]]:
    """Return each text of a label's column with each of another, and keep what Parquet stores for it as the tables
    `stored_…`: to read a column's dictionaries is quicker than to read its rows."""
    seen = []
    for name in (name for name in FIELDS if name in source.columns):
        written = f"select distinct {source.stored_as(name)} as stored from {engine.scan(source)}"
        engine.keep(f"stored_{name}", f"select stored, coalesce(stored::string, '') as written from ({written})")
        seen.append([text for (text,) in engine.rows(f"select distinct written from stored_{name}")])
    return _combined(seen)


def join_as_stored(engine: Engine, labels: Labels) -> Labels:
    """Let rows be held against their labels as they are stored, where nothing is null: no text is made of a number."""
    fields = labels.fields
    if any(engine.one(f"select count(*) from stored_{name} where stored is null") for name in fields):
        return labels
    own = ", ".join(f"{name}.stored as l_{name}" for name in fields)
    joined = " ".join(f"join stored_{name} {name} on l.l_{name} = {name}.written" for name in fields)
    engine.keep("labels", f"select {own}, l.key, l.factor, l.origin, l.steepness from labels l {joined}")
    return replace(labels, as_stored=True)


def _combined(seen: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    return list(product(*seen)) if 0 < prod(map(len, seen)) <= MOST else []


def _fields(file: Path, delimiter: str, pieces: int) -> list[list[str]]:
    size = file.stat().st_size
    found: list[list[str]] = []
    with file.open("rb") as opened:
        for number in range(pieces):
            opened.seek(max(0, size * number // pieces))
            begun = opened.read(PIECE).decode("utf-8", errors="ignore")
            lines = begun.splitlines()[1:-1]  # the first may have begun before, the last go on behind
            found += csv.reader(lines, delimiter=delimiter)
    return found
