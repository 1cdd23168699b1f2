"""Reports by the place of their clause: a bare one, a promised infinitive, one before its verb."""

from __future__ import annotations

from analysis.voices.clauses import Report, last_word, negated, region, says_nothing
from analysis.voices.extent import at_least, content_end, skip_phrases
from analysis.voices.layout import Part
from analysis.voices.nominative import is_infinitive
from analysis.voices.phrases import after_listener, finite_in, opens_clause
from analysis.voices.speakers import function_at
from analysis.voices.words import Words


def promised_infinitive(words: Words, parts: list[Part], place: int, index: int, end: int) -> Report | None:
    """An infinitive behind a verb that commits to it or claims it ("vowed to", "is said to")."""
    after = place + 1
    commits = any(
        tag.kind == "committing" and here + tag.size == after
        for here in (place - 1, place)
        if here >= parts[index].first
        for tag in words.tags.get(here, ())
    )
    if not commits or after >= parts[index].last:
        return None
    if not words.tag(after, "infinitive") and not is_infinitive(words.lexicon, words.lower[after]):
        return None
    end = content_end(words, parts, index, after, without_tail(words, parts, index, end))
    return Report(((after, end),), region(parts, index), after, place, "that")


def bare_clause(
    words: Words, sentence: tuple[int, int], parts: list[Part], place: int, index: int
) -> Report | None:
    """Content straight after the verb, without conjunction, where the language reports so."""
    part = parts[index]
    after = place + 1
    if not words.lexicon.subject_first or after >= part.last or words.tag(place, "object"):
        return None
    behind = place == part.first
    if behind and (not part.before or parts[index - 1].block >= 0):
        return None
    if negated(words, place, part.first) or words.tag(after, "verb") or _passive(words, place):
        return None
    end = last_word(words, sentence)
    listener = function_at(words, after)
    after = after_listener(words, place, part.last, listener[0] if listener else 0)
    after = skip_phrases(words, after, part.last)
    if (
        (words.tag(after, "preposition") and not at_least(words, after))
        or words.tag(after, "infinitive")
        or (behind and not finite_in(words, after, part.last))
    ):
        return None
    if end - after < 3 or not opens_clause(words, parts, index, after):
        return None
    end = content_end(words, parts, index, after, without_tail(words, parts, index, end))
    return Report(((after, end),), region(parts, index), after, place, "bare")


def _passive(words: Words, place: int) -> bool:
    """Whether a verb that names no listener is passive: what follows it is not said ("was said and done")."""
    passive = place > 0 and words.tag(place - 1, "passive") is not None
    return passive and words.lower[place].endswith(("d", "en")) and not words.tag(place, "told")


def clause_before(words: Words, place: int, spot: int) -> bool:
    """Whether a clause without conjunction stands between a verb and a later conjunction at `spot`."""
    after = place + 1
    if not words.lexicon.subject_first or after >= spot or words.tag(after, "preposition"):
        return False
    return finite_in(words, after_listener(words, place, spot, 0), spot)


def without_tail(words: Words, parts: list[Part], index: int, end: int) -> int:
    """End of a content before a last clause that reports the whole ("..., the agency reported")."""
    last = parts[-1]
    if not words.lexicon.subject_first or len(parts) - 1 <= index or last.block >= 0 or last.before != ",":
        return end
    verb = next((place for place in range(last.first + 1, last.last) if words.tag(place, "verb")), -1)
    return parts[-2].last if verb >= 0 and says_nothing(words, verb + 1, last.last) else end


def front_clause(words: Words, parts: list[Part], place: int, index: int) -> Report | None:
    """A conjunction clause that stands before its verb ("That it failed, he denied")."""
    if index == 0 or parts[0].block >= 0 or not words.tag(parts[0].first, "that"):
        return None
    if place > parts[index].first + 1 or index > 3:
        return None
    part = parts[index]
    return Report(((parts[0].first, parts[index - 1].last),), part.first, part.last, place, "that")
