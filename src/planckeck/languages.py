"""The two languages of what people read: English patterns are the keys, Chinese stands in a gettext catalogue.

Outputs for machines (keys, codes, verdicts in JSON) are never translated.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def N_(text: str) -> str:  # noqa: N802 - the name that gettext tools know
    """Mark a fixed word for the catalogues and return it as it is; it is translated where it is shown."""
    return text


def choose_language(option: str | None = None, environment: Mapping[str, str] | None = None) -> Language:
    """Return the language of a run: the option, else PLANCKECK_LANG, else the locale's (zh… is zh), else en.

    Raises: ValueError for an option that is no language of planckeck.
    """
    if option is not None:
        if (wanted := _language_of(option)) is None:
            raise ValueError(option)
        return wanted
    env = os.environ if environment is None else environment
    own = _language_of(env.get("PLANCKECK_LANG", ""))
    locale = next((env[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if env.get(name)), "")
    return own or _language_of(locale) or "en"


def _language_of(text: str) -> Language | None:
    tag = text.strip().lower()
    return next(
        (name for name in LANGUAGES if tag == name or tag.startswith((f"{name}_", f"{name}-", f"{name}."))), None
    )


@cache
def translator(language: Language) -> Callable[[str], str]:
    """Return the function that puts an English pattern into a language; what has no translation stays English."""
    if language == "en":
        return str
    source = Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "planckeck.mo"
    with source.open("rb") as opened:
        catalogue = gettext.GNUTranslations(opened)

    def translate(text: str) -> str:
        # gettext answers the empty text with the catalogue's header
        return catalogue.gettext(text) if text else text

    return translate


def language_of(translate: Callable[[str], str]) -> Language:
    """Return the language that a translator puts texts into."""
    return "en" if translate is translator("en") else "zh"
