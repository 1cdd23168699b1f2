"""What a web page says of itself: meta tags, headings, time elements, address; merged with JSON-LD."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Container, Mapping, Sequence
from functools import lru_cache
from typing import Any

from analysis.cleaning.dates import find_dates

LABELS = {
    "byline": (re.compile(r"(?:^|\s)(?:byline|author|autor|article__?-?author)(?:\s|$)", re.I), 80),
    "section": (
        re.compile(r"(?:^|\s)(?:rubric|rubrik|section|category|kicker|article__?-?section)(?:\s|$)", re.I),
        40,
    ),
}
SEPARATOR = re.compile(r"\s*[|｜：]\s*|\s+[-–—:•·/]\s+|-(?=[^-]*[ㅣ|])")
# Dates of publication in the state that a page hands to its scripts, and in JSON-LD that is broken.
SCRIPTED = re.compile(
    r'\\?"(?:date_?published|published_?(?:at|date|time|on)|publish_?(?:date|time)|publication_?date|'
    r'first_?published(?:_?(?:at|date))?)\\?"\s*:\s*\\?"'
    r"(\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)",
    re.I,
)
SHORT_YEAR = re.compile(r"(?<![\d.])(\d\d?)\.(\d\d?)\.(\d\d)(?![\d.])(?:\D{1,5}(\d\d?[:.]\d\d)(?!\d))?")
URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?!\d)")
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


def from_tree(tree: Any, metas: Mapping[str, str], known: Container[str] = ()) -> dict[str, str]:
    """Fields of meta tags, the h1 that the titles agree with, the time element below it, the canonical link,
    the html language; what is in `known` is not looked for in the page's text."""
    found: dict[str, str] = {}
    for field, names in META.items():
        if value := next((metas[name] for name in names if name in metas), ""):
            found[field] = value
    found["site"] = metas.get("og:site_name", "")
    if (element := tree.find(".//title")) is not None and element.text:
        found["page title"] = _line(element)
    headings = [(h1, text) for h1 in tree.iter("h1") if (text := _line(h1))]
    titles = [found.get("title", ""), found.get("page title", "")]
    alike = [(h1, text) for h1, text in headings if any(_alike(text, title) for title in titles)]
    place, found["heading"] = next(iter(alike or headings), (None, ""))
    lacking = [field for field in LABELS if field not in found and field not in known]
    found = {**_labelled(tree, lacking), **found}
    found["time"] = _time(tree, place)
    link = tree.find(".//link[@rel='canonical']")
    found["canonical"] = (link.get("href") or "") if link is not None else ""
    found["html language"] = tree.get("lang") or ""
    return {field: value for field, value in found.items() if value}


def read_metas(tree: Any) -> dict[str, str]:
    """Contents of the meta tags by lower-case name; the first of a name counts."""
    return {
        (name or "").lower(): content.strip()
        for meta in reversed(list(tree.iter("meta")))
        if (content := meta.get("content"))
        and (name := meta.get("property") or meta.get("name") or meta.get("itemprop"))
    }


def descriptions(metas: Mapping[str, str]) -> tuple[str, ...]:
    """What the meta tags call the page's description."""
    names = ("description", "og:description", "twitter:description")
    return tuple(dict.fromkeys(metas[name] for name in names if name in metas))


