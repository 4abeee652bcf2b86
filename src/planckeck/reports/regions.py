"""Many regions side by side: who stands where, which indicator spreads how far, who moved since the year before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from planckeck.model.assessment import History, LineKey, Result, Verdict
from planckeck.model.target import SLACK
from planckeck.reports.paces import LATE

MOVES = ("reached", "closer", "same", "farther", "lost")
"""How a value stands to the target against the year before: newly inside, nearer, unchanged, farther, no longer."""

GAINS, LOSSES = frozenset({"reached", "closer"}), frozenset({"farther", "lost"})


@dataclass(frozen=True, slots=True)
class Place:
    """One region's standing under one plan. `rate` is met / (met + not met) in %, None where nothing is due.

    `gap` is the median relative gap of its misses (a share of the target), None without one; `rank` is 1 for the
    highest rate, equal rates share a rank, None without a rate.
    """

    region: str
    rank: int | None
    verdicts: Mapping[str, int]
    late: int
    rate: float | None
    gap: float | None
    moves: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Spread:
    """One indicator over all regions: its verdicts and, of the compared values, minimum, quartiles and maximum.

    `farthest` are the regions that miss the target by most, None where none does.
    """

    line: Result
    verdicts: Mapping[str, int]
    late: int
    count: int
    five: tuple[float, float, float, float, float] | None
    farthest: Result | None
    moves: Mapping[str, int]


@dataclass(frozen=True)
class Overview:
    """One plan's regions × indicators, of the latest year judged."""

    plan: str
    year: int
    places: tuple[Place, ...]
    spreads: tuple[Spread, ...]
    cells: Mapping[tuple[str, str], Result]
    """The result of a region (first) and an indicator (second)."""
    moved: bool
    """Whether any line has a value of the year before."""


def line_key(result: Result) -> LineKey:
    """Return the key of a result's values in the history."""
    return result.plan, result.indicator, result.region, result.level or "", result.measure


def overviews(results: Iterable[Result], history: History) -> list[Overview]:
    """Return an overview of each plan that is judged for two regions or more; units of a line are no regions."""
    own: dict[str, list[Result]] = defaultdict(list)
    for result in results:
        if result.part_of is None:
            own[result.plan].append(result)
    return [_overview(plan, lines, history) for plan, lines in own.items() if len({one.region for one in lines}) > 1]


def _overview(plan: str, lines: Sequence[Result], history: History) -> Overview:
    cells: dict[tuple[str, str], Result] = {}
    for line in lines:  # of several years and parts the last one that was judged
        before = cells.get((line.region, line.indicator))
        if before is None or (line.year, line.part or "") >= (before.year, before.part or ""):
            cells[line.region, line.indicator] = line
    moves = {key: move(one, history) for key, one in cells.items()}
    regions = dict.fromkeys(region for region, _ in cells)
    indicators = dict.fromkeys(line.indicator for line in lines if (line.region, line.indicator) in cells)
    by_region, by_indicator = defaultdict(list), defaultdict(list)
    for (region, indicator), one in cells.items():
        by_region[region].append((one, moves[region, indicator]))
        by_indicator[indicator].append((one, moves[region, indicator]))
    return Overview(
        plan=plan,
        year=max(line.year for line in lines),
        places=_ranked([_place(region, by_region[region]) for region in regions]),
        spreads=tuple(_spread(by_indicator[indicator]) for indicator in indicators),
        cells=cells,
        moved=any(found is not None for found in moves.values()),
    )


_Moved = Sequence[tuple[Result, str | None]]


def _place(region: str, own: _Moved) -> Place:
    lines = [line for line, _ in own]
    due = [line for line in lines if line.is_due and line.verdict in {Verdict.MET, Verdict.UNMET}]
    met = sum(line.verdict == Verdict.MET for line in due)
    gaps = [abs(one.relative_gap) for one in lines if one.verdict == Verdict.UNMET and one.relative_gap is not None]
    return Place(
        region=region,
        rank=None,
        verdicts=Counter(line.verdict for line in lines),
        late=sum(line.pace in LATE for line in lines),
        rate=100 * met / len(due) if due else None,
        gap=median(gaps) if gaps else None,
        moves=Counter(found for _, found in own if found),
    )


def _ranked(places: Sequence[Place]) -> tuple[Place, ...]:
    """Order by rate, then by fewer misses and fewer late ones; the rank says the rate alone."""
    rates = sorted((place.rate for place in places if place.rate is not None), reverse=True)
    ranks = {rate: rates.index(rate) + 1 for rate in set(rates)}
    ordered = sorted(
        places,
        key=lambda place: (
            place.rate is None,
            -(place.rate or 0.0),
            place.verdicts.get(Verdict.UNMET, 0),
            place.late,
            place.gap or 0.0,
        ),
    )
    return tuple(
        Place(
            place.region,
            None if place.rate is None else ranks[place.rate],
            place.verdicts,
            place.late,
            place.rate,
            place.gap,
            place.moves,
        )
        for place in ordered
    )


def _spread(own: _Moved) -> Spread:
    lines = [line for line, _ in own]
    values = sorted(line.compared for line in lines if line.compared is not None)
    missing = [line for line in lines if line.verdict == Verdict.UNMET and line.gap is not None]
    return Spread(
        line=lines[0],
        verdicts=Counter(line.verdict for line in lines),
        late=sum(line.pace in LATE for line in lines),
        count=len(values),
        five=_five(values),
        farthest=max(missing, key=lambda line: abs(line.gap or 0.0), default=None),
        moves=Counter(found for _, found in own if found),
    )


def _five(values: Sequence[float]) -> tuple[float, float, float, float, float] | None:
    """Minimum, lower quartile, median, upper quartile, maximum (inclusive method) of sorted values."""
    if not values:
        return None
    if len(values) == 1:
        return (values[0],) * 5
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return values[0], low, middle, high, values[-1]


def distance(result: Result, value: float) -> float:
    """Return how far a compared value is from a result's interval, 0 inside it; within the slack it is the edge."""
    low, high = result.low, result.high
    for edge, far in ((low, None if low is None else low - value), (high, None if high is None else value - high)):
        if edge is not None and far is not None and far > SLACK * max(1.0, abs(edge)):
            return far
    return 0.0


def move(result: Result, history: History) -> str | None:
    """Return one of `MOVES`: this year's value against the year before, both held to this year's target.

    None where either is missing, or there is no target to hold them to.
    """
    if result.compared is None or (result.low is None and result.high is None):
        return None
    before = dict(history.get(line_key(result), ())).get(result.year - 1)
    if before is None:
        return None
    was, now = _held(result, before), _held(result, result.compared)
    if was[0] != now[0]:
        return "reached" if now[0] else "lost"
    if now[0] or abs(was[1] - now[1]) <= SLACK * max(1.0, abs(was[1])):
        return "same"
    return "closer" if now[1] < was[1] else "farther"


def _held(result: Result, value: float) -> tuple[bool, float]:
    """Whether a value meets the target (an open edge does not), and how far it is from it."""
    far = distance(result, value)
    on_open = any(
        edge is not None and is_open and abs(value - edge) <= SLACK * max(1.0, abs(edge))
        for edge, is_open in ((result.low, result.low_open), (result.high, result.high_open))
    )
    return far == 0.0 and not on_open, far
