"""YAML text to a tree of values with a place for every key and value.

Only the C parser's events are used: its composer dies on deep nesting and its constructor makes 61.2 of 1:1.2. Limits
are checked on the events (`planckeck.yamllimits`), before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.reader import Reader

from planckeck.plans.scalars import NotFinite, Scalar, read_otherwise, resolve
from planckeck.problems import Diagnostic, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.yamllimits import OverLimit, within_limits

Path = tuple[str | int, ...]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The C parser where PyYAML has it; of either, only the events are used."""

YAML_LINE_END = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""Where the parser begins a new line."""

_SYNTAX: tuple[tuple[str, Message], ...] = (
    ("cannot start any token", say("quote the text; indent with spaces, never with tabs")),
    ("mapping values are not allowed", say("quote a text that holds “: ”, and check the indentation")),
    ("did not find expected key", say("check the indentation of this line and of the one before")),
    ("could not find expected ':'", say("a line of a mapping is “key: value”")),
    ("did not find expected '-' indicator", say("check the indentation: list items begin with “- ” in one column")),
    ("unexpected end of stream", say("a quote or bracket is never closed")),
    ("did not find expected ',' or", say("a bracket is never closed, or a comma is missing")),
    ("undefined alias", say("quote a text that begins with *")),
)


@dataclass(frozen=True, slots=True)
class _Scalar:
    text: str
    plain: bool
    place: Place


@dataclass(frozen=True, slots=True)
class _Mapping:
    pairs: list[tuple[_Node, _Node]]
    place: Place


@dataclass(frozen=True, slots=True)
class _Sequence:
    items: list[_Node]
    place: Place


_Node = _Scalar | _Mapping | _Sequence


@dataclass(frozen=True, slots=True)
class Tree:
    """A document's values (dict, list, str, int, Decimal, bool, None) and where each stands."""

    value: Any
    of_keys: dict[Path, Place] = field(default_factory=dict)
    of_values: dict[Path, Place] = field(default_factory=dict)
    plain: set[Path] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)
    faulty: set[Path] = field(default_factory=set)


class _Stop(Exception):
    """The document cannot be composed; carries the one finding that says why."""

    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding


def read_tree(text: str, file: str) -> Tree:
    """Read one YAML document; faults that leave a tree (double keys, ambiguous scalars) are collected in it.

    A tree of None with a fault means that nothing could be composed.
    """
    try:
        node = _Composer(text, file).document()
        return _Builder(file).build(node)
    except _Stop as stop:
        return Tree(None, faults=[stop.finding], faulty={()})


class _Composer:
    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.anchors: dict[str, _Node] = {}
        self.events = self._events(text)

    def _events(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from within_limits(yaml.parse(text, Loader=LOADER))
        except OverLimit as over:
            place = self._place(over.event)
            raise _Stop(diagnose("PK113", place, what=over.what, limit=over.limit, help=over.help)) from None
        except yaml.MarkedYAMLError as error:
            raise _Stop(self._syntax(error)) from None
        except (yaml.YAMLError, ValueError) as error:
            raise _Stop(self._unreadable(text, error)) from None

    def _unreadable(self, text: str, error: Exception) -> Diagnostic:
        """Return what is said of a fault without a place: mostly a control character, which is looked for."""
        found = Reader.NON_PRINTABLE.search(text)
        if found is None:
            problem = " ".join(str(error).split())[:200]
            return diagnose("PK101", Place(self.file, 1, 1), problem=problem, help=_help_for(problem))
        before = YAML_LINE_END.split(text[: found.start()])
        place = Place(self.file, len(before), len(before[-1]) + 1)
        sign = say("control character {code}", code=f"U+{ord(found.group()):04X}")
        return diagnose("PK101", place, problem=sign, help=say("remove the control character"))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        problem = error.problem or str(error.context)
        return diagnose("PK101", place, problem=problem, help=_help_for(problem))

    def _place(self, event: yaml.Event, end: yaml.Event | None = None) -> Place:
        start, stop = event.start_mark, (end or event).end_mark
        assert start is not None
        assert stop is not None
        return Place(self.file, start.line + 1, start.column + 1, stop.line + 1, stop.column + 1)

    def document(self) -> _Node | None:
        node: _Node | None = None
        for event in self.events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    raise _Stop(
                        diagnose(
                            "PK112", self._place(event), what=say("a second document"), help=say("one plan, one file")
                        )
                    )
                node = self._node(next(self.events))
        return node

    def _node(self, event: yaml.Event) -> _Node:
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        self._no_tag(event)
        node = self._collection(event)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = node
        return node

    def _collection(self, event: yaml.Event) -> _Node:
        if isinstance(event, yaml.ScalarEvent):
            return _Scalar(event.value, not event.style, self._place(event))
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self._node(inner))
            return _Sequence(items, self._place(event, inner))
        pairs = []
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            pairs.append((self._node(inner), self._node(next(self.events))))
        return _Mapping(pairs, self._place(event, inner))

    def _no_tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise _Stop(
                diagnose(
                    "PK112", self._place(event), what=say("a tag ({tag})", tag=tag), help=say("write the value alone")
                )
            )

    def _alias(self, event: yaml.AliasEvent) -> _Node:
        if event.anchor not in self.anchors:
            problem = say("undefined alias {name}", name=event.anchor)
            raise _Stop(diagnose("PK101", self._place(event), problem=problem, help=_help_for("undefined alias")))
        return self.anchors[event.anchor]


