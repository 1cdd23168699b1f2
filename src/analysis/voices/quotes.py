"""Pair quotation marks: which stretches of a text stand in marks, in any style, closed or not.

Marks are paired by a stack, paragraph by paragraph, in one pass over the marks. Whether a mark opens or
closes is read from its shape, from the blanks around it and from what is open, because “ closes in German
and opens in English and a straight mark does both. A text in which half of the marks are missing is the
normal case.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

MARK = re.compile(r"``|,,(?=\w)|''|[\"„“”«»‹›‚‘’'「」『』＂《》]")
GAP = re.compile(r"\r?\n\s*\n|\r?\n")
REACH = 8
SENTENCE_END = ".!?…"
_CLAUSE = re.compile(r"(?<=»),\s?[—–-]\s")
WHOLE = ("double", "angle", "corner")
_STOP = re.compile(r"[.!?…](?=\s|$)")
_OPEN, _CLOSE, _EITHER = 1, 2, 3
_SHAPES = {
    **dict.fromkeys(["„", "‚", "「", "『", "《", "``", ",,"], _OPEN),
    **dict.fromkeys(["」", "』", "》", "''"], _CLOSE),
}
_ALWAYS_CLOSES = {"」": "「", "』": "『", "》": "《", "''": "``"}
_FAMILIES = [
    *(("double", mark) for mark in '"“”„＂'),
    *(("double", mark) for mark in ("``", "''", ",,")),
    *(("angle", mark) for mark in "«»"),
    *(("single angle", mark) for mark in "‹›"),
    *(("single", mark) for mark in "‚‘’'"),
    *(("corner", mark) for mark in "「」"),
    *(("hollow", mark) for mark in "『』"),
    *(("title", mark) for mark in "《》"),
]
_FAMILY = {mark: family for family, mark in _FAMILIES}
_WITHIN = " \n\t\u00a0'’‘”“\"»›"
_OPENING_BRACKETS = "([{-–—/:…（：，、"
_BEHIND_CLOSING = ".,;:!?)]}。，；：！？）、"
_HAN = re.compile("[\u3400-\u9fff]")
_PARTNERS = {"„": '“”"', "‚": "‘’'", "“": '”"“', "‘": "’'", "”": "”", "’": "’"}


@dataclass(frozen=True)
class Quote:
    """A stretch in marks: [start, end) with its marks, [inner, outer) without; `depth` 0 is outermost.

    `closed` is False when the closing mark is missing (it then ends with its paragraph); `continues` is
    True when it goes on with a quotation that the paragraph before left open.
    """

    start: int
    end: int
    inner: int
    outer: int
    mark: str
    depth: int = 0
    closed: bool = True
    continues: bool = False

    def ending(self, text: str) -> str:
        """The last sign inside the marks, without blanks and the marks of quotations within."""
        return text[self.inner : self.outer].rstrip(_WITHIN)[-1:]


@dataclass
class _Open:
    start: int
    inner: int
    mark: str
    family: str
    continues: bool = False
    first_child: int = -1


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph (parts between line breaks that are not blank)."""
    bounds, start = [], 0
    for gap in GAP.finditer(text):
        if gap.start() > start:
            bounds.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds


def pair_quotes(text: str, *, styles: Sequence[Sequence[str]] = ()) -> list[Quote]:
    """The quotations of `text`, ordered by start, outer before inner.

    `styles` are the (open, close) pairs of the language; they settle only what the surroundings leave
    open. Apostrophes, inch and foot marks are not quotation marks; a single mark without partner is
    dropped. A double mark without partner ends with its paragraph; a next paragraph that opens with a mark
    goes on with it, and up to eight paragraphs without marks are bridged to a closing mark that has no
    other partner. Runs in time linear in the length of `text`.
    """
    openers = {pair[0] for pair in styles if len(pair) == 2}
    closers = {pair[1] for pair in styles if len(pair) == 2 and pair[1] not in openers}
    found: list[Quote] = []
    pending: list[tuple[int, int]] = []
    family = ""
    for start, end in paragraphs(text):
        marks = list(MARK.finditer(text, start, end))
        quotes, opened, orphan = _pair_paragraph(text, start, end, marks, openers, closers, family)
        told = orphan is not None and (
            text[orphan.start() - 1] in SENTENCE_END or _reported(text, orphan.end(), end)
        )
        if orphan is not None and not pending and told:
            inner = orphan.start()
            found.append(Quote(start, orphan.end(), start, inner, orphan.group()))
        elif pending and orphan is not None:
            found.extend(Quote(a, b, a, b, '"', 0, True, True) for a, b in pending[1:])
            inner = orphan.start()
            found.append(Quote(start, orphan.end(), start, inner, orphan.group(), 0, True, True))
            pending, family = [], ""
        found.extend(quotes)
        if opened:
            pending, family = [(start, end)], opened
        elif pending and not marks and len(pending) < REACH:
            pending.append((start, end))
        else:
            pending, family = [], ""
    return _with_depth(sorted(found, key=lambda quote: (quote.start, -quote.end)))


