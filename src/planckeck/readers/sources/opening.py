"""A content to its grids, by what it is."""

from __future__ import annotations

from typing import assert_never

from planckeck.readers.inputs import Content
from planckeck.readers.record import ReadRequest
from planckeck.readers.sources.delimited import open_delimited
from planckeck.readers.sources.interface import Grid
from planckeck.readers.sources.sniffing import FileKind, kind_of


def open_content(content: Content, request: ReadRequest) -> tuple[Grid, ...]:
    """Return the grids of a file: its sheets, or one. Raises: InputError for a file that cannot be used."""
    match kind_of(content):
        case FileKind.DELIMITED:
            return open_delimited(content, request.encoding, request.decimal_comma)
        case FileKind.WORKBOOK:
            from planckeck.readers.sources.workbook import open_workbook

            return open_workbook(content)
        case FileKind.LEGACY_WORKBOOK:
            from planckeck.readers.sources.legacy import open_legacy

            return open_legacy(content)
        case FileKind.OPEN_DOCUMENT:
            from planckeck.readers.sources.opendocument import open_document

            return open_document(content)
        case FileKind.WEB_TABLE:
            from planckeck.readers.sources.webtable import open_web_table

            return open_web_table(content, request.encoding)
        case FileKind.PARQUET:
            from planckeck.readers.sources.parquet import open_parquet

            return open_parquet(content)
        case FileKind.RECORDS:
            from planckeck.readers.sources.records import open_records

            return open_records(content, request.encoding)
        case kind:
            assert_never(kind)
