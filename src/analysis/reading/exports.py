"""Exports of LexisNexis and Factiva: one file, many articles; where each begins and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from analysis.reading.containers import ReadingError

# "Document AFPR000020240524ek5o0000x" closes an article of Factiva: source, day, running code.
FACTIVA_END = re.compile(r"^(?:Document|Dokument)\s+[A-Z][A-Z0-9]{3,11}(?:19|20)\d{6}[a-z0-9]{6,14}$")
NEXIS_END = re.compile(r"^(?:End of Document|Ende des Dokument(?:e?s)?|Dokumentende)$", re.I)
NEXIS_START = re.compile(
    r"^(?:\d{1,6} of \d{1,6} DOCUMENTS?|(?:Dokument|Document) \d{1,6} (?:von|of) \d{1,6})$", re.I
)
LENGTH = re.compile(
    r"^(?:(?:Length|Länge)\s*:\s*)?(?P<words>\d{1,3}(?:[.,]?\d{3})*|\d+)\s+(?:words?|Wörter|Worte?)$"
    r"|^WC(?:\s+\d[\d.,]*\s+\w+)?$",
    re.I,
)
COPYRIGHT = re.compile(r"^(?:Copyright\b|©|\(c\)|Alle Rechte vorbehalten|All Rights Reserved)", re.I)
YEAR_LINE = re.compile(r"^(?=.{6,60}$).*\b(?:19|20)\d\d\b")
# What a printing of an export repeats on each of its pages.
RUNNING = re.compile(
    r"^(?:Page|Seite) \d+(?: (?:of|von) \d+)?\b.{0,60}$"
    r"|^(?:©|\(c\)|Copyright)?\s*\d{4} Factiva, Inc\..{0,60}$"
    r"|^Dow Jones(?: Factiva)?$",
    re.I,
)
HEAD = 40
SNIFFED = re.compile(
    rb"(?:End of Document|Ende des Dokument|\d of \d{1,6} DOCUMENT|Dokument \d{1,6} von \d"
    rb"|(?:Document|Dokument)(?:\s|&nbsp;|&#160;)+[A-Z][A-Z0-9]{3,11}(?:19|20)\d{6}[a-z0-9]{6,14}\b)"
)
LABELLED = re.compile(
    rb"(?:\bLength\s*:|\bLoad-Date\s*:|\bL(?:\xc3\xa4|\xe4|&auml;)nge\s*:|\d\s+(?:words|W(?:\xc3\xb6|\xf6|&ouml;)rter)\b)",
    re.I,
)


def looks_exported(raw: bytes) -> bool:
    """Whether an HTML page is an export of a database: marks between articles and a length of one."""
    if b"ocument" not in raw and b"DOCUMENT" not in raw and b"okument" not in raw:
        return False
    return bool(SNIFFED.search(raw)) and bool(LABELLED.search(raw))


def vendor_of(lines: Sequence[str]) -> str:
    """lexisnexis or factiva by the marks between articles; empty when there are none."""
    if any(FACTIVA_END.match(line) for line in lines):
        return "factiva"
    return "lexisnexis" if any(NEXIS_END.match(line) or NEXIS_START.match(line) for line in lines) else ""


def articles(lines: Sequence[str], vendor: str = "") -> Iterator[tuple[str, str | ReadingError]]:
    """The articles of an export with their places ("article 3"), each its lines in one text.

    What stands before the first, after the last, or between two marks without a date or length is not an
    article and comes as its reason. Raises ReadingError when no mark of a vendor is found.
    """
    lines = [line for line in lines if line and not RUNNING.match(line)]
    vendor = vendor or vendor_of(lines)
    pieces, rest = _cut(lines, vendor)
    if not pieces:
        raise ReadingError("no article found", "no mark of LexisNexis or Factiva between articles")
    number = 0
    for piece in pieces:
        number += 1
        place = f"article {number}"
        cover = _cover(piece) if number == 1 and vendor == "lexisnexis" else 0
        if cover:
            yield "cover page", ReadingError("not an article", _shown(piece[:cover]))
        own = piece[cover:]
        if any(LENGTH.match(line) or YEAR_LINE.match(line) for line in own[:HEAD]):
            yield place, "\n".join(own)
        else:
            yield place, ReadingError("not an article", _shown(own))
    if rest:
        yield f"after article {number}", ReadingError("not an article", _shown(rest))


def _cut(lines: Sequence[str], vendor: str) -> tuple[list[Sequence[str]], Sequence[str]]:
    """Pieces between marks, an end mark with what it closes, and what is left after the last one."""
    mark = FACTIVA_END if vendor == "factiva" else NEXIS_END
    ends = [number + 1 for number, line in enumerate(lines) if mark.match(line)]
    if ends:
        return [lines[a:b] for a, b in pairwise([0, *ends])], lines[ends[-1] :]
    starts = [number for number, line in enumerate(lines) if vendor != "factiva" and NEXIS_START.match(line)]
    pieces = [lines[a + 1 : b] for a, b in pairwise([*starts, len(lines)])]
    return [piece for piece in pieces if piece], ()


def _cover(lines: Sequence[str]) -> int:
    """How many lines stand before the first article: above its title, publication and date."""
    anchor = next((n for n, line in enumerate(lines) if COPYRIGHT.match(line) or LENGTH.match(line)), 0)
    dated = [number for number in range(max(0, anchor - 3), anchor) if YEAR_LINE.match(lines[number])]
    return max(0, dated[-1] - 2) if dated else 0


def _shown(lines: Sequence[str]) -> str:
    return " | ".join(lines)[:200]
