"""Reports of a participle that opens its sentence ("Noting that it failed, the letter stressed ...")."""

from __future__ import annotations

from analysis.voices.layout import Part
from analysis.voices.phrases import finite_in
from analysis.voices.words import Words

_ENDING = "ing"
_NEAR = 9


def opens_with_participle(words: Words, part: Part) -> bool:
    """Whether a clause opens its sentence with a participle of the present and has no verb of its own."""
    low = words.lower[part.first]
    if (
        not words.lexicon.subject_first
        or part.before
        or not low.endswith(_ENDING)
        or part.last - part.first < 2
    ):
        return False
    known = words.tag(part.first, "preposition") or low in words.lexicon.stop
    after = part.first + 1
    finite = words.lower[after] in words.lexicon.finite
    return not known and not finite and not (words.tag(after, "verb") and not words.tag(after, "noun"))


def main_clause(words: Words, part: Part) -> bool:
    """Whether a clause behind a comma has its own subject and, soon, its verb."""
    if part.before != "," or part.block >= 0 or words.tag(part.first, "joining"):
        return False
    if words.tag(part.first, "subordinating") or words.tag(part.first, "relative"):
        return False
    pronoun, definite = words.tag(part.first, "pronoun"), words.tag(part.first, "determiner")
    if not (pronoun or definite or words.capital(part.first)):
        return False
    last = min(part.last, part.first + _NEAR)
    said = words.has_any("verb", part.first + 1, min(part.last, part.first + 4))
    return said or finite_in(words, part.first, last)
