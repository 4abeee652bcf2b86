"""The steps of an explanation before the due date: the pace, and what is needed a year, each with its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.model.assessment import Result
from planckeck.model.measure import AVERAGE, Measure
from planckeck.model.pace import Pace, PaceReason
from planckeck.problems import Translate, say
from planckeck.reports import gaps, paces
from planckeck.reports.dates import year_text
from planckeck.reports.numbers import exact
from planckeck.reports.whymeasure import Behind, bracketed, due_moment, moment, start_moment, start_of
from planckeck.reports.words import PATHS


def pace_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the time that is over, the height of the path, the lead, and the word; or why there is no pace."""
    result = own.result
    if result.pace is None:
        reason = paces.REASONS[PaceReason(result.pace_reason or PaceReason.NO_DATA)]
        yield say("none: {reason}", reason=translate(reason)).text(translate)
        return
    yield from _time(own, translate)
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


def _time(own: Behind, translate: Translate) -> Iterator[str]:
    result, start = own.result, start_moment(own)
    if result.tau is None or start is None:
        return
    t, due = exact(_now(result)), exact(due_moment(result))
    if result.part:
        yield say("the end of {period} counts as {t}", period=year_text(result, translate), t=t).text(translate)
    if result.due_date is not None:
        yield say("{date} counts as {t}", date=result.due_date, t=due).text(translate)
    share = f"{exact(result.tau * 100)}%"
    yield say("time ({t} - {start}) ÷ ({due} - {start}) = {share}", t=t, start=exact(start), due=due, share=share).text(
        translate
    )


def _now(result: Result) -> float:
    return moment(result.year, result.part)


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
    share = f"({exact(_now(result))} - {exact(begins)}) ÷ ({exact(due)} - {exact(begins)})"
    if kind == "steps":
        fifths = exact(round(5 * (value - start) / (end - start))) if end != start else "0"
        yield say("whole fifths of {share} that are over: {fifths}", share=share, fifths=fifths).text(translate)
        share = f"{fifths} ÷ 5"
    sum_ = f"{exact(start)} + {share} × ({exact(end)} - {bracketed(exact(start))}) = {exact(value)}"
    yield say("due by now {sum}", sum=sum_).text(translate)
    yield from _lead(result, translate)


def _lead(result: Result, translate: Translate) -> Iterator[str]:
    if result.lead is None or result.compared is None:
        return
    m, value = exact(result.compared), exact(result.path_value or 0.0)
    start, end = result.path_start or 0.0, result.path_end or 0.0
    # toward a lower bar both differences are taken the other way round, so that a positive lead is good
    ahead = f"{m} - {bracketed(value)}" if end > start else f"{value} - {bracketed(m)}"
    length = f"{exact(end)} - {bracketed(exact(start))}" if end > start else f"{exact(start)} - {bracketed(exact(end))}"
    yield say(
        "lead {sum}; on pace within ±{band}",
        sum=f"({ahead}) ÷ ({length}) = {exact(result.lead)}",
        band=exact(result.band or 0.0),
    ).text(translate)


def yearly_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield what is needed a year until the due date, and what it was so far."""
    result = own.result
    if result.required_annual_change is not None and result.gap is not None:
        left = exact(due_moment(result) - _now(result))
        amount = gaps.with_unit(signed(result.required_annual_change), result.gap_unit, translate)
        yield say(
            "needed {gap} ÷ {years} = {amount} a year, over the years left",
            gap=exact(result.gap),
            years=left,
            amount=amount,
        ).text(translate)
    if result.change_per_year is None or result.change_since is None or result.compared is None:
        return
    start = start_of(result) if result.change_since == start_moment(own) else None
    found = [one.compared for one in own.series if one.year == result.change_since and not one.part]
    before = start if start is not None else (found or [None])[0]
    years = exact(_now(result) - result.change_since)
    if before is None:
        return
    text = f"({exact(result.compared)} - {bracketed(exact(before))}) ÷ {years} = {signed(result.change_per_year)}"
    yield say("so far, since {year}: {text}", year=result.change_since, text=text).text(translate)


def signed(value: float) -> str:
    """Return a change with its sign and 12 significant digits."""
    return f"{'+' if value > 0 else ''}{exact(value)}"
