"""The section of the gap summary for a plan that is judged for several regions: their ranking, and each indicator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Verdict
from planckeck.problems import Translate, say
from planckeck.reports import numbers
from planckeck.reports.charts.figures import compared_figure
from planckeck.reports.gaps import list_of
from planckeck.reports.mdtables import table_row
from planckeck.reports.regions import MOVES, Overview, Place, Spread
from planckeck.reports.rows import DASH, actual_text, target_text
from planckeck.reports.texts import markdown_text
from planckeck.reports.words import VERDICTS

MOST_RANKED = 20
"""Of more regions the first and the last ten are ranked; --format html has all."""

COUNTED = (Verdict.MET, Verdict.UNMET, Verdict.NOT_DUE, Verdict.NO_DATA)

MOVE_WORDS = {
    "reached": N_("newly met"),
    "closer": N_("closer"),
    "same": N_("unchanged"),
    "farther": N_("farther"),
    "lost": N_("no longer met"),
}


def regions_section(overview: Overview, last_year: int, translate: Translate) -> Iterator[str]:
    """Yield the ranking and the indicators over all regions, as headings and tables."""
    yield "## " + markdown_text(translate("Regions"))
    yield markdown_text(translate("By met / (met + not met) among targets that are due and have data."))
    yield "\n".join(_ranking(overview, translate))
    if len(overview.places) > MOST_RANKED:
        left_out = len(overview.places) - MOST_RANKED
        more = say("{count} regions in the middle are not shown; --format html has all of them", count=left_out)
        yield markdown_text(more.text(translate))
    yield "### " + markdown_text(translate("Indicators over all regions"))
    yield "\n".join(_spreads(overview, last_year, translate))


def _head(titles: Sequence[str], translate: Translate) -> Iterator[str]:
    yield table_row([translate(title) for title in titles])
    yield "|" + " --- |" * len(titles)


def _ranking(overview: Overview, translate: Translate) -> Iterator[str]:
    moved = [N_("against the year before")] if overview.moved else []
    counts = [*(VERDICTS[verdict] for verdict in COUNTED), N_("behind")]
    gap = N_("median gap of the misses, of the target")
    yield from _head([N_("rank"), N_("region"), N_("met of those due"), *counts, gap, *moved], translate)
    half = MOST_RANKED // 2
    places = overview.places
    shown = places if len(places) <= MOST_RANKED else (*places[:half], *places[-half:])
    for place in shown:
        yield table_row([*_place_cells(place), *([moves_text(place.moves, translate)] if moved else [])])


def _place_cells(place: Place) -> list[str]:
    counts = [str(place.verdicts.get(verdict, 0)) for verdict in COUNTED]
    return [
        DASH if place.rank is None else str(place.rank),
        place.region,
        percent(place.rate),
        *counts,
        str(place.late),
        percent(None if place.gap is None else 100 * place.gap),
    ]


def percent(value: float | None) -> str:
    """Return a share in % with at most two decimals; what is short of all is never all."""
    return DASH if value is None else f"{numbers.shown(round(value, 2), (0.0, 100.0))}%"


def moves_text(moves: Mapping[str, int], translate: Translate) -> str:
    """Return who moved, in words: 3 newly met, 2 closer; a dash where nothing is known."""
    known = [name for name in MOVES if moves.get(name)]
    return list_of([f"{moves[name]} {translate(MOVE_WORDS[name])}" for name in known], translate) or DASH


def _spreads(overview: Overview, last_year: int, translate: Translate) -> Iterator[str]:
    moved = [N_("against the year before")] if overview.moved else []
    counts = [VERDICTS[verdict] for verdict in COUNTED]
    values = [N_("median"), N_("lowest to highest"), N_("farthest from the target")]
    yield from _head([N_("indicator"), N_("target"), *counts, *values, *moved], translate)
    for own in overview.spreads:
        last = [moves_text(own.moves, translate)] if moved else []
        yield table_row([*_spread_cells(own, last_year, translate), *last])


def _spread_cells(own: Spread, last_year: int, translate: Translate) -> list[str]:
    line, five, worst = own.line, own.five, own.farthest
    return [
        line.name,
        target_text(line, translate, last_year),
        *(str(own.verdicts.get(verdict, 0)) for verdict in COUNTED),
        DASH if five is None else compared_figure(line, five[2]),
        DASH if five is None else f"{compared_figure(line, five[0])} – {compared_figure(line, five[4])}",
        DASH if worst is None else f"{worst.region} ({actual_text(worst, translate)})",
    ]
