"""The body of a page: chrome off, paragraphs mended, credits and dateline taken out; every cut is noted."""

from __future__ import annotations

from dataclasses import dataclass

from analysis.cleaning import credits
from analysis.cleaning.chrome import Learned, always_chrome, normal, trim
from analysis.cleaning.datelines import Dateline, read_dateline
from analysis.cleaning.page import Page, Trail
from analysis.cleaning.paragraphs import split_glued, take_links, undo_comma_runs
from analysis.cleaning.text import Placed, lay_out
from analysis.declarations import Outlet

EDGE = 3


@dataclass(frozen=True)
class Body:
    """What is left of a page. `lost` says that the page held lines, but none that read like an article."""

    title: str
    section: str
    byline: str
    url: str
    paragraphs: tuple[str, ...]
    dateline: Dateline | None
    dates: tuple[Placed, ...]
    credits: tuple[str, ...]
    lost: bool


def clean_body(page: Page, *, outlet: Outlet, learned: Learned, trail: Trail) -> Body:
    """Title, fields and paragraphs of a page; each rule named in `trail.off` is skipped."""
    title, section = page.fields.get("title", ""), page.fields.get("section", "")
    dates: tuple[Placed, ...] = ()
    paragraphs = list(page.lines) if page.kind == "text" else _always(list(page.lines), outlet, trail)
    if page.kind == "text" and trail.on("chrome"):
        layout = lay_out(page.lines, outlet=outlet, learned=learned)
        title, section, dates = title or layout.title, section or layout.section, layout.dates
        paragraphs = list(layout.body)
        for part, around in (("above", layout.above), ("below", layout.below)):
            if around:
                trail.cut("chrome", part, "\n".join(around))
    elif trail.on("chrome"):
        begin, end = trim(paragraphs, learned)
        for part, around in (("above", tuple(paragraphs[:begin])), ("below", tuple(paragraphs[end:]))):
            if around:
                trail.cut("chrome", part, "\n".join(around))
        paragraphs = paragraphs[begin:end]
    if page.kind == "text":
        paragraphs = _always(paragraphs, outlet, trail)
    paragraphs = _repeats(paragraphs, title, learned, trail)
    paragraphs, url = _mend(paragraphs, trail)
    paragraphs, byline, cut = _credits(paragraphs, outlet, trail)
    paragraphs, dateline = _dateline(paragraphs, outlet, trail)
    _excerpt(paragraphs, trail)
    section = outlet.sections.get(section, section)
    return Body(
        title=title,
        section=section,
        byline=page.fields.get("byline") or byline,
        url=url,
        paragraphs=tuple(paragraphs),
        dateline=dateline,
        dates=dates,
        credits=tuple(cut),
        lost=bool(page.lines) and not paragraphs,
    )


def _always(lines: list[str], outlet: Outlet, trail: Trail) -> list[str]:
    """Without lines that are chrome wherever they stand: declared ones, "read more", adverts."""
    kept = []
    for line in lines:
        rule = always_chrome(line, outlet)
        if rule and trail.on(rule):
            trail.cut(rule, "body", line)
        else:
            kept.append(line)
    return kept


def _repeats(lines: list[str], title: str, learned: Learned, trail: Trail) -> list[str]:
    """Without lines that repeat inside the outlet's articles, and without the title at the top."""
    kept = []
    for number, line in enumerate(lines):
        rule = "repeating line" if learned.inside and normal(line) in learned.inside else ""
        if not rule and number < EDGE and title and line == title and len(lines) > 1:
            rule = "title repeated"
        if rule and trail.on(rule):
            trail.cut(rule, "body", line)
        else:
            kept.append(line)
    return kept


def _mend(lines: list[str], trail: Trail) -> tuple[list[str], str]:
    """Paragraphs with breaks restored and links to the original taken out; and the address of the first."""
    url = ""
    if trail.on("original link") and any("](" in line for line in lines):
        taken = [take_links(line) for line in lines]
        for _, found in taken:
            for match in found:
                trail.cut("original link", "body", match.group())
                url = url or match["url"]
        lines = [text.strip() for text, _ in taken if text.strip()]
    if trail.on("comma runs") and any(", ," in line or ",," in line or line == "," for line in lines):
        text, count = undo_comma_runs("\n".join(lines))
        if count:
            trail.cut("comma runs", "body", f"{count} runs of commas, made paragraph breaks")
            lines = [line for raw in text.split("\n") if (line := raw.strip(" ,")) or line.strip()]
    if trail.on("glued paragraphs"):
        split = [piece for line in lines for piece in split_glued(line)]
        if len(split) > len(lines):
            trail.flag("glued paragraphs", "body", f"{len(split) - len(lines)} paragraph breaks restored")
        lines = split
    return lines, url


def _credits(lines: list[str], outlet: Outlet, trail: Trail) -> tuple[list[str], str, list[str]]:
    """Bylines and addresses at the edges and captions anywhere, taken out."""
    kept: list[str] = []
    cut: list[str] = []
    byline = ""
    for number, line in enumerate(lines):
        edge = number < EDGE or number >= len(lines) - EDGE
        names = credits.byline(line, outlet.bylines) if edge else ""
        if names:
            rule = "byline"
        elif edge and credits.contact(line):
            rule = "contact line"
        else:
            rule = "caption" if credits.caption(line) else ""
        if rule and trail.on(rule):
            trail.cut(rule, "body", line)
            cut.append(line)
            byline = byline or names
        else:
            kept.append(line)
    return kept, byline, cut


def _dateline(lines: list[str], outlet: Outlet, trail: Trail) -> tuple[list[str], Dateline | None]:
    """The dateline of the first paragraph, or of the second when a lead stands before it."""
    for number, line in enumerate(lines[:2]):
        found = read_dateline(line, outlet)
        if found is None or (number and not (found.date or found.agency)):
            continue
        if not trail.on("dateline"):
            return lines, found
        trail.cut("dateline", "body", found.words)
        rest = line[len(found.words) :].strip()
        return [*lines[:number], *([rest] if rest else []), *lines[number + 1 :]], found
    return lines, None


def _excerpt(lines: list[str], trail: Trail) -> None:
    """Flag a text that is a cut-out of an article: it begins and ends with dots of omission."""
    if len(lines) == 1 and lines[0].startswith(("...", "…")) and lines[0].endswith(("...", "…")):
        trail.flag("excerpt", "body", f"{len(lines[0])} characters")
