"""What a clause shows of itself: its mood and person, whether it names a speaker, what a report is."""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.agreement import subject_behind
from analysis.voices.layout import Part
from analysis.voices.speakers import function_at, mentions
from analysis.voices.words import Words

_CLAUSE = 12
_BODY = 5
_ADVERBS = 4


class Report(NamedTuple):
    """Content as word ranges; the reporting clause [first, last); the place of its verb or -1.

    `rule` is that, mood, tail, bare, according, main or block.
    """

    content: tuple[tuple[int, int], ...]
    first: int
    last: int
    verb: int
    rule: str


def in_idiom(words: Words, place: int, first: int) -> bool:
    for here in range(max(first, place - 5), place + 1):
        tag = words.tag(here, "idiom")
        if tag and here + tag.size > place:
            return True
    return False


def last_word(words: Words, sentence: tuple[int, int]) -> int:
    """End of the sentence's words, without its last stop."""
    last = sentence[1]
    while last > sentence[0] and not words.is_word(last - 1):
        last -= 1
    return last


def mood_at(words: Words, part: Part) -> int:
    """Place of a subjunctive form in a clause, or -1."""
    if part.block >= 0:
        return -1
    clause = (part.first, part.last)
    if clause not in words.moods:
        words.moods[clause] = _mood_in(words, part)
    return words.moods[clause]


def _mood_in(words: Words, part: Part) -> int:
    for place in range(part.first, part.last):
        known = words.tag(place, "subjunctive") is not None and not words.capital(place)
        if (known or _by_form(words, place, part)) and not in_idiom(words, place, part.first):
            return place
    return -1


def past_mood_at(words: Words, part: Part) -> int:
    """Place of a form of the second subjunctive in a clause, or -1."""
    if part.block >= 0:
        return -1
    return next((place for place in range(part.first, part.last) if is_past_mood(words, place)), -1)


def is_past_mood(words: Words, place: int) -> bool:
    """Whether a word is a form of the second subjunctive."""
    forms, endings = words.lexicon.mood_past, words.lexicon.mood_past_endings
    low = words.lower[place]
    return (low in forms or bool(endings and low.endswith(endings))) and not words.capital(place)


def _by_form(words: Words, place: int, part: Part) -> bool:
    """Whether a word that no list has is a subjunctive by its ending and its place: behind a noun or pronoun
    and before no noun phrase, or at the end of its clause."""
    ending, low = words.lexicon.mood_ending, words.lower[place]
    if not ending or not low.endswith(ending) or len(low) < 4 or words.capital(place) or place == part.first:
        return False
    placed = low in words.lexicon.mood_placed or low.endswith(words.lexicon.mood_placed_endings)
    if not placed and (low in words.lexicon.mood_not or low.endswith(words.lexicon.mood_not_endings)):
        return False
    if is_past_mood(words, place) or words.tag(place, "preposition") or in_first_person(words, part):
        return False
    man = words.lower[place - 1] in words.lexicon.impersonal
    if place == part.last - 1:
        return man or (place > part.first + 1 and not words.tag(place - 1, "determiner"))
    after = place + 1
    noun = words.capital(after) or (
        after + 1 < part.last and words.capital(after + 1) and words.lower[after].endswith((ending, "en"))
    )
    return not noun and (man or words.capital(place - 1) or words.tag(place - 1, "pronoun") is not None)


def says_nothing(words: Words, first: int, last: int) -> bool:
    """Whether nothing is said behind the verb but when and where ("he said on Monday")."""
    if last - first > 7:
        return False
    if last <= first or words.tag(first, "preposition") or words.lower[first] in words.lexicon.calendar:
        return True
    return last - first == 1


def hears(words: Words, first: int, last: int) -> bool:
    """Whether nothing but a listener, and where and when, stands behind a verb such as "told"."""
    kinds = ("that", "infinitive", "verb", "relative")
    if last - first > 9 or any(words.tag(place, kind) for place in range(first, last) for kind in kinds):
        return False
    return not any(words.lower[place] in words.lexicon.finite for place in range(first, last))


