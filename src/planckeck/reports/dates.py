"""Years of results as they are shown."""

from __future__ import annotations

from planckeck.languages import N_
from planckeck.model.assessment import Result
from planckeck.problems import Translate, say

_HALVES = {"H1": N_("{year}, first half"), "H2": N_("{year}, second half")}


def year_text(result: Result, translate: Translate) -> str:
    """Return the year that is judged, with its part: 2022, 2022, first half, 2022 Q3, 2022-06."""
    part = result.part or ""
    if part in _HALVES:
        return translate(_HALVES[part]).format(year=result.year)
    if part.startswith("Q"):
        return say("{year} Q{quarter}", year=result.year, quarter=part[1:]).text(translate)
    return f"{result.year}-{part[1:]}" if part.startswith("M") else str(result.year)
