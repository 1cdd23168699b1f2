"""Whom a paper cites, where the verb has the paper as its subject ("the agency cites the envoy")."""

from __future__ import annotations

from analysis.voices.named_phrases import MARKS, phrase_at, stops_before
from analysis.voices.nominative import is_other_case, lemmas
from analysis.voices.speakers import Mention, function_at
from analysis.voices.words import Words

_MEDIA = "media"
_AHEAD = 12


def cited(words: Words, first: int, last: int, verb: int) -> Mention | None:
    """The person or body in the object of a verb of citing, or whose words are; None without one."""
    if words.lower[verb] not in words.lexicon.citing:
        return None
    for start, stop in ((verb + 1, min(last, verb + _AHEAD)), (first, verb)):
        place = start
        while place < stop:
            if words.lower[place] in words.lexicon.wordings and place + 1 < stop:
                return phrase_at(words, place + 1, stop, verb=-1, oblique=True)
            if _object(words, place):
                return phrase_at(words, place, stop, verb=-1, oblique=True)
            place += 1
    return None


def _object(words: Words, place: int) -> bool:
    """Whether a function or person that is no paper stands in another case."""
    form, low = words.forms[place], words.lower[place]
    if not words.is_word(place) or form in MARKS or stops_before(words, place):
        return False
    at = function_at(words, place)
    other = is_other_case(words.lexicon, low) or low.endswith(words.lexicon.cases.objects)
    if words.capital(place):
        return other and not form.isupper() and words.forms[place - 1] not in MARKS
    if at is not None:
        return other and at[1] != _MEDIA
    lemma = lemmas(words.lexicon).get(low.rpartition("-")[2], "")
    return low.endswith(words.lexicon.cases.objects) and lemma.endswith(words.lexicon.cases.feminine)
