"""What stands behind each code: why it is said, an example that is wrong, and the same put right, in every language.

The texts are data (`explanations/*.toml`), read only by those who ask: `explain`, SARIF rules and the docs page.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any


class Form(StrEnum):
    """What an example is: a plan file, a data file, shell commands, settings, or a description."""

    PLAN = "plan"
    DATA = "data"
    COMMAND = "command"
    SETTINGS = "settings"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code explained. Texts are by language (zh, en); examples of a form other than WORDS are the same in both.

    `indicators` are those of the plan that a data example is held against. A plan example that is no `whole` file
    stands under `indicators:` of a plan of 2016-2020. `encoding` is that in which the wrong example was saved.
    """

    code: str
    form: Form
    texts: Mapping[str, str]
    wrong: Mapping[str, str]
    right: Mapping[str, str]
    indicators: str = ""
    arguments: str = ""
    is_whole: bool = True
    encoding: str = "utf-8"


def explanation_of(code: str) -> Explanation:
    """Return the explanation of a code. Raises: KeyError for one that has none."""
    return explanations()[code]


@cache
def explanations() -> Mapping[str, Explanation]:
    """Return every explanation by its code, in the order of the codes."""
    folder = Path(__file__).with_name("explanations")
    entries: dict[str, Explanation] = {}
    for file in sorted(folder.glob("*.toml")):
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
        entries |= {code: _explanation(code, entry) for code, entry in raw.items()}
    return dict(sorted(entries.items()))


def _explanation(code: str, entry: Mapping[str, Any]) -> Explanation:
    form = Form(entry.get("form", "data" if code.startswith("PK3") else "plan"))
    is_fragment = form is Form.PLAN and entry["wrong"].startswith("- ") and not entry.get("whole", False)
    return Explanation(
        code=code,
        form=form,
        texts={"en": entry["en"], "zh": entry["zh"]},
        wrong=_in_languages(entry["wrong"]),
        right=_in_languages(entry["right"]),
        indicators=entry.get("indicators", ""),
        arguments=entry.get("arguments", ""),
        is_whole=not is_fragment,
        encoding=entry.get("encoding", "utf-8"),
    )


def _in_languages(example: str | Mapping[str, str]) -> Mapping[str, str]:
    return {"en": example, "zh": example} if isinstance(example, str) else dict(example)
