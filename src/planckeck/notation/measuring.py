"""From what the words said to the printed target, its figure in the plan's unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from planckeck import units
from planckeck.model.measure import Measure
from planckeck.model.target import Comparison
from planckeck.notation.admitting import measures_of
from planckeck.notation.figures import Amount
from planckeck.notation.hints import refusal
from planckeck.notation.printed import Printed, PrintedKind
from planckeck.notation.quantities import (
    Quantity,
    in_unit,
    is_percent,
    is_points,
    points_fit,
    ratio_side,
    scaled,
    with_scale,
)
from planckeck.notation.reading import Reading
from planckeck.notation.tokens import Role, Token
from planckeck.problems import say


def printed_figure(reading: Reading, other: Reading | None) -> Printed:
    """Return the printed target of a reading, with the other bound of an interval if there is one."""
    if reading.word is not None:
        return _word(reading, reading.word)
    assert reading.figure is not None
    first = reading.figure
    _refuse_what_does_not_fit(reading)
    value = _measured(reading, first.first)
    last = _measured(reading, first.second) if first.second else value
    edges = _edges(reading, other, value, last)
    unit = _printed_unit(reading, first.first)
    printed = replace(
        _frame(reading),
        measures=measures_of(reading, unit),
        unit=with_scale(first.first.scale, unit) if unit else None,
        converted_from=value.converted_from or last.converted_from,
        decimals=max(value.decimals, last.decimals),
    )
    if edges is not None:
        return replace(printed, comparison=Comparison.BETWEEN, low=edges[0], high=edges[1])
    if first.width is not None:
        width = _width(reading, first.first, first.width)
        return replace(printed, comparison=Comparison.ABOUT, bound=value.value, tolerance=width)
    return replace(printed, comparison=reading.said(), bound=value.value)


def _edges(reading: Reading, other: Reading | None, value: Quantity, last: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return the edges of a range, the lower first; None for a figure with one edge."""
    if other is not None:
        return _interval(reading, other, value)
    if reading.figure is None or reading.figure.second is None:
        return None
    return min(value.value, last.value), max(value.value, last.value)


def _frame(reading: Reading) -> Printed:
    return Printed(
        text=reading.folded.written,
        kind=PrintedKind.FIGURE,
        fall=reading.falls,
        total=reading.total,
        base_year=reading.base_year,
        due=reading.due,
        unit="%",
    )


def _word(reading: Reading, word: Token) -> Printed:
    """Return the target of 全覆盖 or 翻一番."""
    whole = word.plays(Role.WHOLE)
    comparison = reading.comparison.comparison if reading.comparison else word.comparison
    if whole and comparison is not Comparison.AT_LEAST:
        token = reading.comparison or word
        message = say('"{text}" has no bar', text=reading.folded.written)
        raise refusal(reading.folded, token.start, token.end, message, say('write the figure, such as "95%以上"'))
    misfit = reading.average or reading.per or (None if whole and reading.into else reading.motion)
    if misfit is not None:
        message = say('"{word}" does not go with "{figure}"', word=misfit.text, figure=word.text)
        raise refusal(reading.folded, misfit.start, misfit.end, message)
    printed = replace(_frame(reading), comparison=comparison)
    if whole:
        all_of_it = _measured(reading, Amount(Decimal(100), 0, word.start, word.end, unit="%")).value
        level = (Measure.LEVEL,) if reading.into else ()
        return replace(printed, bound=all_of_it, measures=level, also=(Comparison.EQUAL,))
    measure = Measure.YEARLY_PERCENT_CHANGE if reading.yearly else Measure.PERCENT_CHANGE
    return replace(printed, bound=word.value, measures=(measure,))


def _refuse_what_does_not_fit(reading: Reading) -> None:
    figure = reading.figure
    assert figure is not None
    ranged, wide = figure.second is not None, figure.width is not None
    said = reading.comparison
    if said is not None and (ranged or (wide and said.comparison is not Comparison.ABOUT)):
        what = say("a range") if ranged else say("a figure with its width")
        message = say('{what} takes no "{word}" beside it', what=what, word=said.text)
        raise refusal(reading.folded, said.start, said.end, message, say('leave "{word}" out', word=said.text))
    _refuse_against_the_motion(reading)
    if reading.falls and figure.first.value < 0:
        message = say('"{figure}" is a fall with a minus: both turn the sign', figure=reading.folded.written)
        assert reading.motion is not None
        raise refusal(reading.folded, figure.first.start, figure.first.end, message, say("leave the minus out"))
    if reading.is_change and figure.stepped:
        message = say("it is not clear whether this is a range, or a change and the level it leads to")
        raise refusal(reading.folded, *figure.span, message, say('write "~" between the edges of a range'))
    if reading.is_change and figure.first.side is not None:
        message = say("a ratio is no change")
        raise refusal(
            reading.folded, *figure.span, message, say('write "缩小到" or "提高到" for the ratio to be reached')
        )
    if reading.against is not None and reading.motion is None and not reading.added:
        message = say('"{base}" is no target without a word of rise or fall', base=reading.against.text)
        raise refusal(reading.folded, reading.against.start, reading.against.end, message)


def _refuse_against_the_motion(reading: Reading) -> None:
    """下降到5以上, 提高到5以内 and 不到…达到5 contradict themselves; 达到5以下 does not."""
    said = reading.comparison
    motion = reading.motion if reading.into else None
    if said is None:
        return
    if motion is None and said.plays(Role.BEFORE):
        motion = reading.reach
    upper = said.comparison in {Comparison.AT_MOST, Comparison.BELOW}
    lower = said.comparison in {Comparison.AT_LEAST, Comparison.ABOVE}
    if motion is not None and ((upper and not motion.plays(Role.FALL)) or (lower and motion.plays(Role.FALL))):
        message = say('"{motion}" and "{word}" point to different sides', motion=motion.text, word=said.text)
        raise refusal(reading.folded, said.start, said.end, message, say("keep one of the two"))


