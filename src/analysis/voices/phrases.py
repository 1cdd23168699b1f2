"""What stands behind a verb: a clause, a noun object, or the listener."""

from __future__ import annotations

from itertools import takewhile

from analysis.voices.layout import Part
from analysis.voices.speakers import Mention
from analysis.voices.words import Words

_OBJECT = 5


def opens_clause(words: Words, parts: list[Part], index: int, first: int) -> bool:
    """Whether a clause starts at `first` in part `index`: a finite verb stands behind its subject.

    Measured on the surface: a declared finite form, a past in -ed behind a noun, a form in -s between a
    noun and a determiner, a pronoun and whatever follows. A verb that a relative or subordinating word
    opens, or a conjunction joins to the main clause, does not count. Languages that declare no finite
    forms always pass.
    """
    if not words.lexicon.finite:
        return True
    part = parts[index]
    if words.tag(first, "pronoun") and first + 1 < part.last and not words.tag(first + 1, "preposition"):
        return True
    if finite_in(words, first, part.last):
        return True
    following = list(takewhile(lambda other: other.before != ";", parts[index + 1 : index + 4]))
    return any(
        other.block < 0 and any(_finite(words, place, other.last) for place in (other.first, other.first + 1))
        for other in following
        if not words.tag(other.first, "relative") and not words.tag(other.first, "joining")
    )


def finite_in(words: Words, first: int, last: int) -> bool:
    """Whether a finite verb with its subject before it stands in words [first, last)."""
    owed = 0
    for place in range(first, last):
        if place > first and any(words.tag(place, kind) for kind in ("relative", "subordinating")):
            owed = 1
        elif place > first and _finite(words, place, last) and not _goes_on(words, place):
            if not owed:
                return True
            owed = 0
    return False


def _goes_on(words: Words, place: int) -> bool:
    """Whether a verb belongs to the one before it ("had won") or is joined to the main clause."""
    return words.tag(place - 1, "joining") is not None or words.lower[place - 1] in words.lexicon.finite


def is_relative(words: Words, place: int) -> bool:
    """Whether "that" at `place` is followed by its own verb, so that it is a pronoun."""
    if not words.lexicon.finite or not words.tag(place, "relative") or place + 1 >= len(words):
        return False
    low, after = words.lower[place + 1], place + 2
    present = low.endswith("s") and after < len(words) and words.tag(after, "determiner") is not None
    return low in words.lexicon.finite or present or (low.endswith("ed") and len(low) > 4)


def finite_at(words: Words, place: int) -> bool:
    """Whether a form is by itself finite or a past in -ed."""
    low = words.lower[place]
    return low in words.lexicon.finite or (low.endswith("ed") and len(low) > 4)


def _finite(words: Words, place: int, last: int) -> bool:
    """Whether a form looks like the finite verb of a clause with its subject before it."""
    if place >= last:
        return False
    low = words.lower[place]
    if low in words.lexicon.finite:
        day = low in words.lexicon.calendar and words.capital(place)
        return not day and not words.tag(place - 1, "determiner")
    if words.capital(place) or low in words.lexicon.stop or not words.is_word(place):
        return False
    before = words.lower[place - 1]
    if before in words.lexicon.stop and not words.tag(place - 1, "pronoun"):
        return False
    if low.endswith("ed") and len(low) > 4:
        return not (
            place + 1 < last and words.tag(place + 1, "preposition") and words.lower[place + 1] == "by"
        )
    ends = low.endswith("s") and not low.endswith(("ss", "us")) and len(low) > 3
    return ends and place + 1 < last and words.tag(place + 1, "determiner") is not None


def after_listener(words: Words, verb: int, last: int, known: int) -> int:
    """First word behind the listener of a verb such as "told", or behind the verb when there is none.

    `known` is the size of a function that stands right behind the verb, or 0. When the noun phrase behind
    the verb is itself the subject ("warned the plan would fail"), nothing is skipped.
    """
    after = verb + 1
    if not words.tag(verb, "told"):
        return after
    place = after + known
    if not known:
        place = _phrase_end(words, after, last)
    while place < last and (words.tag(place, "preposition") or words.lower[place] in words.lexicon.calendar):
        place += 1
        while place < last and words.capital(place) and words.lower[place - 1] not in words.lexicon.calendar:
            place += 1
    return after if place >= last or words.lower[place] in words.lexicon.finite else place


def _phrase_end(words: Words, first: int, last: int) -> int:
    """End of a short noun phrase: its determiner, then plain words, or a capitalised run."""
    place = first
    if place < last and words.lower[place] in words.lexicon.stop:
        place += 1
        if not words.tag(first, "determiner"):
            return place
    begin, run = place, place < last and words.capital(place)
    while place < min(last, begin + _OBJECT):
        if words.lower[place] in words.lexicon.stop or words.capital(place) != run:
            break
        place += 1
    return place


def subject_phrase(words: Words, first: int, last: int, verb: int) -> Mention | None:
    """The noun phrase that is the subject of the verb in the clause [first, last), when it names no function
    or person that is known: behind the verb when it leads its clause, else before it.

    It runs over adjectives, nouns and what a linking word or genitive adds, to the next preposition, verb or
    day; its article is left out. None when nothing but function words is there.
    """
    leads = verb <= first + 1 and not words.capital(first)
    begin, end = (verb + 1, last) if leads else (first, verb)
    while begin < end and not _heavy(words, begin):
        if words.tag(begin, "preposition"):
            return None
        begin += 1
    stop = place = begin
    while place < end and words.is_word(place) and not _breaks(words, place):
        place += 1
        if _heavy(words, place - 1):
            stop = place
    if stop == begin:
        return None
    named = words.text[words.starts[begin] : words.ends[stop - 1]]
    return Mention(begin, stop, "", named, "", False)


def _heavy(words: Words, place: int) -> bool:
    """Whether a word may be the noun of a phrase or stand in it."""
    low = words.lower[place]
    particle = low in words.lexicon.verb_particles and not words.capital(place)
    return words.is_word(place) and low not in words.lexicon.stop and not low[0].isdigit() and not particle


def _breaks(words: Words, place: int) -> bool:
    low = words.lower[place]
    if low in words.lexicon.linking or (place and words.lower[place - 1].endswith(("'s", "’s"))):
        return False
    kinds = ("preposition", "verb", "pronoun", "relative", "that", "joining", "subordinating", "according")
    article = low in words.lexicon.stop and words.tag(place, "relative")
    return low in words.lexicon.calendar or any(
        words.tag(place, k) for k in kinds if not (article and k == "relative")
    )
