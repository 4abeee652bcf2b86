"""The rows of the page's table of results, and its trends."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from planckeck.model.assessment import History, LineKey, Result, Verdict
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import numbers, paces
from planckeck.reports.charts.bullet import bullet
from planckeck.reports.charts.figures import compared_figure
from planckeck.reports.charts.marks import Marks, marks_of
from planckeck.reports.charts.trend import trend, with_start
from planckeck.reports.gaps import clauses
from planckeck.reports.html.glance import CODES
from planckeck.reports.html.speaking import Speaker
from planckeck.reports.regions import line_key
from planckeck.reports.rows import Row, row_of

MOST_TRENDS = 60


@dataclass(frozen=True, slots=True)
class Shown:
    """One row of the table: the row in words, its class name, what it sorts by, and its chart."""

    row: Row
    code: str
    late: bool
    gap: Markup
    target: Markup
    actual: Markup
    year: Markup
    verdict: Markup
    pace_word: Markup
    pace: Markup
    constraint: Markup
    order: Mapping[str, str]
    chart: Markup


def shown_line(result: Result, loaded: LoadedPlan, speaker: Speaker) -> Shown:
    """Return the table's row of a result."""
    rows = [row_of(result, own, loaded.plan.last_year) for own in speaker.languages]
    marks = marks_of(result, loaded)
    relative = abs(result.relative_gap) if result.relative_gap is not None else None
    return Shown(
        row=rows[0],
        code=CODES[Verdict(result.verdict)],
        late=result.pace in paces.LATE,
        gap=speaker.join([row.gap or "—" for row in rows]),
        target=speaker.join([row.target for row in rows]),
        actual=speaker.join([row.actual for row in rows]),
        year=speaker.join([row.year for row in rows]),
        verdict=speaker.join([row.verdict for row in rows]),
        pace_word=speaker.join([row.pace for row in rows]),
        pace=_pace(rows, result, speaker),
        constraint=speaker.join([row.constraint for row in rows]),
        order={
            "actual": _order(result.actual),
            "baseline": _order(result.baseline),
            "target": _order(result.low if result.low is not None else result.high),
            "gap": _order(relative if relative is not None or not result.gap else math.inf),
        },
        chart=Markup(bullet(marks)) if marks is not None else Markup(""),
    )


def _order(value: float | None) -> str:
    return "" if value is None else numbers.exact(value) if math.isfinite(value) else "1e99"


def _pace(rows: list[Row], result: Result, speaker: Speaker) -> Markup:
    texts = []
    for row, translate in zip(rows, speaker.languages, strict=True):
        said = [row.shares.replace(f" {paces.MARKER} ", translate(", ")), row.needs]
        said += [_by_now(result, translate), row.outlook, row.open_sdg]
        texts.append(clauses(said, translate))
    return speaker.join(texts)


def _by_now(result: Result, translate: Translate) -> str:
    if result.pace is None or result.path_value is None:
        return ""
    return say("path by now {value}", value=compared_figure(result, result.path_value)).text(translate)


@dataclass(frozen=True, slots=True)
class Trend:
    """One picture of the values over the years: whose, its verdict, the values as text, and the drawing."""

    row: Row
    code: str
    verdict: Markup
    target: Markup
    values: str
    chart: Markup


def trends(
    results: Iterable[Result], plans: Mapping[str, LoadedPlan], history: History, speaker: Speaker, most: int
) -> tuple[list[Trend], int]:
    """Return the trends of lines with three figures or more, the baseline counted, and how many more there are.

    Of a line that was judged for several years the last one is drawn.
    """
    latest: dict[LineKey, Result] = {}
    for result in results:
        key = line_key(result)
        if key not in latest or (result.year, result.part or "") >= (latest[key].year, latest[key].part or ""):
            latest[key] = result
    made: list[Trend] = []
    left_out = 0
    for key, result in latest.items():
        marks = marks_of(result, plans[result.plan])
        points = [point for point in history.get(key, ()) if point[0] <= result.year]
        if marks is None or len(with_start(marks, points)) < 3:
            continue
        if len(made) == most:
            left_out += 1
            continue
        made.append(_trend(result, plans[result.plan], marks, points, speaker))
    return made, left_out


def _trend(
    result: Result, loaded: LoadedPlan, marks: Marks, points: list[tuple[int, float]], speaker: Speaker
) -> Trend:
    rows = [row_of(result, own, loaded.plan.last_year) for own in speaker.languages]
    line = with_start(marks, points)
    values = " · ".join(f"{year}: {compared_figure(result, value)}" for year, value in line)
    label = speaker.plain(lambda t: say("Trend of {name}: {values}", name=result.name, values=values).text(t))
    return Trend(
        row=rows[0],
        code=CODES[Verdict(result.verdict)],
        verdict=speaker.join([row.verdict for row in rows]),
        target=speaker.join([row.target for row in rows]),
        values=values,
        chart=Markup(trend(marks, points, label, numbers.exact)),
    )
