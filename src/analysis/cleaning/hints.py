"""What the names of page elements say: parts that are not the article, and parts that are its body."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from analysis.cleaning.blocks import HEADINGS

WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
BESIDE_WORDS = """
accordion ad ads adslot advert advertise advertisement advertising adverts audio author authors banner
bildunterschrift bio breadcrumb breadcrumbs byline calltoaction caption captions carousel ccpa collapse
collapsed collapsible comment comments consent cookie cookies copyright copyrights credit credits
crosslink crosspromo cta dateline deals disclaimer disqus donate donation dropdown embed expandable
factbox faktabox feedback flyout footer gallery gdpr headline hidden infobox infoboxes inread keywords
kicker legend listen livebox login marketing masthead menu meta metadata modal nav navbar navigation
newsletter newsletters offcanvas outbrain overlay pager pagination player playlist poll popular popup
privacy promo promobox promos promotion pullquote quiz rating readmore recommend recommendation
recommendations recommended register related relation seealso share sharebar shares sharing sidebar
signup slideshow social socials sponsor sponsored sr subscribe subscription taboola tag tagcloud taglist
tags teaser teasers ticker timestamp toolbar tooltip topics trending upsell visuallyhidden widget
"""
BESIDE = frozenset(BESIDE_WORDS.split())
# Words that say what they say also as a part of a longer word, in the languages that glue words together.
WITHIN = re.compile(
    r"teaser|newsletter|related|sidebar|advert|breadcrumb|cookie|recommend|outbrain|taboola|infobox|factbox",
    re.I,
)
# Never the article, even where they hold most of a page's text.
NEVER = frozenset(("cookie", "cookies", "consent", "gdpr", "hidden", "comments", "disqus", "privacy"))
BESIDE_ELEMENTS = frozenset(("nav", "footer", "aside", "form", "menu", "dialog", "label", "figcaption"))
BODY = re.compile(
    r"(?:article|story|entry|post|news|text|content)[-_ ]{0,2}(?:body|content|text|copy|main|inner)"
    r"|body[-_]?(?:content|copy|text)|rich-?text",
    re.I,
)
NAMING = ("class", "id", "role", "data-testid", "data-component")


def beside(element: Any, name: str) -> str:
    """The word by which an element says that it stands beside the article; empty where it says nothing.

    Headings are named for their looks and say nothing. A page that names its article so is the caller's to
    notice: by how much of the text one word would take.
    """
    if name in ("html", "body"):
        return ""
    attributes = dict(element.items())
    if not attributes:
        return name if name in BESIDE_ELEMENTS else ""
    style = attributes.get("style", "")
    if "hidden" in attributes or attributes.get("aria-hidden") == "true" or _no_display(style):
        return "hidden"
    if name in BESIDE_ELEMENTS:
        return name
    if name in HEADINGS:
        return ""
    named = " ".join(attributes[key] for key in NAMING if key in attributes)
    return _word(named[:300]) if len(named) > 1 else ""


def _no_display(style: str) -> bool:
    return bool(style) and "none" in style and "display" in style


@lru_cache(maxsize=50_000)
def _word(named: str) -> str:
    for word in WORD.findall(named):
        if (low := word.lower()) in BESIDE:
            return str(low)
    match = WITHIN.search(named)
    return match.group().lower() if match else ""


def body(element: Any, name: str) -> float:
    """How far an element says that it is the article's body: 1 for nothing said, up to 1.25."""
    if element.get("itemprop") == "articleBody":
        return 1.25
    if name in ("div", "section", "article"):
        return 1.1 if _body_named((element.get("class") or "") + " " + (element.get("id") or "")) else 1.0
    return 1.0


@lru_cache(maxsize=50_000)
def _body_named(named: str) -> bool:
    return len(named) > 1 and bool(BODY.search(named[:300]))
