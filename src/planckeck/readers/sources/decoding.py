"""Bytes to text: by byte-order mark, else strict UTF-8, else strict GB18030; never with replacement characters."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.inputs import BLOCK, Content
from planckeck.readers.sources.garbling import check_not_garbled
from planckeck.readers.sources.interface import unusable
from planckeck.readers.sources.limits import LineLimit

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_WITH_NULS = ("utf-16", "utf_16", "utf16", "utf-32", "utf_32", "utf32")


class Decoded(NamedTuple):
    """A file's text, and by which encoding it was read."""

    text: str
    encoding: str


def decode(content: Content, encoding: str | None = None, *, lines: bool = True) -> Decoded:
    """Return the text of a file; the first byte that no encoding explains is named by its line.

    `lines` says that the text comes in lines, so that a line over the limit is refused before it is in memory.
    Raises: InputError, also for NUL bytes and for text that went through a wrong encoding before it was saved.
    """
    read = _read_lines(content) if lines else content.read()
    marked = next((name for mark, name in _MARKS if read.startswith(mark)), None)
    names = [encoding] if encoding else [marked] if marked else ["utf-8", "gb18030"]
    _check_nuls(read, content.file, names[0])
    decoded = _decoded(read, content.file, names)
    check_not_garbled(decoded.text, content.file)
    return decoded


def _read_lines(content: Content) -> bytes:
    limit, blocks = LineLimit(content.file), []
    with content.open() as opened:
        while block := opened.read(BLOCK):
            limit.feed(block)
            blocks.append(block)
    return b"".join(blocks)


def _check_nuls(read: bytes, file: str, name: str) -> None:
    at = -1 if name.lower().startswith(_WITH_NULS) else read.find(b"\x00")
    if at < 0:
        return
    share = read[:4096].count(b"\x00") / len(read[:4096])
    if share > 0.2:
        help_ = say("give --encoding utf-16-le (or utf-16-be), or save the file as UTF-8")
        raise unusable(file, say("NUL bytes: it looks like UTF-16 without a byte-order mark"), help_)
    help_ = say("get the file again, or save it again from Excel or WPS")
    raise unusable(file, say("NUL bytes: the file is damaged, or no text"), help_, read.count(b"\n", 0, at) + 1)


def _decoded(read: bytes, file: str, names: list[str]) -> Decoded:
    fault: UnicodeDecodeError | None = None
    for name in names:
        try:
            return Decoded(read.decode(name).removeprefix("\ufeff"), name)
        except UnicodeDecodeError as error:
            # the encoding that explains the most is the one meant
            fault = max(fault or error, error, key=lambda one: one.start)
        except LookupError:
            problem = say("no encoding is called {name}", name=name)
            raise unusable(file, problem, say("write utf-8 or gb18030")) from None
    assert fault is not None
    line = read.count(b"\n", 0, fault.start) + 1
    byte = read[fault.start] if fault.start < len(read) else 0
    raise InputError([diagnose("PK312", Place(file, line), encoding=fault.encoding, byte=byte, line=line)])
