"""The words of printed targets, found by their longest match."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from planckeck.notation import chinese, english
from planckeck.notation.signs import is_latin
from planckeck.notation.tokens import Word

SCALES: dict[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 1000,
    "百": 100,
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 1000,
}
"""Numbers behind a number: 12.6万."""

SIGNS_OF_COMPARISON = frozenset("<>=≥≤≮≯≈≠《》〈〉")
"""Signs that stand together as one: a run of them that is no word is an unknown sign."""

_PHRASE_WORDS = 6
"""No English phrase has more words."""


@cache
def words() -> dict[str, Word]:
    """Return the lexicon; English entries in small letters with single spaces."""
    table: dict[str, Word] = {}
    for entry, spelled in _entries():
        for word in spelled:
            known = table.get(word)
            table[word] = entry if known is None else _both(known, entry, word)
    return table


def _both(known: Word, other: Word, word: str) -> Word:
    comparisons = {known.comparison, other.comparison} - {None}
    if len(comparisons) > 1:
        raise AssertionError(f"{word} has two comparisons")
    return Word(known.roles | other.roles, next(iter(comparisons), None), known.value or other.value)


def longest_word(text: str, start: int) -> int:
    """Return the end of the longest entry that begins at `start`; `start` if none does."""
    if is_latin(text[start]):
        return _longest_phrase(text, start)
    known, longest = words(), _longest()
    ends = range(min(len(text), start + longest), start, -1)
    return next((end for end in ends if text[start:end] in known), start)


def look_up(text: str) -> Word:
    """Return the entry of a word that `longest_word` found."""
    known = words()
    return known[text] if text in known else known[" ".join(text.lower().split())]


def spellings() -> Iterable[str]:
    """Return every entry, for a did-you-mean."""
    return words()


@cache
def _longest() -> int:
    return max(len(word) for word in words() if not is_latin(word[0]))


def _longest_phrase(text: str, start: int) -> int:
    known, found, end, phrase = words(), start, start, ""
    for _ in range(_PHRASE_WORDS):
        word_end = _word_end(text, end)
        if word_end == end:
            break
        phrase = f"{phrase} {text[end:word_end].lower()}".lstrip()
        found = word_end if phrase in known else found
        end = word_end
        while end < len(text) and text[end] == " ":
            end += 1
    return found


def _word_end(text: str, start: int) -> int:
    end = start
    while end < len(text) and (is_latin(text[end]) or (end > start and _joins(text, end))):
        end += 1
    return end


def _joins(text: str, at: int) -> bool:
    return text[at] in "-/'" and at + 1 < len(text) and is_latin(text[at + 1])


def _entries() -> Iterator[tuple[Word, list[str]]]:
    """Yield each row's meaning with its spellings, which share it."""
    for rows in (chinese.COMPARISONS, chinese.MOTIONS, chinese.TIMES, chinese.SIGNS, chinese.PHRASES):
        for roles, comparison, listed in rows:
            yield Word(frozenset(roles), comparison), listed.split()
    for roles, comparison, listed in english.WORDS:
        yield Word(frozenset(roles), comparison), listed.split("|")
    for roles, comparison, figure, listed in chinese.FIGURES:
        yield Word(frozenset(roles), comparison, Decimal(figure)), listed.split()
    for roles, comparison, figure, listed in english.FIGURES:
        yield Word(frozenset(roles), comparison, Decimal(figure)), listed.split("|")
