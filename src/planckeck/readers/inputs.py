"""Names to contents: files, folders, patterns and standard input, each opened only as far as is needed."""

from __future__ import annotations

import glob
import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import BinaryIO

from planckeck.problems import Diagnostic, InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.sources.interface import unusable
from planckeck.readers.sources.limits import LineLimit

STDIN = "-"
STDIN_NAME = "<stdin>"
MAX_BYTES = 1_000_000_000
BLOCK = 1 << 20
HEAD = 1 << 16
_WPS = (".et", ".ett", ".wps")
_READ = (
    ".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".ods", ".parquet", ".json", ".jsonl",
    ".ndjson", ".html", ".htm",
)  # fmt: skip
SUFFIXES = frozenset((*_READ, *_WPS))
"""What a folder is searched for; the formats of WPS are found in order to be refused aloud."""
_SHOWN = 8


@dataclass(frozen=True)
class Content:
    """The bytes of one input. `file` is the name that people see; `data` holds what is not a regular file."""

    file: str
    path: Path | None = None
    data: bytes = b""

    def open(self) -> BinaryIO:
        """Open the bytes for reading from the start."""
        return io.BytesIO(self.data) if self.path is None else self.path.open("rb")

    @cached_property
    def size(self) -> int:
        """How many bytes there are."""
        return len(self.data) if self.path is None else self.path.stat().st_size

    @cached_property
    def head(self) -> bytes:
        """The first bytes, by which the kind of file is told."""
        with self.open() as opened:
            return opened.read(HEAD)

    @property
    def suffix(self) -> str:
        """The end of the name, in small letters; '' for standard input."""
        return "" if self.path is None else self.path.suffix.lower()

    def read(self) -> bytes:
        """Return all bytes."""
        with self.open() as opened:
            return opened.read()

    def sha256(self) -> str:
        """Return the hash of the bytes."""
        digest = hashlib.sha256()
        with self.open() as opened:
            while block := opened.read(BLOCK):
                digest.update(block)
        return digest.hexdigest()


def contents_of(paths: Iterable[str]) -> Iterator[Content | InputError | Diagnostic]:
    """Yield the content of every file that the paths name, in order; a folder's and a pattern's sorted by name.

    A path that cannot be used is yielded as its InputError, so that it does not hide the next; files of a folder that
    hold no tables are named in a note.
    """
    for path in paths:
        if path == STDIN:
            yield from _opened(STDIN, None)
            continue
        try:
            files, notes = _files(path)
        except InputError as error:
            yield error
            continue
        yield from notes
        for file in files:
            yield from _opened(file.as_posix(), file)


def _files(path: str) -> tuple[list[Path], list[Diagnostic]]:
    file = Path(path)
    if _is_folder(file):
        return _folder(file)
    if glob.has_magic(path) and not file.exists():
        found = sorted(Path(name) for name in glob.glob(path, recursive=True))  # noqa: PTH207 - takes whole patterns
        found = [name for name in found if name.is_file()]
        if not found:
            raise unusable(path, say("no file matches the pattern"), say("check the path"))
        return found, []
    return [file], []


def _is_folder(file: Path) -> bool:
    try:
        return file.is_dir()
    except OSError:
        return False


def _folder(folder: Path) -> tuple[list[Path], list[Diagnostic]]:
    """Return a folder's tables, those of folders inside too. Office's lock files and hidden files are none."""
    try:
        every = sorted(file for file in folder.rglob("*") if file.is_file() and not _is_hidden(file, folder))
    except OSError as error:
        raise _not_readable(folder.as_posix(), error) from None
    found = [file for file in every if file.suffix.lower() in SUFFIXES]
    if not found:
        kinds = ", ".join(_READ)
        problem = say("the folder holds no tables")
        raise unusable(folder.as_posix(), problem, say("name a file, or a folder with {kinds}", kinds=kinds))
    others = [file.relative_to(folder).as_posix() for file in every if file.suffix.lower() not in SUFFIXES]
    if not others:
        return found, []
    shown = ", ".join(others[:_SHOWN]) + (", …" if len(others) > _SHOWN else "")
    return found, [diagnose("PK362", Place(folder.as_posix()), files=shown)]


def _is_hidden(file: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in file.relative_to(folder).parts)


def _opened(name: str, path: Path | None) -> Iterator[Content | InputError]:
    try:
        if path is None:
            content = Content(STDIN_NAME, None, _streamed(sys.stdin.buffer, STDIN_NAME))
        elif path.exists() and not path.is_file():
            with path.open("rb") as stream:
                content = Content(name, None, _streamed(stream, name))
        else:
            content = Content(name, path)
        check_size(content)
    except OSError as error:
        yield _not_readable(name, error)
    except InputError as error:
        yield error
    else:
        yield content


def check_size(content: Content) -> None:
    """Read the head, so that a file that cannot be opened is told here. Raises: InputError, OSError."""
    if content.size > MAX_BYTES:
        raise _too_large(content.file)
    if not content.head:
        help_ = say("the first line must name region, indicator, year, value")
        raise unusable(content.file, say("the file is empty"), help_)


def _streamed(stream: BinaryIO, name: str) -> bytes:
    blocks, size, limit = [], 0, LineLimit(name)
    while block := stream.read(BLOCK):
        size += len(block)
        limit.feed(block)
        if size > MAX_BYTES:
            raise _too_large(name)
        blocks.append(block)
    return b"".join(blocks)


def _too_large(name: str) -> InputError:
    help_ = say("split it, or put it into a database and give --from")
    return InputError([diagnose("PK359", Place(name), what=say("size in bytes"), limit=MAX_BYTES, help=help_)])


def _not_readable(name: str, error: OSError) -> InputError:
    problem = say("cannot be read: {why}", why=error.strerror or str(error))
    return unusable(name, problem, say("check the path and its permissions"))
