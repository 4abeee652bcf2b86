"""One assessment for programs: the JSON object of version 1 and the same results as CSV. Nothing is localised here but
the words of findings."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from planckeck.model.assessment import RESULT_KEYS, Assessment, Counts, Result, Verdict
from planckeck.model.notes import NO_NOTES, Note, Notes
from planckeck.model.pace import NO_PACE, PACE_CLASSES
from planckeck.model.plan import Constraint
from planckeck.model.promise import LoadedPlan
from planckeck.problems import Translate
from planckeck.reports import numbers
from planckeck.reports.counts import met_rate
from planckeck.reports.findings import finding_object
from planckeck.reports.jsontext import dumps
from planckeck.reports.method import sources_of
from planckeck.reports.texts import sheet_text

__all__ = ["as_csv", "as_json", "csv_parts", "dumps", "json_parts"]


def as_json(assessment: Assessment, translate: Translate = str, notes: Notes = NO_NOTES) -> str:
    """Return the whole assessment as one JSON object with a result a line."""
    return "".join(json_parts(assessment, translate, notes))


def json_parts(assessment: Assessment, translate: Translate = str, notes: Notes = NO_NOTES) -> Iterator[str]:
    """Yield the JSON text piece by piece, so that many results need not be held at once."""
    paces = {constraint: dict.fromkeys(PACE_CLASSES, 0) for constraint in Constraint}
    head = {
        "version": 1,
        "plans": [loaded.plan.id for loaded in assessment.plans],
        "years": assessment.years,
        "documents": [_document(loaded, translate) for loaded in assessment.plans],
        "method": _method(assessment),
        "files": [{"path": file.path, "sha256": file.sha256} for file in assessment.files],
        "counts": counts_object(assessment.counts),
    }
    yield dumps(head)[:-1] + ',\n"results": ['
    separator = "\n"
    for result in assessment.results():
        if result.part_of is None:
            paces[Constraint(result.constraint)][result.pace or NO_PACE] += 1
        yield separator + dumps(result_object(result))
        separator = ",\n"
    findings = [finding_object(finding, translate) for finding in assessment.findings]
    said = [note_object(note) for note in notes.entries]
    yield '\n],\n"pace_counts": ' + dumps(_pace_counts(paces)) + ',\n"notes": ' + dumps(said)
    yield ',\n"findings": ' + dumps(findings) + "}\n"


def note_object(note: Note) -> dict[str, object]:
    """Return what the office says of an indicator; region and year are null where it holds for all."""
    return {
        "plan": note.plan,
        "indicator": note.indicator,
        "region": note.region,
        "year": note.year,
        "reason": note.reason or None,
        "measures": note.measures,
        "who": note.who,
        "at": str(note.place),
    }


def _document(loaded: LoadedPlan, translate: Translate) -> dict[str, object]:
    plan = loaded.plan
    return {
        "plan": plan.id,
        "title": plan.title,
        "region": plan.region,
        "period": plan.period,
        "file": loaded.positions.file,
        "sources": sources_of(plan, translate),
    }


def _method(assessment: Assessment) -> dict[str, object]:
    method = assessment.method
    return {
        "band": method.band,
        "path": method.path,
        "paces": [asdict(own) for own in method.paces],
        "pace_method": method.pace_method,
        "slack": method.slack,
        "fail_on": method.fail_on,
        "engine": method.engine,
        "filters": method.filters,
    }


def counts_object(counts: Counts) -> dict[str, object]:
    """Return the counts of verdicts over all and for all five constraints, 0 where there is none.

    Over all also: `met_early`, `due_without_data`, and `met_rate`, met/(met + unmet) of the targets due, in %.
    """
    return {
        **_verdicts(counts.overall),
        "met_early": counts.met_early,
        "due_without_data": counts.due_without_data,
        "met_rate": met_rate(counts),
        "by_constraint": {name: _verdicts(counts.by_constraint.get(name, {})) for name in Constraint},
    }


def _verdicts(counts: Mapping[Verdict, int]) -> dict[str, int]:
    return {"total": sum(counts.values()), **{verdict.value: counts.get(verdict, 0) for verdict in Verdict}}


def _pace_counts(paces: Mapping[Constraint, Mapping[str, int]]) -> dict[str, object]:
    overall = {name: sum(own[name] for own in paces.values()) for name in PACE_CLASSES}
    by_constraint = {name.value: {"total": sum(own.values()), **own} for name, own in paces.items()}
    return {"total": sum(overall.values()), **overall, "by_constraint": by_constraint}


def result_object(result: Result) -> dict[str, object]:
    """Return a result with all its keys in order; null where there is nothing."""
    return {key: getattr(result, key) for key in RESULT_KEYS}


def as_csv(assessment: Assessment) -> str:
    """Return a row a result with the JSON's columns: lists joined by "; ", nothing as an empty cell, no BOM."""
    return "".join(csv_parts(assessment))


def csv_parts(assessment: Assessment) -> Iterator[str]:
    """Yield the header and then a row a result."""
    yield _line(RESULT_KEYS)
    for result in assessment.results():
        yield _line([_cell(getattr(result, key)) for key in RESULT_KEYS])


def _line(cells: list[str] | tuple[str, ...]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()


def _cell(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool() | int():
            return dumps(value)
        case float():
            return numbers.exact(value) if math.isfinite(value) else ""
        case str():
            return sheet_text(str(value))
        case Mapping():
            return dumps(value)
        case _:
            return sheet_text("; ".join(map(str, value)))
