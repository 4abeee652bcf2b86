"""What stands above the tables of a web page: the lines before each, for its title and its years."""

from __future__ import annotations

from html.parser import HTMLParser

from planckeck.drafting.interface import one_line

_LINES_ABOVE = 3
_BREAKS = frozenset(
    {"p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "section", "article", "center", "title", "caption"}
)
_NOT_SHOWN = frozenset({"script", "style"})


def lines_above_tables(text: str) -> list[tuple[str, ...]]:
    """Return the last lines before each table that has rows, in the order in which the tables end.

    That is the order of planckeck.readers.sources.webtable: a table inside a cell ends before the one around it.
    """
    parser = _Lines()
    parser.feed(text)
    parser.close()
    return parser.found


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, ...]] = []
        self._lines: list[str] = []
        self._text: list[str] = []
        self._open: list[tuple[tuple[str, ...], bool]] = []
        self._muted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _NOT_SHOWN:
            self._muted += 1
        elif tag == "table":
            self._end_line()
            self._open.append((tuple(self._lines), False))
        elif tag in {"tr", "td", "th"} and self._open:
            self._open[-1] = (self._open[-1][0], True)
        elif tag in _BREAKS:
            self._end_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _NOT_SHOWN:
            self._muted = max(self._muted - 1, 0)
        elif tag == "table" and self._open:
            above, has_rows = self._open.pop()
            if has_rows:
                self.found.append(above)
            self._lines = []
        elif tag in _BREAKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if not self._open and not self._muted:
            self._text.append(data)

    def _end_line(self) -> None:
        if line := one_line("".join(self._text)):
            self._lines = [*self._lines, line][-_LINES_ABOVE:]
        self._text = []
