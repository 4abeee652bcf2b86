"""A map: a YAML file that says how a table lies, where the recognition does not see it or sees it wrongly.

sheet: 表1                    # the sheet's name
header_rows: [2, 3]           # row numbers as the file shows them; header_row: 2 for one
skip_rows: [4, 10-12]         # rows that hold no data
columns:                      # by header, by letter (C), or by number (3)
  指标名称: indicator          # a field: region level indicator year value unit numerator denominator status note
  D: {year: 2020}             # a column of values, and what is said of all of them
  E: {year: 2020, holds: numerator, unit: 人}
  F: ignore
region: 龙湖区                 # what holds where the table says nothing: region, year, indicator, unit
year: 2020
region_from: sheet            # or file, file:{region}_*, title:{region}20*: where the region is written, for no column
fill_down: [indicator]        # empty cells say what stands above them
decimal_comma: true
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from planckeck.model.names import name_key
from planckeck.problems import Diagnostic, InputError, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.readers.periods import read_period
from planckeck.readers.shapes.layout import LABELS, VALUES, Defaults
from planckeck.readers.shapes.naming import HOW_TO_SAY, name_rule
from planckeck.readers.shapes.titles import Title
from planckeck.readers.shapes.words import words
from planckeck.readers.sources.interface import Grid, column_position
from planckeck.yamllimits import OverLimit, within_limits

MAX_BYTES = 100_000
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Of it only nodes are used, which are texts; nothing is constructed."""
KEYS = (
    "sheet", "header_row", "header_rows", "skip_rows", "columns", "region", "year", "indicator", "unit", "fill_down",
    "decimal_comma", "region_from",
)  # fmt: skip
_COLUMN_KEYS = ("holds", "year", "region", "indicator", "unit")
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_ROWS = re.compile(r"(\d{1,7})(?:\s*[-–]\s*(\d{1,7}))?")
_YES = {"true": True, "yes": True, "false": False, "no": False}


@dataclass(frozen=True, slots=True)
class TableMap:
    """What a map says; without a file nothing is said. `columns` are by `name_key` of the header, or #position."""

    file: str = ""
    sheet: str = ""
    header_rows: tuple[int, ...] = ()
    skip_rows: tuple[tuple[int, int], ...] = ()
    columns: Mapping[str, Title] = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)
    defaults: Defaults = field(default_factory=Defaults)
    fill_down: frozenset[str] = frozenset()
    decimal_comma: bool = False
    region_from: str = ""

    def column(self, position: int, headers: Iterable[str]) -> Title | None:
        """Return what the map says of a column: by its place, by one of its header cells, or by all of them."""
        texts = [text for text in headers if text]
        keys = [f"#{position}", *map(name_key, texts), name_key(" / ".join(dict.fromkeys(texts)))]
        return next((self.columns[key] for key in keys if key in self.columns), None)

    def skips(self, row: int) -> bool:
        """Tell whether the map says that a row holds no data."""
        return any(first <= row <= last for first, last in self.skip_rows)

    def misfits(self, grid: Grid, headers: Sequence[str]) -> list[Diagnostic]:
        """Return an error for every column of the map that the table does not have."""
        names = [text for header in headers for text in (header, *header.split(" / "))]
        keys = {name_key(name) for name in names} | {f"#{position}" for position in range(len(headers))}
        return [
            diagnose(
                "PK360",
                grid.place(),
                problem=say("{map} names a column {name} that the table does not have", map=self.file, name=spelled),
                help=did_you_mean(spelled, [name for name in names if name]),
            )
            for key, spelled in self.spelled.items()
            if key not in keys
        ]


def read_map(path: str) -> TableMap:
    """Read a map file. Raises: InputError with every fault of it."""
    file = Path(path).as_posix()
    try:
        with Path(path).open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        problem = say("cannot be read: {why}", why=error.strerror or str(error))
        raise InputError([_fault(Place(file), problem, say("check the path and its permissions"))]) from None
    if len(content) > MAX_BYTES:
        raise InputError([_fault(Place(file), say("too large for a map"), say("write only what the table needs"))])
    reader = _MapReader(file)
    root = reader.root(content)
    table_map = reader.table_map(root)
    if reader.faults:
        raise InputError(reader.faults)
    return table_map


def _fault(place: Place, problem: Message, help_: Message) -> Diagnostic:
    return diagnose("PK360", place, problem=problem, help=help_)


