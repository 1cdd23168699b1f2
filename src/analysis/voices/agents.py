"""By whom a passive verb says something, where an ending tells it ("it was reported by the prosecutors")."""

from __future__ import annotations

from analysis.voices.agreement import verb_like
from analysis.voices.named_phrases import phrase_at
from analysis.voices.nominative import is_first_case, lemmas
from analysis.voices.speakers import Mention, function_at
from analysis.voices.words import Words

_AHEAD = 8


def agent_of(words: Words, first: int, last: int, verb: int) -> Mention | None:
    """The person or body in the instrumental before a passive verb, or behind it."""
    if not words.lower[verb].endswith(words.lexicon.short_passives):
        return None
    for start, stop in ((first, verb), (verb + 1, min(last, verb + _AHEAD))):
        governed = False
        for place in range(start, stop):
            if words.tag(place, "preposition"):
                governed = True
            elif not words.is_word(place) or words.tag(place, "that"):
                governed = False
            elif not governed and _by(words, place):
                return phrase_at(words, place, stop, verb=-1, oblique=True)
    return None


def _by(words: Words, place: int) -> bool:
    low, form = words.lower[place], words.forms[place]
    if not low.endswith(words.lexicon.cases.instrumental) or low in words.lexicon.stop or len(low) < 4:
        return False
    if verb_like(words, place) or low in words.lexicon.calendar or is_first_case(words.lexicon, low):
        return False
    known = function_at(words, place) is not None or words.capital(place)
    return known or lemmas(words.lexicon).get(form) is not None
