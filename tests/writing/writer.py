"""Runs of planckeck that end before their time. Each says what it does in its arguments.

python -m tests.writing.writer forever OLD NEW PATH     write the two contents in turn until killed
python -m tests.writing.writer at STEP SIGNAL PATH ...  run planckeck; SIGNAL at the STEPth event of Python,
                                                        the first being one that touches PATH's folder
python -m tests.writing.writer room BYTES ACTION ...    run planckeck with files that grow to BYTES; then an error, or
                                                        with the action "kill" the end of the process
python -m tests.writing.writer press STEP ...           run planckeck and press Ctrl-C at the STEPth event of Python
"""

from __future__ import annotations

import itertools
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

Hook = Callable[[str, tuple[object, ...]], None]

TOUCHING = {"open", "os.rename", "os.remove", "os.chmod", "os.scandir", "os.listdir", "tempfile.mkstemp"}
"""What Python tells of files; the path is the first argument."""


def forever(old: str, new: str, path: str) -> None:
    """Write through the command line's own writer, and say when the first file stands."""
    from planckeck.cli.running import write

    contents = [Path(name).read_bytes() for name in (old, new)]
    write(contents[0], path)
    print("ready", flush=True)  # noqa: T201 - the one who kills waits for it
    for content in itertools.cycle(contents[::-1]):
        write(content, path)


def at(step: str, number: str, path: str, *arguments: str) -> None:
    """Send oneself a signal at the STEPth event, counted from 1, the first being one that touches the folder."""
    folder, counted, touched = str(Path(path).parent), itertools.count(1), False

    def hook(event: str, values: tuple[object, ...]) -> None:
        nonlocal touched
        touched = touched or (event in TOUCHING and str(values[0]).startswith(folder))
        if touched and next(counted) == int(step):
            os.kill(os.getpid(), int(number))

    run(arguments, hook)


def room(size: str, action: str, *arguments: str) -> None:
    """Let no file grow beyond a size, as a full disk does."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    if action == "kill":
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
    run(arguments)


def press(step: str, *arguments: str) -> None:
    """Press Ctrl-C at one of the moments that Python tells of: imports, files, processes."""
    counted = itertools.count(1)

    def hook(event: str, values: tuple[object, ...]) -> None:
        if next(counted) == int(step):
            os.kill(os.getpid(), signal.SIGINT)

    run(arguments, hook)


def run(arguments: tuple[str, ...], hook: Hook | None = None) -> None:
    """Run planckeck as its command does, with a hook from its first import on."""
    from planckeck.__main__ import main

    sys.argv = ["planckeck", *arguments]
    begun = False

    def listen(event: str, values: tuple[object, ...]) -> None:
        nonlocal begun
        begun = begun or (event == "import" and values[0] == "planckeck.cli")
        if begun and hook is not None:
            hook(event, values)

    sys.addaudithook(listen)
    main()


if __name__ == "__main__":
    runs: dict[str, Callable[..., None]] = {"forever": forever, "at": at, "room": room, "press": press}
    runs[sys.argv[1]](*sys.argv[2:])
