"""How a text is laid out for reporting: quoted blocks, sentences round them, clauses between commas.

A quotation that is long, or that a reporting clause touches, is a block: it counts as one word of its
sentence, so that points and commas inside it end nothing outside. Short ones stay words of their clause.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from analysis.voices.agreement import subject_behind, verb_like
from analysis.voices.han_marks import is_speech, reported_behind
from analysis.voices.named import named_clause
from analysis.voices.quotes import Quote
from analysis.voices.titles import beside_noun, is_name, names_reporter
from analysis.voices.words import STOPS, Words

LONG = 5
TITLE = 10
SEPARATORS = frozenset([",", ";", ":", "–", "—", "-", "(", ")", "，", "：", "；", "、"])
DASHES = frozenset(["–", "—", "-", "―"])
_TAIL = 9
_DATELINE = 90


class Part(NamedTuple):
    """A clause (block -1) or a quoted block: words [first, last), and the separator before it."""

    first: int
    last: int
    block: int
    before: str


def part_at(parts: Sequence[Part], place: int) -> Part | None:
    """The part that holds a word or ends before it."""
    index = bisect_right(parts, place, key=lambda part: part.first) - 1
    return parts[index] if index >= 0 and place <= parts[index].last else None


class Layout:
    """Words, outermost quotations, which of them are blocks, and sentences as [first, last) words."""

    def __init__(self, words: Words, quotes: Sequence[Quote]) -> None:
        self.words = words
        self.quotes = [quote for quote in quotes if quote.depth == 0]
        self.spans = [
            (bisect_left(words.starts, quote.start), bisect_left(words.starts, quote.end))
            for quote in self.quotes
        ]
        self.sizes = [
            sum(words.is_word(place) for place in range(first, min(last, first + 80)))
            for first, last in self.spans
        ]
        self.so_called = [self._is_so_called(first) for first, _ in self.spans]
        self.opened = frozenset(first for first, _ in self.spans)
        self.closing = {self._inside_end(*span): n for n, span in enumerate(self.spans)}
        named = [self._beside_noun(index) for index in range(len(self.quotes))]
        for index in range(1, len(named)):
            named[index] = named[index] or (named[index - 1] and self._listed(index))
        self.titles = frozenset(self._inner(index) for index, one in enumerate(named) if one)
        self.whole = {self.spans[index][0]: self.spans[index][1] for index, one in enumerate(named) if one}
        for first, last in self.whole.items():
            words.silence(first + 1, last)
        self.blocks = [self._is_block(index) for index in range(len(self.quotes))]
        self.starts = {
            span[0]: n for n, span in enumerate(self.spans) if self.blocks[n] and span[1] > span[0]
        }
        self.sentences = list(self._sentences())

    def _inside_end(self, first: int, last: int) -> int:
        while last > first and not self.words.is_word(last - 1):
            last -= 1
        return last

    def _inner(self, index: int) -> str:
        quote = self.quotes[index]
        return self.words.text[quote.inner : quote.outer].strip(" ,.")

    def _beside_noun(self, index: int) -> bool:
        """Whether a quotation of few words stands beside a noun that names works and things."""
        quote = self.quotes[index]
        short = 0 < self.sizes[index] <= TITLE and quote.closed and not quote.continues
        first, last = self.spans[index]
        return short and (
            beside_noun(self.words, quote, first, last)
            or names_reporter(self.words, first, last)
            or is_name(self.words, first, last)
        )

    def _listed(self, index: int) -> bool:
        """Whether a quotation is joined to the one before it as one more of a list."""
        words, first = self.words, self.spans[index][0]
        before = self.spans[index - 1][1]
        joined = 0 < first - before <= 2 and all(
            words.forms[place] == "," or words.tag(place, "joining") for place in range(before, first)
        )
        inner = min(first + 1, len(words) - 1)
        return joined and words.capital(inner) and 0 < self.sizes[index] <= TITLE

    def end_of(self, first: int, last: int) -> int:
        """Offset of the end of words [first, last), with the closing mark of a quotation that ends there."""
        quoted = self.closing.get(last, -1)
        inside = quoted >= 0 and self.spans[quoted][0] >= first
        return self.quotes[quoted].end if inside else self.words.ends[last - 1]

    def is_named(self, index: int) -> bool:
        """Whether a quotation is a title by a noun beside it, or beside the same words elsewhere."""
        return bool(self.titles) and self._inner(index) in self.titles

    def _is_so_called(self, first: int) -> bool:
        """Whether a word of distance stands before the mark, with at most one word between."""
        return any(
            tag.kind == "so_called" and place + tag.size >= first - 1
            for place in range(max(0, first - 5), first)
            for tag in self.words.tags.get(place, ())
        )

    def _is_block(self, index: int) -> bool:
        quote, (first, last), words = self.quotes[index], self.spans[index], self.words
        if words.lexicon.han:
            return is_speech(words, quote, first, last, self.sizes[index])
        if (
            quote.mark == "《"
            or first in self.whole
            or (self.so_called[index] and self.sizes[index] <= TITLE)
        ):
            return False
        if self.sizes[index] >= LONG or quote.continues:
            return True
        before = words.forms[first - 1] if first else "\n"
        if before in (":", "：") and not self._modifies(index):
            return True
        ending = quote.ending(words.text)
        closing = ending in tuple(",.!?…，。！？")
        if closing and ending != "," and (before[0] in "\n" or before in STOPS):
            return True
        if self.resumes(index) or self._is_sentence(index, before):
            return True
        after = words.forms[last] if last < len(words) else "\n"
        opens = before[0] in "\n" or before in STOPS
        touched = closing or after in DASHES or after == "," or before in (",", "，")
        while last < len(words) and words.forms[last] in SEPARATORS:
            last += 1
        attributed = last < len(words) and words.tag(last, "according") is not None
        if attributed and words.lexicon.agreement:
            size = max(tag.size for tag in words.tags[last] if tag.kind == "according")
            attributed = not words.tag(last + size, "relative")
        divided = closing and before == "," and self._verb_behind(first - 1)
        if not closing and self._in_mood(first):
            return False
        within = bool(words.lexicon.agreement) and first > 0 and words.is_word(first - 1) and not closing
        reach = 1 if within and after == "," else 0
        if touched and (attributed or divided or self.verb_near(last, reach) >= 0):
            return True
        clause = closing or (after == "," and self.sizes[index] > 2 and words.capital(first + 1))
        return (
            opens
            and clause
            and (self.named_after(index, last) is not None or (closing and self._verb_behind_comma(last)))
        )

    def _in_mood(self, first: int) -> bool:
        """Whether a quotation stands behind a word of a clause whose subjunctive reports."""
        words, place = self.words, first - 1
        while place > max(0, first - 2 * _TAIL) and words.is_word(place):
            if words.tag(place, "subjunctive") and not words.capital(place):
                return True
            place -= 1
        return False

    def resumes(self, index: int) -> bool:
        """Whether a dash behind a stop leads on to a quotation ("..., said Weber. — '...'")."""
        forms, first = self.words.forms, self.spans[index][0]
        return first > 1 and forms[first - 1] in DASHES and forms[first - 2] in STOPS

    def _is_sentence(self, index: int, before: str) -> bool:
        """Whether a quotation of some words is a sentence with its stop behind the mark, where the language
        sets it there."""
        words, last = self.words, self.spans[index][1]
        stops = last < len(words) and words.forms[last] in STOPS
        opens = before[0] == "\n" or before in STOPS
        return bool(words.lexicon.agreement) and opens and stops and self.sizes[index] > 2

    def _modifies(self, index: int) -> bool:
        """Whether a quotation is one plain word before a plain noun ("it failed: 'new' pumps broke")."""
        words, (first, last) = self.words, self.spans[index]
        plain = last < len(words) and words.is_word(last) and words.lower[last] not in words.lexicon.stop
        return self.sizes[index] == 1 and plain and not words.capital(min(first + 1, len(words) - 1))

    def _verb_behind(self, place: int) -> bool:
        """Whether a reporting verb stands closely before a comma at `place` (a divided quotation)."""
        near = range(max(0, place - 5), place)
        return self.words.lexicon.capital_nouns and any(self.words.tag(here, "verb") for here in near)

    def _verb_behind_comma(self, place: int) -> bool:
        """Whether a reporting verb opens a clause behind a speaker and an apposition at `place`."""
        words, commas = self.words, 0
        if not words.lexicon.subject_first:
            return False
        for here in range(place, min(place + 2 * _TAIL, len(words))):
            form = words.forms[here]
            if form[0] == "\n" or (form in STOPS and words.ends_sentence(here)):
                return False
            if form == ",":
                commas += 1
            elif commas and words.forms[here - 1] == "," and words.tag(here, "verb"):
                return True
        return False

    def named_after(self, index: int, place: int) -> tuple[int, int, int] | None:
        """The name and verb of a clause at `place` that reports the quotation `index` with any verb."""
        ending = self.quotes[index].ending(self.words.text)
        comma = ending == "," or (place > 0 and self.words.forms[place - 1] == ",")
        return named_clause(self.words, place, strict=not comma)

    def verb_near(self, place: int, reach: int = 0) -> int:
        """Place of a reporting verb at the head of the clause that starts at `place`, or -1.

        The verb comes first or second; where the subject comes first, anywhere in a short clause.
        """
        words = self.words
        if self._tells(place):
            return place
        reach = reach or (8 if words.lexicon.subject_first else 3)
        for here in range(place, min(place + reach, len(words))):
            form = words.forms[here]
            ends = form[0] == "\n" or (form in STOPS and words.ends_sentence(here)) or here in self.opened
            if ends or form in SEPARATORS or words.tag(here, "relative"):
                return -1
            if words.tag(here, "verb") and not words.tag(here, "idiom"):
                return here
        return -1

    def _tells(self, place: int) -> bool:
        """Whether a verb that no list has stands behind a dash and before its subject."""
        words = self.words
        if not 0 < place < len(words) or words.forms[place - 1] not in DASHES:
            return False
        return verb_like(words, place) and subject_behind(words, place, min(place + _TAIL, len(words))) >= 0

    def _sentences(self) -> list[tuple[int, int]]:
        words, size = self.words, len(self.words)
        found: list[tuple[int, int]] = []
        begin = place = 0
        while place < size:
            block = self.starts.get(place, -1)
            if block >= 0:
                place = self.spans[block][1]
                if not self._closes_after(block, place):
                    continue
            elif place in self.whole:
                place = self.whole[place]
                continue
            elif words.ends_sentence(place):
                place = self._after_marks(place + 1)
            else:
                place += 1
                continue
            if any(words.is_word(here) for here in range(begin, min(place, begin + 60))):
                found.append((begin, place))
            begin = place
        if begin < size:
            found.append((begin, size))
        return found

    def _after_marks(self, place: int) -> int:
        """Behind further stops and closing marks that belong to the sentence that just ended."""
        words = self.words
        while place < len(words) and place not in self.starts:
            form = words.forms[place]
            glued = words.starts[place] == words.ends[place - 1]
            if not glued or words.is_word(place) or form[0] == "\n" or form in "([{„«" or form in DASHES:
                break
            place += 1
        return place

    def _closes_after(self, block: int, place: int) -> bool:
        """Whether a sentence ends with the quoted block that ends at `place`."""
        words, quote = self.words, self.quotes[block]
        if place >= len(words) or words.forms[place][0] == "\n":
            return True
        form = words.forms[place]
        if not quote.closed:
            return True
        ending = quote.ending(words.text)
        if form in SEPARATORS or form in STOPS or ending not in tuple(".!?…。！？"):
            return False
        if words.lexicon.han:
            return not reported_behind(words, place)
        if words.is_word(place) and not words.capital(place):
            return False
        reports = self._short_report(place) or self.named_after(block, place) is not None
        return ending == "." or not reports

    def _short_report(self, place: int) -> bool:
        words = self.words
        verb = self.verb_near(place, _TAIL)
        if verb < 0:
            return False
        for here in range(verb + 1, min(verb + _TAIL, len(words))):
            if words.ends_sentence(here):
                return True
            if words.tag(here, "that"):
                return False
        return False

    def parts(self, sentence: tuple[int, int]) -> list[Part]:
        """The clauses and blocks of a sentence in order."""
        words, found = self.words, list[Part]()
        begin, before, place = sentence[0], "", sentence[0]
        while place < sentence[1]:
            block = self.starts.get(place, -1)
            form = words.forms[place]
            if block >= 0:
                if place > begin:
                    self._add(found, begin, place, before)
                    before = ""
                found.append(Part(place, self.spans[block][1], block, before))
                place = begin = self.spans[block][1]
                before = ""
            elif place in self.whole:
                place = min(self.whole[place], sentence[1])
            elif form in SEPARATORS and not self._in_number(place):
                self._add(found, begin, place, before)
                before, place = form, place + 1
                begin = place
            else:
                place += 1
        self._add(found, begin, sentence[1], before)
        return found

    def _add(self, found: list[Part], begin: int, end: int, before: str) -> None:
        words = self.words
        while begin < end and not words.is_word(begin):
            begin += 1
        while end > begin and not words.is_word(end - 1):
            end -= 1
        if end > begin:
            found.append(Part(begin, end, -1, before))

    def _in_number(self, place: int) -> bool:
        forms = self.words.forms
        if self.words.lexicon.capital_nouns and forms[place] == "-" and place > 0:
            return self.words.is_word(place - 1) and self.words.starts[place] == self.words.ends[place - 1]
        return (
            forms[place] == ","
            and 0 < place < len(forms) - 1
            and forms[place - 1][-1].isdigit()
            and forms[place + 1][0].isdigit()
            and self.words.starts[place + 1] == self.words.ends[place]
        )

    def after_dateline(self, first: int, last: int) -> int:
        """Offset behind a dateline ("CITY, 3 May (AGENCY) -") at the head of a paragraph, else 0."""
        words = self.words
        if first and words.forms[first - 1][0] != "\n":
            return 0
        for place in range(first, min(last, first + 16)):
            if words.forms[place] in DASHES and words.starts[place] - words.starts[first] < _DATELINE:
                closed = words.forms[place - 1] == ")" or words.forms[first].isupper()
                return words.starts[place + 1] if closed and place + 1 < last else 0
        return 0
