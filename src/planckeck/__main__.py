"""The command `planckeck`, also as `python -m planckeck`: what must hold before anything else is imported."""

from __future__ import annotations

import gc
import os
import signal
import sys
from types import FrameType

INTERRUPTED = 130
YOUNG_OBJECTS = 200_000
"""So many new objects before Python looks for cycles among them: most of what a start makes lives to the end."""


def main() -> None:
    """Run the command line. Ctrl-C ends it with 130 and without a traceback, during the imports too."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # a parent may have it ignored
        signal.signal(signal.SIGINT, _interrupt)
    gc.set_threshold(YOUNG_OBJECTS, 10, 10)
    # a plan is judged by planckeck alone, whatever else is installed beside it; and nothing is searched for
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    from planckeck.cli import main as run

    try:
        run()
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the work is done; what is left is the interpreter's own end


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Leave as an exit, which no handler of errors takes for one, and which runs what cleans up."""
    sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
