"""A table's rows to the entries of a draft, with what became of every cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from planckeck.drafting.bars import Cell, put_target
from planckeck.drafting.columns import Column, Columns
from planckeck.drafting.entry import Bar, Entry, Outcome
from planckeck.drafting.framing import Frame
from planckeck.drafting.heading import Role
from planckeck.drafting.heads import head_words
from planckeck.drafting.naming import Ids, Name, read_name, signs_in, unit_of, without_number
from planckeck.drafting.printed import is_nothing, unit_in, units_in_heads
from planckeck.drafting.prose import promises_in
from planckeck.drafting.rows import Line, Rows
from planckeck.model.names import name_key
from planckeck.notation import NotationError, parse_number
from planckeck.problems import say
from planckeck.readers.shapes.titles import without_part_mark

LONGEST = 1500
"""A cell of more characters is a page, no target: it is refused."""

SHORT_NAME = 4
"""A name of so few characters cut out of a sentence (覆盖率) does not say whose it is: the row's goes before it."""

At = tuple[int, int]
_LONGER = say("a cell of more than {limit} characters is left out", limit=LONGEST)


@dataclass(slots=True)
class Drafted:
    """The entries of a table, and the outcome of every cell of its rows by (row, position)."""

    entries: list[Entry] = field(default_factory=list)
    outcomes: dict[At, Outcome] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    """What reading one row needs."""

    line: Line
    name: Name
    entry: Entry
    baseline: Decimal | None = None


