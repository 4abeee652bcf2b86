"""The command `planckeck`, also as `python -m planckeck`: what must hold before anything else is imported."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
YOUNG_OBJECTS = 200_000
"""So many new objects before Python looks for cycles among them: what a start makes lives to the end."""


def main() -> NoReturn:
    """Run the command line. Ctrl-C ends it with 130 and without a traceback, during the imports too."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a parent may have it ignored
        signal.signal(signal.SIGINT, _interrupt)
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)
    # a plan is judged by planckeck alone, whatever else is installed beside it
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        from planckeck.cli import main as run

        run()
    except SystemExit as end:
        _leave(end.code if isinstance(end.code, int) else 0)
    _leave(0)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    """Leave as an exit: no handler takes it for an error, and what cleans up runs. The second time leave at once."""
    signal.signal(number, lambda number, frame: os._exit(INTERRUPTED))
    sys.exit(INTERRUPTED)


def _leave(code: int) -> NoReturn:
    """End the process at once: what libraries asked for is done, and no object is taken apart one by one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (AttributeError, OSError, ValueError):
            continue  # closed, or nobody reads it: the command has said so where it matters
    os._exit(code)


if __name__ == "__main__":
    main()
