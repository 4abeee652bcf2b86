"""The doors to the grammar: a printed target, and a printed baseline."""

from __future__ import annotations

from functools import lru_cache

from planckeck.model.measure import Measure
from planckeck.model.target import Comparison
from planckeck.notation.grammar import read_figures
from planckeck.notation.hints import refusal
from planckeck.notation.measuring import printed_figure
from planckeck.notation.phrases import read_added, read_phrase
from planckeck.notation.printed import NotationError, Printed, PrintedKind, PrintedNumber
from planckeck.notation.signs import Folded, fold
from planckeck.notation.times import is_end_of_span
from planckeck.notation.tokenizer import tokenize
from planckeck.notation.tokens import FIGURES, Cursor, Role, Token
from planckeck.problems import say

_LEVELS = ((), (Measure.LEVEL,))


# a plan's checks ask for a target again; so do cells under one header
@lru_cache(maxsize=2048)
def parse_target(text: str, unit: str | None = None) -> Printed:
    """Read a printed target; figures come out in `unit`, the plan's, when it is handed in.

    target = blank | figure target (planckeck.notation.grammar) | phrase (planckeck.notation.phrases)

    Raises: NotationError, with the span of the first thing that could not be read.
    """
    folded = fold(text)
    tokens = _without_stops(tokenize(folded, unit))
    if not tokens:
        raise NotationError(say("the target is empty"), len(text), len(text), say('write "—" where none is set'))
    if all(token.plays(Role.BLANK) for token in tokens):
        return Printed(text, PrintedKind.NOTHING)
    cursor = Cursor(folded, tokens, unit)
    if not _has_figure(cursor):
        return read_phrase(cursor)
    if any(token.plays(Role.OWNER, Role.BAR) for token in tokens):
        added = read_added(cursor)
        if added is not None:
            return added
    return printed_figure(*read_figures(cursor))


def parse_number(text: str, unit: str | None = None) -> PrintedNumber:
    """Read a printed baseline: a figure, a bound (＞95: its comparison is set), a ratio, or a dash (value None).

    Raises: NotationError, also for a range, a change and a word, which are no values.
    """
    printed = parse_target(text, unit)
    if printed.kind is PrintedKind.NOTHING:
        return PrintedNumber(text, None)
    is_value = printed.kind is PrintedKind.FIGURE and printed.bound is not None and printed.tolerance is None
    if not is_value or (printed.measures not in _LEVELS and not printed.total):
        folded = fold(text)
        hint = say('write the figure alone, or "—" where there is none')
        raise refusal(folded, *_inked(folded), say('"{text}" is no single value', text=text.strip()), hint)
    whole = Comparison.EQUAL in printed.also
    comparison = None if whole or printed.comparison is Comparison.EQUAL else printed.comparison
    return PrintedNumber(text, printed.bound, comparison, printed.decimals)


def _has_figure(cursor: Cursor) -> bool:
    """Tell whether any word is a figure, other than the 3 of 3年内完成."""
    start = cursor.index
    found = False
    while not (found or cursor.at_end()):
        deadline = is_end_of_span(cursor)
        found = cursor.sees(*FIGURES) and not deadline
        cursor.back_to(cursor.index + (3 if deadline else 1))
    cursor.back_to(start)
    return found


def _without_stops(tokens: list[Token]) -> list[Token]:
    """Drop the punctuation that a cell cut out of a sentence ends with."""
    end = len(tokens)
    while end > 1 and tokens[end - 1].plays(Role.STOP, Role.COMMA, Role.CLAUSE):
        end -= 1
    return tokens[:end]


def _inked(folded: Folded) -> tuple[int, int]:
    start = len(folded.text) - len(folded.text.lstrip())
    return start, len(folded.text.rstrip())
