"""Targets without a figure: done, a bar that stands elsewhere, a direction, words without a bar, a printed blank.

    blank       = "—" | "/" | 无 | …
    done        = {time | 力争 and its like} 完成 {完成 and its like}
    reference   = a phrase of owners (国家 全省 GDP), of what they issue (下达 考核) and of bars (要求 目标 平均水平),
                  with a comparison around it (不低于 … 以内); 高于全国平均水平2个百分点 adds to the bar
    direction   = [持续 | 逐步 | 有所 | base] motion | 不降低 | 只增不减 | comparison (上年 | 基期 | year) [水平]
    qualitative = any phrase with a quality (前列 合理区间 改善) or a degree (显著 明显)

No figure arises here, save the 0 of a direction and what is added to a bar. Every word of the phrase must be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from planckeck.model.measure import Measure
from planckeck.model.target import Better, Comparison
from planckeck.notation.figures import read_amount
from planckeck.notation.hints import refusal, unreadable
from planckeck.notation.leftovers import two_targets
from planckeck.notation.printed import Printed, PrintedKind
from planckeck.notation.quantities import in_unit, is_percent, is_points, points_fit
from planckeck.notation.reading import Reading
from planckeck.notation.times import is_end_of_span, read_base, read_time
from planckeck.notation.tokens import Cursor, Role, Token
from planckeck.problems import say

_KNOWN = (
    *(Role.BEFORE, Role.AFTER, Role.REACH, Role.HOLD, Role.CONTROL, Role.INTO, Role.RISE, Role.FALL, Role.YEARLY),
    *(Role.FORMER, Role.ORIGIN, Role.STEADILY, Role.SOMEWHAT, Role.GREATLY, Role.NEVER, Role.BETTERED, Role.DONE),
    *(Role.FUZZY, Role.OWNER, Role.ISSUED, Role.BAR, Role.SAME, Role.QUALITY, Role.PLACED, Role.SKIP, Role.OF),
    *(Role.LEVEL, Role.AND, Role.ALSO, Role.AMONG, Role.AGAINST, Role.ACTION, Role.WITHIN, Role.SINCE),
)
_DIRECTED = (Role.SKIP, Role.STEADILY, Role.SOMEWHAT, Role.YEARLY, Role.HOLD, Role.OF, Role.LEVEL)
_REACHED = frozenset({"完成", "全面完成", "全部完成", "实现", "全面实现", "达成", "达成目标", "落实", "有", "是"})
_HELD = (Role.SKIP, Role.BEFORE, Role.AFTER, Role.REACH, Role.HOLD, Role.CONTROL, Role.INTO)
_EVERY = tuple(comparison for comparison in Comparison if comparison is not Comparison.DONE)


@dataclass(frozen=True, slots=True)
class _Phrase:
    reading: Reading
    tokens: Sequence[Token]

    def has(self, *roles: Role) -> bool:
        return any(token.plays(*roles) for token in self.tokens)

    def only(self, *roles: Role) -> bool:
        return all(token.plays(*roles) for token in self.tokens)

    def all_of(self, *roles: Role) -> list[Token]:
        return [token for token in self.tokens if token.plays(*roles)]


def read_phrase(cursor: Cursor) -> Printed:
    """Read a target without a figure."""
    phrase = _gather(cursor)
    if not cursor.at_end():
        token = cursor.take()
        raise unreadable(cursor.folded, token.start, token.end)
    return _interpreted(cursor, phrase)


def read_added(cursor: Cursor) -> Printed | None:
    """Read a reference with what is added to it; None where no bar stands in front of the figure."""
    start = cursor.index
    phrase = _gather(cursor)
    added = _is_reference(phrase) and cursor.sees(Role.NUMBER) and not phrase.tokens[-1].plays(Role.OF)
    comparison = _side(phrase) if added else None
    if comparison is None:
        cursor.back_to(start)
        return None
    amount = read_amount(cursor)
    if _is_at_least(cursor):
        cursor.take()
    if not cursor.at_end():
        token = cursor.take()
        raise unreadable(cursor.folded, token.start, token.end)
    unit = cursor.unit
    if amount.unit is not None and is_points(amount.unit):
        value = amount.value if points_fit(amount.unit, unit) else None
    elif is_percent(amount.unit):
        value = None
    else:
        found = in_unit(amount.value, amount.decimals, amount.scale, amount.unit, unit)
        value = found.value if found else None
    if value is None:
        message = say('"{printed}" is not the plan\'s {unit}', printed=amount.unit, unit=unit)
        raise refusal(cursor.folded, amount.start, amount.end, message)
    low = comparison is Comparison.AT_MOST
    return replace(_printed(phrase, PrintedKind.REFERENCE), comparison=comparison, bound=-value if low else value)


def _is_at_least(cursor: Cursor) -> bool:
    token = cursor.peek()
    return token is not None and token.plays(Role.AFTER) and token.comparison is Comparison.AT_LEAST


def _gather(cursor: Cursor) -> _Phrase:
    """Take all words of a phrase, times and bases apart; stops at a figure."""
    reading = Reading(cursor.folded, cursor.unit)
    tokens: list[Token] = []
    while not cursor.at_end() and (not cursor.sees(Role.NUMBER) or is_end_of_span(cursor)):
        if read_base(cursor, reading) or _read_bar_of_time(cursor, reading, tokens) or read_time(cursor, reading):
            continue
        token = cursor.peek()
        assert token is not None
        if token.plays(Role.CLAUSE, Role.ASIDE) or (token.text == "," and tokens):
            raise _joined(cursor)
        if token.plays(*_KNOWN):
            tokens.append(cursor.take())
        elif token.plays(Role.COMMA, Role.NOTE):
            cursor.take()
        else:
            break
    return _Phrase(reading, tokens)


def _joined(cursor: Cursor) -> Exception:
    joint = cursor.take()
    following = cursor.peek()
    return two_targets(cursor, following.start if following else joint.start)


def _read_bar_of_time(cursor: Cursor, reading: Reading, tokens: list[Token]) -> bool:
    """Read the year that is a bar, not a date: 不低于2015年水平."""
    if cursor.sees(Role.SKIP) and cursor.sees(Role.DATE, ahead=1) and cursor.sees(Role.LEVEL, ahead=2):
        cursor.take()
    bar = bool(tokens) and tokens[-1].plays(Role.BEFORE, Role.BETTERED)
    levelled = cursor.sees(Role.LEVEL, ahead=1)
    if not cursor.sees(Role.DATE) or not (bar or levelled):
        return False
    date = cursor.take()
    cursor.take_if(Role.LEVEL)
    if date.year is None:
        raise unreadable(cursor.folded, date.start, date.end)
    tokens.append(Token(frozenset({Role.ORIGIN}), date.text, date.start, date.end))
    reading.base_year = date.year
    return True


def _interpreted(cursor: Cursor, phrase: _Phrase) -> Printed:
    _refuse_dangling(cursor, phrase)
    for interpret in (_bar_in_time, _reference, _qualitative, _never, _direction, _done):
        printed = interpret(phrase)
        if printed is not None:
            return printed
    if phrase.only(Role.SKIP, Role.WITHIN):
        message = say('"{text}" says no target, only when or how', text=cursor.folded.written)
        raise refusal(cursor.folded, 0, len(cursor.folded.text), message, say('add the figure, or "完成"'))
    token = next(token for token in phrase.tokens if not token.plays(Role.SKIP))
    if token.plays(Role.BEFORE, Role.AFTER, Role.REACH) and phrase.only(*_HELD):
        message = say('"{word}" stands without a figure', word=token.text)
        raise refusal(cursor.folded, token.start, token.end, message, say('write it, such as "≥77"'))
    raise unreadable(cursor.folded, token.start, token.end)


def _refuse_dangling(cursor: Cursor, phrase: _Phrase) -> None:
    """Refuse a word that nothing follows (与, 高于, 的), and 高 or 低 where nothing is compared."""
    compared = phrase.reading.against is not None or phrase.has(Role.AGAINST)
    dangling = [
        token for token in phrase.tokens[-1:] if token.plays(Role.AGAINST, Role.OF) and not token.plays(Role.SKIP)
    ]
    for token in dangling + ([] if compared else phrase.all_of(Role.HIGHER)):
        raise unreadable(cursor.folded, token.start, token.end)


def _bar_in_time(phrase: _Phrase) -> Printed | None:
    """不低于上年, 控制在2015年水平以内, 优于上年: the bar is an earlier value, so the change is held against 0."""
    times = phrase.all_of(Role.FORMER, Role.ORIGIN)
    if not times or not phrase.only(
        *_DIRECTED, Role.FORMER, Role.ORIGIN, Role.BEFORE, Role.AFTER, Role.CONTROL, Role.BETTERED
    ):
        return None
    measure = Measure.YEARLY_CHANGE if times[0].plays(Role.FORMER) else Measure.CHANGE
    printed = replace(_printed(phrase, PrintedKind.DIRECTION), bound=Decimal(0))
    if phrase.has(Role.BETTERED):
        return replace(printed, measures=(measure,))
    comparison = _comparison(phrase)
    if comparison is None or comparison in {Comparison.ABOUT, Comparison.EQUAL}:
        return None
    return replace(printed, comparison=comparison, measures=(measure,))


def _is_reference(phrase: _Phrase) -> bool:
    bars = [token for token in phrase.all_of(Role.BAR) if not token.plays(Role.RISE, Role.LEVEL)]
    owned = phrase.has(Role.OWNER)
    held = phrase.has(Role.ISSUED, Role.BEFORE, Role.AFTER, Role.SAME, Role.LEVEL, Role.BETTERED)
    return bool(bars) or (owned and held)


def _is_product(phrase: _Phrase) -> bool:
    """Tell whether what is done is named (完成改造任务): then it is done, not a bar (完成任务)."""
    named = [token for token in phrase.tokens if token.plays(Role.DONE, Role.ACTION) and token.text not in _REACHED]
    return bool(named) and phrase.has(Role.DONE) and not phrase.has(Role.OWNER)


def _reference(phrase: _Phrase) -> Printed | None:
    qualities = [token for token in phrase.all_of(Role.QUALITY) if not token.plays(Role.STEADILY)]
    if not _is_reference(phrase) or qualities or phrase.has(Role.NEVER) or _is_product(phrase):
        return None
    comparison = _comparison(phrase)
    reached = comparison is None and phrase.has(Role.REACH)
    return replace(
        _printed(phrase, PrintedKind.REFERENCE),
        comparison=Comparison.AT_LEAST if reached else comparison,
        also=_EVERY if reached else (),
    )


def _qualitative(phrase: _Phrase) -> Printed | None:
    moves = phrase.has(Role.RISE, Role.FALL, Role.DONE)
    qualities = [token for token in phrase.all_of(Role.QUALITY) if not (moves and token.plays(Role.STEADILY))]
    if not qualities and not phrase.has(Role.GREATLY):
        return None
    return _printed(phrase, PrintedKind.QUALITATIVE)


def _never(phrase: _Phrase) -> Printed | None:
    words = phrase.all_of(Role.NEVER)
    if len(words) != 1 or not phrase.only(*_DIRECTED, Role.NEVER):
        return None
    comparison = words[0].comparison
    from_base = phrase.reading.base_year is not None
    return replace(
        _printed(phrase, PrintedKind.DIRECTION),
        comparison=comparison,
        bound=Decimal(0),
        measures=(Measure.CHANGE if from_base else Measure.YEARLY_CHANGE,),
        better=Better.HIGHER if comparison in {Comparison.AT_LEAST, Comparison.ABOVE} else Better.LOWER,
    )


def _direction(phrase: _Phrase) -> Printed | None:
    motions = phrase.all_of(Role.RISE, Role.FALL)
    if any(token.plays(Role.NOUN) and not token.text.isascii() for token in motions):
        return None  # 降幅收窄 is no fall
    rises = {token.plays(Role.RISE) for token in motions}
    if len(rises) != 1 or not phrase.only(*_DIRECTED, Role.RISE, Role.FALL):
        return None
    against = phrase.reading.against
    former = against is not None and against.plays(Role.FORMER)
    yearly = former or (
        against is None and (phrase.has(Role.STEADILY, Role.YEARLY, Role.HOLD) or motions[0].plays(Role.GROWTH))
    )
    rising = rises == {True}
    return replace(
        _printed(phrase, PrintedKind.DIRECTION),
        comparison=Comparison.ABOVE if rising else Comparison.BELOW,
        bound=Decimal(0),
        measures=(Measure.YEARLY_CHANGE if yearly else Measure.CHANGE,),
        better=Better.HIGHER if rising else Better.LOWER,
    )


def _done(phrase: _Phrase) -> Printed | None:
    if not phrase.has(Role.DONE):
        return None
    fuzzy = phrase.all_of(Role.FUZZY)
    if fuzzy and phrase.only(Role.DONE, Role.SKIP, Role.FUZZY, Role.OF):
        message = say('"{text}" has no bar', text=phrase.reading.folded.written)
        hint = say("leave the target open and mark the reading as ambiguous, or write what counts as done")
        raise refusal(phrase.reading.folded, fuzzy[0].start, fuzzy[0].end, message, hint)
    made = (Role.ACTION, Role.BAR) if _is_product(phrase) else ()
    if not phrase.only(Role.DONE, Role.SKIP, Role.OF, Role.AND, Role.ALSO, *made):
        return None
    return replace(_printed(phrase, PrintedKind.DONE), comparison=Comparison.DONE)


def _side(phrase: _Phrase) -> Comparison | None:
    """Return on which side of the bar an addition lies: 高于 … 2个百分点, 比 … 低2个百分点."""
    higher = [token.plays(Role.RISE) for token in phrase.all_of(Role.HIGHER)]
    sides = {Comparison.ABOVE: Comparison.AT_LEAST, Comparison.BELOW: Comparison.AT_MOST}
    if len(higher) == 1 and phrase.has(Role.AGAINST):
        return Comparison.AT_LEAST if higher[0] else Comparison.AT_MOST
    comparison = _comparison(phrase)
    return sides.get(comparison) if comparison is not None else None


def _comparison(phrase: _Phrase) -> Comparison | None:
    said = [token for token in phrase.all_of(Role.BEFORE, Role.AFTER, Role.FUZZY) if token.comparison is not None]
    for token in said[1:]:
        phrase.reading.compare(said[0])
        phrase.reading.compare(token)
    return said[0].comparison if said else None


def _printed(phrase: _Phrase, kind: PrintedKind) -> Printed:
    reading = phrase.reading
    return Printed(reading.folded.written, kind, base_year=reading.base_year, due=reading.due)
