"""A row of a table as actuals: its labels once, then every value cell with what its row and its header say of it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.readers.cells import read_cell
from planckeck.readers.interface import Cell, CellError, Expectation, Expectations, Raw, RawKind, expectation_of
from planckeck.readers.periods import read_period
from planckeck.readers.shapes.layout import Group, Layout
from planckeck.readers.shapes.titles import label_name, period_text, without_part_mark
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import EMPTY, Grid, GridRow

_NO_EXPECTATION = Expectation()
_NO_VALUE = frozenset({"provisional", "estimated"})


@dataclass
class Reading:
    """What the values of one row gave: actuals, findings, and the value cells that gave none, with a finding's code."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)
    confirmed: bool = False

    def refuse(self, position: int, finding: Diagnostic) -> None:
        """Keep a value cell as refused; what is said of its whole row is said once."""
        self.refused.append((position, finding.code))
        if finding not in self.findings:
            self.findings.append(finding)


class _Spot(NamedTuple):
    """One value of a row: where its cells are, and the texts that the row says for all its values."""

    grid: Grid
    row: GridRow
    group: Group
    labels: Mapping[str, str]
    positions: Mapping[str, int]

    def raw(self, name: str) -> Raw:
        """Return the cell of this value's own column, empty where it has none."""
        return self.row.cell(self.group.fields[name]) if name in self.group.fields else EMPTY

    def said(self, name: str) -> str:
        """Return what this value's own column says, else what the row says."""
        return self.raw(name).text.strip() or self.labels.get(name, "")

    def place(self, name: str) -> Place:
        """Return the place of a field, else that of the value."""
        position = self.group.fields.get(name, self.positions.get(name, self.group.position))
        return self.grid.place(self.row.number, position)


