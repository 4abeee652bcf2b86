"""What stands behind a complete target: a second one, or a word without a place."""

from __future__ import annotations

from planckeck.notation.hints import refusal, unreadable
from planckeck.notation.tokens import FIGURES, Cursor, Role
from planckeck.problems import say

_ANOTHER = (
    *FIGURES,
    *(Role.BEFORE, Role.AFTER, Role.DONE, Role.OWNER, Role.QUALITY, Role.NEVER, Role.RISE, Role.FALL, Role.STEADILY),
)


def two_targets(cursor: Cursor, start: int) -> Exception:
    """Return the error for a cell with two targets; `start` is where the second begins in the folded text."""
    end = cursor.rest()[-1].end if cursor.rest() else len(cursor.folded.text)
    message = say('two targets in one cell: "{text}"', text=cursor.folded.as_written(start, end))
    return refusal(cursor.folded, start, end, message, say("write an indicator for each, or one target a year"))


def left_over(cursor: Cursor) -> Exception:
    """Return the error for what stands behind a complete target."""
    rest = cursor.rest()
    if rest[0].error is not None:
        return rest[0].error
    joined = [token.plays(Role.AND, Role.ALSO, Role.COMMA, Role.CLAUSE, Role.ASIDE) for token in rest]
    first = joined.index(False) if False in joined else 0
    another = any(token.plays(*_ANOTHER) for token in rest)
    if (first > 0 and another) or rest[0].plays(Role.BEFORE, Role.REACH, Role.DATE, *FIGURES):
        return two_targets(cursor, rest[first].start)
    return unreadable(cursor.folded, rest[0].start, rest[0].end)
