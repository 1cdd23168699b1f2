"""Whom a pronoun means when nobody has spoken yet: a function named shortly before, or a name to come."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.voices.attributes import is_age
from analysis.voices.nouns import Phrase, mention_of, phrases_in
from analysis.voices.speakers import Mention, Person, function_at
from analysis.voices.words import Words

_BACK = 40
_LONG = 5
_PERSONS = ("er", "in", "ent", "at")


def function_before(words: Words, pronoun: int, quoted: Sequence[tuple[int, int]]) -> Mention | None:
    """The function named last before a pronoun in its paragraph, else the only noun, that agrees with it;
    not in the `quoted` stretches of words.

    They agree when the endings of article and pronoun do ("die Ministerin ... sie", "der Chef ... er").
    """
    begin = pronoun
    while begin > max(0, pronoun - _BACK) and words.forms[begin - 1][0] != "\n":
        begin -= 1
    female = words.lower[pronoun].endswith("e")
    inside = quoted[bisect_left(quoted, (begin - _BACK, 0)) : bisect_left(quoted, (pronoun, 0))]
    fitting = [
        phrase
        for phrase in phrases_in(words, begin, pronoun)
        if _agrees(words, phrase, female) and not any(a <= phrase.first < b for a, b in inside)
    ]
    persons = [phrase for phrase in fitting if _person(words, phrase.head)]
    meant = persons[-1:] or (fitting if len(fitting) == 1 else [])
    return mention_of(words, meant[0]) if meant else None


def _agrees(words: Words, phrase: Phrase, female: bool) -> bool:
    """Whether a phrase in the first case has an article that agrees, and is no genitive."""
    if phrase.oblique or not phrase.article or words.lower[phrase.first].endswith("e") != female:
        return False
    before = phrase.first - 1
    return before < 0 or not (words.is_word(before) and words.capital(before))


def _person(words: Words, head: int) -> bool:
    """Whether a noun is somebody's age, a title or a function of a person by its ending."""
    low = words.lower[head]
    if is_age(words.forms[head]) or (len(low) > _LONG and low.endswith(words.lexicon.title_endings)):
        return True
    return function_at(words, head) is not None and low.endswith(_PERSONS)


def stands_for_name(mention: Mention) -> bool:
    """Whether a function is nothing but an age ("the 43-year-old"), which means somebody named before."""
    return " " not in mention.function and is_age(mention.function)


def introduced(lists: Sequence[Sequence[tuple[int, Person]]], first: int, last: int) -> Person | None:
    """The person who is introduced first in words [first, last)."""
    found = []
    for people in lists:
        index = bisect_left(people, first, key=lambda pair: pair[0])
        if index < len(people) and people[index][0] < last:
            found.append(people[index])
    return min(found, key=lambda pair: pair[0])[1] if found else None
