"""Who is the subject of a reporting verb, in a language whose subject stands before its verb.

The subject is the noun phrase next to the verb, with its appositions; it stands behind the verb only when
the verb opens its clause. The last name before the first preposition of the phrase is the speaker, else a
name in apposition, else the phrase as written.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.nounphrases import (
    apposed_end,
    behind_name,
    finite_before,
    finite_word,
    head_end,
    is_adverb,
    is_heavy,
    is_participle,
    lead_of,
    leaves_phrase,
    phrase_start,
    segments_in,
    trimmed,
    without_adverbs,
)
from analysis.voices.speakers import Mention, mentions
from analysis.voices.words import Words

_BACK = 60
_NEAR = 12
_CLOSING = ('"', "”", "’", "'", "»")
_ASIDE = ("relative", "that", "subordinating", "contrast", "preposition")


class Subject(NamedTuple):
    """What names a speaker: a mention, or None for a pronoun and for nobody; words [first, last) are all that
    name him (-1 when none do); `others` are mentioned beside it."""

    mention: Mention | None
    first: int = -1
    last: int = -1
    by: str = ""
    others: tuple[Mention, ...] = ()


NOTHING = Subject(None)


def subject_of(words: Words, first: int, last: int, verb: int) -> Subject:
    """The subject of the reporting verb in the clause [first, last)."""
    noun = words.tag(verb, "noun") is not None
    if noun and verb > first:
        owner = _owner(words, first, last, verb)
        if owner.first >= 0 or not words.tag(verb, "verb"):
            return owner if owner.first >= 0 else leading(words, verb)
    if words.lower[verb].endswith("ing") and not finite_before(words, first, verb):
        return leading(words, verb)
    segments = segments_in(words, first, verb)
    if not segments:
        return _behind(words, verb, last)
    end = segments[-1][1]
    if end == verb:
        end = without_adverbs(words, segments[-1][0], verb)
        if end > segments[-1][0]:
            begin = phrase_start(words, segments[-1][0], end)
            return named(words, begin, end) if begin < end else leading(words, verb)
        segments.pop()
    return _before_apposition(words, segments, verb) if segments else _behind(words, verb, last)


def agent_of(words: Words, verb: int, last: int) -> Subject:
    """By whom a passive verb says that something is said ("was told by the mayor that")."""
    for place in range(verb + 1, min(last, verb + _NEAR)):
        if words.lower[place] in words.lexicon.agents and place + 1 < last:
            end = place + 1
            while end < last and words.is_word(end) and not words.tag(end, "that"):
                end += 1
            return named(words, place + 1, end)
    return NOTHING


def source_of(words: Words, first: int, last: int) -> Subject:
    """The source of an according-phrase in words [first, last)."""
    for place in range(first, last):
        tag = words.tag(place, "according")
        if tag:
            segments = segments_in(words, place + tag.size, last)
            if not segments or segments[0][0] > place + tag.size + 1:
                return NOTHING
            end = segments[0][0] + 1
            while end < segments[0][1] and not leaves_phrase(words, end):
                end += 1
            reach = trimmed(words, last) if end == segments[0][1] else end
            return named(words, segments[0][0], end, reach)
    return NOTHING


def named(words: Words, begin: int, end: int, reach: int = -1) -> Subject:
    """The noun phrase [begin, end) as a subject; its appositions run to `reach`."""
    reach = max(end, reach)
    while begin < end and not words.is_word(begin):
        begin += 1
    if begin >= end:
        return NOTHING
    if words.tag(begin, "pronoun") and end - begin == 1:
        return Subject(None, begin, end, "pronoun")
    head = head_end(words, begin, end)
    found = mentions(words, begin, head)
    names = [mention for mention in found if mention.name and _is_head(words, mention, head)]
    whole = mentions(words, begin, end)[:1] if not names else []
    names += [mention for mention in whole if mention.name and mention.function and mention.last == end]
    roles = tuple(mention for mention in mentions(words, begin, reach) if mention.function)
    if names:
        joined = words.has_any("joining", begin, head)
        return Subject(names[0] if joined else names[-1], begin, reach, "name", roles)
    apposed = _name_in(words, end, reach)
    if apposed:
        return Subject(apposed, begin, reach, "name", roles)
    start = begin
    while start < end - 1 and words.tag(start, "determiner"):
        start += 1
    text = words.text[words.starts[start] : words.ends[end - 1]]
    if end - start == 1 and words.nameless(start):
        return NOTHING
    if not any(is_heavy(words, place) for place in range(start, end)):
        return NOTHING
    office = _head_office(words, found, head)
    role, told = (office.role, office.told) if office else ("", False)
    return Subject(Mention(start, end, "", text, role, False, told=told), begin, reach, "function")


def _head_office(words: Words, found: list[Mention], head: int) -> Mention | None:
    """The function that is the head of its phrase, else the first that owns nothing."""
    offices = [mention for mention in found if mention.function and not mention.owner(words)]
    return next((mention for mention in offices if mention.last >= head), offices[0] if offices else None)


def _is_head(words: Words, mention: Mention, head: int) -> bool:
    """Whether a name is the head of its phrase, not the owner or a part of what follows ("York judge")."""
    if mention.owner(words):
        return False
    return mention.last >= head or words.capital(mention.last) or not is_heavy(words, mention.last)


def _name_in(words: Words, end: int, reach: int) -> Mention | None:
    """A name that alone makes up a segment behind a noun phrase ("the singer, Frankie Doyle")."""
    for begin, stop in segments_in(words, end, reach):
        for mention in mentions(words, begin, stop):
            if mention.name and mention.first == begin and mention.last == stop:
                return mention
    return None


def _before_apposition(words: Words, segments: list[tuple[int, int]], verb: int) -> Subject:
    """The subject in front of what stands between commas before the verb."""
    for begin, end in segments:
        begin = lead_of(words, begin, end)
        if (
            begin < end
            and not any(words.tag(begin, kind) for kind in _ASIDE)
            and not is_participle(words, begin)
        ):
            apart = is_participle(words, end + 1)
            return named(words, phrase_start(words, begin, end), end, end if apart else trimmed(words, verb))
    return NOTHING


def _behind(words: Words, verb: int, last: int) -> Subject:
    """The subject behind a verb that opens its clause ("said the singer, Frankie Doyle, on Monday")."""
    begin = verb + 1
    asks = verb > 0 and words.forms[verb - 1] in _CLOSING and not words.tag(verb, "object")
    if not asks and (words.tag(verb, "told") or words.tag(verb, "object")):
        return NOTHING
    while begin < last and is_adverb(words, begin):
        begin += 1
    segments = segments_in(words, begin, last)
    if not segments or segments[0][0] != begin or words.tag(begin, "preposition"):
        return NOTHING
    end = begin + 1
    while end < segments[0][1] and not leaves_phrase(words, end):
        end += 1
    reach = end
    if end == segments[0][1]:
        reach = apposed_end(words, max(end, segments[-1][1]))
    return named(words, begin, end, reach)


def _owner(words: Words, first: int, last: int, noun: int) -> Subject:
    """Whose claim a noun of speaking is: "Weber's claim that", "a claim by Weber that", "his claim"."""
    for begin in range(noun - 1, max(first, noun - 6) - 1, -1):
        if words.lower[begin].endswith(("'s", "’s", "s'", "s’")):
            start = phrase_start(words, first, begin + 1)
            text = words.text[words.starts[start] : words.ends[begin]][:-2]
            capital = words.capital(begin)
            name, function = (text, "") if capital else ("", text)
            mention = Mention(start, begin + 1, name, function, "", False)
            return Subject(mention, start, begin + 1, "name" if capital else "function")
    after = noun + 1
    if after + 1 < last and words.lower[after] in words.lexicon.agents:
        end = after + 1
        while end < last and words.is_word(end) and not words.tag(end, "that"):
            end += 1
        return named(words, after + 1, end)
    return NOTHING


def opening(words: Words, place: int) -> Subject:
    """The subject of the sentence that begins at `place`, in the same paragraph."""
    end = place
    while end < min(len(words), place + _BACK) and not words.ends_sentence(end):
        end += 1
    if place >= end or not words.is_word(place):
        return NOTHING
    return first_subject(words, place, end)


def leading(words: Words, verb: int) -> Subject:
    """The subject of the sentence in which a participle or a second verb reports ("Weber left, saying")."""
    begin = verb
    while begin > max(0, verb - _BACK) and not words.ends_sentence(begin - 1):
        if words.forms[begin - 1] in '“”"»«':
            break
        begin -= 1
    return first_subject(words, begin, verb)


def first_subject(words: Words, begin: int, last: int) -> Subject:
    """The subject of the first clause of words [begin, last) that is no aside, with a name in apposition."""
    segments = segments_in(words, begin, last)
    for number, (start, end) in enumerate(segments):
        lead = lead_of(words, start, end)
        if lead >= end or any(words.tag(lead, kind) for kind in _ASIDE) or is_participle(words, lead):
            continue
        stop = next((place for place in range(lead, end) if finite_word(words, place)), end)
        if not words.tag(lead, "pronoun"):
            stop = next((p for p in range(lead + 1, stop) if words.tag(p, "preposition")), stop)
        stop = behind_name(words, lead, stop)
        whole = stop == end or not any(finite_word(words, place) for place in range(stop, end))
        reach = segments[number + 1][1] if whole and number + 1 < len(segments) else stop
        subject = named(words, lead, without_adverbs(words, lead, stop), reach)
        apposed = subject.mention is not None and subject.mention.first >= stop
        return subject if apposed else named(words, lead, without_adverbs(words, lead, stop))
    return NOTHING
