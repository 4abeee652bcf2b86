"""One indicator's fields to its promises and baseline; what the print and the file say must agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from planckeck.model.measure import IN_PERCENT, Measure
from planckeck.model.plan import (
    BaselineEntry,
    Certainty,
    Indicator,
    MilestoneEntry,
    Plan,
    Reference,
    ReferenceTarget,
)
from planckeck.model.promise import Baseline, Positions, Promise
from planckeck.model.target import Comparison, Done, Target
from planckeck.notation import (
    NotationError,
    Printed,
    PrintedKind,
    format_number,
    lower,
    parse_number,
    parse_target,
    print_target,
)
from planckeck.plans.nodes import YAML_LINE_END
from planckeck.problems import Diagnostic, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

Path = tuple[str | int, ...]
Spec = str | Decimal | ReferenceTarget | MilestoneEntry


class Reader(NamedTuple):
    """What reading one plan file needs: its head, its places, its text (for spans inside quoted texts)."""

    plan: Plan
    positions: Positions
    text: str

    def at(self, path: Path, start: int, end: int) -> Place:
        """Return the place of a span of the text at `path`; the whole value where its spelling is not literal."""
        place = self.positions.value(*path)
        lines = _lines(self.text)
        line = lines[place.line - 1] if 0 < place.line <= len(lines) else ""
        written = line[place.column - 1 : place.end_column - 1]
        shift = 1 if written[:1] in {'"', "'"} else 0
        if place.line != place.end_line or "\\" in written or "''" in written:
            return place
        column = place.column + shift
        return Place(place.file, place.line, column + start, place.line, column + max(end, start + 1))


@lru_cache(maxsize=1)
def _lines(text: str) -> list[str]:
    """Return a file's lines; only a text that cannot be read asks for them."""
    return YAML_LINE_END.split(text)


class _Refused(Exception):
    """A field that cannot be read; carries its findings."""

    def __init__(self, *findings: Diagnostic) -> None:
        self.findings = findings


def read_baseline(reader: Reader, number: int, indicator: Indicator) -> tuple[Baseline | None, list[Diagnostic]]:
    """Read an indicator's baseline: a figure, a bound such as ＞95 (no progress from it), or a dash (none)."""
    entry = indicator.baseline
    if entry is None:
        return None, []
    path: Path = ("indicators", number, "baseline")
    year = reader.plan.baseline_year
    written = entry
    if isinstance(entry, BaselineEntry):
        path, written, year = (*path, "value"), entry.value, entry.year or year
    if isinstance(written, Decimal):
        return Baseline(format_number(written), year, written), []
    assert isinstance(written, str)
    try:
        printed = parse_number(written, indicator.unit)
    except NotationError as error:
        return None, [_unreadable(reader, path, error)]
    if printed.value is None:
        return None, []
    if printed.comparison is not None:
        return Baseline(written, year, None, printed.comparison, printed.value), []
    return Baseline(written, year, printed.value), []


def read_promises(reader: Reader, number: int, indicator: Indicator) -> tuple[tuple[Promise, ...], list[Diagnostic]]:
    """Read an indicator's targets, one promise a due year, in the order of their years."""
    promises: list[Promise] = []
    findings: list[Diagnostic] = []
    for due, path, spec in _specs(reader, number, indicator):
        try:
            promises.append(_promise(reader, indicator, due, path, spec))
        except _Refused as refused:
            findings += refused.findings
    return tuple(sorted(promises, key=lambda promise: promise.due_year)), findings


def _specs(reader: Reader, number: int, indicator: Indicator) -> Iterator[tuple[int | dt.date, Path, Spec | None]]:
    path: Path = ("indicators", number, "target")
    due = indicator.due or reader.plan.last_year
    match indicator.target:
        case dict() as by_year:
            for year, spec in by_year.items():
                yield year, (*path, year), spec
        case ReferenceTarget() as target:
            yield from _reference_years(reader.plan, indicator, target, due, path)
        case spec:
            yield due, path, spec


def _reference_years(
    plan: Plan, indicator: Indicator, target: ReferenceTarget, due: int | dt.date, path: Path
) -> Iterator[tuple[int | dt.date, Path, Spec]]:
    """A reference with values by year is a ladder: a milestone in each of those years."""
    reference = plan.references.get(target.reference)
    values = reference.values.get(indicator.id) if reference else None
    if isinstance(values, dict):
        for year in values:
            if year != _year(due):
                yield year, path, target
    yield due, path, target


