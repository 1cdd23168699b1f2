"""According-phrases that name nobody: "nach eigenen Angaben" means the subject of its clause, "seiner Meinung
nach" whoever spoke last."""

from __future__ import annotations

from analysis.voices.nouns import noun_source, phrase_subject, phrases_in
from analysis.voices.subjects import Subject
from analysis.voices.words import Words

_BACK = 20
_AHEAD = 8


def account_source(words: Words, first: int, last: int) -> Subject | None:
    """The source of an according-phrase in words [first, last); None when nothing there can be one."""
    for place in range(first, last):
        tag = words.tag(place, "according")
        if tag and tag.value == "own":
            return _subject_around(words, place, place + tag.size)
        if tag and tag.value == "his":
            return Subject(None, place, place + tag.size, "pronoun")
    return noun_source(words, first, last)


def _subject_around(words: Words, first: int, last: int) -> Subject | None:
    """The subject of the clause around words [first, last): before them, else behind them."""
    begin = end = first
    while begin > max(0, first - _BACK) and words.is_word(begin - 1):
        begin -= 1
    end = last
    while end < min(len(words), last + _AHEAD) and words.is_word(end):
        end += 1
    for start, stop in ((begin, first), (last, end)):
        direct = [phrase for phrase in phrases_in(words, start, stop) if not phrase.oblique]
        pronoun = next((place for place in range(start, stop) if words.tag(place, "pronoun")), -1)
        if pronoun >= 0 and not (direct and direct[0].first < pronoun):
            return Subject(None, pronoun, pronoun + 1, "pronoun")
        if direct:
            return phrase_subject(words, direct[0])
    return None
