"""The steps of an explanation before the due date: pace, what is needed a year, outlook, each with its numbers."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence

from planckeck.model.assessment import Result
from planckeck.model.measure import AVERAGE, Measure
from planckeck.model.pace import Pace, PaceReason
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import gaps, paces
from planckeck.reports.numbers import exact
from planckeck.reports.whygap import start_of
from planckeck.reports.whymeasure import bracketed, moment
from planckeck.reports.words import PATHS

FROM_FIRST_YEAR = frozenset({Measure.CUMULATIVE, Measure.TOTAL_RATE})


def pace_lines(loaded: LoadedPlan, result: Result, translate: Translate) -> Iterator[str]:
    """Yield the time that is over, the height of the path, the lead, and the word; or why there is no pace."""
    if result.pace is None:
        reason = paces.REASONS[PaceReason(result.pace_reason or PaceReason.NO_DATA)]
        yield say("none: {reason}", reason=translate(reason)).text(translate)
        return
    yield from _time(loaded, result, translate)
    if result.path_value is not None:
        yield from _path(result, translate)
    elif Measure(result.measure) in AVERAGE:
        yield translate("a mean over the years: the same bar in every year")
    else:
        yield translate("the start already meets the target: a bar to hold, not a way to go")
    start = start_of(result)
    if result.pace == Pace.REGRESSED and result.compared is not None and start is not None:
        said = say("{value} is worse than the start {start}", value=exact(result.compared), start=exact(start))
        yield said.text(translate)
    yield f"→ {paces.pace_word(result, translate)}"


def _time(loaded: LoadedPlan, result: Result, translate: Translate) -> Iterator[str]:
    start = _way_from(loaded, result)
    if result.tau is None or start is None:
        return
    t, due = exact(moment(result)), exact(due_moment(result))
    share = f"{exact(result.tau * 100)}%"
    yield say("time ({t} − {start}) ÷ ({due} − {start}) = {share}", t=t, start=exact(start), due=due, share=share).text(
        translate
    )


def _way_from(loaded: LoadedPlan, result: Result) -> float | None:
    if Measure(result.measure) in FROM_FIRST_YEAR:
        return float(loaded.plan.first_year - 1)
    baseline = loaded.baselines.get(result.indicator)
    year = baseline.year if baseline is not None else loaded.plan.baseline_year
    return None if year is None else float(year)


def due_moment(result: Result) -> float:
    """Return the due date as a real year: 2020 for the end of 2020, 2019.5 for 30 June 2020."""
    if result.due_date is None:
        return float(result.due)
    date = dt.date.fromisoformat(result.due_date)
    return date.year - 1 + (date.month - 1 + date.day / calendar.monthrange(date.year, date.month)[1]) / 12


def _path(result: Result, translate: Translate) -> Iterator[str]:
    start, end, value = result.path_start or 0.0, result.path_end or 0.0, result.path_value or 0.0
    begins, due, kind = result.path_from or 0.0, due_moment(result), result.path or "linear"
    yield say(
        "path, {path}: {start} in {begins} to {end} in {due}",
        path=translate(PATHS[kind]),
        start=exact(start),
        begins=exact(begins),
        end=exact(end),
        due=exact(due),
    ).text(translate)
    elapsed = f"({exact(moment(result))} − {exact(begins)}) ÷ ({exact(due)} − {exact(begins)})"
    share = f"⌊5 × {elapsed}⌋ ÷ 5" if kind == "steps" else elapsed
    sum_ = f"{exact(start)} + {share} × ({exact(end)} − {bracketed(exact(start))}) = {exact(value)}"
    yield say("due by now {sum}", sum=sum_).text(translate)
    if result.lead is None or result.compared is None:
        return
    m = exact(result.compared)
    length = f"|{exact(end)} − {bracketed(exact(start))}|"
    # toward a lower bar the difference is taken the other way round, so that more lead is better
    ahead = result.compared - value
    turned = f"({exact(value)} − {bracketed(m)})" if ahead * result.lead < 0 else f"({m} − {bracketed(exact(value))})"
    yield say(
        "lead {sum}; on pace within ±{band}",
        sum=f"{turned} ÷ {length} = {exact(result.lead)}",
        band=exact(result.band or 0.0),
    ).text(translate)


def yearly_lines(loaded: LoadedPlan, result: Result, history: Sequence[Result], translate: Translate) -> Iterator[str]:
    """Yield what is needed a year until the due date, and what it was so far."""
    if result.required_annual_change is not None and result.gap is not None:
        left = exact(due_moment(result) - moment(result))
        amount = gaps.with_unit(_signed(result.required_annual_change), result.gap_unit, translate)
        yield say(
            "needed {gap} ÷ {years} = {amount} a year, over the years left",
            gap=exact(result.gap),
            years=left,
            amount=amount,
        ).text(translate)
    if result.change_per_year is None or result.change_since is None or result.compared is None:
        return
    found = [one.compared for one in history if one.year == result.change_since]
    start = start_of(result) if result.change_since == _way_from(loaded, result) else None
    before = start if start is not None else (found or [None])[0]
    years = exact(moment(result) - result.change_since)
    if before is None:
        return
    text = f"({exact(result.compared)} − {bracketed(exact(before))}) ÷ {years} = {_signed(result.change_per_year)}"
    yield say("so far, since {year}: {text}", year=result.change_since, text=text).text(translate)


def _signed(value: float) -> str:
    return f"{'+' if value > 0 else ''}{exact(value)}"


def outlook_lines(loaded: LoadedPlan, result: Result, history: Sequence[Result], translate: Translate) -> Iterator[str]:
    """Yield the points, the line through them, and what it comes to at the due date."""
    if result.outlook is None or result.projected is None:
        return
    yield translate("an extrapolation: the line of least squares, drawn on to the due date")
    yield say("points {points}", points=translate(", ").join(_points(result, history, loaded))).text(translate)
    error = "" if result.projected_se is None else f" ± {exact(result.projected_se)}"
    yield say(
        "{slope} a year; in {due}: {projected}{error} (standard error of one observation)",
        slope=_signed(result.trend_per_year or 0.0),
        due=exact(due_moment(result)),
        projected=exact(result.projected),
        error=error,
    ).text(translate)
    yield f"→ {paces.outlook_word(result, translate)}"


def _points(result: Result, history: Sequence[Result], loaded: LoadedPlan) -> Iterator[str]:
    start, begins = start_of(result), _way_from(loaded, result)
    known = start is not None and begins is not None
    if known and begins is not None and start is not None:
        yield f"({exact(begins)}; {exact(start)})"
    of_year = {one.year: one for one in history if one.compared is not None} | {result.year: result}
    for year in sorted(of_year):
        one = of_year[year]
        late = begins is None or not known or moment(one) > begins
        if loaded.plan.first_year <= year <= result.year and late and one.compared is not None:
            yield f"({exact(moment(one))}; {exact(one.compared)})"


def open_sdg_lines(result: Result, translate: Translate) -> Iterator[str]:
    """Yield the status by the method of Open SDG with its value, where that was asked for."""
    if result.open_sdg is None:
        return
    word, value = paces.open_sdg_word(result, translate), result.open_sdg["value"]
    if value is None:
        yield word
    elif result.low is None and result.high is None:
        yield say("{status} (growth a year toward the better {value})", status=word, value=exact(value)).text(translate)
    else:
        yield say("{status} (R = {value})", status=word, value=exact(value)).text(translate)
