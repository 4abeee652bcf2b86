"""One verdict step by step, from the printed target to the pace, for a reader with a pocket calculator.

Every number is the JSON's number, with 12 significant digits; what stands between them is the formula of `judgement`.
Signs are those that a GBK console has: no true minus, no square brackets of floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from planckeck.model.assessment import Result
from planckeck.model.explanation import Explained, Explanation
from planckeck.problems import Translate, say
from planckeck.reports import gaps, paces, whyactual, whygap, whypace, whytrend
from planckeck.reports.dates import year_text
from planckeck.reports.method import pace_lines
from planckeck.reports.numbers import exact
from planckeck.reports.rows import DASH, target_text
from planckeck.reports.texts import visible, width
from planckeck.reports.whymeasure import Behind, behind, measure_lines
from planckeck.reports.words import CONSTRAINTS, SIGNS, VERDICTS

Step = tuple[str, list[str]]
"""A label, and the lines that stand beside it."""


def why_text(explanation: Explanation, translate: Translate) -> str:
    """Return the explanation of every result of an indicator: each plan line with its units behind it.

    Texts of plan and data are made visible.
    """
    blocks = []
    for explained in explanation.explained:
        for result in explained.results:
            if result.part_of is None:
                same = [one for one in explained.results if (one.due, one.year) == (result.due, result.year)]
                units = [one for one in same if one.part_of == result.region]
                blocks.append(_block(explained, result, units, translate))
    lines = pace_lines(explanation.method, translate)
    foot = [say("{label}: {text}", label=label, text=text).text(translate) for label, text in lines]
    return "\n\n".join(blocks) + "\n\n" + "\n".join(foot) + "\n"


def _block(explained: Explained, result: Result, units: Sequence[Result], translate: Translate) -> str:
    head = [
        f"{visible(result.name)} ({result.indicator})",
        " · ".join(
            visible(part) for part in (explained.loaded.plan.title, result.region, year_text(result, translate))
        ),
        _conclusion(result, translate),
        "",
    ]
    own = behind(explained, result, units)
    steps = [step for step in _steps(own, translate) if step[1]]
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


def _steps(own: Behind, translate: Translate) -> Iterator[Step]:
    yield translate("as printed"), list(_printed(own, translate))
    yield translate("meets it"), list(whygap.interval_lines(own.loaded, own.result, translate))
    yield translate("actual"), list(whyactual.actual_lines(own, translate))
    yield translate("summed from"), list(whyactual.term_lines(own, translate))
    yield translate("measure"), list(measure_lines(own, translate))
    yield translate("verdict"), list(whygap.verdict_lines(own, translate))
    yield translate("gap"), list(whygap.gap_lines(own.result, translate))
    yield translate("progress"), list(whygap.progress_lines(own.result, translate))
    yield translate("pace"), list(whypace.pace_lines(own, translate))
    yield translate("a year"), list(whypace.yearly_lines(own, translate))
    yield translate("outlook"), list(whytrend.outlook_lines(own, translate))
    yield "Open SDG", list(whytrend.open_sdg_lines(own, translate))


def _printed(own: Behind, translate: Translate) -> Iterator[str]:
    result = own.result
    due = result.due_date or result.due
    target = target_text(result, translate)
    if result.unit:
        yield say("target {target}, unit {unit}, due {due}", target=target, unit=result.unit, due=due).text(translate)
    else:
        yield say("target {target}, due {due}", target=target, due=due).text(translate)
    if result.baseline_text:
        year = result.baseline_year or DASH
        yield say("baseline {baseline} ({year})", baseline=result.baseline_text, year=year).text(translate)
    indicator = own.loaded.indicator(result.indicator)
    number = say("row {row}", row=result.row).text(translate) if result.row is not None else ""
    yield translate(", ").join(part for part in (number, translate(CONSTRAINTS[indicator.constraint])) if part)
    if indicator.reading.note:
        yield say("reading: {note}", note=indicator.reading.note).text(translate)
    yield result.plan_at


def _unit_lines(units: Sequence[Result], translate: Translate) -> Iterator[str]:
    """Yield a line a unit, the worst first: its value, verdict, and by how much it misses."""
    ranks = ("unmet", "no_data", "not_due", "no_target", "met", "not_applicable")
    for one in sorted(units, key=lambda one: (ranks.index(one.verdict), -abs(one.gap or 0.0), one.region)):
        value = one.done_on or one.written or "" if one.actual is None else exact(one.actual)
        said = gaps.clauses([gaps.reason_in_words(one, translate), gaps.gap_in_words(one, translate)], translate)
        verdict = translate(VERDICTS[whygap.verdict_of(one)])
        name = say("{label}: {text}", label=one.region, text=value or DASH).text(translate)
        parts = [name, verdict, said, paces.pace_word(one, translate), whyactual.place_of(one, translate)]
        yield " · ".join(part for part in parts if part)
