"""Who is the subject of a reporting verb, in a language whose subject stands before its verb.

The subject is the noun phrase next to the verb, with its appositions; it stands behind the verb only when
the verb opens its clause. The last name before the first preposition of the phrase is the speaker, else a
name in apposition, else the phrase as written.
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.extent import skip_phrases
from analysis.voices.phrases import finite_at
from analysis.voices.speakers import Mention, mentions
from analysis.voices.words import Words

_BACK = 60
_NEAR = 12
_APPOSED = 30
_ASIDE = ("relative", "that", "subordinating", "contrast", "preposition")
_MARKS = frozenset(".'’\"“”‘/&-")


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
    if words.lower[verb].endswith("ing") and not _finite_before(words, first, verb):
        return leading(words, verb)
    segments = _segments(words, first, verb)
    if not segments:
        return _behind(words, verb, last)
    end = segments[-1][1]
    if end == verb:
        end = _without_adverbs(words, segments[-1][0], verb)
        if end > segments[-1][0]:
            begin = _phrase_start(words, segments[-1][0], end)
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
            segments = _segments(words, place + tag.size, last)
            if not segments or segments[0][0] > place + tag.size + 1:
                return NOTHING
            end = segments[0][0] + 1
            while end < segments[0][1] and not _leaves(words, end):
                end += 1
            reach = _trim(words, last) if end == segments[0][1] else end
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
    head = _head_end(words, begin, end)
    found = mentions(words, begin, head)
    names = [mention for mention in found if mention.name and _is_head(words, mention, head)]
    whole = mentions(words, begin, end)[:1] if not names else []
    names += [mention for mention in whole if mention.name and mention.function and mention.last == end]
    roles = tuple(mention for mention in mentions(words, begin, reach) if mention.function)
    if names:
        joined = any(words.tag(place, "joining") for place in range(begin, head))
        return Subject(names[0] if joined else names[-1], begin, reach, "name", roles)
    apposed = _name_in(words, end, reach)
    if apposed:
        return Subject(apposed, begin, reach, "name", roles)
    start = begin
    while start < end - 1 and words.tag(start, "determiner"):
        start += 1
    text = words.text[words.starts[start] : words.ends[end - 1]]
    if not any(_heavy(words, place) for place in range(start, end)):
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
    return mention.last >= head or words.capital(mention.last) or not _heavy(words, mention.last)


def _name_in(words: Words, end: int, reach: int) -> Mention | None:
    """A name that alone makes up a segment behind a noun phrase ("the singer, Frankie Doyle")."""
    for begin, stop in _segments(words, end, reach):
        for mention in mentions(words, begin, stop):
            if mention.name and mention.first == begin and mention.last == stop:
                return mention
    return None


def _before_apposition(words: Words, segments: list[tuple[int, int]], verb: int) -> Subject:
    """The subject in front of what stands between commas before the verb."""
    for begin, end in segments:
        begin = _lead(words, begin, end)
        if (
            begin < end
            and not any(words.tag(begin, kind) for kind in _ASIDE)
            and not _participle(words, begin)
        ):
            apart = _participle(words, end + 1)
            return named(words, _phrase_start(words, begin, end), end, end if apart else _trim(words, verb))
    return NOTHING


def _behind(words: Words, verb: int, last: int) -> Subject:
    """The subject behind a verb that opens its clause ("said the singer, Frankie Doyle, on Monday")."""
    begin = verb + 1
    if words.tag(verb, "told") or words.tag(verb, "object"):
        return NOTHING
    while begin < last and _adverb(words, begin):
        begin += 1
    segments = _segments(words, begin, last)
    if not segments or segments[0][0] != begin or words.tag(begin, "preposition"):
        return NOTHING
    end = begin + 1
    while end < segments[0][1] and not _leaves(words, end):
        end += 1
    reach = end
    if end == segments[0][1]:
        reach = _apposed_end(words, max(end, segments[-1][1]))
    return named(words, begin, end, reach)


def _apposed_end(words: Words, end: int) -> int:
    """End of what stands in apposition behind `end`: clauses between commas that begin with an article, a
    plain noun or a relative word."""
    reach = end
    while reach + 1 < len(words) and words.forms[reach] == ",":
        begin = reach + 1
        noun = _heavy(words, begin) and not words.capital(begin) and not _finite_word(words, begin)
        opens = words.tag(begin, "determiner") or words.tag(begin, "relative") or noun
        if not opens or _participle(words, begin) or words.tag(begin, "joining") or _adverb(words, begin):
            break
        reach = begin
        while reach < len(words) and words.is_word(reach) and reach - begin < _APPOSED:
            reach += 1
    return _trim(words, reach)


def _leaves(words: Words, place: int) -> bool:
    """Whether a noun phrase behind its verb ends at a word: a day, or a preposition with a day."""
    if words.lower[place] in words.lexicon.calendar or words.tag(place, "subordinating"):
        return True
    if words.lower[place] in words.lexicon.linking or not words.tag(place, "preposition"):
        return False
    after = range(place + 1, min(place + 4, len(words)))
    day = any(words.lower[here] in words.lexicon.calendar for here in after)
    return day or (words.tag(place + 1, "determiner") is not None and not words.capital(place + 2))


def _owner(words: Words, first: int, last: int, noun: int) -> Subject:
    """Whose claim a noun of speaking is: "Weber's claim that", "a claim by Weber that", "his claim"."""
    for begin in range(noun - 1, max(first, noun - 6) - 1, -1):
        if words.lower[begin].endswith(("'s", "’s", "s'", "s’")):
            start = _phrase_start(words, first, begin + 1)
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
    segments = _segments(words, begin, last)
    for number, (start, end) in enumerate(segments):
        lead = _lead(words, start, end)
        if lead >= end or any(words.tag(lead, kind) for kind in _ASIDE) or _participle(words, lead):
            continue
        stop = next((place for place in range(lead, end) if _finite_word(words, place)), end)
        if not words.tag(lead, "pronoun"):
            stop = next((p for p in range(lead + 1, stop) if words.tag(p, "preposition")), stop)
        stop = _behind_name(words, lead, stop)
        reach = segments[number + 1][1] if stop == end and number + 1 < len(segments) else stop
        subject = named(words, lead, _without_adverbs(words, lead, stop), reach)
        apposed = subject.mention is not None and subject.mention.first >= stop
        return subject if apposed else named(words, lead, _without_adverbs(words, lead, stop))
    return NOTHING


def _behind_name(words: Words, begin: int, end: int) -> int:
    """End of a name of several words before a verb in -s ("Tom Reed shrugs")."""
    place = begin
    while place < end and words.is_word(place) and words.capital(place):
        place += 1
    acts = place < end and words.lower[place].endswith("s") and words.is_word(place)
    return place if place - begin > 1 and acts else end


def _segments(words: Words, first: int, last: int) -> list[tuple[int, int]]:
    """Runs of words between commas, dashes and brackets."""
    found, begin = list[tuple[int, int]](), first
    for place in range(first, last + 1):
        if place == last or not (words.is_word(place) or words.forms[place] in _MARKS):
            end = place
            while end > begin and not words.is_word(end - 1):
                end -= 1
            while begin < end and not words.is_word(begin):
                begin += 1
            if end > begin:
                found.append((begin, end))
            begin = place + 1
    return found


def _lead(words: Words, begin: int, end: int) -> int:
    """First word of a clause behind conjunctions, adverbs, days and a leading phrase ("In May the mill")."""
    while begin < end:
        if words.tag(begin, "joining") or (_adverb(words, begin) and not words.tag(begin, "preposition")):
            begin += 1
            continue
        after = skip_phrases(words, begin, end)
        if after == begin:
            break
        begin = after
    return begin


def _phrase_start(words: Words, first: int, end: int) -> int:
    """First word of the noun phrase that ends at `end`: it goes back over prepositions to a verb or to a
    word that opens a clause; a relative clause of its own is part of it."""
    place, within = end, False
    while place > first:
        here = place - 1
        if here < end - 1 and _finite_word(words, here):
            opened = any(words.tag(p, "relative") for p in range(max(first, here - 3), here))
            if not opened:
                break
            within = True
        opens = any(words.tag(here, kind) for kind in ("subordinating", "contrast", "relative"))
        if opens and not within:
            break
        if words.tag(here, "joining") and not _joins_nouns(words, first, here):
            break
        place = here
    return _lead(words, place, end)


def _joins_nouns(words: Words, first: int, place: int) -> bool:
    """Whether a conjunction joins two nouns rather than two clauses."""
    before = range(max(first, place - 8), place)
    return bool(before) and not any(_finite_word(words, here) for here in before) and place > first


def _finite_word(words: Words, place: int) -> bool:
    return (
        words.lower[place] in words.lexicon.finite
        or words.tag(place, "verb") is not None
        or (
            finite_at(words, place)
            and not words.capital(place)
            and (words.lower[place - 1] not in words.lexicon.stop or _after_subject(words, place - 1))
        )
    )


def _after_subject(words: Words, place: int) -> bool:
    """Whether a function word may stand between subject and verb, or is the subject."""
    return words.lower[place] in words.lexicon.middle or words.tag(place, "pronoun") is not None


def _finite_before(words: Words, first: int, verb: int) -> bool:
    """Whether an auxiliary stands right before a participle, or one adverb before ("is now saying")."""
    for place in range(verb - 1, max(first, verb - 2) - 1, -1):
        if words.tag(place, "passive") or not words.is_word(place):
            return words.is_word(place)
    return False


def _head_end(words: Words, begin: int, end: int) -> int:
    """End of the head of a noun phrase: its first preposition or relative word."""
    for place in range(begin + 1, end):
        if any(words.tag(place, kind) for kind in ("preposition", "relative")):
            return place
    return end


def _without_adverbs(words: Words, first: int, verb: int) -> int:
    """End of the words before a verb, without auxiliaries, adverbs and a day ("has also", "on Monday")."""
    end = verb
    while end > first:
        here = end - 1
        if words.tag(here, "pronoun"):
            break
        day = words.lower[here] in words.lexicon.calendar or words.tag(here, "daytime")
        day = day or words.forms[here][0].isdigit()
        if day and here > first and words.tag(here - 1, "preposition"):
            end -= 2
        elif day or _adverb(words, here) or words.lower[here] in words.lexicon.finite:
            end -= 1
        else:
            break
    return end


def _trim(words: Words, end: int) -> int:
    """`end` without marks and a day before it."""
    while end > 0 and not words.is_word(end - 1):
        end -= 1
    return end


def _adverb(words: Words, place: int) -> bool:
    low = words.lower[place]
    noun = any(words.tag(place, kind) for kind in ("pronoun", "determiner", "preposition"))
    manner = low.endswith("ly") and not (words.capital(place) and not words.tag(place + 1, "determiner"))
    return words.is_word(place) and not noun and (low in words.lexicon.middle or manner)


def _participle(words: Words, place: int) -> bool:
    return words.lower[place].endswith("ing") and len(words.lower[place]) > 5


def _heavy(words: Words, place: int) -> bool:
    return words.is_word(place) and words.lower[place] not in words.lexicon.stop
