"""Faults of the model's types in planckeck's own words, and the plan that remains without them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from planckeck.model import plan as model
from planckeck.model.promise import Positions
from planckeck.problems import Diagnostic, Message, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

Path = tuple[str | int, ...]

MOST_FINDINGS = 1_000
"""Findings that are said of one file; nobody reads more, and a file may be made to have 50,000."""

_PLACEHOLDER: dict[str, Any] = {"title": "?", "region": "?", "period": "1900-2199"}
_EXAMPLES = {
    "id": "longhu-2016-2020",
    "title": "…",
    "region": "龙湖区",
    "period": "2016-2020",
    "name": "人均期望寿命",
    "indicators": "[…]",
    "value": "76.3",
    "reference": "national-requirement",
}
_EXPECTED: dict[str, Message] = {
    "number": say("a number"),
    "number_size": say("a number of at most 30 digits"),
    "year": say("a year such as 2020"),
    "iso_date": say("a date such as 2020-12-31"),
    "string_type": say("text"),
    "int_type": say("a whole number"),
    "bool_type": say("true or false"),
    "tuple_type": say("a list"),
    "dict_type": say("a mapping"),
    "model_type": say("a mapping"),
    "model_attributes_type": say("a mapping"),
    "greater_than": say("a number above 0"),
    "string_too_short": say("a text that is not empty"),
    "string_too_long": say("a shorter text"),
    "too_short": say("at least one entry"),
}
_PATTERNS = {
    "period": say("two years such as 2016-2020"),
    "id": say("small letters, digits and single hyphens, such as life-expectancy"),
}
_TARGET_FIELDS = frozenset(
    {"target", "comparison", "tolerance", "better", "measure", "unit", "due", "rate_sign", "reading", "references"}
)


class Faults:
    """The paths at which a plan file is wrong, and what is said of them."""

    def __init__(self, paths: Iterable[Path] = ()) -> None:
        self.paths: set[Path] = set()
        self.findings: list[Diagnostic] = []
        self.unsaid = 0  # how many more there are that are not among the findings
        self._fields: dict[str | int, set[str]] = {}
        for path in paths:
            self.mark(path)

    def add(self, path: Path, finding: Diagnostic) -> None:
        """Record a finding at a path; a second one at the same path says nothing new."""
        if not self.covers(path):
            self.findings.append(finding)
            self.mark(path)

    def mark(self, path: Path) -> None:
        """Record that something is wrong at a path."""
        self.paths.add(path)
        if len(path) > 2 and path[0] == "indicators":
            self._fields.setdefault(path[1], set()).add(str(path[2]))

    def covers(self, path: Path) -> bool:
        """Tell whether this path, or one that holds it, is known to be wrong."""
        return bool(self.paths) and any(path[:length] in self.paths for length in range(len(path) + 1))

    def in_indicator(self, number: int) -> frozenset[str]:
        """Return the fields of an indicator with something wrong in them."""
        return frozenset(self._fields.get(number, ()))

    def has_unknown_key(self, number: int) -> bool:
        """Tell whether an indicator has a misspelt key, which may well be the one that seems to be missing."""
        return bool(self._fields) and bool(self.in_indicator(number) - model.Indicator.model_fields.keys())

    def spoil_target(self, number: int) -> bool:
        """Tell whether an indicator's target cannot be judged for a fault already said."""
        return bool(self.in_indicator(number) & _TARGET_FIELDS) or ("indicators", number) in self.paths


def faults_of(error: ValidationError, value: Any, positions: Positions, faults: Faults) -> None:
    """Put pydantic's errors into planckeck's words, each at its place in the file."""
    for detail in error.errors(include_url=False, include_context=True, include_input=False):
        path, parent = _walk(detail["loc"], value)
        if _is_echo(detail, path, value):
            continue
        if len(faults.findings) < MOST_FINDINGS:
            faults.add(path, _finding(detail, path, parent, positions))
        elif not faults.covers(path):
            faults.mark(path)
            faults.unsaid += 1


def _walk(loc: tuple[str | int, ...], value: Any) -> tuple[Path, Any]:
    """Follow pydantic's location along the tree; union tags are segments that the file does not have."""
    path: list[str | int] = []
    parent = node = value
    for number, segment in enumerate(loc):
        last = number == len(loc) - 1
        if isinstance(node, dict):
            key = next((key for key in (segment, _as_int(segment)) if key in node), None)
            if key is not None:
                path.append(key)
                parent, node = node, node[key]
            elif last and not path_is_tag(segment):
                path.append(segment)
        elif isinstance(node, list) and isinstance(segment, int) and segment < len(node):
            path.append(segment)
            parent, node = node, node[segment]
    return tuple(path), parent


def path_is_tag(segment: str | int) -> bool:
    """Tell whether a location's segment names a branch of a union, not a key."""
    return not isinstance(segment, str) or segment in {"text", "number", "entry", "list", "years", "reference", "[key]"}


