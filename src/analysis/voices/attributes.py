"""What belongs to a noun behind it: genitives, and a linking word with its noun ("Institute for Trade").

And which words of a capitalised run are a title, the rest being a name.
"""

from __future__ import annotations

from analysis.voices.speakers import function_at
from analysis.voices.words import Words

_TITLED = 6
_SURE = 8
_INNER = 2


def attributes_end(words: Words, end: int, last: int) -> int:
    """End of a noun phrase whose head ends at `end`: behind genitives and linking words with their nouns."""
    while end + 1 < last:
        linked = words.lower[end] in words.lexicon.attributive
        if not linked and words.lower[end] not in words.lexicon.genitives:
            break
        tail = end + 1
        while tail < last and is_attribute(words, tail):
            tail += 1
        if tail >= last or not is_noun(words, tail):
            break
        while tail < last and is_noun(words, tail):
            tail += 1
        end = _joined(words, tail, last) if linked else tail
    return end


def _joined(words: Words, end: int, last: int) -> int:
    """`end` behind a second noun that a conjunction joins ("for Building and Transport")."""
    noun = end + 1
    joins = end < last and words.tag(end, "joining") is not None
    single = noun < last and is_noun(words, noun) and not (noun + 1 < last and is_noun(words, noun + 1))
    return noun + 1 if joins and single and not function_at(words, noun) else end


def is_noun(words: Words, place: int) -> bool:
    """Whether a word is written like a noun: a capital, no day, no adverb that only opens a clause."""
    if not words.is_word(place) or not (words.capital(place) or is_age(words.forms[place])):
        return False
    low = words.lower[place]
    day = low in words.lexicon.calendar and (
        len(low) > 3 or words.forms[min(place + 1, len(words) - 1)] == "."
    )
    opens = place == 0 or not words.is_word(place - 1)
    return not day and not (opens and (low in words.lexicon.adverbs or words.tag(place, "joining")))


def is_age(form: str) -> bool:
    """Whether a form is a noun of somebody's age ("43-Jährige"): digits, a hyphen and a capital."""
    number, _, rest = form.partition("-")
    return number.isdigit() and rest[:1].isupper()


def is_attribute(words: Words, place: int) -> bool:
    """Whether a word is written like an adjective before a noun, or is a number."""
    low = words.lower[place]
    if is_age(words.forms[place]):
        return False
    plain = words.is_word(place) and not words.capital(place) and not words.tag(place, "preposition")
    return low[0].isdigit() or (
        plain and low.endswith(("e", "er", "en", "es", "em")) and low not in words.lexicon.stop
    )


def title_size(words: Words, run: list[int], *, article: bool, led: bool) -> int:
    """How many words of a capitalised run are a title before a name; all of them when there is no name.

    A title is a known function or a word that ends like one. Behind an article or the adjective of a place
    it may be the second or third word. `led` says that adjectives stand before the run: then only a title
    tells a name.
    """
    known = [_known(words, place) for place in run]
    looks = [_looks(words.lower[place], words.lexicon.title_endings) for place in run]
    inner = article or words.lower[run[0]].endswith("er")
    for place in range(min(_INNER, len(run) - 2), 0, -1):
        long = len(words.lower[run[place]]) >= _SURE
        if inner and long and (known[place] or looks[place]):
            return place + 1
    if len(run) >= 3:
        titled = known[0] or looks[0] or (article and not led)
        return 1 if titled else (len(run) if led else 0)
    if len(run) == 2 and (article or led):
        noun = words.lower[run[1]].endswith(("ung", "heit", "keit"))
        return 1 if known[0] or (looks[0] and not noun) else 2
    return 1 if known[0] or (len(run) == 1 and (article or led)) else 0


def _known(words: Words, place: int) -> bool:
    at = function_at(words, place)
    return at is not None and at[0] == 1


def _looks(low: str, endings: tuple[str, ...]) -> bool:
    """Whether a form ends like a title, also in the genitive."""
    return len(low) >= _TITLED and (
        low.endswith(endings) or (low.endswith("s") and low[:-1].endswith(endings))
    )
