"""Whom a pronoun, or a verb without a subject, means where endings tell subjects.

The subject of the sentence before, when it is a person or function and the form fits it; else the last
speaker; else whoever was introduced last and fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.voices.agreed import subject_before
from analysis.voices.agreement import has_form, subject_behind, verb_like
from analysis.voices.cast import Cast
from analysis.voices.genders import gender_of_verb, may_be
from analysis.voices.layout import Part
from analysis.voices.named_phrases import phrase_at
from analysis.voices.speakers import NOBODY, Mention, Speaker, function_at
from analysis.voices.words import Words

_BACK = 2
_CLAUSES = 4
_LONG = 40
_UNDER = ("relative", "that", "subordinating")


def meant(
    words: Words,
    cast: Cast,
    sentences: Sequence[tuple[int, int]],
    parts: Sequence[list[Part]],
    place: int,
    gender: str,
) -> Speaker:
    """The speaker meant at a word by a form of a gender; `parts` are the clauses of all `sentences`."""
    if not cast.linked:
        return cast.resolve(None, place)
    number = bisect_left(sentences, (place + 1,)) - 1
    last = cast.last if cast.last and may_be(words.lexicon, cast.last, gender) else None
    for back in range(number - 1, max(-1, number - 1 - _BACK), -1):
        said = last is not None and last.last > sentences[back][0]
        if said:
            break
        subject = _subject(words, parts[back], gender)
        if subject is not None:
            speaker = cast.resolve(subject, subject.first)
            if may_be(words.lexicon, speaker, gender):
                return _bare(speaker)
    if last is not None:
        return _bare(last)
    return _bare(cast.near_fitting(place, lambda one: may_be(words.lexicon, one, gender)))


def _bare(speaker: Speaker) -> Speaker:
    return speaker._replace(first=-1, last=-1, by="") if speaker != NOBODY else NOBODY


def _subject(words: Words, parts: list[Part], gender: str) -> Mention | None:
    """The person or function that is the subject of a sentence, by its first verb that has one."""
    for part in parts[:_CLAUSES]:
        if part.block >= 0 or any(words.tag(part.first, kind) for kind in _UNDER):
            continue
        for verb in range(part.first, min(part.last, part.first + _LONG)):
            if not (verb_like(words, verb) or (words.tag(verb, "verb") and has_form(words, verb))):
                continue
            told = gender_of_verb(words.lexicon, words.lower[verb])
            if gender and told and told != gender:
                break
            mention = subject_before(words, part.first, verb, verb)
            if mention is None and (behind := subject_behind(words, verb, part.last)) >= 0:
                mention = phrase_at(words, behind, part.last, verb=verb)
            if mention and _somebody(words, mention):
                return mention
            break
    return None


def _somebody(words: Words, mention: Mention) -> bool:
    if mention.name:
        return True
    reach = min(mention.first + 3, mention.last)
    return any(function_at(words, place) for place in range(mention.first, reach))
