"""A page taken apart by another parser than the one that made it: its tables, cards and texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "hr", "img"}
SHAPES = {"path", "circle", "rect"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    children: list[Node | str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> list[str]:
        return [
            text
            for child in self.children
            for text in ([child] if isinstance(child, str) else child._texts())
            if not (isinstance(child, Node) and child.tag in {"script", "style"})
        ]

    def all(self, tag: str, css: str = "") -> list[Node]:
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if child.tag == tag and (not css or css in child.attributes.get("class", "").split()):
                    found.append(child)
                found += child.all(tag, css)
        return found

    def one(self, identity: str) -> Node:
        found = [node for node in self.nodes() if node.attributes.get("id") == identity]
        assert len(found) == 1, identity
        return found[0]

    def nodes(self) -> list[Node]:
        return [self, *(node for child in self.children if isinstance(child, Node) for node in child.nodes())]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "td" and self.open[-1].tag == "td":
            self.open.pop()  # cells of the heat table end where the next begins
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open[-1].children.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if tag == "tr" and self.open[-1].tag == "td":
            self.open.pop()
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def read_page(text: str) -> Node:
    """Return the page; every element must be closed by its own end."""
    builder = _Builder()
    builder.feed(text)
    builder.close()
    assert builder.open == [builder.root]
    return builder.root


def lines(page: Node) -> list[dict[str, str]]:
    """Return the rows of the table of results, each cell by its class."""
    return [
        {cell.attributes["class"]: cell.text for cell in [*row.all("td"), *row.all("th")]}
        | {"kind": row.attributes["class"]}
        for row in page.one("lines").all("tbody")[0].all("tr")
    ]
