"""Folding: every printed sign to one plain sign, so that offsets in the text as written stay true.

NFKC is not used: it makes 79.2① into 79.21 and leaves −, – and ∶ alone. Full-width letters, digits and signs are
brought to half width, the look-alikes below to one of them; curly quotes are blanks, for they say nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

_ALIKE = {
    ":": "∶﹕︰ː꞉",
    "<": "﹤",
    ">": "﹥",
    "=": "﹦",
    "+": "﹢",
    "-": "−﹣‐‑‒﹘",
    "—": "–―─━⸺",
    "~": "〜∼˜∽",
    "%": "﹪",
    "≥": "≧⩾≽",
    "≤": "≦⩽≼",
    "≈": "≒≃≅",
    "/": "⁄∕",
    "(": "﹙",
    ")": "﹚",
    "〔": "﹝",
    "〕": "﹞",
    ",": "﹐",
    ".": "﹒",
    ";": "﹔",
    "、": "﹑",
    " ": '\u3000\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\t“”‘’「」『』"',
}
_PLAIN = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)} | {
    ord(sign): plain for plain, signs in _ALIKE.items() for sign in signs
}
_UNSEEN = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


class Folded(NamedTuple):
    """A folded text and, for each of its characters and its end, the offset in the text as written."""

    written: str
    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the text as written of a span of the folded text."""
        if start >= end:
            return self.places[start], self.places[start]
        return self.places[start], self.places[end - 1] + 1

    def as_written(self, start: int, end: int) -> str:
        """Return a span of the folded text as it was written."""
        first, last = self.span(start, end)
        return self.written[first:last]


def fold(written: str) -> Folded:
    """Fold a text. Signs without width go; so does a line break between two Chinese characters, for cells wrap."""
    kept = [(offset, sign.translate(_PLAIN)) for offset, sign in enumerate(written) if sign not in _UNSEEN]
    kept = list(_unwrapped(kept))
    places = tuple(offset for offset, _ in kept)
    return Folded(written, "".join(sign for _, sign in kept), (*places, len(written)))


def is_chinese(sign: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u4e00" <= sign <= "\u9fff" or sign == "〇"


def is_digit(sign: str) -> bool:
    """Tell whether a folded character is one of the ten digits."""
    return "0" <= sign <= "9"


def is_latin(sign: str) -> bool:
    """Tell whether a folded character is a Latin letter."""
    return "a" <= sign <= "z" or "A" <= sign <= "Z"


def _unwrapped(signs: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    blanks: list[tuple[int, str]] = []
    before = ""
    for offset, sign in signs:
        if sign.isspace():
            blanks.append((offset, sign))
            continue
        wrapped = any(blank in "\r\n" for _, blank in blanks) and is_chinese(before) and is_chinese(sign)
        if not wrapped:
            yield from blanks
        blanks, before = [], sign
        yield offset, sign
    yield from blanks