def _printed_unit(reading: Reading, amount: Amount) -> str | None:
    if reading.per is None:
        return amount.unit
    below = units.normalise(reading.per.text.removeprefix("每"))
    head = amount.unit or (
        units.head_of(reading.unit) if reading.unit and units.head_of(reading.unit) != reading.unit else ""
    )
    return f"{head}/{below}"


def _measured(reading: Reading, amount: Amount) -> Quantity:
    """Return an amount in the plan's unit; per cent of a rise or fall stay per cent."""
    unit, printed = reading.unit, _printed_unit(reading, amount)
    if amount.side is not None:
        return _ratio(reading, amount)
    if ratio_side(unit) is not None:
        message = say("a ratio is wanted, for the unit is {unit}", unit=unit)
        raise refusal(reading.folded, amount.start, amount.end, message, say('write it as "1:1.2"'))
    if reading.multiple_of is not None or (printed == "倍" and reading.is_change and unit != "倍"):
        return _multiple(reading, amount)
    if printed is not None and is_points(printed):
        return _points(reading, amount, printed)
    of_value = is_percent(printed) and (reading.is_change or reading.average or reading.total)
    if of_value and not is_percent(unit) and not is_points(unit):
        return scaled(amount.value, amount.decimals, Decimal(amount.scale)) or _refuse_unit(reading, amount, printed)
    found = in_unit(amount.value, amount.decimals, amount.scale, printed, unit)
    return found if found is not None else _refuse_unit(reading, amount, printed)


def _ratio(reading: Reading, amount: Amount) -> Quantity:
    wanted = ratio_side(reading.unit)
    if reading.unit is not None and wanted is None:
        return _refuse_unit(reading, amount, say("a ratio"))
    if wanted is not None and amount.side not in {wanted, "1:1"}:
        ratio = reading.folded.as_written(amount.start, amount.end)
        message = say(
            'the plan counts the {unit} of a ratio, "{ratio}" has its 1 on the other side', unit=wanted, ratio=ratio
        )
        raise refusal(reading.folded, amount.start, amount.end, message, say("turn the ratio round, or the unit"))
    if amount.unit is not None or amount.scale != 1:
        raise refusal(reading.folded, amount.start, amount.end, say("a ratio has no unit"), say('write "1:1.2"'))
    return Quantity(amount.value, amount.decimals)


def _multiple(reading: Reading, amount: Amount) -> Quantity:
    """Return 增长1倍 and 2015年的2倍 as the per cent of change that they are."""
    base = reading.multiple_of
    if reading.falls or (base is not None and (reading.motion or amount.unit != "倍")):
        message = say(
            '"{figure}" is no change that can be computed', figure=reading.folded.as_written(amount.start, amount.end)
        )
        raise refusal(reading.folded, amount.start, amount.end, message, say("write the change in per cent"))
    found = scaled(amount.value, amount.decimals, Decimal(100 * amount.scale))
    if found is None:
        return _refuse_unit(reading, amount, amount.unit)
    return found if base is None else Quantity(found.value - 100, found.decimals)


def _points(reading: Reading, amount: Amount, points: str) -> Quantity:
    """Return a difference in percentage points: a change of what the plan gives in %, or the plan's own unit."""
    is_difference = reading.motion is not None or reading.added or reading.total or reading.average
    if not points_fit(points, reading.unit):
        return _refuse_unit(reading, amount, points)
    if reading.into or not (is_difference or is_points(reading.unit) or reading.unit is None):
        message = say('"{unit}" measures a difference, and the words say a level', unit=points)
        hint = say('write "提高" or "下降" in front of a difference, a level in %')
        raise refusal(reading.folded, amount.start, amount.end, message, hint)
    return Quantity(amount.value, amount.decimals)


def _refuse_unit(reading: Reading, amount: Amount, printed: object) -> Quantity:
    figure = reading.folded.as_written(amount.start, amount.end)
    message = say('"{figure}" is in {printed}, the plan in {unit}', figure=figure, printed=printed, unit=reading.unit)
    hint = say("write the figure in {unit}, or correct the unit", unit=reading.unit)
    raise refusal(reading.folded, amount.start, amount.end, message, hint)


def _width(reading: Reading, first: Amount, width: Amount) -> Decimal:
    unit = None if width.unit and is_points(width.unit) else width.unit
    same = Amount(width.value, width.decimals, width.start, width.end, width.scale, unit or first.unit)
    if first.side is not None:
        return width.value
    if width.scale == 1 and first.scale > 1 and width.unit is None:
        same = Amount(width.value, width.decimals, width.start, width.end, first.scale, first.unit)
    return _measured(reading, same).value


def _interval(reading: Reading, other: Reading, value: Quantity) -> tuple[Decimal, Decimal]:
    """Return the edges of two bounds that face each other; both must be closed, for a range is."""
    assert other.figure is not None
    other_value = _measured(other, other.figure.first)
    low, high = sorted((value.value, other_value.value))
    start, end = other.figure.span
    if {reading.said(), other.said()} != {Comparison.AT_LEAST, Comparison.AT_MOST}:
        message = say("an interval with an open edge cannot be kept as one target")
        raise refusal(reading.folded, start, end, message, say("write the edges closed, or two indicators"))
    rises = reading.said() is Comparison.AT_LEAST
    if (value.value < other_value.value) is not rises or other.figure.second or other.figure.width:
        raise refusal(reading.folded, start, end, say("no value meets both bounds"), say("exchange the figures"))
    return low, high
