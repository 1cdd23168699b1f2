"""Datelines: place, date and agency at the beginning of an article's text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from analysis.cleaning.credits import AGENCIES
from analysis.cleaning.dates import Found, find_dates
from analysis.declarations import Outlet

UPPER, LOWER = "A-ZÄÖÜÁÉÍÓÚÑŁŚŻŹĆŃĘĄА-ЯЁІЎЇЄҐ", "a-zäöüßáéíóúñąćęłńśźżа-яёіўїєґ"
WORD = rf"[{UPPER}][{UPPER}{LOWER}’'.-]*"
PLACE = rf"(?P<place>{WORD}(?:[ /]{WORD}){{0,3}})"
CAPITALS = rf"(?P<place>[{UPPER}][{UPPER}’'.-]+(?:[ /][{UPPER}][{UPPER}’'.-]+){{0,3}})"
REGION = rf"(?:,\s(?:{WORD})(?:\s{WORD}){{0,2}})?"
DATE = r"(?P<date>[^,()/\n–—]{0,24}?\d[^()/\n–—]{0,24}?)"
AGENCY = r"(?:\((?P<agency>[^()\n]{2,30})\)|/(?P<slashed>[^/\n]{2,40})/)"
DASH = r"\s*(?:-{1,2}|–|—|―)\s*"

GENERAL = (
    rf"{PLACE}{REGION},\s{DATE}\s*[.,]?\s*{AGENCY}\s*[.:]?(?:{DASH}|\s+|$)",
    rf"{PLACE}{REGION}\s*{AGENCY}{DASH}",
    rf"{PLACE}{REGION},\s{DATE}{DASH}(?P<tail>{WORD}(?:\s{WORD}){{0,2}})\.\s",
    rf"{CAPITALS}{REGION},\s{DATE}{DASH}",
    rf"{CAPITALS}{REGION}\s*(?:—|–|--){{1,2}}\s*",
    rf"{AGENCY}\s*(?:—|–|--)\s*",
    r"(?P<tail>新华社|中新社|中新网)(?P<place>[\u4e00-\u9fff]{2,6}?)?"
    r"(?P<date>\d{1,2}月\d{1,2}日)电\s*(?:[（(][^（）()]{0,40}[）)])?\s*",
)


@dataclass(frozen=True)
class Dateline:
    """A dateline: the words that were it, its place, agency, and date as far as said."""

    words: str
    place: str
    agency: str
    date: Found | None


@cache
def _compiled(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in patterns)


def read_dateline(text: str, outlet: Outlet) -> Dateline | None:
    """The dateline at the beginning of `text`, by the outlet's own forms, then by general ones; else None.

    General forms need more than a place and a dash, unless the place is in capitals: "Berlin – the city"
    begins a sentence. A bracket or pair of slashes counts as an agency when a dash or a date is beside it.
    """
    head = text[:160]
    for pattern in _compiled(outlet.datelines):
        if match := pattern.match(head):
            return _read(match)
    if not any(sign in head[:120] for sign in "-–—―/电"):
        return None
    for pattern in _compiled(GENERAL):
        if (match := pattern.match(head)) and (dateline := _read(match, check=True)):
            return dateline
    return None


def _read(match: re.Match[str], *, check: bool = False) -> Dateline | None:
    part = {name: value for name, value in match.groupdict().items() if value}
    told = part.get("date") or " ".join(part[name] for name in ("day", "month", "year") if name in part)
    dates = find_dates(told)
    agency = part.get("agency") or part.get("slashed") or part.get("tail") or ""
    if check and not _likely(told, dates, agency):
        return None
    return Dateline(
        match.group().strip(), part.get("place", "").strip(" ,"), agency.strip(), dates[0] if dates else None
    )


def _likely(told: str, dates: list[Found], agency: str) -> bool:
    """Whether a general form is a dateline: its date nothing but a date, or its agency a known one."""
    if told:
        rest = told[: dates[0].start] + told[dates[0].end :] if dates else told
        return bool(dates) and not re.search(r"\w{3,}", rest)
    # A bracket beside a place is no agency in "Merkel (CDU) – ".
    return not agency or any(word in AGENCIES for word in re.split(r"[^\w-]+", agency.lower()))
