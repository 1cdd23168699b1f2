"""Whom a pronoun means when nobody has spoken and no full name was given: the subject just before it.

For a language whose subject stands before its verb: the first subject of the nearest sentence before the
pronoun's own, in its paragraph ("The clerk shrugged. "Come back," he said.").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.voices.speakers import Mention
from analysis.voices.subjects import first_subject
from analysis.voices.words import Words

_BACK = 3
_MARKS = ('"', "“", "”", "‘")
_MEANT = ("he", "she", "they")
_AGED = ("-year-old", "-years-old")


def subject_before(
    words: Words, sentences: Sequence[tuple[int, int]], pronoun: int, *, near: bool
) -> Mention | None:
    """The subject of a sentence before the pronoun, None where there is none; with `near` only somebody
    named in the very sentence before, in which nobody speaks."""
    if words.lower[pronoun][:4] not in _MEANT:
        return None
    number = bisect_left(sentences, (pronoun + 1,)) - 1
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        first, last = sentences[back]
        if any(words.forms[place][0] == "\n" for place in range(last, sentences[number][0])):
            return None
        subject = first_subject(words, first, last)
        if near:
            said = words.places("verb", first, last) or any(
                words.forms[p] in _MARKS for p in range(first, last)
            )
            mention = subject.mention
            return mention if mention and mention.name and not said else None
        if subject.mention is not None:
            return subject.mention
        if words.forms[last - 1][0] == "\n" or words.forms[first - 1][:1] == "\n":
            return None
    return None


def describes_somebody(words: Words, mention: Mention) -> bool:
    """Whether a function describes a person named before ("the former judge", "the 71-year-old")."""
    if not words.lexicon.subject_first or mention.name or mention.first < 1:
        return False
    known = words.lower[mention.first - 1] == "the"
    aged = mention.function.lower().endswith(_AGED)
    return known and (aged or words.tag(mention.first, "formerly") is not None)
