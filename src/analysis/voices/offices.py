"""Whose office it is: the country, body or group that an office of state is tied to.

An office ("minister", "spokesman") is of the outlet's own state unless something beside it says otherwise: a
country's adjective or possessive before it, a country behind it ("of Poland", "России", "Russlands"), a body
that belongs to a country ("Kremlin"). An office that speaks for others has their role ("spokesman for the
opposition"). With the outlet's country unknown an office beside which a country stands is foreign.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.states import INTERNATIONAL, NOWHERE, OWN, Place, States
from analysis.voices.words import Words, has_suffix

_MOST, _REACH, _BACK = 5, 12, 2
ABROAD = frozenset({"*"})
UNNAMED = "unnamed"
_CLOSED = ("verb", "relative", "pronoun", "preposition", "that", "subordinating", "backward")


class Tie(NamedTuple):
    """What an office is tied to: countries, and the role of what it leads or speaks for ("" when none)."""

    codes: frozenset[str] = NOWHERE
    role: str = ""
    end: int = -1
    first: int = -1


class Office(NamedTuple):
    """The role of a function, whether something beside it tells that, and the function's words [first, end)
    with the country that stands right before or behind them."""

    role: str
    told: bool
    first: int
    end: int


def office_at(words: Words, first: int, end: int, after: int, role: str) -> Office:
    """The office in words [first, end), whose role by the language's list is `role`; `after` is the end of
    the name behind it, or `end`."""
    states = words.states
    if states is None:
        return Office(role, False, first, end)
    function = ("" if words.lexicon.han else " ").join(words.lower[first:end])
    head = function in states.heads
    if role != OWN and not head:
        return Office(role, False, first, end)
    tie = _within(words, states, first, end)
    if not tie.codes and not tie.role:
        tie = _before(words, states, first)
    if tie.role != INTERNATIONAL and (head or not tie.codes):
        tie = _merged(tie, _Behind(words, states, function).tie(end))
    if after > end and not tie.codes and not tie.role and _linked(words, states, after):
        tie = _Behind(words, states, function).tie(after)._replace(end=-1)
    decided, told = _decided(states, tie, role, head=head)
    if not (told or tie.role):
        return Office(decided, told, first, end)
    return Office(decided, told, tie.first if tie.first >= 0 else first, max(end, tie.end))


def state_named(words: Words, first: int, last: int) -> str:
    """The role of a country or capital that speaks itself ("Moscow said"), "" when the words are no such."""
    found = words.states.match(words, first) if words.states else None
    if words.states is None or found is None or found.size - (last - first) not in (0, 1):
        return ""
    return words.states.side(found.codes) if found.kinds & {"name", "capital", "body"} else ""


def _merged(one: Tie, two: Tie) -> Tie:
    return Tie(one.codes or two.codes, two.role or one.role, two.end, one.first)


def _decided(states: States, tie: Tie, role: str, *, head: bool) -> tuple[str, bool]:
    if tie.role and (tie.role == INTERNATIONAL or (head and tie.role not in (OWN, UNNAMED))):
        return tie.role, True
    if tie.role == UNNAMED:
        return ("", False) if role == OWN else (role, False)
    if tie.codes and (role == OWN or tie.role == OWN):
        return states.side(tie.codes), True
    return (OWN if head and tie.role == OWN else role), False


def _linked(words: Words, states: States, place: int) -> bool:
    """Whether a linking word stands at a place, in a language without a genitive ("Putin of Russia")."""
    grammar = states.grammar
    return place < len(words) and not grammar.genitive and words.lower[place] in grammar.of[:1]


def _within(words: Words, states: States, first: int, end: int) -> Tie:
    """A country in the function itself: a body that belongs to one, or the first part of a compound."""
    found = states.match(words, first)
    if found and "body" in found.kinds and found.size >= end - first:
        return Tie(found.codes)
    form, lexicon = words.forms[first], words.lexicon
    part = form.split("-", 1)[0]
    if part == form and lexicon.capital_nouns and end == first + 1:
        suffix = has_suffix(words.lower[first], lexicon.suffixes)
        part = form[: len(form) - len(suffix)].removesuffix("s") if suffix else form
    if part == form or not part:
        return Tie()
    if any(
        role == INTERNATIONAL and len(phrase) == 1 for phrase, _, role in lexicon.roles.get(part.lower(), ())
    ):
        return Tie(role=INTERNATIONAL)
    return Tie(states.of_form(part))


def _before(words: Words, states: States, first: int) -> Tie:
    """The country that stands before an office: "the Russian deputy minister", "China's", "Russlands"."""
    place, skipped = first, 0
    while place > 0:
        found = _ending_at(words, states, place)
        if found:
            return _country_before(words, states, place - found.size, found, direct=not skipped)
        if not skipped and states.grammar.bare_before and international_before(words, place):
            return Tie(role=INTERNATIONAL)
        if skipped == _BACK or not words.is_word(place - 1) or not _may_skip(words, states, place - 1):
            break
        place, skipped = place - 1, skipped + 1
    return Tie()


def _ending_at(words: Words, states: States, end: int) -> Place | None:
    """The longest name of a country whose last word is the one before `end`."""
    for size in range(min(6 if words.lexicon.han else 4, end), 0, -1):
        found = states.match(words, end - size)
        if found and found.size == size:
            return found
    return None


def _country_before(words: Words, states: States, place: int, found: Place, *, direct: bool) -> Tie:
    grammar = states.grammar
    if words.lexicon.han:
        return _han_before(words, states, place, found)
    if "adjective" in found.kinds:
        return Tie(found.codes, first=place if direct else -1)
    if found.kinds & {"name", "capital"}:
        governed = place > 0 and words.is_word(place - 1) and words.tag(place - 1, "preposition")
        owner = found.genitive and not grammar.gap and not words.forms[place].isupper()
        if owner or (grammar.bare_before and direct and not governed):
            return Tie(found.codes)
    return Tie()


def _han_before(words: Words, states: States, place: int, found: Place) -> Tie:
    """In Chinese a country's name stands bare before the office; behind 驻 it is where an envoy serves."""
    grammar, before = states.grammar, words.forms[place - 1] if place else ""
    if before in grammar.posted:
        sender = _ending_at(words, states, place - 1)
        if sender:
            return _han_before(words, states, place - 1 - sender.size, sender)
        return Tie(ABROAD) if states.home in found.codes else Tie()
    if found.kinds == {"adjective"} and found.size == 1:
        free = not before or not words.is_word(place - 1) or before in grammar.short_after
        return Tie(found.codes) if free else Tie()
    return Tie(found.codes) if found.kinds & {"name", "adjective", "capital", "body"} else Tie()


