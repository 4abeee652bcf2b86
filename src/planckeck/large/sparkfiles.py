"""What Spark can scan: plain long tables in CSV (also gzip) and Parquet, here or where the cluster reads, and tables.

The layout is recognised by the readers from the head of the first file, or of a table's first rows.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from planckeck.large import sparkrows
from planckeck.large.source import Source
from planckeck.large.sources import files_of, kind_of, recognised_plain
from planckeck.problems import InputError, Place
from planckeck.problems.kinds import diagnose
from planckeck.readers.inputs import HEAD, Content
from planckeck.readers.interface import Expectations
from planckeck.readers.record import ReadRequest
from planckeck.readers.shapes.recognition import HEAD_ROWS
from planckeck.readers.sources.delimited import open_delimited
from planckeck.readers.sources.interface import Grid, GridFacts, GridRow
from planckeck.readers.sources.parquet import header_row, typed_value

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from planckeck.large.spark import Spark

TABLE_PREFIX = "table:"
_PLAIN_TYPES = ("string", "double", "float", "tinyint", "smallint", "int", "bigint", "decimal")


def is_of_spark(path: str) -> bool:
    """Tell whether only Spark can read what a path names: an address, or a table."""
    return "://" in path or path.startswith(TABLE_PREFIX)


def find_spark_source(request: ReadRequest, expectations: Expectations, spark: Spark) -> Source | None:
    """Return the table of a request as Spark can scan it; None for what the readers must read row by row.

    Raises: InputError (PK372) for what is no such table and no reader of ours can reach.
    """
    asked = (request.map_file, request.sheet, request.database_url, request.decimal_comma or None)
    source = None if any(one is not None for one in asked) else _source(request, expectations, spark)
    if source is None and any(map(is_of_spark, request.paths)):
        raise InputError([diagnose("PK372", Place(path)) for path in request.paths if is_of_spark(path)])
    return source


def _source(request: ReadRequest, expectations: Expectations, spark: Spark) -> Source | None:
    if request.tables:
        return None
    if len(request.paths) == 1 and request.paths[0].startswith(TABLE_PREFIX):
        frame = spark.session.table(request.paths[0].removeprefix(TABLE_PREFIX))
        return frame_source(spark, frame, expectations, request.paths[0])
    files = _files(request.paths, spark)
    if not files or len({kind_of(file) for file in files}) != 1:
        return None
    if kind_of(files[0]) == "parquet":
        return _parquet(request.paths, expectations, spark)
    return _delimited(files, expectations, request.encoding, spark)


def frame_source(spark: Spark, frame: DataFrame, expectations: Expectations, shown: str) -> Source | None:
    """Return a frame of this session as a table to scan."""
    found = _of_frame(frame, expectations, (shown,))
    if found is not None:
        sparkrows.name_table(frame, found, in_files=False)
    return found


def _parquet(paths: Sequence[str], expectations: Expectations, spark: Spark) -> Source | None:
    # a folder is given as it is: its partitions are columns too
    frame = spark.session.read.parquet(*paths)
    found = _of_frame(frame, expectations, tuple(paths))
    if found is not None:
        sparkrows.name_table(frame, found, in_files=True)
    return found


def _of_frame(frame: DataFrame, expectations: Expectations, shown: tuple[str, ...]) -> Source | None:
    kinds = {name: kind.partition("(")[0] for name, kind in frame.dtypes}
    titles = tuple(name for name, kind in kinds.items() if kind in _PLAIN_TYPES)
    head = frame.select(*map(sparkrows.quoted, titles)).limit(HEAD_ROWS).collect()

    def rows() -> Any:
        yield header_row(list(titles))
        for number, row in enumerate(head, start=1):
            yield GridRow(number, [typed_value(value) for value in row])

    found = recognised_plain(Grid(shown[0], rows, GridFacts), expectations)
    if found is None:
        return None
    recognised, header = found
    value = titles[recognised.layout.groups[0].fields["value"]]
    return Source(shown, shown, titles, recognised.layout, recognised, header, stored=kinds[value] != "string")


def _delimited(files: Sequence[str], expectations: Expectations, encoding: str | None, spark: Spark) -> Source | None:
    heads = [_head(file, spark) for file in files]
    if len({head.partition(b"\n")[0].strip() for head in heads}) != 1:
        return None
    grid = open_delimited(Content(files[0], None, heads[0]), encoding)[0]
    facts = grid.facts()
    found = recognised_plain(grid, expectations)
    if found is None or len(facts.delimiter) != 1:
        return None
    recognised, header = found
    said = "utf-8" if facts.encoding == "utf-8-sig" else facts.encoding
    titles = ("",) * len(header[0].cells)
    source = Source(
        tuple(files), tuple(files), titles, recognised.layout, recognised, header, said, facts.delimiter
    )  # fmt: skip
    sparkrows.read_text(spark, source)
    return source


def _files(paths: Sequence[str], spark: Spark) -> list[str]:
    """Return the files that paths name, as people wrote them; of folders all that are tables."""
    found: list[str] = []
    for path in paths:
        if "://" in path:
            found += _far_files(path, spark)
        elif (here := files_of([path])) is not None:
            found += [file.as_posix() for file in here]
        else:
            return []
    return found


def _far_files(path: str, spark: Spark) -> list[str]:
    system, place = _system(path, spark)
    found = []
    for status in system.globStatus(place) or ():
        if not status.isDirectory():
            found.append(status.getPath().toString())
            continue
        inside = system.listFiles(status.getPath(), True)
        while inside.hasNext():
            name = inside.next().getPath().toString()
            if kind_of(name) and not name.rpartition("/")[2].startswith((".", "_")):
                found.append(name)
    return sorted(found)


def _system(path: str, spark: Spark) -> tuple[Any, Any]:
    """Return Hadoop's file system of a path, and the path as it knows it."""
    context = spark.session.sparkContext
    place = context._jvm.org.apache.hadoop.fs.Path(path)
    return place.getFileSystem(context._jsc.hadoopConfiguration()), place


def _head(file: str, spark: Spark) -> bytes:
    if "://" not in file:
        from pathlib import Path

        with Path(file).open("rb") as opened:
            begun = opened.read(HEAD)
    else:
        system, place = _system(file, spark)
        stream = system.open(place)
        begun = bytes(stream.readNBytes(HEAD))
        stream.close()
    if begun.startswith(b"\x1f\x8b"):
        begun = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(begun)
    whole, _, _ = begun.rpartition(b"\n")
    return whole + b"\n" if whole else begun
