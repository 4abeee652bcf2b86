"""Mojibake: text that was decoded wrongly once and then saved, so that every byte of the file is in order.

The proof is the way back: a word that re-encodes in the wrong encoding and decodes in the right one into Chinese was
garbled that way. Chinese as it should be does not survive that.
"""

from __future__ import annotations

import re

from planckeck.problems import InputError, Message, Place, say
from planckeck.problems.kinds import diagnose

SAMPLE = 65_536
"""Characters of a text that are looked at."""
HEAD_LINES = 3
FEWEST_SIGNS = 4
"""Chinese characters that a way through GB18030 must give back: any two bytes above 0x80 are some character there."""

_WORDS = re.compile(r"[^\x00-\x7f]+")
_CELLS = re.compile(r"[^,;|\t\r\n\"]+")
_LOST = re.compile(r"[?？�\s_()/%\d]*[?？�]{2,}[?？�\s_()/%\d]*")
_REPLACED = ("锟斤拷", "锟斤", "斤拷", "\ufffd")
_WAYS = (
    ("gb18030", "utf-8", "UTF-8", "GB18030"),
    ("cp1252", "utf-8", "UTF-8", "Windows-1252"),
    ("latin-1", "utf-8", "UTF-8", "Latin-1"),
    ("cp1252", "gb18030", "GB18030", "Windows-1252"),
    ("latin-1", "gb18030", "GB18030", "Latin-1"),
)


def check_not_garbled(text: str, file: str) -> None:
    """Raise InputError where a text went through a wrong encoding, naming which and what a word of it was."""
    sample = text[:SAMPLE]
    finding = _turned(sample) or _replaced(sample) or _lost(sample)
    if finding is not None:
        sampled, help_, at = finding
        line = sample.count("\n", 0, at) + 1
        raise InputError([diagnose("PK358", Place(file, line), sample=sampled, help=help_)])


def _replaced(sample: str) -> tuple[Message | str, Message, int] | None:
    """Find replacement characters: two, or one in the first lines. One further below may be a lost sign of a note."""
    for sign in _REPLACED:
        at = sample.find(sign)
        if at >= 0 and (sample.count(sign) > 1 or sample.count("\n", 0, at) < HEAD_LINES):
            shown = _CELLS.match(sample, at)
            help_ = say("the characters are lost; get the original file, and save that as UTF-8")
            said = say("“{shown}” stands for characters that were lost", shown=shown.group()[:12] if shown else sign)
            return said, help_, at
    return None


def _turned(sample: str) -> tuple[Message | str, Message, int] | None:
    """Find words that turn into Chinese on the way back; half of them must, so that a chance hit is none."""
    words = [(found.start(), found.group()) for found in _WORDS.finditer(sample)][:400]
    for wrong, right, was, read_as in _WAYS:
        turned = [(at, word, meant) for at, word in words if (meant := _back(word, wrong, right))]
        enough = right == "utf-8" or sum(len(meant) for _, _, meant in turned) >= FEWEST_SIGNS
        if turned and enough and 2 * len(turned) >= len(words):
            at, word, meant = turned[0]
            help_ = say(
                "it was {was}, opened as {read_as} and saved; open the original as {was}", was=was, read_as=read_as
            )
            return say("“{word}” was “{meant}”", word=word[:20], meant=meant[:20]), help_, at
    return None


def _back(word: str, wrong: str, right: str) -> str:
    """Return what a word was before it was garbled, '' if it was not; its last signs may have lost a half."""
    for end in range(len(word), max(len(word) - 3, 0), -1):
        try:
            meant = word[:end].encode(wrong).decode(right)
        except UnicodeError:
            continue
        signs = [sign for sign in meant if not sign.isascii()]
        if any("一" <= sign <= "鿿" for sign in signs) and all(map(_is_chinese, signs)):
            return meant
    return ""


def _is_chinese(sign: str) -> bool:
    return "一" <= sign <= "鿿" or sign in "（），。、：；％“”《》·‰—－"


def _lost(sample: str) -> tuple[Message | str, Message, int] | None:
    """Find cells of nothing but question marks: what an encoding without Chinese leaves of it."""
    cells = [(found.start(), found.group()) for found in _CELLS.finditer(sample)][:400]
    lost = [(at, cell) for at, cell in cells if _LOST.fullmatch(cell)]
    if len(lost) < 2 or 4 * len(lost) < len(cells):
        return None
    at, cell = lost[0]
    help_ = say("the characters are lost; get the original file, and save that as UTF-8")
    return say("“{shown}” stands for characters that were lost", shown=cell.strip()[:20]), help_, at
