"""Chrome: menus, footers and teasers, learned from lines that repeat across an outlet's pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from analysis.cleaning.credits import matches
from analysis.cleaning.dates import date_line
from analysis.cleaning.page import Page
from analysis.declarations import Outlet

SAMPLE = 6_000
END = re.compile(r"""[.!?…。！？]["”’»“«)\]）」』]*$""")
DIGITS = re.compile(r"\d+")
WORDS = re.compile(r"\w|--|→|>")
WHOLE_PAGES = frozenset({"text"})
MORE = re.compile(
    r"^(?:[>»•*→-]\s*)?(?:Read (?:also|more)|See also|Also read|Related(?: articles?| stor(?:y|ies))?|"
    r"More on this topic|Lesen Sie (?:dazu auch|auch|mehr|dazu)|Mehr (?:zum Thema|dazu)|Siehe auch|"
    r"Auch interessant|Читайте также|Читать также|Смотрите также|По теме|Подробнее|Чытайце таксама|"
    r"Глядзіце таксама|Читайте також|Lea también|Lee también|Leer más|Vea también|"
    r"Czytaj (?:też|także|również|więcej)|Zobacz (?:też|także)|相关阅读|延伸阅读|更多阅读|相关新闻)"
    r"\s*(?:[:：–—→»]|$)",
    re.I,
)
ADVERT = re.compile(
    r"^\W*(?:Advertisement|Anzeige|Werbung|Реклама|Рэклама|Publicidad|Reklama|广告)\W*$"
    r"|^(?:Story continues below|Continue reading the main story|Share this (?:article|story))\W*$",
    re.I,
)


@dataclass(frozen=True)
class Learned:
    """Repeating lines, normalised, by where they stand: above, inside or below the article."""

    above: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()
    constant: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Chrome:
    """What repeats on an outlet's pages: for whole pages of copied text, and for bodies already extracted."""

    page: Learned = field(default_factory=Learned)
    body: Learned = field(default_factory=Learned)

    def of(self, kind: str) -> Learned:
        return self.page if kind in WHOLE_PAGES else self.body


def normal(line: str) -> str:
    """The line as it is compared: case folded, and digits of a short line as one 0 (counters, dates)."""
    return line.casefold() if prose(line) else DIGITS.sub("0", line).casefold()


def prose(line: str) -> bool:
    """Whether a line reads like running text: long, or of three words or more that end like a sentence."""
    if len(line) > 160:
        return True
    if "©" in line[:3] or not END.search(line):
        return False
    last = line.rstrip('"”’»“«)]）」』')
    if last[-1:] not in ".…。" and len(line) < 60:
        return False
    return line.count(" ") >= 2 or (len(line) >= 8 and line.count(" ") == 0 and not line.isascii())


def segment(lines: Sequence[str], chrome: Sequence[bool]) -> tuple[int, int]:
    """Begin and end of the stretch of lines that reads most like an article (a largest-sum segment).

    Running text counts by its length, short lines against it, and no chrome line lies within. Returns
    (0, 0) when no line reads like running text.
    """
    best, best_sum, begin, total = (0, 0), 0, 0, 0
    for number, line in enumerate(lines):
        if total <= 0:
            begin, total = number, 0
        if chrome[number]:
            total = 0
        elif prose(line):
            total += min(len(line), 400)
        else:
            total -= 200 if date_line(line) else 40
        if total > best_sum:
            best, best_sum = (begin, number + 1), total
    return best


def always_chrome(line: str, outlet: Outlet) -> str:
    """The rule under which a line is chrome wherever it stands; empty when it is not."""
    if matches(line, outlet.chrome):
        return "declared chrome"
    if len(line) < 250 and (matches(line, outlet.more) or MORE.match(line)):
        return "read more"
    if len(line) < 80 and ADVERT.match(line):
        return "advertisement"
    return ""


@dataclass(frozen=True)
class Evidence:
    """What learning needs of one page: the lines of a copied page, or the edges of an extracted body."""

    id: str
    whole: bool
    lines: tuple[str, ...]
    last: tuple[str, ...] = ()