def _as_int(segment: str | int) -> int | None:
    return int(segment) if isinstance(segment, str) and re.fullmatch("[0-9]{1,4}", segment) else None


def _is_echo(detail: ErrorDetails, path: Path, value: Any) -> bool:
    """pydantic also calls a tuple too short when its items were refused; the items have said it."""
    if detail["type"] != "too_short":
        return False
    return bool(_at(value, path))


def _at(node: Any, path: Path) -> Any:
    for segment in path:
        container: Any = node
        if isinstance(node, dict | list):
            node = container[segment]
    return node


def _finding(detail: ErrorDetails, path: Path, parent: Any, positions: Positions) -> Diagnostic:
    key = str(path[-1]) if path else ""
    match detail["type"]:
        case "missing":
            example = "life-expectancy" if path[0] == "indicators" and key == "id" else _EXAMPLES.get(key, "…")
            return diagnose("PK105", positions.value(*path[:-1]), key=key, example=example)
        case "extra_forbidden":
            return diagnose("PK104", positions.key(*path), key=key, help=did_you_mean(key, _keys_at(path)))
        case _:
            return _wrong_type(detail, path, parent, positions)


def _wrong_type(detail: ErrorDetails, path: Path, parent: Any, positions: Positions) -> Diagnostic:
    key = next((segment for segment in reversed(path) if isinstance(segment, str)), "")
    found = _at(parent, path[-1:])
    expected = _expected(detail, key)
    help_: Message | str = ""
    if detail["type"] == "word":
        help_ = did_you_mean(str(found), str(detail["ctx"]["words"]).split())
    elif detail["type"] == "string_type" and isinstance(found, int | Decimal):
        help_ = say('quote it: "{text}"', text=found)
    return diagnose("PK106", positions.value(*path), key=key, expected=expected, found=_shown(found), help=help_)


def _expected(detail: ErrorDetails, key: str) -> Message:
    if detail["type"] == "word":
        return say("one of {words}", words=detail["ctx"]["words"])
    if detail["type"] == "literal_error":
        return say("one of {words}", words=detail["ctx"]["expected"])
    if detail["type"] == "string_pattern_mismatch":
        return _PATTERNS.get(key, _PATTERNS["id"])
    return _EXPECTED.get(detail["type"], say("something else ({problem})", problem=detail["msg"]))


def _shown(found: Any) -> Message | str:
    match found:
        case None:
            return say("nothing")
        case dict():
            return say("a mapping")
        case list():
            return say("a list")
        case bool():
            return str(found).lower()
        case _:
            text = str(found)
            return text if len(text) <= 40 else text[:39] + "…"


def _keys_at(path: Path) -> list[str]:
    """Return the keys that the mapping holding `path` may have."""
    kind: type[BaseModel] = model.Plan
    if len(path) > 2 and path[0] == "indicators":
        kind = model.Indicator
    inner: dict[str, type[BaseModel]] = {
        "pace": model.Pace,
        "references": model.Reference,
        "reading": model.Reading,
        "source": model.Source,
        "applies_to": model.Scope,
        "baseline": model.BaselineEntry,
        "target": model.MilestoneEntry,
    }
    for segment in path[:-1]:
        kind = inner.get(str(segment), kind)
    return list(kind.model_fields)


def without_faults(value: dict[Any, Any], faults: Faults, stem: str) -> model.Plan:
    """Build the plan without its faulty fields, placeholders where a key must stand, so that the rest is checked."""
    tree = copy.deepcopy(value)
    for path in sorted(faults.paths, key=lambda path: [str(segment) for segment in path], reverse=True):
        _remove(tree, path[:1] if path[0] != "indicators" else path[:3])
    head = {key: entry for key, entry in tree.items() if key != "indicators"}
    kept = [_mended(number, entry) for number, entry in enumerate(_list(tree.get("indicators")))]
    if not kept:
        kept = [model.Indicator(id="none", name="?")]
    tops = {"id": stem if _slug(stem) else "plan", **_PLACEHOLDER, **head, "indicators": kept}
    return model.Plan.model_validate(tops)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _slug(text: str) -> bool:
    return all(part and part.isalnum() and part.isascii() and part.islower() for part in text.split("-"))


def _mended(number: int, entry: Any) -> model.Indicator:
    fields = entry if isinstance(entry, dict) else {}
    return model.Indicator.model_validate({"id": f"indicator-{number + 1}", "name": "?", **fields})


def _remove(tree: Any, path: Path) -> None:
    node = tree
    for segment in path[:-1]:
        try:
            node = node[segment]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(node, dict):
        node.pop(path[-1], None)
    elif isinstance(node, list) and isinstance(path[-1], int) and path[-1] < len(node):
        node[path[-1]] = None
