"""A bar on standard error for what takes longer than a moment."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from planckeck.problems import Translate, say

DELAY_S = 1.0
"""What is over before this shows nothing, but for large files, which say at once how far they are."""


class Shown:
    """The bars of one run: one for each large file while it is read, and one that says what is being done."""

    def __init__(self, translate: Translate) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
        self._translate = translate
        self._files: dict[str, TaskID] = {}
        self._work: TaskID | None = None
        self._doing = translate("working")
        self._is_paused = False
        self._lock = threading.Lock()
        self._timer = threading.Timer(DELAY_S, self._begin)
        self._timer.daemon = True
        self._timer.start()

    def __call__(self, name: str, rows: int, total: int | None) -> None:
        """Take a file, the rows read so far, and all its rows where that is known."""
        from rich.markup import escape

        with self._lock:
            if not self._files:
                self._bar.start()
            if name not in self._files:
                said = say("reading {file}", file=escape(name)).text(self._translate)
                self._files[name] = self._bar.add_task(said, total=total)
            self._bar.update(self._files[name], completed=rows, total=total)

    def now(self, text: str) -> None:
        """Say what is being done; it is seen only if the run takes longer than `DELAY_S`."""
        with self._lock:
            self._doing, self._is_paused = text, False
            if self._work is not None:
                self._bar.update(self._work, description=text)
                self._bar.start()

    def pause(self) -> None:
        """Take the bars away, so that others can write to the terminal, until the next `now`."""
        with self._lock:
            self._is_paused = True
            self._bar.stop()

    def end(self) -> None:
        """Take the bars away for good."""
        self._timer.cancel()
        self.pause()

    def _begin(self) -> None:
        with self._lock:
            self._work = self._bar.add_task(self._doing, total=None)
            if not self._is_paused:
                self._bar.start()


@contextmanager
def progress_shown(translate: Translate) -> Iterator[Shown]:
    """Give the bars of a run; they are gone when the work is done."""
    shown = Shown(translate)
    try:
        yield shown
    finally:
        shown.end()
