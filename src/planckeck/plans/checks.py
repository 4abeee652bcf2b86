"""Warnings about one indicator: the document may well print it so, but a reader should know."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from planckeck import units
from planckeck.model.measure import NEEDS_BASELINE, Measure
from planckeck.model.plan import Indicator
from planckeck.model.promise import Baseline, Promise
from planckeck.model.target import Between, Comparison, Done, Equal, Interval
from planckeck.notation import NotationError, parse_target, print_target
from planckeck.plans.promises import Reader, target_unit
from planckeck.problems import Diagnostic, say
from planckeck.problems.kinds import diagnose

_LOWER_EDGED = frozenset({Comparison.AT_LEAST, Comparison.ABOVE})
_UPPER_EDGED = frozenset({Comparison.AT_MOST, Comparison.BELOW})


def indicator_warnings(
    reader: Reader, number: int, promises: tuple[Promise, ...], baseline: Baseline | None
) -> Iterator[Diagnostic]:
    """Yield what is odd about an indicator whose fields are all readable."""
    indicator = reader.plan.indicators[number]
    yield from _against_baseline(reader, number, promises, baseline)
    yield from _no_baseline(reader, number, promises, baseline)
    yield from _due_outside(reader, promises)
    yield from _backwards(indicator, promises)
    yield from _one_sided_harm(indicator, promises)
    yield from _without_value(reader, indicator, promises)
    yield from _other_base_year(reader, number, baseline)
    yield from _beside_the_print(reader, number, promises)


def _against_baseline(
    reader: Reader, number: int, promises: tuple[Promise, ...], baseline: Baseline | None
) -> Iterator[Diagnostic]:
    last = promises[-1] if promises else None
    if last is None or baseline is None or isinstance(last.target, Done | None) or last.measure is not Measure.LEVEL:
        return
    code = _weakness(last.interval, baseline)
    if code is not None:
        place = reader.positions.value("indicators", number, "target")
        start = reader.positions.value("indicators", number, "baseline")
        yield diagnose(code, place, related=start, target=shown(last), baseline=baseline.written)


def _weakness(interval: Interval, baseline: Baseline) -> str | None:
    """Return PK221 weaker, PK222 equal, PK223 met at the baseline, or None; a bound is compared by its figure."""
    value = baseline.value
    if value is None:
        return _weakness_of_bound(interval, baseline)
    one_sided = (interval.low is None) != (interval.high is None)
    if one_sided:
        edge = interval.low if interval.low is not None else interval.high
        if value == edge:
            return "PK222"
        return "PK221" if interval.holds(float(value)) else None
    return "PK223" if interval.holds(float(value)) else None


def _weakness_of_bound(interval: Interval, baseline: Baseline) -> str | None:
    edge, low, high = baseline.edge, interval.low, interval.high
    if edge is None:
        return None
    if baseline.bound in _LOWER_EDGED and low is not None and high is None:
        return "PK222" if edge == low else "PK221" if edge > low else None
    if baseline.bound in _UPPER_EDGED and high is not None and low is None:
        return "PK222" if edge == high else "PK221" if edge < high else None
    return None


def shown(promise: Promise) -> str:
    """Return a target as printed, or as planckeck prints it where the file gives a bare number."""
    if promise.target is None:
        return promise.written
    printed = print_target(promise.target)
    bare = promise.written.replace(".", "").replace("-", "").isdigit()
    return printed if bare or not promise.written else promise.written


def _no_baseline(
    reader: Reader, number: int, promises: tuple[Promise, ...], baseline: Baseline | None
) -> Iterator[Diagnostic]:
    indicator = reader.plan.indicators[number]
    if baseline is not None or not promises or isinstance(promises[-1].target, Done | None):
        return
    measure = promises[-1].measure
    if measure in NEEDS_BASELINE:
        yield diagnose("PK233", reader.positions.value("indicators", number, "id"), id=indicator.id, measure=measure)
    elif measure is Measure.LEVEL and reader.plan.baseline_year is not None and promises[-1].reference is None:
        yield diagnose("PK224", reader.positions.value("indicators", number, "id"), id=indicator.id)


def _due_outside(reader: Reader, promises: tuple[Promise, ...]) -> Iterator[Diagnostic]:
    plan = reader.plan
    first, last = plan.first_year, plan.last_year
    for promise in promises if first <= last else ():
        if not first <= promise.due_year <= last:
            due = promise.due_date or promise.due_year
            period = reader.positions.value("period")
            yield diagnose("PK220", promise.place, related=period, due=due, period=plan.period)


def _backwards(indicator: Indicator, promises: tuple[Promise, ...]) -> Iterator[Diagnostic]:
    for before, after in pairwise(promises):
        early, late = before.interval, after.interval
        weaker = (early.low is not None and late.low is not None and early.high is None and late.low < early.low) or (
            early.high is not None and late.high is not None and early.low is None and late.high > early.high
        )
        if weaker and before.measure is after.measure:
            yield diagnose(
                "PK225",
                after.place,
                related=before.place,
                year=after.due_year,
                target=shown(after),
                earlier=before.due_year,
                before=shown(before),
            )


def _one_sided_harm(indicator: Indicator, promises: tuple[Promise, ...]) -> Iterator[Diagnostic]:
    if indicator.better is not None:
        return
    for promise in promises:
        match promise.target:
            case Equal() if is_rate(indicator.unit):
                yield diagnose("PK226", promise.place, target=shown(promise))
                return
            case Between() if not is_rate(indicator.unit):
                yield diagnose("PK228", promise.place, target=shown(promise))
                return
            case _:
                pass


def is_rate(unit: str | None) -> bool:
    """Tell whether values of a unit are rates or ratios rather than counts."""
    return unit is not None and (units.per_of(unit) is not None or "%" in unit or ":" in units.normalise(unit))


def _without_value(reader: Reader, indicator: Indicator, promises: tuple[Promise, ...]) -> Iterator[Diagnostic]:
    for promise in promises:
        source = reader.plan.references.get(promise.reference or "")
        if source is not None and source.indicator is not None:
            continue  # the bar comes with the data
        if promise.reason == "reference_without_value":
            reference = promise.reference or promise.written
            yield diagnose("PK227", promise.place, reference=reference, id=indicator.id)
        elif promise.reason == "qualitative":
            yield diagnose("PK229", promise.place, written=promise.written)
        elif promise.reason == "reading_open":
            what = promise.written or say("no target")
            yield diagnose("PK231", promise.place, id=indicator.id, what=what)
        else:
            continue
        return


def _other_base_year(reader: Reader, number: int, baseline: Baseline | None) -> Iterator[Diagnostic]:
    indicator = reader.plan.indicators[number]
    if not isinstance(indicator.target, str) or baseline is None or baseline.year is None:
        return
    try:
        printed = parse_target(indicator.target, target_unit(indicator))
    except NotationError:
        return  # a reading left open may stand as printed
    if printed.base_year is not None and printed.base_year != baseline.year:
        place = reader.positions.value("indicators", number, "target")
        start = reader.positions.value("indicators", number, "baseline")
        values = {"written": indicator.target, "printed": printed.base_year, "year": baseline.year}
        yield diagnose("PK230", place, related=start, **values)


def _beside_the_print(reader: Reader, number: int, promises: tuple[Promise, ...]) -> Iterator[Diagnostic]:
    """Yield where the print has another due date or another unit than the file; the file's holds."""
    indicator = reader.plan.indicators[number]
    for promise in promises:
        if not promise.written or _is_bare(promise.written):
            continue
        try:
            printed = parse_target(promise.written, target_unit(indicator))
        except NotationError:
            continue
        due = promise.due_date.isoformat() if promise.due_date else str(promise.due_year)
        if printed.due is not None and printed.due != due:
            related = reader.positions.of_keys.get(("indicators", number, "due"))
            yield diagnose(
                "PK234", promise.place, related=related, written=promise.written, printed=printed.due, due=due
            )
        if printed.converted_from is not None and promise.target is not None:
            value = print_target(promise.target)
            yield diagnose("PK232", promise.place, written=promise.written, value=value, unit=indicator.unit)


def _is_bare(written: str) -> bool:
    """Tell whether a target is a number and nothing else, as most are: it says neither a date nor a unit."""
    return written.removeprefix("-").replace(".", "", 1).isdecimal()
