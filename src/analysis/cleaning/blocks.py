"""A parsed page as blocks of text in reading order, each with its place in the tree of block elements."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "label"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "menu", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "ul"),
    )
)
UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "svg", "head", "title", "iframe", "object", "embed"),
        *("select", "option", "textarea", "input", "button", "canvas", "audio", "video", "map", "math"),
        "datalist",
    )
)
INLINE = frozenset(("span", "strong", "b", "em", "i", "small", "sup", "font", "picture"))
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
UNSEEN_INLINE = re.compile(
    r"(?:^|[\s_-])(?:hidden|visually-?hidden|sr-only|screen-?reader\S*|captions?|credits?|copyright|tooltip|share)"
    r"(?:$|[\s_-])",
    re.I,
)


@dataclass(slots=True)
class Block:
    """One run of text. `linked` counts its characters inside links, `node` is the number of the block
    element that holds it, `size` its length with a sign of Chinese, Japanese or Korean counted as 2.5."""

    text: str
    linked: int
    tag: str
    node: int

    @property
    def heading(self) -> bool:
        return self.tag in HEADINGS

    @property
    def links(self) -> float:
        """Share of the characters that are inside links."""
        return self.linked / len(self.text)

    @property
    def size(self) -> float:
        return len(self.text) + 1.5 * len(DENSE.findall(self.text))


@dataclass
class Layout:
    """Block elements in document order (a parent's number is smaller than its children's; the root is its
    own parent) and the blocks of text in reading order."""

    elements: list[Any] = field(default_factory=list)
    parents: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def totals(self, own: list[float]) -> list[float]:
        """Values of the block elements summed over their descendants."""
        total = list(own)
        for number in range(len(total) - 1, 0, -1):
            total[self.parents[number]] += total[number]
        return total

    def spread(self, flags: list[bool]) -> list[bool]:
        """Flags handed down from each element to everything inside it."""
        held = list(flags)
        for number in range(1, len(held)):
            held[number] = held[number] or held[self.parents[number]]
        return held


def lay_blocks(tree: Any) -> Layout:
    """The visible text of a page; two line breaks in a row begin a new block. Not recursive: depth is the
    page's to choose."""
    from lxml.etree import iterwalk

    walk = _Walk()
    steps = iterwalk(tree, events=("start", "end"))
    for event, element in steps:
        name = element.tag
        if event == "start":
            if name in UNSEEN or (name in INLINE and _unseen(element)):
                steps.skip_subtree()
                walk.skipped = element
                continue
            if name in BLOCKS or name == "a" or name == "br":
                walk.enter(element, name)
            if text := element.text:
                walk.say(text)
            continue
        if element is walk.skipped:
            walk.skipped = None
        elif name in BLOCKS or name == "a":
            walk.leave(name)
        if (text := element.tail) and element is not tree:
            walk.say(text)
    walk.flush()
    return walk.layout


def _unseen(element: Any) -> bool:
    named = element.get("class")
    if named and UNSEEN_INLINE.search(named):
        return True
    style = element.get("style")
    return element.get("hidden") is not None or bool(style and "none" in style and "display" in style)


class _Walk:
    """The text since the last block boundary, and how much of it is linked."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.path: list[int] = []
        self.pieces: list[str] = []
        self.linked = self.depth = 0
        self.skipped: Any = None

    def enter(self, element: Any, name: str) -> None:
        if name == "a":
            self.depth += 1
        elif name == "br":
            if self.pieces and self.pieces[-1] == "\n":
                self.flush()
            else:
                self.pieces.append("\n")
        else:
            self.flush()
            layout = self.layout
            layout.parents.append(self.path[-1] if self.path else 0)
            self.path.append(len(layout.elements))
            layout.elements.append(element)
            layout.names.append(name)

    def leave(self, name: str) -> None:
        if name == "a":
            self.depth -= 1
        else:
            self.flush()
            self.path.pop()

    def say(self, text: str) -> None:
        if text.isspace():
            if self.pieces and self.pieces[-1] != "\n":
                self.pieces.append(" ")
            return
        self.pieces.append(text)
        if self.depth:
            self.linked += len(text.strip())

    def flush(self) -> None:
        if not self.pieces:
            return
        text = " ".join("".join(self.pieces).split())
        if text and self.path:
            node = self.path[-1]
            block = Block(text, min(self.linked, len(text)), self.layout.names[node], node)
            self.layout.blocks.append(block)
        self.pieces.clear()
        self.linked = 0
