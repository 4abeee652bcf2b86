"""The sections of the page for plans that are judged for several regions: ranking, heat table, spreads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup, escape

from planckeck.model.assessment import Result, Verdict
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import numbers, paces
from planckeck.reports.charts.figures import compared_figure
from planckeck.reports.charts.spread import spread
from planckeck.reports.gaps import list_of
from planckeck.reports.html.glance import CODES, bar_of
from planckeck.reports.html.speaking import Speaker, flow
from planckeck.reports.html.words import FAR_WORD, GAP_STEPS, LATE_WORD
from planckeck.reports.mdregions import moves_text, percent
from planckeck.reports.regions import GAINS, LOSSES, MOVES, Overview, Place, Spread
from planckeck.reports.rows import DASH, figure, target_text
from planckeck.reports.texts import visible
from planckeck.reports.words import SIGNS, VERDICTS

LATE_SIGN = "△"


@dataclass(frozen=True, slots=True)
class Ranked:
    """One line of the ranking, in words."""

    place: Place
    rate: str
    bar: Markup
    gap: str
    gains: int
    losses: int
    moves: Markup


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator over all regions, in words."""

    spread: Spread
    number: str
    target: Markup
    median: str
    range: str
    farthest: str
    moves: Markup
    chart: Markup


@dataclass(frozen=True)
class Section:
    """What the page shows of one plan's regions."""

    title: str
    overview: Overview
    lead: Markup
    ranked: tuple[Ranked, ...]
    columns: tuple[Column, ...]
    rows: Iterator[Markup]
    legend: tuple[tuple[str, str, Markup], ...]


def section(overview: Overview, loaded: LoadedPlan, speaker: Speaker) -> Section:
    """Return the section of one plan; `rows` of its heat table are made while the page is written."""
    return Section(
        title=loaded.plan.title,
        overview=overview,
        lead=speaker(lambda t: _lead(overview, t)),
        ranked=tuple(_ranked(place, speaker) for place in overview.places),
        columns=tuple(_column(own, loaded, speaker) for own in overview.spreads),
        rows=heat_rows(overview, speaker),
        legend=tuple(_legend(speaker)),
    )


