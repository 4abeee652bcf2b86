"""JSON records: an array of flat objects, an object that holds one such array, or one object a line.

Figures keep their spelling; a name that stands twice in a record is an error, for one of the two values would be lost.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from planckeck.problems import InputError, Message, say
from planckeck.readers.inputs import Content
from planckeck.readers.interface import Raw, RawKind
from planckeck.readers.sources.decoding import decode
from planckeck.readers.sources.interface import EMPTY, Grid, GridFacts, GridRow, unusable
from planckeck.readers.sources.parquet import header_row

_HELP = say("write an array of flat objects with the names region, indicator, year, value")


class _Number(str):
    """A figure as written."""

    __slots__ = ()


class _TwiceError(ValueError):
    """A name that stands twice in one object."""


def open_records(content: Content, encoding: str | None = None) -> tuple[Grid, ...]:
    """Return the one grid of a JSON file. Raises: InputError."""
    decoded = decode(content, encoding, lines=False)
    records = _records(decoded.text, content.file)
    if not records:
        raise unusable(content.file, say("the file holds no records"), _HELP)
    names = list(dict.fromkeys(name for record in records for name in record))

    def rows() -> Iterator[GridRow]:
        yield header_row(names)
        for number, record in enumerate(records, start=1):
            yield GridRow(number, [_raw(record.get(name), content.file, name, number) for name in names])

    return (Grid(content.file, rows, lambda: GridFacts(decoded.encoding, total_rows=len(records))),)


def _records(text: str, file: str) -> list[dict[str, Any]]:
    try:
        whole = _parsed(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text.lstrip().startswith("{"):
            return _lines(text, file)
        raise _broken(file, error, error.lineno) from None
    except (_TwiceError, RecursionError) as error:
        raise _broken(file, error) from None
    if isinstance(whole, dict):
        arrays = [value for value in whole.values() if isinstance(value, list)]
        whole = arrays[0] if len(arrays) == 1 else [whole]
    return _flat(whole, file)


def _lines(text: str, file: str) -> list[dict[str, Any]]:
    records = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            records += [_parsed(line)] if line.strip() else []
        except (json.JSONDecodeError, _TwiceError, RecursionError) as error:
            raise _broken(file, error, number) from None
    return _flat(records, file)


def _parsed(text: str) -> Any:
    return json.loads(
        text, parse_int=_Number, parse_float=_Number, parse_constant=str, object_pairs_hook=_without_doubles
    )


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _TwiceError(next(name for name in names if names.count(name) > 1))
    return found


def _broken(file: str, error: Exception, line: int = 0) -> InputError:
    problem: Message = say("not readable as JSON: {problem}", problem=str(error).splitlines()[0][:100])
    if isinstance(error, _TwiceError):
        problem = say("the name {name} stands twice in one record", name=str(error)[:60])
    elif isinstance(error, RecursionError):
        problem = say("the JSON is nested too deep")
    return unusable(file, problem, _HELP, line)


def _flat(records: Any, file: str) -> list[dict[str, Any]]:
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        raise unusable(file, say("the JSON is no array of objects"), _HELP)
    return records


def _raw(value: Any, file: str, name: str, number: int) -> Raw:
    match value:
        case None | "":
            return EMPTY
        case _Number():
            return Raw(str(value), RawKind.NUMBER, float(value))
        case str():
            return Raw(value)
        case bool():
            return Raw("TRUE" if value else "FALSE", RawKind.BOOL)
        case _:
            raise unusable(file, say("record {number}: {name} holds no plain value", number=number, name=name), _HELP)
