"""Text for a page in one language or in both, safe to stand in HTML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from markupsafe import Markup, escape

from planckeck.languages import language_of
from planckeck.problems import Translate
from planckeck.reports.texts import visible

TAGS = {"zh": "zh-CN", "en": "en"}


def flow(sentences: Iterable[str]) -> str:
    """Return sentences as a paragraph; a Chinese full stop needs no space behind it."""
    return " ".join(sentences).replace("。 ", "。")


class Speaker:
    """Says the same thing in every language of the page; where the languages differ, each has an element of its own.

    Texts of plans and data pass through here or through the template's escaping, and nowhere else.
    """

    def __init__(self, languages: Sequence[Translate]) -> None:
        self.languages = tuple(languages)
        self.tags = tuple(TAGS[language_of(own)] for own in languages)

    def __call__(self, make: Callable[[Translate], str]) -> Markup:
        """Return what `make` says in each language."""
        return self.join([make(own) for own in self.languages])

    def word(self, pattern: str) -> Markup:
        """Return a fixed word."""
        return self.join([own(pattern) for own in self.languages])

    def join(self, texts: Sequence[str]) -> Markup:
        """Return one text a language as HTML."""
        seen = [visible(text) for text in texts]
        if len(set(seen)) == 1:
            return escape(seen[0])
        return Markup("").join(
            Markup('<span lang="{}">{}</span>').format(tag, text) for tag, text in zip(self.tags, seen, strict=True)
        )

    def plain(self, make: Callable[[Translate], str]) -> str:
        """Return plain text, for attributes: the languages one behind the other."""
        return " / ".join(dict.fromkeys(visible(make(own)) for own in self.languages))