def _year(due: int | dt.date) -> int:
    return due.year if isinstance(due, dt.date) else due


def _promise(reader: Reader, indicator: Indicator, due: int | dt.date, path: Path, spec: Spec | None) -> Promise:
    base = Promise(
        due_year=_year(due),
        due_date=due if isinstance(due, dt.date) else None,
        written="",
        comparison=indicator.comparison,
        target=None,
        measure=indicator.measure or Measure.LEVEL,
        tolerance=indicator.tolerance,
        place=reader.positions.value(*path),
    )
    match spec:
        case MilestoneEntry():
            base = base._replace(
                comparison=spec.comparison or base.comparison,
                tolerance=spec.tolerance or base.tolerance,
            )
            inner: Spec | None = spec.target
            return _figure_or_none(reader, indicator, base, (*path, "target"), inner)
        case ReferenceTarget():
            return _referenced(reader, indicator, base, path, spec)
        case _:
            return _figure_or_none(reader, indicator, base, path, spec)


def _figure_or_none(reader: Reader, indicator: Indicator, base: Promise, path: Path, spec: Spec | None) -> Promise:
    match spec:
        case None:
            return _without_target(reader, indicator, base, path)
        case Decimal():
            exponent = spec.as_tuple().exponent
            decimals = max(0, -exponent) if isinstance(exponent, int) else 0
            bare = Printed(format_number(spec, decimals), PrintedKind.FIGURE, bound=spec, decimals=decimals)
            return _lowered(reader, indicator, base, path, bare)
        case str():
            try:
                printed = parse_target(spec, target_unit(indicator))
            except NotationError as error:
                if _is_left_open(indicator):
                    return base._replace(written=spec, reason="reading_open")
                raise _Refused(_unreadable(reader, path, error)) from None
            return _lowered(reader, indicator, base, path, printed)
        case _:
            raise AssertionError(spec)


def _due_as_printed(base: Promise, due: str) -> Promise:
    """Take the due date that the print gives (到2019年, 2020年6月底前) where the file gives none."""
    if len(due) == 4:
        return base._replace(due_year=int(due))
    date = dt.date.fromisoformat(due)
    return base._replace(due_year=date.year, due_date=date)


def target_unit(indicator: Indicator) -> str | None:
    """Return the unit in which an indicator's target is printed: % for growth and percent changes of anything."""
    return "%" if indicator.measure in IN_PERCENT else indicator.unit


def _without_target(reader: Reader, indicator: Indicator, base: Promise, path: Path) -> Promise:
    if base.comparison is Comparison.DONE:
        return base._replace(target=Done())
    if indicator.reading.certainty is Certainty.AMBIGUOUS:
        return base._replace(reason="reading_open")
    if indicator.better is not None and base.comparison is None:
        return base._replace(reason="watched")
    help_ = say("add target:, or better: higher or lower for an indicator that is only watched")
    raise _Refused(diagnose("PK207", reader.positions.value(*path[:2]), id=indicator.id, help=help_))


def _referenced(reader: Reader, indicator: Indicator, base: Promise, path: Path, spec: ReferenceTarget) -> Promise:
    references = reader.plan.references
    if spec.reference not in references:
        place = reader.positions.value(*path, "reference")
        raise _Refused(
            diagnose("PK204", place, reference=spec.reference, help=did_you_mean(spec.reference, references))
        )
    comparison = spec.comparison or base.comparison
    reference = references[spec.reference]
    plus = spec.plus or Decimal(0)
    base = base._replace(
        comparison=comparison,
        reference=spec.reference,
        plus=plus,
        written=_reference_text(reference, spec.reference, plus),
    )
    _fit_for_a_reference(reader, indicator, base, path)
    value = reference_value(reference, indicator.id, base.due_year)
    if value is None or comparison is None:
        reason = "reading_open" if comparison is None else "reference_without_value"
        return base._replace(reason=reason)
    return base.with_bar(value, indicator.better)


