"""One indicator of a draft, while it is being filled, and how sure its reading is."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from planckeck.model.measure import Measure
from planckeck.model.plan import Certainty
from planckeck.model.target import Better, Comparison
from planckeck.problems import Message, say

Written = str
"""A text as printed; what looks like a plain number is written as one."""


class Outcome(StrEnum):
    """What became of a printed cell."""

    READ = "read"
    FILLED = "filled"
    """Empty, and taken from the merged cell above."""
    DOUBTFUL = "doubtful"
    """Kept as printed, for a person to decide."""
    REFUSED = "refused"
    """Not in the draft, but for a comment."""
    EMPTY = "empty"
    """Nothing printed, or a dash."""
    LEFT_OUT = "left out"
    """In a column or row that is no part of a plan file."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A target that is a reference's value: its id, and its words as printed."""

    reference: str
    printed: str

    @property
    def title(self) -> str:
        """What the bar is called: 国家要求 of 达国家要求."""
        words = ("达到", "完成", "不低于", "不高于", "优于", "高于", "低于", "达")
        word = next((word for word in words if self.printed.startswith(word)), "")
        return self.printed.removeprefix(word) or self.printed


@dataclass(slots=True)
class Entry:
    """The fields of one indicator, in the words of the plan file; '' and None are left out."""

    id: str
    name: str
    row: str = ""
    category: str = ""
    group: str = ""
    unit: str = ""
    constraint: str = ""
    measure: Measure | None = None
    falls: bool = False
    """rate_sign: fall."""
    baseline: Written = ""
    comparison: Comparison | None = None
    target: Written | Bar | dict[int, Written] | None = None
    better: Better | None = None
    due: int | None = None
    department: str = ""
    definition: str = ""
    notes: list[Message | str] = field(default_factory=list)
    certainty: Certainty = Certainty.CERTAIN
    reading: list[Message] = field(default_factory=list)
    comments: list[Message | str] = field(default_factory=list)
    """What stands above the indicator in the file."""
    targets_at: tuple[tuple[int, int], ...] = ()
    """(row, position) of the cells that the target comes from."""
    baseline_at: tuple[int, int] | None = None

    def doubt(self, why: Message) -> None:
        """Leave the reading open, and say why."""
        self.certainty = Certainty.AMBIGUOUS
        if why not in self.reading:
            self.reading.append(why)

    def suppose(self, why: Message) -> None:
        """Call the reading probable, and say why."""
        if self.certainty is Certainty.CERTAIN:
            self.certainty = Certainty.PROBABLE
        if why not in self.reading:
            self.reading.append(why)

    @property
    def printed_target(self) -> str:
        """The target as printed, on one line."""
        match self.target:
            case None:
                return ""
            case Bar():
                return self.target.printed
            case dict():
                return ", ".join(f"{year}: {text}" for year, text in self.target.items())
            case str():
                return self.target

    def leave_open(self, why: Message) -> None:
        """Keep the target as printed and decide nothing of it."""
        self.doubt(why)
        self.comparison, self.measure, self.falls, self.better = None, None, False, None
        if isinstance(self.target, Bar):
            self.target = self.target.printed

    def drop_target(self) -> None:
        """Take the target out of the fields, and keep its print in the note."""
        if self.target is not None:
            self.doubt(say('printed "{text}"', text=self.printed_target[:300]))
            self.target = None

    def drop_baseline(self) -> None:
        """Take the baseline out of the fields, and keep its print in the note."""
        if self.baseline:
            self.doubt(say('baseline printed "{text}", not read', text=self.baseline[:300]))
            self.baseline = ""
