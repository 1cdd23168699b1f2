"""Where a report ends before its sentence does, in a language that reports without a conjunction."""

from __future__ import annotations

from analysis.voices.layout import Part
from analysis.voices.more_reports import goes_on_saying, joined_object
from analysis.voices.participles import main_clause, opens_with_participle
from analysis.voices.phrases import finite_at, finite_in
from analysis.voices.words import Words

_NEAR = 9


def content_end(words: Words, parts: list[Part], index: int, start: int, end: int) -> int:
    """End of a content that begins at `start` and is governed by a verb of the clause `index`.

    A semicolon ends it; so does a clause with a reporting verb of its own ("while the other side said"), a
    second verb of the same subject ("and added that", ", but offered no proof"), and, when the reporting
    clause is itself subordinate ("While he admitted it failed, ..."), the main clause.
    """
    if not words.lexicon.subject_first:
        return _said_again(words, start, end)
    inner = _second_verb(words, parts[index].last, start)
    if inner >= 0:
        return inner
    under = not parts[index].before and words.tag(parts[index].first, "subordinating") is not None
    participle = opens_with_participle(words, parts[0]) and parts[index].first == parts[0].first
    for here in range(index + 1, len(parts)):
        part, before = parts[here], parts[here - 1].last
        if part.first <= start or part.first >= end:
            continue
        if part.before == ";" or (under and part.before == "," and part.block < 0 and _main(words, part)):
            return before
        if participle and main_clause(words, part):
            return before
        if part.block >= 0:
            continue
        if part.before in (",", "–", "—") and (_turns(words, part) or goes_on_saying(words, parts, here)):
            return before
        inner = _second_verb(words, part.last, max(part.first, start))
        if inner >= 0:
            return inner
    return end


def _said_again(words: Words, start: int, end: int) -> int:
    """End of a content before a second report of the same speaker ("and added that"), where neither mood nor
    endings tell it."""
    if words.lexicon.mood or words.lexicon.agreement:
        return end
    for place in range(start + 2, end - 3):
        if words.tag(place, "joining") and (tag := words.tag(place + 1, "verb")):
            after = place + 1 + tag.size
            after += words.forms[after] == ","
            if words.tag(after, "that"):
                return place - (words.forms[place - 1] == ",")
    return end


def _main(words: Words, part: Part) -> bool:
    """Whether a clause stands by itself: a subject and its verb."""
    return not words.tag(part.first, "joining") and finite_in(words, part.first, part.last)


def _turns(words: Words, part: Part) -> bool:
    """Whether a clause behind a comma leaves the report: it has its own reporting verb, or a second verb of
    the reporting clause's subject."""
    first = part.first
    joins = words.tag(first, "joining") is not None
    if not joins and not words.tag(first, "contrast"):
        return False
    if joins and words.lower[first] == "but" and first + 1 < part.last and finite_at(words, first + 1):
        return True
    for place in range(first + 1, min(first + _NEAR, part.last)):
        if (
            words.tag(place, "that")
            or words.tag(place, "relative")
            or (words.lower[place] in words.lexicon.finite and not words.tag(place, "verb"))
        ):
            return False
        if words.tag(place, "verb") and not words.tag(place, "idiom") and place + 1 < part.last:
            return not words.tag(place - 1, "determiner")
    return False


def _second_verb(words: Words, last: int, start: int) -> int:
    """Place of a conjunction before a second reporting verb of the same subject ("and says he"), or -1."""
    for place in range(start + 1, last - 2):
        if words.tag(place, "joining") and words.tag(place + 1, "verb"):
            after = place + 2
            opens = any(words.tag(after, kind) for kind in ("that", "pronoun"))
            if opens and words.lower[place + 1].endswith(("d", "s")):
                return place
            if joined_object(words, place):
                return place
    return -1


def at_least(words: Words, place: int) -> bool:
    """Whether a number opens with "at least" or "at most", which is no prepositional phrase."""
    return words.tag(place, "bounding") is not None


def skip_phrases(words: Words, place: int, last: int) -> int:
    """First word behind the days and prepositional phrases at `place` ("at a briefing on Monday")."""
    begin = place
    while place < last:
        if words.lower[place] in words.lexicon.calendar:
            place += 1 + (place + 1 < last and words.tag(place + 1, "daytime") is not None)
        elif at_least(words, place):
            break
        elif words.tag(place, "preposition") and not words.tag(place, "that"):
            place = _noun_end(words, place + 1, last)
        else:
            break
    return begin if place >= last else place


def _noun_end(words: Words, place: int, last: int) -> int:
    if place < last and (words.tag(place, "determiner") or words.forms[place][0].isdigit()):
        place += 1
    begin = place
    while (
        place < last
        and not words.tag(place, "preposition")
        and words.lower[place] not in words.lexicon.calendar
    ):
        plain = words.lower[place] not in words.lexicon.stop
        if not plain or (place > begin and words.capital(place) and not words.capital(place - 1)):
            break
        place += 1
    return place


def is_object(words: Words, place: int, first: int, last: int) -> bool:
    """Whether a form that may report is a noun: before a reporting verb ("the report said"), or in -s behind
    another verb ("mentioned rude remarks he had made")."""
    after = place + 1
    if words.lower[place].endswith("s") and not words.tag(after, "that"):
        for here in range(place - 2, max(first, place - _NEAR) - 1, -1):
            if any(words.tag(here, kind) for kind in ("relative", "that", "joining", "subordinating")):
                break
            if words.tag(here, "verb") or words.lower[here] in words.lexicon.finite:
                return words.lower[place] not in ("says", "tells")
    if after >= last or not words.tag(after, "verb") or words.tag(place, "that"):
        return False
    return not words.lower[place].endswith(("ed", "ing")) and words.lower[after] not in words.lexicon.stop


def shifted_back(words: Words, parts: list[Part]) -> bool:
    """Whether the first finite verb of a sentence is a form of reports that go on ("It would never")."""
    for part in parts:
        for place in range(part.first, part.last):
            if words.tag(place, "backshift"):
                return True
            if finite_at(words, place) or words.tag(place, "verb"):
                return False
    return False
