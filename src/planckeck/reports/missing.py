"""Who has not reported: lines without an actual, by department, indicator and region."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from itertools import groupby

from rich.console import RenderableType

from planckeck.model.assessment import Reason, Result
from planckeck.model.plan import Constraint
from planckeck.problems import Translate, say
from planckeck.reports.jsontext import dumps
from planckeck.reports.rows import DASH
from planckeck.reports.tables import Column, Screen, line, paragraph, render, table
from planckeck.reports.texts import sheet_text
from planckeck.reports.words import CONSTRAINTS, REASONS

KEYS = ("department", "plan", "indicator", "name", "region", "level", "year", "due", "constraint", "reason", "written")


def missing_text(missing: Sequence[Result], total: int, translate: Translate, screen: Screen) -> str:
    """Return what is missing, a table a department, and how many of all lines that is."""
    parts: list[RenderableType] = []
    of_several = len({result.plan for result in missing}) > 1
    for department, lines in groupby(_in_order(missing), key=_department):
        own = list(lines)
        name = department or translate("no department named in the plan")
        said = say("{department}: {count} missing", department=name, count=len(own))
        rows = [
            [
                *([line(result.plan)] if of_several else []),
                line(result.name),
                line(result.region),
                line(str(result.year)),
                line(translate(CONSTRAINTS[Constraint(result.constraint)])),
                line(_due(result)),
                line(reason_text(result, translate)),
            ]
            for result in own
        ]
        parts += [
            paragraph(said.text(translate), style="bold"),
            table(_columns(translate, of_several), rows, screen.width),
            "",
        ]
    if not missing:
        parts.append(paragraph(translate("nothing is missing")))
    regions = len({(result.plan, result.region) for result in missing})
    said = say(
        "{missing} of {total} lines without a report, of {regions} regions",
        missing=len(missing),
        total=total,
        regions=regions,
    )
    parts.append(paragraph(said.text(translate)))
    return render(parts, screen)


def missing_json(missing: Sequence[Result], total: int) -> str:
    """Return one JSON object with a missing line a row."""
    rows = ",\n".join(dumps(_object(result)) for result in _in_order(missing))
    return f'{dumps({"version": 1, "total": total, "count": len(missing)})[:-1]},\n"missing": [\n{rows}\n]}}\n'


def missing_csv(missing: Sequence[Result]) -> str:
    """Return the missing lines as CSV, a row each, with the keys of the JSON."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(KEYS)
    for result in _in_order(missing):
        values = _object(result)
        writer.writerow(["" if values[key] is None else sheet_text(str(values[key])) for key in KEYS])
    return buffer.getvalue()


def reason_text(result: Result, translate: Translate) -> str:
    """Return why there is no actual, in words, with what the cell says."""
    reason = Reason(result.reason) if result.reason in _SILENT else Reason.NO_ACTUAL
    said = translate(REASONS[reason])
    if result.units_missing:
        said += f": {', '.join(result.units_missing)}"
    if not result.written:
        return said
    return say("{value} ({remark})", value=said, remark=result.written).text(translate)


_SILENT = frozenset(
    {"no_actual", "blank", "no_such_item", "too_small", "not_reported", "missing_year", "no_units", "units_missing"}
)


def _object(result: Result) -> Mapping[str, object]:
    values: dict[str, object] = {key: getattr(result, key) for key in KEYS}
    values["reason"] = result.reason if result.reason in _SILENT else Reason.NO_ACTUAL.value
    return values


def _in_order(missing: Sequence[Result]) -> list[Result]:
    """Return lines by department, those without one last; inside in plan order."""
    return sorted(missing, key=lambda result: (_department(result) == "", _department(result)))


def _department(result: Result) -> str:
    return result.department or ""


def _due(result: Result) -> str:
    return result.due_date or result.due or DASH


def _columns(translate: Translate, of_several: bool) -> list[Column]:
    return [
        *([Column(translate("plan"), shares=True)] if of_several else []),
        Column(translate("indicator"), shares=True),
        Column(translate("region")),
        Column(translate("year")),
        Column(translate("class")),
        Column(translate("due")),
        Column(translate("reason"), shares=True),
    ]
