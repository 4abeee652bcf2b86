"""What stands at the head of the page: counts of every class as cards, and the paces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from planckeck.model.assessment import Counts, Verdict
from planckeck.model.pace import Pace
from planckeck.model.plan import Constraint
from planckeck.reports import counts as counting
from planckeck.reports.charts.scale import number
from planckeck.reports.html.speaking import Speaker
from planckeck.reports.paces import WORDS as PACES
from planckeck.reports.words import CONSTRAINTS, SIGNS, VERDICTS

CODES = {
    Verdict.MET: "m",
    Verdict.UNMET: "u",
    Verdict.NOT_DUE: "w",
    Verdict.NO_DATA: "d",
    Verdict.NO_TARGET: "t",
    Verdict.NOT_APPLICABLE: "x",
}
"""The class names of verdicts on the page."""

BAR = 300.0


@dataclass(frozen=True, slots=True)
class Share:
    """One count of a card: class name, sign, word and number, and where its part of the bar begins."""

    code: str
    sign: str
    word: Markup
    count: int
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class Card:
    """The counts of one class, which add up to the total."""

    title: Markup
    total: int
    shares: tuple[Share, ...]


def cards(counted: Counts, speaker: Speaker) -> list[Card]:
    """Return a card for all and for every class that occurs; for all alone where no class is printed."""
    classes = [name for name in Constraint if counting.total_of(counting.of_class(counted, name))]
    made = [_card(speaker(lambda t: t("all")), counted.overall, speaker)]
    if classes not in ([], [Constraint.NONE]):
        made += [_card(speaker.word(CONSTRAINTS[name]), counting.of_class(counted, name), speaker) for name in classes]
    return made


def _card(title: Markup, own: Mapping[Verdict, int], speaker: Speaker) -> Card:
    shares = tuple(
        Share(code, SIGNS[verdict], speaker.word(VERDICTS[verdict]), own.get(verdict, 0), left, width)
        for verdict, (code, left, width) in zip(Verdict, bar_of(own), strict=True)
    )
    return Card(title, counting.total_of(own), shares)


def bar_of(own: Mapping[Verdict, int] | Mapping[str, int]) -> Iterator[tuple[str, str, str]]:
    """Yield for each verdict its class name, and where its part of a bar of 300 begins and how wide it is."""
    counted = [own.get(verdict, 0) for verdict in Verdict]
    total, before = sum(counted) or 1, 0
    for verdict, count in zip(Verdict, counted, strict=True):
        yield CODES[verdict], number(BAR * before / total), number(BAR * count / total)
        before += count


def pace_line(counted: Counts, speaker: Speaker) -> list[tuple[Markup, int]]:
    """Return the paces in words with their counts; nothing where no result has one."""
    overall = {pace: sum(own.get(pace, 0) for own in counted.paces.values()) for pace in Pace}
    if not any(overall.values()):
        return []
    return [(speaker.word(PACES[pace]), overall[pace]) for pace in Pace]
