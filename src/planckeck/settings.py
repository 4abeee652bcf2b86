"""Defaults of a repository: `[tool.planckeck]` in the nearest pyproject.toml, up to the repository's top.

A setting is an option by its long name; the command line wins over it, and for the language PLANCKECK_LANG does too.
Paths are from the folder of the file. A key that is no setting is an error: a misspelt one would change a verdict.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from planckeck.problems import Diagnostic, Message, Place, say
from planckeck.problems.kinds import diagnose
from planckeck.problems.suggest import did_you_mean

FILE = "pyproject.toml"
LARGEST = 1_000_000
"""Bytes; no pyproject.toml of people is larger."""

_HEADER = r"\s*\[\s*tool\s*\.\s*[\"']?planckeck[\"']?\s*\]\s*(#.*)?"
_OTHER_HEADER = r"\s*\["


class Settings(NamedTuple):
    """What a repository sets: values by the name of the option (fail_on), and what is wrong with them."""

    file: str = ""
    values: Mapping[str, Any] | None = None
    findings: tuple[Diagnostic, ...] = ()

    def of(self, name: str) -> Any:
        """Return a setting's value, None where it is not set."""
        return (self.values or {}).get(name)


class _Kind(NamedTuple):
    """What a setting takes: `fits` tells a value, `expected` says it; `is_path` values are from the file's folder."""

    expected: Message
    fits: Callable[[Any], bool]
    is_path: bool = False
    words: tuple[str, ...] = ()


def _one_of(*words: str) -> _Kind:
    return _Kind(say("one of {words}", words=" ".join(words)), lambda value: value in words, words=words)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 < value < float("inf")


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_texts(value: Any) -> bool:
    return _is_text(value) or (isinstance(value, list) and bool(value) and all(map(_is_text, value)))


_FLAG = _Kind(say("true or false"), lambda value: isinstance(value, bool))
_PATH = _Kind(say("a path"), _is_text, is_path=True)
KINDS_OF_SETTINGS: Mapping[str, _Kind] = {
    "plan": _Kind(say("a path or id, or a list of them"), _is_texts, is_path=True),
    "lang": _one_of("zh", "en"),
    "fail-on": _one_of("binding", "expected", "guiding", "advocated", "any", "never"),
    "strict": _FLAG,
    "band": _Kind(say("a number above 0"), _is_number),
    "references": _PATH,
    "regions": _PATH,
    "encoding": _Kind(say("text"), _is_text),
    "color": _one_of("auto", "always", "never"),
}
"""Every setting by its key."""


_MAY_SET = re.compile(
    rb"""tool["'\s]*\.["'\s]*planckeck|^\s*\[\s*["']?tool["']?\s*\]|^\s*["']?tool["']?\s*=""", re.MULTILINE
)
"""Every way in which TOML may write the table; without any of them the file need not be parsed at every start."""


def read_settings(start: Path | None = None) -> Settings:
    """Return the settings that hold in a folder (default: the working directory), empty ones where there are none."""
    try:
        folder = (start or Path.cwd()).absolute()
    except OSError:  # the folder in which the command was started is gone
        return Settings()
    for file in _candidates(folder):
        settings = _read(file)
        if settings.values is not None or settings.findings:
            return settings
    return Settings()


def _candidates(folder: Path) -> Iterator[Path]:
    """Yield every pyproject.toml on the way up, the repository's top included."""
    for above in (folder, *folder.parents):
        if (above / FILE).is_file():
            yield above / FILE
        if (above / ".git").exists():
            return


def _read(file: Path) -> Settings:
    shown = os.path.relpath(file).replace(os.sep, "/")
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError:
        return Settings()
    if len(content) > LARGEST:
        # what it sets is not known; to go on without it could change a verdict
        problem = say("larger than {limit} bytes", limit=LARGEST)
        return Settings(shown, None, (diagnose("PK132", Place(shown), problem=problem),))
    if not _MAY_SET.search(content):
        return Settings()
    import tomllib

    try:
        text = content.decode("utf-8")
        tools = tomllib.loads(text).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        place, fault = _toml_fault(shown, str(error))
        return Settings(shown, None, (diagnose("PK132", place, problem=fault),))
    except (ValueError, RecursionError):  # a number of more than 4300 digits is a ValueError and no more
        problem = say("a number has too many digits, or brackets lie too deep in each other")
        return Settings(shown, None, (diagnose("PK132", Place(shown), problem=problem),))
    if not isinstance(tools, dict) or "planckeck" not in tools:
        return Settings()
    return _checked(tools["planckeck"], shown, text.split("\n"), file.parent)


def _toml_fault(file: str, problem: str) -> tuple[Place, str]:
    found = re.search(r" \(at line (\d+), column (\d+)\)$", problem)
    if found is None:
        return Place(file), problem
    return Place(file, int(found[1]), int(found[2])), problem[: found.start()]


def _checked(table: Any, file: str, lines: Sequence[str], folder: Path) -> Settings:
    findings: list[Diagnostic] = []
    values: dict[str, Any] = {}
    if not isinstance(table, dict):
        expected = say("a table")
        fault = diagnose("PK131", Place(file), key="planckeck", expected=expected, found=str(table)[:60], help="")
        return Settings(file, None, (fault,))
    for key, value in table.items():
        place = _place_of(key, file, lines)
        kind = KINDS_OF_SETTINGS.get(key)
        if kind is None:
            help_ = did_you_mean(key, KINDS_OF_SETTINGS)
            findings.append(diagnose("PK130", place, key=key, help=help_))
        elif not kind.fits(value):
            found = str(value).lower() if isinstance(value, bool) else str(value)[:60]
            findings.append(
                diagnose("PK131", place, key=key, expected=kind.expected, found=found, help=_near(value, kind))
            )
        else:
            values[key.replace("-", "_")] = _from_here(value, folder) if kind.is_path else value
    return Settings(file, values, tuple(findings))


def _near(value: Any, kind: _Kind) -> Message | str:
    near = isinstance(value, str) and difflib.get_close_matches(value, kind.words, 1)
    return did_you_mean(value, kind.words) if near else ""


def _from_here(value: Any, folder: Path) -> Any:
    """Return paths as the working directory sees them; what is no path there stays as it is (a plan's id)."""
    if isinstance(value, list):
        return [_from_here(one, folder) for one in value]
    path = folder / value
    return os.path.relpath(path).replace(os.sep, "/") if path.exists() or "/" in value else value


def _place_of(key: str, file: str, lines: Sequence[str]) -> Place:
    """Return where a key of the table stands; the file as a whole where it is spelt in an unusual way."""
    inside = False
    written = re.compile(rf"\s*([\"']?){re.escape(key)}\1\s*[=.]")
    for number, line in enumerate(lines, start=1):
        if re.fullmatch(_HEADER, line.rstrip("\r")):
            inside = True
        elif re.match(_OTHER_HEADER, line):
            inside = False
        elif inside and (found := written.match(line)):
            start = len(line) - len(line.lstrip()) + 1
            return Place(file, number, start, number, found.end())
    return Place(file)
