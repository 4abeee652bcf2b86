"""What a new folder of plans begins with: an example plan, a table of actual values for it, a job for CI."""

from __future__ import annotations

from importlib import resources

from planckeck.languages import Language

_FILES = {
    "plans/example-2021-2025.yaml": "example-2021-2025.yaml",
    "data/example-2025.csv": "example-2025.csv",
    ".github/workflows/plans.yml": "plans.yml",
}


def starter_files(language: Language) -> dict[str, str]:
    """Return the files of a start by their paths, in a language; the plan and its data belong together."""
    folder = resources.files("planckeck.drafting").joinpath("starter", language)
    return {path: folder.joinpath(name).read_text(encoding="utf-8") for path, name in _FILES.items()}
