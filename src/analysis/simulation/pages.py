"""How articles look when they are collected: HTML pages in two layouts, copied page text, one export."""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import json
from collections.abc import Sequence
from dataclasses import replace

from analysis.simulation import design
from analysis.simulation.desk import copied
from analysis.simulation.grammar import load
from analysis.simulation.model import Article, Dice

FILES = {"tna": "agency_pages.zip", "herald": "newspaper_pages.zip", "harbour": "independent_pages.zip"}
COPIED_FILE, EXPORT_FILE = "agency_copied.zip", "independent_export.csv.gz"
HOSTS = {"tna": "tna.example", "herald": "herald.example", "harbour": "harbour.example"}
EXPORT_SHARE = 0.15


def placed(articles: Sequence[Article], *, seed: int) -> list[Article]:
    """Every article with the file and member that hold it and the day on which its page was crawled."""
    rows, made = 0, []
    for article in sorted(articles, key=lambda item: (item.slot.published, item.slot.number)):
        slot, dice = article.slot, Dice(seed, "place", article.slot.number)
        crawled = next(day for day in design.CRAWLS if day >= slot.day + dt.timedelta(1))
        crawled += dt.timedelta(dice.whole(0, 4))
        if slot.outlet == "harbour" and article.kind == "original" and dice.chance(EXPORT_SHARE):
            rows += 1
            file, place = EXPORT_FILE, f"row {rows}"
        elif copied(slot):
            file, place = COPIED_FILE, f"{slot.language}/tna-{slot.number:05d}.txt"
        else:
            file, place = FILES[slot.outlet], f"{slot.language}/{slot.outlet}-{slot.number:05d}.html"
        made.append(replace(article, file=file, place=place, crawled=crawled))
    return made


def url(article: Article) -> str:
    """The invented address of an article, on a host that cannot exist.

    Its running number goes on through a gap: what was published then has numbers that nobody collected.
    """
    slot = article.slot
    number = slot.number + design.missed(slot.outlet, slot.language, slot.day)
    return f"https://{HOSTS[slot.outlet]}/{slot.language}/{slot.subject}/{number:05d}"


def date_parts(day: dt.date, language: str, clock: str = "") -> dict[str, object]:
    page = load(language)["page"]
    return {
        "d": day.day,
        "dd": f"{day.day:02d}",
        "M": page["months"][day.month - 1],
        "mm": f"{day.month:02d}",
        "y": day.year,
        "W": page["weekdays"][day.weekday()],
        "h": clock,
    }


def stamp(article: Article) -> str:
    """Date and time as the page prints them; its form changes with the layout."""
    slot = article.slot
    form: str = load(slot.language)["page"]["stamp"][article.layout - 1]
    return form.format(**date_parts(slot.day, slot.language, f"{slot.published:%H:%M}"))


def section(article: Article) -> str:
    """The section's name as printed: opinion and documents have their own."""
    slot = article.slot
    key = slot.genre if slot.genre in ("opinion", "official") else slot.subject
    return str(load(slot.language)["page"]["sections"][key])


def teasers(article: Article, earlier: Sequence[str], seed: int, count: int) -> list[str]:
    """Titles of other articles of the service that the page shows around its own."""
    dice = Dice(seed, "teasers", article.place, article.slot.number)
    return dice.shuffled(list(earlier))[:count]


def copied_text(article: Article, around: Sequence[str]) -> str:
    """The page as copied from a browser: navigation, crawl day, section, time, title, text, footer."""
    slot, page = article.slot, load(article.slot.language)["page"]
    nav, footer = page["nav"][slot.outlet], page["footer"][slot.outlet]
    today = page["today"].format(**date_parts(article.crawled, slot.language))
    head = [*nav[1:4], today, nav[3], section(article), stamp(article)]
    body = [article.dateline + article.body[0], *article.body[1:]]
    signed = [article.byline] if article.byline else []
    tail = [page["subscribe"], "X", page["latest"], *around, *footer, page["notice"]]
    return (
        "\n".join(head)
        + f"\n\n{article.title}\n\n"
        + "\n\n".join([*signed, *body])
        + "\n"
        + "\n".join(tail)
        + "\n"
    )


