"""The body of a page: chrome off, paragraphs mended, credits and dateline taken out; every cut is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cleaning import credits
from analysis.cleaning.chrome import WHOLE_PAGES, Learned, always_chrome, normal, trim
from analysis.cleaning.datelines import Dateline, read_dateline
from analysis.cleaning.dates import date_line
from analysis.cleaning.page import Page, Trail
from analysis.cleaning.paragraphs import split_glued, take_links, undo_comma_runs
from analysis.cleaning.text import Placed, lay_out
from analysis.declarations import Outlet

EDGE = 3


@dataclass(frozen=True)
class Body:
    """What is left of a page. `label` is the section as the page names it, `section` as it is declared;
    `lost` says that a web page held lines, but none that read like an article."""

    title: str
    section: str
    label: str
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
    around: tuple[str, ...] = ()
    lines = list(page.lines)
    if page.kind in WHOLE_PAGES and trail.on("chrome"):
        layout = lay_out(page.lines, outlet=outlet, learned=learned)
        title, section, dates = title or layout.title, section or layout.section, layout.dates
        lines, around = list(layout.body), layout.below[:EDGE]
        _cut_around(layout.above, layout.below, trail)
    lines, url = _mend(_always(lines, outlet, trail), trail)
    lines, byline, cut = _credits(lines, outlet, trail)
    if page.kind not in WHOLE_PAGES and trail.on("chrome"):
        begin, end = trim(lines, learned)
        _cut_around(lines[:begin], lines[end:], trail)
        lines = lines[begin:end]
    lines = _repeats(lines, page, title, section, learned, trail)
    lines, dateline = _dateline(lines, outlet, trail)
    return Body(
        title=title,
        section=outlet.sections.get(section, section),
        label=section,
        byline=page.fields.get("byline") or byline,
        url=url,
        paragraphs=tuple(lines),
        dateline=dateline,
        dates=dates,
        credits=(*cut, *around),
        lost=page.kind in ("html", *WHOLE_PAGES) and bool(page.lines) and not lines,
    )


def _cut_around(above: Sequence[str], below: Sequence[str], trail: Trail) -> None:
    for part, lines in (("above", above), ("below", below)):
        if lines:
            trail.cut("chrome", part, "\n".join(lines))


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


def _repeats(
    lines: list[str], page: Page, title: str, section: str, learned: Learned, trail: Trail
) -> list[str]:
    """Without lines that repeat inside the outlet's articles, and without title or section at the top."""
    kept = []
    for number, line in enumerate(lines):
        rule = "repeating line" if learned.inside and normal(line) in learned.inside else ""
        if not rule and number < EDGE and title and line == title and len(lines) > 1:
            rule = "title repeated"
        if not rule and number < EDGE and section and line == section:
            rule = "section repeated"
        if not rule and page.kind in ("html", *WHOLE_PAGES) and number < EDGE and date_line(line):
            rule = "date line"
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
    """Bylines, addresses, agencies and author notes at the edges, and captions anywhere, taken out."""
    kept: list[str] = []
    cut: list[str] = []
    byline = ""
    for number, line in enumerate(lines):
        edge = number < EDGE or number >= len(lines) - EDGE
        rule = credits.rule_of(line, outlet, edge=edge)
        if rule and trail.on(rule):
            trail.cut(rule, "body", line)
            cut.append(line)
            if rule == "byline":
                byline = byline or credits.byline(line, outlet.bylines)
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
