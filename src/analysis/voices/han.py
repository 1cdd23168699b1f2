"""Speech in a language written without blanks: clauses, reporting verbs, sources by their place.

A word here is one character. A reporting verb stands behind its subject, and what is said behind a comma or
colon or straight behind the verb; the subject is what opens the clause, without the words of time, place and
occasion round it. Marks set off names and terms more often than speech.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.clauses import Report, in_idiom, last_word
from analysis.voices.han_sources import source_in
from analysis.voices.layout import Layout, Part
from analysis.voices.words import STOPS, Words

CUTS = frozenset("，,；;：:—")
_COMMAS = frozenset("，,：:")
_FEWEST = 4
_NEAR = 4


class Clause(NamedTuple):
    """Words [first, last) between two cuts, and the cut or the mark of a quotation on either side."""

    first: int
    last: int
    before: str
    after: str


def clauses_in(words: Words, sentence: tuple[int, int], parts: list[Part]) -> list[Clause]:
    """The clauses of a sentence outside its quoted blocks; a list of subjects is not cut."""
    found: list[Clause] = []
    first, before = -1, ""
    for index, part in enumerate(parts):
        if part.block >= 0:
            before, first = "“", -1
            continue
        if first < 0:
            first = part.first
            before = part.before or before
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following and following.block < 0 and following.before not in CUTS:
            continue
        after = "" if following is None else following.before or "“"
        if following and following.block >= 0 and words.forms[part.last] in CUTS:
            after = words.forms[part.last]
        found.append(Clause(first, part.last, before, after))
        first, before = -1, ""
    return found


def han_reports(layout: Layout, sentence: tuple[int, int], parts: list[Part]) -> list[Report]:
    """The reports of one sentence; what is said goes on to its end, or to the semicolon before another
    speaker. A source of the whole ("it is reported") gives way to whoever speaks inside."""
    words, end = layout.words, last_word(layout.words, sentence)
    clauses = clauses_in(words, sentence, parts)
    found: list[Report] = []
    for number, clause in enumerate(clauses):
        covered = found and clause.first < found[-1].content[-1][1]
        if covered and clause.before not in (";", "；"):
            continue
        report = _in_clause(words, clauses, number, end)
        if report and covered:
            (first, last), *_ = found[-1].content
            found[-1] = found[-1]._replace(content=((first, min(last, clauses[number - 1].last)),))
        if report:
            found.append(report)
    return found or _according(words, clauses, end)


def _in_clause(words: Words, clauses: list[Clause], number: int, end: int) -> Report | None:
    clause = clauses[number]
    if _cited(words, clause) >= 0:
        return None
    for place, size in verbs_in(words, clause.first, clause.last):
        after = place + size
        source = source_in(words, clause.first, place)
        known = source is not None and bool(source.function or source.by == "pronoun")
        if words.tag(place, "noun") and not known:
            continue
        if after >= clause.last:
            if number + 1 < len(clauses) and _behind_sentence(words, clauses[number + 1]):
                continue
            if clause.after in _COMMAS and number + 1 < len(clauses) and clauses[number + 1].first < end:
                return _behind(clause, clauses[number + 1].first, end, place)
            if number and not clause.after and known and clause.before in _COMMAS:
                content = ((clauses[0].first, clauses[number - 1].last),)
                return Report(content, clause.first, clause.last, place, "tail")
        elif source and not words.tag(place, "object") and clause.last - after >= _FEWEST:
            return _behind(clause, after, end, place)
    return None


def _behind_sentence(words: Words, clause: Clause) -> bool:
    """Whether a clause stands behind a quotation that ends a sentence: it is none of what is said."""
    return clause.before == "“" and clause.first > 1 and words.forms[clause.first - 2] in STOPS


def _behind(clause: Clause, first: int, end: int, verb: int) -> Report | None:
    return Report(((first, end),), clause.first, clause.last, verb, "that") if end - first >= 2 else None


def verbs_in(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Place and size of the reporting verbs among words [first, last): not beside a particle that makes a
    noun phrase of a clause, nor inside another word."""
    found, place = [], first
    while place < last:
        tag = words.tag(place, "verb")
        if tag is None or place + tag.size > last:
            place += 1
            continue
        after = place + tag.size
        noun = (place > first and words.tag(place - 1, "determiner")) or (
            after < last and words.tag(after, "relative")
        )
        if not noun and not in_idiom(words, place, first) and not in_idiom(words, after - 1, first):
            found.append((place, tag.size))
        place = after
    return found


