"""How cells were read: a table for people, every cell as JSON or CSV for programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, fields

from rich.console import RenderableType

from planckeck.languages import N_
from planckeck.model.inspection import InspectedCell, Inspection, Outcome
from planckeck.problems import Place, Translate, say
from planckeck.reports import numbers
from planckeck.reports.findings import finding_object
from planckeck.reports.jsontext import dumps
from planckeck.reports.mappings import identity, mapping_lines
from planckeck.reports.rows import DASH
from planckeck.reports.tables import Cell, Column, Line, Screen, line, paragraph, render, table
from planckeck.reports.texts import sheet_text
from planckeck.reports.words import STATUSES

MOST_ROWS = 400
"""A table of more cells than this shows those with findings first, and says how many it leaves out."""

NOTHINGS: Mapping[str, str] = {
    "blank": N_("empty"),
    "no_such_item": N_("no such item"),
    "too_small": N_("below the smallest unit"),
    "not_applicable": N_("not applicable"),
    "not_reported": N_("not reported"),
}
"""The statuses of cells without a value, in words."""
NO_VALUE = N_("no value")
DONE, NOT_DONE = N_("done"), N_("not done")


def inspection_text(inspection: Inspection, translate: Translate, screen: Screen) -> str:
    """Return every table's mapping, its cells as written and as read, and the identity over all of them."""
    parts: list[RenderableType] = []
    shown, left_out = _shown(inspection.cells)
    for mapping in inspection.tables:
        first, *others = mapping_lines(mapping, translate)
        parts += [paragraph(first, style="bold"), *(paragraph(other, style="dim") for other in others), ""]
        own = [cell for cell in shown if (cell.file, cell.sheet) == (mapping.file, mapping.sheet)]
        if own:
            parts += [table(_columns(translate), [_row(cell, translate) for cell in own], screen.width), ""]
    if left_out:
        said = say(
            "{shown} of {total} cells shown, those with findings first; --format csv gives all",
            shown=len(shown),
            total=len(inspection.cells),
        )
        parts.append(paragraph(said.text(translate)))
    if len(inspection.tables) != 1:
        values, nothings, refused = (inspection.counts.get(outcome, 0) for outcome in Outcome)
        parts.append(paragraph(identity(len(inspection.cells), values, nothings, refused, translate)))
    return render(parts, screen)


def inspection_json(inspection: Inspection, translate: Translate) -> str:
    """Return one JSON object with a cell a line."""
    counts = {outcome.value + "s": inspection.counts.get(outcome, 0) for outcome in Outcome}
    counts["refused"] = counts.pop("refuseds")
    head = {
        "version": 1,
        "files": [{"path": file.path, "sha256": file.sha256} for file in inspection.files],
        "tables": [asdict(mapping) for mapping in inspection.tables],
        "counts": {"cells": len(inspection.cells), **counts},
    }
    cells = ",\n".join(dumps(asdict(cell)) for cell in inspection.cells)
    findings = dumps([finding_object(finding, translate) for finding in inspection.findings])
    return f'{dumps(head)[:-1]},\n"cells": [\n{cells}\n],\n"findings": {findings}}}\n'


def inspection_csv(inspection: Inspection) -> str:
    """Return the cells as CSV, a row each, with the keys of the JSON."""
    names = [field.name for field in fields(InspectedCell)]
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(names)
    for cell in inspection.cells:
        writer.writerow([_csv_field(getattr(cell, name)) for name in names])
    return buffer.getvalue()


def _csv_field(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return numbers.exact(value)
        case tuple():
            return " ".join(map(str, value))
        case _:
            return sheet_text(str(value))


def _shown(cells: Sequence[InspectedCell]) -> tuple[Sequence[InspectedCell], int]:
    if len(cells) <= MOST_ROWS:
        return cells, 0
    kept = sorted(cells, key=lambda cell: not cell.codes)[:MOST_ROWS]
    kept.sort(key=lambda cell: (cell.file, cell.sheet, cell.row, cell.column))
    return kept, len(cells) - MOST_ROWS


def _columns(translate: Translate) -> list[Column]:
    return [
        Column(translate("cell")),
        Column(translate("region"), shares=True),
        Column(translate("indicator"), shares=True),
        Column(translate("year")),
        Column(translate("as written"), right=True, shares=True),
        Column(translate("as read"), right=True, shares=True),
        Column(translate("remarks"), shares=True),
    ]


def _row(cell: InspectedCell, translate: Translate) -> list[Cell]:
    style = {Outcome.REFUSED: "bold red", Outcome.NOTHING: "dim"}.get(cell.outcome, "")
    place = Place("", cell.row, cell.column, sheet=cell.sheet)
    return [
        line(str(place).partition("]:")[2] or f"{cell.row}:{cell.column}"),
        line(cell.region or DASH),
        (Line(cell.indicator or DASH), *([Line(cell.indicator_id, "dim")] if cell.indicator_id else [])),
        line(DASH if cell.year is None else f"{cell.year}{cell.part}"),
        line(cell.written or DASH),
        line(as_read(cell, translate), style),
        tuple(Line(remark) for remark in dict.fromkeys(_remarks(cell, translate))),
    ]


def as_read(cell: InspectedCell, translate: Translate) -> str:
    """Return what a cell was read as: a figure with its unit, bounds, a date, why there is none, or a refusal."""
    if cell.outcome is Outcome.REFUSED:
        return translate("refused")
    if cell.done_on is not None:
        return cell.done_on
    figure = _figure(cell)
    if cell.value in {0.0, 1.0} and not cell.unit and not any(map(str.isdigit, cell.written)):
        return translate(DONE if cell.value else NOT_DONE)
    if not figure:
        return translate(NOTHINGS.get(cell.status, NO_VALUE))
    return figure + (cell.unit if cell.unit in {"", "%", "‰"} else f" {cell.unit}")


def _figure(cell: InspectedCell) -> str:
    """Return the value, or its bounds; '' for none."""
    low, high = cell.at_least, cell.at_most
    if cell.value is not None:
        return numbers.exact(cell.value)
    if low is not None and high is not None:
        return f"{numbers.exact(low)}~{numbers.exact(high)}"
    if low is not None:
        return (">" if cell.bounds_open else "≥") + numbers.exact(low)
    return "" if high is None else ("<" if cell.bounds_open else "≤") + numbers.exact(high)


def _remarks(cell: InspectedCell, translate: Translate) -> Iterator[str]:
    if cell.numerator is not None or cell.denominator is not None:
        terms = (DASH if term is None else numbers.exact(term) for term in (cell.numerator, cell.denominator))
        yield " / ".join(terms)
    if cell.conversion:
        yield cell.conversion
    if status := STATUSES.get(cell.status):
        yield translate(status)
    if cell.note:
        yield cell.note
    if cell.codes:
        yield " ".join(cell.codes)
