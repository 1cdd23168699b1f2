"""Which blocks of a page are its article: by running text, links, names of elements and what JSON-LD holds.

The element whose running text outweighs everything else in it is the article (a largest-sum subtree); blocks
inside it that stand beside the text are left out. Lines that are chrome by their words ("read more") stay:
cutting them is for rules that leave a row in the ledger. Related work: Kohlschütter, Fankhauser and Nejdl
2010 (text and link density of blocks), Sun, Song and Liao 2011 (sums of density over subtrees).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from analysis.cleaning import hints
from analysis.cleaning.blocks import Block, Layout

SENTENCE = re.compile(r"""[.!?…:;。！？」』।][\])"”’»“«）」』]*$""")
WORDS = re.compile(r"\w+")
LONG, SHORT = 160, 40
# An element that stands beside the article holds less than this share of the page's running text.
BESIDE_SHARE, NEVER_SHARE, WORD_SHARE = 0.35, 0.9, 0.3
NEAR_BEST = 0.9
ORACLE_SHORTEST = 200
SHORT_ARTICLE, SHORT_NAMED = 500, 300


@dataclass(frozen=True)
class Article:
    """Lines of the article, and whether the page's structure left no doubt about them."""

    lines: tuple[str, ...]
    sure: bool


@dataclass
class _Marks:
    """Per block element: running text inside it, whether it stands beside the article, and in a table or
    figure; per block: its weight."""

    weights: list[float]
    running: list[float]
    beside: list[bool]
    aside_words: list[str]
    tabular: list[bool]


def find_article(layout: Layout, *, text: str = "", descriptions: Sequence[str] = ()) -> Article:
    """The article of a page. `text` is its articleBody in JSON-LD, `descriptions` what metadata call its
    summary: a paragraph above the text that begins like one of them is the lead and is kept.

    Misleads on pages without running text (tables, pictures), and on lists of articles, where the longest
    teaser may win: `sure` is False for most of them.
    """
    if not layout.blocks:
        return Article((), False)
    marks = _mark(layout)
    best = _best(layout, marks)
    within = layout.spread([number == best for number in range(len(layout.names))])
    kept = [
        within[block.node] and not marks.beside[block.node] and _readable(block) for block in layout.blocks
    ]
    known = len(text) > ORACLE_SHORTEST and _agree(layout.blocks, marks.weights, kept, text)
    _keep_lead(layout, marks, kept, descriptions)
    chosen = _tidy(layout.blocks, marks.weights, kept)
    lines = tuple(layout.blocks[number].text for number in chosen)
    named = hints.body(layout.elements[best], layout.names[best]) > 1
    return Article(lines, known or _sure(layout, marks, chosen, named=named))


def weight(block: Block) -> float:
    """How far a block speaks for an article: its unlinked length where it is running text, else below 0."""
    if block.heading:
        return 0.0 if block.links < 0.5 else -25.0
    size = block.size
    running = size > LONG or bool(SENTENCE.search(block.text))
    if block.links > 0.5:
        return 0.0 if running and _linked_sentence(block) else -min(size, 60.0) - 10
    if running and size >= SHORT:
        return size * (1 - 1.5 * block.links)
    return -3.0 if block.tag in ("td", "th") else -15.0


def _linked_sentence(block: Block) -> bool:
    return block.tag == "p" and block.links < 0.7 and block.size > 50 and bool(SENTENCE.search(block.text))


def _readable(block: Block) -> bool:
    return block.tag != "h1" and (block.links <= 0.5 or _linked_sentence(block))


def _mark(layout: Layout) -> _Marks:
    weights = [weight(block) for block in layout.blocks]
    own = [0.0] * len(layout.names)
    for block, value in zip(layout.blocks, weights, strict=True):
        own[block.node] += max(value, 0.0)
    running = layout.totals(own)
    sizes = _sizes(layout)
    words = [
        hints.beside(element, name) if size else ""
        for element, name, size in zip(layout.elements, layout.names, sizes, strict=True)
    ]
    total = running[0] or 1.0
    idle = _idle_words(layout, words, running, total)
    cards = _cards(layout, sizes, running, total)
    flags = []
    for number, word in enumerate(words):
        limit = NEVER_SHARE if word in hints.NEVER else BESIDE_SHARE
        spoken = bool(word) and word not in idle and running[number] < limit * total
        picture = layout.names[number] == "figure" and running[number] < 0.2 * total
        flags.append(spoken or picture or number in cards)
    tabular = layout.spread([name in ("table", "figure", "figcaption") for name in layout.names])
    return _Marks(weights, running, layout.spread(flags), words, tabular)


def _idle_words(layout: Layout, words: list[str], running: list[float], total: float) -> set[str]:
    """Words under which so much of the page's text stands that they cannot mean "beside the article"."""
    held: dict[str, float] = defaultdict(float)
    for number, word in enumerate(words):
        if not word or word in hints.NEVER:
            continue
        above = layout.parents[number]
        while above and words[above] != word:
            above = layout.parents[above]
        if not above:
            held[word] += running[number]
    return {word for word, value in held.items() if value > WORD_SHARE * total}


def _sizes(layout: Layout) -> list[float]:
    """Characters inside each block element."""
    own = [0.0] * len(layout.names)
    for block in layout.blocks:
        own[block.node] += len(block.text)
    return layout.totals(own)


