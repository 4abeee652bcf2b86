"""Rows that hold no actual: titles, notes, totals, parts of the row above, headings, a header that stands again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from planckeck.model.names import name_key
from planckeck.readers.interface import Expectations
from planckeck.readers.shapes.layout import VALUES, Layout
from planckeck.readers.shapes.mapfile import TableMap
from planckeck.readers.shapes.titles import is_note, is_section, is_total, label_name, without_part_mark
from planckeck.readers.sources.interface import GridRow


class Lines(NamedTuple):
    """Tells rows of data from others, by what stands in the columns of labels and of values (positions from 0)."""

    layout: Layout
    values: tuple[int, ...]
    positions: tuple[int, ...]
    headers: tuple[tuple[str, ...], ...]
    expectations: Expectations
    table_map: TableMap

    def reason_to_skip(self, row: GridRow) -> str:
        """Return why a row holds no actual, one of the reasons of `Skipped`; '' if it holds some."""
        if self.table_map.skips(row.number):
            return "map"
        first = row.first_said
        if first is None:
            return "blank"
        if self._is_header(row):
            return "header"
        return self._reason(row, first)

    def _reason(self, row: GridRow, first: int) -> str:
        text, has_values = row.text(first), self._has_values(row)
        own = [position for position in range(len(row.cells)) if position not in row.covered and row.text(position)]
        if first not in self.values and (not has_values or own == [first]):
            if is_note(text):
                return "note"
            if own == [first] and not self._is_name(text) and (is_section(text) or self._runs_over_values(row)):
                return "section"
        if first not in self.values and is_total(text) and not self._is_name(text):
            return "total"
        return self._by_labels(row, has_values)

    def _by_labels(self, row: GridRow, has_values: bool) -> str:
        labels = self.layout.labels
        if "region" in labels and is_total(row.text(labels["region"])):
            return "total"
        name = row.text(labels["indicator"]) if "indicator" in labels else ""
        if not name or self._is_name(name):
            return ""
        if is_total(name):
            return "total"
        part = without_part_mark(name)
        if part:
            return "" if self._is_name(part) else "part"
        has_unit = "unit" in labels and row.text(labels["unit"])
        return "section" if is_section(name) and not has_values and not has_unit else ""

    def _has_values(self, row: GridRow) -> bool:
        return any(row.text(position) or row.cell(position).kind == "formula" for position in self.values)

    def _runs_over_values(self, row: GridRow) -> bool:
        return any(position in row.covered for position in self.values)

    def _is_name(self, text: str) -> bool:
        name, _ = label_name(text, self.expectations)
        return name_key(name) in self.expectations

    def _is_header(self, row: GridRow) -> bool:
        texts = tuple(row.text(position) for position in self.positions)
        return sum(map(bool, texts)) > 1 and (texts in self.headers or _numbers_columns(row))


def lines_of(layout: Layout, headers: Sequence[GridRow], expectations: Expectations, table_map: TableMap) -> Lines:
    """Return the lines of a table from its layout and its header's rows."""
    values = tuple(sorted({group.fields[name] for group in layout.groups for name in group.fields if name in VALUES}))
    positions = tuple(sorted({*layout.labels.values(), *values}))
    texts = tuple(tuple(row.text(position) for position in positions) for row in headers)
    return Lines(layout, values, positions, texts, expectations, table_map)


def _numbers_columns(row: GridRow) -> bool:
    """Tell whether a row only numbers the columns: 甲 乙 1 2 3, as printed forms do below their header."""
    texts = [cell.text.strip() for cell in row.cells if cell.text.strip()]
    stems = [text for text in texts if text in _STEMS]
    figures = [int(text) for text in texts[len(stems) :] if re.fullmatch("[0-9]{1,5}", text)]
    first = figures[0] if figures else 0
    is_counted = figures == list(range(first, first + len(figures))) and first in {1, len(stems) + 1}
    return len(figures) > 1 and is_counted and stems + [str(number) for number in figures] == texts


_STEMS = tuple("甲乙丙丁戊己庚辛壬癸")