def names_speaker(words: Words, place: int, part: Part) -> bool:
    """Whether the verb is followed at once by somebody: a pronoun, a function, or a name and nothing more."""
    after = place + 1
    if after < part.last and words.tag(after, "pronoun"):
        return True
    if words.lexicon.capital_nouns and _article_noun(words, after, part.last):
        return True
    if words.lexicon.agreement:
        return _agreeing(words, place, part)
    found = mentions(words, after, part.last)
    if not (words.lexicon.subject_first or words.lexicon.capital_nouns):
        return bool(found) and part.last - after <= 10
    found = [mention for mention in found if not mention.oblique]
    if not found or found[0].first > after + 3:
        return False
    return bool(found[0].function) or (found[0].first == after and not _at_head(words, place))


def _agreeing(words: Words, verb: int, part: Part) -> bool:
    """Whether a subject with a fitting ending stands behind the verb, or the place where it was said."""
    if part.last - verb > _CLAUSE:
        return False
    if subject_behind(words, verb, part.last) >= 0:
        return True
    after = verb + 1
    if after + 1 >= part.last or words.lower[after] not in words.lexicon.hosts:
        return False
    near = range(after + 1, min(after + _BODY, part.last))
    return any(
        words.capital(p) or function_at(words, p) or words.lower[p].startswith(words.lexicon.documents)
        for p in near
    )


def _article_noun(words: Words, after: int, last: int) -> bool:
    """An article and a noun, and then at most where and when ("erklärte das Institut am Montag")."""
    if after >= last or words.lower[after] not in words.lexicon.stop or words.tag(after, "preposition"):
        return False
    noun = next((place for place in range(after + 1, min(after + 4, last)) if words.capital(place)), -1)
    return noun >= 0 and (noun + 1 == last or words.tag(noun + 1, "preposition") is not None)


def _at_head(words: Words, place: int) -> bool:
    return place == 0 or (not words.is_word(place - 1) and words.forms[place - 1] in ".!?")


def opens_clause_at(words: Words, place: int) -> bool:
    """Whether a word opens its clause, or stands behind a conjunction that does."""
    return place == 0 or not words.is_word(place - 1) or words.tag(place - 1, "joining") is not None


def negated(words: Words, verb: int, first: int) -> bool:
    """Whether a negation stands right before a verb, at most two words back ("did not yet say")."""
    return any(words.lower[place] in words.lexicon.negations for place in range(max(first, verb - 2), verb))


def in_first_person(words: Words, part: Part) -> bool:
    """Whether a clause is in the first person, whose verbs look like the subjunctive."""
    return words.has_any("first_person", part.first, part.last)


def verb_behind_apposition(words: Words, parts: list[Part], index: int) -> tuple[int, int]:
    """The verb that opens a clause behind a speaker and an apposition ("Weber, a baker, told"), with the
    index of that clause; -1 and `index` when there is none."""
    for here in range(index + 1, min(index + 4, len(parts))):
        if parts[here].block >= 0 or parts[here].before != ",":
            break
        reach = parts[here].first + (_ADVERBS if words.lexicon.subject_first else 1)
        for place in range(parts[here].first, min(reach, parts[here].last)):
            if words.tag(place, "verb") and not words.tag(place - 1, "determiner"):
                return place, here
    return -1, index


def final_verb(words: Words, part: Part, place: int) -> int:
    """Place of the reporting verb that ends a subordinate clause behind `place`, or -1."""
    final = part.last - 1
    ends = place < final and words.tag(part.first, "subordinating") and words.tag(final, "verb")
    return final if ends else -1


def passive_at(words: Words, verb: int) -> bool:
    """Whether a verb that names its listener is passive, so that its subject is told ("he was told")."""
    if verb < 0 or not (words.tag(verb, "told") or words.lexicon.subject_first):
        return False
    if words.lexicon.subject_first and words.lower[verb].endswith("ing"):
        return False
    if words.lexicon.subject_first and verb + 1 < len(words) and words.tag(verb + 1, "as_clause"):
        return False
    return words.has_any("passive", max(0, verb - 2), verb)


def region(parts: list[Part], index: int) -> int:
    """First word of the reporting clause with the appositions before it."""
    first = parts[index].first
    for back in range(index - 1, max(-1, index - 4), -1):
        if parts[back].block >= 0:
            break
        first = parts[back].first
    return first
