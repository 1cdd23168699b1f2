"""Who is named in a reporting clause, in languages whose endings tell the subject.

The subject of the verb behind or before it, else a body in which something is said ("в министерстве
сообщили"), else what stands behind an according-phrase.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.agents import agent_of
from analysis.voices.agreement import agrees, has_form, is_manner, subject_behind, verb_like
from analysis.voices.citing import cited
from analysis.voices.named_phrases import MARKS, is_name_at, phrase_at, stops_before
from analysis.voices.nominative import (
    function_in_first_case,
    is_common,
    is_first_case,
    lemmas,
    name_in_first_case,
)
from analysis.voices.speakers import Mention, function_at
from analysis.voices.words import Words

_PAIRS = {"«": "»", '"': '"', "„": "“"}


class Named(NamedTuple):
    """Who is named: a mention in the first case; or the place of a pronoun; or nobody, where a verb that
    needs a subject leaves it out (`dropped`) or not."""

    mention: Mention | None
    pronoun: int = -1
    dropped: bool = False


_NOBODY = Named(None)


def named_in(words: Words, first: int, last: int, verb: int) -> Named:
    """The speaker that the reporting clause [first, last) names; `verb` is -1 in an according-phrase."""
    if verb < 0:
        return _behind_phrase(words, first, last)
    if words.lower[verb] in words.lexicon.subjectless:
        agent = agent_of(words, first, last, verb)
        return Named(agent) if agent else _host(words, first, last, verb, documents=True)
    if other := cited(words, first, last, verb):
        return Named(other)
    if _denies(words, verb, last):
        return _NOBODY
    for place in (verb + 1, verb - 1, verb - 2):
        if first <= place < last and words.tag(place, "pronoun"):
            return Named(None, place)
    after = verb + 1
    if after < last and words.lower[after] in words.lexicon.hosts:
        host = _host(words, after, last, verb, documents=False)
        if host.mention:
            return host
    behind = subject_behind(words, verb, last)
    if behind >= 0 and not _before(words, first, verb, strict=True):
        return Named(phrase_at(words, behind, last, verb=verb))
    before = _before(words, first, verb, strict=False)
    if before:
        return Named(before)
    if behind >= 0:
        return Named(phrase_at(words, behind, last, verb=verb))
    host = _host(words, first, last, verb, documents=False)
    if host.mention or words.lower[verb].endswith(words.lexicon.anonymous):
        return host
    return Named(None, dropped=True)


def _denies(words: Words, verb: int, last: int) -> bool:
    """Whether a verb of doubt has a report of others as its object ("denied reports that")."""
    doubts = any(tag.kind == "verb" and tag.value == "doubting" for tag in words.tags.get(verb, ()))
    return doubts and words.has_any("noun", verb + 1, last)


def people_in(words: Words, first: int, last: int) -> list[Mention]:
    """Persons with a first name in words [first, last), in the first case as far as it is known."""
    found, place = list[Mention](), first
    while place < last:
        known = function_at(words, place) is not None or (place == first and _opens(words, place))
        if not known and not (words.capital(place) and is_name_at(words, place, place)):
            place += 1
            continue
        mention = phrase_at(words, place, last, verb=-1)
        if mention and " " in mention.name and (mention.function or _person(words, mention.name)):
            found.append(_settled(words, mention))
            place = mention.last
        elif mention and mention.function and mention.name:
            place = max(mention.last, place + 1)
        else:
            place += 1
    return found


def _opens(words: Words, place: int) -> bool:
    """Whether a clause opens with a common noun or its adjective."""
    low = words.lower[place]
    if not words.is_word(place) or low in words.lexicon.adverbs or low in words.lexicon.calendar:
        return False
    plain = is_common(words.lexicon, words.forms[place]) and not verb_like(words, place)
    return plain and not is_manner(words, place)


def _person(words: Words, name: str) -> bool:
    """Whether the first part of a name is no common noun or adjective ("Nizhny Novgorod")."""
    first = name.split()[0]
    known = lemmas(words.lexicon)
    return known.get(first, "")[:1].isupper() or first.lower() not in known


def _settled(words: Words, mention: Mention) -> Mention:
    name = name_in_first_case(words.lexicon, mention.name, oblique=False)
    first = mention.name.split()[0]
    sure = 1 if name != mention.name else 2 * is_first_case(words.lexicon, first)
    return mention._replace(name=name, sure=sure)


def _before(words: Words, first: int, verb: int, *, strict: bool) -> Mention | None:
    """The subject before a verb: the nearest clause that has one. `strict` only in the clause of the verb."""
    stop = verb
    while stop > first:
        begin = stop
        while begin > first and words.forms[begin - 1] not in ",;:–—-":
            begin -= 1
        aside = begin > first and stop < verb and words.lower[begin].endswith(words.lexicon.participles)
        found = None if aside else subject_before(words, begin, stop, verb)
        if (
            found
            and " " not in found.name
            and stop < verb
            and begin > first
            and words.forms[begin - 1] == ","
        ):
            found = _apposed(words, first, begin - 1, verb) or found
        if found or strict:
            return found
        stop = begin - 1
    return None


def _apposed(words: Words, first: int, stop: int, verb: int) -> Mention | None:
    """The name in the clause that ends at `stop` to which the next one, between commas, is an apposition."""
    begin = stop
    while begin > first and words.forms[begin - 1] not in ",;:–—-":
        begin -= 1
    if any(words.tag(p, "verb") or verb_like(words, p) for p in range(begin, stop)):
        return None
    found = subject_before(words, begin, stop, verb)
    return found if found and found.name and found.last >= stop else None


def subject_before(words: Words, first: int, last: int, verb: int) -> Mention | None:
    place, known = first, has_form(words, verb)
    several = words.lower[verb].endswith(words.lexicon.anonymous)
    joined = several and words.has_any("joining", first + 1, last)
    while place < last:
        if words.tag(place, "preposition"):
            place = _skip_phrase(words, place, last)
            continue
        close = _PAIRS.get(words.forms[place], "")
        if close and place > first and words.is_word(place - 1):
            place = next((p for p in range(place + 1, last) if words.forms[p] == close), place) + 1
            continue
        if words.tag(place, "pronoun"):
            return None
        low = words.lower[place]
        fits = agrees(words, verb, place) if known else _looks_first(words, place)
        fits = fits or (
            joined and function_at(words, place) is not None and is_first_case(words.lexicon, low)
        )
        skipped = words.tag(place, "verb") or words.lower[place] in words.lexicon.calendar
        skipped = skipped or verb_like(words, place)
        if fits and not skipped and words.lower[place] not in words.lexicon.adverbs:
            return phrase_at(words, place, last, verb=verb)
        place += 1
    return None


def _looks_first(words: Words, place: int) -> bool:
    low = words.lower[place]
    return words.is_word(place) and low not in words.lexicon.stop and not low.endswith(words.lexicon.oblique)


def _skip_phrase(words: Words, place: int, last: int) -> int:
    """Behind a preposition, adjectives in another case and one noun, or a capitalised run."""
    place += 1
    oblique = words.lexicon.oblique
    while place + 1 < last and words.is_word(place + 1) and words.lower[place].endswith(oblique):
        if not words.lower[place + 1].endswith((*oblique, *words.lexicon.cases.singular)):
            break
        if words.capital(place + 1) and not _adjective_like(words, place):
            break
        place += 1
    return min(place + 1, last)


def _adjective_like(words: Words, place: int) -> bool:
    """Whether a word may be an adjective: the dictionary has it as one or has it not."""
    cases = words.lexicon.cases
    lemma = lemmas(words.lexicon).get(words.lower[place])
    return lemma is None or lemma.endswith((*cases.adjective_lemmas, *cases.neuter))


def _behind_phrase(words: Words, first: int, last: int) -> Named:
    """The source behind an according-phrase, in whatever case."""
    place = first
    while place < last:
        tag = words.tag(place, "according")
        if tag:
            inside = words.lower[place : place + tag.size]
            if any(form in words.lexicon.possessives for form in inside):
                return Named(None, place)
            start = place + tag.size
            if start < last and words.tag(start, "pronoun"):
                return Named(None, start)
            told = _told(words, start, last)
            if told is not None:
                return told
            while start < last and (words.tag(start, "preposition") or not _starts(words, start)):
                if not words.is_word(start) and words.forms[start] not in MARKS:
                    return _NOBODY
                if words.forms[start] in MARKS:
                    break
                start += 1
            return Named(phrase_at(words, start, last, verb=-1, oblique=True)) if start < last else _NOBODY
        place += 1
    verb = next((p for p in range(first, last) if verb_like(words, p)), -1)
    if verb > first and (mention := subject_before(words, first, verb, verb)):
        return Named(mention)
    if verb >= 0 and words.has_any("pronoun", first, verb):
        return Named(None, next(p for p in range(first, verb) if words.tag(p, "pronoun")))
    if verb >= 0 and (behind := subject_behind(words, verb, last)) >= 0:
        return Named(phrase_at(words, behind, last, verb=verb))
    if verb == first or (
        verb >= 0 and words.lower[first] in words.lexicon.cases.he + words.lexicon.cases.she
    ):
        return Named(None, dropped=verb == first)
    start = next((p for p in range(first, last) if _starts(words, p)), last)
    return Named(phrase_at(words, start, last, verb=-1)) if start < last else _NOBODY


def _told(words: Words, start: int, last: int) -> Named | None:
    """The subject of a verb that ends an according-phrase ("as reported the envoy"), or from whom an
    impersonal one has it ("as became known from a source"); None behind a noun."""
    verb = start - 1
    if words.lower[verb].endswith(words.lexicon.known):
        place = next((p for p in range(start, last) if words.lower[p] in words.lexicon.agents), -1)
        return Named(phrase_at(words, place + 1, last, verb=-1, oblique=True)) if place >= 0 else _NOBODY
    behind = subject_behind(words, verb, last) if has_form(words, verb) else -1
    return Named(phrase_at(words, behind, last, verb=verb)) if behind >= 0 else None


def _body(words: Words, mention: Mention | None) -> Mention | None:
    """A body of one word behind a preposition in the first case, which is no surname."""
    cases = words.lexicon.cases
    if not mention or mention.function or " " in mention.name or not mention.name.endswith(cases.within):
        return mention
    return mention._replace(name=function_in_first_case(words.lexicon, [mention.name])[0])


def _starts(words: Words, place: int) -> bool:
    low = words.lower[place]
    return words.is_word(place) and low not in words.lexicon.stop and not low[0].isdigit()


def _host(words: Words, first: int, last: int, verb: int, *, documents: bool) -> Named:
    """A body in which something is said, or the body whose document says it."""
    for place in range(first, last):
        if words.lower[place] not in words.lexicon.hosts or place + 1 >= last:
            continue
        start = next((p for p in range(place + 1, last) if _starts(words, p)), last)
        noun = start
        while noun < min(start + 3, last) and not words.lower[noun].startswith(words.lexicon.documents):
            noun += 1
        if noun < min(start + 3, last):
            owner = noun + 1
            if (
                owner < last
                and words.is_word(owner)
                and _starts(words, owner)
                and not stops_before(words, owner)
            ):
                return Named(phrase_at(words, owner, last, verb=-1, oblique=True))
            continue
        event = words.lower[start].startswith(words.lexicon.events) if start < last else True
        dated = start < last and words.lower[start] in words.lexicon.calendar
        if not documents and not event and not dated and words.lower[verb].endswith(words.lexicon.anonymous):
            return Named(_body(words, phrase_at(words, start, last, verb=-1, oblique=True)))
    return _NOBODY
