"""The steps of an explanation that look ahead: the line of least squares, and the method of Open SDG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.languages import N_
from planckeck.model.assessment import Result
from planckeck.model.explanation import Point
from planckeck.model.measure import Measure
from planckeck.model.pace import OpenSdg, Outlook
from planckeck.model.target import Better, Comparison
from planckeck.problems import Translate, say
from planckeck.reports import paces
from planckeck.reports.numbers import exact
from planckeck.reports.whygap import comparison_text
from planckeck.reports.whymeasure import Behind, bracketed, due_moment, moment, start_moment, start_of
from planckeck.reports.whypace import signed

ZERO = 0.001
"""What a base or a target of 0 counts as in the method of Open SDG."""


def outlook_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the points, the line through them, and what it comes to at the due date."""
    result = own.result
    if result.outlook is None or result.projected is None or result.trend_per_year is None:
        return
    points = list(_points(own))
    yield translate("an extrapolation: the line of least squares, drawn on to the due date")
    listed = translate(", ").join(f"({exact(time)}; {exact(value)})" for time, value in points)
    yield say("points {points}", points=listed).text(translate)
    mean_t = sum(time for time, _ in points) / len(points)
    mean_m = sum(value for _, value in points) / len(points)
    squares = sum((time - mean_t) ** 2 for time, _ in points)
    products = sum((time - mean_t) * (value - mean_m) for time, value in points)
    yield say("their means t = {t}, m = {m}", t=exact(mean_t), m=exact(mean_m)).text(translate)
    yield say(
        "slope: sum of (t - mean)(m - mean) ÷ sum of (t - mean)(t - mean) = {products} ÷ {squares} = {slope} a year",
        products=exact(products),
        squares=exact(squares),
        slope=signed(result.trend_per_year),
    ).text(translate)
    due, slope = exact(due_moment(result)), bracketed(exact(result.trend_per_year))
    sum_ = f"{exact(mean_m)} + {slope} × ({due} - {exact(mean_t)}) = {exact(result.projected)}"
    error = "" if result.projected_se is None else exact(result.projected_se)
    yield say("in {due}: {sum}", due=due, sum=sum_).text(translate)
    if error:
        yield say("standard error of one observation there: {error}", error=error).text(translate)
    is_likely = result.outlook == Outlook.LIKELY
    inside = translate("inside") if is_likely else translate("outside")
    yield comparison_text(result.projected, result, inside, translate)
    yield f"→ {paces.outlook_word(result, translate)}"


def _points(own: Behind) -> Iterator[tuple[float, float]]:
    start, begins = start_of(own.result), start_moment(own)
    if start is not None and begins is not None:
        yield begins, start
    for one in own.series:
        if one.in_trend and one.compared is not None:
            yield moment(one.year, one.part), one.compared


def open_sdg_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the status by the method of Open SDG with the growths behind it, where that was asked for."""
    result = own.result
    if result.open_sdg is None:
        return
    ends, value = _ends(own), result.open_sdg["value"]
    if value is not None and len(ends) == 2:
        yield from _growths(own, ends[0], ends[1], translate)
        has_target = not (result.low is None and result.high is None)
        ratio, alone = N_("R, the first toward the better ÷ the second: {value}"), N_("toward the better: {value}")
        yield translate(ratio if has_target else alone).format(value=exact(value))
    if result.open_sdg["status"] == OpenSdg.NOT_AVAILABLE:
        yield translate("it needs two years, figures of one sign, a direction, and a target that is a level")
    yield f"→ {paces.open_sdg_word(result, translate)}"


def _growths(own: Behind, first: Point, last: Point, translate: Translate) -> Iterator[str]:
    """Yield the growth a year that was observed and the one required; without a target, what K makes of the bars."""
    base = first.value or ZERO
    grown = _growth(last.value, base, last.year - first.year)
    yield say("growth a year, {first} to {last}: {sum}", first=first.year, last=last.year, sum=grown).text(translate)
    target, due = _target_level(own.result), int(own.result.due[:4])
    if target is not None:
        required = _growth(target or ZERO, base, due - first.year)
        yield say("required to {target} by {due}: {sum}", target=exact(target), due=due, sum=required).text(translate)
    if target is None:
        yield from _near_limit(own, first.value, translate)


def _near_limit(own: Behind, base: float, translate: Translate) -> Iterator[str]:
    """Yield K, by which a natural limit lowers the bars of growth; nothing far from it and without one."""
    indicator = own.loaded.indicator(own.result.indicator)
    limit = abs(float(indicator.limit or 0))
    is_ceiling_of_a_fall = indicator.better == Better.LOWER and 0 <= base < float(indicator.limit or 0)
    size = abs(base)
    if limit == 0 or size >= 2 * limit or is_ceiling_of_a_fall:
        return
    near = size if size <= limit else 2 * limit - size
    k = 1 - (near / limit) ** 4.44
    sum_ = f"1 - ({exact(near)} ÷ {exact(limit)})^4.44 = {exact(k)}"
    bars = f"1.5% × K = {exact(1.5 * k)}%, 0.5% × K = {exact(0.5 * k)}%"
    yield say("near the limit {limit}: K = {sum}; {bars}", limit=exact(limit), sum=sum_, bars=bars).text(translate)


def _growth(value: float, base: float, years: int) -> str:
    sum_ = f"({bracketed(exact(value))} ÷ {bracketed(exact(base))})^(1 ÷ {years}) - 1"
    return f"{sum_} = {exact((value / base) ** (1 / years) - 1)}" if value / base >= 0 and years > 0 else sum_


def _target_level(result: Result) -> float | None:
    """Return the target as a level of the data, as judgement takes it; None without one."""
    is_up = result.comparison in {Comparison.AT_LEAST, Comparison.ABOVE} or result.better == Better.HIGHER
    edge, base = result.low if is_up else result.high, result.baseline
    if edge is None or result.measure == Measure.LEVEL:
        return edge
    if base is None:
        return None
    return base + edge if result.measure == Measure.CHANGE else base * (1 + edge / 100)


def _ends(own: Behind) -> Sequence[Point]:
    """Return the base and the latest value: the first year at or after the stated one, and the last."""
    baseline = own.loaded.baselines.get(own.result.indicator)
    stated = baseline.year if baseline is not None else own.loaded.plan.baseline_year
    stated = own.loaded.plan.first_year if stated is None else stated
    found = [one for one in own.series if one.year >= stated and not one.part]
    return [found[0], found[-1]] if len(found) > 1 else []
