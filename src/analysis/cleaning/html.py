"""HTML to fields and body: the page's own metadata first, trafilatura for the text, within bounds."""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from analysis.cleaning.chrome import segment
from analysis.cleaning.dates import date_line
from analysis.cleaning.language import by_letters
from analysis.cleaning.metadata import from_json_ld, from_tree, merge

LARGEST = 10_000_000
DEEPEST = 400
# Elements that must be closed: depth can be counted on them without parsing.
TAG = re.compile(
    r"<(/?)(div|span|section|article|main|ul|ol|table|tbody|blockquote|font|b|i|em|strong|center|a|svg|g)\b",
    re.I,
)
BLOCKS = frozenset(
    (
        *("p", "div", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "br"),
        *("section", "article", "header", "footer", "nav", "aside", "time", "figure", "figcaption", "main"),
        *("blockquote", "form", "body"),
    )
)
UNSEEN = frozenset(("script", "style", "noscript", "template", "svg", "head", "title"))


class PageError(ValueError):
    """A page that is not parsed: the rule that sets it aside, and a note."""

    def __init__(self, rule: str, note: str) -> None:
        self.rule, self.note = rule, note
        super().__init__(f"{rule}: {note}")


def check_bounds(html: str) -> None:
    """Raise PageError for a page of over 10 MB or nested over 400 deep: parsers take minutes, or crash."""
    if len(html) > LARGEST:
        raise PageError("too large", f"{len(html):,} characters of HTML, at most {LARGEST:,}")
    depth = deepest = 0
    for match in TAG.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        deepest = max(deepest, depth)
        if deepest > DEEPEST * 10:
            break
    if deepest > DEEPEST:
        raise PageError("nested too deep", f"elements lie more than {DEEPEST} deep")


@cache
def _settings(*, dense: bool) -> Any:
    """trafilatura's settings with smaller thresholds: under its own, short Chinese pages come out whole."""
    from copy import deepcopy

    from trafilatura.settings import DEFAULT_CONFIG

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    settings = deepcopy(DEFAULT_CONFIG)
    settings.set("DEFAULT", "MIN_EXTRACTED_SIZE", "80" if dense else "200")
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return settings


def extract_html(html: str) -> tuple[dict[str, str], str, list[str]]:
    """Fields, body (one paragraph a line) and the visible date lines of a page.

    Raises PageError for pages out of bounds or without any element. Body by trafilatura's fast mode, comments
    left out; where it fails, the stretch of visible lines that reads most like running text.
    """
    import trafilatura

    check_bounds(html)
    tree = trafilatura.load_html(html)
    if tree is None:
        raise PageError("unreadable", "no HTML element")
    fields = merge(from_json_ld(html), from_tree(tree))
    seen = visible_lines(tree)
    dense = by_letters("".join(seen)[:5_000]) == "zh"
    try:
        body = trafilatura.extract(tree, fast=True, include_comments=False, config=_settings(dense=dense))
    except (ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        # Odd trees make it fail; the page may still hold an article.
        body = None
    if not body:
        begin, end = segment(seen, [False] * len(seen))
        body = "\n".join(seen[begin:end])
    return fields, body, [line for line in seen if date_line(line)]


def visible_lines(tree: Any) -> list[str]:
    """Lines of text as a reader sees them, one a block element."""
    pieces: list[str] = []
    _walk(tree, pieces)
    return [text for line in "".join(pieces).split("\n") if (text := " ".join(line.split()))]


def _walk(element: Any, pieces: list[str]) -> None:
    """Text of the element with line feeds around blocks. Iterative: depth is the page's to choose."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        node, closing = stack.pop()
        name = node.tag if isinstance(node.tag, str) else ""
        block = name in BLOCKS
        if closing:
            pieces.append("\n" if block else "")
        elif name and name not in UNSEEN:
            pieces.append("\n" if block else "")
            pieces.append(node.text.replace("\n", " ") if node.text else "")
            stack.append((node, True))
            stack.extend((child, False) for child in reversed(node))
            continue
        pieces.append(node.tail.replace("\n", " ") if node.tail and node is not element else "")
