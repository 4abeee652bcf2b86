"""The one way in which planckeck writes a file: beside, then renamed; a reader sees the old or the new, whole.

A run that is killed may leave its part beside the file, under a hidden name that nobody takes for the report
(.report.json.x1y2z3.part). The next run that writes the file takes it away. A part in work is locked, so that no run
takes away another's. A path means what it means to a shell: links are followed and kept, an existing file keeps its
permissions and its owner, /dev/stdout is standard output, a device or pipe is written to as it is.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import signal
import stat
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose

try:
    import fcntl
except ImportError:  # without it an open file cannot be taken away by another run anyway
    fcntl = None  # type: ignore[assignment]

_PART = ".part"
_RANDOM = "[a-z0-9_]{8}"
"""What mkstemp puts between; a file of people is not taken for a part."""

_LONGEST_NAME = 200
"""Bytes of a part that are its file's name; a name of a file has at most 255."""

_DESCRIPTOR = re.compile(r"/dev/(?P<name>stdout|stderr)|/(dev|proc/self)/fd/(?P<number>[0-9]{1,4})", re.ASCII)
_STANDARD = {"stdout": 1, "stderr": 2}


def write_whole(path: str, content: str | bytes) -> None:
    """Write a file in one step; a symbolic link keeps pointing, the file behind it is replaced.

    Raises: InputError (PK901) if the file cannot be written; what stood there before is whole then, and nothing is
        left behind. BrokenPipeError where the path is a pipe that nobody reads any more.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    try:
        _write(path, raw)
    except BrokenPipeError:
        raise
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)]) from None


def write_by(path: str, write: Callable[[str], None]) -> None:
    """Let something write a file beside, by its path, then rename it; nothing is left behind where it fails.

    It may take long, so Ctrl-C stops it. Raises: InputError (PK901) if the file cannot be written.
    """
    try:
        existing = _existing(path)
        if existing is not None and not stat.S_ISREG(existing.st_mode):
            write(path)  # a pipe or device
        else:
            _replace(Path(os.path.realpath(path)), lambda _, part: write(str(part)), existing)
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)]) from None


def write_folder_by(path: str, write: Callable[[str], None]) -> None:
    """Let something write a folder beside, by its path, then rename it; one that stood there is taken away then.

    A folder that is no output of such a run (it has no _SUCCESS) is left alone. An address (s3a://…) is written to as
    it is: what writes there says itself when it is whole. Raises: InputError (PK901) if the folder cannot be written.
    """
    if "://" in path:
        write(path)
        return
    target = Path(os.path.realpath(path))
    problem = say("there is something else already: a file, or a folder that was not written by such a run")
    if target.exists() and not (target / "_SUCCESS").exists():
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=say("name another folder"))])
    try:
        folder = Path(tempfile.mkdtemp(dir=target.parent, prefix=_prefix(target), suffix=_PART))
        try:
            write(str(folder / "new"))
            _swap(folder, target)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)]) from None


def _swap(folder: Path, target: Path) -> None:
    """Put what is new in place of what stands there, which comes back where that fails."""
    old = folder / "old"
    if target.exists():
        target.rename(old)
    try:
        (folder / "new").rename(target)
    except OSError:
        if old.exists():
            old.rename(target)
        raise


def make_folder(path: str | Path) -> None:
    """Make a folder, and those above it, for what will be written into it. Raises: InputError (PK901)."""
    try:
        Path(path).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(str(path)), path=str(path), problem=problem, help=help_)]) from None


def _write(path: str, raw: bytes) -> None:
    descriptor = _DESCRIPTOR.fullmatch(path)
    if descriptor is not None:
        sys.stdout.flush()
        number = _STANDARD[descriptor["name"]] if descriptor["name"] else int(descriptor["number"])
        with os.fdopen(os.dup(number), "wb") as opened:
            opened.write(raw)
        return
    existing = _existing(path)
    if existing is not None and not stat.S_ISREG(existing.st_mode):
        Path(path).write_bytes(raw)  # a pipe or device: there is nothing to rename over
        return
    with _undisturbed():
        _replace(Path(os.path.realpath(path)), lambda opened, _: opened.write(raw), existing)


def _existing(path: str) -> os.stat_result | None:
    """Return what stands at a path, links followed as the system follows them; None where nothing does.

    Raises: OSError for a folder, a missing folder above it, links in a circle, and a file that is not to be written.
    """
    try:
        found = os.stat(path)  # noqa: PTH116 - a Path forgets the slash at its end
    except FileNotFoundError:
        if not path:
            raise
        above = Path(os.path.dirname(path) or ".")  # noqa: PTH120 - "a/../b" is no file where there is no a
        if not stat.S_ISDIR(above.stat().st_mode):
            raise _error(errno.ENOTDIR) from None
        if path.endswith("/"):
            raise _error(errno.EISDIR) from None
        return None
    if stat.S_ISDIR(found.st_mode):
        raise _error(errno.EISDIR)
    if not os.access(path, os.W_OK):
        raise _error(errno.EACCES)
    return found


def _error(number: int) -> OSError:
    return OSError(number, os.strerror(number))


def _replace(target: Path, fill: Callable[[BinaryIO, Path], object], existing: os.stat_result | None) -> None:
    _clear_leftovers(target)
    opened, part = _open_part(target)
    try:
        with opened:
            fill(opened, part)
            opened.flush()
            _dress(opened.fileno(), existing)
            os.fsync(opened.fileno())
            if fcntl is not None:  # still locked, so that no other run takes the part for a leftover
                part.replace(target)
        if fcntl is None:
            part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Hold Ctrl-C back until the file stands; a kill cannot be held back, the part is for it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if came:
            signal.raise_signal(signal.SIGINT)


def _dress(descriptor: int, existing: os.stat_result | None) -> None:
    """Give a part the permissions and the owner of the file that it replaces, or those of a new file."""
    if not hasattr(os, "fchmod"):
        return
    if existing is None:
        os.fchmod(descriptor, 0o666 & ~_umask())
        return
    own = os.fstat(descriptor)
    if (own.st_uid, own.st_gid) != (existing.st_uid, existing.st_gid):
        with suppress(PermissionError):  # only root may give a file away
            os.fchown(descriptor, existing.st_uid, existing.st_gid)
    with suppress(PermissionError):  # a file system without permissions
        os.fchmod(descriptor, existing.st_mode & 0o777)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _open_part(target: Path) -> tuple[BinaryIO, Path]:
    while True:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=_prefix(target), suffix=_PART)
        part, opened = Path(name), os.fdopen(handle, "wb")
        if _lock(handle) and part.exists():
            return opened, part
        opened.close()  # another run saw it before it was locked, and takes it away


def _clear_leftovers(target: Path) -> None:
    """Take away the parts of this file that no run is writing any more."""
    is_part = re.compile(re.escape(_prefix(target)) + _RANDOM + re.escape(_PART))
    names: list[str] = []
    with suppress(PermissionError):  # a folder may be open for writing and closed for looking
        names += filter(is_part.fullmatch, os.listdir(target.parent))  # noqa: PTH208 - names, of a folder of any size
    for part in map(target.with_name, names):
        with suppress(OSError):  # another's
            if stat.S_ISREG(part.lstat().st_mode):
                with part.open("rb") as opened:
                    if _lock(opened.fileno()):
                        part.unlink(missing_ok=True)


def _prefix(target: Path) -> str:
    name = target.name.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f".{name}."


def _lock(descriptor: int) -> bool:
    """Lock a file until it is closed; False where another run holds it."""
    if fcntl is None:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass  # a file system without locks
    return True
