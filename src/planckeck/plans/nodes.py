"""YAML text to a tree of values with a place for every key and value.

Only the C parser's events are used: its composer dies on deep nesting and its constructor makes 61.2 of 1:1.2. Limits
are checked on the events (`planckeck.yamllimits`), before anything is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml.reader import Reader

from planckeck.plans.places import MappingNode, Node, Path, Places, SequenceNode, place_of
from planckeck.plans.scalars import MAY_BE_NO_TEXT, NotFinite, Scalar, read_otherwise, resolve
from planckeck.problems import Diagnostic, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.yamllimits import MAX_NODES, MAX_TEXT, OverLimit, YamlLimits

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


class Tree(NamedTuple):
    """A document's values (dict, list, str, int, Decimal, bool, None) and where each stands."""

    value: Any
    of_keys: Mapping[Path, Place]
    of_values: Mapping[Path, Place]
    faults: list[Diagnostic]
    faulty: set[Path]


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
        return Tree(None, {}, {}, [stop.finding], {()})


_MARKED = (ScalarEvent, CollectionStartEvent)
"""The events that begin a node of its own."""


class _Composer:
    """Events to nodes, every limit checked on the way."""

    def __init__(self, text: str, file: str) -> None:
        self.file = file
        self.anchors: dict[str, Node] = {}
        self.limits = YamlLimits()
        self.text = text

    def document(self) -> Node | None:
        """Return the one document's node, None where there is none."""
        try:
            parser = LOADER(self.text)
            self.get_event = parser.get_event
            try:
                return self._only_document()
            finally:
                parser.dispose()
        except OverLimit as over:
            raise self._stop("PK113", over.event, what=over.what, limit=over.limit, help=over.help) from None
        except yaml.MarkedYAMLError as error:
            raise _Stop(self._syntax(error)) from None
        except (yaml.YAMLError, ValueError) as error:
            raise _Stop(self._unreadable(error)) from None

    def _unreadable(self, error: Exception) -> Diagnostic:
        """Return what is said of a fault without a place: mostly a control character, which is looked for."""
        found = Reader.NON_PRINTABLE.search(self.text)
        if found is None:
            problem = " ".join(str(error).split())[:200]
            return diagnose("PK101", Place(self.file, 1, 1), problem=problem, help=_help_for(problem))
        before = YAML_LINE_END.split(self.text[: found.start()])
        place = Place(self.file, len(before), len(before[-1]) + 1)
        sign = say("control character {code}", code=f"U+{ord(found.group()):04X}")
        return diagnose("PK101", place, problem=sign, help=say("remove the control character"))

    def _syntax(self, error: yaml.MarkedYAMLError) -> Diagnostic:
        mark = error.problem_mark or error.context_mark
        place = Place(self.file, mark.line + 1, mark.column + 1) if mark else Place(self.file)
        problem = error.problem or str(error.context)
        return diagnose("PK101", place, problem=problem, help=_help_for(problem))

    def _only_document(self) -> Node | None:
        node: Node | None = None
        while not isinstance(event := self._next(), StreamEndEvent):
            if isinstance(event, DocumentStartEvent):
                if node is not None:
                    what, help_ = say("a second document"), say("one plan, one file")
                    raise self._stop("PK112", event, what=what, help=help_)
                node = self._node()
        return node

    def _next(self) -> Event:
        event: Event = self.get_event()  # the end of the stream is an event, behind which nothing is asked for
        self.limits.see(event)
        return event

    def _stop(self, code: str, event: Event | Node, **values: Any) -> _Stop:
        return _Stop(diagnose(code, place_of(self.file, event), **values))

    def _node(self) -> Node | None:
        """Return the next node, None where the collection ends that is being read; `end` is then its last event."""
        limits = self.limits
        event: Event = self.get_event()
        if (
            isinstance(event, ScalarEvent)
            and event.tag is None
            and event.anchor is None
            and limits.nodes < MAX_NODES
            and len(event.value) <= MAX_TEXT
        ):
            limits.nodes += 1  # nearly all of a plan: what `see` would do, without its call
            return event
        limits.see(event)
        if isinstance(event, CollectionEndEvent):
            self.end = event
            return None
        return self._alias(event) if isinstance(event, AliasEvent) else self._marked(event)

    def _marked(self, event: Event) -> Node:
        """Return a node that may have a name for its aliases, or a tag, which is refused."""
        assert isinstance(event, _MARKED)
        if event.tag is not None:
            what = say("a tag ({tag})", tag=event.tag)
            raise self._stop("PK112", event, what=what, help=say("write the value alone"))
        node = event if isinstance(event, ScalarEvent) else self._collection(event)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def _collection(self, event: CollectionStartEvent) -> Node:
        node: MappingNode | SequenceNode
        next_node = self._node
        if isinstance(event, SequenceStartEvent):
            node = SequenceNode(event)
            while (item := next_node()) is not None:
                node.items.append(item)
        else:
            node = MappingNode(event)
            while (key := next_node()) is not None:
                value = next_node()
                assert value is not None
                node.pairs.append((key, value))
        node.end_mark = self.end.end_mark
        return node

    def _alias(self, event: AliasEvent) -> Node:
        if event.anchor not in self.anchors:
            problem = say("undefined alias {name}", name=event.anchor)
            raise self._stop("PK101", event, problem=problem, help=_help_for("undefined alias"))
        return self.anchors[event.anchor]


