"""What stands above a table: its title's year, the unit of all values, the one indicator that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, say
from planckeck.problems.kinds import diagnose
from planckeck.readers.interface import Expectations
from planckeck.readers.shapes.layout import Defaults, Layout
from planckeck.readers.shapes.titles import label_name
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import Grid, GridRow
from planckeck.units import is_unit

_YEAR = re.compile(r"(?<!\d)((?:19|20|21)\d\d)(?=\s*年|\s*度|\D|$)")
_NAMED_YEAR = re.compile(r"((?:19|20|21)\d\d)\s*(?:年度?)?")
"""A sheet that is named by its year."""
_UNIT = re.compile(r"[(（]?\s*(?:计量)?(?:单位|units?)\s*[:：]\s*(?P<unit>[^()（）:：]+?)\s*[)）]?\s*", re.IGNORECASE)


class Said(NamedTuple):
    """A default, the row it stands in and the text that says it."""

    value: str = ""
    row: int = 0
    text: str = ""


class Surroundings(NamedTuple):
    """What the rows above a table say once for all of it; empty where they say nothing or two things."""

    year: Said = Said()
    unit: Said = Said()
    indicator: Said = Said()

    def fill(self, defaults: Defaults, lacking: Sequence[str]) -> Defaults:
        """Return defaults with the year and the indicator that are lacking."""
        year = self.year.value if "year" in lacking else ""
        indicator = self.indicator.value if "indicator" in lacking else ""
        return defaults._replace(year=defaults.year or year, indicator=defaults.indicator or indicator)

    def fill_unit(self, defaults: Defaults) -> Defaults:
        """Return defaults with the unit of all values, unless they have one."""
        return defaults._replace(unit=defaults.unit or self.unit.value)

    def findings(self, grid: Grid, layout: Layout, given: Defaults) -> Iterator[Diagnostic]:
        """Yield what was taken from above the table, where a map does not give it."""
        defaults = layout.defaults
        if defaults.year and defaults.year != given.year:
            help_ = say("if it is another year's, give year: in a --map file or a column year")
            place = grid.place(self.year.row)
            yield diagnose("PK356", place, year=defaults.year, title=self.year.text[:60], help=help_)
        if defaults.unit and defaults.unit != given.unit:
            yield diagnose("PK357", grid.place(self.unit.row), unit=defaults.unit, title=self.unit.text[:60])


def look_around(above: Sequence[GridRow], sheet: str, expectations: Expectations) -> Surroundings:
    """Read the rows above a header and the sheet's name; a year must be the only one there."""
    texts = [(row.number, text) for row in above for text in {cell.text.strip(): None for cell in row.cells} if text]
    years = {year: Said(year, row, text) for row, text in texts for year in _YEAR.findall(text)}
    if named_year := _NAMED_YEAR.fullmatch(sheet.strip()):
        years |= {named_year[1]: Said(named_year[1], 0, sheet)}
    units = {unit: Said(unit, row, text) for row, text in texts if (unit := unit_said_in(text))}
    named = {name: Said(name, row, text) for row, text in [*texts, (0, sheet)] if (name := _name(text, expectations))}
    return Surroundings(_only(years), _only(units), _only(named))


def _only(said: dict[str, Said]) -> Said:
    return next(iter(said.values())) if len(said) == 1 else Said()


def unit_said_in(text: str) -> str:
    """Return the unit that a line gives to a whole table, （单位：万人）; '' where it gives none, or several."""
    if not any(label in name_key(text) for label in words().unit_labels):
        return ""
    found = _UNIT.fullmatch(text) or _UNIT.search(text)
    unit = found["unit"].strip() if found else ""
    return unit if is_unit(unit) else ""


def _name(text: str, expectations: Expectations) -> str:
    name, _ = label_name(text, expectations)
    return name if name_key(name) in expectations else ""
