"""Bring the catalogues up to date: every message of the source into the .po files, and these into .mo files.

    python tools/messages.py          update and compile
    python tools/messages.py --check  only tell whether anything would change (exit code 1)

A message is the first argument of `say`, `N_`, `_` and `translate` where that is a literal, and the title, message and
hint of every entry of `planckeck.problems.kinds`. Translations are kept; what the source no longer says is dropped.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "planckeck"
LOCALES = SOURCE / "locale"
DOMAIN = "planckeck"
KEYWORDS: dict[str, None] = dict.fromkeys(("say", "N_", "_", "translate"))


def messages() -> Iterator[tuple[str, str]]:
    """Yield (file, pattern) of every message in the source, by file."""
    found = extract_from_dir(str(SOURCE), [("**.py", "python")], keywords=KEYWORDS)
    for file, _, message, _, _ in sorted(found, key=lambda entry: (entry[0], entry[1])):
        yield Path(file).as_posix(), message if isinstance(message, str) else message[0]
    from planckeck.problems.kinds import KINDS

    for kind in KINDS.values():
        for pattern in (kind.title, kind.message, kind.hint):
            yield "problems/kinds.py", pattern


class _Dateless(Catalog):
    """A catalogue whose header is fixed: babel writes the day and its own version into it."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        return [("Content-Type", "text/plain; charset=utf-8"), ("Content-Transfer-Encoding", "8bit")]


def updated(po: Path) -> Catalog:
    """Return a language's catalogue: the messages of the source, with the translations that the file has."""
    with po.open("rb") as opened:
        known = read_po(opened, domain=DOMAIN)
    catalog = _Dateless(domain=DOMAIN, charset="utf-8", header_comment="", fuzzy=False)
    for file, pattern in messages():
        if pattern:
            before = known.get(pattern)
            catalog.add(pattern, before.string if before else "", locations=[(file, 1)])
    return catalog


def po_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as a .po file: without line numbers, so that it changes only with words."""
    for message in catalog:
        message.flags.clear()
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=120, include_lineno=False)
    return buffer.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """Return a catalogue as a .mo file."""
    buffer = io.BytesIO()
    write_mo(buffer, catalog)
    return buffer.getvalue()


def main(arguments: list[str]) -> int:
    """Update or check every catalogue; name the messages that have no translation."""
    sys.path.insert(0, str(ROOT / "src"))
    stale = 0
    for po in sorted(LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        catalog = updated(po)
        wanted = {po: po_bytes(catalog), po.with_suffix(".mo"): mo_bytes(catalog)}
        for path, content in wanted.items():
            if not path.exists() or path.read_bytes() != content:
                stale += 1
                if "--check" not in arguments:
                    path.write_bytes(content)
        missing = [message.id for message in catalog if message.id and not message.string]
        for pattern in missing:
            sys.stdout.write(f"{po.relative_to(ROOT).as_posix()}: no translation: {pattern}\n")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
