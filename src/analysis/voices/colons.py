"""Reports behind a colon, and words that a particle marks as somebody else's."""

from __future__ import annotations

from analysis.voices.according import only_source
from analysis.voices.agreement import agrees, verb_like
from analysis.voices.clauses import Report, last_word
from analysis.voices.layout import Part
from analysis.voices.speakers import function_at
from analysis.voices.words import Words

_FEW = 5


def behind_colon(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    """What follows the colon behind a reporting clause ("the ministry explained: there is no money")."""
    part, end = parts[index], last_word(words, sentence)
    following = parts[index + 1] if index + 1 < len(parts) else None
    if not words.lexicon.agreement or following is None or following.before != ":" or following.block >= 0:
        return None
    if end - following.first < 2 or part.last - place > _FEW + 1 or _object(words, place, part.last):
        return None
    if any(other.block >= 0 and other.before == "" for other in parts[index + 1 : index + 2]):
        return None
    first = parts[0].first if index and all(other.block < 0 for other in parts[:index]) else part.first
    return Report(((following.first, end),), first, part.last, place, "that")


def _object(words: Words, verb: int, last: int) -> bool:
    """Whether a noun behind a verb is what it names rather than who says or hears it."""
    after = verb + 1
    if after >= last or not words.is_word(after):
        return False
    low, lexicon = words.lower[after], words.lexicon
    if low[0].isdigit():
        return True
    known = low in lexicon.stop or low in lexicon.calendar or words.tag(after, "preposition")
    if known or words.capital(after) or low.endswith((*lexicon.manner, *lexicon.oblique)):
        return False
    return not agrees(words, verb, after)


def headline(words: Words, sentence: tuple[int, int], parts: list[Part]) -> Report | None:
    """A headline that names its speaker before a colon ("Minister: the plan has failed")."""
    if not words.lexicon.agreement or len(parts) < 2 or parts[1].before != ":" or parts[1].block >= 0:
        return None
    first, end = parts[0], last_word(words, sentence)
    if first.block >= 0 or end - parts[1].first < 3 or not only_source(words, first.first, first.last):
        return None
    office = any(function_at(words, place) for place in range(first.first, first.last))
    if not office and words.has_any("verb", parts[1].first, end):
        return None
    finite = any(
        words.tag(place, "verb") or verb_like(words, place) for place in range(parts[1].first + 1, end)
    )
    return Report(((parts[1].first, end),), first.first, first.last, -1, "that") if finite else None


def by_hearsay(words: Words, sentence: tuple[int, int], parts: list[Part]) -> Report | None:
    """A clause or sentence that a particle marks as somebody's words ("there is, they say, no money")."""
    for index, part in enumerate(parts):
        if part.block >= 0:
            continue
        for place in words.places("hearsay", part.first, part.last):
            end = last_word(words, sentence)
            if index and place == part.first and part.before == ":":
                return Report(((place, end),), parts[0].first, parts[index - 1].last, -1, "that")
            return Report(((parts[0].first, end),), parts[0].first, end, -1, "main")
    return None
