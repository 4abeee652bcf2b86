"""Text of plans and data made safe for the eye: nothing invisible, nothing that steers a terminal or a sheet."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029 ]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})


def visible(text: str) -> str:
    """Return text on one line with control, bidi, zero-width and surrogate characters shown: ␛ and <U+202E>."""
    plain = _SPACES.sub(" ", text).strip()
    return plain if plain.isprintable() else "".join(map(visible_character, plain))


_LINES = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")


def visible_lines(text: str) -> str:
    """Return text with its lines kept (as \\n) and everything else that is not seen shown; for cells and documents."""
    return "\n".join(visible(line) for line in _LINES.split(text)).strip("\n")


def visible_character(character: str) -> str:
    """Return one character so that it is seen and does nothing."""
    code = ord(character)
    is_no_character = code & 0xFFFE == 0xFFFE  # U+FFFE and the like: XML refuses them
    if unicodedata.category(character) not in _UNSEEN and not is_no_character:
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def width(text: str) -> int:
    """Return the columns that a text takes in a terminal; wide East Asian characters take two, marks none."""
    return sum(map(character_width, text))


def character_width(character: str) -> int:
    """Return the columns of one character."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


_MARKDOWN = re.compile(r"[\\`*_{}\[\]#|~$!]|://|www\.|[@&<>]")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "://": "&#58;//", "www.": "www&#46;"}


def markdown_text(text: str) -> str:
    """Return text that Markdown shows as it stands, in a sentence or a table cell: no markup, HTML, link or mention."""
    return _MARKDOWN.sub(lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), visible(text))


def markdown_code(text: str) -> str:
    """Return text as a code span, for paths and hashes; its fence is longer than any run of backticks inside."""
    shown = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


_STARTS_A_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")
_FIGURE = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?", re.ASCII)


def sheet_text(text: str) -> str:
    """Return text that no spreadsheet calculates: what begins like a formula gets an apostrophe; figures stay."""
    dangerous = _STARTS_A_FORMULA.match(text) and not _FIGURE.fullmatch(text)
    shown = "".join(character if character in "\n\t" else visible_character(character) for character in text)
    return "'" + shown if dangerous else shown
