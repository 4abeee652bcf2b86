"""The command line: arguments in, text out, exit codes. No logic; the stages import what is heavy themselves."""

from __future__ import annotations

import sys

from planckeck.cli import assessing, checking, codes, explaining, inspecting, showing, starting
from planckeck.cli.app import INTERRUPTED, app

__all__ = ["app", "assessing", "checking", "codes", "explaining", "inspecting", "main", "showing", "starting"]


def main() -> None:
    """Run the command line; a console that cannot show a character gets a replacement, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    try:
        app()
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
