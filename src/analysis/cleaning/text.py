"""Copied page text: which lines are title, date, section and body, and which are chrome around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cleaning.chrome import Learned, always_chrome, normal, prose, segment
from analysis.cleaning.credits import matches
from analysis.cleaning.datelines import read_dateline
from analysis.cleaning.dates import DateLine, date_line
from analysis.declarations import Outlet

NEAR = 2


@dataclass(frozen=True)
class Placed:
    """A date line and how many other lines stand between it and the title or body."""

    line: DateLine
    distance: int


@dataclass(frozen=True)
class Layout:
    """A page taken apart; `above` and `below` are the lines that belong to no part of the article."""

    title: str
    section: str
    dates: tuple[Placed, ...]
    body: tuple[str, ...]
    above: tuple[str, ...]
    below: tuple[str, ...]


def lay_out(lines: Sequence[str], *, outlet: Outlet, learned: Learned) -> Layout:
    """Title, section, date lines and body of a copied page.

    The body is the stretch that reads most like running text and holds no chrome; the title is the line
    above it that reads like a headline. Without other pages to learn from, declared lines and the form of
    the page decide, and short lines above an article without date may be taken for its title.
    """
    dates = {number: found for number, line in enumerate(lines) if (found := date_line(line))}
    chrome = [number not in dates and is_chrome(line, outlet, learned) for number, line in enumerate(lines)]
    start, stop = _declared_bounds(lines, outlet)
    chrome = [flag or not start <= number < stop for number, flag in enumerate(chrome)]
    begin, end = segment(lines, chrome)
    if end == 0:
        return Layout("", "", (), (), tuple(lines), ())
    begin = _after_date(begin, end, dates)
    top = _region(begin, chrome, dates, lines, learned)
    heads = [number for number in range(top, begin) if number not in dates and not chrome[number]]
    section = _section(lines, top, begin, dates, outlet, learned)
    heads = [number for number in heads if lines[number] != section]
    title, begin = _title(lines, heads, begin, end, outlet)
    lead = [number for number in heads if title is not None and title < number < begin]
    body = (*(lines[number] for number in lead if number != title), *lines[begin:end])
    head = title if title is not None else begin
    placed = tuple(
        Placed(found, _between(number, head, begin, dates))
        for number, found in dates.items()
        if number < begin
    )
    if not placed:
        placed = tuple(
            Placed(found, number - end) for number, found in dates.items() if end <= number < end + 3
        )
    used = {title, *lead}
    above = tuple(line for number, line in enumerate(lines[:begin]) if number not in used)
    return Layout(lines[title] if title is not None else "", section, placed, body, above, tuple(lines[end:]))


def is_chrome(line: str, outlet: Outlet, learned: Learned) -> bool:
    key = normal(line)
    return key in learned.above or key in learned.below or bool(always_chrome(line, outlet))


def _declared_bounds(lines: Sequence[str], outlet: Outlet) -> tuple[int, int]:
    """After the last declared start line and before the first declared stop line that follows it."""
    starts = [number for number, line in enumerate(lines) if matches(line, outlet.start_after)]
    start = starts[-1] + 1 if starts else 0
    stops = [
        number for number, line in enumerate(lines) if number > start and matches(line, outlet.stop_before)
    ]
    return start, stops[0] if stops else len(lines)


def _after_date(begin: int, end: int, dates: dict[int, DateLine]) -> int:
    """A date line among the first lines of the body means that what stands before it is title and lead."""
    inner = [number for number in dates if begin <= number < min(begin + 4, end)]
    return inner[-1] + 1 if inner and inner[-1] + 1 < end else begin


def _region(
    begin: int, chrome: Sequence[bool], dates: dict[int, DateLine], lines: Sequence[str], learned: Learned
) -> int:
    """The first line of the article's head: below the nearest chrome, or below the menu's short lines."""
    top = begin
    while top > 0 and not chrome[top - 1]:
        top -= 1
    if learned.above:
        return top
    # Nothing was learned: the menu is told by its short lines, from the body upwards.
    headline = False
    for number in range(begin - 1, top - 1, -1):
        long = len(lines[number].split()) >= 4 or len(lines[number]) >= 30
        if number in dates:
            if headline:
                return number
        elif not long and headline:
            return number + 1
        headline = headline or (long and number not in dates)
    return top


def _title(
    lines: Sequence[str], heads: list[int], begin: int, end: int, outlet: Outlet
) -> tuple[int | None, int]:
    """Number of the title line, and where the body begins when the title was its first line."""
    if heads:
        wordy = [number for number in heads if len(lines[number].split()) >= 3 or len(lines[number]) >= 20]
        return (wordy or heads)[0], begin
    first = lines[begin]
    headline = len(first) <= 220 and not re.search(r"\.[\"”“»)]*$", first)
    if begin + 1 < end and (headline or (len(first) <= 160 and read_dateline(lines[begin + 1], outlet))):
        return begin, begin + 1
    return None, begin


def _section(
    lines: Sequence[str], top: int, begin: int, dates: dict[int, DateLine], outlet: Outlet, learned: Learned
) -> str:
    """The section the page names: a declared name near the head, else a short line right above it."""
    for number in range(begin - 1, max(-1, top - 6), -1):
        if name := outlet.sections.get(lines[number]):
            return name
        if number in dates and (name := outlet.sections.get(dates[number].beside)):
            return name
    if outlet.sections:
        return ""
    for number in range(top, max(-1, top - 3), -1):
        line = lines[number]
        short = len(line) <= 30 and len(line.split()) <= 3 and not prose(line) and line[:1].isupper()
        if short and number not in dates and number < begin and normal(line) not in learned.constant:
            return line
    return ""


def _between(number: int, head: int, begin: int, dates: dict[int, DateLine]) -> int:
    low, high = sorted((number, head))
    if head < number < begin:
        return 0
    return sum(other not in dates for other in range(low + 1, high))
