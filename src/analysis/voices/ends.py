"""Where a reported clause ends before its sentence does."""

from __future__ import annotations

from analysis.voices.agreement import agrees, same_form, same_tense, verb_like
from analysis.voices.clauses import names_speaker
from analysis.voices.layout import Part
from analysis.voices.words import Words

_SHORT = 12


def told_end(words: Words, parts: list[Part], index: int, place: int, start: int, end: int) -> int:
    """End of the content [start, end) of the verb `place` in part `index`: before a last clause that reports
    the whole ("..., the agency reported"), and before the clause with which the teller goes on."""
    if not words.lexicon.agreement:
        return end
    last = parts[-1]
    apart = len(parts) - 2 > index and last.block < 0 and last.before == "," and parts[-2].block < 0
    if apart and words.tag(last.first, "verb") and names_speaker(words, last.first, last):
        end = min(end, parts[-2].last)
    end = min(end, _next_report(words, parts, start, end))
    return _resumed(words, parts, place, start, _main_verb(words, parts, index, place, start, end))


def _next_report(words: Words, parts: list[Part], start: int, end: int) -> int:
    """End of a content before a clause that "and" or "but" opens and whose own subject and reporting verb
    govern a conjunction ("..., and his deputy added that")."""
    for here in range(1, len(parts) - 1):
        part, after = parts[here], parts[here + 1]
        if part.first <= start + 1 or part.first >= end or part.block >= 0 or part.before != ",":
            continue
        opens = words.tag(part.first, "joining") and part.last - part.first <= _SHORT
        governed = after.block < 0 and words.lower[after.first] in words.lexicon.plain_that
        if opens and governed and after.before == "," and words.tag(part.last - 1, "verb"):
            return parts[here - 1].last
    return end


def _main_verb(words: Words, parts: list[Part], index: int, place: int, start: int, end: int) -> int:
    """End of a content in a clause that parts the subject of a sentence from its verb ("The mayor, adding
    that it failed, left"): before the last clause when that opens with the first verb outside."""
    last = parts[-1]
    apart = index and parts[index].before == "," and len(parts) - 1 > index and last.first > start
    if not apart or last.block >= 0 or last.before != "," or last.first >= end or parts[-2].block >= 0:
        return end
    opening = range(parts[index].first, min(parts[index].first + 3, place))
    aside = any(words.tag(p, "relative") for p in opening)
    aside = aside or words.lower[place].endswith(words.lexicon.adverbials)
    before = any(part.block >= 0 or _finite(words, part.first, part.last) for part in parts[:index])
    opens = verb_like(words, last.first) or words.lower[last.first].endswith(words.lexicon.short_passives)
    return parts[-2].last if aside and opens and not before else end


def _finite(words: Words, first: int, last: int) -> bool:
    return any(verb_like(words, place) for place in range(first, last))


def _resumed(words: Words, parts: list[Part], place: int, start: int, end: int) -> int:
    """End of a content before a clause that is the teller's: "and" with a verb in the form of the reporting
    one and no subject, or "but" with a past behind a content that has none."""
    for here in range(1, len(parts)):
        part, before = parts[here], parts[here - 1]
        if part.first <= start or part.first >= end or part.block >= 0 or part.before != ",":
            continue
        if not words.tag(part.first, "joining") or part.first + 1 >= part.last:
            continue
        after = part.first + 1
        opening = range(before.first, min(before.last, before.first + 2))
        embedded = any(words.tag(p, "relative") for p in opening if p != start)
        if not embedded and _says_more(words, place, after):
            return before.last
        if words.tag(after, "meanwhile") or _turns(words, part, place, start, before.last):
            return before.last
        if words.has_any("meanwhile", after, part.last):
            return before.last
    return end


def _says_more(words: Words, place: int, after: int) -> bool:
    """Whether the word behind "and" is a verb in the form of the reporting verb, without a subject of its
    own."""
    if not (words.tag(after, "verb") or verb_like(words, after)) or not same_form(words, place, after):
        return False
    return after + 1 >= len(words) or not agrees(words, after, after + 1)


def _turns(words: Words, part: Part, place: int, start: int, stop: int) -> bool:
    """Whether a clause behind "but" or "and" tells what somebody then did, in the tense of the reporting
    verb, while the content [start, stop) has no verb in that tense."""
    who = part.first + 1
    if not (words.tag(who, "pronoun") or (words.capital(who) and agrees(words, place, who))):
        return False
    past = any(verb_like(words, p) and same_form(words, place, p) for p in range(who + 1, part.last))
    told = any(verb_like(words, p) and same_tense(words, place, p) for p in range(start, stop))
    return past and (not told or _wish(words, start))


def _wish(words: Words, start: int) -> bool:
    """Whether the content opens with a conjunction of purpose, whose verbs have the form of the past."""
    return words.tag(start, "subordinating") is not None
