"""Clauses that belong to the speaker beside his reporting clause: appositions and relative clauses.

"..., said Ann Lee, head of the union, on Monday": what follows the comma says who she is, not what she says.
"""

from __future__ import annotations

from analysis.voices.attributes import is_noun
from analysis.voices.clauses import mood_at
from analysis.voices.layout import Part
from analysis.voices.words import Words

_FEW = 4


def beside(words: Words, parts: list[Part], index: int) -> int:
    """Index of the last clause behind clause `index` that tells who its speaker is, else `index`."""
    here = index
    while words.lexicon.articles and here + 1 < len(parts) and here - index < _FEW:
        part = parts[here + 1]
        if part.block >= 0 or part.before not in (",", "("):
            break
        apart = _apposition(words, part) if here == index else _listener(words, part)
        if not (_relative(words, part) or apart):
            break
        here += 1
    return here


def _relative(words: Words, part: Part) -> bool:
    """Whether a clause opens with a relative word, perhaps behind a preposition, and has its verb last."""
    opens = part.first + (words.tag(part.first, "preposition") is not None)
    if part.last - opens < 2 or not words.tag(opens, "relative") or is_noun(words, opens + 1):
        return _owned(words, part, opens)
    return not _verb(words, opens + 1) and _ends_in_verb(words, part)


def _owned(words: Words, part: Part, opens: int) -> bool:
    """The same where a noun stands right behind the relative word ("whose plan failed", "who wrote letters"):
    the last word is a finite verb."""
    noun = part.last - opens >= 3 and words.tag(opens, "relative") is not None
    return (
        noun
        and _finite(words, part.last - 1)
        and not any(_verb(words, place) for place in range(opens + 1, part.last - 2))
    )


def _apposition(words: Words, part: Part) -> bool:
    """Whether a clause has no verb and opens with a noun, its article or its adjective."""
    if mood_at(words, part) >= 0 or any(_verb(words, place) for place in range(part.first, part.last)):
        return False
    first = part.first
    return is_noun(words, first) and not words.tag(first, "joining")


def _listener(words: Words, part: Part) -> bool:
    """Whether a clause behind an apposition only tells to whom, when or where something is said."""
    verbs = any(_verb(words, place) for place in range(part.first, part.last))
    return words.tag(part.first, "preposition") is not None and not verbs and mood_at(words, part) < 0


def _verb(words: Words, place: int) -> bool:
    low = words.lower[place]
    known = low in words.lexicon.finite or words.tag(place, "verb") or words.tag(place, "subjunctive")
    plain = words.is_word(place) and not words.capital(place) and low not in words.lexicon.stop
    return bool(known) or (plain and low.endswith(("te", "ten")))


def _finite(words: Words, place: int) -> bool:
    return _verb(words, place) or words.lower[place] in words.lexicon.stop


def _ends_in_verb(words: Words, part: Part) -> bool:
    """Whether the last word may be a verb: no noun."""
    return not words.capital(part.last - 1)
