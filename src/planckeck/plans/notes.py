"""Notes: a YAML file of the office's own words on indicators, for the reports.

registered-nurses:              # an indicator's id, name or alias
  reason: 编制未落实
  measures: [增加编制, 提高待遇]   # one text or a list
  who: 人事科                    # one text or a list
township-vaccination:           # several notes on one indicator, each for a region or a year
- {region: 丙街道, year: 2020, reason: 疫苗冷链中断}
- {plan: longhu-2016-2020, reason: …}
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path as FilePath
from typing import Any, NamedTuple

from planckeck.model.names import name_key
from planckeck.model.notes import Note, Notes
from planckeck.model.promise import LoadedPlan
from planckeck.plans.nodes import Tree, read_tree
from planckeck.plans.places import Path
from planckeck.problems import Diagnostic, InputError, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean
from planckeck.yamllimits import MAX_BYTES

KEYS = ("reason", "measures", "who", "region", "year", "plan")
_WORDS = ("reason", "measures", "who")
_HELP = say("write “indicator: {{reason: …, measures: …, who: …}}”")


class NotesFile(NamedTuple):
    """A notes file that was opened: its values with their places, its name and the hash of its bytes."""

    tree: Tree
    file: str
    sha256: str


def open_notes(path: str) -> NotesFile:
    """Open a notes file, before any plan or table is. Raises: InputError for one of which nothing can be read."""
    file = FilePath(path).as_posix()
    raw = _content(file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError([diagnose("PK111", Place(file), byte=raw[error.start], offset=error.start)]) from None
    tree = read_tree(text, file)
    if () in tree.faulty:
        raise InputError(tree.faults)
    return NotesFile(tree, file, hashlib.sha256(raw).hexdigest())


def read_notes(opened: NotesFile, plans: Sequence[LoadedPlan]) -> Notes:
    """Match the indicators of a notes file with those of the plans.

    Raises: InputError with every fault of the file: no such indicator (did you mean), unknown keys, wrong types.
    """
    reader = _NotesReader(opened.tree, plans)
    notes = tuple(reader.notes())
    if faults := [*reader.tree.faults, *reader.faults]:
        raise InputError(faults)
    return Notes(notes, opened.file, opened.sha256)


def _content(file: str) -> bytes:
    try:
        with FilePath(file).open("rb") as opened:
            raw = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or str(error)
        problem = say("cannot be read: {why}", why=why)
        raise InputError([diagnose("PK315", Place(file), problem=problem, help=say("check the path"))]) from None
    if len(raw) > MAX_BYTES:
        what, help_ = say("size in bytes"), say("write only the notes")
        raise InputError([diagnose("PK113", Place(file), what=what, limit=MAX_BYTES, help=help_)])
    return raw


class _NotesReader:
    """Walks the tree of a notes file; faults are gathered, each at its place."""

    def __init__(self, tree: Tree, plans: Sequence[LoadedPlan]) -> None:
        self.tree = tree
        self.plans = {loaded.plan.id: loaded for loaded in plans}
        self.faults: list[Diagnostic] = []
        self.ids: dict[str, list[tuple[str, str]]] = {}
        for loaded in plans:
            for indicator in loaded.plan.indicators:
                for name in dict.fromkeys(map(name_key, (indicator.id, indicator.name, *indicator.aliases))):
                    self.ids.setdefault(name, []).append((loaded.plan.id, indicator.id))

    def notes(self) -> Iterator[Note]:
        """Yield the notes that can be read."""
        if () in self.tree.faulty:
            return
        if not isinstance(self.tree.value, dict):
            if self.tree.value is not None:
                self._wrong((), say("a mapping"), say("write “indicator: {{reason: …, measures: …, who: …}}”"))
            return
        for name, entries in self.tree.value.items():
            path: Path = (name,)
            if path in self.tree.faulty:
                continue
            listed = entries if isinstance(entries, list) else [entries]
            for number, entry in enumerate(listed):
                own = (*path, number) if isinstance(entries, list) else path
                yield from self._entry(str(name), entry, own)

    def _entry(self, name: str, entry: Any, path: Path) -> Iterator[Note]:
        if not isinstance(entry, dict):
            self._wrong(path, say("a mapping"), _HELP)
            return
        known = len(self.faults)
        for key in entry:
            if key not in KEYS:
                self.faults.append(
                    diagnose("PK104", self.tree.of_keys[(*path, key)], key=key, help=did_you_mean(str(key), KEYS))
                )
        words = {key: self._texts(entry.get(key), (*path, key)) for key in _WORDS}
        region = self._text(entry.get("region"), (*path, "region")) or None
        year = self._year(entry.get("year"), (*path, "year"))
        plan = self._plan(self._text(entry.get("plan"), (*path, "plan")), path)
        if not any(words.values()) and len(self.faults) == known:
            problem = say("the note on {name} says nothing", name=name)
            self.faults.append(
                diagnose("PK315", self._place(path), problem=problem, help=say("add reason:, measures: or who:"))
            )
        for plan_id, indicator in self._meant(name, plan, path[:1]):
            yield Note(
                plan_id,
                indicator,
                region,
                year,
                "\n".join(words["reason"]),
                words["measures"],
                words["who"],
                self._place(path),
            )

    def _meant(self, name: str, plan: str, path: Path) -> list[tuple[str, str]]:
        """Return (plan, indicator) that a name means: in every plan that knows it, unless one is named."""
        place = self.tree.of_keys[path]
        found = [pair for pair in self.ids.get(name_key(name), []) if plan in {"", pair[0]}]
        by_id = [pair for pair in found if pair[1] == name]
        found = by_id or found
        if not found:
            known = [self.plans[plan]] if plan in self.plans else list(self.plans.values())
            names = [text for own in known for one in own.plan.indicators for text in (one.id, one.name, *one.aliases)]
            self.faults.append(diagnose("PK302", place, name=name, help=did_you_mean(name, names)))
        elif len({pair[0] for pair in found}) < len(found):
            problem = say("{name} is the name of several indicators", name=name)
            ids = ", ".join(dict.fromkeys(indicator for _, indicator in found))
            self.faults.append(
                diagnose("PK315", place, problem=problem, help=say("write the id of one: {ids}", ids=ids))
            )
            return []
        return found

    def _plan(self, name: str, path: Path) -> str:
        if name and name not in self.plans:
            self.faults.append(
                diagnose("PK318", self._place((*path, "plan")), name=name, help=did_you_mean(name, self.plans))
            )
            return ""
        return name

    def _texts(self, value: Any, path: Path) -> tuple[str, ...]:
        listed = value if isinstance(value, list) else [value]
        texts = (
            self._text(one, (*path, number) if isinstance(value, list) else path) for number, one in enumerate(listed)
        )
        return tuple(text for text in texts if text)

    def _text(self, value: Any, path: Path) -> str:
        if isinstance(value, dict | list):
            self._wrong(path, say("text"), "")
            return ""
        if isinstance(value, bool):
            self._wrong(path, say("text"), say('quote it: "{text}"', text=str(value).lower()))
            return ""
        return "" if value is None else str(value).strip()

    def _year(self, value: Any, path: Path) -> int | None:
        if value is None or (isinstance(value, int) and not isinstance(value, bool) and 1900 <= value <= 2199):
            return value
        self._wrong(path, say("a year such as 2020"), "")
        return None

    def _place(self, path: Path) -> Place:
        return next(
            self.tree.of_values[path[:length]]
            for length in range(len(path), -1, -1)
            if path[:length] in self.tree.of_values
        )

    def _wrong(self, path: Path, expected: Message, help_: Message | str) -> None:
        key = next((str(part) for part in reversed(path) if isinstance(part, str)), self._place(path).file)
        value: Any = self.tree.value
        for part in path:
            value = value[part]
        place = self._place(path)
        self.faults.append(diagnose("PK106", place, key=key, expected=expected, found=_kind(value), help=help_))


def _kind(value: object) -> Message | str:
    match value:
        case None:
            return say("nothing")
        case Mapping():
            return say("a mapping")
        case list():
            return say("a list")
        case bool():
            return str(value).lower()
        case _:
            text = str(value)
            return text if len(text) <= 40 else text[:39] + "…"
