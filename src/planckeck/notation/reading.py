"""What the words around a figure have said so far, while a target is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from planckeck.model.target import Comparison
from planckeck.notation.figures import Figure
from planckeck.notation.hints import refusal
from planckeck.notation.signs import Folded
from planckeck.notation.tokens import Role, Token
from planckeck.problems import say


@dataclass(slots=True, eq=False, repr=False)
class Reading:
    """Filled in word by word; each word keeps its token, for the places in errors."""

    folded: Folded
    unit: str | None
    comparison: Token | None = None
    reach: Token | None = None
    motion: Token | None = None
    into: bool = False
    held: Token | None = None
    yearly: bool = False
    average: Token | None = None
    total: bool = False
    added: bool = False
    between: bool = False
    against: Token | None = None
    base_year: int | None = None
    multiple_of: Token | None = None
    came_from: Token | None = None
    due: str | None = None
    per: Token | None = None
    figure: Figure | None = None
    word: Token | None = None
    """全覆盖, 翻一番: a word that is the figure."""
    opened: list[Token] = field(default_factory=list)

    def compare(self, token: Token) -> None:
        """Take in a comparison; two must agree."""
        if self.comparison is not None and self.comparison.comparison is not token.comparison:
            message = say(
                '"{first}" and "{second}" do not agree',
                first=self.folded.as_written(self.comparison.start, self.comparison.end),
                second=self.folded.as_written(token.start, token.end),
            )
            raise refusal(self.folded, token.start, token.end, message, say("keep one of the two"))
        self.comparison = token

    @property
    def is_change(self) -> bool:
        """Tell whether the figure is a change, not the level that a change leads to."""
        return self.motion is not None and not self.into

    @property
    def falls(self) -> bool:
        """Tell whether the figure is a fall."""
        if self.word is not None and self.word.plays(Role.MULTIPLE):
            return self.word.plays(Role.FALL)
        return self.is_change and self.motion is not None and self.motion.plays(Role.FALL)

    def said(self) -> Comparison | None:
        """Return the comparison that the words amount to, in magnitudes."""
        if self.comparison is not None:
            return self.comparison.comparison
        if self.into and self.motion is not None:
            return Comparison.AT_LEAST if self.motion.plays(Role.RISE) else Comparison.AT_MOST
        if self.reach is not None:
            return Comparison.AT_LEAST
        return None
