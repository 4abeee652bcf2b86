"""The words in front of a figure and behind it: what each of them tells the reading."""

from __future__ import annotations

from collections.abc import Callable

from planckeck.model.target import Comparison
from planckeck.notation.figures import Figure, read_amount, with_unit_behind
from planckeck.notation.hints import refusal, unreadable
from planckeck.notation.leftovers import two_targets
from planckeck.notation.reading import Reading
from planckeck.notation.times import read_base, read_time
from planckeck.notation.tokens import FIGURES, Cursor, Role, Token
from planckeck.problems import say

WordReader = Callable[[Cursor, Reading], bool]
"""Reads what stands next if it is its business, and tells whether it was."""


def _aside(cursor: Cursor, _: Reading) -> bool:
    """Refuse 其中 and 分别: from the second figure on, if there is one, else from the word."""
    if not cursor.sees(Role.ASIDE):
        return False
    figures = [token for token in cursor.rest() if token.plays(Role.NUMBER)]
    raise two_targets(cursor, figures[1].start if len(figures) > 1 else cursor.rest()[0].start)


def _motion(cursor: Cursor, reading: Reading) -> bool:
    token = cursor.peek()
    if token is None or not token.plays(Role.RISE, Role.FALL) or token.plays(Role.MULTIPLE):
        return False
    if token.plays(Role.HIGHER) and reading.against is None:
        return False
    if reading.motion is not None:
        raise unreadable(cursor.folded, token.start, token.end)
    reading.motion = cursor.take()
    reading.yearly |= token.plays(Role.YEARLY)
    reading.added |= token.plays(Role.ADDED)
    _into(cursor, reading, token)
    return True


def _into(cursor: Cursor, reading: Reading, motion: Token) -> None:
    """Read what turns a motion into the level it leads to (提高到); a noun of motion takes 为 and 达到 as they are."""
    following = cursor.peek()
    if following is None:
        return
    if following.plays(Role.REACH) and not motion.plays(Role.ATTAINS, Role.NOUN):
        message = say('it is not clear whether "{words}" is a change or a level', words=motion.text + following.text)
        hint = say(
            'write "{motion}到" for the level, or leave out "{reach}" for the change',
            motion=motion.text,
            reach=following.text,
        )
        raise refusal(cursor.folded, motion.start, following.end, message, hint)
    if not following.plays(Role.INTO) or cursor.sees(Role.DATE, ahead=1):
        return
    if motion.plays(Role.NOUN) and (motion.plays(Role.GROWTH) or not motion.text.isascii()):
        return
    cursor.take()
    reading.into = True


def _control(cursor: Cursor, reading: Reading) -> bool:
    """Read 控制; 控制到 is a fall to a level."""
    token = cursor.peek()
    if token is None or not token.plays(Role.CONTROL):
        return False
    _hold(reading, cursor.take())
    following = cursor.peek()
    if following is not None and following.text in {"到", "至"} and reading.motion is None:
        cursor.take()
        roles = frozenset({Role.FALL})
        reading.motion, reading.into = Token(roles, token.text, token.start, following.end), True
    return True


def _came_from(cursor: Cursor, reading: Reading) -> bool:
    """Step over where a motion begins: 由9.2%下降到6%以内."""
    if not (cursor.sees(Role.FROM) and cursor.sees(*FIGURES, ahead=1)):
        return False
    reading.came_from = cursor.take()
    if cursor.sees(Role.WHOLE):  # 由百分之百下降到90%
        cursor.take()
    else:
        read_amount(cursor)
    cursor.take_if(Role.COMMA)
    if reading.motion is not None and cursor.sees(Role.INTO):
        cursor.take()
        reading.into = True
    return True


def _comparison(cursor: Cursor, reading: Reading) -> bool:
    token = cursor.peek()
    if token is None or not token.plays(Role.BEFORE, Role.FUZZY) or token.comparison is None:
        return False
    reading.compare(cursor.take())
    return True


def _comparison_behind(cursor: Cursor, reading: Reading) -> bool:
    if not cursor.sees(Role.AFTER):
        return False
    reading.compare(cursor.take())
    return True


def _included(cursor: Cursor, reading: Reading) -> bool:
    """Read （含） behind the figure: it fits a closed edge only."""
    if not cursor.sees(Role.INCLUDED):
        return False
    token = cursor.take()
    if reading.said() in {Comparison.ABOVE, Comparison.BELOW}:
        raise refusal(cursor.folded, token.start, token.end, say('"{word}" does not fit an open edge', word=token.text))
    return True


def _plus(cursor: Cursor, reading: Reading) -> bool:
    if not cursor.sees(Role.PLUS) or cursor.sees(*FIGURES, ahead=1):
        return False
    token = cursor.take()
    reading.compare(token._replace(comparison=Comparison.AT_LEAST))
    if reading.figure is not None and cursor.sees(Role.UNIT, Role.SCALE):
        reading.figure = with_unit_behind(cursor, reading.figure)
    return True


def _open_total(cursor: Cursor, reading: Reading) -> bool:
    if not cursor.sees(Role.TOTAL_OPEN):
        return False
    reading.opened.append(cursor.take())
    reading.total = True
    return True


