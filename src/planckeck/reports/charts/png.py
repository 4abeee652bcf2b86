"""An SVG as PNG, by vl-convert (resvg), and whether this machine has a font for every character in it."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from typing import Any

from planckeck.problems import InputError, Place, say
from planckeck.problems.kinds import diagnose

SCALE = 2.0
_NO_CHARACTER = "\U0010fffe"
"""A code point that never has a glyph: what is drawn for it is what is drawn for a missing one."""


def png_of(svg: str, path: str, scale: float = SCALE) -> bytes:
    """Return the picture in so many times its size. `path` is where it is to go, for the finding.

    Raises: InputError (PK903) without vl-convert, or where no font has a character: boxes are never drawn.
    """
    converter = _converter(path)
    missing = missing_characters(svg, path)
    if missing:
        help_ = say(
            "install a font with Chinese characters, such as Noto Sans CJK (Debian: fonts-noto-cjk), or --chart svg"
        )
        problem = say("no font here has {characters}", characters="".join(missing[:20]))
        raise InputError([diagnose("PK903", Place(path), path=path, problem=problem, help=help_)])
    made: bytes = converter.svg_to_png(svg, scale=scale)
    return made


def missing_characters(svg: str, path: str = "") -> list[str]:
    """Return the characters of an SVG's texts that no font of this machine has, each once, in order."""
    texts = unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg)))
    return [character for character in dict.fromkeys(texts) if character > "\x7f" and not _has_glyph(character, path)]


@cache
def _has_glyph(character: str, path: str) -> bool:
    """Tell whether a character is drawn otherwise than one that does not exist."""
    if character.isspace():
        return True
    return _drawn(character, path) != _drawn(_NO_CHARACTER, path)


@cache
def _drawn(character: str, path: str) -> bytes:
    from planckeck.reports.charts.picture import FONTS

    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16">'
        f'<text x="1" y="13" font-size="12" font-family="{FONTS}">{character}</text></svg>'
    )
    drawn: bytes = _converter(path).svg_to_png(svg)
    return drawn


def _converter(path: str) -> Any:
    try:
        import vl_convert
    except ImportError:
        help_ = say("install it: pip install {package}; or --chart svg", package='"planckeck[charts]"')
        problem = say("PNG needs vl-convert")
        raise InputError([diagnose("PK903", Place(path), path=path, problem=problem, help=help_)]) from None
    return vl_convert
