"""From a printed target and what the plan file adds to the one target that is judged."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from planckeck.model.measure import IN_PERCENT, Measure
from planckeck.model.target import (
    About,
    Above,
    AtLeast,
    AtMost,
    Below,
    Better,
    Between,
    Comparison,
    Done,
    Equal,
    Target,
)
from planckeck.notation.numerals import format_number
from planckeck.notation.printed import NotationError, Printed, PrintedKind
from planckeck.notation.quantities import is_percent
from planckeck.problems import Message, say

_MIRRORED = {
    Comparison.AT_LEAST: Comparison.AT_MOST,
    Comparison.AT_MOST: Comparison.AT_LEAST,
    Comparison.ABOVE: Comparison.BELOW,
    Comparison.BELOW: Comparison.ABOVE,
}
_ONE_SIDED: dict[Comparison, type[AtLeast | Above | AtMost | Below]] = {
    Comparison.AT_LEAST: AtLeast,
    Comparison.ABOVE: Above,
    Comparison.AT_MOST: AtMost,
    Comparison.BELOW: Below,
}
_WITHOUT_TARGET = {
    PrintedKind.REFERENCE: "reference",
    PrintedKind.QUALITATIVE: "qualitative",
    PrintedKind.NOTHING: "none",
}
_WITHOUT_TIME = frozenset(
    {
        Measure.TOTAL_RATE,
        Measure.AVERAGE_RATE,
        Measure.YEARLY_PERCENT_CHANGE,
        Measure.AVERAGE_ANNUAL_GROWTH,
    }
)
_DIFFERENCES_WITHOUT_TIME = frozenset({Measure.YEARLY_CHANGE, Measure.AVERAGE_ANNUAL_CHANGE, Measure.CUMULATIVE})


@dataclass(frozen=True, slots=True)
class Lowered:
    """A target ready to be judged under its measure; `reason` says why there is none: reference, qualitative, none."""

    target: Target | None
    measure: Measure
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """What the plan file says beside the print; its comparison is about the value that is judged, sign and all."""

    comparison: Comparison | None
    tolerance: Decimal | None
    better: Better | None
    fall_is_positive: bool
    unit: str | None


def lower(  # noqa: PLR0913 - the fields of an indicator, each by its name
    printed: Printed,
    *,
    comparison: Comparison | None = None,
    tolerance: Decimal | None = None,
    better: Better | None = None,
    measure: Measure | None = None,
    fall_is_positive: bool = False,
    unit: str | None = None,
) -> Lowered:
    """Bring print and plan file together; where both say something, they must agree.

    A fall of t is the signed change −t, and its comparison is mirrored (下降t以上: at_most −t), unless the data give
    falls as positive numbers (`fall_is_positive`): then it is t as printed. `tolerance` counts for `about` only.

    Raises: NotationError over the whole text: no comparison, no tolerance, no measure, or a contradiction.
    """
    file = _File(comparison, tolerance, better, fall_is_positive, unit)
    if printed.kind in _WITHOUT_TARGET:
        if printed.kind is PrintedKind.REFERENCE:
            _agreed(printed, printed.comparison, comparison)
        return Lowered(None, measure or Measure.LEVEL, _WITHOUT_TARGET[printed.kind])
    if printed.kind is PrintedKind.DONE:
        _agreed(printed, Comparison.DONE, comparison)
        return Lowered(Done(), measure or Measure.LEVEL)
    chosen = _measure(printed, measure)
    if printed.kind is PrintedKind.DIRECTION:
        return Lowered(_direction(printed, file), chosen)
    return Lowered(_target(printed, file), chosen)


def admitted(printed: Printed) -> frozenset[Measure]:
    """Return the measures that a plan file may give beside this print.

    `level` always, where the print does not call for a change of its own kind: the data may already give the change.
    Words without a time (增长5%) fit every measure of their kind, with 比2015年 only those from a base, with 累计 only
    those over the period.
    """
    if not printed.measures:
        return frozenset(Measure)
    said = frozenset(printed.measures)
    if said == {Measure.LEVEL}:
        return said
    from_base = printed.base_year is not None
    if Measure.PERCENT_CHANGE in said:
        said |= {Measure.TOTAL_RATE} if from_base or printed.total else _WITHOUT_TIME
    if Measure.CHANGE in said:
        said |= {Measure.CUMULATIVE} if from_base or printed.total else _DIFFERENCES_WITHOUT_TIME
    if Measure.AVERAGE_ANNUAL_GROWTH in said:
        said |= {Measure.AVERAGE_RATE}
    if printed.kind is PrintedKind.DIRECTION:
        said |= _alike(said)
    return said | {Measure.LEVEL}


def _alike(said: frozenset[Measure]) -> frozenset[Measure]:
    """A rise is a rise in points and in per cent."""
    pairs = {Measure.YEARLY_CHANGE: Measure.YEARLY_PERCENT_CHANGE, Measure.CHANGE: Measure.PERCENT_CHANGE}
    return frozenset(pairs[measure] for measure in said if measure in pairs)


def _measure(printed: Printed, measure: Measure | None) -> Measure:
    if measure is not None:
        _refuse_other_unit(printed, measure)
        if measure not in admitted(printed):
            said = ", ".join(printed.measures)
            message = say('"{text}" says {said}, the file {measure}', text=printed.text, said=said, measure=measure)
            raise _error(printed, message, say("correct the measure, or the text"), "measure")
        return measure
    if printed.total or len(printed.measures) > 1:
        choices = printed.measures or (Measure.CUMULATIVE, Measure.CHANGE, Measure.TOTAL_RATE)
        listed = ", ".join(dict.fromkeys([*choices, Measure.LEVEL]))
        why = say("over the whole period") if printed.total else say("more than one reading")
        message = say('"{text}" needs a measure: {why}', text=printed.text, why=why)
        raise _error(printed, message, say("add measure: one of {choices}", choices=listed))
    return printed.measures[0] if printed.measures else Measure.LEVEL


def _refuse_other_unit(printed: Printed, measure: Measure) -> None:
    """A measure in per cent cannot be held against 10岁."""
    if measure in IN_PERCENT and printed.unit is not None and not printed.measures and not is_percent(printed.unit):
        message = say('{measure} is in %, "{text}" in {unit}', measure=measure, text=printed.text, unit=printed.unit)
        raise _error(printed, message, say("correct the measure, or the text"), "measure")


def _direction(printed: Printed, file: _File) -> Target:
    said = printed.comparison
    if said is None:
        side = {Better.HIGHER: Comparison.ABOVE, Better.LOWER: Comparison.BELOW}
        if file.better is None:
            message = say('"{text}" does not say which side is better', text=printed.text)
            raise _error(printed, message, say("add better: higher or lower"))
        said = side[file.better]
    if file.fall_is_positive and said in _MIRRORED:
        said = _MIRRORED[said]
    comparison = _agreed(printed, said, file.comparison)
    return _ONE_SIDED[comparison](bound=Decimal(0))


def _target(printed: Printed, file: _File) -> Target:
    turned = printed.fall and not file.fall_is_positive
    said = printed.comparison
    if turned and said is not None:
        said = _MIRRORED.get(said, said)
    if said is None and file.comparison is None:
        message = say('"{text}": a bare number says no comparison', text=printed.text)
        raise _error(printed, message, say("add comparison: at_least, above, at_most, below, equal, about or between"))
    comparison = _agreed(printed, said, file.comparison)
    if comparison is Comparison.BETWEEN:
        return _between(printed, turned, file)
    if printed.bound is None or comparison is Comparison.DONE:
        message = say('"{text}" is not for comparison {comparison}', text=printed.text, comparison=comparison)
        raise _error(printed, message)
    bound = _signed(printed.bound, turned)
    if comparison is Comparison.ABOUT:
        return About(bound=bound, tolerance=_tolerance(printed, file), better=file.better)
    if comparison is Comparison.EQUAL:
        return Equal(bound=bound, better=file.better)
    return _ONE_SIDED[comparison](bound=bound)


def _signed(value: Decimal, turned: bool) -> Decimal:
    return value.copy_negate() if turned and value else value


def _between(printed: Printed, turned: bool, file: _File) -> Target:
    if printed.low is None or printed.high is None:
        message = say('"{text}" is one figure, between needs two', text=printed.text)
        raise _error(printed, message, say('write both edges, such as "3~5"'))
    low, high = _signed(printed.low, turned), _signed(printed.high, turned)
    return Between(low=min(low, high), high=max(low, high), better=file.better)


def _tolerance(printed: Printed, file: _File) -> Decimal:
    if printed.tolerance is not None and file.tolerance is not None and printed.tolerance != file.tolerance:
        message = say(
            "the print says a tolerance of {printed}, the file {file}",
            printed=format_number(printed.tolerance),
            file=format_number(file.tolerance),
        )
        raise _error(printed, message, say("leave tolerance out of the file"))
    width = printed.tolerance if printed.tolerance is not None else file.tolerance
    if width is None:
        hint = say("add tolerance: with the width in {unit}", unit=file.unit or say("the unit"))
        raise _error(printed, say('"{text}" does not say how wide "about" is', text=printed.text), hint)
    if width <= 0:
        raise _error(printed, say("a tolerance is above 0"), say("write the width on one side"))
    return width


def _agreed(printed: Printed, said: Comparison | None, file: Comparison | None) -> Comparison:
    """Return the one comparison of print and file."""
    if said is None or file is None or said is file or file in printed.also:
        agreed = file if file is not None else said
        return agreed if agreed is not None else Comparison.AT_LEAST
    if printed.low is not None and printed.high is not None:
        edges = {"low": format_number(printed.low), "high": format_number(printed.high)}
        message = say("the print is a range from {low} to {high}, the file says {file}", **edges, file=file)
        raise _error(printed, message, say("write comparison: between, or one edge as the target"), "comparison")
    message = say("the print says {printed}, the file {file}", printed=said, file=file)
    hint = say("keep one of the two; of a fall, the sign counts: 下降10以上 is at_most -10")
    raise _error(printed, message, hint, "comparison")


def _error(printed: Printed, message: Message, hint: Message | None = None, field: str = "") -> NotationError:
    return NotationError(message, 0, len(printed.text), hint, field=field)
