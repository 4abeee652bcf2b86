"""Text of plans and data made safe for the eye: nothing invisible, nothing that steers a terminal or a sheet."""

from __future__ import annotations

import re
import unicodedata

_SPACES = re.compile(r"[\t\n\r\v\f\x85\u2028\u2029 ]+")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def visible(text: str) -> str:
    """Return text on one line with control, bidi, zero-width and surrogate characters shown: ␛ and <U+202E>."""
    plain = _SPACES.sub(" ", text).strip()
    return obeyed_by_none(plain if plain.isprintable() else "".join(map(visible_character, plain)))


def visible_signs(line: str) -> list[str]:
    """Return the characters of a source line as they are shown, tabs kept; none steers a terminal or a runner."""
    parted = {found.end() for found in _COMMAND.finditer(line)}
    return [
        (" " if at in parted else "") + (sign if sign == "\t" else visible_character(sign))
        for at, sign in enumerate(line)
    ]


_COMMAND = re.compile(r":(?=:)|#(?=#\w*\[)")
_COMMAND_ANYWHERE = r"#(?=#\w*\[)"
"""What begins a command in the log of a CI: `::error::` at a line's start, spaces before it or not (GitHub), and
`##[error]`, `##vso[…]`, `##teamcity[…]` anywhere in a line (GitHub's older form, Azure Pipelines, TeamCity)."""


def obeyed_by_none(text: str) -> str:
    """Return text in which no CI's runner finds a command: a space stands between the signs that begin one.

    Where a line begins is not known here: a cell may be folded, so that any word of it stands first in a line.
    """
    return _COMMAND.sub(lambda sign: sign[0] + " ", text)


_LINES = r"\r\n?|[\n\v\f\x85\u2028\u2029]"


def visible_lines(text: str) -> str:
    """Return text with its lines kept (as \\n) and everything else that is not seen shown; for cells and documents."""
    return "\n".join(visible(line) for line in re.split(_LINES, text)).strip("\n")


def visible_character(character: str) -> str:
    """Return one character so that it is seen and does nothing."""
    code, category = ord(character), unicodedata.category(character)
    if category not in _UNSEEN and not (category == "Cn" and _is_never_shown(code)):
        return character
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else f"<U+{code:04X}>"


def _is_never_shown(code: int) -> bool:
    """Tell whether an unassigned code is to be ignored by whoever shows it, or is no character at all, by Unicode.

    Source: DerivedCoreProperties.txt, Default_Ignorable_Code_Point; noncharacters, of which XML cannot hold U+FFFE.
    """
    no_character = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return no_character or code == 0x2065 or 0xFFF0 <= code <= 0xFFF8 or 0xE0000 <= code <= 0xE0FFF


def width(text: str) -> int:
    """Return the columns that a text takes in a terminal; wide East Asian characters take two, marks none."""
    return sum(map(character_width, text))


def character_width(character: str) -> int:
    """Return the columns of one character."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


# patterns that only some reports need stand as text: `re` compiles them when they are first used, and keeps them
_MARKDOWN = r"[\\`*_{}\[\]#|~$!]|://|www\.|[@&<>]"
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;", "://": "&#58;//", "www.": "www&#46;"}


def markdown_text(text: str) -> str:
    """Return text that Markdown shows as it stands, in a sentence or a table cell: no markup, HTML, link or mention."""
    return re.sub(_MARKDOWN, lambda sign: _ENTITIES.get(sign[0], "\\" + sign[0]), visible(text))


def markdown_code(text: str) -> str:
    """Return text as a code span, for paths and hashes; its fence is longer than any run of backticks inside."""
    shown = visible(text)
    fence = "`" * (max(map(len, re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


_STARTS_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_FIGURE = r"[-+]?[0-9]+(\.[0-9]+)?"


_STARTS_A_COMMAND = r"(^|[\r\n])(\s*)(?=::)"


def sheet_text(text: str) -> str:
    """Return text that no spreadsheet calculates and no CI's runner obeys where a CSV goes to its log.

    What begins like a formula gets an apostrophe, figures stay; so does a line that begins with `::`, and `##[`.
    """
    dangerous = text.startswith(_STARTS_A_FORMULA) and not re.fullmatch(_FIGURE, text)
    shown = "".join(character if character in "\n\t" else visible_character(character) for character in text)
    shown = re.sub(_COMMAND_ANYWHERE, "#'", re.sub(_STARTS_A_COMMAND, r"\1\2'", shown))
    return "'" + shown if dangerous else shown