def _line(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _time(tree: Any, heading: Any) -> str:
    """The date of the time element that is marked as that of publication, else of the first one below the
    heading, else of the first one: lists of other articles often stand above."""
    marked = below = first = ""
    passed = heading is None
    for element in tree.iter("h1", "time"):
        if element is heading:
            passed = True
        value = (element.get("datetime") or "").strip() if element.tag == "time" else ""
        if not value:
            continue
        if not marked and element.get("itemprop") == "datePublished":
            marked = value
        if passed and not below:
            below = value
        first = first or value
    return marked or below or first


def from_url(url: str) -> str:
    """The day in an address such as /2024/05/24/ or /2024-05-24-; empty without one, or for no real day."""
    match = URL_DAY.search(url)
    return _day(*match.groups()) if match else ""


def from_script(html: str) -> str:
    """The first date of publication in the page's scripts; empty without one."""
    match = SCRIPTED.search(html)
    return match[1] if match else ""


def near_heading(lines: Sequence[str]) -> str:
    """The first date with a year in short lines near the headline, those with years of two digits included;
    as ISO 8601, without an offset."""
    for line in lines:
        if len(line) > 120 or not any(sign.isdigit() for sign in line):
            continue
        if match := SHORT_YEAR.search(line):
            day = _day(f"20{match[3]}", match[2], match[1])
            clock = (match[4] or "").replace(".", ":").zfill(5)
            return f"{day} {clock}" if day and match[4] else day
        for found in find_dates(line):
            if found.year and found.day:
                return line[found.start : found.end]
    return ""


def _day(*parts: str) -> str:
    try:
        return dt.date(*(int(part) for part in parts)).isoformat()
    except ValueError:
        return ""


def _labelled(tree: Any, wanted: Sequence[str]) -> dict[str, str]:
    """Byline and section from the first short elements whose class says that they are it."""
    found: dict[str, str] = {}
    for element in tree.xpath("//*[@class]") if wanted else ():
        for field in _labels(element.get("class")):
            if field in wanted and field not in found:
                text = _line(element)
                if 1 < len(text) <= LABELS[field][1]:
                    found[field] = text
        if len(found) == len(wanted):
            break
    return found


@lru_cache(maxsize=50_000)
def _labels(named: str) -> tuple[str, ...]:
    """The fields that a class names."""
    return tuple(field for field, (classes, _) in LABELS.items() if classes.search(named))


def _alike(heading: str, title: str) -> bool:
    """Whether most words of the shorter one are in the longer one."""
    one, other = set(re.findall(r"\w+", heading.lower())), set(re.findall(r"\w+", title.lower()))
    return bool(one and other) and len(one & other) >= 0.6 * min(len(one), len(other))


def bare_title(title: str, *, others: Sequence[str], site: str = "") -> str:
    """The title without the site's name at its end.

    What follows the last separator goes where the rest is one of the page's `others` (h1, headline), or where
    it is the site's name.
    """
    for match in SEPARATOR.finditer(title):
        rest, name = title[: match.start()].rstrip(), title[match.end() :].strip()
        if rest and (rest in others or (site and name.casefold() == site.casefold())):
            return rest
    return title


def _title(told: dict[str, str], tree: dict[str, str]) -> str:
    """The title two of heading, sharing title and headline agree on; else the sharing title, if it is about
    the same; else the heading."""
    heading, headline = tree.get("heading", ""), " ".join(told.get("title", "").split())
    page, site = tree.get("page title", ""), tree.get("site", "")
    own = [title for title in (heading, headline) if title]
    shared = bare_title(" ".join(tree.get("title", "").split()), others=own, site=site)
    if shared and (not own or any(_alike(title, shared) for title in (*own, page) if title)):
        return shared
    if heading and (not headline or _alike(heading, headline) or _alike(heading, page)):
        return heading
    return headline or shared or heading or bare_title(page, others=(), site=site)


def merge(json_ld: dict[str, str], tree: dict[str, str]) -> dict[str, str]:
    """One value a field; JSON-LD before meta tags, except for the title (see `_title`)."""
    told = {**tree, **json_ld}
    fields = {
        "title": _title(json_ld, tree),
        "published": told.get("published") or tree.get("time", ""),
        "byline": "" if told.get("byline", "").startswith("http") else told.get("byline", ""),
        "section": told.get("section", ""),
        "language": (tree.get("html language") or told.get("language", ""))[:2].lower(),
        "url": tree.get("canonical") or told.get("url", ""),
    }
    return {field: value for field, value in fields.items() if value}
