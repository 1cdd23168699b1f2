"""HTML to fields and body, parsed once: the page's own metadata, our reading of its structure, within bounds.

Where the structure leaves doubts, trafilatura has the last word on the body.
"""

from __future__ import annotations

import logging
import re
from functools import cache
from typing import Any

from analysis.cleaning.article import Article, find_article
from analysis.cleaning.blocks import Layout, lay_blocks
from analysis.cleaning.chrome import segment
from analysis.cleaning.dates import date_line
from analysis.cleaning.jsonld import read_json_ld
from analysis.cleaning.language import by_letters
from analysis.cleaning.metadata import (
    descriptions,
    from_script,
    from_tree,
    from_url,
    merge,
    near_heading,
    read_metas,
)

LARGEST = 10_000_000
DEEPEST = 400
NEAR = 10
# Elements that must be closed: depth can be counted on them without parsing.
TAG = re.compile(
    r"<(/?)(?:div|span|section|article|main|ul|ol|table|tbody|blockquote|font|b|i|em|strong|center|a|svg|g)\b",
    re.I,
)


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
    for close in TAG.findall(html):
        if close:
            depth -= depth > 0
        else:
            depth += 1
            if depth > deepest:
                deepest = depth
    if deepest > DEEPEST:
        raise PageError("nested too deep", f"elements lie more than {DEEPEST} deep")


def parse(html: str) -> Any:
    """The page's tree, or None where it holds no element. Nothing is fetched, declared entities are not
    expanded, and libxml2's own limits on depth and length of text hold."""
    from lxml import etree

    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        tree = etree.fromstring(html.encode("utf-8", "replace"), parser=parser)
    except etree.XMLSyntaxError:
        return None
    return tree if tree is not None and len(tree) else None


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

    Raises PageError for pages out of bounds or without any element. The body is what `find_article` is sure
    of; else that of trafilatura's fast mode, comments left out; where both find nothing, the stretch of
    visible lines that reads most like running text.
    """
    check_bounds(html)
    tree = parse(html)
    if tree is None:
        raise PageError("unreadable", "no HTML element")
    told, metas = read_json_ld(html), read_metas(tree)
    fields = merge(told.fields, from_tree(tree, metas, told.fields))
    layout = lay_blocks(tree)
    seen = [block.text for block in layout.blocks]
    article = find_article(layout, text=told.text, descriptions=(*told.descriptions, *descriptions(metas)))
    body = "\n".join(article.lines)
    if not article.sure:
        body = _second_opinion(html, seen) or body
    if not body:
        begin, end = segment(seen, [False] * len(seen))
        body = "\n".join(seen[begin:end])
    around = [line for line in seen if date_line(line)]
    if "published" not in fields:
        fields["published"] = _published(html, layout, article, dated=bool(around))
        if not fields["published"] and not around:
            fields["published"] = from_url(fields.get("url", ""))
    return {name: value for name, value in fields.items() if value}, body, around


def _published(html: str, layout: Layout, article: Article, *, dated: bool) -> str:
    """A date for a page whose metadata give none: of its scripts, else, where no line is a date line, of
    lines around headline and lead."""
    if (day := from_script(html)) or dated:
        return day
    first = article.lines[:1]
    place = next(
        (number for number, block in enumerate(layout.blocks) if block.tag == "h1" or block.text in first), 0
    )
    near = layout.blocks[place : place + NEAR] + layout.blocks[max(0, place - NEAR) : place]
    return near_heading([block.text for block in near])


def _second_opinion(html: str, seen: list[str]) -> str:
    """The body by trafilatura, which parses with its own element classes."""
    import trafilatura

    dense = by_letters("".join(seen)[:5_000]) == "zh"
    try:
        body = trafilatura.extract(html, fast=True, include_comments=False, config=_settings(dense=dense))
    except (ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        # Odd trees make it fail; the page may still hold an article.
        return ""
    return body or ""
