"""A command in a process of its own, which may take 5 s of the processor and 300 MB of memory.

Where nothing is judged the limit is on the address space: a process that wants more than 300 MB is refused it. Commands
that judge load Polars, whose library and threads alone map and reserve 500 MB; there the limit is on what is really in
memory at the most, which is asserted, and the address space has a bound of 1 GB so that nothing runs away.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CPU_S = 5
MEMORY = 300 << 20
CPU_TO_JUDGE_S = 15
"""Loading libraries takes a second or four, by how busy the machine is; a limit against hanging, not a speed test."""
ADDRESSES_TO_JUDGE = 1 << 30

_STEERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069]")
_OBEYED = re.compile(r"^\s*::(?!(?:error|warning|notice) )|##\w*\[", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ran:
    """What a command did: its exit code, what it printed, and the most memory that it had at a time, in bytes."""

    code: int
    stdout: str
    stderr: str
    peak: int

    @property
    def said(self) -> str:
        return self.stdout + self.stderr


_WITNESS = """
import resource, subprocess, sys
try:
    ran = subprocess.run(sys.argv[2:], timeout=120).returncode
except subprocess.TimeoutExpired:
    ran = 124
with open(sys.argv[1], "w") as measured:
    print(ran, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=measured)
"""
"""A small process between: what a process had before it became another program counts as its own, and the tests are
large. It waits for 120 s at the most, against waiting without computing."""


def run(folder: Path, *arguments: str, judges: bool = False, **environment: str) -> Ran:
    """Run planckeck in a folder within the limits; what it prints is checked for what nothing may print."""
    outputs = folder / ".stdout", folder / ".stderr"
    measured = folder / ".measured"
    with outputs[0].open("wb") as stdout, outputs[1].open("wb") as stderr:
        subprocess.run(
            [sys.executable, "-S", "-E", "-c", _WITNESS, str(measured), *confined(judges, *arguments)],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PLANCKECK_LANG": "en", **environment},
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,
            check=True,
        )
    code, kilobytes = map(int, measured.read_text(encoding="ascii").split())
    texts = [path.read_bytes().decode("utf-8") for path in outputs]
    for path in (*outputs, measured):
        path.unlink()
    ran = Ran(code, texts[0], texts[1], kilobytes * 1024)
    check_harmless(ran.said)
    assert "Traceback" not in ran.said
    assert ran.peak < MEMORY
    return ran


def confined(judges: bool, *arguments: str) -> list[str]:
    seconds = CPU_TO_JUDGE_S if judges else CPU_S
    kilobytes = (ADDRESSES_TO_JUDGE if judges else MEMORY) // 1024
    limits = f'ulimit -c 0; ulimit -t {seconds} && ulimit -v {kilobytes} && exec "$@"'
    return ["sh", "-c", limits, "sh", sys.executable, "-m", "planckeck", *arguments]


def check_harmless(text: str) -> None:
    """Hold a text against what no output may have: signs that steer a terminal, commands that a CI's runner obeys."""
    steering = _STEERS.search(text.replace("\r\n", "\n"))
    assert steering is None, repr(text[max(steering.start() - 40, 0) : steering.end() + 40])
    obeyed = _OBEYED.search(text)
    assert obeyed is None, repr(text[max(obeyed.start() - 40, 0) : obeyed.end() + 40])


def errors_in(text: str) -> list[str]:
    """Return the codes of the errors that a text for people says."""
    return re.findall(r": error (PK\d{3}) ", text)
