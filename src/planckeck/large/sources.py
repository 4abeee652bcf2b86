"""What DuckDB can scan by itself: plain long tables in CSV (also gzip, zstd) and Parquet, one file or many.

The layout is recognised by the readers from the head of the first file. A table that is not plain (several header rows,
years across, several values a row, another sign for decimals) is left to the readers.
"""

from __future__ import annotations

import glob
import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from planckeck.large.duckrows import text
from planckeck.large.source import Source
from planckeck.readers.inputs import HEAD, Content
from planckeck.readers.interface import Expectations, Raw
from planckeck.readers.record import ReadRequest
from planckeck.readers.shapes.layout import Key
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.recognition import HEAD_ROWS, Recognised, recognise
from planckeck.readers.sources.delimited import open_delimited
from planckeck.readers.sources.interface import Grid, GridRow
from planckeck.readers.sources.limits import MAX_LINE
from planckeck.readers.sources.parquet import open_parquet

if TYPE_CHECKING:
    from planckeck.large.duck import Duck

_TEXTS = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".csv.zst", ".tsv.zst")
LARGE_FROM = 8_000_000
"""Bytes from which a table is scanned: some 200,000 rows, of which the readers take 100 µs each."""
_PACKED = 8
"""Packed files hold about so many times their size."""
_PLAIN_TYPES = ("VARCHAR", "DOUBLE", "FLOAT", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "DECIMAL")


def files_of(paths: Sequence[str]) -> tuple[Path, ...] | None:
    """Return the files that paths, folders and patterns name; None where one is of a kind that is not scanned."""
    found: list[Path] = []
    for path in paths:
        place = Path(path)
        if place.is_dir():
            inside = [file for file in sorted(place.rglob("*")) if file.is_file() and not file.name.startswith(".")]
            found += [file for file in inside if kind_of(file)] or inside[:1]
        elif glob.has_magic(path) and not place.exists():
            found += sorted(Path(name) for name in glob.glob(path, recursive=True))  # noqa: PTH207 - whole patterns
        else:
            found.append(place)
    is_fit = (
        bool(found)
        and len({kind_of(file) for file in found}) == 1
        and all(kind_of(file) and file.is_file() for file in found)
    )
    return tuple(found) if is_fit else None


def kind_of(file: Path | str) -> str:
    """Tell whether a file is Parquet or text by its name; '' for neither."""
    name = str(file).lower()
    if name.endswith(".parquet"):
        return "parquet"
    return "text" if name.endswith(_TEXTS) else ""


def _has_lines(file: Path) -> bool:
    """Tell whether a text file begins with lines; one that does not is refused by the readers, which need no memory."""
    if kind_of(file) != "text":
        return True
    with file.open("rb") as opened:
        head = opened.read(MAX_LINE + HEAD)
    return len(head) < MAX_LINE or max(map(len, head.split(b"\n"))) < MAX_LINE


def is_large(request: ReadRequest) -> bool:
    """Tell whether a request names files that are worth a scan: by their size, packed ones by what they hold.

    Columns that only folders name are understood by a scan alone, whatever the size.
    """
    files = [file for file in files_of(request.paths) or () if _has_lines(file)]
    if any(kind_of(file) == "parquet" and "=" in file.parent.name for file in files):
        return True
    sizes = (
        file.stat().st_size * (1 if file.suffix.lower() in {".csv", ".tsv", ".txt"} else _PACKED) for file in files
    )
    return sum(sizes) >= LARGE_FROM


def find_source(request: ReadRequest, expectations: Expectations, duck: Duck) -> Source | None:
    """Return the table of a request as DuckDB can scan it; None for what the readers must read row by row.

    Text that is no UTF-8 is transcoded first. Raises: InputError for a file that is no text at all.
    """
    asked = (request.map_file, request.sheet, request.database_url, request.decimal_comma or None, request.region_from)
    files = files_of(request.paths)
    if files is None or any(one is not None for one in asked):
        return None
    if kind_of(files[0]) == "parquet":
        return _parquet(files, expectations, duck)
    return _delimited(files, expectations, request.encoding, duck.folder)


def _head(file: Path) -> bytes:
    with file.open("rb") as opened:
        begun = opened.read(HEAD)
    if begun.startswith(b"\x1f\x8b"):
        with gzip.open(file) as unpacked:
            begun = unpacked.read(HEAD)
    elif begun.startswith(b"\x28\xb5\x2f\xfd"):
        begun = _unpacked_zstd(file)
    whole, _, _ = begun.rpartition(b"\n")
    return whole + b"\n" if whole else begun


