"""JSON-LD of a page, read once: its fields, the article's text and its description."""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

SCRIPT = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script", re.S | re.I)
ARTICLE = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report\w*|OpinionNewsArticle)$")
MARKUP = re.compile(r"<[^<>]{1,300}>")
LONGEST_SCRIPT = 1_000_000
DEEPEST = 8
FIELDS = {
    "title": "headline",
    "published": "datePublished",
    "section": "articleSection",
    "language": "inLanguage",
}


@dataclass(frozen=True)
class Told:
    """Fields of the first article object, the longest articleBody as plain text, and the descriptions."""

    fields: dict[str, str] = field(default_factory=dict)
    text: str = ""
    descriptions: tuple[str, ...] = ()


def read_json_ld(html: str) -> Told:
    """What the page's JSON-LD says; scripts that are broken or have over a million characters are left."""
    nodes = [node for value in _scripts(html) for node in _nodes(value)]
    articles = [node for node in nodes if _is_article(node)]
    texts = [_plain(node.get("articleBody")) for node in nodes if node.get("articleBody")]
    descriptions = [_told(node.get("description")) for node in articles]
    return Told(
        _fields(articles[0]) if articles else {},
        max(texts, key=len, default=""),
        tuple(text for text in descriptions if text),
    )


def _scripts(html: str) -> Iterator[Any]:
    for match in SCRIPT.finditer(html):
        if len(match[1]) > LONGEST_SCRIPT:
            continue
        try:
            yield json.loads(match[1].strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate", "hasPart"):
            yield from _nodes(value.get(name), depth + 1)
    elif isinstance(value, list):
        for item in value[:1_000]:
            yield from _nodes(item, depth + 1)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _fields(node: dict[str, Any]) -> dict[str, str]:
    found = {name: _told(node.get(key)) for name, key in FIELDS.items()}
    found["byline"] = ", ".join(_people(node.get("author")))
    found["url"] = _told(node.get("url")) or _told(node.get("mainEntityOfPage"))
    return {name: value for name, value in found.items() if value}


def _told(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return entities.unescape(str(value)).strip() if isinstance(value, str | int) else ""


def _people(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    names = [_told(person) for person in people]
    return list(dict.fromkeys(name for name in names if name and not name.startswith("http")))


def _plain(value: Any) -> str:
    text = "\n".join(map(str, value)) if isinstance(value, list) else str(value)
    text = entities.unescape(text)
    return MARKUP.sub(" ", text) if "<" in text else text
