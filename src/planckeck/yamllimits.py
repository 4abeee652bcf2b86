"""How much a YAML file may hold, told from the parser's events before anything is built.

Every YAML file that planckeck reads passes here: plans, references, maps. Aliases count as what they stand for: nine
levels of nine aliases are 387 million nodes in nine lines. Depth counts through aliases too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import yaml
from yaml.events import ScalarEvent

from planckeck.problems import Message, say

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
MAX_NODES = 250_000
"""Keys and values, through aliases; a plan of 30 indicators holds about 700, one of 10,000 about 160,000."""
MAX_ALIASES = 100
MAX_TEXT = 20_000
"""Characters of one text."""

_FEWER = say("split it into several files")
_FLATTER = say("check the brackets and the indentation: a bracket may never be closed")
_WRITTEN_OUT = say("write the values out")
_SHORTER = say("shorten it; the document itself belongs in a file of its own")


class OverLimit(Exception):
    """A file over a limit: which, what would help, and the event at which it was told."""

    def __init__(self, what: Message, limit: int, help_: Message, event: yaml.Event) -> None:
        super().__init__(what.text())
        self.what = what
        self.limit = limit
        self.help = help_
        self.event = event


class YamlLimits:
    """Counts events as they go by; of an open collection it keeps its anchor and what had been counted before it.

    `nodes` is how many keys and values there were so far, through aliases.
    """

    def __init__(self) -> None:
        self.nodes = 0
        self._aliases = 0
        self._open: list[tuple[str | None, int]] = []
        self._deepest: list[int] = [0]
        self._anchored: dict[str, tuple[int, int]] = {}

    def see(self, event: yaml.Event) -> None:
        """Take the next event of a file. Raises: OverLimit, at the event that goes too far."""
        if isinstance(event, ScalarEvent):  # nearly all of a plan: no more calls than are needed
            self.nodes += 1
            if self.nodes > MAX_NODES:
                self._count(event, 0)
            if len(event.value) > MAX_TEXT:
                raise OverLimit(say("length of a text"), MAX_TEXT, _SHORTER, event)
            if event.anchor is not None:
                self._remember(event.anchor, 1, 0)
            return
        match event:
            case yaml.CollectionStartEvent():
                self._enter(event)
            case yaml.CollectionEndEvent():
                self._leave()
            case yaml.AliasEvent():
                self._stand_for(event)

    def _enter(self, event: yaml.CollectionStartEvent) -> None:
        self._open.append((event.anchor, self.nodes))
        self._count(event, 1)
        self._reach(event, len(self._open))
        self._deepest.append(len(self._open))

    def _leave(self) -> None:
        anchor, before = self._open.pop()
        deepest = self._deepest.pop()
        if anchor is not None:
            self._remember(anchor, self.nodes - before, deepest - len(self._open))
        self._deepest[-1] = max(self._deepest[-1], deepest)

    def _stand_for(self, event: yaml.AliasEvent) -> None:
        self._aliases += 1
        if self._aliases > MAX_ALIASES:
            raise OverLimit(say("number of aliases"), MAX_ALIASES, _WRITTEN_OUT, event)
        nodes, levels = self._anchored.get(event.anchor or "", (1, 0))
        self._count(event, nodes)
        self._reach(event, len(self._open) + levels)
        self._deepest[-1] = max(self._deepest[-1], len(self._open) + levels)

    def _remember(self, anchor: str, nodes: int, levels: int) -> None:
        self._anchored[anchor] = nodes, levels

    def _count(self, event: yaml.Event, nodes: int) -> None:
        self.nodes += nodes
        if self.nodes > MAX_NODES:
            is_alias = isinstance(event, yaml.AliasEvent)
            what = say("number of nodes behind aliases") if is_alias else say("number of nodes")
            raise OverLimit(what, MAX_NODES, _WRITTEN_OUT if is_alias else _FEWER, event)

    def _reach(self, event: yaml.Event, depth: int) -> None:
        if depth > MAX_DEPTH:
            raise OverLimit(say("nesting"), MAX_DEPTH, _FLATTER, event)


def within_limits(events: Iterable[yaml.Event]) -> Iterator[yaml.Event]:
    """Yield events as long as they keep within the limits. Raises: OverLimit."""
    limits = YamlLimits()
    for event in events:
        limits.see(event)
        yield event
