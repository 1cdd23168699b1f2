"""Words in marks where marks set off names and terms more often than speech."""

from __future__ import annotations

from analysis.voices.quotes import Quote
from analysis.voices.words import STOPS, Words

_CLOSING = tuple("，。！？,.!?…")
_ENDS = frozenset("，,；;。！？.!?…\n")
_LINKS = frozenset("是为其该要将此")
_WHOLE, _LOOSE, _PHRASE, _NEAR, _CLAUSE = 3, 8, 7, 4, 24


def is_speech(words: Words, quote: Quote, first: int, last: int, size: int) -> bool:
    """Whether the quotation, words [first, last), of `size` words, is what somebody says: behind a colon,
    with a stop of its own inside, or right behind a reporting verb."""
    if quote.mark == "《" or size == 0:
        return False
    before = words.forms[first - 1] if first else "\n"
    if quote.continues or before in ":：" or (not quote.closed and size >= _LOOSE):
        return True
    if words.text[quote.inner : quote.outer].rstrip().endswith(_CLOSING):
        return True
    return size >= _WHOLE and (size >= _LOOSE or ends_clause(words, last)) and _behind_verb(words, first)


def is_phrase(words: Words, last: int, size: int) -> bool:
    """Whether words in marks inside a report are long enough for speech and end their clause."""
    return size >= _PHRASE and ends_clause(words, last)


def ends_clause(words: Words, place: int) -> bool:
    return place >= len(words) or words.forms[place][0] in _ENDS or words.forms[place] in STOPS


def _behind_verb(words: Words, first: int) -> bool:
    """Whether a reporting verb stands right before word `first`, or with a comma or link between."""
    for place in range(max(0, first - _NEAR), first):
        tag = words.tag(place, "verb")
        if tag is None or words.tag(place, "idiom") or place + tag.size > first:
            continue
        between = words.forms[place + tag.size : first]
        if all(form in _LINKS or form in "，," for form in between):
            return True
    return False


def reported_behind(words: Words, place: int) -> bool:
    """Whether a clause that ends its sentence with a reporting verb starts at `place`."""
    for here in range(place, min(place + _CLAUSE, len(words))):
        if not words.is_word(here):
            verbs = ((p, words.tag(p, "verb")) for p in range(max(place, here - _NEAR), here))
            return words.forms[here] in STOPS | {"，"} and any(
                tag and p + tag.size == here for p, tag in verbs
            )
    return False
