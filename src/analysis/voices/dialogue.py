"""Lines of dialogue without quotation marks: a dash opens the paragraph, dashes part the teller's words.

"— No, — said Lugov. — I stay." A paragraph that opens with a dash and has no teller's words is a line of
dialogue only beside one that has; alone it may as well be an item of a list.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.agreement import subject_behind, verb_like
from analysis.voices.layout import DASHES
from analysis.voices.words import Words

_BEFORE_DASH = frozenset(",.!?…:")
_HEAD = 3


class Line(NamedTuple):
    """A line of dialogue: words [first, last) of its paragraph; what is said; the teller's clause and its
    verb (-1 when there is none)."""

    first: int
    last: int
    said: tuple[tuple[int, int], ...]
    teller: tuple[int, int]
    verb: int


def lines_in(words: Words) -> list[Line]:
    """The lines of dialogue of a text in order; none where the language declares neither endings of verbs nor
    that dashes part speech."""
    if not (words.lexicon.agreement or words.lexicon.dashes):
        return []
    cut = _bare_line if words.lexicon.dashes else _line
    lines = [cut(words, first, last) for first, last in _paragraphs(words)]
    kept = []
    for number, line in enumerate(lines):
        beside = [lines[other] for other in (number - 1, number + 1) if 0 <= other < len(lines)]
        if line is None:
            continue
        close = words.lexicon.dashes and words.starts[line.first + 1] == words.ends[line.first]
        if line.verb >= 0 or any(other and (close or other.verb >= 0) for other in beside):
            kept.append(line)
    return kept


def _paragraphs(words: Words) -> list[tuple[int, int]]:
    breaks = [place for place in range(len(words)) if words.forms[place][0] == "\n"]
    return list(zip([0, *(place + 1 for place in breaks)], [*breaks, len(words)], strict=True))


def _line(words: Words, first: int, last: int) -> Line | None:
    if last - first < 2 or words.forms[first] not in DASHES or not words.is_word(first + 1):
        return None
    if words.starts[first + 1] == words.ends[first] or not words.capital(first + 1):
        return None
    dashes = [place for place in range(first + 2, last - 1) if _parts(words, place)]
    begins, ends = [first + 1, *(dash + 1 for dash in dashes)], [*dashes, last]
    said, teller, verb, telling = list[tuple[int, int]](), (-1, -1), -1, False
    for begin, end in zip(begins, ends, strict=True):
        found = -1 if telling or begin == first + 1 else _verb(words, begin, end)
        if found >= 0:
            telling = True
            if verb < 0:
                teller, verb = (begin, end), found
        else:
            goes_on = said and not telling
            start = said.pop()[0] if goes_on else begin
            stop = end - (words.forms[end - 1] in (",", ":"))
            said.append((start, stop))
            telling = False
    return Line(first, last, tuple(said), teller, verb)


def _parts(words: Words, place: int) -> bool:
    """Whether a dash behind a stop or comma parts speech and teller's words."""
    return words.forms[place] in DASHES and words.forms[place - 1] in _BEFORE_DASH


def _verb(words: Words, begin: int, end: int) -> int:
    """The verb of a teller's clause that begins in lower case ("said Lugov and turned away"), or -1."""
    if words.capital(begin):
        return -1
    for place in range(begin, min(begin + _HEAD, end)):
        if words.tag(place, "verb"):
            return place
        if verb_like(words, place) and (place > begin or subject_behind(words, place, end) >= 0):
            return place
    return -1


def _bare_line(words: Words, first: int, last: int) -> Line | None:
    """A line where dashes part speech and teller's words with no comma ("—No —said Lugov—. I stay.")."""
    if last - first < 2 or words.forms[first] not in DASHES:
        return None
    opening = first + 1 + (words.forms[first + 1] in "¿¡")
    if opening >= last or not words.capital(opening):
        return None
    dashes = [place for place in range(first + 2, last - 1) if _sets_off(words, place)]
    begins, ends = [first + 1, *(dash + 1 for dash in dashes)], [*dashes, last]
    said, teller, verb, told = list[tuple[int, int]](), (-1, -1), -1, False
    for begin, end in zip(begins, ends, strict=True):
        found = -1 if begin == first + 1 or told else _verb(words, begin, end)
        if found >= 0:
            told = True
            if verb < 0:
                teller, verb = (begin, end), found
            continue
        while begin < end and not words.is_word(begin) and words.forms[begin] not in "¿¡":
            begin += 1
        if begin < end:
            start = said.pop()[0] if said and not told else begin
            said.append((start, end - (words.forms[end - 1] in (",", ":"))))
        told = False
    return Line(first, last, tuple(said), teller, verb)


def _sets_off(words: Words, place: int) -> bool:
    """Whether a dash stands beside a blank, so that it is no hyphen or range."""
    if words.forms[place] not in DASHES:
        return False
    apart = words.starts[place] != words.ends[place - 1] or words.starts[place + 1] != words.ends[place]
    return apart or not words.is_word(place + 1)
