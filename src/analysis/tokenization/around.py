"""What stands around a mark that may end a sentence: the words before and behind, brackets, dashes."""

from __future__ import annotations

import re
from typing import NamedTuple

QUOTES = "\"'»«”“‘’』」›‹"
SPACE = r"[ \u00a0\u202f]"
OPENING = re.compile(r"[\s„“”«»\"'‚‘‹›(\[¿¡—–-]*")
# Up to four short words with points before the last one: "u. a", "до н. э", "EE. UU", "Dr. h. c".
CHAIN = re.compile(rf"(?:[^\W\d_]{{1,5}}\.{SPACE}?){{0,4}}[^\s(\[„“”«»\"'‚‘—–/]+$")
PREVIOUS = re.compile(r"([^\s(\[„“”«»\"'‚‘—–]*[\w.,])[\s„“”«»\"'‚‘]+$")
ANY_WORD = re.compile(r"[^\W\d_]+")
# A whole word that is no abbreviation itself.
FIRST_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*(?!\w|\.)")
SECOND_WORD = re.compile(r"(?:[,;:]|\s[—–]\s|(?:['’][^\W\d_]+)?\s+([^\W\d_]+))")
# Names that are written with a small first letter: eBay, iPhone, easyJet.
BRAND = re.compile(r"[ei][A-Z]|[a-z]+[A-Z][a-z]{2}")
REACH = 28
LONGEST_BRACKET = 160


class Mark(NamedTuple):
    """The mark at `place` to `stop` in a text, and where its sentence begins and the text goes on: `follows`
    is the first character that is no space, `after` the first that opens no quotation or bracket."""

    text: str
    begin: int
    place: int
    stop: int
    follows: int
    after: int

    @classmethod
    def of(cls, text: str, begin: int, place: int, stop: int, follows: int) -> Mark:
        opening = OPENING.match(text, follows)
        return cls(text, begin, place, stop, follows, opening.end() if opening else follows)

    @property
    def written(self) -> str:
        return self.text[self.place : self.stop]

    @property
    def next(self) -> str:
        """The character at `after`, or nothing at the end."""
        return self.text[self.after : self.after + 1]

    def capital(self) -> bool:
        """Whether a capital, or a brand written with a small first letter, stands behind."""
        return self.next.isupper() or BRAND.match(self.text, self.after) is not None

    def chain(self) -> str:
        """The last word before the mark with the abbreviated ones before it."""
        match = CHAIN.search(self.text, max(self.begin, self.place - REACH), self.place)
        return match[0] if match else ""

    def previous(self, start: int) -> str:
        """The word before `start`, or nothing at the opening of a sentence or behind a dash."""
        match = PREVIOUS.search(self.text, max(self.begin, start - REACH), start)
        return match[1] if match else ""

    def word(self) -> str:
        """The letters at `after`."""
        match = ANY_WORD.match(self.text, self.after)
        return match[0] if match else ""

    def first(self) -> str:
        """The word at `after` unless a point stands behind it."""
        match = FIRST_WORD.match(self.text, self.after)
        return match[0] if match else ""

    def second(self, first: str) -> str | None:
        """The word behind `first`, nothing before a comma or dash, None when neither stands there."""
        match = SECOND_WORD.match(self.text, self.after + len(first))
        return (match[1] or "") if match else None

    def announced(self) -> bool:
        """Whether the quotation that closes here follows a comma or colon: its speaker stands before it."""
        opened = max(self.text.rfind(quote, self.begin, self.place) for quote in '“"‘„«»')
        return self.text[self.begin : max(opened, self.begin)].rstrip().endswith((",", ":"))

    def set_off(self) -> bool:
        """Whether a dash, or a bracket without a sentence, stands behind: "24 may. (Agencia) --"."""
        between = self.text[self.follows : self.after]
        if "(" in between:
            close = self.text.find(")", self.after, self.after + LONGEST_BRACKET)
            return close < 0 or self.text[close - 1] not in ".!?"
        return any(dash in between for dash in "—–-")

    def enclosed(self) -> bool:
        """Whether the mark is in a bracket that opened inside the sentence and closes soon."""
        text, begin, place = self.text, self.begin, self.place
        opened = text.rfind("(", begin, place)
        if opened <= begin or ")" in text[opened:place] or not text[begin:opened].strip():
            return False
        end = text.find(")", place, place + LONGEST_BRACKET)
        return end >= 0 and "\n" not in text[place:end]