def _lead(overview: Overview, translate: Translate) -> str:
    rated = [place for place in overview.places if place.rate is not None]
    said = [say("{count} regions, {year}.", count=len(overview.places), year=overview.year).text(translate)]
    if rated:
        first = [place.region for place in rated if place.rank == 1]
        last = [place.region for place in rated if place.rate == rated[-1].rate]
        middle = rated[len(rated) // 2].rate if len(rated) % 2 else _mean(rated)
        said.append(say("Median of the rates: {rate}%.", rate=_rate(middle)).text(translate))
        if rated[0].rate != rated[-1].rate:
            said.append(
                say("Highest: {names} ({rate}%).", names=_some(first, translate), rate=_rate(rated[0].rate)).text(
                    translate
                )
            )
            said.append(
                say("Lowest: {names} ({rate}%).", names=_some(last, translate), rate=_rate(rated[-1].rate)).text(
                    translate
                )
            )
    if overview.moved:
        total = {name: sum(place.moves.get(name, 0) for place in overview.places) for name in MOVES}
        said.append(
            say(
                "Against the year before: {reached} newly met, {closer} closer, {same} unchanged, {farther} farther, "
                "{lost} no longer met.",
                **total,
            ).text(translate)
        )
    return flow(said)


def _mean(rated: list[Place]) -> float:
    half = len(rated) // 2
    return ((rated[half - 1].rate or 0.0) + (rated[half].rate or 0.0)) / 2


def _some(names: list[str], translate: Translate) -> str:
    """Name up to five; more are a number."""
    if len(names) <= 5:
        return list_of(names, translate)
    listed = list_of(names[:5], translate)
    return say("{names} and {count} more", names=listed, count=len(names) - 5).text(translate)


def _rate(value: float | None) -> str:
    return DASH if value is None else numbers.shown(round(value, 2), (0.0, 100.0))


def _ranked(place: Place, speaker: Speaker) -> Ranked:
    rects = "".join(
        f'<rect class="{code}" x="{left}" width="{width}" height="14"/>'
        for code, left, width in bar_of(place.verdicts)
        if width != "0"
    )
    return Ranked(
        place=place,
        rate=percent(place.rate),
        bar=Markup(f'<svg class="st" viewBox="0 0 300 14" preserveAspectRatio="none" aria-hidden="true">{rects}</svg>'),
        gap=percent(None if place.gap is None else 100 * place.gap),
        gains=sum(place.moves.get(name, 0) for name in GAINS),
        losses=sum(place.moves.get(name, 0) for name in LOSSES),
        moves=speaker(lambda t: moves_text(place.moves, t)),
    )


def _column(own: Spread, loaded: LoadedPlan, speaker: Speaker) -> Column:
    line, five = own.line, own.five
    worst = own.farthest
    return Column(
        spread=own,
        number="" if line.row is None else str(line.row),
        target=speaker(lambda t: target_text(line, t, loaded.plan.last_year)),
        median=DASH if five is None else compared_figure(line, five[2]),
        range=DASH if five is None else f"{compared_figure(line, five[0])} – {compared_figure(line, five[4])}",
        farthest=DASH if worst is None else f"{worst.region} ({_value(worst)})",
        moves=speaker(lambda t: moves_text(own.moves, t)),
        chart=Markup("") if five is None else Markup(spread(five, line.low, line.high)),
    )


def _value(result: Result) -> str:
    return result.written or DASH if result.actual is None else figure(result, result.actual)


def heat_rows(overview: Overview, speaker: Speaker) -> Iterator[Markup]:
    """Yield the cells of each region, in the order of the ranking and the plan: sign, hidden word, value.

    Written by hand, not by the template: with every county there are 90,000 of them.
    """
    words = {code: word for code, _, word in _legend(speaker)}
    heads = {
        code: Markup('<td class="{}">{}<i>{}</i> ').format(code, sign, words[code])
        for code, sign, _ in _legend(speaker)
    }
    for place in overview.places:
        cells = [overview.cells.get((place.region, own.line.indicator)) for own in overview.spreads]
        yield Markup("").join(
            Markup("<td>") if one is None else heads[heat_code(one)] + escape(visible(_short(one))) for one in cells
        )


def _short(result: Result) -> str:
    if result.actual is None:
        return ""
    return figure(result, result.actual)


def heat_code(result: Result) -> str:
    """Return the class name of a cell: the verdict's, a miss by how far it is off, what is not due by its pace."""
    code = CODES[Verdict(result.verdict)]
    if result.verdict == Verdict.NOT_DUE and result.pace in paces.LATE:
        return "l"
    if result.verdict != Verdict.UNMET:
        return code
    far = abs(result.relative_gap) if result.relative_gap is not None else None
    for number, (edge, _) in enumerate(GAP_STEPS):
        if far is not None and far <= edge:
            return f"{code}{number}"
    return code


def _legend(speaker: Speaker) -> Iterator[tuple[str, str, Markup]]:
    """Yield class name, sign and word of every kind of cell."""
    sign = SIGNS[Verdict.UNMET]
    yield CODES[Verdict.MET], SIGNS[Verdict.MET], speaker.word(VERDICTS[Verdict.MET])
    for number, (_, word) in enumerate(GAP_STEPS):
        yield f"{CODES[Verdict.UNMET]}{number}", sign, speaker.word(word)
    yield CODES[Verdict.UNMET], sign, speaker.word(FAR_WORD)
    yield CODES[Verdict.NOT_DUE], SIGNS[Verdict.NOT_DUE], speaker.word(VERDICTS[Verdict.NOT_DUE])
    yield "l", LATE_SIGN, speaker.word(LATE_WORD)
    for verdict in (Verdict.NO_DATA, Verdict.NO_TARGET, Verdict.NOT_APPLICABLE):
        yield CODES[verdict], SIGNS[verdict], speaker.word(VERDICTS[verdict])
