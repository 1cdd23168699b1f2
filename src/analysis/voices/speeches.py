"""Direct speech without marks: behind a colon, or before a reporting clause, in the speaker's own person."""

from __future__ import annotations

from analysis.voices.clauses import Report, last_word, mood_at
from analysis.voices.layout import Part
from analysis.voices.words import Words

_NEAR = 7


def own_voice(words: Words, first: int, last: int) -> bool:
    """Whether words [first, last) hold a first or second person; capitals count inside a sentence only."""
    own = words.lexicon.own_voice
    return any(
        words.lower[place] in own or (words.forms[place] in own and words.is_word(place - 1))
        for place in range(first, last)
        if place > first or not words.capital(place) or words.lower[place] in own
    )


def speech_behind_colon(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    """A sentence behind a reporting clause and a colon, without marks ("The minister said: We need it.")."""
    following = parts[index + 1] if index + 1 < len(parts) else None
    if not words.lexicon.own_voice or following is None or following.before != ":" or following.block >= 0:
        return None
    part, end = parts[index], last_word(words, sentence)
    if part.last - place > _NEAR or end - following.first < 2 or not words.capital(following.first):
        return None
    if any(mood_at(words, other) >= 0 or other.block >= 0 for other in parts[index + 1 :]):
        return None
    if not own_voice(words, following.first, end) and not _clause(words, following.first, end):
        return None
    return Report(((following.first, end),), part.first, part.last, place, "speech")


def _clause(words: Words, first: int, last: int) -> bool:
    """Whether words [first, last) hold a finite verb, by a list or its ending: a list of things has none."""
    return any(
        words.lower[place] in words.lexicon.finite
        or words.tag(place, "verb")
        or (
            words.lower[place].endswith(("t", "te", "ten"))
            and len(words.lower[place]) > 3
            and not words.capital(place)
            and words.lower[place] not in words.lexicon.adverbs
        )
        for place in range(first, last)
    )


def said_so(words: Words, report: Report, parts: list[Part]) -> bool:
    """Whether a content before or around its reporting clause is direct though it has no marks: it speaks in
    its own person and in no subjunctive of report."""
    if report.rule == "speech":
        return True
    if report.rule != "tail" or not words.lexicon.own_voice or words.tag(report.first, "as_clause"):
        return False
    if any(mood_at(words, part) >= 0 for part in parts) or own_voice(words, report.first, report.last):
        return False
    return any(own_voice(words, first, last) for first, last in report.content)
