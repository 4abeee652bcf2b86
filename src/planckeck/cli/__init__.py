"""The command line: arguments in, text out, exit codes. No logic; the stages import what is heavy themselves."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from planckeck.cli.app import INTERRUPTED, OK, app

__all__ = ["app", "main"]


def main() -> None:
    """Run the command line; a console that cannot show a character gets a replacement, never a traceback."""
    _open_streams()
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except SystemExit as end:
        if isinstance(end.__context__, BrokenPipeError):  # help and usage: what prints them takes it for a failure
            sys.exit(OK)
        raise


def _open_streams() -> None:
    """Give every stream an end: one that the shell closed (`>&-`) goes nowhere."""
    sys.stdout = sys.stdout or _nowhere()
    sys.stderr = sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - it stays open to the end
