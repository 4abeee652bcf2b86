"""What a printed target says, before the plan file has added its part; and the one error of this package."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from planckeck.model.measure import Measure
from planckeck.model.target import Better, Comparison
from planckeck.problems import Message


class NotationError(Exception):
    """A printed text that cannot be read, or that does not agree with the plan file.

    `start` and `end` are character offsets in the text as written, end exclusive. They are equal only where something
    is missing at the end of the text. `field` is the plan file's field that the print disagrees with, '' for none.
    """

    def __init__(self, message: Message, start: int, end: int, hint: Message | None = None, *, field: str = "") -> None:
        self.field = field
        self.message = message
        self.hint = hint
        self.start = start
        self.end = end
        super().__init__(message.text())


class PrintedKind(StrEnum):
    """What sort of target a text is."""

    FIGURE = "figure"
    """A number, a range or a ratio; 全覆盖 and 翻一番 too."""
    DONE = "done"
    """A thing to be done: 完成, 建成."""
    REFERENCE = "reference"
    """A bar that stands elsewhere: 达国家要求."""
    DIRECTION = "direction"
    """A way to go without a figure: 持续下降."""
    QUALITATIVE = "qualitative"
    """Words without a bar: 全省前列."""
    NOTHING = "nothing"
    """A printed blank: —, /."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed target, read. Figures stand as printed, in magnitudes; `lower` gives them their sign."""

    text: str
    kind: PrintedKind
    comparison: Comparison | None = None
    """As printed; None: a bare figure."""
    bound: Decimal | None = None
    """The figure, in the plan's unit when one was handed in. Of a reference: what is added to the bar (signed)."""
    low: Decimal | None = None
    high: Decimal | None = None
    """The edges of a range; the comparison is then `between`."""
    tolerance: Decimal | None = None
    """The width of 69±1."""
    fall: bool = False
    """Printed as a fall (下降10): the signed change is −bound."""
    measures: tuple[Measure, ...] = ()
    """The measures that the print admits; more than one: the plan file must choose. None: it says nothing of it."""
    total: bool = False
    """Over the whole period (〔〕, 累计): the plan file must say the measure."""
    base_year: int | None = None
    """The year that a change is counted from (比2015年)."""
    due: str | None = None
    """A year ("2020") or an ISO date, where the text gives one."""
    unit: str | None = None
    """The unit as printed."""
    converted_from: str | None = None
    """The printed unit where it was not the plan's and was converted exactly."""
    decimals: int = 0
    """Decimals of the printed figure in the plan's unit."""
    better: Better | None = None
    """Of a direction: the side that the words call for."""
    also: tuple[Comparison, ...] = ()
    """Comparisons of the plan file that agree too: 全覆盖 is at_least 100 and equal 100."""


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """A printed baseline: `value` is None where nothing was printed, `comparison` is set where it is a bound (＞95)."""

    text: str
    value: Decimal | None
    comparison: Comparison | None = None
    decimals: int = 0
