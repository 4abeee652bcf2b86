"""What stands at the head of the page: counts of every class as cards, and the paces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from planckeck.model.assessment import Counts, Result, Verdict
from planckeck.model.pace import Pace
from planckeck.model.plan import Constraint
from planckeck.problems import Translate, say
from planckeck.reports import counts as counting
from planckeck.reports.charts.scale import number
from planckeck.reports.gaps import clauses, gap_in_words
from planckeck.reports.html.speaking import Speaker
from planckeck.reports.html.words import WORDS
from planckeck.reports.paces import LATE
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


MOST_NAMED = 8


def alerts(ordered: Sequence[Result], speaker: Speaker) -> Iterator[tuple[str, Markup]]:
    """Yield what a reader must not overlook: missed or behind, and the names with their gaps, the worst first.

    The binding targets that are missed, and those behind their path; of all targets where no class is printed.
    """
    lines = [one for one in ordered if one.part_of is None]
    has_classes = any(one.constraint != Constraint.NONE for one in lines)
    grave = [one for one in lines if one.constraint == Constraint.BINDING or not has_classes]
    missed = [one for one in grave if one.verdict == Verdict.UNMET]
    late = [one for one in grave if one.verdict == Verdict.NOT_DUE and one.pace in LATE]
    titles = ("binding_missed", "binding_late") if has_classes else ("missed", "targets_late")
    for kind, title, own in zip(("missed", "behind"), titles, (missed, late), strict=True):
        if own:
            yield kind, speaker.join([_named(WORDS[title], own, translate) for translate in speaker.languages])


def _named(title: str, own: Sequence[Result], translate: Translate) -> str:
    named = [
        say("{name} ({gap})", name=one.name, gap=gap_in_words(one, translate)).text(translate)
        for one in own[:MOST_NAMED]
    ]
    if len(own) > MOST_NAMED:
        named.append(say("and {count} more", count=len(own) - MOST_NAMED).text(translate))
    return say("{label}: {text}", label=translate(title), text=clauses(named, translate)).text(translate)
