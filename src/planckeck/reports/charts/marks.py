"""What a chart shows of a result, as figures in the compared unit; the words for its marks; the look of each mark."""

from __future__ import annotations

from dataclasses import dataclass

from planckeck.languages import N_
from planckeck.model.assessment import Result
from planckeck.model.measure import Measure
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import Comparison, Done

STYLE = (
    ".zo{fill:#cfe3f2}.ax{stroke:#8a929a;fill:none}.wy{stroke:#5c656d;stroke-width:3;fill:none}"
    ".tg{stroke:#111;stroke-width:2.5;fill:none}.ms{stroke:#111;stroke-width:1;fill:none}"
    ".ba{fill:#fff;stroke:#111;stroke-width:1.5}.ac{fill:#111}.nw{fill:none;stroke:#111;stroke-width:1.2}"
    ".pa{stroke:#5c656d;stroke-dasharray:4 3;fill:none}.li{stroke:#111;stroke-width:1.8;fill:none}"
    ".bx{fill:#8fa3b5}.me{stroke:#111;stroke-width:2}"
)
"""The style sheet of every chart, on pages and in pictures: dark on light, told apart by shape alone."""

WORDS = {
    "baseline": N_("baseline"),
    "target": N_("target"),
    "actual": N_("actual"),
    "milestone": N_("milestone"),
    "now": N_("where the path is by now"),
    "zone": N_("meets the target"),
    "path": N_("path to the target"),
}


@dataclass(frozen=True, slots=True)
class Marks:
    """The figures of one result on one axis; None or nothing where there is none.

    `milestones` are (year, edge) of the targets of other years; `path` is ((year, value), (year, value)).
    """

    low: float | None
    high: float | None
    start: float | None
    start_year: int | None
    value: float | None
    year: int
    now: float | None
    due: int
    milestones: tuple[tuple[int, float], ...] = ()
    path: tuple[tuple[float, float], tuple[float, float]] | None = None

    @property
    def edges(self) -> tuple[float, ...]:
        """The finite edges of the target."""
        return tuple(dict.fromkeys(edge for edge in (self.low, self.high) if edge is not None))

    def figures(self) -> list[float | None]:
        """Return all figures that must lie on the axis."""
        return [*self.edges, self.start, self.value, self.now, *(edge for _, edge in self.milestones)]


def marks_of(result: Result, loaded: LoadedPlan | None = None) -> Marks | None:
    """Return what is drawn of a result: None where it is done or not, or has neither value nor target.

    With its plan also the targets of other years, where they are of the same measure.
    """
    if result.comparison == Comparison.DONE or (result.compared is None and result.low is None and result.high is None):
        return None
    is_level = result.measure == Measure.LEVEL
    path = None
    if None not in (result.path_from, result.path_start, result.path_end):
        path = ((result.path_from or 0.0, result.path_start or 0.0), (float(result.due[:4]), result.path_end or 0.0))
    return Marks(
        low=result.low,
        high=result.high,
        start=result.baseline if is_level else result.path_start,
        start_year=result.baseline_year,
        value=result.compared,
        year=result.year,
        now=result.path_value if result.pace is not None else None,
        due=int(result.due[:4]),
        milestones=_milestones(result, loaded) if loaded is not None else (),
        path=path,
    )


def _milestones(result: Result, loaded: LoadedPlan) -> tuple[tuple[int, float], ...]:
    """The one figure of each target of another year (of a range the edge that is missed first is not known)."""
    found = []
    for promise in loaded.promises.get(result.indicator, ()):
        if promise.due_year == int(result.due[:4]) or promise.measure != result.measure:
            continue
        if promise.target is None or isinstance(promise.target, Done):
            continue
        edges = [edge for edge in (promise.interval.low, promise.interval.high) if edge is not None]
        if len(edges) == 1:
            found.append((promise.due_year, float(edges[0])))
    return tuple(found)
