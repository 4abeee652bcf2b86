"""What a target's text is made of: tokens, and the parts that a word can play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from planckeck.model.target import Comparison
from planckeck.notation.printed import NotationError
from planckeck.notation.signs import Folded


class Role(Enum):
    """The parts of speech of a target. A word may play several; the grammar decides by place."""

    NUMBER = auto()
    SCALE = auto()
    UNIT = auto()
    PER = auto()
    DATE = auto()
    BEFORE = auto()  # a comparison in front of the figure: 不低于
    AFTER = auto()  # a comparison behind it: 以上
    INCLUDED = auto()  # （含）
    REACH = auto()  # 达到: at least, unless another comparison stands by
    HOLD = auto()  # 保持, 稳定
    CONTROL = auto()  # 控制
    INTO = auto()  # 到: makes a motion a level
    RISE = auto()
    FALL = auto()
    GROWTH = auto()  # 增速: a rate of growth, never a difference of levels
    ATTAINS = auto()  # 增长 达到: a motion that may stand before 达到 and stay a change
    HIGHER = auto()  # 高, 低: motions only behind 比2015年
    NOUN = auto()  # 降幅, reduction: a motion that 为 does not make a level, and that may stand behind its figure
    YEARLY = auto()
    AVERAGE = auto()
    TOTAL = auto()
    ADDED = auto()
    AGAINST = auto()
    FORMER = auto()
    ORIGIN = auto()
    SINCE = auto()
    FROM = auto()
    BY = auto()
    WHEN = auto()
    WITHIN = auto()  # 内
    TERM = auto()  # 十三五
    WHOLE = auto()
    MULTIPLE = auto()  # 翻一番
    FIGURE = auto()  # 零, 一半
    STEADILY = auto()
    SOMEWHAT = auto()
    GREATLY = auto()
    NEVER = auto()  # 不降低, 只增不减
    BETTERED = auto()  # 优于
    DONE = auto()
    ACTION = auto()  # 建成 2个
    FUZZY = auto()  # 基本
    OWNER = auto()
    ISSUED = auto()
    BAR = auto()
    SAME = auto()  # 同步
    QUALITY = auto()
    PLACED = auto()  # 位居, 进入: only with a quality
    BLANK = auto()
    SKIP = auto()
    OF = auto()
    LEVEL = auto()  # 水平
    AND = auto()
    ALSO = auto()
    COMMA = auto()
    CLAUSE = auto()
    ASIDE = auto()
    BETWEEN = auto()
    AMONG = auto()
    DASH = auto()
    RANGE = auto()
    COLON = auto()
    PLUS = auto()
    WIDTH = auto()  # ±
    OPEN = auto()
    CLOSE = auto()
    TOTAL_OPEN = auto()
    TOTAL_CLOSE = auto()
    NOTE = auto()
    STOP = auto()
    TRAILING = auto()  # 100%达标
    UNKNOWN = auto()


FIGURES = (Role.NUMBER, Role.FIGURE, Role.WHOLE, Role.MULTIPLE)
"""Words that are a figure."""


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon."""

    roles: frozenset[Role]
    comparison: Comparison | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Token:
    """A word at its place in the folded text.

    `value` is a number, or the size of a scale; `decimals` those of the number; `due` what a date says. An `error`
    is raised only when the grammar gets there, so that the first fault is the one that is told.
    """

    roles: frozenset[Role]
    text: str
    start: int
    end: int
    comparison: Comparison | None = None
    value: Decimal | None = None
    decimals: int = 0
    year: int | None = None
    due: str | None = None
    signed: bool = False
    error: NotationError | None = None

    def plays(self, *roles: Role) -> bool:
        """Tell whether the word can play any of these parts."""
        return any(role in self.roles for role in roles)


class Cursor:
    """A place in a text's tokens."""

    def __init__(self, folded: Folded, tokens: Sequence[Token], unit: str | None) -> None:
        self.folded = folded
        self.unit = unit
        self._tokens = tokens
        self.index = 0

    def peek(self, ahead: int = 0) -> Token | None:
        """Return the token `ahead` places on, None past the end."""
        index = self.index + ahead
        return self._tokens[index] if index < len(self._tokens) else None

    def sees(self, *roles: Role, ahead: int = 0) -> bool:
        """Tell whether the token `ahead` places on can play one of these parts."""
        token = self.peek(ahead)
        return token is not None and token.plays(*roles)

    def sees_later(self, *roles: Role, ahead: int = 0) -> bool:
        """Tell whether any token from `ahead` places on can play one of these parts."""
        later = range(self.index + ahead, len(self._tokens))
        return any(self._tokens[index].plays(*roles) for index in later)

    def take(self) -> Token:
        """Return the next token and step over it; raises its error if it has one."""
        token = self._tokens[self.index]
        if token.error is not None:
            raise token.error
        self.index += 1
        return token

    def take_if(self, *roles: Role) -> Token | None:
        """Step over the next token if it can play one of these parts."""
        return self.take() if self.sees(*roles) else None

    def rest(self) -> Sequence[Token]:
        """Return the tokens not yet read."""
        return self._tokens[self.index :]

    def back_to(self, index: int) -> None:
        """Return to an earlier place."""
        self.index = index

    def at_end(self) -> bool:
        """Tell whether all was read."""
        return self.index >= len(self._tokens)
