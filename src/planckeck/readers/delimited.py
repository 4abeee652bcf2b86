"""CSV as people save it: by byte-order mark, else strict UTF-8, else strict GB18030; a row keeps its line number."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectations, Read
from planckeck.readers.layout import read_row, recognise

FIELD_LIMIT = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def decode(content: bytes, file: str, encoding: str | None = None) -> str:
    """Return the text of a file; the first byte that no encoding explains is named by its line.

    Raises: InputError.
    """
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for name in [encoding] if encoding else [marked] if marked else ["utf-8", "gb18030"]:
        try:
            return content.decode(name)
        except UnicodeDecodeError as error:
            fault = error
        except LookupError:
            problem = say("no encoding is called {name}", name=name)
            raise InputError(
                [diagnose("PK315", Place(file), problem=problem, help=say("write utf-8 or gb18030"))]
            ) from None
    line = content[: fault.start].count(b"\n") + 1
    raise InputError(
        [diagnose("PK312", Place(file, line), encoding=fault.encoding, byte=content[fault.start], line=line)]
    )


def read_delimited(content: bytes, file: str, expectations: Expectations, encoding: str | None = None) -> Read:
    """Read a long table from CSV. Bad rows are findings; the others are read.

    Raises: InputError where no row can be read: no header, needed columns missing, not a text.
    """
    rows = _rows(decode(content, file, encoding), file)
    header = next(rows, None)
    if header is None:
        help_ = say("the first line must name region, indicator, year, value")
        raise InputError([diagnose("PK315", Place(file), problem=say("the file is empty"), help=help_)])
    layout, of_header = recognise(header[1], Place(file, header[0]))
    if layout is None:
        raise InputError(of_header)
    read = Read(findings=of_header)
    for line, fields in rows:
        row, findings = read_row(fields, layout, Place(file, line), expectations)
        read.findings.extend(findings)
        if row is not None:
            read.rows.append(row)
    return read


def _rows(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield (line of its first character, fields) of every row that is not blank."""
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text.replace("\x00", "�"), newline=""), strict=True)
    line = 1
    try:
        for fields in reader:
            if any(field.strip() for field in fields):
                yield line, fields
            line = reader.line_num + 1
    except csv.Error as error:
        problem = say("the table breaks off: {problem}", problem=str(error))
        help_ = say("check the quotes from this line on")
        raise InputError([diagnose("PK315", Place(file, line), problem=problem, help=help_)]) from None
