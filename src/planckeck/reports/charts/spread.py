"""The spread of one indicator over many regions: minimum, quartiles, maximum and the target on one axis."""

from __future__ import annotations

from planckeck.reports.charts.bullet import HEIGHT, WIDTH
from planckeck.reports.charts.scale import number, scale_of


def spread(five: tuple[float, float, float, float, float], low: float | None, high: float | None) -> str:
    """Return five figures (minimum to maximum) and the target's edges as an SVG of 200 × 24, without words."""
    scale = scale_of([*five, low, high], 6, WIDTH - 6)
    if scale is None:
        return ""
    least, first, middle, third, most = (number(scale.at(value)) for value in five)
    shapes = []
    edges = [edge for edge in (low, high) if edge is not None]
    if edges:
        left = "0" if low is None else number(scale.at(low))
        right = str(WIDTH) if high is None else number(scale.at(high))
        shapes.append(f'<path class="zo" d="M{left} 3H{right}v18H{left}z"/>')
    shapes += [
        f'<path class="ax" d="M{least} 12H{most}M{least} 8v8M{most} 8v8"/>',
        f'<path class="bx" d="M{first} 7H{third}v10H{first}z"/>',
        f'<path class="me" d="M{middle} 5v14"/>',
        *(f'<path class="tg" d="M{number(scale.at(edge))} 1v22"/>' for edge in edges),
    ]
    return f'<svg class="bu" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(shapes)}</svg>'
