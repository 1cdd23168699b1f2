"""Verbs and their subjects by their endings, in languages whose endings tell them.

A language declares rows of verb endings and of the endings of nouns that such a verb may have as subject;
`oblique` are endings that no subject has. Where no rows are declared, nothing is guessed.
"""

from __future__ import annotations

from analysis.voices.nominative import is_first_case, is_verb
from analysis.voices.words import Words

_AHEAD = 7


def verb_like(words: Words, place: int) -> bool:
    """Whether a word that is not declared looks like a finite verb by its ending."""
    low = words.lower[place]
    if words.capital(place) or low in words.lexicon.stop or len(low) < 3 or not words.is_word(place):
        return False
    known = is_verb(words.lexicon, low)
    ends = any(low.endswith(verbs) for verbs, *_ in words.lexicon.agreement)
    return ends and (known is None or known)


def same_form(words: Words, one: int, other: int) -> bool:
    """Whether two verbs may have one subject: tense, number and gender are of one row."""
    return any(
        words.lower[one].endswith(verbs) and words.lower[other].endswith(verbs)
        for verbs, *_ in words.lexicon.agreement
    )


def same_tense(words: Words, one: int, other: int) -> bool:
    """Whether two verbs may be of one tense."""
    tenses = [
        {tense for verbs, _, tense in words.lexicon.agreement if words.lower[place].endswith(verbs)}
        for place in (one, other)
    ]
    return bool(tenses[0] & tenses[1])


def has_form(words: Words, verb: int) -> bool:
    """Whether a verb has an ending that tells its subject (a participle has none)."""
    return any(words.lower[verb].endswith(verbs) for verbs, *_ in words.lexicon.agreement)


def agrees(words: Words, verb: int, noun: int, *, names: bool = True) -> bool:
    """Whether the word `noun` has the ending of a subject of the word `verb`; a capitalised one may have that
    of a name of either gender (`names`)."""
    form, low = words.forms[noun], words.lower[noun]
    if not words.is_word(noun) or low in words.lexicon.stop or form[0].isdigit():
        return False
    if (form.isupper() and len(form) > 1) or (form[0].isascii() and words.capital(noun)):
        return True
    plain = not words.capital(noun)
    if plain and low.endswith(words.lexicon.oblique) and not is_first_case(words.lexicon, low):
        return False
    if names and words.capital(noun) and low.endswith(words.lexicon.name_ends):
        return True
    said = words.lower[verb]
    return any(said.endswith(verbs) and low.endswith(nouns) for verbs, nouns, _ in words.lexicon.agreement)


def is_manner(words: Words, place: int) -> bool:
    """Whether a word says how or when, by its ending."""
    low, lexicon = words.lower[place], words.lexicon
    if words.capital(place):
        return False
    return low.endswith(lexicon.manner) and not low.endswith(lexicon.manner_not)


def subject_behind(words: Words, verb: int, last: int) -> int:
    """Place of the subject behind a verb, over listeners, where, when and how ("said at noon to the crew the
    harbour master"), or -1."""
    place, inside = verb + 1, False
    while place < min(last, verb + _AHEAD):
        if words.tag(place, "preposition"):
            place, inside = _phrase_end(words, place, last), True
            continue
        when = words.lower[place] in words.lexicon.calendar or is_manner(words, place)
        if not when and agrees(words, verb, place):
            return place
        low = words.lower[place]
        hears = words.is_word(place) and (low in words.lexicon.stop or low.endswith(words.lexicon.oblique))
        if any(words.tag(place, kind) for kind in ("joining", "relative", "that", "question")):
            return -1
        if not when and not inside and not hears:
            return -1
        place += 1
    return -1


def points_back(words: Words, first: int, last: int) -> bool:
    """Whether a sentence that opens with a word that points back says who said it: a verb follows; behind a
    single word ("this confirmed the envoy") at once, and then its subject. Always true where no endings are
    declared."""
    tag = words.tag(first, "backward")
    if not tag or not words.lexicon.agreement:
        return True
    after = first + tag.size
    if tag.size == 1:
        told = after < last and words.tag(after, "verb") is not None
        return told and subject_behind(words, after, last) >= 0
    if any(words.tag(place, "verb") for place in range(first, min(after + 4, last))):
        return True
    return verb_like(words, after - 1)


def _phrase_end(words: Words, place: int, last: int) -> int:
    """End of a prepositional phrase: the preposition, adjectives in an oblique case, one noun."""
    place += 1
    while place + 1 < last and words.lower[place].endswith(words.lexicon.oblique):
        following = words.lower[place + 1]
        if not words.is_word(place + 1) or not following.endswith(words.lexicon.oblique):
            break
        place += 1
    return place + 1