def evidence(page: Page) -> Evidence:
    """The evidence of one page; small for bodies, so that millions of pages can be sampled from."""
    if page.kind in WHOLE_PAGES:
        return Evidence(page.id, True, page.lines)
    edge = min(3, len(page.lines) // 2)
    ends = (page.lines[:edge], page.lines[len(page.lines) - edge :])
    first, last = (tuple(sorted({normal(line) for line in lines if WORDS.search(line)})) for lines in ends)
    return Evidence(page.id, False, first, last)


class Sample:
    """The evidence of at most `SAMPLE` pages of each kind: those with the smallest ids, a random choice that
    does not depend on the order in which pages come."""

    def __init__(self) -> None:
        self.kinds: dict[bool, list[Evidence]] = {True: [], False: []}

    def add(self, told: Evidence) -> None:
        kind = self.kinds[told.whole]
        kind.append(told)
        if len(kind) >= 2 * SAMPLE:
            self._shorten(kind)

    @staticmethod
    def _shorten(kind: list[Evidence]) -> None:
        kind.sort(key=lambda told: told.id)
        del kind[SAMPLE:]

    def learn(self) -> Chrome:
        """The chrome of the sampled pages."""
        for kind in self.kinds.values():
            self._shorten(kind)
        return Chrome(
            page=_learn_pages([told.lines for told in self.kinds[True]]),
            body=_learn_bodies(self.kinds[False]),
        )


def learn_chrome(pages: Iterable[Page]) -> Chrome:
    """Lines that repeat across the pages of one outlet, by their position relative to the article.

    Learned from a sample (see `Sample`) of 6,000 pages of each kind. With fewer than four pages nothing is
    learned. A sentence that many articles share (a slogan, a disclaimer) is taken for chrome, too: the
    ledger shows it.
    """
    sample = Sample()
    for page in pages:
        if page.problem is None:
            sample.add(evidence(page))
    return sample.learn()


def _repeating(pages: Sequence[Sequence[str]], share: float, fewest: int) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({normal(line) for line in lines if len(line) < 600})
    least = max(fewest, share * len(pages))
    return {line: count for line, count in counts.items() if count >= least}


def _learn_pages(pages: Sequence[Sequence[str]]) -> Learned:
    repeating = _repeating(pages, 0.02, 4)
    often = {line for line, count in repeating.items() if count >= 0.1 * len(pages)}
    places: dict[str, Counter[str]] = {line: Counter() for line in repeating}
    for lines in pages:
        keys = [normal(line) for line in lines]
        # A sentence must repeat on a tenth of the pages: reprints and updates repeat sentences, too.
        flags = [
            key in often or (key in repeating and not prose(line))
            for key, line in zip(keys, lines, strict=True)
        ]
        begin, end = segment(lines, flags)
        for number, key in enumerate(keys):
            if key in places:
                places[key]["above" if number < begin else "below" if number >= end else "inside"] += 1
    return _classes(places, pages, often)


def _classes(places: dict[str, Counter[str]], pages: Sequence[Sequence[str]], often: set[str]) -> Learned:
    found: dict[str, set[str]] = {"above": set(), "inside": set(), "below": set()}
    for line, counts in places.items():
        position, count = max(sorted(counts.items()), key=lambda item: item[1])
        if count >= 0.85 * counts.total() and position != "inside":
            found[position].add(line)
        elif line in often:
            found["inside"].add(line)
    return Learned(
        above=frozenset(found["above"]),
        inside=frozenset(found["inside"]),
        below=frozenset(found["below"]),
        constant=frozenset(line for line in often if places[line].total() >= 0.8 * len(pages)),
    )


def _learn_bodies(pages: Sequence[Evidence]) -> Learned:
    """Edges of extracted bodies: lines that open or close many of them. Running text needs a twentieth."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for told in pages:
        first.update(told.lines)
        last.update(told.last)
    small, large = max(5, 0.003 * len(pages)), max(8, 0.05 * len(pages))

    def kept(counts: Counter[str]) -> frozenset[str]:
        return frozenset(
            line
            for line, count in counts.items()
            if count >= (large if prose(line) else small) and len(line) < 600
        )

    return Learned(above=kept(first), below=kept(last))


def trim(lines: Sequence[str], learned: Learned) -> tuple[int, int]:
    """Begin and end of a body without the learned lines at its edges; at least one line is left."""
    begin, end = 0, len(lines)
    while begin < end - 1 and normal(lines[begin]) in learned.above:
        begin += 1
    while end > begin + 1 and normal(lines[end - 1]) in learned.below:
        end -= 1
    return begin, end
