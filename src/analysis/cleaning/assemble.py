"""A page to its row in `articles` and its rows in the ledger."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from analysis.cleaning.body import Body, clean_body
from analysis.cleaning.chrome import Chrome
from analysis.cleaning.dates import Moment, date_line, read_moment
from analysis.cleaning.genre import genre_of
from analysis.cleaning.language import detect
from analysis.cleaning.page import Note, Page, Trail
from analysis.cleaning.text import Placed
from analysis.cleaning.when import check_dates, from_dateline, tell_dates
from analysis.declarations import Outlet, Source
from analysis.declarations.study import Cleaning, Period
from analysis.reading import Problem

HAN = re.compile("[\u4e00-\u9fff]")
# A cut-out of an article, as lists of search results give it: short, with dots at its begin or end.
EXCERPT = 300
EXCERPTED = re.compile(r"""^["“„]?(?:\.\.\.|…)|(?:\.\.\.|…)["”“]?$""")
LETTERS = re.compile(r"[^\W\d_]")
Result = tuple[dict[str, Any] | None, list[dict[str, Any]]]


@dataclass(frozen=True)
class Options:
    """What cleaning needs to know beside the pages: one picklable value for all batches of a source."""

    source: Source
    outlet: Outlet
    languages: tuple[str, ...]
    period: Period | None = None
    cleaning: Cleaning = field(default_factory=Cleaning)


def clean(page: Page, *, chrome: Chrome, options: Options) -> Result:
    """The article's row (None when it is set aside) and the ledger rows of one page.

    Set aside: a page that could not be read, is empty, too short or an excerpt, has no date, lies outside the
    period, or is in none of the study's languages. Everything cut, and every doubt (a language column or
    dateline that contradicts), is a ledger row. Exact repeats are kept: `duplicates` finds them.
    """
    trail = Trail(page.notes, options.cleaning.off)
    if page.problem is not None:
        return None, trail.rows(page, page.problem)
    body = clean_body(page, outlet=options.outlet, learned=chrome.of(page.kind), trail=trail)
    reason = _lacking(body, options.cleaning.shortest, trail)
    if reason is not None:
        return None, trail.rows(page, reason)
    moment, crawled = _when(page, body, options, trail)
    if moment is None:
        return None, trail.rows(page, Note("set aside", "no date"))
    period = options.period
    if period and not period.start <= moment.day <= period.end:
        return None, trail.rows(page, Note("set aside", "outside the period", "", moment.day.isoformat()))
    language = _language(page, body, options, trail)
    if language not in options.languages:
        return None, trail.rows(
            page, Note("set aside", "language not in the study", "", language or "unknown")
        )
    row = _row(page, body, moment, crawled, language, options, trail)
    return row, trail.rows(page, Note("kept", ""))


def _lacking(body: Body, shortest: int, trail: Trail) -> Note | None:
    text = "".join(body.paragraphs)
    if not LETTERS.search(text):
        return Note("set aside", "no article found" if body.lost else "empty")
    if trail.on("excerpt") and len(text) <= EXCERPT and EXCERPTED.search(text):
        return Note("set aside", "excerpt", "", text)
    if len(text) >= shortest:
        return None
    # A Chinese character carries about as much as three letters of an alphabet.
    length = len(text) + 2 * len(HAN.findall(text))
    return Note("set aside", "too short", "", f"{len(text)} characters") if length < shortest else None


def _when(page: Page, body: Body, options: Options, trail: Trail) -> tuple[Moment | None, dt.date | None]:
    zone = options.outlet.timezone
    told = read_moment(page.fields["published"], zone) if page.fields.get("published") else None
    lines = body.dates or tuple(
        Placed(found, 0 if found.label == "published" or found.found.hour is not None else 9)
        for line in page.around
        if (found := date_line(line))
    )
    seen, crawled = tell_dates(lines, zone=zone, told=told)
    if page.fields.get("crawled") and (given := read_moment(page.fields["crawled"], zone)):
        crawled = given.day
    moment = told or seen
    if moment is None and crawled and body.dateline and body.dateline.date:
        moment = from_dateline(body.dateline.date, crawled, trail)
    if moment is not None:
        dateline = body.dateline.date if body.dateline else None
        check_dates(moment, crawled=crawled, dateline=dateline, outlet=options.outlet, trail=trail)
    return moment, crawled


def _language(page: Page, body: Body, options: Options, trail: Trail) -> str:
    text = " ".join(body.paragraphs)
    found, sure = detect(text, options.languages)
    declared = (page.fields.get("language") or options.source.language)[:2].lower()
    if not sure:
        return declared or found
    if declared and declared != found:
        trail.flag("language differs", "", f"declared {declared}, found {found}")
    return found


def _service(page: Page, language: str, options: Options) -> str:
    if options.source.service:
        return options.source.service
    services = options.outlet.services
    for name, service in services.items():
        places = (*service.domains, *(f"/{folder.strip('/')}/" for folder in service.folders))
        if any(place in page.fields.get("url", "") for place in places):
            return name
    return next((name for name, service in services.items() if service.language == language), language)


def _row(
    page: Page,
    body: Body,
    moment: Moment,
    crawled: dt.date | None,
    language: str,
    options: Options,
    trail: Trail,
) -> dict[str, Any]:
    outlet, dateline = options.outlet, body.dateline
    genre, sign = genre_of(
        title=body.title,
        sections=(body.label, body.section),
        first=body.paragraphs[0],
        notes=(*body.paragraphs[-2:], *body.credits),
        outlet=outlet,
        paragraphs=body.paragraphs,
    )
    if sign:
        trail.flag(f"genre {genre}", "", sign)
    return {
        "id": page.id,
        "source": page.source,
        "outlet": outlet.name,
        "service": _service(page, language, options),
        "language": language,
        "genre": genre,
        "url": page.fields.get("url") or body.url,
        "published": moment.published,
        "day": moment.day,
        "precision": moment.precision,
        "crawled": crawled,
        "section": body.section,
        "position": None,
        "title": body.title,
        "dateline_place": dateline.place if dateline else "",
        "dateline_date": dateline.date.nearest(moment.day) if dateline and dateline.date else None,
        "byline": body.byline or (dateline.agency if dateline else ""),
        "origin": "",
        "text": "\n\n".join(body.paragraphs),
        "file": page.file,
        "raw_hash": page.hash,
    }


def set_aside(problem: Problem) -> dict[str, Any]:
    """The ledger row of something that could not be read."""
    return {
        "item": problem.id,
        "source": problem.source,
        "file": problem.where,
        "action": problem.action,
        "rule": problem.rule,
        "part": "",
        "cut": problem.note,
        "number": 0,
    }
