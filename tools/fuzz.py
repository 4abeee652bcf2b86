"""Feed every harness of tests/fuzz in turn for some minutes in all; what makes one fail is kept in tests/fuzz/found."""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
FOUND = ROOT / "tests" / "fuzz" / "found"
LONGEST = {"plan": 4096, "beside": 2048, "notation": 120, "cell": 120, "table": 4096, "judged": 4096}
HANGS_S = 60
"""An input that takes longer is a hang, on a busy machine and with every line counted."""
MEMORY_MB = 1500

_EXECUTED = re.compile(r"^stat::number_of_executed_units:\s*(\d+)", re.MULTILINE)
_PROGRESS = re.compile(r"^#(\d+)\t", re.MULTILINE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz; return 1 where an input was found that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=6, help="for all harnesses together")
    parser.add_argument("harness", nargs="*", help="only these")
    chosen = parser.parse_args(arguments)
    sys.path[:0] = [str(ROOT)]
    names = chosen.harness or list(LONGEST)
    total, failed = 0, []
    for name in names:
        code, inputs, new = fuzz(name, max(1, round(chosen.minutes * 60 / len(names))))
        total += inputs
        _say(f"{name}: {inputs} inputs, {'no crash' if code == 0 else f'FAILED with code {code}'}")
        for path in new:
            _say(f"  {path.relative_to(ROOT)}")
        if code:
            failed.append(name)
    _say(f"{total} inputs in all; {', '.join(failed) + ' failed' if failed else 'nothing failed'}")
    return 1 if failed else 0


def choices() -> Iterator[bytes]:
    """Yield bytes from which hypothesis can make a whole plan and table; short ones are no example at all."""
    chance = random.Random(0)
    for _ in range(12):
        yield chance.randbytes(LONGEST["judged"])


def fuzz(name: str, seconds: int) -> tuple[int, int, list[Path]]:
    """Run one harness for some seconds; return its exit code, how many inputs it ran, and the inputs that failed."""
    from tests.fuzz.seeds import SEEDS, dictionary

    FOUND.mkdir(exist_ok=True)
    before = set(FOUND.iterdir())
    with TemporaryDirectory() as folder:
        corpus, words = Path(folder, "corpus"), Path(folder, "words.dict")
        corpus.mkdir()
        words.write_text(dictionary(), encoding="ascii")
        for number, seed in enumerate(SEEDS[name]() if name in SEEDS else choices()):
            (corpus / f"{number:04}").write_bytes(seed)
        options = [
            f"-max_total_time={seconds}", f"-max_len={LONGEST[name]}", f"-timeout={HANGS_S}",
            f"-rss_limit_mb={MEMORY_MB}", f"-dict={words}", f"-artifact_prefix={FOUND}/{name}-", "-print_final_stats=1",
            "-report_slow_units=20",
        ]  # fmt: skip
        command = [sys.executable, "-m", "tests.fuzz.engine", name, str(corpus), *options]
        ran = subprocess.run(command, cwd=ROOT, stderr=subprocess.STDOUT, stdout=subprocess.PIPE, check=False)
    log = ran.stdout.decode("utf-8", "replace")
    if ran.returncode:
        _say(log[-8000:])
    counts = [int(count) for count in _EXECUTED.findall(log) or _PROGRESS.findall(log)]
    return ran.returncode, max(counts, default=0), sorted(set(FOUND.iterdir()) - before)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
