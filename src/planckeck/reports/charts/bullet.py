"""The bullet chart: baseline, target, actual, milestones and the place of the path by now, on one axis."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.reports.charts.marks import Marks
from planckeck.reports.charts.scale import Scale, number, scale_of

WIDTH, HEIGHT = 200, 24


def bullet(marks: Marks) -> str:
    """Return the marks as an SVG of 200 × 24 that says nothing to a screen reader: its figures stand beside it.

    ○ baseline, ◆ actual, a thick bar at each edge of the target, the side that meets it shaded, a thin bar for a
    milestone, an open triangle below where the path is by now. Empty where nothing can be placed.
    """
    scale = scale_of(marks.figures(), 6, WIDTH - 6)
    if scale is None:
        return ""
    shapes = "".join(shapes_of(marks, scale, 11, WIDTH))
    return f'<svg class="bu" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{shapes}</svg>'


def shapes_of(marks: Marks, scale: Scale, middle: float, width: float) -> Iterator[str]:
    """Yield the shapes of a bullet on the line at `middle`, drawn from the back to the front."""
    y = middle
    if marks.edges:
        left = 0.0 if marks.low is None else scale.at(marks.low)
        right = width if marks.high is None else scale.at(marks.high)
        yield f'<path class="zo" d="M{number(left)} {_n(y - 6)}H{number(right)}v12H{number(left)}z"/>'
    yield f'<path class="ax" d="M0 {_n(y)}H{number(width)}"/>'
    if marks.start is not None and marks.value is not None:
        yield f'<path class="wy" d="M{number(scale.at(marks.start))} {_n(y)}H{number(scale.at(marks.value))}"/>'
    for _, edge in marks.milestones:
        yield f'<path class="ms" d="M{number(scale.at(edge))} {_n(y - 6)}v12"/>'
    for edge in marks.edges:
        yield f'<path class="tg" d="M{number(scale.at(edge))} {_n(y - 9)}v18"/>'
    if marks.now is not None:
        yield f'<path class="nw" d="M{number(scale.at(marks.now))} {_n(y + 5)}l-4 7h8z"/>'
    if marks.start is not None:
        yield f'<circle class="ba" cx="{number(scale.at(marks.start))}" cy="{_n(y)}" r="4"/>'
    if marks.value is not None:
        yield f'<path class="ac" d="M{number(scale.at(marks.value))} {_n(y - 6)}l6 6-6 6-6-6z"/>'


def _n(value: float) -> str:
    return number(value)
