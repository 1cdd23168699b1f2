"""Words of a text with what the language's tables say of them.

A text is cut into words by one pattern that cannot backtrack.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from analysis.voices.lexicon import WORD, Lexicon

if TYPE_CHECKING:
    from analysis.voices.states import States

_CLAUSE = 25
_REPORTING = ("verb", "noun", "that", "according")
_CLAUSE_ENDS = frozenset(".!?;:,")
STOPS = frozenset(".!?…。！？")


class Tag(NamedTuple):
    """What a phrase of `size` words is: verb, that, according, backward, so_called, subjunctive, ..."""

    kind: str
    value: str
    size: int


class Words:
    """The words of one text: starts, ends, lower-case forms, tags by position, sentence ends."""

    def __init__(self, text: str, lexicon: Lexicon, states: States | None = None) -> None:
        self.text, self.lexicon, self.states = text, lexicon, states
        spans = [match.span() for match in WORD.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.forms = [text[start:end] for start, end in spans]
        self.lower = [form.lower() for form in self.forms]
        phrases = lexicon.phrases
        self.tags: dict[int, tuple[Tag, ...]] = {
            place: tags
            for place, word in enumerate(self.lower)
            if word in phrases and (tags := self._tags(place, phrases[word]))
        }
        self.by_kind: dict[str, dict[int, Tag]] = {}
        for place, tags in self.tags.items():
            for tag in tags:
                self.by_kind.setdefault(tag.kind, {}).setdefault(place, tag)
        self.functions: dict[int, tuple[int, str] | None] = {}
        self.moods: dict[tuple[int, int], int] = {}
        self._nexts: list[int] = []
        self._sorted: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self.lower)

    def _tags(self, place: int, group: tuple[tuple[tuple[str, ...], str, str], ...]) -> tuple[Tag, ...]:
        found = []
        for words, kind, value in group:
            size = len(words)
            if kind == "verb" and place and self.capital(place) and self.is_word(place - 1):
                continue
            if kind == "verb" and words[0] in self.lexicon.split and not self._particle_behind(place):
                continue
            if size == 1 or tuple(self.lower[place : place + size]) == words:
                found.append(Tag(kind, value, size))
        return tuple(found)

    def _particle_behind(self, place: int) -> bool:
        """Whether a particle that completes a verb ("teilte ... mit") ends a clause behind a word."""
        size, particles = len(self), self.lexicon.verb_particles
        for here in range(place + 1, min(place + _CLAUSE, size)):
            form = self.forms[here]
            if form in _CLAUSE_ENDS or form[0] == "\n":
                return False
            if self.lower[here] in particles and (here + 1 == size or not self.is_word(here + 1)):
                return True
            if self.lower[here] in particles and here == place + 1:
                return True
        return False

    def tag(self, place: int, kind: str) -> Tag | None:
        """The longest tag of a kind at a place."""
        places = self.by_kind.get(kind)
        return places.get(place) if places else None

    def places(self, kind: str, first: int, last: int) -> Sequence[int]:
        """The places in [first, last) with a tag of a kind, in order."""
        places = self._in_order(kind)
        return places[bisect_left(places, first) : bisect_left(places, last)] if places else ()

    def has_any(self, kind: str, first: int, last: int) -> bool:
        """Whether a tag of a kind stands in [first, last)."""
        places = self._in_order(kind)
        following = bisect_left(places, first)
        return following < len(places) and places[following] < last

    def _in_order(self, kind: str) -> list[int]:
        if kind not in self._sorted:
            self._sorted[kind] = sorted(self.by_kind.get(kind, ()))
        return self._sorted[kind]

    def silence(self, first: int, last: int) -> None:
        """Take words [first, last), which are a title, out of those that report."""
        for place in range(first, last):
            tags = self.tags.get(place, ())
            kept = tuple(tag for tag in tags if tag.kind not in _REPORTING)
            if len(kept) < len(tags):
                self.tags[place] = kept
                for kind in _REPORTING:
                    self.by_kind.get(kind, {}).pop(place, None)
                self._sorted.clear()

    def next_name(self, place: int) -> int:
        """The first word from `place` on that a name, function or source may begin with; else the end."""
        if not self._nexts:
            self._nexts = self._list_nexts()
        return self._nexts[place]

    def _list_nexts(self) -> list[int]:
        roles, states = self.lexicon.roles, self.states.table if self.states else ()
        according = self.by_kind.get("according", {})
        following = len(self)
        nexts = [following] * (following + 1)
        for place in range(following - 1, -1, -1):
            form = self.forms[place]
            begins = form[0].isupper() or self.lower[place] in roles or form in states or place in according
            if begins:
                following = place
            nexts[place] = following
        return nexts

    def is_word(self, place: int) -> bool:
        return self.forms[place][0].isalnum()

    def nameless(self, place: int) -> bool:
        """Whether a word that heads a sentence, before a lower-case word that reports nothing, is declared
        to name nobody."""
        lexicon, low = self.lexicon, self.lower[place]
        if low not in lexicon.nameless and not low.endswith(lexicon.nameless_endings or ("\n",)):
            return False
        opens = place == 0 or self.forms[place - 1] in STOPS or self.forms[place - 1][0] == "\n"
        return opens and self._goes_on(place + 1) and self.tag(place + 1, "verb") is None

    def capital(self, place: int) -> bool:
        return self.forms[place][0].isupper()

    def _goes_on(self, place: int) -> bool:
        """Whether a word without a capital stands at a place."""
        return place < len(self) and self.is_word(place) and self.forms[place][0].islower()

    def ends_sentence(self, place: int) -> bool:
        """Whether the mark at `place` may end a sentence, for all that the words around it tell."""
        form = self.forms[place]
        if form[0] == "\n":
            return True
        if form not in STOPS:
            return False
        if form != "." or place == 0:
            return True
        glued = place + 1 < len(self) and self.starts[place + 1] == self.ends[place]
        if glued and self.is_word(place + 1):
            return len(self.lower[place - 1].rpartition("-")[2]) > 2 and self.capital(place + 1)
        before = self.lower[place - 1].rpartition("-")[2]
        if self.starts[place] != self.ends[place - 1]:
            return True
        follows = place + 1 < len(self) and self.is_word(place + 1)
        if follows and not self.capital(place + 1) and not self.forms[place + 1][0].isdigit():
            return False
        if glued and self.forms[place + 1] in ")]" and self._goes_on(place + 2):
            return False
        if before in self.lexicon.abbreviations or (len(before) == 1 and before.isalpha()):
            return False
        return not (self.lexicon.ordinals and before.isdigit() and len(before) <= 2)


@lru_cache(maxsize=200_000)
def has_suffix(word: str, suffixes: frozenset[str]) -> str:
    """The longest of `suffixes` that a compound ends with, leaving at least three letters; else ''."""
    for cut in range(3, len(word) - 4):
        if word[cut:] in suffixes:
            return word[cut:]
    return ""
