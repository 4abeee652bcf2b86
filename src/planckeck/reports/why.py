"""One verdict step by step, from the printed target to the pace, for a reader with a pocket calculator.

Every number is the JSON's number, with 12 significant digits; what stands between them is the formula of `judgement`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.model.assessment import Method, Result
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate, say
from planckeck.reports import gaps, paces, whygap, whypace
from planckeck.reports.dates import year_text
from planckeck.reports.method import pace_lines
from planckeck.reports.numbers import exact
from planckeck.reports.rows import DASH
from planckeck.reports.texts import visible, width
from planckeck.reports.whymeasure import measure_lines
from planckeck.reports.words import CONSTRAINTS, SIGNS, STATUSES, VERDICTS

Step = tuple[str, list[str]]
"""A label, and the lines that stand beside it."""


def why_text(
    loaded: LoadedPlan, results: Sequence[Result], history: Sequence[Result], method: Method, translate: Translate
) -> str:
    """Return the explanation of one indicator's results: each plan line with its units behind it.

    `results` are those of the judged year, `history` those of all years. Texts of plan and data are made visible.
    """
    blocks = []
    for result in results:
        if result.part_of is None:
            units = [one for one in results if one.part_of == result.region and one.due == result.due]
            own = [one for one in history if (one.region, one.level) == (result.region, result.level)]
            blocks.append(_block(loaded, result, units, own, translate))
    lines = pace_lines(method, translate)
    foot = [say("{label}: {text}", label=label, text=text).text(translate) for label, text in lines]
    return "\n\n".join(blocks) + "\n\n" + "\n".join(foot) + "\n"


def _block(
    loaded: LoadedPlan, result: Result, units: Sequence[Result], history: Sequence[Result], translate: Translate
) -> str:
    head = [
        f"{visible(result.name)} ({result.indicator})",
        " · ".join(visible(part) for part in (loaded.plan.title, result.region, year_text(result, translate))),
        _conclusion(result, translate),
        "",
    ]
    steps = [step for step in _steps(loaded, result, history, translate) if step[1]]
    steps += [(translate("units"), list(_unit_lines(units, translate)))] if units else []
    widest = max(width(label) for label, _ in steps)
    lines = []
    for number, (label, said) in enumerate(steps, start=1):
        lead = f"{number:>2}  {label}{' ' * (widest - width(label))}  "
        for place, text in enumerate(said):
            lines.append(f"{lead if place == 0 else ' ' * width(lead)}{visible(text)}")
    return "\n".join([*head, *lines])


def _conclusion(result: Result, translate: Translate) -> str:
    verdict = f"{SIGNS[whygap.verdict_of(result)]} {translate(VERDICTS[whygap.verdict_of(result)])}"
    parts = [verdict, paces.pace_word(result, translate), paces.outlook_word(result, translate)]
    return " · ".join(part for part in parts if part)


def _steps(loaded: LoadedPlan, result: Result, history: Sequence[Result], translate: Translate) -> Iterator[Step]:
    yield translate("as printed"), list(_printed(loaded, result, translate))
    yield translate("meets it"), list(whygap.interval_lines(loaded, result, translate))
    yield translate("actual"), list(_actual(result, translate))
    yield translate("measure"), list(measure_lines(result, history, loaded, translate))
    yield translate("verdict"), list(whygap.verdict_lines(result, translate))
    yield translate("gap"), list(whygap.gap_lines(result, translate))
    yield translate("progress"), list(whygap.progress_lines(result, translate))
    yield translate("pace"), list(whypace.pace_lines(loaded, result, translate))
    yield translate("a year"), list(whypace.yearly_lines(loaded, result, history, translate))
    yield translate("outlook"), list(whypace.outlook_lines(loaded, result, history, translate))
    yield "Open SDG", list(whypace.open_sdg_lines(result, translate))


def _printed(loaded: LoadedPlan, result: Result, translate: Translate) -> Iterator[str]:
    due = result.due_date or result.due
    target = result.target or DASH
    if result.unit:
        yield say("target {target}, unit {unit}, due {due}", target=target, unit=result.unit, due=due).text(translate)
    else:
        yield say("target {target}, due {due}", target=target, due=due).text(translate)
    if result.baseline_text:
        year = result.baseline_year or DASH
        yield say("baseline {baseline} ({year})", baseline=result.baseline_text, year=year).text(translate)
    constraint = loaded.indicator(result.indicator).constraint
    number = say("row {row}", row=result.row).text(translate) if result.row is not None else ""
    yield translate(", ").join(part for part in (number, translate(CONSTRAINTS[constraint])) if part)
    if note := loaded.indicator(result.indicator).reading.note:
        yield say("reading: {note}", note=note).text(translate)
    yield result.plan_at


def _actual(result: Result, translate: Translate) -> Iterator[str]:
    if result.done_on is not None:
        yield say("written “{written}”, read as {value}", written=result.written, value=result.done_on).text(translate)
    elif result.actual is not None:
        yield from _value(result, translate)
    elif result.written:
        yield say("written “{written}”", written=result.written).text(translate)
    else:
        yield translate("no row in the data")
    if status := STATUSES.get(result.status or ""):
        yield translate(status)
    if result.actual_at:
        yield result.actual_at


def _value(result: Result, translate: Translate) -> Iterator[str]:
    value = exact(result.actual or 0.0)
    read = gaps.with_unit(value, result.unit, translate)
    if result.written:
        yield say("written “{written}”, read as {value}", written=result.written, value=read).text(translate)
    elif result.numerator is not None and result.denominator is not None and result.per is not None:
        top, bottom, per = exact(result.numerator), exact(result.denominator), exact(result.per)
        yield say(
            "numerator ÷ denominator × per: {top} ÷ {bottom} × {per} = {value}",
            top=top, bottom=bottom, per=per, value=read,
        ).text(translate)  # fmt: skip
    else:
        yield read
    if result.conversion:
        yield say("converted: {conversion}", conversion=result.conversion).text(translate)


def _unit_lines(units: Sequence[Result], translate: Translate) -> Iterator[str]:
    """Yield a line a unit, the worst first: its value, verdict, and by how much it misses."""
    order = list(VERDICTS)
    worst_first = sorted(
        units, key=lambda one: (-(order.index(whygap.verdict_of(one)) == 1), -abs(one.gap or 0.0), one.region)
    )
    for one in worst_first:
        value = one.done_on or one.written or "" if one.actual is None else exact(one.actual)
        said = gaps.clauses([gaps.reason_in_words(one, translate), gaps.gap_in_words(one, translate)], translate)
        verdict = translate(VERDICTS[whygap.verdict_of(one)])
        name = say("{label}: {text}", label=one.region, text=value or DASH).text(translate)
        parts = [name, verdict, said, paces.pace_word(one, translate), one.actual_at or ""]
        yield " · ".join(part for part in parts if part)
