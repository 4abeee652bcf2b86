"""The grammar of targets with a figure.

    target   = bound [[且] bound] end                      two bounds that make an interval: ≥3且≤5
    bound    = {lead} figure {tail}
    lead     = comparison | reach | hold | motion [into] | time | base | 年均 | 每年 | 累计 | 新增 | "〔" | 每千人口
             | 从 amount | 力争 and its like
    figure   = amount | range | amount "±" amount | 全覆盖 | 翻一番             (planckeck.notation.figures)
    tail     = comparison | "+" | "+N" | （含） | 〕 [unit] | 之间 | 水平 | note | time | base | "per year"
             | noun of motion | 达标
    end      = {"。" | "，" | "；"}

Words of lead and tail stand in any order; two comparisons must agree (不低于95%以上 is read, 约95以上 refused). What is
left over is an error: another figure is a second target, anything else an unreadable word.
"""

from __future__ import annotations

from planckeck.model.target import Comparison
from planckeck.notation.figures import read_figure, starts_figure
from planckeck.notation.hints import refusal, unreadable
from planckeck.notation.leftovers import left_over
from planckeck.notation.printed import NotationError
from planckeck.notation.reading import Reading
from planckeck.notation.times import is_end_of_span
from planckeck.notation.tokens import FIGURES, Cursor, Role
from planckeck.notation.wording import LEAD, TAIL, WordReader
from planckeck.problems import say

_LOWER = (Comparison.AT_LEAST, Comparison.ABOVE)
_UPPER = (Comparison.AT_MOST, Comparison.BELOW)


def read_figures(cursor: Cursor) -> tuple[Reading, Reading | None]:
    """Read a target with a figure to its end: its bound, and the other bound of an interval if there is one."""
    first = read_bound(cursor)
    if cursor.at_end():
        return first, None
    start = cursor.index
    second = _other_bound(cursor, first)
    if second is None:
        cursor.back_to(start)
        raise left_over(cursor)
    return first, second


def _other_bound(cursor: Cursor, first: Reading) -> Reading | None:
    """Read the bound on the other side; None where what follows is no such bound."""
    joined = cursor.take_if(Role.ALSO)
    if joined is None and not cursor.sees(Role.BEFORE, Role.NUMBER):
        return None
    try:
        second = read_bound(cursor)
    except NotationError:
        return None
    sides = (first.said(), second.said())
    opposite = (sides[0] in _LOWER and sides[1] in _UPPER) or (sides[0] in _UPPER and sides[1] in _LOWER)
    alone = first.figure is not None and second.figure is not None and second.motion is None and not second.total
    return second if opposite and alone and cursor.at_end() else None


def read_bound(cursor: Cursor) -> Reading:
    """Read one bound: the words in front, the figure, the words behind."""
    reading = Reading(cursor.folded, cursor.unit)
    _read_all(cursor, reading, LEAD, until_figure=True)
    _read_the_figure(cursor, reading)
    _read_all(cursor, reading, TAIL, until_figure=False)
    if reading.opened:
        token = reading.opened[-1]
        raise refusal(cursor.folded, token.start, token.end, say('"{sign}" is not closed', sign=token.text))
    return reading


def _read_all(cursor: Cursor, reading: Reading, readers: tuple[WordReader, ...], until_figure: bool) -> None:
    while not cursor.at_end():
        if until_figure and _is_the_figure(cursor):
            return
        if not any(read(cursor, reading) for read in readers):
            return


def _is_the_figure(cursor: Cursor) -> bool:
    return cursor.sees(*FIGURES) and not is_end_of_span(cursor)


def _read_the_figure(cursor: Cursor, reading: Reading) -> None:
    token = cursor.peek()
    if token is None:
        end = len(cursor.folded.text)
        raise refusal(cursor.folded, end, end, say("a figure is missing at the end"), say('write it, such as "≥77"'))
    if token.plays(Role.WHOLE, Role.MULTIPLE):
        reading.word = cursor.take()
    elif starts_figure(cursor):
        reading.figure = read_figure(cursor, reading.between)
    elif token.error is not None:
        raise token.error
    else:
        raise unreadable(cursor.folded, token.start, token.end)
    if reading.came_from is not None and not reading.into:
        token = reading.came_from
        hint = say('write "提高到" or "降到" in front of the figure that is to be reached')
        raise refusal(
            cursor.folded, token.start, token.end, say("two figures, and no word says which is the target"), hint
        )
