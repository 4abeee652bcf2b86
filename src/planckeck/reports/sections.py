"""The sections of the gap summary: what is missed, what is met, what has no verdict."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck.languages import N_
from planckeck.model.assessment import Reason, Result, Verdict
from planckeck.model.plan import Constraint
from planckeck.problems import say
from planckeck.reports.gaps import clauses
from planckeck.reports.mdtables import Layout
from planckeck.reports.midterm import has_paces, is_in_midterm
from planckeck.reports.rows import Row, with_units, worst_first


def misses(made: Layout) -> Iterator[str]:
    """Yield the binding misses first, then the others by category."""
    unmet = _of(made, Verdict.UNMET)
    binding = [one for one in unmet if one.constraint == Constraint.BINDING]
    others = [one for one in unmet if one.constraint != Constraint.BINDING]
    yield from made.section(N_("Binding targets not met"), worst_first(binding), [*made.columns(), *made.distance()])
    shown = [*made.columns(category=True, constraint=True), *made.distance()]
    title = N_("Other targets not met") if binding else N_("Targets not met")
    yield from made.section(title, with_units(others, _by_category), shown)


def open_ones(made: Layout) -> Iterator[str]:
    """Yield what is not due and has no pace: with a gap first, then the rest; and what is worse than its baseline."""
    waiting = _of(made, Verdict.NOT_DUE)
    behind = [one for one in waiting if one.gap or one.part_of is not None]
    rest = [one for one in waiting if not one.gap and one.part_of is None]
    columns = [*made.columns(constraint=True), *made.distance()]
    yield from made.section(N_("Not yet due, target not yet reached"), worst_first(behind), columns)
    yield from made.section(N_("Not yet due, to be judged at the end"), rest, columns)
    worse = [one for one in made.own if one.worse_than_baseline and one.part_of is None]
    yield from made.section(
        N_("Worse than the baseline"),
        worst_first(worse),
        [*made.columns(constraint=True), *made.values(), made.verdict()],
    )


def others(made: Layout) -> Iterator[str]:
    """Yield what has no data, what has no target, and what does not apply, each with its reason."""
    reason = (made.translate("why"), lambda row: _why(made, row))
    why = [*made.columns(constraint=True), made.target(), reason]
    actual = (made.translate("actual"), lambda row: row.actual)
    missing = worst_first(_of(made, Verdict.NO_DATA))
    if has_paces(made):
        yield from made.split(N_("No data"), missing, [*made.columns(), made.target(), reason])
    else:
        yield from made.section(N_("No data"), missing, why)
    yield from made.section(N_("No target value"), _of(made, Verdict.NO_TARGET), [*why[:-1], actual, why[-1]])
    yield from made.section(N_("Not applicable"), _of(made, Verdict.NOT_APPLICABLE), why[:-1])


def met(made: Layout) -> Iterator[str]:
    """Yield the targets met, in a compact table."""
    columns = [*made.columns(constraint=True), *made.values()]
    yield from made.section(N_("Met"), _of(made, Verdict.MET), columns)


def _of(made: Layout, verdict: Verdict) -> list[Result]:
    return made.lines(lambda one: one.verdict == verdict and not is_in_midterm(one))


def _why(made: Layout, row: Row) -> str:
    """Return the reason with what the data, or the reader of the plan, wrote about it."""
    result = row.result
    if result.reason == Reason.READING_OPEN:
        return clauses([row.gap, made.loaded.indicator(result.indicator).reading.note or ""], made.translate)
    if result.verdict != Verdict.NO_DATA:
        return row.gap
    written = say("the data say “{text}”", text=result.written).text(made.translate) if result.written else ""
    return clauses([row.gap, written, result.note or ""], made.translate)


def _by_category(lines: list[Result]) -> list[Result]:
    """Sort by category in the plan's order, in each the worst first."""
    places = list(dict.fromkeys(line.category for line in lines))
    return sorted(worst_first(lines), key=lambda line: places.index(line.category))