def page(article: Article, around: Sequence[str]) -> str:
    """The article as an HTML page of its layout."""
    return _old_page(article, around) if article.layout == 1 else _new_page(article, around)


def _escaped(lines: Sequence[str], tag: str) -> str:
    return "\n".join(f"<{tag}>{html.escape(line, quote=False)}</{tag}>" for line in lines)


def _old_page(article: Article, around: Sequence[str]) -> str:
    slot, words = article.slot, load(article.slot.language)["page"]
    meta = ""
    if slot.number % 3:
        meta = f'<meta name="date" content="{slot.published:%Y-%m-%dT%H:%M+03:00}">\n'
    byline = f'<p class="author">{article.byline}</p>\n' if article.byline else ""
    body = _escaped([article.dateline + article.body[0], *article.body[1:]], "p")
    return f"""<!DOCTYPE html>
<html lang="{slot.language}"><head><meta charset="utf-8">
<title>{html.escape(article.title)} - {words["outlets"][slot.outlet]}</title>
<meta name="simulated" content="{words["notice"]}">
{meta}<link rel="canonical" href="{url(article)}"></head>
<body><div id="top"><ul class="menu">{_escaped(words["nav"][slot.outlet], "li")}</ul>
<span class="today">{words["today"].format(**date_parts(article.crawled, slot.language))}</span></div>
<div class="content"><div class="rubric">{section(article)}</div>
<div class="date">{stamp(article)}</div>
<h1>{html.escape(article.title, quote=False)}</h1>
{byline}<div class="text">
{body}
</div>
<div class="share">{words["share"]}</div>
<div class="related"><b>{words["related"]}</b>
<ul>{_escaped(around, "li")}</ul></div></div>
<div id="bottom">{_escaped(words["footer"][slot.outlet], "p")}
<p>{words["notice"]}</p></div></body></html>
"""


def _new_page(article: Article, around: Sequence[str]) -> str:
    slot, words = article.slot, load(article.slot.language)["page"]
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "datePublished": slot.published.isoformat(),
        "articleSection": section(article),
        "inLanguage": slot.language,
    }
    linked = json.dumps(facts, ensure_ascii=False).replace("<", "\\u003c") if slot.number % 4 else ""
    script = f'<script type="application/ld+json">{linked}</script>\n' if linked else ""
    author = f'<div class="byline">{article.byline}</div>\n' if article.byline else ""
    body = _escaped([article.dateline + article.body[0], *article.body[1:]], "p")
    today = words["today"].format(**date_parts(article.crawled, slot.language))
    return f"""<!DOCTYPE html>
<html lang="{slot.language}">
<head>
<meta charset="utf-8">
<meta name="simulated" content="{words["notice"]}">
<title>{html.escape(article.title)} | {words["outlets"][slot.outlet]}</title>
<meta property="og:title" content="{html.escape(article.title)}">
<meta property="og:url" content="{url(article)}">
{script}</head>
<body>
<header><nav>{_escaped(words["nav"][slot.outlet], "a")}</nav><time>{today}</time></header>
<main>
<article>
<a class="section">{section(article)}</a>
<h1>{html.escape(article.title, quote=False)}</h1>
<div class="published">{stamp(article)}</div>
{author}{body}
</article>
<aside><h3>{words["more"]}</h3>{_escaped(around, "p")}</aside>
<p class="share">{words["share"]}</p>
</main>
<footer>{_escaped([words["subscribe"], *words["footer"][slot.outlet], words["notice"]], "p")}</footer>
</body>
</html>
"""


def export(articles: Sequence[Article]) -> str:
    """The independent outlet's export: date, language, headline, body, link, in the order of its rows."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["date", "language", "headline", "body", "link"])
    rows = [article for article in articles if article.file == EXPORT_FILE]
    for article in sorted(rows, key=lambda item: int(item.place.split()[1])):
        slot = article.slot
        when = f"{slot.published:%Y-%m-%d %H:%M}"
        writer.writerow([when, slot.language, article.title, article.text, url(article)])
    return stream.getvalue()
