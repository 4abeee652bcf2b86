"""LibreOffice without a screen, and the text of the pages that it makes; needed by heavy tests only."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def converted(folder: Path, content: bytes, suffix: str, form: str) -> Path:
    """Return the path of a file that LibreOffice made of one of planckeck's; a broken one makes none.

    `form` is a suffix, or a suffix and the name and options of a filter: pdf, csv:Text - txt - csv (StarCalc):44,34,76.
    """
    office = shutil.which("soffice")
    assert office, "run tools/heavy.sh: it installs LibreOffice"
    source = folder / f"report.{suffix}"
    source.write_bytes(content)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [office, "--headless", profile, "--convert-to", form, "--outdir", str(folder / "out"), str(source)]
    # the names of sheets become names of files
    subprocess.run(command, check=True, capture_output=True, timeout=180, env={**os.environ, "LANG": "C.UTF-8"})
    made = list((folder / "out").glob(f"report*.{form.partition(':')[0]}"))
    assert len(made) == 1, "LibreOffice cannot open it"
    return made[0]


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page, as it lies on the page."""
    told = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    return told.split("\f")[:-1]


def facts_of(pdf: Path, tool: str) -> str:
    """Return what pdfinfo or pdffonts tells of a file."""
    return subprocess.run([tool, str(pdf)], check=True, capture_output=True, text=True).stdout
