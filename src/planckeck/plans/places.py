"""The nodes of a YAML document, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from yaml.events import Event, ScalarEvent

from planckeck.problems import Place

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of a document to one value."""


class MappingNode:
    """A mapping as it was written; `entries` are its pairs by key once the keys were read, of two the first."""

    __slots__ = ("end_mark", "entries", "pairs", "start_mark")

    def __init__(self, start: Event) -> None:
        self.pairs: list[tuple[Node, Node]] = []
        self.entries: dict[str | int, tuple[Node, Node]] = {}
        self.start_mark = self.end_mark = start.start_mark


class SequenceNode:
    """A list as it was written."""

    __slots__ = ("end_mark", "items", "start_mark")

    def __init__(self, start: Event) -> None:
        self.items: list[Node] = []
        self.start_mark = self.end_mark = start.start_mark


Node = ScalarEvent | MappingNode | SequenceNode
"""A scalar is its event; no object stands beside it."""


class Places(Mapping[Path, Place]):
    """Where the values of a document stand, or its keys, by path; looked up in the nodes when it is asked for."""

    def __init__(self, file: str, top: Node | None, *, keys: bool = False) -> None:
        self._file = file
        self._top = top
        self._keys = keys

    def __getitem__(self, path: Path) -> Place:
        key, node = None, self._top
        for segment in path:
            match node:
                case MappingNode() if segment in node.entries:
                    key, node = node.entries[segment]
                case SequenceNode() if isinstance(segment, int) and 0 <= segment < len(node.items):
                    key, node = None, node.items[segment]
                case _:
                    raise KeyError(path)
        found = key if self._keys else node
        if found is None:
            raise KeyError(path)
        return place_of(self._file, found)

    def __iter__(self) -> Iterator[Path]:
        return (path for path in self._paths((), self._top) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _paths(self, path: Path, node: Node | None) -> Iterator[Path]:
        yield path
        if isinstance(node, MappingNode):
            for key, (_, value) in node.entries.items():
                yield from self._paths((*path, key), value)
        elif isinstance(node, SequenceNode):
            for number, item in enumerate(node.items):
                yield from self._paths((*path, number), item)


def place_of(file: str, node: Event | Node) -> Place:
    """Return the place of a node or an event in a file."""
    start, end = node.start_mark, node.end_mark
    assert start is not None
    assert end is not None
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