class Reader:
    """Reads the rows of one table; `unit` is what the lines above it give to all rows."""

    def __init__(self, columns: Columns, frame: Frame, notes: Mapping[str, str], unit: str = "") -> None:
        self.columns = columns
        figures = (*columns.of(Role.BASELINE), *columns.of(Role.TARGET), *columns.of(Role.YEARLY))
        self.figures = tuple(column.position for column in figures)
        self.head_units = units_in_heads(column.head for column in figures)
        self.unit = unit
        self.frame = frame
        self.notes = notes
        self.ids = Ids()
        self.drafted = Drafted()
        self.names: dict[str, Entry] = {}

    def read(self, rows: Rows) -> Drafted:
        """Return the entries of all rows."""
        for row in (*rows.sections, *rows.notes, *rows.repeated, *rows.unnamed):
            for position in range(len(self.columns.columns)):
                self._end((row.number, position), Outcome.LEFT_OUT if row.text(position) else Outcome.EMPTY)
        for line in rows.lines:
            self._line(line)
        _name_bars(self.drafted.entries)
        return self.drafted

    def _end(self, at: At, outcome: Outcome) -> None:
        self.drafted.outcomes[at] = outcome

    def _line(self, line: Line) -> None:
        for column in self.columns.columns:
            text = line.text(column.position)
            outcome = Outcome.FILLED if column.position in line.filled_from else Outcome.READ
            ignored = column.role in {Role.IGNORED, Role.UNKNOWN}
            outcome = Outcome.LEFT_OUT if ignored else outcome
            self._end((line.row.number, column.position), outcome if text else Outcome.EMPTY)
        row = self._begin(line)
        self._lend_unit(row)
        self._class(row)
        self._texts(row)
        self._baseline(row)
        entries = list(self._targets(row))
        for entry in entries:
            self._settle(entry, line)
        self.drafted.entries += entries

    def _begin(self, line: Line) -> _Row:
        column = self.columns.of(Role.NAME)[0]
        printed = line.text(column.position)
        units = self.columns.one(Role.UNIT)
        name = read_name(
            without_part_mark(printed) or printed, head_says_unit=column.unit_in_head, takes_unit=units is None
        )
        text = name.text
        if line.parent:
            text = f"{read_name(line.parent, takes_unit=units is None).text}：{name.text}"
        number = self.columns.one(Role.ROW)
        own = line.text(units.position) if units else ""
        unit = unit_of(own, text) if own and not is_nothing(own) else name.unit
        entry = Entry("", text[:LONGEST], row=line.text(number.position)[:60] if number else "", unit=unit[:LONGEST])
        entry.comments += self._notes_of(name.signs)
        if line.parent and (parent := self.names.get(name_key(line.parent))):
            entry.group = parent.group = parent.id
            if not entry.unit and parent.unit:
                entry.unit = parent.unit
                entry.suppose(say("unit taken from the row above"))
        self.names[name_key(printed)] = entry
        return _Row(line, name, entry)

    def _lend_unit(self, row: _Row) -> None:
        """Give a row without a unit that of the heads, else that of the whole table; figures with their own keep it."""
        unit = self.unit if not self.head_units else next(iter(self.head_units)) if len(self.head_units) == 1 else ""
        if row.entry.unit or not unit or any(unit_in(row.line.text(position)) for position in self.figures):
            return
        row.entry.unit = unit
        where = say("a column's head") if self.head_units else say("the line above the table")
        row.entry.suppose(say("unit taken from {where}", where=where))

    def _notes_of(self, signs: Sequence[str]) -> list[str]:
        """Return the notes under the table that are numbered with a sign, or speak of it: 带*的为2019年数据."""
        return [
            f"{number} {text}".strip()
            for number, text in self.notes.items()
            if any(sign == number or (sign[0] in "*＊†‡※" and sign in text) for sign in signs)
        ]

    def _class(self, row: _Row) -> None:
        column = self.columns.one(Role.CONSTRAINT)
        text = row.line.text(column.position) if column else ""
        if not column or not text or is_nothing(text):
            return
        found = head_words().classes.get(name_key(text))
        if found is None:
            row.entry.doubt(say('class printed "{text}", not known', text=text[:60]))
            self._end((row.line.row.number, column.position), Outcome.DOUBTFUL)
            return
        row.entry.constraint = found
        self._filled(row, column, say("class"))

    def _filled(self, row: _Row, column: Column, what: object) -> None:
        number = row.line.filled_from.get(column.position)
        if number is not None:
            row.entry.suppose(
                say("{what} inherited from a merged cell, printed in {row}", what=what, row=self._row(number))
            )

    def _row(self, number: int) -> object:
        """Return how people call a row: by its printed number, else by its place in the file."""
        column = self.columns.one(Role.ROW)
        printed = next((row.text(column.position) for row in self.columns.rows if column and row.number == number), "")
        return say("row {number}", number=printed[:20]) if printed else say("line {number}", number=number)

    def _texts(self, row: _Row) -> None:
        category = self.columns.one(Role.CATEGORY)
        own = row.line.text(category.position) if category else ""
        row.entry.category = (without_number(own) if own else row.line.category)[:LONGEST]
        for role, field_name in ((Role.DEPARTMENT, "department"), (Role.DEFINITION, "definition")):
            column = self.columns.one(role)
            if column and (text := row.line.text(column.position)):
                setattr(row.entry, field_name, text[:LONGEST])
                self._filled(row, column, say("department"))
        if (column := self.columns.one(Role.NOTES)) and (text := row.line.text(column.position)):
            row.entry.notes.append(text[:LONGEST])
        if (column := self.columns.one(Role.ORIGIN)) and (text := row.line.text(column.position)):
            row.entry.notes.append(say("Source: {text}", text=text[:LONGEST]))

    def _baseline(self, row: _Row) -> None:
        column = self.columns.one(Role.BASELINE)
        text = row.line.text(column.position) if column else ""
        if not column or not text:
            return
        entry, at = row.entry, (row.line.row.number, column.position)
        entry.baseline_at = at
        if not entry.unit:
            entry.unit = unit_in(text)
        try:
            printed = parse_number(text, entry.unit or None)
        except NotationError:
            entry.baseline = text
            entry.drop_baseline()
            self._end(at, Outcome.DOUBTFUL)
            return
        if printed.value is None:
            entry.notes.append(say("The baseline is printed as {text}: it is missing, not 0.", text=text))
            self._end(at, Outcome.EMPTY)
            return
        entry.baseline = text
        if notes := self._notes_of(signs_in(text)):
            entry.comments += [note for note in notes if note not in entry.comments]
            entry.suppose(say("a note stands at the baseline: see the comment"))
        row.baseline = printed.value if printed.comparison is None else None

    def _targets(self, row: _Row) -> Iterator[Entry]:
        cells = [(column, text) for column in self.columns.of(Role.TARGET) if (text := self._said(row, column))]
        yearly = [(column, text) for column in self.columns.of(Role.YEARLY) if (text := self._said(row, column))]
        entry = row.entry
        found, unread = promises_in([(column.year, text) for column, text in cells], self.frame.last_year)
        if found:
            yield from self._of_prose(row, found, cells, unread)
        elif cells or not yearly:
            self._put(row, entry, cells)
            yield self._with_id(entry)
        else:
            self._put(row, entry, yearly[:1])
            yield self._with_id(entry)
            yearly = yearly[1:]
        for column, text in yearly:
            more = Entry("", entry.name, entry.row, entry.category, entry.group, entry.unit, entry.constraint)
            more.certainty, more.reading = entry.certainty, []
            more.department, more.baseline, more.baseline_at = entry.department, entry.baseline, entry.baseline_at
            self._put(row, more, [(column, text)])
            more.suppose(say("printed beside a target of another kind in the same row"))
            yield self._with_id(more, "total" if column.total and not column.average else "growth")

    def _said(self, row: _Row, column: Column) -> str:
        """Return the text of a target's cell, '' where nothing or a dash is printed, or more than a target can be."""
        text = row.line.text(column.position)
        at = (row.line.row.number, column.position)
        if len(text) > LONGEST:
            self._end(at, Outcome.REFUSED)
            row.entry.doubt(_LONGER)
            return ""
        if text and is_nothing(text):
            self._end(at, Outcome.EMPTY)
            return ""
        return text

    def _put(self, row: _Row, entry: Entry, said: Sequence[tuple[Column, str]]) -> None:
        entry.targets_at = tuple((row.line.row.number, column.position) for column, _ in said)
        if not said:
            entry.doubt(say("no target is printed"))
            return
        if not entry.unit:
            entry.unit = next((unit for _, text in said if (unit := unit_in(text))), "")
        cells = [Cell(text, column.year, column.average, column.total, column.growth) for column, text in said]
        put_target(entry, cells, row.baseline, self.frame)
        for column, _ in said:
            self._filled(row, column, say("target"))

    def _of_prose(
        self,
        row: _Row,
        found: Mapping[str, Mapping[int, str]],
        cells: Sequence[tuple[Column, str]],
        unread: Mapping[int, Sequence[str]],
    ) -> Iterator[Entry]:
        """Yield an indicator for every name that the sentences of a row give figures for; the rest is a comment."""
        comments = [say("Not read, {year}: {text}", year=year, text="；".join(texts)) for year, texts in unread.items()]
        for column, _ in cells:
            if (column.year or self.frame.last_year) in unread:
                self._end((row.line.row.number, column.position), Outcome.DOUBTFUL)
        if row.entry.baseline and row.entry.baseline_at:
            comments.append(say("Not read, baseline: {text}", text=row.entry.baseline))
            self._end(row.entry.baseline_at, Outcome.REFUSED)
        for name, texts in found.items():
            whole = name if len(name) > SHORT_NAME else f"{row.entry.name}：{name}"
            entry = Entry("", whole, row.entry.row, row.entry.name, constraint=row.entry.constraint)
            entry.comments, comments = [*comments], []
            entry.department, entry.unit = row.entry.department, next(filter(None, map(unit_in, texts.values())), "")
            entry.targets_at = tuple((row.line.row.number, column.position) for column, _ in cells)
            put_target(entry, [Cell(text, year) for year, text in texts.items()], None, self.frame)
            entry.suppose(say("name and figures are cut out of a sentence"))
            yield self._with_id(entry)

    def _with_id(self, entry: Entry, suffix: str = "") -> Entry:
        entry.id = self.ids.give(entry.name, suffix)
        return entry

    def _settle(self, entry: Entry, line: Line) -> None:
        """Give a unit that is lacking a place-holder, and take the cells of open readings as doubtful."""
        if not entry.unit and entry.comparison != "done":
            entry.unit = "?"
            if entry.certainty != "ambiguous":
                entry.doubt(say("the table prints no unit"))
        if entry.reading and entry.certainty == "ambiguous":
            for at in entry.targets_at:
                if self.drafted.outcomes.get(at) in {Outcome.READ, Outcome.FILLED}:
                    self._end(at, Outcome.DOUBTFUL)


def _name_bars(entries: Sequence[Entry]) -> None:
    """Give bars of different words different ids: 高于GDP增长 and 不高于CPI are two."""
    titles: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.target, Bar):
            bar, number = entry.target, 1
            own = bar.reference
            while titles.setdefault(own, bar.title) != bar.title:
                number += 1
                own = f"{bar.reference}-{number}"
            entry.target = Bar(own, bar.printed)
