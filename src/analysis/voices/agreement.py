"""Verbs and their subjects by their endings, in languages whose endings tell them.

A language declares rows of verb endings and of the endings of nouns that such a verb may have as subject;
`oblique` are endings that no subject has. Where no rows are declared, nothing is guessed.
"""

from __future__ import annotations

from analysis.voices.nominative import is_first_case, is_other_case, is_verb, lemmas
from analysis.voices.words import Words

_AHEAD = 7
_MARKED = 9


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
    if plain and said.endswith(words.lexicon.cases.she_verbs) and not _may_be_she(words, noun):
        return False
    ends = (*words.lexicon.cases.neuter, *words.lexicon.cases.feminine)
    several = said.endswith(words.lexicon.anonymous) and not said.endswith("тся")
    if plain and several and low.endswith(ends) and is_first_case(words.lexicon, low):
        return False
    if plain and not several and is_other_case(words.lexicon, low):
        return False
    return any(said.endswith(verbs) and low.endswith(nouns) for verbs, nouns, _ in words.lexicon.agreement)


def _may_be_she(words: Words, noun: int) -> bool:
    """Whether a noun may be said of a woman: by its ending, or a function, or before a name."""
    low, ends = words.lower[noun], (*words.lexicon.cases.feminine, "ь")
    if low.endswith(ends) or low in words.lexicon.roles:
        return True
    near = range(noun + 1, min(noun + _AHEAD, len(words)))
    return any(words.capital(place) and words.is_word(place) for place in near)


def describes(words: Words, first: int, last: int) -> bool:
    """Whether the clause [first, last) only says more of a noun before it: a relative one, or an adjective or
    participle in another case with what depends on it."""
    if not words.lexicon.agreement or first >= last:
        return False
    low = words.lower[first]
    if words.tag(first, "relative"):
        return True
    led = low.endswith(words.lexicon.oblique) and low not in words.lexicon.stop and not words.capital(first)
    return led and not any(verb_like(words, place) for place in range(first, last))


def is_manner(words: Words, place: int) -> bool:
    """Whether a word says how or when, by its ending."""
    low, lexicon = words.lower[place], words.lexicon
    if words.capital(place):
        return False
    return low.endswith(lexicon.manner) and not low.endswith(lexicon.manner_not)


def subject_behind(words: Words, verb: int, last: int) -> int:
    """Place of the subject behind a verb, over listeners, where, when and how ("said at noon to the crew the
    harbour master"), or -1."""
    place, inside, reach = verb + 1, False, verb + _AHEAD
    while place < min(last, reach):
        if words.tag(place, "preposition"):
            place, inside = _phrase_end(words, place, last), True
            reach += inside
            continue
        if close := _marked_name(words, place, last):
            if not inside:
                return place
            reach += close - place
            place = close
            continue
        if _hears(words, verb, place, last, inside=inside):
            place += 1
            continue
        when = words.lower[place] in words.lexicon.calendar or is_manner(words, place)
        depends = inside and words.is_word(place - 1) and _is_second(words, place)
        if not when and not depends and agrees(words, verb, place):
            return place
        low = words.lower[place]
        hears = words.is_word(place) and (low in words.lexicon.stop or low.endswith(words.lexicon.oblique))
        if any(words.tag(place, kind) for kind in ("joining", "relative", "that", "question")):
            return -1
        if not when and not inside and not hears:
            return -1
        place += 1
    return -1


def _marked_name(words: Words, place: int, last: int) -> int:
    """End of a name in marks at a word ("reports «Kurier»"), else 0."""
    if words.forms[place] != "«" or place + 1 >= last or not words.capital(place + 1):
        return 0
    reach = min(last + 1, place + _MARKED, len(words))
    close = next((p for p in range(place + 2, reach) if words.forms[p] == "»"), 0)
    return close + 1 if close else 0


def _hears(words: Words, verb: int, place: int, last: int, *, inside: bool) -> bool:
    """Whether an agency in capitals is part of a phrase with a preposition, or listens to the subject behind
    it ("told the TASS a source")."""
    form, after = words.forms[place], place + 1
    if not (form.isupper() and len(form) > 1) or after >= last:
        return False
    if inside and words.tag(place - 1, "preposition") is None and words.is_word(place - 1):
        return True
    low = words.lower[after]
    plain = words.is_word(after) and not words.capital(after) and not words.tag(after, "preposition")
    return place == verb + 1 and plain and agrees(words, verb, after) and is_first_case(words.lexicon, low)


def _is_second(words: Words, place: int) -> bool:
    """Whether a word may be the second case of a feminine noun, as plurals of other nouns are."""
    lemma = lemmas(words.lexicon).get(words.lower[place], "")
    return lemma != words.lower[place] and lemma.endswith(words.lexicon.cases.feminine)


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
    if words.has_any("verb", first, min(after + 4, last)):
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