def _close_total(cursor: Cursor, reading: Reading) -> bool:
    if not (cursor.sees(Role.TOTAL_CLOSE) and reading.opened):
        return False
    reading.opened.pop()
    cursor.take()
    if reading.figure is not None and cursor.sees(Role.UNIT, Role.SCALE):
        reading.figure = with_unit_behind(cursor, reading.figure)
    return True


def _noun_behind(cursor: Cursor, reading: Reading) -> bool:
    """Read a noun of motion behind its figure: a 10% reduction."""
    if reading.motion is not None or not cursor.sees(Role.NOUN):
        return False
    reading.motion = cursor.take()
    return True


def _level_behind(cursor: Cursor, _: Reading) -> bool:
    """Step over 的水平."""
    if cursor.sees(Role.OF) and cursor.sees(Role.LEVEL, Role.AMONG, ahead=1):
        cursor.take()
        return True
    return cursor.take_if(Role.LEVEL) is not None


def _among(cursor: Cursor, reading: Reading) -> bool:
    ranged = reading.figure is not None and reading.figure.second is not None
    return ranged and cursor.take_if(Role.AMONG) is not None


def _after_time(cursor: Cursor, reading: Reading) -> bool:
    """Step over the comma behind a time or a base."""
    said_when = reading.due is not None or reading.against is not None
    return said_when and reading.motion is None and cursor.take_if(Role.COMMA, Role.COLON) is not None


def _mark(cursor: Cursor, reading: Reading) -> bool:
    """Read a word that only sets a mark."""
    token = cursor.peek()
    mark = next((mark for role, mark in _MARKS.items() if token is not None and token.plays(role)), None)
    if mark is None:
        return False
    mark(reading, cursor.take())
    return True


def _is_yearly(reading: Reading, _: Token) -> None:
    reading.yearly = True


def _is_average(reading: Reading, token: Token) -> None:
    reading.average = token


def _is_total(reading: Reading, _: Token) -> None:
    reading.total = True


def _is_added(reading: Reading, _: Token) -> None:
    reading.added = True


def _is_between(reading: Reading, _: Token) -> None:
    reading.between = True


def _is_per(reading: Reading, token: Token) -> None:
    reading.per = token


def _is_reached(reading: Reading, token: Token) -> None:
    reading.reach = token


def _hold(reading: Reading, token: Token) -> None:
    """Take in 保持 and 控制. A fall that is held is unclear; a rise may be, and a noun of motion (降幅控制在5%以内)."""
    motion = reading.motion
    if motion is not None and motion.plays(Role.FALL) and not motion.plays(Role.NOUN):
        message = say('it is not clear whether "{words}" is a change or a level', words=motion.text + token.text)
        raise refusal(reading.folded, motion.start, token.end, message, say('write "降到" for the level'))
    reading.held = token


def _is_into(reading: Reading, token: Token) -> None:
    """Take no notice of 到 where nothing moves (到90%以上); apart from its motion it is unclear."""
    if reading.motion is not None and not reading.into and not token.plays(Role.SKIP):
        raise unreadable(reading.folded, token.start, token.end)


def _is_nothing(_: Reading, __: Token) -> None:
    """Take no notice: the word says how strongly, or how steadily, not what."""


def _yearly_behind(cursor: Cursor, reading: Reading) -> bool:
    """Read "per year", "a year" behind the figure."""
    if cursor.sees(Role.YEARLY) and not cursor.sees(Role.RISE, Role.FALL):
        cursor.take()
        reading.yearly = True
        return True
    if cursor.sees(Role.AVERAGE):
        reading.average = cursor.take()
        return True
    return False


def _trailing(cursor: Cursor, reading: Reading) -> bool:
    """Step over notes, and over what a share is of: 100%达标. 100%全覆盖 says one thing twice."""
    if cursor.sees(Role.WHOLE) and reading.figure is not None and _is_all(reading.figure):
        reading.word, reading.figure = cursor.take(), None
        return True
    return cursor.take_if(Role.NOTE, Role.TRAILING) is not None


def _is_all(figure: Figure) -> bool:
    return figure.second is None and figure.first.value == 100 and figure.first.unit == "%"


_MARKS: dict[Role, Callable[[Reading, Token], None]] = {
    Role.AVERAGE: _is_average,
    Role.YEARLY: _is_yearly,
    Role.TOTAL: _is_total,
    Role.ADDED: _is_added,
    Role.BETWEEN: _is_between,
    Role.PER: _is_per,
    Role.REACH: _is_reached,
    Role.HOLD: _hold,
    Role.INTO: _is_into,
    Role.SKIP: _is_nothing,
    Role.ACTION: _is_nothing,
    Role.STEADILY: _is_nothing,
    Role.GREATLY: _is_nothing,
}

LEAD: tuple[WordReader, ...] = (
    _aside,
    read_base,
    read_time,
    _came_from,
    _motion,
    _control,
    _comparison,
    _open_total,
    _after_time,
    _mark,
)
"""The readers of words in front of a figure, in the order in which they are asked."""

TAIL: tuple[WordReader, ...] = (
    _comparison_behind,
    _included,
    _plus,
    _close_total,
    _among,
    _level_behind,
    _noun_behind,
    read_base,
    read_time,
    _yearly_behind,
    _trailing,
)
"""The readers of words behind a figure."""