def _unpacked_zstd(file: Path) -> bytes:
    import pyarrow as pa

    with pa.CompressedInputStream(pa.OSFile(str(file)), "zstd") as unpacked:
        return bytes(unpacked.read(HEAD))


def recognised_plain(grid: Grid, expectations: Expectations) -> tuple[Recognised, tuple[GridRow, ...]] | None:
    """Recognise the table of a grid; None unless it is plain."""
    head = [row for row, _ in zip(grid.rows(), range(HEAD_ROWS), strict=False)]
    found = recognise(grid, head, expectations, TableMap())
    if not isinstance(found, Recognised):
        return None
    layout = found.layout
    first = 0 if grid.rows().__next__().number == 0 else 1
    is_plain = (
        layout.header_rows == (first,)
        and len(layout.groups) == 1
        and layout.groups[0].key == Key()
        and set(layout.groups[0].fields) <= {"value", "numerator", "denominator"}
        and "value" in layout.groups[0].fields
        and {"indicator", "year", "region"} <= set(layout.labels)
        and not (layout.defaults.year or layout.defaults.region or layout.defaults.indicator)
    )
    return (found, tuple(row for row in head if row.number == first)) if is_plain else None


def _delimited(files: Sequence[Path], expectations: Expectations, encoding: str | None, folder: Path) -> Source | None:
    from planckeck.large.transcoding import transcoded

    heads = [_head(file) for file in files]
    if len({head.partition(b"\n")[0].strip() for head in heads}) != 1:
        return None
    grid = open_delimited(Content(files[0].as_posix(), None, heads[0]), encoding)[0]
    facts = grid.facts()
    found = recognised_plain(grid, expectations)
    if found is None or len(facts.delimiter) != 1:
        return None
    recognised, header = found
    shown = tuple(file.as_posix() for file in files)
    if facts.encoding not in {"utf-8", "utf-8-sig"}:
        files = [transcoded(file, facts.encoding, folder) for file in files]
    return Source(
        tuple(file.as_posix() for file in files), shown, ("",) * len(header[0].cells), recognised.layout, recognised,
        header, facts.encoding, facts.delimiter,
    )  # fmt: skip


def _parquet(files: Sequence[Path], expectations: Expectations, duck: Duck) -> Source | None:
    grid = open_parquet(Content(files[0].as_posix(), files[0]))[0]
    folders = _folders_of(files, grid)
    found = recognised_plain(_with_folders(grid, folders), expectations)
    if found is None:
        return None
    recognised, header = found
    names = tuple(file.as_posix() for file in files)
    listed = ", ".join(map(text, names))
    options = f"union_by_name = true, hive_partitioning = {str(bool(folders)).lower()}, hive_types_autocast = false"
    described = duck.rows(f"describe select * from read_parquet([{listed}], {options})")
    kinds = [str(kind).partition("(")[0] for _, kind, *_ in described]
    if any(kind not in _PLAIN_TYPES for kind in kinds) or len(kinds) < len(header[0].cells):
        return None
    value = recognised.layout.groups[0].fields["value"]
    titles = tuple(str(title) for title, *_ in described)
    return Source(
        names, names, titles, recognised.layout, recognised, header, stored=kinds[value] != "VARCHAR",
        partitioned=bool(folders),
    )  # fmt: skip


def _folders_of(files: Sequence[Path], grid: Grid) -> dict[str, str]:
    """Return the columns that the folders of all files name (`year=2020`), as Hive lays tables out, with the first
    file's texts; without those that the files hold themselves."""
    own = {cell.text for cell in next(grid.rows()).cells}
    every = [dict(part.split("=", 1) for part in file.parts[:-1] if "=" in part) for file in files]
    if any(folders.keys() != every[0].keys() for folders in every):
        return {}
    return {name: unquote(said) for name, said in every[0].items() if name not in own}


def _with_folders(grid: Grid, folders: Mapping[str, str]) -> Grid:
    """Return a grid with the folders' columns behind its own."""

    def rows() -> Iterator[GridRow]:
        for row in grid.rows():
            more = folders if row.number == 0 else folders.values()
            yield GridRow(row.number, [*row.cells, *map(Raw, more)])

    return grid._replace(rows=rows) if folders else grid