class _Builder:
    def __init__(self, file: str) -> None:
        self.tree = Tree(None)
        self.file = file

    def build(self, node: _Node | None) -> Tree:
        value = None if node is None else self._value(node, ())
        return Tree(value, self.tree.of_keys, self.tree.of_values, self.tree.plain, self.tree.faults, self.tree.faulty)

    def _value(self, node: _Node, path: Path) -> Any:
        self.tree.of_values[path] = node.place
        match node:
            case _Scalar():
                return self._scalar(node, path)
            case _Sequence():
                return [self._value(item, (*path, number)) for number, item in enumerate(node.items)]
            case _Mapping():
                return self._mapping(node, path)

    def _scalar(self, node: _Scalar, path: Path) -> Scalar:
        if not node.plain:
            return node.text
        self.tree.plain.add(path)
        if other := read_otherwise(node.text):
            self._fault(path, diagnose("PK102", node.place, text=node.text, other=other))
            return node.text
        try:
            return resolve(node.text)
        except NotFinite:
            self._fault(path, diagnose("PK114", node.place, text=node.text))
            return node.text

    def _fault(self, path: Path, finding: Diagnostic) -> None:
        self.tree.faults.append(finding)
        self.tree.faulty.add(path)

    def _mapping(self, node: _Mapping, path: Path) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        first: dict[Any, Place] = {}
        for key_node, value_node in node.pairs:
            if not isinstance(key_node, _Scalar):
                raise _Stop(
                    diagnose(
                        "PK112", key_node.place, what=say("a list or mapping as a key"), help=say("keys are words")
                    )
                )
            if key_node.plain and key_node.text == "<<":
                raise _Stop(
                    diagnose("PK112", key_node.place, what=say("a merge key (<<)"), help=say("write the fields out"))
                )
            key = self._key(key_node, path)
            if key in values:
                related = first[key]
                finding = diagnose("PK103", key_node.place, related=related, key=key, first=related.line)
                self._fault((*path, key), finding)
                continue
            first[key] = key_node.place
            self.tree.of_keys[(*path, key)] = key_node.place
            values[key] = self._value(value_node, (*path, key))
        return values

    def _key(self, node: _Scalar, path: Path) -> str | int:
        if node.plain and (other := read_otherwise(node.text)):
            self._fault((*path, node.text), diagnose("PK102", node.place, text=node.text, other=other))
            return node.text
        if node.plain and node.text.isascii() and node.text.isdigit() and len(node.text) <= 4:
            return int(node.text)
        return node.text


def _help_for(problem: str) -> Message:
    return next((help_ for part, help_ in _SYNTAX if part in problem), say("check this line and the one before"))
