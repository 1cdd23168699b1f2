"""Where a report ends inside its sentence, in languages whose reports have a mood of their own."""

from __future__ import annotations

from analysis.voices.clauses import mood_at, past_mood_at
from analysis.voices.layout import Part
from analysis.voices.words import Words


def mood_end(words: Words, parts: list[Part], start: int, end: int) -> int:
    """End of a content that begins at word `start`: before the first later clause that is a main clause in
    the indicative ("..., and demanded its end"), else `end`."""
    if not words.lexicon.mood:
        return end
    for index in range(1, len(parts)):
        if (
            parts[index].first > start
            and _leaves(words, parts[index])
            and not _reported_later(words, parts, index)
        ):
            return parts[index - 1].last
    return end


def _reported_later(words: Words, parts: list[Part], first: int) -> bool:
    """Whether a semicolon's part of the sentence holds a subjunctive further on."""
    if parts[first].before != ";":
        return False
    for part in parts[first + 1 :]:
        if part.before == ";":
            return False
        if mood_at(words, part) >= 0:
            return True
    return False


def _leaves(words: Words, part: Part) -> bool:
    if part.block >= 0 or words.tag(part.first, "that"):
        return False
    if mood_at(words, part) >= 0 or past_mood_at(words, part) >= 0:
        return False
    if part.before in (";", ":"):
        return True
    joined = words.tag(part.first, "joining") is not None
    head = part.first + joined
    if head >= part.last or any(words.tag(head, kind) for kind in ("that", "subordinating", "preposition")):
        return False
    if _finite(words, head, part.last):
        return True
    reach = range(head + 1, min(head + 4, part.last - 1)) if joined else range(head + 1, head + 2)
    opens = joined or words.lower[head] == "so"
    return opens and any(_known(words, place) for place in reach if place < part.last - 1)


def _known(words: Words, place: int) -> bool:
    return words.lower[place] in words.lexicon.finite or words.tag(place, "verb") is not None


def _finite(words: Words, place: int, last: int) -> bool:
    """Whether a word that opens its clause is a finite verb, by its ending or a list."""
    low = words.lower[place]
    if words.capital(place) or place == last - 1:
        return False
    if _known(words, place):
        return True
    participle = low.startswith("ge") and low.endswith("t")
    return (
        low.endswith(("te", "ten", "t"))
        and low not in words.lexicon.adverbs
        and not participle
        and len(low) > 4
    )
