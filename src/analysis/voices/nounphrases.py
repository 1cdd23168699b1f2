"""Noun phrases of a language whose subject stands before its verb: where they begin and end."""

from __future__ import annotations

from analysis.voices.extent import skip_phrases
from analysis.voices.phrases import finite_at
from analysis.voices.words import Words

_APPOSED = 30
_MARKS = frozenset(".'’\"“”‘/&-")


def segments_in(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of words between commas, dashes and brackets."""
    found, begin = list[tuple[int, int]](), first
    for place in range(first, last + 1):
        if place == last or not (words.is_word(place) or words.forms[place] in _MARKS):
            end = place
            while end > begin and not words.is_word(end - 1):
                end -= 1
            while begin < end and not words.is_word(begin):
                begin += 1
            if end > begin:
                found.append((begin, end))
            begin = place + 1
    return found


def lead_of(words: Words, begin: int, end: int) -> int:
    """First word of a clause behind conjunctions, adverbs, days and a leading phrase ("In May the mill")."""
    while begin < end:
        if words.tag(begin, "joining") or (is_adverb(words, begin) and not words.tag(begin, "preposition")):
            begin += 1
            continue
        after = skip_phrases(words, begin, end)
        if after == begin:
            break
        begin = after
    return begin


def phrase_start(words: Words, first: int, end: int) -> int:
    """First word of the noun phrase that ends at `end`: it goes back over prepositions to a verb or to a
    word that opens a clause; a relative clause of its own is part of it."""
    place, within = end, False
    while place > first:
        here = place - 1
        if here < end - 1 and finite_word(words, here):
            opened = words.has_any("relative", max(first, here - 3), here)
            if not opened:
                break
            within = True
        opens = any(words.tag(here, kind) for kind in ("subordinating", "contrast", "relative"))
        if opens and not within:
            break
        if words.tag(here, "joining") and not _joins_nouns(words, first, here):
            break
        place = here
    return lead_of(words, place, end)


def _joins_nouns(words: Words, first: int, place: int) -> bool:
    """Whether a conjunction joins two nouns rather than two clauses."""
    before = range(max(first, place - 8), place)
    return bool(before) and not any(finite_word(words, here) for here in before) and place > first


def finite_word(words: Words, place: int) -> bool:
    return (
        words.lower[place] in words.lexicon.finite
        or words.tag(place, "verb") is not None
        or (
            finite_at(words, place)
            and not words.capital(place)
            and (words.lower[place - 1] not in words.lexicon.stop or _after_subject(words, place - 1))
        )
    )


def _after_subject(words: Words, place: int) -> bool:
    """Whether a function word may stand between subject and verb, or is the subject."""
    return words.lower[place] in words.lexicon.middle or words.tag(place, "pronoun") is not None


def finite_before(words: Words, first: int, verb: int) -> bool:
    """Whether an auxiliary stands right before a participle, or one adverb before ("is now saying")."""
    for place in range(verb - 1, max(first, verb - 2) - 1, -1):
        if words.tag(place, "passive") or not words.is_word(place):
            return words.is_word(place)
    return False


def head_end(words: Words, begin: int, end: int) -> int:
    """End of the head of a noun phrase: its first preposition or relative word."""
    for place in range(begin + 1, end):
        if any(words.tag(place, kind) for kind in ("preposition", "relative")):
            return place
    return end


def without_adverbs(words: Words, first: int, verb: int) -> int:
    """End of the words before a verb, without auxiliaries, adverbs and a day ("has also", "on Monday")."""
    end = verb
    while end > first:
        here = end - 1
        if words.tag(here, "pronoun"):
            break
        low = words.lower[here]
        day = low in words.lexicon.calendar or low[0].isdigit() or words.tag(here, "daytime") is not None
        if day and here > first and words.tag(here - 1, "preposition"):
            end -= 2
        elif day or is_adverb(words, here) or words.lower[here] in words.lexicon.finite:
            end -= 1
        else:
            break
    return end


def trimmed(words: Words, end: int) -> int:
    """`end` without marks and a day before it."""
    while end > 0 and not words.is_word(end - 1):
        end -= 1
    return end


def is_adverb(words: Words, place: int) -> bool:
    low = words.lower[place]
    noun = any(words.tag(place, kind) for kind in ("pronoun", "determiner", "preposition"))
    manner = low.endswith("ly") and not (words.capital(place) and not words.tag(place + 1, "determiner"))
    return words.is_word(place) and not noun and (low in words.lexicon.middle or manner)


def is_participle(words: Words, place: int) -> bool:
    return words.lower[place].endswith("ing") and len(words.lower[place]) > 5


def is_heavy(words: Words, place: int) -> bool:
    return words.is_word(place) and words.lower[place] not in words.lexicon.stop


def behind_name(words: Words, begin: int, end: int) -> int:
    """End of a name of several words before a verb in -s ("Tom Reed shrugs")."""
    place = begin
    while place < end and words.is_word(place) and words.capital(place):
        place += 1
    acts = place < end and words.lower[place].endswith("s") and words.is_word(place)
    return place if place - begin > 1 and acts else end


def apposed_end(words: Words, end: int) -> int:
    """End of what stands in apposition behind `end`: clauses between commas that begin with an article, a
    plain noun or a relative word."""
    reach = end
    while reach + 1 < len(words) and words.forms[reach] == ",":
        begin = reach + 1
        noun = is_heavy(words, begin) and not words.capital(begin) and not finite_word(words, begin)
        opens = words.tag(begin, "determiner") or words.tag(begin, "relative") or noun
        if not opens or is_participle(words, begin) or words.tag(begin, "joining") or is_adverb(words, begin):
            break
        reach = begin
        while reach < len(words) and words.is_word(reach) and reach - begin < _APPOSED:
            reach += 1
    return trimmed(words, reach)


def leaves_phrase(words: Words, place: int) -> bool:
    """Whether a noun phrase behind its verb ends at a word: a day, or a preposition with a day."""
    if words.lower[place] in words.lexicon.calendar or words.tag(place, "subordinating"):
        return True
    if words.lower[place] in words.lexicon.linking or not words.tag(place, "preposition"):
        return False
    after = range(place + 1, min(place + 4, len(words)))
    day = any(words.lower[here] in words.lexicon.calendar for here in after)
    return day or (words.tag(place + 1, "determiner") is not None and not words.capital(place + 2))