def _reported(text: str, place: int, end: int) -> bool:
    """Whether a comma and a dash behind a closing mark lead to a reporting clause ("...», — said Kern")."""
    return bool(_CLAUSE.match(text, place, end))


def _with_depth(quotes: list[Quote]) -> list[Quote]:
    """The quotations with the number of those that each stands in, without any that cross another."""
    ends: list[int] = []
    result = []
    for quote in quotes:
        while ends and ends[-1] <= quote.start:
            ends.pop()
        if ends and quote.end > ends[-1]:
            continue
        result.append(replace(quote, depth=len(ends)))
        ends.append(quote.end)
    return result


def _pair_paragraph(
    text: str,
    start: int,
    end: int,
    marks: list[re.Match[str]],
    openers: set[str],
    closers: set[str],
    before: str,
) -> tuple[list[Quote], str, re.Match[str] | None]:
    """Quotations of one paragraph; the family of the one left open; a first closing mark without partner."""
    stack: list[_Open] = []
    quotes: list[Quote] = []
    orphan: re.Match[str] | None = None
    sides = _without_possessives(text, marks, [_sides(text, mark, start, end) for mark in marks])
    nexts = _next_straight(marks, sides)
    depth_of: dict[str, int] = {}
    for index, mark in enumerate(marks):
        sign, family = mark.group(), _FAMILY[mark.group()]
        side = _direction(text, mark, sides[index], openers, closers, stack, depth_of, nexts[index])
        if side == _OPEN:
            continues = bool(before) and mark.start() == start and family == before
            if stack and stack[-1].family == family and stack[-1].first_child < 0:
                stack[-1].first_child = mark.start()
            stack.append(_Open(mark.start(), mark.end(), sign, family, continues))
            depth_of[family] = depth_of.get(family, 0) + 1
        elif side == _CLOSE:
            if depth_of.get(family):
                _close(stack, depth_of, quotes, mark.start(), mark.end(), family)
            elif orphan is None and index == 0 and (family == before or (not before and family in WHOLE)):
                orphan = mark
    opened = _leave_open(text, stack, quotes, end)
    return quotes, opened, orphan


def _sides(text: str, mark: re.Match[str], start: int, end: int) -> int:
    """Whether the blanks around a mark let it open (1), close (2) or both (3); 0 for an apostrophe."""
    left = text[mark.start() - 1] if mark.start() > start else " "
    right = text[mark.end()] if mark.end() < end else " "
    blank_left, blank_right = left.isspace(), right.isspace()
    if mark.group() in "‘’" and (_HAN.match(left) or _HAN.match(right)):
        return _OPEN if mark.group() == "‘" else _CLOSE
    if _FAMILY[mark.group()] == "single" and left.isalnum() and right.isalnum():
        return 0
    if blank_left != blank_right:
        return _OPEN if blank_left else _CLOSE
    if left in _OPENING_BRACKETS and right.isalnum():
        return _OPEN
    if right in _BEHIND_CLOSING and not blank_left:
        return _CLOSE
    return _EITHER


def _without_possessives(text: str, marks: list[re.Match[str]], sides: list[int]) -> list[int]:
    """The sides, with 0 for a plural's apostrophe: behind s, when the next single mark closes by itself."""
    result, closes = list(sides), False
    for index in range(len(marks) - 1, -1, -1):
        sign, before = marks[index].group(), text[marks[index].start() - 1 : marks[index].start()]
        if _FAMILY[sign] != "single":
            continue
        if closes and sign in "'’" and before == "s" and sides[index] == _CLOSE:
            result[index] = 0
        elif sides[index]:
            closes = sides[index] == _CLOSE and before != "" and before in ",.!?…"
    return result


