"""Many plan files shared out among processes: the same findings in the same order as one after the other.

A process that dies (killed for its memory, or by a fault in a library) takes one file with it, not the run: the file
gets a finding, PK902, and the check goes on behind it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext
from pathlib import Path

from planckeck.plans import PlanCheck, check_plan
from planckeck.problems import Place, say
from planckeck.problems.kinds import diagnose

MOST = 8
"""More processes than this wait for the disk, and each takes the memory of a whole Python."""

BATCH = 16
"""Files that a process is handed at a time."""


def shared_out(
    files: Sequence[Path], processes: int | None = None, check: Callable[[Path], PlanCheck] = check_plan
) -> Iterator[PlanCheck]:
    """Check files in so many processes (default: one a processor), yielded in the order of the files.

    Raises: InputError if a file cannot be read.
    """
    count = processes or min(_processors(), MOST)
    if count == 1:
        yield from map(check, files)
        return
    left = list(files)
    while left:
        done = 0
        try:
            with _pool(count) as pool:
                for checked in pool.map(check, left, chunksize=BATCH):
                    done += 1
                    yield checked
        except BrokenProcessPool:
            done += yield from _up_to_the_fatal_one(left[done:], check)
        left = left[done:]


def _up_to_the_fatal_one(files: Sequence[Path], check: Callable[[Path], PlanCheck]) -> Generator[PlanCheck, None, int]:
    """Check files one by one in processes of their own until one dies.

    Returns: how many were checked, as the value of `yield from`.
    """
    for number, file in enumerate(files, start=1):
        try:
            with _pool(1) as pool:
                yield pool.submit(check, file).result()
        except BrokenProcessPool:
            place, problem = Place(file.as_posix()), say("the process that checked the file died")
            yield PlanCheck(file.as_posix(), None, place, (diagnose("PK902", place, problem=problem),))
            return number
    return len(files)


def _pool(count: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(count, mp_context=_context(), initializer=_begin)


def _context() -> BaseContext:
    """Return how processes begin: as copies of this one, which has imported everything, where that is safe."""
    if sys.platform != "linux":
        return multiprocessing.get_context()
    return multiprocessing.get_context("fork" if threading.active_count() == 1 else "forkserver")


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


def _begin() -> None:
    """Leave Ctrl-C to the process that shares out, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
