"""A bar on standard error for what takes longer than a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from planckeck.problems import Translate, say


@contextmanager
def reading_progress(translate: Translate) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function to call with a file, the rows read so far, and all its rows where that is known.

    Nothing is drawn before the first call; the bar is gone when the work is done.
    """
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    tasks: dict[str, TaskID] = {}

    def advance(name: str, rows: int, total: int | None) -> None:
        if not tasks:
            bar.start()
        if name not in tasks:
            said = say("reading {file}", file=escape(name)).text(translate)
            tasks[name] = bar.add_task(said, total=total)
        bar.update(tasks[name], completed=rows, total=total)

    try:
        yield advance
    finally:
        bar.stop()