class ActualReader:
    """Reads the rows of one table."""

    def __init__(
        self, grid: Grid, layout: Layout, expectations: Expectations, fill_down: frozenset[str], decimal_comma: bool
    ) -> None:
        self.grid = grid
        self.layout = layout
        self.decimal_comma = decimal_comma
        self._expectations = expectations
        self._fill_down = fill_down
        self._above: dict[str, str] = {}
        self._names: dict[tuple[str, str], tuple[str, str, Expectation]] = {}

    def read(self, row: GridRow) -> Reading:
        """Return the actuals of a row, in the order of its columns."""
        reading = Reading()
        labels = self._labels(row)
        for group in self.layout.groups:
            self._read_value(_Spot(self.grid, row, group, labels, self.layout.labels), reading)
        return reading

    def _labels(self, row: GridRow) -> dict[str, str]:
        texts = {}
        for name, position in self.layout.labels.items():
            text = period_text(row.cell(position)) if name == "year" else row.text(position)
            if name in self._fill_down:
                text = self._above[name] = text or self._above.get(name, "")
            texts[name] = sys.intern(text)
        return texts

    def _read_value(self, spot: _Spot, reading: Reading) -> None:
        key, defaults = spot.group.key, self.layout.defaults
        written = key.period or spot.labels.get("year") or defaults.year
        indicator = key.indicator or spot.labels.get("indicator") or defaults.indicator
        period = read_period(written)
        if period is None:
            reading.refuse(spot.group.position, diagnose("PK309", spot.place("year"), text=written or say("(none)")))
            return
        if not indicator:
            finding = diagnose("PK302", spot.place("indicator"), name=say("(none)"), help=say("name the indicator"))
            reading.refuse(spot.group.position, finding)
            return
        name, name_unit, expectation = self.named(spot.labels.get("plan", ""), indicator)
        unit = spot.said("unit") or spot.group.unit or name_unit or defaults.unit
        said = {
            "plan": spot.labels.get("plan", ""),
            "region": key.region or spot.labels.get("region") or defaults.region,
            "level": spot.labels.get("level", ""),
            "indicator": name,
            "year": period[0],
            "part": period[1],
        }
        reading.rows.append(said | self._value(spot, sys.intern(unit), expectation, reading))

    def named(self, plan: str, text: str) -> tuple[str, str, Expectation]:
        """Return an indicator's name, the unit behind it, and what to expect; each text is looked at once."""
        found = self._names.get((plan, text))
        if found is None:
            name, unit = label_name(text, self._expectations)
            if name_key(name) not in self._expectations and (part := without_part_mark(text)):
                name, unit = label_name(part, self._expectations)
            expectation = expectation_of(self._expectations, plan, name)
            found = self._names[plan, text] = (sys.intern(name), unit, expectation)
        return found

    def _value(self, spot: _Spot, unit: str, expectation: Expectation, reading: Reading) -> dict[str, Any]:
        findings = reading.findings
        said = _status(spot, findings)
        reading.confirmed |= said == "confirmed"
        cell = self._cell(spot, unit, expectation, said == "confirmed", findings)
        ratio = {name: self._term(spot, name, findings) for name in ("numerator", "denominator")}
        is_ratio = cell.status == "blank" and all(term is not None for term in ratio.values())
        status = _joined_status("" if said == "confirmed" else said, cell, is_ratio)
        is_void = "not_applicable" in {status, cell.status}
        return {
            "value": None if is_void else cell.value,
            "done_on": cell.done_on,
            "text": spot.raw("value").text.strip(),
            "unit": cell.unit,
            **ratio,
            "status": status,
            "note": "; ".join(filter(None, [spot.said("note"), cell.note])),
            "file": self.grid.file,
            "sheet": self.grid.sheet,
            "row": spot.row.number,
            "column": spot.group.position + 1,
            "at_least": None if is_void else cell.at_least,
            "at_most": None if is_void else cell.at_most,
            "bounds_open": cell.bounds_open,
        }

    def _cell(
        self, spot: _Spot, unit: str, expectation: Expectation, confirmed: bool, findings: list[Diagnostic]
    ) -> Cell:
        raw, place = self._decimal(spot.raw("value")), spot.place("value")
        try:
            cell = read_cell(raw, unit, expectation, confirmed=confirmed)
        except CellError as error:
            findings.append(_cell_finding(error, raw, place))
            return Cell(status="unreadable")
        findings.extend(diagnose(code, place, **dict(values)) for code, values in cell.findings)
        if not _is_nothing(cell) and spot.group.fields.get("value") in spot.row.covered:
            findings.append(diagnose("PK355", place, text=raw.text))
            return Cell(status="unreadable")
        return cell

    def _term(self, spot: _Spot, name: str, findings: list[Diagnostic]) -> float | None:
        """Read a numerator or a denominator: a plain figure, for a unit of one could not be told from the other's."""
        raw, place = self._decimal(spot.raw(name)), spot.place(name)
        if not raw.text.strip() and raw.kind is not RawKind.FORMULA:
            return None
        try:
            cell = read_cell(raw, "", _NO_EXPECTATION)
        except CellError as error:
            findings.append(_cell_finding(error, raw, place))
            return None
        if cell.unit or cell.at_least is not None or cell.at_most is not None:
            problem, help_ = (
                say("numerator and denominator are one figure each"),
                say("write the plain figure, without a unit"),
            )
            findings.append(diagnose("PK301", place, text=raw.text, problem=problem, help=help_))
            return None
        return cell.value

    def _decimal(self, raw: Raw) -> Raw:
        return raw._replace(decimal_comma=True) if self.decimal_comma and raw.kind is RawKind.TEXT else raw


def _is_nothing(cell: Cell) -> bool:
    return cell.value is None and cell.at_least is None and cell.at_most is None


def _joined_status(said: str, cell: Cell, is_ratio: bool) -> str:
    """Return the row's status, unless it speaks of a value that the cell does not have: then the cell's reason."""
    if said and not (said in _NO_VALUE and _is_nothing(cell) and not is_ratio):
        return said
    return "" if is_ratio else cell.status


def _cell_finding(error: CellError, raw: Raw, place: Place) -> Diagnostic:
    text = raw.text.strip() or say("(empty)")
    return diagnose(error.code, place, text=text, problem=error.message, help=error.hint)


def _status(spot: _Spot, findings: list[Diagnostic]) -> str:
    written = spot.said("status")
    status = words().statuses.get(written.casefold())
    if status is None:
        help_ = did_you_mean(written, [word for word in words().statuses if word])
        findings.append(diagnose("PK313", spot.place("status"), status=written, help=help_))
        return "unreadable"
    return status