def _according(words: Words, clauses: list[Clause], end: int) -> list[Report]:
    """A clause such as "according to the agency's report" makes the rest of its sentence a report."""
    for number, clause in enumerate(clauses[:-1]):
        place = _cited(words, clause)
        if place >= 0:
            content = ((clauses[number + 1].first, end),)
            return [Report(content, place, _behind_source(words, place, clause.last), -1, "according")]
    return []


def _cited(words: Words, clause: Clause) -> int:
    """Place of an according-word whose phrase ends the clause with a word of reporting, or -1."""
    if clause.after not in _COMMAS:
        return -1
    for place in range(clause.last - 1, clause.first - 1, -1):
        tag = words.tag(place, "according")
        if tag is None or in_idiom(words, place, clause.first):
            continue
        after = place + tag.size
        if after >= clause.last or _behind_source(words, place, clause.last) < clause.last:
            return place
        return -1
    return -1


def _behind_source(words: Words, first: int, last: int) -> int:
    """Where the verb or noun of reporting begins that words [first, last) end with; `last` without one."""
    for place in range(max(first + 1, last - 4), last):
        for kind in ("verb", "noun"):
            tag = words.tag(place, kind)
            if tag and place + tag.size == last:
                return place
    return last


def goes_on(words: Words, sentence: tuple[int, int]) -> Report | None:
    """A sentence in the words of whoever was reported in the sentence before it: it opens with a demand or
    in the first person ("we must")."""
    first, end = sentence[0], last_word(words, sentence)
    while first < end and not words.is_word(first):
        if words.forms[first][0] == "\n":
            return None
        first += 1
    if end - first < _FEWEST or not words.tag(first, "first_person"):
        return None
    return Report(((first, end),), first, first, -1, "main")


def frame_of(layout: Layout, parts: list[Part], index: int) -> tuple[int, int, int] | None:
    """The reporting clause of the quoted block `index`: its words [first, last) and the place of its verb;
    before the block, or behind it where the block ends a clause."""
    words, quote = layout.words, layout.quotes[parts[index].block]
    before = parts[index - 1] if index else None
    first = parts[index].first
    if before and before.block < 0:
        opens = next(
            (n for n in range(index - 1, -1, -1) if parts[n].block >= 0 or parts[n].before in CUTS), 0
        )
        opens += parts[opens].block >= 0
        verbs = verbs_in(words, parts[opens].first, before.last)
        near = verbs and first - sum(verbs[-1]) <= _NEAR
        if near or (verbs and words.forms[first - 1] in "：:"):
            return parts[opens].first, before.last, verbs[-1][0]
    after = parts[index + 1] if index + 1 < len(parts) else None
    if after is None or after.block >= 0:
        return None
    ends = words.text[quote.inner : quote.outer].rstrip()[-1:] in tuple("，。！？,.!?…")
    verbs = verbs_in(words, after.first, after.last)
    if not verbs or not (ends or after.before):
        return None
    place, size = verbs[0]
    known = source_in(words, after.first, place)
    return (after.first, after.last, place) if known and place + size + 1 >= after.last else None


def said_before(words: Words, parts: list[Part]) -> tuple[int, int, int] | None:
    """A sentence that names whoever said the one before ("this is what the spokesman said"): its words
    before the verb, and the verb's place."""
    if any(part.block >= 0 for part in parts) or len(parts) > 3:
        return None
    last = parts[-1].last
    for place in range(max(parts[0].first, last - 8), last):
        tag = words.tag(place, "backward")
        if tag and place + tag.size >= last and place > parts[0].first:
            first = parts[0].first
            this = words.tag(first, "subordinating")
            if not this and tag.size <= 3:
                return None
            return first + (this.size if this else 0), last, place
    return None