def _cards(layout: Layout, sizes: list[float], running: list[float], total: float) -> set[int]:
    """Elements of a kind (name and class) of which there are three or more, most with a linked headline:
    teasers of other articles."""
    own = [0.0] * len(layout.names)
    for block in layout.blocks:
        own[block.node] += block.linked > 14 and block.links > 0.6
    linked = layout.totals(own)
    kinds: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, name in enumerate(layout.names):
        if name in ("div", "article", "section", "li", "dl", "ul") and sizes[number]:
            named = layout.elements[number].get("class") or ""
            if named or name == "article":
                kinds[name, named].append(number)
    found: set[int] = set()
    for members in kinds.values():
        teasers = [number for number in members if linked[number] and sizes[number] < 1_200]
        many = len(members) >= 3 and len(teasers) >= 0.7 * len(members)
        if many and sum(running[number] for number in members) < 0.6 * total:
            found.update(teasers)
    return found


def _best(layout: Layout, marks: _Marks) -> int:
    """The innermost element that is nearly as good as the best one."""
    own = [0.0] * len(layout.names)
    for block, value in zip(layout.blocks, marks.weights, strict=True):
        number = block.node
        if marks.beside[number]:
            value = 0.0 if marks.tabular[number] else max(-10.0, min(0.0, value)) or -10.0
        elif value < 0 and marks.tabular[number]:
            value = 0.0
        own[number] += value
    sums = layout.totals(own)
    scores = [
        value * (hints.body(element, name) if value > 0 else 1.0)
        for value, element, name in zip(sums, layout.elements, layout.names, strict=True)
    ]
    best = max(scores)
    least = NEAR_BEST * best if best > 0 else best
    return max(number for number, score in enumerate(scores) if score >= least)


def grams(text: str) -> set[tuple[str, ...]]:
    """Runs of three words, or of three signs where words are not written apart."""
    units = WORDS.findall(text.lower())
    if len(units) * 12 < len(text):
        units = [sign for sign in text if sign.isalnum()]
    return {tuple(units[start : start + 3]) for start in range(max(1, len(units) - 2))} if units else set()


def _agree(blocks: Sequence[Block], weights: Sequence[float], kept: list[bool], text: str) -> bool:
    """Let the article's text in JSON-LD decide on blocks, where page and JSON-LD hold the same text.

    They do when four fifths of it are found on the page and half of what was kept is found in it (it may be
    cut short, or be a summary). Headings are left alone: they are mostly not part of it.
    """
    known = grams(text)
    shares = [0.0] * len(blocks)
    found: set[tuple[str, ...]] = set()
    for number, block in enumerate(blocks):
        if block.size >= 20 and not block.heading:
            here = grams(block.text)
            shares[number] = len(here & known) / max(1, len(here))
            if shares[number] >= 0.5:
                found |= here & known
    running = [number for number, block in enumerate(blocks) if kept[number] and weights[number] > 0]
    inside = sum(blocks[number].size for number in running if shares[number] >= 0.5)
    if len(found) <= 0.8 * len(known) or inside <= 0.5 * sum(blocks[number].size for number in running):
        return False
    for number, block in enumerate(blocks):
        if block.heading or block.size < 20:
            continue
        if shares[number] >= 0.8 and block.size > 60:
            kept[number] = True
        elif shares[number] < 0.3:
            kept[number] = False
    return True


def _squash(text: str) -> str:
    return "".join(WORDS.findall(text.lower()))


def _keep_lead(layout: Layout, marks: _Marks, kept: list[bool], descriptions: Sequence[str]) -> None:
    """Keep the first block above the text that begins like a description of the article."""
    told = [squashed[:80] for text in descriptions if len(squashed := _squash(text)) > 25]
    first = next((number for number, keep in enumerate(kept) if keep), 0)
    if not told:
        return
    for number, block in enumerate(layout.blocks[:first]):
        if block.tag == "h1" or block.size <= 30 or block.links > 0.5:
            continue
        if marks.aside_words[block.node] in ("hidden", "figcaption", "caption"):
            continue
        said = _squash(block.text)
        if any(said.startswith(text) or text.startswith(said[:80]) for text in told):
            kept[number] = True
            return


def _tidy(blocks: Sequence[Block], weights: Sequence[float], kept: Sequence[bool]) -> list[int]:
    """Numbers of the kept blocks without repeats, headings of nothing, and short lines at the end."""
    numbers = [number for number, keep in enumerate(kept) if keep]
    chosen: list[int] = []
    seen: set[str] = set()
    for place, number in enumerate(numbers):
        block = blocks[number]
        if block.heading:
            nearby = numbers[place + 1 : place + 3]
            after = next((other for other in nearby if not blocks[other].heading), None)
            if after is None or (weights[after] <= 0 and blocks[after].tag != "li"):
                continue
        if block.size > 60:
            if block.text in seen:
                continue
            seen.add(block.text)
        chosen.append(number)
    while chosen and weights[chosen[-1]] <= 0:
        chosen.pop()
    return chosen


def _sure(layout: Layout, marks: _Marks, chosen: Sequence[int], *, named: bool) -> bool:
    """Whether the chosen text is long and most of the page's running text, and either stands in an element
    that is named for it or mostly under one parent, with little running text beside it."""
    beside = other = mine = length = 0.0
    parents: dict[int, float] = defaultdict(float)
    for block, value in zip(layout.blocks, marks.weights, strict=True):
        if marks.beside[block.node]:
            beside += max(value, 0.0)
        else:
            other += max(value, 0.0)
    for number in chosen:
        block, value = layout.blocks[number], max(marks.weights[number], 0.0)
        mine, length = mine + value, length + block.size
        inner = block.tag in ("p", "li", "blockquote")
        parents[layout.parents[block.node] if inner else block.node] += value
    if length < (SHORT_NAMED if named else SHORT_ARTICLE) or mine < 0.8 * other:
        return False
    main = max(parents.values(), default=0.0)
    return named or (beside < 0.35 * (beside + other) and main >= 0.5 * mine)
