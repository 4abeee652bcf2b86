"""A text file that is no UTF-8, written once as UTF-8 beside the run, block by block."""

from __future__ import annotations

import codecs
import gzip
import io
from pathlib import Path
from typing import IO

from planckeck.problems import InputError, Place
from planckeck.problems.kinds import diagnose
from planckeck.readers.inputs import BLOCK


def transcoded(file: Path, encoding: str, folder: Path) -> Path:
    """Write a file's text as UTF-8 into `folder` and return where. Raises: InputError (PK312) for a byte it has not."""
    target = folder / f"{len(list(folder.iterdir()))}-{file.name.removesuffix('.gz')}"
    decoder = codecs.getincrementaldecoder(encoding)()
    lines = 1
    with _opened(file) as read, target.open("wb") as written:
        while block := read.read(BLOCK):
            try:
                decoded = decoder.decode(block)
            except UnicodeDecodeError as error:
                lines += block.count(b"\n", 0, error.start)
                byte = error.object[error.start] if error.start < len(error.object) else 0
                place = Place(file.as_posix(), lines)
                raise InputError([diagnose("PK312", place, encoding=encoding, byte=byte, line=lines)]) from None
            lines += block.count(b"\n")
            written.write(decoded.encode("utf-8"))
    return target


def _opened(file: Path) -> IO[bytes]:
    opened = file.open("rb")
    if opened.read(2) == b"\x1f\x8b":
        opened.close()
        return io.BufferedReader(gzip.open(file))
    opened.seek(0)
    return opened