class _Builder:
    """Nodes to values."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.path: list[str | int] = []
        self.names: set[str] = set()
        self.faults: list[Diagnostic] = []
        self.faulty: set[Path] = set()

    def build(self, node: Node | None) -> Tree:
        value = None if node is None else self._value(node)
        of_keys, of_values = Places(self.file, node, keys=True), Places(self.file, node)
        return Tree(value, of_keys, of_values, self.faults, self.faulty)

    def _value(self, node: Node) -> Any:
        if isinstance(node, ScalarEvent):
            return node.value if node.style or node.value[:1] not in MAY_BE_NO_TEXT else self._plain(node)
        return self._mapping(node) if isinstance(node, MappingNode) else self._sequence(node)

    def _stop(self, code: str, node: Node, **values: Any) -> _Stop:
        return _Stop(diagnose(code, place_of(self.file, node), **values))

    def _plain(self, node: ScalarEvent) -> Scalar:
        if other := read_otherwise(node.value):
            self._fault((), diagnose("PK102", place_of(self.file, node), text=node.value, other=other))
            return node.value
        try:
            return resolve(node.value)
        except NotFinite:
            self._fault((), diagnose("PK114", place_of(self.file, node), text=node.value))
            return node.value

    def _fault(self, below: Path, finding: Diagnostic) -> None:
        self.faults.append(finding)
        self.faulty.add((*self.path, *below))

    def _sequence(self, node: SequenceNode) -> list[Any]:
        values: list[Any] = []
        for number, item in enumerate(node.items):
            self.path.append(number)
            values.append(self._value(item))
            self.path.pop()
        return values

    def _mapping(self, node: MappingNode) -> dict[Any, Any]:
        values: dict[Any, Any] = {}
        entries, path = node.entries, self.path
        for key_node, value_node in node.pairs:
            key = self._key(key_node)
            if key in values:
                place, related = place_of(self.file, key_node), place_of(self.file, entries[key][0])
                self._fault((key,), diagnose("PK103", place, related=related, key=key, first=related.line))
                continue
            entries[key] = (key_node, value_node)
            path.append(key)
            values[key] = self._value(value_node)
            path.pop()
        return values

    def _key(self, node: Node) -> str | int:
        if not isinstance(node, ScalarEvent):
            what, help_ = say("a list or mapping as a key"), say("keys are words")
            raise self._stop("PK112", node, what=what, help=help_)
        text: str = node.value
        if text in self.names or node.style:
            return text
        if text == "<<":
            what, help_ = say("a merge key (<<)"), say("write the fields out")
            raise self._stop("PK112", node, what=what, help=help_)
        if other := read_otherwise(text):
            self._fault((text,), diagnose("PK102", place_of(self.file, node), text=text, other=other))
            return text
        if text.isascii() and text.isdigit() and len(text) <= 4:
            return int(text)
        self.names.add(text)
        return text


def _help_for(problem: str) -> Message:
    return next((help_ for part, help_ in _SYNTAX if part in problem), say("check this line and the one before"))
