"""What a plan file means, and where it contradicts itself or its document looks odd."""

from __future__ import annotations

from collections.abc import Iterator

from planckeck import units
from planckeck.model.measure import Measure
from planckeck.model.plan import Indicator, Plan
from planckeck.model.promise import Baseline, Positions, Promise
from planckeck.model.target import Comparison
from planckeck.notation import NotationError, PrintedKind, parse_target
from planckeck.plans.checks import indicator_warnings
from planckeck.plans.faults import Faults
from planckeck.plans.promises import Reader, read_baseline, read_promises
from planckeck.plans.sums import check_sums
from planckeck.problems import Diagnostic, Message, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

_TAKES_A_FALL = (None, Measure.LEVEL, Measure.TOTAL_RATE, Measure.AVERAGE_RATE)
"""The measures under which data may give a fall as a positive number (DESIGN §3, §4.2)."""

_SAYS_THE_SIDE = frozenset(
    {Comparison.AT_LEAST, Comparison.ABOVE, Comparison.AT_MOST, Comparison.BELOW, Comparison.DONE}
)
"""The comparisons that themselves say on which side more is no harm."""

Meaning = tuple[dict[str, tuple[Promise, ...]], dict[str, Baseline | None], list[Diagnostic]]


def check_meaning(plan: Plan, positions: Positions, faults: Faults, text: str) -> Meaning:
    """Read every indicator's texts and check the plan against itself.

    Fields known to be faulty are passed over: one fault is said once. Returns promises and baselines by indicator id,
    and the findings in no order.
    """
    reader = Reader(plan, positions, text)
    promises: dict[str, tuple[Promise, ...]] = {}
    baselines: dict[str, Baseline | None] = {}
    findings: list[Diagnostic] = list(_head(plan, positions, faults))
    for number, indicator in enumerate(plan.indicators):
        if faults.covers(("indicators", number)) or faults.covers(("indicators",)):
            continue
        broken = faults.in_indicator(number)
        baseline, said = (None, []) if "baseline" in broken else read_baseline(reader, number, indicator)
        findings += said
        baselines[indicator.id] = baseline
        is_misspelt = faults.has_unknown_key(number)
        if faults.spoil_target(number) or ("references",) in faults.paths:
            continue
        if not is_misspelt:
            findings += _unit(indicator, positions, number)
        promises[indicator.id], refused = read_promises(reader, number, indicator)
        findings += [finding for finding in refused if not (is_misspelt and finding.code == "PK207")]
        findings += _fields_that_do_not_fit(indicator, positions, number)
        findings += _bar_of_an_indicator(plan, indicator, promises[indicator.id], positions, number)
        if not refused and not is_misspelt and "baseline" not in broken and not said:
            findings += indicator_warnings(reader, number, promises[indicator.id], baseline)
    findings += check_sums(plan, positions, promises, baselines)
    return promises, baselines, findings


def _head(plan: Plan, positions: Positions, faults: Faults) -> Iterator[Diagnostic]:
    if not faults.covers(("period",)) and plan.first_year > plan.last_year:
        yield diagnose("PK201", positions.value("period"), period=plan.period)
    ids = {indicator.id for indicator in plan.indicators}
    for name, reference in plan.references.items():
        named = {
            **dict.fromkeys(reference.values, "values"),
            **({reference.indicator: "indicator"} if reference.indicator else {}),
        }
        for indicator_id, key in named.items():
            if indicator_id not in ids:
                path = ("references", name, key) if key == "indicator" else ("references", name, key, indicator_id)
                place = positions.key(*path) if key == "values" else positions.value(*path)
                yield diagnose("PK205", place, key=key, indicator=indicator_id, help=did_you_mean(indicator_id, ids))


def _bar_of_an_indicator(
    plan: Plan, indicator: Indicator, promises: tuple[Promise, ...], positions: Positions, number: int
) -> Iterator[Diagnostic]:
    """A bar that is another indicator's actual must be of another indicator, in a unit of the same kind, a level."""
    if not plan.references:
        return
    names = {promise.reference for promise in promises if promise.reference is not None}
    for name in sorted(names):
        source_id = plan.references[name].indicator
        source = next((one for one in plan.indicators if one.id == source_id), None)
        if source is None:
            continue
        why = None
        if source is indicator:
            why = say("the indicator itself")
        elif units.conversion_factor(source.unit or "", indicator.unit or "") is None:
            why = say("{id}, which is in {unit}", id=source.id, unit=source.unit or say("no unit"))
        elif indicator.measure not in {None, Measure.LEVEL}:
            why = say("measure {measure}: the bar is the actual itself", measure=indicator.measure)
        if why is not None:
            place = positions.value("indicators", number, "target")
            yield diagnose("PK208", place, field=f"reference {name}", why=why, help=say("give the bar as values"))


def is_done(indicator: Indicator) -> bool:
    """Tell whether an indicator is a product (建成, 完成) that needs no unit."""
    if indicator.comparison is Comparison.DONE:
        return True
    if not isinstance(indicator.target, str):
        return False
    try:
        return parse_target(indicator.target, indicator.unit).kind is PrintedKind.DONE
    except NotationError:
        return False


def _unit(indicator: Indicator, positions: Positions, number: int) -> Iterator[Diagnostic]:
    if indicator.unit is None and not is_done(indicator):
        yield diagnose("PK206", positions.value("indicators", number, "id"), id=indicator.id)
    elif indicator.unit is not None and not units.is_unit(indicator.unit):
        near = ", ".join(units.suggestions(indicator.unit))
        help_: Message | str = say("did you mean {names}?", names=near) if near else ""
        yield diagnose("PK235", positions.value("indicators", number, "unit"), unit=indicator.unit, help=help_)


def _fields_that_do_not_fit(indicator: Indicator, positions: Positions, number: int) -> Iterator[Diagnostic]:
    for name, why in _unfit(indicator):
        place, help_ = positions.key("indicators", number, name), say("leave {field} out", field=name)
        yield diagnose("PK208", place, field=name, why=why, help=help_)


def _unfit(indicator: Indicator) -> Iterator[tuple[str, Message]]:
    comparison = indicator.comparison
    if indicator.tolerance is not None and comparison not in {None, Comparison.ABOUT}:
        yield "tolerance", say("comparison {comparison}", comparison=comparison)
    if comparison is Comparison.DONE and indicator.measure is not None:
        yield "measure", say("comparison done")
    if indicator.rate_sign is not None and indicator.measure not in _TAKES_A_FALL:
        yield "rate_sign", say("a measure that computes the sign itself")
    if indicator.better is not None and comparison in _SAYS_THE_SIDE:
        yield "better", say("comparison {comparison}, which says it already", comparison=comparison)
    if isinstance(indicator.target, dict) and indicator.due is not None:
        yield "due", say("a target for each year")