def _next_straight(marks: list[re.Match[str]], sides: list[int]) -> list[int]:
    """For each mark, what the next straight double mark does (0 when there is none)."""
    result, following = [0] * len(marks), 0
    for index in range(len(marks) - 1, -1, -1):
        result[index] = following
        if marks[index].group() == '"':
            following = sides[index]
    return result


def _direction(
    text: str,
    mark: re.Match[str],
    side: int,
    openers: set[str],
    closers: set[str],
    stack: list[_Open],
    depth_of: dict[str, int],
    following: int,
) -> int:
    sign, family = mark.group(), _FAMILY[mark.group()]
    is_open = bool(depth_of.get(family))
    before = text[mark.start() - 1] if mark.start() else " "
    if side == 0:
        return 0
    if sign == '"' and before.isdigit() and side == _CLOSE and depth_of.get(family, 0) < 2:
        curly = bool(stack) and stack[-1].mark in "“„"
        return 0 if not is_open or curly or following == _CLOSE else _CLOSE
    if sign in "'’" and not is_open:
        year = text[mark.end() : mark.end() + 1].isdigit()
        if before.isdigit() or year or (sign == "’" and sign not in openers):
            return 0
    if sign == "„" and "„" in (before, text[mark.end() : mark.end() + 1]):
        return 0
    if sign in _SHAPES and not (sign == "''" and not is_open):
        return _SHAPES[sign]
    if sign == "''":
        return _OPEN if side == _OPEN else 0
    if family == "single" and side != _OPEN and not is_open:
        return 0
    if side != _EITHER:
        if sign == "”" and side == _OPEN and is_open:
            return _CLOSE
        return side
    if is_open and (sign not in openers or sign in _PARTNERS.get(stack[-1].mark, sign)):
        return _CLOSE
    if not is_open and before in ".,!?…" and sign in closers:
        return _CLOSE
    return _CLOSE if sign in closers or sign == "”" else _OPEN


def _close(
    stack: list[_Open], depth_of: dict[str, int], quotes: list[Quote], outer: int, end: int, family: str
) -> None:
    """Close the innermost open mark of the family; what was opened inside it had no partner."""
    while stack:
        item = stack.pop()
        depth_of[item.family] -= 1
        if item.family == family:
            quotes.append(Quote(item.start, end, item.inner, outer, item.mark, 0, True, item.continues))
            return


def _begins_speech(text: str, item: _Open) -> bool:
    """Whether a single mark without partner stands behind a colon and before a capital: it opens speech."""
    colon = text[max(0, item.start - 2) : item.start].rstrip()[-1:] == ":"
    return item.mark == "‘" and colon and text[item.inner : item.inner + 1].isupper()


def _leave_open(text: str, stack: list[_Open], quotes: list[Quote], end: int) -> str:
    """Quotations that the paragraph leaves open; only the outermost double mark counts.

    When a mark of the same family was opened inside, the partner of the first is lost rather than nested:
    it ends where the second begins. One that opens in the middle of a clause ends with its sentence, other
    ones (at the head of a sentence, behind a colon) with the paragraph.
    """
    rest = [item for item in stack if item.family != "single" or _begins_speech(text, item)]
    if rest:
        first = rest[0]
        if first.first_child >= 0 and not first.continues:
            cut = first.first_child
            inner = text[first.inner : cut].rstrip()
            stop = first.inner + len(inner)
            quotes.append(Quote(first.start, stop, first.inner, stop, first.mark, 0, False, first.continues))
            last = rest[-1]
            if last is not first:
                quotes.append(Quote(last.start, end, last.inner, end, last.mark, 0, False))
            return last.family if last is not first else ""
        stop = end
        lead = text[max(0, first.start - 2) : first.start].rstrip()[-1:]
        if lead and lead not in ":,.!?…–—-" and not first.continues:
            sentence = _STOP.search(text, first.inner, end)
            stop = sentence.start() if sentence else end
        quotes.append(Quote(first.start, stop, first.inner, stop, first.mark, 0, False, first.continues))
        return first.family if stop == end else ""
    return ""
