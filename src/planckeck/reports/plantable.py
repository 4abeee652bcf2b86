"""A plan's own table, as `planckeck show PLAN` prints it: every indicator with what the plan promises of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.console import RenderableType
from rich.text import Text

from planckeck.model.plan import Certainty, Constraint, Indicator
from planckeck.model.promise import LoadedPlan, Promise
from planckeck.model.target import Better, Comparison
from planckeck.problems import Translate, say
from planckeck.reports import method
from planckeck.reports.gaps import list_of
from planckeck.reports.rows import DASH
from planckeck.reports.tables import Cell, Column, Line, Screen, line, natural_width, paragraph, render, table
from planckeck.reports.words import CERTAINTIES, CONSTRAINTS

_SIGNS = {
    Comparison.AT_LEAST: "≥",
    Comparison.ABOVE: ">",
    Comparison.AT_MOST: "≤",
    Comparison.BELOW: "<",
    Comparison.EQUAL: "=",
}
_BARE = re.compile(r"[-+−]?[0-9０-９.．,，:：∶]+")


def plan_table(loaded: LoadedPlan, translate: Translate, screen: Screen) -> str:
    """Return a plan's indicators in their order, one a row, with targets as printed and what is not certain."""
    plan = loaded.plan
    parts: list[RenderableType] = [
        paragraph(plan.title, style="bold"),
        paragraph(" · ".join([plan.region, plan.period]), style="dim"),
    ]
    for source in method.sources_of(plan, translate):
        parts.append(paragraph(say("source: {source}", source=source).text(translate), style="dim"))
    columns, rows = _separate(loaded, translate)
    if screen.width is not None and natural_width(columns, rows) > screen.width:
        columns, rows = _merged(loaded, translate)
    return render([*parts, "", table(columns, rows, screen.width), "", *_foot(loaded, translate)], screen)


def _separate(loaded: LoadedPlan, translate: Translate) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column(translate("no."), right=True),
        Column("id"),
        Column(translate("indicator"), shares=True),
        Column(translate("unit")),
        Column(translate("class")),
        Column(translate("baseline"), right=True),
        Column(translate("target"), right=True),
        Column(translate("due")),
        Column(translate("applies to")),
        Column(translate("reading")),
    ]
    rows = [
        [
            line("" if indicator.row is None else str(indicator.row)),
            line(indicator.id),
            line(indicator.name),
            line(indicator.unit or DASH),
            line(translate(CONSTRAINTS[indicator.constraint])),
            line(_baseline(loaded, indicator)),
            line(list_of(_targets(loaded, indicator, translate), translate)),
            line(list_of(_dues(loaded, indicator), translate)),
            line(scope_text(indicator, translate)),
            line(_reading(indicator, translate)),
        ]
        for indicator in loaded.plan.indicators
    ]
    return columns, rows


def _merged(loaded: LoadedPlan, translate: Translate) -> tuple[list[Column], list[list[Cell]]]:
    columns = [
        Column(translate("no."), right=True),
        Column(translate("indicator"), shares=True),
        Column(translate("class"), most=10),
        Column(translate("baseline"), right=True, most=8),
        Column(translate("target"), right=True, most=12),
        Column(translate("due")),
        Column(translate("reading"), most=9),
    ]
    rows: list[list[Cell]] = []
    for indicator in loaded.plan.indicators:
        under = " · ".join(filter(None, [indicator.unit, scope_text(indicator, translate)]))
        rows.append(
            [
                line("" if indicator.row is None else str(indicator.row)),
                (Line(indicator.name), Line(under, "dim"), Line(indicator.id, "dim")),
                line(translate(CONSTRAINTS[indicator.constraint])),
                line(_baseline(loaded, indicator)),
                tuple(map(Line, _targets(loaded, indicator, translate))),
                tuple(map(Line, _dues(loaded, indicator))),
                line(_reading(indicator, translate)),
            ]
        )
    return columns, rows


def _baseline(loaded: LoadedPlan, indicator: Indicator) -> str:
    baseline = loaded.baselines.get(indicator.id)
    return baseline.written if baseline is not None else DASH


def _targets(loaded: LoadedPlan, indicator: Indicator, translate: Translate) -> list[str]:
    promises = loaded.promises.get(indicator.id, ())
    return [promise_text(promise, translate) for promise in promises] or [DASH]


def _dues(loaded: LoadedPlan, indicator: Indicator) -> list[str]:
    return [str(promise.due_date or promise.due_year) for promise in loaded.promises.get(indicator.id, ())] or [DASH]


def promise_text(promise: Promise, translate: Translate) -> str:
    """Return a target as printed; a bare figure gets the sign of its comparison, about its width."""
    written = promise.written or (translate("done") if promise.comparison is Comparison.DONE else DASH)
    if promise.comparison in _SIGNS and _BARE.fullmatch(written):
        written = f"{_SIGNS[promise.comparison]}{written}"
    if promise.tolerance is not None and "±" not in written:
        written = f"{written} ±{promise.tolerance:f}"
    return written


def scope_text(indicator: Indicator, translate: Translate) -> str:
    """Return to which units an indicator applies; empty for the plan's own region."""
    scope = indicator.scope
    names = list_of((*scope.regions, *scope.units), translate)
    if scope.every_unit and scope.level:
        every = say("every {level}", level=scope.level).text(translate)
        return f"{every}: {names}" if names else every
    return ": ".join(part for part in (scope.level or "", names) if part)


def _reading(indicator: Indicator, translate: Translate) -> str:
    certainty = indicator.reading.certainty
    return "" if certainty is Certainty.CERTAIN else translate(CERTAINTIES[certainty])


def _foot(loaded: LoadedPlan, translate: Translate) -> Iterator[Text]:
    indicators = loaded.plan.indicators
    classes = [
        f"{sum(indicator.constraint is constraint for indicator in indicators)} {translate(CONSTRAINTS[constraint])}"
        for constraint in Constraint
    ]
    yield paragraph(
        say("{total} indicators: {classes}", total=len(indicators), classes=list_of(classes, translate)).text(translate)
    )
    better = {Better.HIGHER: translate("more is no harm"), Better.LOWER: translate("less is no harm")}
    for indicator in indicators:
        if indicator.better is not None:
            said = say("{name}: {text}", name=indicator.name, text=better[indicator.better])
            yield paragraph(said.text(translate), style="dim")
        if indicator.reading.note is not None:
            said = say("{name}: reading: {text}", name=indicator.name, text=indicator.reading.note)
            yield paragraph(said.text(translate), style="dim")
