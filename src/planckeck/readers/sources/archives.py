"""Zipped files before they are unpacked: what they say of their size, and whether that can be true."""

from __future__ import annotations

import zipfile
import zlib
from typing import BinaryIO

from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.sources.interface import unusable

MAX_UNPACKED = 1_500_000_000
MAX_PART = 800_000_000
MAX_ENTRIES = 10_000
MAX_RATIO = 250
"""How many times smaller than its content a large part may be packed; sheets of equal rows reach about 100."""
RATIO_FROM = 20_000_000
"""Bytes from which a part's ratio is looked at."""

BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""What zipfile and the parsers above it raise for files that are not as they should be."""


def open_archive(opened: BinaryIO, file: str) -> zipfile.ZipFile:
    """Return a zip archive after its declared sizes were found sane.

    A part never unpacks to more than it declares, so declared sizes bound the real ones; parts that overlap (each
    declaring the same packed bytes) are told by their sum. Raises: InputError.
    """
    try:
        archive = zipfile.ZipFile(opened)
        _check_sizes(archive, file, opened.seek(0, 2))
        _check_parts(archive, file)
    except BROKEN as error:
        raise damaged(file, error) from None
    return archive


def damaged(file: str, error: Exception) -> InputError:
    """Return the error for an archive that breaks off or does not unpack."""
    why = str(error).splitlines()[0][:100] if str(error) else type(error).__name__
    problem = say("the file is damaged or was cut off: {why}", why=why)
    return unusable(file, problem, say("get the file again, or save it again from Excel or WPS"))


def _check_sizes(archive: zipfile.ZipFile, file: str, packed: int) -> None:
    parts = archive.infolist()
    if len(parts) > MAX_ENTRIES:
        raise _too_large(file, say("how many parts the archive has"), MAX_ENTRIES)
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(part.file_size > MAX_PART for part in parts):
        raise _too_large(file, say("the unpacked size in bytes"), MAX_UNPACKED)
    if sum(part.compress_size for part in parts) > packed:
        raise unusable(file, say("parts of the archive overlap"), say("this is no workbook: it is made to do harm"))
    for part in parts:
        if part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1):
            raise _too_large(file, say("how many times {part} is packed", part=part.filename[:60]), MAX_RATIO)
        if part.flag_bits & 0x1:
            help_ = say("open it, take the password away, and save it")
            raise unusable(file, say("the file is protected by a password"), help_)


def _check_parts(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse XML that declares entities: no workbook does, and they can grow without end."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            with archive.open(part) as opened:
                if b"<!DOCTYPE" in opened.read(1024).upper():
                    raise unusable(file, say("{part} declares entities", part=part.filename[:60]), _NO_WORKBOOK)


_NO_WORKBOOK = say("this is no workbook: it is made to do harm")


def _too_large(file: str, what: Message, limit: int) -> InputError:
    help_ = say("if it is a workbook, split it or save the sheet as CSV; if not, do not open it")
    return InputError([diagnose("PK359", Place(file), what=what, limit=limit, help=help_)])
