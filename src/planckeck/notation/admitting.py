"""Which measures the words around a figure admit."""

from __future__ import annotations

from dataclasses import dataclass

from planckeck.model.measure import Measure
from planckeck.notation.quantities import is_percent, is_points
from planckeck.notation.reading import Reading
from planckeck.notation.tokens import Role

_PERIOD = (Measure.CUMULATIVE, Measure.CHANGE, Measure.PERCENT_CHANGE, Measure.TOTAL_RATE)


_GROWTHS = (
    Measure.YEARLY_PERCENT_CHANGE,
    Measure.AVERAGE_ANNUAL_GROWTH,
    Measure.AVERAGE_RATE,
    Measure.PERCENT_CHANGE,
    Measure.TOTAL_RATE,
)


@dataclass(frozen=True, slots=True)
class _Shares:
    """Whether a figure can be a difference in the plan's unit, and whether it can be per cent of a value."""

    difference: bool
    percent: bool


def measures_of(reading: Reading, printed: str | None) -> tuple[Measure, ...]:
    """Return the measures that the words admit, the likeliest first; none where they say nothing of it.

    `printed` is the unit as printed. 百分点 and the plan's own unit are differences, % is of the value; in a plan in %
    a rise of 5% may be either, so both are returned and the plan file must choose.
    """
    if reading.into:
        return (Measure.LEVEL,)
    if reading.multiple_of is not None:
        return (Measure.PERCENT_CHANGE,)
    shares = _shares(reading, printed)
    if reading.added:
        return _of_added(reading)
    if reading.motion is None:
        return _without_motion(reading, shares)
    return _of_motion(reading, shares)


def _shares(reading: Reading, printed: str | None) -> _Shares:
    unit = reading.unit
    if printed is not None and is_points(printed):
        return _Shares(difference=True, percent=False)
    if printed == "倍" and unit != "倍":
        return _Shares(difference=False, percent=True)
    if printed is None:
        return _Shares(difference=True, percent=unit is None or is_percent(unit))
    return _Shares(
        difference=is_percent(unit) or not is_percent(printed), percent=is_percent(printed) or is_percent(unit)
    )


def _of_added(reading: Reading) -> tuple[Measure, ...]:
    """新增 may be a flow of its own, or what a stock grows by: the file must say."""
    if reading.average:
        return (Measure.AVERAGE_ANNUAL_CHANGE, Measure.LEVEL)
    return (Measure.YEARLY_CHANGE, Measure.LEVEL) if reading.yearly else (Measure.CHANGE, Measure.CUMULATIVE)


def _without_motion(reading: Reading, shares: _Shares) -> tuple[Measure, ...]:
    """年均5% is a growth; a total may be of a flow, a stock or of yearly rates; anything else says nothing."""
    if reading.average is not None:
        if shares.percent:
            return (
                (Measure.AVERAGE_ANNUAL_GROWTH, Measure.AVERAGE_RATE)
                if shares.difference
                else (Measure.AVERAGE_ANNUAL_GROWTH,)
            )
        return (Measure.AVERAGE_ANNUAL_CHANGE, Measure.LEVEL)
    return _PERIOD if reading.total else ()


def _of_motion(reading: Reading, shares: _Shares) -> tuple[Measure, ...]:
    """Return the measures of a rise or fall by its time words; 增速 and its like are never differences."""
    motion = reading.motion
    assert motion is not None
    growth = motion.plays(Role.GROWTH)
    yearly = reading.yearly or (reading.against is not None and reading.against.plays(Role.FORMER))
    difference, percent = _by_time(reading, yearly)
    if growth:
        if not (reading.average or yearly or reading.total or reading.against):
            percent = _GROWTHS
        # in a plan in % the data may well be that rate of growth
        difference = (Measure.LEVEL,) if is_percent(reading.unit) else ()
    kept = difference if shares.difference else ()
    return kept + (percent if shares.percent or growth else ())


def _by_time(reading: Reading, yearly: bool) -> tuple[tuple[Measure, ...], tuple[Measure, ...]]:
    """Return the measures of a difference and those in per cent, for 年均, 每年, 累计 or none of them."""
    if reading.average:
        rates = (Measure.AVERAGE_RATE,) if is_percent(reading.unit) else ()
        return (Measure.AVERAGE_ANNUAL_CHANGE,), (Measure.AVERAGE_ANNUAL_GROWTH, *rates)
    if yearly:
        return (Measure.YEARLY_CHANGE,), (Measure.YEARLY_PERCENT_CHANGE,)
    if reading.total:
        return (Measure.CHANGE, Measure.CUMULATIVE), (Measure.PERCENT_CHANGE, Measure.TOTAL_RATE)
    return (Measure.CHANGE,), (Measure.PERCENT_CHANGE,)
