"""How far a scan is, told while it runs: the engine is asked from a thread, for it has the interpreter's own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from planckeck.large.engine import Engine
from planckeck.readers.record import Progress

EVERY_S = 0.2
HUNDRED = 100


@runtime_checkable
class Telling(Protocol):
    """An engine that knows how far its query is."""

    def percent(self) -> float:
        """Return how much of the running query is done, of a hundred; below 0 where that is not known."""
        ...


@contextmanager
def watched(engine: Engine, name: str, progress: Progress | None) -> Iterator[None]:
    """Tell `progress` the percent of a table that is scanned, while the block runs; it never goes back."""
    if progress is None or not isinstance(engine, Telling):
        yield
        return
    over = threading.Event()
    watching = threading.Thread(target=_tell, args=(engine, name, progress, over), daemon=True)
    watching.start()
    try:
        yield
        progress(name, HUNDRED, HUNDRED)
    finally:
        over.set()
        watching.join()


def _tell(engine: Telling, name: str, progress: Progress, over: threading.Event) -> None:
    farthest = 0
    while not over.wait(EVERY_S):
        percent = int(engine.percent())
        if percent > farthest:
            farthest = percent
            progress(name, min(farthest, HUNDRED - 1), HUNDRED)
