"""What a web page says of itself: JSON-LD, meta tags, headings, time elements."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

JSON_LD = re.compile(r"<script[^>]{0,200}application/ld\+json[^>]{0,200}>(.*?)</script", re.S | re.I)
ARTICLE = re.compile(r"(?:Article|NewsArticle|BlogPosting|Report\w*|OpinionNewsArticle)$")
LABELS = {
    "byline": (re.compile(r"(?:^|\s)(?:byline|author|autor|article__?-?author)(?:\s|$)", re.I), 80),
    "section": (
        re.compile(r"(?:^|\s)(?:rubric|rubrik|section|category|kicker|article__?-?section)(?:\s|$)", re.I),
        40,
    ),
}
LONGEST_SCRIPT = 1_000_000
META = {
    "published": (
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "pubdate",
        "publishdate",
        "publish-date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "sailthru.date",
        "parsely-pub-date",
        "article.published",
        "cxenseparse:recs:publishtime",
        "mediator_published_time",
    ),
    "title": ("og:title", "twitter:title", "dc.title", "headline"),
    "byline": ("author", "article:author", "dc.creator", "parsely-author", "byl"),
    "section": ("article:section", "section", "parsely-section"),
    "language": ("og:locale", "language", "content-language", "dc.language"),
    "url": ("og:url",),
}


def from_json_ld(html: str) -> dict[str, str]:
    """Fields of the first article object in the page's JSON-LD; broken scripts are passed over."""
    for match in JSON_LD.finditer(html):
        if len(match[1]) > LONGEST_SCRIPT:
            continue
        try:
            value = json.loads(match[1].strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(value):
            kinds = node.get("@type")
            if any(ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
                return _fields(node)
    return {}


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)


def _fields(node: dict[str, Any]) -> dict[str, str]:
    names = {
        "title": "headline",
        "published": "datePublished",
        "section": "articleSection",
        "language": "inLanguage",
    }
    found = {field: _told(node.get(name)) for field, name in names.items()}
    found["byline"] = ", ".join(_people(node.get("author")))
    found["url"] = _told(node.get("url")) or _told(node.get("mainEntityOfPage"))
    return {field: value for field, value in found.items() if value}


def _told(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("name") or value.get("@id") or ""
    return str(value).strip() if isinstance(value, str | int) else ""


def _people(value: Any) -> list[str]:
    people = value if isinstance(value, list) else [value]
    names = [_told(person) for person in people]
    return list(dict.fromkeys(name for name in names if name and not name.startswith("http")))


def from_tree(tree: Any) -> dict[str, str]:
    """Fields of meta tags, the only h1, the first time element, the canonical link, the html language."""
    found: dict[str, str] = {}
    metas = {
        (name or "").lower(): content.strip()
        for meta in reversed(tree.findall(".//meta"))
        if (content := meta.get("content"))
        and (name := meta.get("property") or meta.get("name") or meta.get("itemprop"))
    }
    for field, names in META.items():
        if value := next((metas[name] for name in names if name in metas), ""):
            found[field] = value
    headings = [text for h1 in tree.iter("h1") if (text := " ".join("".join(h1.itertext()).split()))]
    if headings:
        found["heading"] = next(
            (text for text in headings if _alike(text, found.get("title", ""))), headings[0]
        )
    if (element := tree.find(".//title")) is not None and element.text:
        found["page title"] = " ".join(element.text.split())
    found = {**_labelled(tree), **found}
    time = next((value for element in tree.iter("time") if (value := element.get("datetime"))), "")
    found["time"] = time.strip()
    link = tree.find(".//link[@rel='canonical']")
    found["canonical"] = (link.get("href") or "") if link is not None else ""
    found["html language"] = tree.get("lang") or ""
    return {field: value for field, value in found.items() if value}


def _labelled(tree: Any) -> dict[str, str]:
    """Byline and section from the first short elements whose class says that they are it."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//*[@class]"):
        for field, (classes, longest) in LABELS.items():
            if field not in found and classes.search(element.get("class")):
                text = " ".join("".join(element.itertext()).split())
                if 1 < len(text) <= longest:
                    found[field] = text
        if len(found) == len(LABELS):
            break
    return found


def _alike(heading: str, title: str) -> bool:
    """Whether most words of the shorter one are in the longer one."""
    one, other = set(re.findall(r"\w+", heading.lower())), set(re.findall(r"\w+", title.lower()))
    return bool(one and other) and len(one & other) >= 0.6 * min(len(one), len(other))


def merge(json_ld: dict[str, str], tree: dict[str, str]) -> dict[str, str]:
    """One value a field. The heading a reader sees goes before titles written for search and sharing."""
    told = {**tree, **json_ld}
    titles = [told.get("title", ""), tree.get("title", ""), tree.get("page title", "")]
    heading = tree.get("heading", "")
    if heading and any(_alike(heading, title) for title in titles if title):
        title = heading
    else:
        title = next((title for title in titles if title), heading)
    fields = {
        "title": title,
        "published": told.get("published") or tree.get("time", ""),
        "byline": "" if told.get("byline", "").startswith("http") else told.get("byline", ""),
        "section": told.get("section", ""),
        "language": (tree.get("html language") or told.get("language", ""))[:2].lower(),
        "url": tree.get("canonical") or told.get("url", ""),
    }
    return {field: value for field, value in fields.items() if value}
