"""The trend: the values of all years as a line, the path to the target as another, the targets at their years."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape

from planckeck.reports.charts.marks import Marks
from planckeck.reports.charts.scale import Scale, number, scale_of, ticks

Points = Sequence[tuple[int, float]]
WIDTH, HEIGHT = 320, 130
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 8, 20


def trend(marks: Marks, points: Points, label: str, figure: Callable[[float], str]) -> str:
    """Return the SVG of a trend, 320 × 130; `label` says it in words, `figure` writes a value of the axis.

    Empty where fewer than two values, the baseline among them, can be placed on a line of years.
    """
    shown = with_start(marks, points)
    if len(shown) < 2:
        return ""
    shapes = "".join(trend_shapes(marks, points, figure))
    head = f'<svg class="tr" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{escape(label)}">'
    return f"{head}{shapes}</svg>"


def with_start(marks: Marks, points: Points) -> list[tuple[int, float]]:
    """Return the values by year, the baseline before them where the data do not have its year."""
    start = []
    if marks.start is not None and marks.start_year is not None and all(year > marks.start_year for year, _ in points):
        start = [(marks.start_year, marks.start)]
    return [*start, *points]


def trend_shapes(marks: Marks, points: Points, figure: Callable[[float], str]) -> Iterator[str]:
    """Yield the axes, the path, the targets, the line and its points."""
    line = with_start(marks, points)
    path = marks.path or ()
    values = scale_of(
        [*marks.figures(), *(value for _, value in line), *(value for _, value in path)], HEIGHT - BOTTOM, TOP
    )
    years = [year for year, _ in line] + [int(year) for year, _ in path] + [marks.due]
    years += [year for year, _ in marks.milestones]
    along = Scale(min(years), max(years) + (0 if max(years) > min(years) else 1), LEFT, WIDTH - RIGHT)
    if values is None:
        return
    yield from _axes(along, values, figure)
    if len(path) == 2:
        yield f'<path class="pa" d="{_route(path, along, values)}"/>'
    yield _zone(marks, along, values)
    for year, edge in (*marks.milestones, *((marks.due, edge) for edge in marks.edges)):
        x = along.at(year)
        yield f'<path class="tg" d="M{number(x - 6)} {number(values.at(edge))}h12"/>'
    yield f'<path class="li" d="{_route(line, along, values)}"/>'
    for place, (year, value) in enumerate(line):
        is_start = place == 0 and len(line) > len(points)
        kind, radius = ("ba", 4) if is_start else ("ac", 3)
        yield f'<circle class="{kind}" cx="{number(along.at(year))}" cy="{number(values.at(value))}" r="{radius}"/>'


def _zone(marks: Marks, along: Scale, values: Scale) -> str:
    """Return the shaded side of the target, at the year that it is due."""
    if not marks.edges:
        return ""
    x = along.at(marks.due)
    bottom = HEIGHT - BOTTOM if marks.low is None else values.at(marks.low)
    top = TOP if marks.high is None else values.at(marks.high)
    return f'<path class="zo" d="M{number(x - 6)} {number(bottom)}h12V{number(top)}h-12z"/>'


def _axes(along: Scale, values: Scale, figure: Callable[[float], str]) -> Iterator[str]:
    for value in ticks(values.low, values.high):
        y = values.at(value)
        yield f'<path class="gr" d="M{LEFT} {number(y)}H{WIDTH - RIGHT}"/>'
        yield f'<text x="{LEFT - 5}" y="{number(y + 3.5)}" text-anchor="end">{escape(figure(value))}</text>'
    years = range(int(along.low), int(along.high) + 1)
    step = -(-len(years) // 7)
    for year in years[::step]:
        yield f'<text x="{number(along.at(year))}" y="{HEIGHT - 5}" text-anchor="middle">{year}</text>'


def _route(points: Sequence[tuple[float, float]], along: Scale, values: Scale) -> str:
    return "M" + "L".join(f"{number(along.at(year))} {number(values.at(value))}" for year, value in points)
