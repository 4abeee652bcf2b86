"""What `inspect` shows: how every cell was read and matched, nothing judged."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from planckeck.model.assessment import Assessment, Result, Verdict
from planckeck.model.inspection import InspectedCell, Inspection, Outcome, RefusedCell
from planckeck.model.promise import LoadedPlan
from planckeck.pipeline import Request, has_plans_folder, regions_table, usable_plans
from planckeck.problems import Diagnostic, in_reading_order

if TYPE_CHECKING:
    from planckeck.readers import Read

Key = tuple[str, str, int, int]
"""File, sheet, row and column of a cell."""


def inspect_actuals(request: Request) -> Inspection:
    """Read the actuals of a request and match them with its plans; without a plan named or a plans folder, with none.

    Raises: InputError for a plan or file that cannot be used; what is wrong with cells are findings.
    """
    from planckeck.expecting import expectations_of
    from planckeck.readers import read_actuals

    has_plans = request.plans or has_plans_folder()
    plans = usable_plans(request.plans) if has_plans else ()
    read = read_actuals(request.reading, expectations_of(plans))
    matched, unmatched = _matched(plans, read, request) if plans and read.rows else ({}, ())
    findings = in_reading_order([*read.findings, *unmatched])
    codes = _codes(findings)
    cells = [_cell(row, matched.get(_key(row)), codes) for row in read.rows]
    cells += [_refused(cell) for cell in read.refused]
    cells.sort(key=lambda cell: (cell.file, cell.sheet, cell.row, cell.column))
    counts = Counter(cell.outcome for cell in cells)
    return Inspection(tuple(read.mappings), tuple(cells), tuple(findings), tuple(read.files), counts)


def missing_results(assessment: Assessment) -> Iterator[Result]:
    """Yield the lines for which nothing was reported: no row, or one of the nothings, not applicable left out.

    A line that only lacks its target, and one whose value was refused, have been reported.
    """
    for result in assessment.results():
        has_actual = result.actual is not None or result.done_on is not None
        is_silent = result.verdict == Verdict.NO_DATA or (not has_actual and not result.written)
        reported = result.verdict == Verdict.NOT_APPLICABLE or (has_actual and result.verdict != Verdict.NO_DATA)
        if is_silent and not reported and result.reason not in _REPORTED:
            yield result


_REPORTED = frozenset({"unreadable", "conflicting_values", "no_meaning", "part_year", "date_needed", "not_decided"})


def _matched(
    plans: tuple[LoadedPlan, ...], read: Read, request: Request
) -> tuple[Mapping[Key, dict[str, Any]], Sequence[Diagnostic]]:
    """Return what every cell means to the plans, with its value in the plan's unit; and what could not be matched."""
    from planckeck.engines import frames_on
    from planckeck.judgement.matched import matched_rows
    from planckeck.model.frames import ACTUAL_COLUMNS, columns_of

    make, table = frames_on("polars"), regions_table(request.regions_file)
    actuals = make(columns_of(ACTUAL_COLUMNS, read.rows))
    rows, findings = matched_rows(plans, actuals, make, table)
    # a name that several indicators of a plan share is shown under the first of them
    return {_key(row): row for row in reversed(rows)}, findings


def _key(row: Mapping[str, Any]) -> Key:
    return row["file"], row["sheet"], int(row["row"]), int(row["column"])


def _codes(findings: Iterable[Diagnostic]) -> Mapping[Key, tuple[str, ...]]:
    found: dict[Key, list[str]] = defaultdict(list)
    for finding in findings:
        place = finding.place
        found[place.file, place.sheet, place.line, place.column].append(finding.code)
    return {key: tuple(dict.fromkeys(codes)) for key, codes in found.items()}


def _cell(
    row: Mapping[str, Any], match: Mapping[str, Any] | None, codes: Mapping[Key, tuple[str, ...]]
) -> InspectedCell:
    meant = match or {}
    figures = {name: _figure(meant.get(name, row[name])) for name in ("value", "at_least", "at_most")}
    day = "" if row["done_on"] is None else f"{int(row['done_on'])}"
    return InspectedCell(
        file=row["file"],
        sheet=row["sheet"],
        row=row["row"],
        column=row["column"],
        region=row["region"],
        level=row["level"],
        indicator=row["indicator"],
        year=row["year"],
        part=row["part"],
        written=row["text"],
        outcome=_outcome(row, meant),
        plan=meant.get("plan", "") or row["plan"],
        indicator_id=meant.get("indicator", ""),
        **figures,
        bounds_open=bool(row["bounds_open"]),
        done_on=f"{day[:4]}-{day[4:6]}-{day[6:]}" if day else None,
        numerator=_figure(row["numerator"]),
        denominator=_figure(row["denominator"]),
        unit=meant.get("unit") or row["unit"],
        conversion=meant.get("conversion", ""),
        status=row["status"],
        note=row["note"],
        codes=codes.get(_key(row), ()),
    )


def _outcome(row: Mapping[str, Any], match: Mapping[str, Any]) -> Outcome:
    if "unreadable" in {row["status"], match.get("status")}:
        return Outcome.REFUSED
    said = [row[name] for name in ("value", "at_least", "at_most", "done_on")]
    is_ratio = row["numerator"] is not None and row["denominator"] is not None and not row["status"]
    return Outcome.VALUE if is_ratio or any(figure is not None for figure in said) else Outcome.NOTHING


def _refused(cell: RefusedCell) -> InspectedCell:
    return InspectedCell(
        cell.file, cell.sheet, cell.row, cell.column, "", "", "", None, "", cell.text, Outcome.REFUSED,
        codes=(cell.code,),
    )  # fmt: skip


def _figure(value: Any) -> float | None:
    """Return a figure with 12 significant digits; None for none."""
    return None if value is None or math.isnan(value) else float(f"{value:.12g}")