class _MapReader:
    """Walks the nodes, so that every scalar keeps its spelling and its place; faults are gathered."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Diagnostic] = []

    def root(self, content: bytes) -> yaml.Node | None:
        try:
            text = content.decode("utf-8-sig")
            for event in within_limits(yaml.parse(text, LOADER)):
                self._check(event)
            return yaml.compose(text, LOADER)
        except OverLimit as over:
            problem = say("{what} exceeds the limit of {limit}", what=over.what, limit=over.limit)
            raise InputError([_fault(self._place(over.event.start_mark), problem, over.help)]) from None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            place = self._place(getattr(error, "problem_mark", None))
            why = getattr(error, "problem", None) or type(error).__name__
            help_ = say("write lines such as “year: 2020”, and below “columns:” such as “C: indicator”")
            raise InputError([_fault(place, say("not readable as YAML: {why}", why=why), help_)]) from None

    def _check(self, event: yaml.Event) -> None:
        """Refuse what a map has no use for: an alias, a tag."""
        place = self._place(event.start_mark)
        if isinstance(event, yaml.AliasEvent):
            raise InputError([_fault(place, say("aliases are not allowed"), say("write it out"))])
        if getattr(event, "tag", None) is not None:
            raise InputError([_fault(place, say("tags are not allowed"), say("write the value alone"))])

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)

    def table_map(self, root: yaml.Node | None) -> TableMap:
        found = self._mapping(root, KEYS)
        columns, spelled = self._columns(found.get("columns"))
        rows = [*self._rows(found.get("header_row")), *self._rows(found.get("header_rows"))]
        year = self._text(found.get("year"))
        if year and read_period(year) is None:
            self._refuse(found["year"], say("{text} is no year", text=year), say("write a year such as 2020"))
        return TableMap(
            file=self.file,
            sheet=self._text(found.get("sheet")),
            header_rows=tuple(number for first, last in rows for number in range(first, min(last, first + 9) + 1)),
            skip_rows=tuple(self._rows(found.get("skip_rows"))),
            columns=columns,
            spelled=spelled,
            defaults=Defaults(year, *(self._text(found.get(name)) for name in ("region", "indicator", "unit"))),
            fill_down=frozenset(self._fields(found.get("fill_down"))),
            decimal_comma=self._flag(found.get("decimal_comma")),
            region_from=self._name_rule(found.get("region_from")),
        )

    def _refuse(self, node: yaml.Node, problem: Message, help_: Message) -> None:
        self.faults.append(_fault(self._place(node.start_mark), problem, help_))

    def _mapping(self, node: yaml.Node | None, allowed: Sequence[str] | None) -> dict[str, Any]:
        if node is None:
            return {}
        if not isinstance(node, yaml.MappingNode):
            self._refuse(
                node,
                say("expected a mapping"),
                say("write lines such as “year: 2020”, and below “columns:” such as “C: indicator”"),
            )
            return {}
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = self._text(key)
            if allowed is not None and name not in allowed:
                self._refuse(key, say("unknown key {key}", key=name), did_you_mean(name, allowed))
            elif name in found:
                self._refuse(key, say("key {key} stands twice", key=name), say("keep one of the two lines"))
            found.setdefault(name, value)
        return found

    def _text(self, node: yaml.Node | None) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, say("expected a text"), say("write it in one line"))
            return ""
        return str(node.value).strip()

    def _listed(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None:
            return []
        return list(node.value) if isinstance(node, yaml.SequenceNode) else [node]

    def _rows(self, node: yaml.Node | None) -> list[tuple[int, int]]:
        found = []
        for item in self._listed(node):
            text = self._text(item)
            if (rows := _ROWS.fullmatch(text)) is None:
                self._refuse(item, say("{text} is no row", text=text), say("write a row's number, or 10-12"))
            else:
                found.append((int(rows[1]), int(rows[2] or rows[1])))
        return found

    def _fields(self, node: yaml.Node | None) -> list[str]:
        return [name for item in self._listed(node) if (name := self._field(item, LABELS))]

    def _field(self, node: yaml.Node, allowed: Sequence[str]) -> str:
        text = self._text(node)
        name = words().fields.get(name_key(text), text)
        if name not in allowed:
            self._refuse(node, say("{text} is no field", text=text), did_you_mean(text, allowed))
            return ""
        return name

    def _name_rule(self, node: yaml.Node | None) -> str:
        text = self._text(node)
        if text and node is not None and name_rule(text) is None:
            self._refuse(node, say("{text} is no rule for a region's name", text=text), HOW_TO_SAY)
        return text

    def _flag(self, node: yaml.Node | None) -> bool:
        text = self._text(node).lower()
        if text and text not in _YES and node is not None:
            self._refuse(node, say("{text} is neither true nor false", text=text), say("write true or false"))
        return _YES.get(text, False)

    def _columns(self, node: yaml.Node | None) -> tuple[dict[str, Title], dict[str, str]]:
        columns: dict[str, Title] = {}
        spelled: dict[str, str] = {}
        for name, value in self._mapping(node, None).items():
            key = _column_key(name)
            columns[key], spelled[key] = self._column(value), name
        return columns, spelled

    def _column(self, node: yaml.Node) -> Title:
        if isinstance(node, yaml.ScalarNode):
            if name_key(node.value) in {"ignore", "ignored"}:
                return Title("", field="ignored")
            return Title("", field=self._field(node, (*LABELS, *VALUES)))
        found = self._mapping(node, _COLUMN_KEYS)
        said = {name: self._text(found.get(name)) for name in _COLUMN_KEYS}
        holds = self._field(found["holds"], VALUES) if "holds" in found else "value"
        if said["year"] and read_period(said["year"]) is None:
            problem = say("{text} is no year", text=said["year"])
            self._refuse(found["year"], problem, say("write a year such as 2020"))
        return Title("", holds, "", said["year"], said["indicator"], said["region"], said["unit"])


def _column_key(name: str) -> str:
    """Return the key of a column's name in a map: #position for a letter or a number, else its header's key."""
    if re.fullmatch("[0-9]{1,6}", name):
        return f"#{int(name) - 1}"
    if _LETTERS.fullmatch(name) and name == name.upper():
        return f"#{column_position(name)}"
    return name_key(name)
