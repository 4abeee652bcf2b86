"""The steps of an explanation from the interval to the progress: comparison, gap, completion, each with its numbers."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.languages import N_
from planckeck.model.assessment import Result, Verdict
from planckeck.model.measure import YEARLY, Measure
from planckeck.model.promise import LoadedPlan
from planckeck.model.target import Better, Comparison
from planckeck.problems import Translate, say
from planckeck.reports import gaps
from planckeck.reports.numbers import exact
from planckeck.reports.whymeasure import Behind, bracketed, start_of
from planckeck.reports.words import VERDICTS

_DUE = {
    True: N_("due {due}: it is due"),
    False: N_("due {due}: not due yet"),
}


def verdict_of(result: Result) -> Verdict:
    """Return the verdict as a member of its list."""
    return Verdict(result.verdict)


def edge_of(result: Result) -> float | None:
    """Return the edge that decides: the one the value lies beyond, else the only one, else the one nearest s."""
    low, high, m, s = result.low, result.high, result.compared, start_of(result)
    if low is None or high is None:
        return high if low is None else low
    if m is not None and not low <= m <= high:
        return low if m < low else high
    return high if s is not None and abs(high - s) < abs(s - low) else low


def interval_lines(loaded: LoadedPlan, result: Result, translate: Translate) -> Iterator[str]:
    """Yield the values that meet the target as an interval, or why there is none."""
    if result.comparison == Comparison.DONE:
        due = result.due_date or f"{result.due}-12-31"
        yield say("done on {due} or before", due=due).text(translate)
        return
    if result.low is None and result.high is None:
        yield gaps.reason_in_words(result, translate) or translate("no target value")
        return
    low = "(-∞" if result.low is None else f"{'(' if result.low_open else '['}{exact(result.low)}"
    high = "+∞)" if result.high is None else f"{exact(result.high)}{')' if result.high_open else ']'}"
    yield f"{low}, {high}"
    if result.tolerance is not None:
        yield say("±{tolerance}, as the plan file says", tolerance=exact(result.tolerance)).text(translate)
    if result.better and result.comparison in {Comparison.EQUAL, Comparison.ABOUT, Comparison.BETWEEN}:
        told = N_("more is no harm") if result.better == Better.HIGHER else N_("less is no harm")
        yield translate(told)
    if result.reference:
        yield _reference(loaded, result, result.reference, translate)


def _reference(loaded: LoadedPlan, result: Result, name: str, translate: Translate) -> str:
    """Say whose figure the bar is, and what is added to it."""
    reference = loaded.plan.references[name]
    promise = next(one for one in loaded.promises[result.indicator] if str(one.due_year) == result.due[:4])
    plus = f" {'+' if promise.plus > 0 else '-'} {exact(abs(float(promise.plus)))}" if promise.plus else ""
    title = f"{reference.title or name}{plus}"
    if reference.indicator is None:
        return say("the bar stands outside the plan: {title}", title=title).text(translate)
    source = loaded.indicator(reference.indicator).name
    return say("the bar is {title}: the actual of {source}, same region and year", title=title, source=source).text(
        translate
    )


def verdict_lines(own: Behind, translate: Translate) -> Iterator[str]:
    """Yield the comparison, whether the target is due, and the verdict that follows."""
    result = own.result
    word = translate(VERDICTS[verdict_of(result)])
    if result.compared is not None and not (result.low is None and result.high is None):
        inside = translate("inside") if _is_inside(result) else translate("outside")
        yield comparison_text(result.compared, result, inside, translate)
    if result.verdict == Verdict.MET and gaps.on_open_edge(result):
        yield translate("it is 0 and stays 0: it cannot fall further")
    if result.verdict in {Verdict.NOT_DUE, Verdict.UNMET, Verdict.MET}:
        due = result.due_date or result.due
        is_yearly = Measure(result.measure) in YEARLY and result.comparison != Comparison.DONE
        yield translate("every year is due") if is_yearly else translate(_DUE[result.is_due]).format(due=due)
    if result.verdict == Verdict.NOT_DUE and result.measure == Measure.CUMULATIVE and _is_inside(result):
        yield translate("a sum with an upper bar is kept only when its last year is over")
    reason = gaps.reason_in_words(result, translate)
    yield gaps.clauses([f"→ {word}", reason], translate)
    if result.every_unit and result.part_of is None and own.worst:
        yield say("every unit must pass: the figures are those of the worst, {unit}", unit=own.worst).text(translate)


def comparison_text(value: float, result: Result, conclusion: str, translate: Translate) -> str:
    """Return a value beside each edge, and what follows: 66 < 68, 66 < 70: outside."""
    said = []
    for edge, is_open, signs in (
        (result.low, result.low_open, (">", "≥", "<")),
        (result.high, result.high_open, ("<", "≤", ">")),
    ):
        if edge is not None:
            said.append(f"{exact(value)} {_sign(value, edge, bool(is_open), signs)} {exact(edge)}")
    return say("{label}: {text}", label=translate(", ").join(said), text=conclusion).text(translate)


def _is_inside(result: Result) -> bool:
    if result.verdict == Verdict.MET:
        return True
    return result.verdict == Verdict.NOT_DUE and result.gap == 0 and not gaps.on_open_edge(result)


def _sign(value: float, edge: float, is_open: bool, signs: tuple[str, str, str]) -> str:
    beyond, at_edge, short = signs
    if exact(value) == exact(edge):
        return "=" if is_open else at_edge
    is_beyond = value > edge if beyond == ">" else value < edge
    return beyond if is_beyond else short


def gap_lines(result: Result, translate: Translate) -> Iterator[str]:
    """Yield edge - m, the same in things, and relative to the edge; nothing where the target is met."""
    edge, m = edge_of(result), result.compared
    if result.comparison == Comparison.DONE and (said := gaps.gap_in_words(result, translate)):
        yield said
    if result.gap is None or edge is None or m is None:
        return
    if result.gap == 0:
        at_edge = "" if result.verdict == Verdict.MET else gaps.open_edge_in_words(result, translate)
        yield gaps.clauses(["0", at_edge], translate)
    else:
        amount = gaps.with_unit(exact(result.gap), result.gap_unit, translate)
        yield f"{exact(edge)} - {bracketed(exact(m))} = {amount}"
    yield from _things(result, translate)
    if result.relative_gap:
        yield f"{exact(result.gap)} ÷ {exact(abs(edge))} = {_percent(result.relative_gap)}"
    yield from gaps.remarks(result, translate)


def _things(result: Result, translate: Translate) -> Iterator[str]:
    if not result.gap_count or not result.per or result.denominator is None or result.gap is None:
        return
    yield say(
        "{gap} ÷ {per} × {denominator} = {count}, rounded away from 0: {things}",
        gap=exact(result.gap),
        per=exact(result.per),
        denominator=exact(result.denominator),
        count=f"{result.gap / result.per * result.denominator:.9g}",
        things=gaps.things_text(result, translate),
    ).text(translate)


def progress_lines(result: Result, translate: Translate) -> Iterator[str]:
    """Yield the completion ratio, and the progress from the start."""
    edge, m, s = edge_of(result), result.compared, start_of(result)
    if edge is None or m is None:
        return
    if result.completion is not None:
        ratio = f"{exact(m)} ÷ {bracketed(exact(edge))}"
        if (result.high is not None and edge == result.high and edge > 0) and m:
            ratio = f"{exact(edge)} ÷ {bracketed(exact(m))}"
        yield say("completion {ratio} = {share}", ratio=ratio, share=_percent(result.completion)).text(translate)
    if result.progress is not None and s is not None:
        near = _near_edge(result, s)
        start = bracketed(exact(s))
        text = f"({exact(m)} - {start}) ÷ ({exact(near)} - {start}) = {_percent(result.progress)}"
        yield say("from the start {text}", text=text).text(translate)


def _near_edge(result: Result, start: float) -> float:
    if result.low is not None and start < result.low:
        return result.low
    assert result.high is not None
    return result.high


def _percent(share: float) -> str:
    return f"{exact(share * 100)}%"
