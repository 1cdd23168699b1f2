"""Where a teller goes on after a report, in a language whose subject stands before its verb.

A second verb with an object ends a content ("said that it failed and called it a shame"), so does a
participle of saying behind a comma ("denied that he knew, saying the order came late"), and a clause whose
subject has an apposition before its reporting verb ("and its head, Ann Lee, urged"). A clause with an
expletive subject states more of the same ("it is out, he said, and there is no danger").
"""

from __future__ import annotations

from analysis.voices.layout import Part
from analysis.voices.phrases import finite_in
from analysis.voices.words import Words

_SUBJECT = 8
_ASIDES = 3


def joined_object(words: Words, place: int) -> bool:
    """Whether a conjunction at `place` joins a verb of naming or judging with its object to the verb of the
    report ("and called the talks")."""
    verb, after = place + 1, place + 2
    if after >= len(words) or not words.tag(verb, "object") or not words.lower[verb].endswith("ed"):
        return False
    return words.tag(after, "determiner") is not None or words.forms[after] in ('"', "“", "‘")


def goes_on_saying(words: Words, parts: list[Part], index: int) -> bool:
    """Whether clause `index` behind a comma is the teller's by a participle of saying, or by a reporting verb
    behind its subject's apposition."""
    part = parts[index]
    if part.before != ",":
        return False
    verb = words.tag(part.first, "verb")
    if verb and words.lower[part.first].endswith("ing"):
        return not words.tag(part.first, "object") and part.first + 1 < part.last
    if not words.tag(part.first, "joining") or not _plain(words, part) or part.last - part.first > _SUBJECT:
        return False
    for here in range(index + 1, min(index + 1 + _ASIDES, len(parts))):
        after = parts[here]
        if after.block >= 0 or after.before != ",":
            return False
        if words.tag(after.first, "verb"):
            return not words.lower[after.first].endswith("ing")
        if not _plain(words, after):
            return False
    return False


def _plain(words: Words, part: Part) -> bool:
    """Whether a clause is a noun phrase only."""
    return not finite_in(words, part.first, part.last) and not words.places("verb", part.first, part.last)


def states_more(words: Words, part: Part) -> bool:
    """Whether a joined clause behind a reporting clause has an expletive subject, so that it is reported."""
    subject = part.first + 1
    if subject + 1 >= part.last or not words.tag(part.first, "joining"):
        return False
    return words.tag(subject, "expletive") is not None and words.lower[subject + 1] in words.lexicon.finite


def joined_clause(words: Words, first: int) -> bool:
    """Whether the words behind a quotation open a clause of their own, with its subject ("and the envoy")."""
    if not words.lexicon.subject_first or first + 1 >= len(words) or not words.tag(first, "joining"):
        return False
    return words.tag(first + 1, "determiner") is not None


def opens_asked(words: Words, place: int) -> bool:
    """Whether a verb of asking opens its sentence as a passive participle ("Asked whether it would, he")."""
    if not words.lexicon.subject_first or not words.tag(place, "told"):
        return False
    opens = place == 0 or words.ends_sentence(place - 1)
    return opens and words.lower[place].endswith("ed")


def _subject(words: Words, place: int) -> bool:
    """Whether a subject may begin at a word."""
    opens = words.tag(place, "determiner") or words.tag(place, "pronoun") or words.capital(place)
    return bool(opens) or not words.is_word(place)


def quoted_as(words: Words, place: int) -> bool:
    """Whether a verb only leads to a participle of saying ("was quoted as saying")."""
    tag = words.tag(place, "quoting")
    after = place + tag.size if tag else len(words)
    return after < len(words) and words.tag(after, "verb") is not None and words.lower[after].endswith("ing")


def in_restriction(words: Words, part: Part, place: int) -> bool:
    """Whether a verb belongs to a relative clause without a comma ("residents who had said little"), or is
    itself a participle before an infinitive ("the man said to be")."""
    if not words.lexicon.subject_first:
        return False
    after = place + 1
    if words.lower[place] == "said" and after < part.last and words.tag(after, "infinitive"):
        return True
    for here in range(place - 1, max(part.first, place - _ASIDES) - 1, -1):
        if words.tag(here, "restricting") and here > part.first:
            return (
                words.is_word(here - 1) and not words.tag(here - 1, "joining") and not _subject(words, after)
            )
        if words.tag(here, "verb"):
            return False
    return False


def clause_start(words: Words, parts: list[Part], part: Part, verb: int) -> int:
    """First word of the clause of a verb: with its subject's appositions before it, when it opens `part`."""
    first = part.first
    if not words.lexicon.subject_first or verb != first or part.before != ",":
        return first
    index = parts.index(part)
    for back in range(index - 1, max(-1, index - 1 - _ASIDES), -1):
        if parts[back].block >= 0 or not _plain(words, parts[back]):
            break
        first = parts[back].first
        if words.tag(first, "joining") or parts[back].before != ",":
            break
    return first


def only_subject(words: Words, parts: list[Part], index: int) -> bool:
    """Whether nothing but noun phrases stands between a quotation and clause `index`."""
    back = index - 1
    while back >= 0 and parts[back].block < 0:
        if not _plain(words, parts[back]):
            return False
        back -= 1
    return back >= 0


def apposed_tail(
    words: Words, parts: list[Part], verb: int, index: int
) -> tuple[tuple[tuple[int, int], ...], int, int] | None:
    """Content and reporting clause where that stands last and its subject has an apposition ("it holds, the
    engineer, Ann Lee, confirmed")."""
    part = parts[index]
    if not words.lexicon.subject_first or index < 3 or index + 1 != len(parts) or verb != part.first:
        return None
    if any(other.block >= 0 for other in parts) or any(other.before != "," for other in parts[index - 2 :]):
        return None
    name, subject = parts[index - 1], parts[index - 2]
    plain = _plain(words, name) and _plain(words, subject) and words.tag(subject.first, "determiner")
    opens = words.tag(parts[0].first, "subordinating") or words.tag(parts[0].first, "preposition")
    said = not opens and finite_in(words, parts[0].first, parts[index - 3].last)
    if not plain or not said or part.last - part.first > _SUBJECT or words.tag(part.first, "object"):
        return None
    if words.has_any("that", part.first, part.last):
        return None
    return ((parts[0].first, parts[index - 3].last),), subject.first, part.last
