"""Bullet charts as small pictures. They hold no text, so that no font can be missing: the figures stand beside them."""

from __future__ import annotations

import importlib.util

from planckeck.model.assessment import Result
from planckeck.model.promise import LoadedPlan
from planckeck.reports.charts.bullet import HEIGHT, WIDTH, bullet
from planckeck.reports.charts.marks import STYLE, marks_of
from planckeck.reports.charts.png import png_of

SCALE = 3.0
"""Dots a unit of the drawing: 600 dots over 2.6 cm, sharp on paper."""


def can_draw() -> bool:
    """Tell whether the library that makes pictures of charts is installed (the extra `charts`)."""
    return importlib.util.find_spec("vl_convert") is not None


def picture_of(result: Result, loaded: LoadedPlan) -> bytes | None:
    """Return the bullet chart of a result as PNG; None where there is nothing to place on an axis."""
    marks = marks_of(result, loaded)
    drawn = bullet(marks) if marks is not None else ""
    if not drawn:
        return None
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" '
    alone = drawn.replace("<svg ", head, 1).replace(">", f"><style>{STYLE}</style>", 1)
    return png_of(alone, "docx", SCALE)
