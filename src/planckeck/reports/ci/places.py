"""Places as CI systems look for them: paths from the top of the repository, in POSIX spelling."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from planckeck.problems import Place


def names_a_file(place: Place) -> bool:
    """Tell whether a place is in a file; others are an option, standard input, or the run as a whole."""
    return not place.file.startswith("--") and place.file not in {"", "<stdin>", "planckeck", "database"}


def repository_path(file: str) -> str:
    """Return a path from the top of the repository, else as an absolute path.

    The top is the nearest folder above the working directory that holds `.git`, else the working directory itself.
    """
    whole = Path(os.path.normpath(Path.cwd() / file))
    top = _top(Path.cwd())
    return whole.relative_to(top).as_posix() if whole.is_relative_to(top) else whole.as_posix()


@lru_cache(maxsize=8)
def _top(folder: Path) -> Path:
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), folder)