def _may_skip(words: Words, states: States, place: int) -> bool:
    """Whether a word may stand between a country's adjective and the office ("Russian deputy minister")."""
    lexicon, low = words.lexicon, words.lower[place]
    if lexicon.han:
        return low in states.fillers
    if words.capital(place) and not lexicon.subject_first:
        return False
    return low not in lexicon.stop and not any(words.tag(place, kind) for kind in (*_CLOSED, "joining"))


def international_at(words: Words, place: int) -> int:
    """Size of the international body that begins at a place, else 0."""
    for phrase, _, role in words.lexicon.roles.get(words.lower[place], ()):
        if role == INTERNATIONAL and tuple(words.lower[place : place + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def international_before(words: Words, end: int) -> bool:
    """Whether the words before `end` name an international body."""
    return any(international_at(words, end - size) == size for size in range(1, min(8, end) + 1))


class _Behind:
    """One walk over the words behind an office, to the country or body that it belongs to."""

    def __init__(self, words: Words, states: States, function: str) -> None:
        self.words, self.states, self.grammar = words, states, states.grammar
        self.head = function in states.heads
        self.envoy, self.seated = function in states.envoys, function in states.seated
        self.linked, self.plain, self.end = False, function.count(" "), -1
        self.codes, self.role = NOWHERE, ""
        self.nearby, self.other = NOWHERE, False

    def tie(self, place: int) -> Tie:
        words = self.words
        limit = min(len(words), place + _REACH)
        while 0 <= place < limit and words.is_word(place) and self.plain <= _MOST:
            found = self.states.match(words, place)
            place = self._country(place, found) if found else self._word(place)
        if self.head and self.other and not self.role and not self.codes:
            return Tie(role=UNNAMED)
        return Tie(self.codes, self.role, self.end)

    def _country(self, place: int, found: Place) -> int:
        """Place behind a country's name, or -1 when the walk ends with it."""
        bound = self.linked or (self.grammar.genitive and found.genitive)
        if "body" in found.kinds and bound:
            self.codes, self.role, self.end = found.codes, self.role or OWN, place + found.size
            return -1
        if found.kinds & {"name", "capital"} and bound:
            self.codes, self.end = self.codes or found.codes, place + found.size
            return -1
        if "adjective" in found.kinds and (self.linked or self.grammar.gap or self.grammar.adjective_after):
            if self.linked and not self.grammar.gap and not self.grammar.adjective_after:
                self.nearby = found.codes
                return place + found.size
            self.codes = self.codes or found.codes
            self.linked, self.end = self.linked or self.grammar.gap, place + found.size
            return self.end
        return -1

    def _word(self, place: int) -> int:
        """Place behind a word that may stand between the office and its country, or -1."""
        words, states, lexicon = self.words, self.states, self.words.lexicon
        low = words.lower[place]
        reachable = self.linked or self.grammar.genitive
        if reachable and international_at(words, place):
            self.role, self.end = INTERNATIONAL, place + international_at(words, place)
            return -1
        if low in states.of:
            self.linked = True
            return place + 1
        if self.envoy and low in states.receiving:
            return self._receiver(place + 1)
        if self.seated and low in states.inside:
            return self._seat(place + 1)
        if self.linked and (low in states.fillers or low in lexicon.stop):
            return place + 1
        if self.plain and low in self.grammar.joining:
            return place + 1
        if any(words.tag(place, kind) for kind in _CLOSED) or low in lexicon.calendar:
            return -1
        return self._noun(place)

    def _noun(self, place: int) -> int:
        words, lexicon = self.words, self.words.lexicon
        form = words.lower[place]
        genitives = (form.removesuffix("s"), form.removesuffix("es")) if lexicon.capital_nouns else ()
        for phrase, _, role in next(
            (rows for one in (form, *genitives) if (rows := lexicon.roles.get(one))), ()
        ):
            size = len(phrase)
            same = size == 1 or tuple(words.lower[place : place + size]) == phrase
            if (self.linked or self.grammar.gap) and same:
                self.role, self.linked, self.plain = self.role or role, False, self.plain + 1
                self.codes, self.nearby = self.codes or self.nearby, NOWHERE
                self.end = place + size
                return self.end
        low = words.lower[place]
        capital = words.capital(place)
        gap = self.grammar.gap and not capital and not low.endswith(self.grammar.verbal)
        title = self.plain and capital and (lexicon.capital_nouns or lexicon.subject_first)
        if not (self.linked or gap or title) or low in lexicon.stop:
            return -1
        self.other = self.other or (self.linked and not self.grammar.gap)
        self.linked, self.plain = False, self.plain + 1
        return place + 1

    def _receiver(self, place: int) -> int:
        """An envoy to the outlet's own country is sent by another one."""
        found = self._place_at(place)
        if found and self.states.home in found.codes and not self.codes:
            self.codes = ABROAD
        return -1

    def _seat(self, place: int) -> int:
        found = self._place_at(place)
        if found and found.kinds & {"name", "capital"}:
            self.codes = self.codes or found.codes
        return -1

    def _place_at(self, place: int) -> Place | None:
        words = self.words
        if place < len(words) and words.is_word(place) and words.lower[place] in words.lexicon.stop:
            place += 1
        return self.states.match(words, place) if place < len(words) else None
