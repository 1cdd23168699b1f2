"""Copied page text: which lines are title, date, section and body, and which are chrome around them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cleaning.chrome import Learned, always_chrome, normal, prose, segment
from analysis.cleaning.credits import byline, matches
from analysis.cleaning.datelines import read_dateline
from analysis.cleaning.dates import DateLine, date_line
from analysis.declarations import Outlet

NEAR = 1
HAN = re.compile("[\u4e00-\u9fff]")


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
    start, stop = _declared_bounds(lines, outlet)
    outside = [
        not start <= number < stop or (number not in dates and around(line, learned))
        for number, line in enumerate(lines)
    ]
    begin, end = segment(lines, outside)
    if end == 0:
        return Layout("", "", (), (), tuple(lines), ())
    chrome = [flag or bool(always_chrome(line, outlet)) for flag, line in zip(outside, lines, strict=True)]
    begin = _after_date(begin, end, dates)
    top = _region(begin, outside, dates, lines, learned)
    section = _section(lines, top, begin, dates, outlet, learned)
    heads = [
        number
        for number in range(top, begin)
        if number not in dates and not chrome[number] and lines[number] != section
    ]
    dated = max((number for number in dates if begin - 4 <= number < begin), default=-1)
    if not heads and dated >= 0:
        # A title that many pages share was learned as chrome; the date line above it tells where it stands.
        after = [number for number in range(dated + 1, begin) if lines[number] != section]
        heads = after or [number for number in range(max(dated - 1, 0), dated) if lines[number] != section]
    title, begin = _title(lines, heads, dated, begin, end, outlet)
    lead = [number for number in heads if title is not None and title < number < begin]
    body = (*(lines[number] for number in lead), *lines[begin:end])
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


def around(line: str, learned: Learned) -> bool:
    """Whether the line was learned as one that stands above or below articles, never inside."""
    key = normal(line)
    return key in learned.above or key in learned.below


def words(line: str) -> int:
    """How many words a line has; two Chinese characters count as one."""
    return len(line.split()) + len(HAN.findall(line)) // 2


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
    begin: int, outside: Sequence[bool], dates: dict[int, DateLine], lines: Sequence[str], learned: Learned
) -> int:
    """The first line of the article's head: below the nearest chrome, or below the menu's short lines."""
    top = begin
    while top > 0 and not outside[top - 1]:
        top -= 1
    if learned.above:
        return top
    # Nothing was learned: the menu is told by its short lines, from the body upwards.
    headline = False
    for number in range(begin - 1, top - 1, -1):
        long = words(lines[number]) >= 4 or len(lines[number]) >= 30
        if number in dates:
            if headline:
                return number
        elif not long and headline:
            return number + 1
        headline = headline or (long and number not in dates)
    return top


def _title(
    lines: Sequence[str], heads: list[int], dated: int, begin: int, end: int, outlet: Outlet
) -> tuple[int | None, int]:
    """Number of the title line, and where the body begins when the title was its first line."""
    credited = [number for number in heads if not byline(lines[number], outlet.bylines)]
    for fewest in (4, 3):
        for number in credited:
            if words(lines[number]) >= fewest or len(lines[number]) >= 8 * fewest:
                return number, begin
    if credited:
        return next((number for number in credited if number > dated >= 0), credited[-1]), begin
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
        label = dates[number].beside if number in dates else lines[number]
        if label in outlet.sections:
            return label
    if outlet.sections:
        return ""
    for number in range(top, max(-1, top - 3), -1):
        line = lines[number]
        short = len(line) <= 30 and words(line) <= 3 and not prose(line) and not line[:1].islower()
        if short and number not in dates and number < begin and normal(line) not in learned.constant:
            return line
    return ""


def _between(number: int, head: int, begin: int, dates: dict[int, DateLine]) -> int:
    low, high = sorted((number, head))
    if head < number < begin:
        return 0
    return sum(other not in dates for other in range(low + 1, high))
