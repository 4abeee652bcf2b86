"""Write the sample workbook and document of docs/samples and the pictures of them in docs/pictures.

    python tools/office_samples.py

Needs what tools/heavy.sh installs (LibreOffice, pdftoppm, a Chinese font), and ImageMagick's montage.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLES, PICTURES = ROOT / "docs" / "samples", ROOT / "docs" / "pictures"
PAGES = {"xlsx": (1,), "docx": (1, 2, 3)}
"""The pages that are shown of each form."""


def main() -> None:
    """Write the samples in both languages, and pictures of their pages."""
    SAMPLES.mkdir(exist_ok=True)
    PICTURES.mkdir(exist_ok=True)
    for language in ("en", "zh"):
        for form, pages in PAGES.items():
            made = SAMPLES / f"longhu-2020.{language}.{form}"
            _write(made, form, language)
            _look(made, f"{form}-{language}", pages)


def _write(made: Path, form: str, language: str) -> None:
    command = [sys.executable, "-m", "planckeck", "evaluate", "data/longhu-2020-made-up.csv", "--fail-on", "never"]
    command += ["--notes", "data/longhu-2020-notes-made-up.yaml", "--lang", language, "--quiet"]
    command += ["--format", form, "--output", str(made.relative_to(ROOT))]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run(command, cwd=ROOT, check=True, env=environment)


def _look(made: Path, name: str, pages: tuple[int, ...]) -> None:
    """Draw pages of a file beside each other."""
    with tempfile.TemporaryDirectory() as folder:
        office = ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf"]
        subprocess.run([*office, "--outdir", folder, str(made)], check=True, capture_output=True)
        pdf, drawn = Path(folder) / f"{made.stem}.pdf", []
        for page in pages:
            only = Path(folder) / f"page{page}"
            command = ["pdftoppm", "-r", "80", "-f", str(page), "-l", str(page), "-png", "-singlefile"]
            subprocess.run([*command, str(pdf), str(only)], check=True)
            drawn.append(f"{only}.png")
        look = ["-tile", f"{len(drawn)}x1", "-geometry", "+4+4", "-background", "#bbb", "+dither", "-colors", "24"]
        subprocess.run(["montage", *drawn, *look, f"PNG8:{PICTURES / name}.png"], check=True)


if __name__ == "__main__":
    main()
