"""The one way in which planckeck writes a file: beside, then renamed; a reader sees the old or the new, whole."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose


def write_whole(path: str, content: str | bytes) -> None:
    """Write a file in one step; a symbolic link keeps pointing, the file behind it is replaced.

    Raises: InputError (PK901) if the folder is missing or cannot be written to; nothing is left behind then.
    """
    raw = content.encode("utf-8") if isinstance(content, str) else content
    target = Path(os.path.realpath(path))
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(raw)  # a pipe or device: there is nothing to rename over
            return
        mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as opened:
                opened.write(raw)
                opened.flush()
                os.fsync(opened.fileno())
            Path(beside).chmod(mode)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)]) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_by(path: str, write: Callable[[str], None]) -> None:
    """Let something write a file beside, by its path, then rename it; nothing is left behind where it fails.

    Raises: InputError (PK901) if the file cannot be written.
    """
    target = Path(os.path.realpath(path))
    try:
        handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part")
        os.close(handle)
        try:
            write(beside)
            mask = os.umask(0)
            os.umask(mask)
            Path(beside).chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~mask)
            Path(beside).replace(target)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
    except OSError as error:
        help_ = say("check that the folder exists and can be written to")
        problem = say("cannot be written: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK901", Place(path), path=path, problem=problem, help=help_)]) from None
