"""Checked arithmetic between indicators: totals and their splits, stocks and their flows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from planckeck.model.plan import Indicator, Plan
from planckeck.model.promise import Baseline, Positions, Promise
from planckeck.model.target import About, Between, Done
from planckeck.notation import format_number
from planckeck.problems import Diagnostic, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

Promises = Mapping[str, tuple[Promise, ...]]


def check_sums(
    plan: Plan, positions: Positions, promises: Promises, baselines: Mapping[str, Baseline | None]
) -> Iterator[Diagnostic]:
    """Yield totals that are not the sum of their parts (500 = 370 + 130) and stocks that their flows do not make."""
    ids = [indicator.id for indicator in plan.indicators]
    for number, indicator in enumerate(plan.indicators):
        for index, part in enumerate(indicator.sum_of):
            if part not in ids:
                place = positions.value("indicators", number, "sum_of", index)
                yield diagnose("PK205", place, key="sum_of", indicator=part, help=did_you_mean(part, ids))
        if indicator.sum_of and all(part in promises for part in (*indicator.sum_of, indicator.id)):
            yield from _sum(indicator, number, positions, promises)
        if indicator.flow_of is not None and indicator.flow_of not in ids:
            place = positions.value("indicators", number, "flow_of")
            help_ = did_you_mean(indicator.flow_of, ids)
            yield diagnose("PK205", place, key="flow_of", indicator=indicator.flow_of, help=help_)
        elif indicator.flow_of in promises and indicator.id in promises:
            yield from _flow(indicator, number, positions, promises, baselines)


def _by_year(promises: tuple[Promise, ...]) -> dict[int, Decimal]:
    """Return the figure of each due year that has one figure."""
    figures = {}
    for promise in promises:
        match promise.target:
            case None | Done() | Between() | About():
                pass
            case target:
                figures[promise.due_year] = target.bound
    return figures


def _sum(indicator: Indicator, number: int, positions: Positions, promises: Promises) -> Iterator[Diagnostic]:
    parts = [_by_year(promises[part]) for part in indicator.sum_of]
    totals = _by_year(promises[indicator.id])
    if len(totals) == 1 and all(len(part) == 1 for part in parts):
        # one figure each: parts may fall due in other years than their total
        sums = {year: [next(iter(part.values())) for part in parts] for year in totals}
    else:
        sums = {year: [part[year] for part in parts if year in part] for year in totals}
    for year, terms in sums.items():
        if len(terms) == len(parts) and sum(terms, Decimal(0)) != totals[year]:
            yield diagnose(
                "PK209",
                positions.value("indicators", number, "sum_of"),
                id=indicator.id,
                total=format_number(totals[year]),
                sum=format_number(sum(terms, Decimal(0))),
                terms=" + ".join(format_number(term) for term in terms),
            )


def _flow(
    indicator: Indicator,
    number: int,
    positions: Positions,
    promises: Promises,
    baselines: Mapping[str, Baseline | None],
) -> Iterator[Diagnostic]:
    stock_id = indicator.flow_of
    assert stock_id is not None
    baseline = baselines.get(stock_id)
    stocks = _by_year(promises[stock_id])
    before = baseline.value if baseline is not None else None
    for year, stock in sorted(stocks.items()):
        flow = _by_year(promises[indicator.id]).get(year)
        if flow is not None and before is not None and before + flow != stock:
            said = say(
                "{stock_id} stands at {before} before {year} and at {stock} after it, the flow is {flow}",
                stock_id=stock_id,
                before=format_number(before),
                year=year,
                stock=format_number(stock),
                flow=format_number(flow),
            )
            yield diagnose("PK211", positions.value("indicators", number, "flow_of"), id=indicator.id, stock=said)
        before = stock
