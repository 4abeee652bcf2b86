"""What the shell offers to complete: names only, found without reading a file."""

from __future__ import annotations

from pathlib import Path


def plan_ids(incomplete: str) -> list[str]:
    """Return the ids of the plans in plans/ that begin like this; a plan's id is its file's name."""
    files = sorted(file for file in Path("plans").glob("*") if file.suffix in {".yaml", ".yml"})
    return [file.stem for file in files if file.stem.startswith(incomplete)]
