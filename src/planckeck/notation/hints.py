"""What is said of a text that cannot be read, and what would do instead. Suggestions are shown, never taken."""

from __future__ import annotations

from planckeck.notation.lexicon import spellings
from planckeck.notation.printed import NotationError
from planckeck.notation.signs import Folded, is_chinese
from planckeck.problems import Message, say

_SHOWN = 40
_SIGNS = {
    "=>": "≥",
    "=<": "≤",
    "≥=": "≥",
    "≤=": "≤",
    ">≥": "≥",
    "<≤": "≤",
    ">>": ">",
    "<<": "<",
    "》": ">",
    "〉": ">",
    "《": "<",
    "〈": "<",
    "》=": "≥",
    "《=": "≤",
}
_FRACTIONS = say('write a share as a figure, such as "80%"')
_VAGUE = say('a figure with 近, 余, 多 or 几 has no edge; write it with "左右" and a tolerance, or with a comparison')
_RANK = say("a rank needs a unit of its own (位) and a comparison: write the number with comparison: at_most")
_UNCHANGED = say("say what holds as a figure: target: 0 with its comparison, under a measure of change")
_WORDS: dict[str, Message] = {
    **dict.fromkeys(("百分之", "分之", "三分之", "成以", "成左", *(f"/{digit}" for digit in "123456789")), _FRACTIONS),
    **dict.fromkeys(("近", "接近", "将近", "余", "多", "几", "数", "好几"), _VAGUE),
    **dict.fromkeys(("前三", "前五", "前十", "前", "第"), _RANK),
    **dict.fromkeys(("零增长", "不变", "保持不变", "持平"), _UNCHANGED),
    "【": say('write "〔13.5〕" for a total over the period'),
    "}": say('write "〔13.5〕" for a total over the period'),
    "{": say('write "〔13.5〕" for a total over the period'),
    "(": say('write "〔13.5〕" for a total over the period, "-13.5" for a negative figure'),
    "—": say('write "-" for a minus, "~" between the edges of a range'),
    "O": say('a letter stands where a digit should: write "0"'),
    "o": say('a letter stands where a digit should: write "0"'),
    "l": say('a letter stands where a digit should: write "1"'),
    "I": say('a letter stands where a digit should: write "1"'),
    "待": say("leave the target open and mark the reading as ambiguous"),
    "成": _FRACTIONS,
}
_LEAVE_OUT = say('write the figure with its comparison and unit only, such as "≥77" or "18%以内", without names')


def unknown_sign(folded: Folded, start: int, end: int) -> NotationError:
    """Return the error for a run of comparison signs that is no sign, with the sign that was meant if it is known."""
    sign, written = folded.as_written(start, end), _cut(folded.written)
    message = say('unknown sign "{sign}" in "{text}"', sign=sign, text=written)
    meant = _SIGNS.get(folded.text[start:end])
    hint = say('write "≥", ">", "≤", "<" or "="')
    if meant is not None:
        first, last = folded.span(start, end)
        hint = say('write "{text}"', text=_cut(folded.written[:first] + meant + folded.written[last:]))
    return NotationError(message, *folded.span(start, end), hint)


def unreadable(folded: Folded, start: int, end: int) -> NotationError:
    """Return the error for a part of a text that the grammar has no place for."""
    part, text = _cut(folded.as_written(start, end)), _cut(folded.written)
    if part == text:
        message = say('cannot read "{text}"', text=text)
    else:
        message = say('cannot read "{part}" in "{text}"', part=part, text=text)
    return NotationError(message, *folded.span(start, end), lambda: _hint(folded.text, start, end))


def refusal(folded: Folded, start: int, end: int, message: Message, hint: Message | None = None) -> NotationError:
    """Return an error for a span of the folded text."""
    return NotationError(message, *folded.span(start, end), hint)


def _hint(text: str, start: int, end: int) -> Message:
    for place in (start, end):
        for length in range(4, 0, -1):
            if text[place : place + length] in _WORDS:
                return _WORDS[text[place : place + length]]
    parted = _parted(text, start, end)
    near = [parted] if parted else _near(text, start)
    return say("did you mean {words}?", words=", ".join(f'"{word}"' for word in near)) if near else _LEAVE_OUT


def _parted(text: str, start: int, end: int) -> str | None:
    """Return a word that a blank parts in two near the span: 以 上."""
    known = set(spellings())
    first = max(0, start - 4)
    window = text[first : min(len(text), end, start + 12) + 4]
    found = [
        left + right
        for blank in range(1, len(window) - 1)
        if window[blank].isspace() and is_chinese(window[blank - 1])
        for left in (window[max(0, blank - length) : blank] for length in (3, 2, 1))
        for right in (window[blank:].lstrip()[:length] for length in (3, 2, 1))
        if left + right in known
    ]
    return max(found, key=len, default=None)


def _near(text: str, start: int) -> list[str]:
    """Return up to three words that are spelled nearly as the text from `start` on, the usual ones first."""
    from difflib import get_close_matches

    words = [word for word in spellings() if len(word) > 1 and is_chinese(word[0])]
    for length in (5, 4, 3, 2):
        part = text[start : start + length]
        near = get_close_matches(part, words, 9, 0.6) if all(map(is_chinese, part)) else []
        near = [word for word in near if word not in part]
        if near:
            return sorted(near, key=words.index)[:3]
    return []


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