def _fit_for_a_reference(reader: Reader, indicator: Indicator, base: Promise, path: Path) -> None:
    """Refuse comparisons that one figure from outside cannot fill, whether or not the figure is known."""
    place = reader.positions.value(*path)
    if base.comparison is None and indicator.reading.certainty is not Certainty.AMBIGUOUS:
        raise _Refused(diagnose("PK202", place, written=base.written))
    if base.comparison in {Comparison.BETWEEN, Comparison.DONE}:
        why, help_ = say("a reference, which is one figure"), say("write at_least, at_most, above, below or equal")
        raise _Refused(diagnose("PK208", place, field=f"comparison: {base.comparison}", why=why, help=help_))
    if base.comparison is Comparison.ABOUT and base.tolerance is None:
        unit = indicator.unit or say("the unit")
        raise _Refused(diagnose("PK203", place, written=base.written, unit=unit))


def _reference_text(reference: Reference, name: str, plus: Decimal) -> str:
    title = reference.title or name
    if not plus:
        return title
    return f"{title}{'+' if plus > 0 else '-'}{format_number(abs(plus))}"


def reference_value(reference: Reference, indicator_id: str, year: int) -> Decimal | None:
    """Return the value that the plan file gives a reference for an indicator and year, None without one."""
    match reference.values.get(indicator_id):
        case dict() as by_year:
            return by_year.get(year)
        case value:
            return value


def _lowered(reader: Reader, indicator: Indicator, base: Promise, path: Path, printed: Printed) -> Promise:
    in_file = base.comparison
    comparison = in_file or printed.comparison
    open_reading = indicator.reading.certainty is Certainty.AMBIGUOUS
    base = base._replace(written=printed.text, comparison=comparison, decimals=printed.decimals)
    if printed.due is not None and indicator.due is None and not isinstance(indicator.target, dict):
        base = _due_as_printed(base, printed.due)
    if printed.kind is PrintedKind.FIGURE:
        missing = _what_is_missing(comparison, base.tolerance or printed.tolerance)
        if printed.total and indicator.measure is None:
            missing.append("PK212")
        if missing and open_reading:
            return base._replace(reason="reading_open")
        if missing:
            place, unit = reader.positions.value(*path), indicator.unit or say("the unit")
            raise _Refused(*(diagnose(code, place, written=printed.text, unit=unit) for code in missing))
    if in_file is Comparison.DONE and printed.kind is not PrintedKind.DONE:
        why, help_ = say("comparison done"), say("leave {field} out", field="target")
        raise _Refused(diagnose("PK208", reader.positions.value(*path), field="target", why=why, help=help_))
    if printed.kind is PrintedKind.NOTHING:
        return _without_target(reader, indicator, base, path)
    try:
        result = lower(
            printed,
            comparison=in_file,
            tolerance=base.tolerance,
            better=indicator.better,
            measure=indicator.measure,
            fall_is_positive=indicator.rate_sign == "fall",
            unit=target_unit(indicator),
        )
    except NotationError as error:
        if _is_left_open(indicator):
            return base._replace(reason="reading_open")
        raise _Refused(_unreadable(reader, path, error)) from None
    if result.target is None:
        reason = "reference_without_value" if printed.kind is PrintedKind.REFERENCE else "qualitative"
        return base._replace(reason=reason)
    return base._replace(
        target=result.target,
        measure=result.measure,
        comparison=_comparison(result.target),
        written=base.written or print_target(result.target, indicator.unit),
    )


def _is_left_open(indicator: Indicator) -> bool:
    """Tell whether a text may stand as printed without being understood: the file decides nothing of it."""
    return (
        indicator.reading.certainty is Certainty.AMBIGUOUS
        and indicator.comparison is None
        and indicator.measure is None
    )


def _comparison(target: Target) -> Comparison:
    return target.comparison


def _what_is_missing(comparison: Comparison | None, tolerance: Decimal | None) -> list[str]:
    if comparison is None:
        return ["PK202"]
    return ["PK203"] if comparison is Comparison.ABOUT and tolerance is None else []


def _unreadable(reader: Reader, path: Path, error: NotationError) -> Diagnostic:
    place = reader.at(path, error.start, error.end)
    help_: Message | str = error.hint or ""
    related = reader.positions.of_keys.get((*path[:2], error.field)) if error.field else None
    return diagnose("PK210", place, related=related, problem=error.message, help=help_)
