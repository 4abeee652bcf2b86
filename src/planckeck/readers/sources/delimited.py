"""CSV as people save it: the delimiter by rule or by its `sep=` line; a row keeps the number of its first line.

The delimiter is the one of `,` tab `;` `|` under which most of the first rows have the same number of fields, more than
one; where two do, the one that gives more fields; then the order above. The mapping prints which it was.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from planckeck.problems import Place, say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.decoding import decode
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, unusable
from planckeck.readers.sources.limits import check_columns

DELIMITERS = (",", "\t", ";", "|")
FIELD_LIMIT = 100_000
"""Characters of a field; a cell of a worksheet holds 32,767."""
SAMPLE_ROWS = 200
LINES_OF_A_FIELD = 20
"""A field of more lines than this is taken for a quote that was never closed."""
_FAULTS = (
    ("field larger than", say("one field has more than {count} characters", count=FIELD_LIMIT)),
    ("unexpected end of data", say("a quote is never closed")),
)
_DECLARED = re.compile(r'"?sep=(.)"?\r?\n', re.IGNORECASE)


def open_delimited(content: Content, encoding: str | None = None, decimal_comma: bool = False) -> tuple[Grid, ...]:
    """Return the one grid of a text file. Raises: InputError where it is no text."""
    decoded = decode(content, encoding)
    text, declared, first_line = decoded.text, "", 1
    if found := _DECLARED.match(text):
        text, declared, first_line = text[found.end() :], found[1], 2
    delimiter = declared or delimiter_of(text)

    def rows() -> Iterator[GridRow]:
        return _rows(text, content.file, delimiter, first_line, decimal_comma)

    facts = GridFacts(decoded.encoding, delimiter, text.count("\n") + 1)
    return (Grid(content.file, rows, lambda: facts, strict_width=True),)


def delimiter_of(text: str) -> str:
    """Return the delimiter of a text by the rule above; a comma where nothing tells."""

    def fit(delimiter: str) -> tuple[float, int]:
        widths = Counter(len(row) for row in _sample(text, delimiter) if any(field.strip() for field in row))
        several = {width: count for width, count in widths.items() if width > 1}
        if not several:
            return 0.0, 0
        width = max(several, key=lambda width: (several[width], width))
        return several[width] / widths.total(), width

    best = max(DELIMITERS, key=lambda delimiter: (fit(delimiter), -DELIMITERS.index(delimiter)))
    return best if fit(best)[1] else ","


def _sample(text: str, delimiter: str) -> list[list[str]]:
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text[: 1 << 20], newline=""), delimiter=delimiter)
    try:
        return list(islice(reader, SAMPLE_ROWS))
    except csv.Error:
        return []


def _rows(text: str, file: str, delimiter: str, line: int, decimal_comma: bool) -> Iterator[GridRow]:
    csv.field_size_limit(FIELD_LIMIT)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    before = line - 1
    try:
        for fields in reader:
            _check_quotes(fields, file, line)
            check_columns(len(fields), Place(file, line))
            yield GridRow(line, [_raw(field, decimal_comma) for field in fields])
            line = before + reader.line_num + 1
    except csv.Error as error:
        known = next((said for part, said in _FAULTS if part in str(error)), None)
        problem = known or say("the table breaks off: {problem}", problem=str(error))
        raise unusable(file, problem, say("check the quotes from this line on"), line) from None


def _check_quotes(fields: list[str], file: str, line: int) -> None:
    if any(field.count("\n") > LINES_OF_A_FIELD for field in fields):
        problem = say("one field runs over more than {count} lines", count=LINES_OF_A_FIELD)
        raise unusable(file, problem, say("check the quotes from this line on"), line)


def _raw(field: str, decimal_comma: bool) -> Raw:
    return Raw(field, RawKind.TEXT, decimal_comma=decimal_comma) if field.strip() else EMPTY
