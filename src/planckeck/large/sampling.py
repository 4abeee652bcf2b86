"""The labels of a large text file from pieces of it: where they are all there are, a pass over the file is saved.

Nothing rests on the sample: a row whose label it did not show is found by the scan, which is then done again.
"""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path

from planckeck.large.labels import FIELDS
from planckeck.large.source import Source

PIECES = 24
PIECE = 1 << 16
MOST = 20_000
"""Labels; where years and units vary so much, every label is collected from the whole table."""


def sampled_labels(source: Source) -> list[tuple[str, ...]]:
    """Return the labels that pieces of the files hold, each text of a column with each of another.

    Files sorted by year or by indicator show all of both. Of packed files there is no sample.
    """
    if source.is_parquet or any(file.endswith((".gz", ".zst")) for file in source.files):
        return []
    positions = [source.layout.labels[name] for name in FIELDS if name in source.layout.labels]
    seen: list[dict[str, None]] = [{} for _ in positions]
    width = len(source.titles)
    for file in source.files:
        for fields in _fields(Path(file), source.delimiter, max(2, PIECES // len(source.files))):
            if len(fields) == width:
                for texts, position in zip(seen, positions, strict=True):
                    texts[fields[position]] = None
    count = 1
    for texts in seen:
        count *= len(texts)
    return list(product(*seen)) if 0 < count <= MOST else []


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
