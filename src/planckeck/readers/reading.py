"""Paths to rows: every file is read and every finding kept, also where one file cannot be used at all."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from planckeck.model.assessment import InputFile
from planckeck.problems import Diagnostic, InputError, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.delimited import read_delimited
from planckeck.readers.interface import Expectations, Read

STDIN = "-"


def read_actuals(paths: Sequence[str], expectations: Expectations, encoding: str | None = None) -> Read:
    """Read actuals from files (`-` is standard input), in the order given.

    Returns: rows with the keys of ACTUAL_COLUMNS, findings, and each file with its SHA-256.
    Raises: InputError with the findings of all files, if one of them cannot be used at all.
    """
    whole = Read()
    unusable: list[Diagnostic] = []
    for path in paths:
        try:
            content, file = _content(path)
            part = read_delimited(content, file, expectations, encoding)
        except InputError as error:
            unusable += error.diagnostics
            continue
        whole.rows.extend(part.rows)
        whole.findings.extend(part.findings)
        whole.files.append(InputFile(file, hashlib.sha256(content).hexdigest()))
    if unusable:
        raise InputError([*unusable, *whole.findings])
    return whole


def _content(path: str) -> tuple[bytes, str]:
    if path == STDIN:
        return sys.stdin.buffer.read(), "<stdin>"
    file = Path(path)
    try:
        return file.read_bytes(), file.as_posix()
    except OSError as error:
        help_ = say("check the path and its permissions")
        problem = say("cannot be read: {why}", why=error.strerror or str(error))
        raise InputError([diagnose("PK315", Place(file.as_posix()), problem=problem, help=help_)]) from None
