"""A document to its printed tables, by what it is: Word, workbooks, pages, text. What is known and not read says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from planckeck.drafting.gridrows import check_rows, printed_row
from planckeck.drafting.interface import PrintedTable, unusable
from planckeck.drafting.plaintext import tables_in_text
from planckeck.drafting.webpages import lines_above_tables
from planckeck.problems import Diagnostic, InputError, say
from planckeck.readers.inputs import Content, contents_of
from planckeck.readers.record import ReadRequest
from planckeck.readers.sources.archives import damaged
from planckeck.readers.sources.decoding import decode
from planckeck.readers.sources.interface import Grid
from planckeck.readers.sources.opening import open_content
from planckeck.readers.sources.sniffing import COMPOUND, ZIP, FileKind, kind_of

_TEXTS = frozenset({".txt", ".md", ".markdown", ".text", ".tsv", ".tab", ""})
_SAVE_AS_WORD = say("open it, save it as .docx or .xlsx (or copy the table into a .txt file), and give that")


def tables_of(path: str, encoding: str | None = None) -> tuple[PrintedTable, ...]:
    """Return the tables of a document, in its order, numbered from 1; rows that say nothing are left out.

    Raises: InputError where the file cannot be used or holds no table.
    """
    content = _content(path)
    try:
        tables = _tables(content, encoding)
    except (MemoryError, RecursionError) as error:
        raise damaged(content.file, error) from None
    tables = [table for table in tables if len(table.rows) > 1 and table.width > 1]
    if not tables:
        help_ = say("give a .docx, .xlsx, .html, .csv or .md file, or a text whose cells stand apart by tabs")
        raise unusable(content.file, say("the document holds no table"), help_)
    return tuple(replace(table, number=number) for number, table in enumerate(tables, start=1))


def _content(path: str) -> Content:
    for found in contents_of([path]):
        match found:
            case Content():
                return found
            case InputError():
                raise found
            case Diagnostic():
                continue
    raise unusable(path, say("the document holds no table"), say("check the path"))


def _tables(content: Content, encoding: str | None) -> Sequence[PrintedTable]:
    if content.head.lstrip()[:5] == b"%PDF-":
        raise unusable(content.file, say("a PDF is not read: its tables are lines and letters"), _SAVE_AS_WORD)
    if content.head.startswith(COMPOUND):
        _refuse_old_word(content)
    if content.head.startswith(ZIP) and (content.suffix in {".docx", ".docm", ".dotx"} or _is_word(content)):
        from planckeck.drafting.worddocs import tables_in_word

        return tables_in_word(content)
    if content.suffix in {".docx", ".docm", ".dotx"}:
        problem = say("not a {suffix} file inside, or cut off at its start", suffix=content.suffix)
        raise unusable(content.file, problem, _SAVE_AS_WORD)
    if content.suffix in _TEXTS and kind_of(content) is FileKind.DELIMITED:
        tables = tables_in_text(decode(content, encoding).text, content.file)
        if tables:
            return tables
    grids = open_content(content, ReadRequest(encoding=encoding))
    tables = [_table(grid) for grid in grids]
    if kind_of(content) is FileKind.WEB_TABLE:
        above = _above(content, encoding)
        if len(above) == len(tables):
            tables = [replace(table, above=lines) for table, lines in zip(tables, above, strict=True)]
    return [table for table, _ in sorted(zip(tables, grids, strict=True), key=lambda pair: pair[1].hidden)]


def _above(content: Content, encoding: str | None) -> list[tuple[str, ...]]:
    """Return what stands above each table of a page; nothing where its text is in another encoding than usual."""
    try:
        return lines_above_tables(decode(content, encoding, lines=False).text)
    except InputError:
        return []


def _is_word(content: Content) -> bool:
    return b"word/" in content.head


def _refuse_old_word(content: Content) -> None:
    whole = content.read()
    if "EncryptedPackage".encode("utf-16-le") in whole:
        help_ = say("open it, take the password away, and save it")
        raise unusable(content.file, say("the file is protected by a password"), help_)
    if "WordDocument".encode("utf-16-le") in whole:
        raise unusable(content.file, say("a Word document of before 2007 is not read"), _SAVE_AS_WORD)


def _table(grid: Grid) -> PrintedTable:
    rows = []
    merged = False
    for row in grid.rows():
        merged = merged or bool(row.covered)
        if not row.is_blank:
            rows.append(printed_row(row))
        check_rows(len(rows), grid.file)
    return PrintedTable(grid.file, tuple(rows), name=grid.sheet, knows_merges=merged)
