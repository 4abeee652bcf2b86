"""What fuzzing starts from: the repository's own plans, messy rows of its tables, and words that lead further in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from planckeck.model.plan import Indicator, Plan, Reference, Scope
from planckeck.notation.lexicon import words
from planckeck.readers.shapes.mapfile import KEYS
from tests.fuzz.harnesses import SUFFIXES, UNITS

ROOT = Path(__file__).parent.parent.parent
CORPUS = Path(__file__).parent / "corpus"
YAML = (
    "- ", ": ", "? ", "&a ", "*a", "<<: ", "!!", "!!float ", "|-\n", ">-\n", "---\n", "...\n", "%YAML 1.1\n",
    "%TAG ! x\n", "[", "]", "{", "}", '"', "'", "\\x", "\\ud800", "\\n", "# planckeck: ignore[PK221] x", "~", "null",
    "true", ".nan", ".inf", "0x1f", "0o7", "1e400", "012", "1_000", "1:30", "2020-12-31", "=", "\t", "\r\n", "\u2028",
    "\x85", "\ufeff",
)  # fmt: skip
TABLE = (
    '"', '""', ",", ";", "\r\n", "\r", "sep=;\n", "年份", "指标", "地区", "实际值", "合计", "注：", "2020年", "<table>",
    "<td colspan=2>", "<tr>", "</td>", "<!--", "rowspan=", '{"', '": ', "[{", "}]", "null", "\\u0000", "#DIV/0!",
    "=1+1", "0.0%", '0"万"', "[Red]", "h:mm",
)  # fmt: skip


def _plans() -> Iterator[bytes]:
    """Yield every plan cut to its head and one indicator: small files are fuzzed faster, and together hold as much."""
    for path in sorted((ROOT / "plans").glob("*.yaml")):
        head, _, body = path.read_text(encoding="utf-8").partition("indicators:\n")
        for number, indicator in enumerate(body.split("\n- ")):
            whole = f"{head}indicators:\n{'- ' if number else ''}{indicator}\n"
            yield whole.replace(f"id: {path.stem}", "id: plan").encode()


def _beside() -> Iterator[bytes]:
    kinds = ("map", "references", "regions", "settings")
    for path in sorted((CORPUS / "beside").iterdir()):
        yield bytes([kinds.index(path.stem.partition("-")[0])]) + path.read_bytes()


def _tables() -> Iterator[bytes]:
    for path in sorted((CORPUS / "table").iterdir()):
        yield bytes([SUFFIXES.index(path.suffix)]) + path.read_bytes()


def _lines(name: str) -> Callable[[], Iterator[bytes]]:
    """Return the lines of a file as seeds, each under its own choice of units and of what is expected."""

    def seeds() -> Iterator[bytes]:
        for number, line in enumerate((CORPUS / name).read_text(encoding="utf-8").splitlines()):
            yield bytes([number % len(UNITS), number % 256]) + line.encode()

    return seeds


SEEDS: Mapping[str, Callable[[], Iterator[bytes]]] = {
    "plan": _plans,
    "beside": _beside,
    "notation": _lines("notation.txt"),
    "cell": _lines("cell.txt"),
    "table": _tables,
}


def dictionary() -> str:
    """Return words for the fuzzer in the form that it reads, one a line in quotes, other bytes by their numbers."""
    fields = {name for kind in (Plan, Indicator, Reference, Scope) for name in kind.model_fields}
    every = {*fields, *KEYS, *words(), *UNITS, *YAML, *TABLE} - {""}
    return "".join(f'"{_escaped(word)}"\n' for word in sorted(every))


def _escaped(word: str) -> str:
    signs = (chr(byte) for byte in word.encode("utf-8", "surrogatepass"))
    return "".join(sign if sign.isascii() and sign.isalnum() else f"\\x{ord(sign):02X}" for sign in signs)
