"""According-phrases ("laut", "nach Angaben", "по словам"): the rest of the sentence is a report."""

from __future__ import annotations

from analysis.voices.agreement import describes
from analysis.voices.attributes import attributes_end
from analysis.voices.beside import beside
from analysis.voices.clauses import Report, in_idiom, last_word
from analysis.voices.layout import Part
from analysis.voices.named import joins_name
from analysis.voices.nounphrases import finite_word
from analysis.voices.speakers import mentions
from analysis.voices.words import Tag, Words

_NEAR = 20
_LEAD = 6


def according(words: Words, sentence: tuple[int, int], parts: list[Part]) -> list[Report]:
    """A phrase such as "laut", "по словам", "according to" makes the rest of its sentence a report."""
    for index, part in enumerate(parts):
        if part.block >= 0:
            continue
        for place in words.places("according", part.first, part.last):
            tag = words.by_kind["according"][place]
            if (
                in_idiom(words, place, part.first)
                or _second_hand(words, part, place, tag)
                or _within_clause(words, part, place, tag)
            ):
                continue
            after = place + tag.size
            if words.lexicon.agreement and words.tag(after, "relative"):
                if index and after + 2 < part.last and parts[index - 1].block < 0:
                    content = ((after + 1, part.last),)
                    return [Report(content, parts[index - 1].first, parts[index - 1].last, -1, "according")]
                continue
            if _sourced(words, place + tag.size, min(part.last, place + _NEAR)):
                phrase = (place, after) if tag.value else _phrase(words, part, place, tag.size)
                if phrase and (phrase[0], phrase[1]) == (parts[0].first, last_word(words, sentence)):
                    source = mentions(words, place, part.last)
                    phrase = (place, source[0].last) if source and place == part.first else None
                if phrase:
                    phrase = (phrase[0], _with_apposition(words, parts, index, phrase[1]))
                    return [rest_of_sentence(words, stretch(words, sentence, parts, index), phrase)]
    return []


def stretch(words: Words, sentence: tuple[int, int], parts: list[Part], index: int) -> tuple[int, int]:
    """What an according-phrase of a clause reaches in its sentence, where endings tell clauses: in brackets
    what stands before it, else the part between semicolons."""
    first, last = sentence
    if not words.lexicon.agreement:
        return sentence
    for here, part in enumerate(parts):
        if part.before == ";":
            first, last = (part.first, last) if here <= index else (first, min(last, part.first - 1))
    if parts[index].before == "(" and index:
        last = parts[index].last
    lead = parts[index - 1] if index > 1 else None
    if lead and lead.block < 0 and words.tag(lead.first, "relative") and lead.last - lead.first <= _LEAD:
        first = lead.first + 1 if lead.last - lead.first > 1 else parts[index].first
    return first, last


def _second_hand(words: Words, part: Part, place: int, tag: Tag) -> bool:
    """Whether a phrase names the source of somebody who reports himself ("reports with reference to")."""
    known = words.lexicon.articles or words.lexicon.agreement
    named = known and tag.size > 2 and words.tag(place, "preposition")
    reach = part.last if words.lexicon.agreement else place
    return bool(named) and any(
        words.tag(here, "verb") and words.lower[here] not in words.lexicon.subjectless
        for here in range(part.first, reach)
    )


def _within_clause(words: Words, part: Part, place: int, tag: Tag) -> bool:
    """Whether a phrase is part of its clause ("champion by the version of"), where commas must divide what
    stands beside it."""
    if not words.lexicon.agreement or tag.size > 2 or not words.tag(place, "preposition"):
        return False
    before = [here for here in range(part.first, place) if words.is_word(here)]
    return len(before) > 1 and words.lower[before[-1]] not in words.lexicon.adverbs


def _sourced(words: Words, after: int, last: int) -> bool:
    """Whether the first noun phrase behind an according-word can be a source, where the language declares
    nouns of sources: it names somebody or has one of them ("figures", "the report")."""
    nouns, stop = words.lexicon.sources, after
    if not nouns or after >= last:
        return True
    while stop < last and not (stop > after and words.tag(stop, "preposition")):
        stop += 1
    if any(words.lower[place].startswith(nouns) for place in range(after, stop)):
        return True
    return any(mention.first < stop for mention in mentions(words, after, last))


def _phrase(words: Words, part: Part, place: int, size: int) -> tuple[int, int] | None:
    """Extent of an according-phrase with its source, or None when the word is used otherwise."""
    lexicon = words.lexicon
    after = place + size
    if size == 1 and words.lower[place] in lexicon.postposed:
        return _noun_start(words, place, part.first), after
    short = size == 1 and len(words.lower[place]) <= 3 and words.lower[place] in lexicon.stop
    if short:
        apart = part.before and place == part.first
        weiter = part.last - 1 > after and not words.capital(part.last - 1)
        return (place, part.last) if apart and only_source(words, after, part.last - weiter) else None
    if size == 1 and part.first < place <= part.first + 5 and words.capital(place - 1):
        follows = after < part.last and (words.capital(after) or _noun_phrase(words, after, part.last))
        if not follows:
            return part.first, after
    if after >= part.last:
        return (part.first, after) if place > part.first else (place, after)
    if not lexicon.capital_nouns:
        return place, part.last
    return place, _noun_end(words, after, part.last, inside=_amid(words, place))


def _with_apposition(words: Words, parts: list[Part], index: int, end: int) -> int:
    """End of a phrase with the apposition of its source ("so die Leiterin des Amts, Anna Kern")."""
    if index + 1 >= len(parts) or end != parts[index].last:
        return end
    if aside := beside(words, parts, index) - index:
        return parts[index + aside].last
    following = parts[index + 1]
    if words.lexicon.agreement and following.before == "," and following.block < 0:
        return _with_aside(words, parts, index + 1, end)
    named = mentions(words, parts[index].first, parts[index].last)
    if following.block >= 0 or following.before != "," or not named:
        return end
    if any(mention.name for mention in named):
        return following.last if only_source(words, following.first, following.last) else end
    run = range(following.first, following.last)
    name = len(run) > 1 and all(words.capital(p) or words.lower[p] in words.lexicon.particles for p in run)
    return following.last if name and words.lower[run[0]] not in words.lexicon.stop else end


def _with_aside(words: Words, parts: list[Part], index: int, end: int) -> int:
    """The same where endings tell cases: a relative clause, an adjective in another case with what depends
    on it, or a name, between commas."""
    part = parts[index]
    if index + 1 >= len(parts) or parts[index + 1].before != "," or part.before != "," or part.block >= 0:
        return end
    names = all(words.capital(place) or not words.is_word(place) for place in range(part.first, part.last))
    function = not words.capital(end - 1) and words.is_word(end - 1)
    apart = names and function and words.lower[part.first] not in words.lexicon.stop
    if not (apart or describes(words, part.first, part.last)):
        return end
    return _with_aside(words, parts, index + 1, part.last)


def only_source(words: Words, first: int, last: int) -> bool:
    """Whether words [first, last) are nothing but a source: its article, and a name or function."""
    if words.lexicon.articles and first < last <= first + 4:
        plain = range(first, last)
        if all(words.capital(p) or joins_name(words, p, last) for p in plain) and words.capital(first):
            return True
    found = mentions(words, first, last)
    if not found or found[0].first > first + 3 or found[-1].last < last or last - first > 9:
        return False
    return any(mention.function for mention in found) or found[0].first == first


def _noun_start(words: Words, place: int, first: int) -> int:
    """Start of the noun phrase that ends before `place`, in a language that capitalises nouns: the words back
    to a verb, or to a noun that stands right before another ("... the man reports according-to")."""
    begin = place
    while begin > first and (words.capital(begin - 1) or words.lower[begin - 1] in words.lexicon.stop):
        begin -= 1
    if begin == first:
        return first
    start = place - 1
    while start > begin and not (words.capital(start - 1) and words.capital(start)):
        start -= 1
    return start


def _noun_phrase(words: Words, place: int, last: int) -> bool:
    """An article or adjective and then a capitalised word."""
    return place + 1 < last and words.lower[place] in words.lexicon.stop and words.capital(place + 1)


def _amid(words: Words, place: int) -> bool:
    """Whether an according-phrase stands inside its clause, not at its head."""
    return bool(words.lexicon.articles) and place > 0 and words.is_word(place - 1)


def _noun_end(words: Words, place: int, last: int, *, inside: bool) -> int:
    """End of the noun phrase at `place`, in a language that capitalises nouns: the last capitalised word
    reached over function words and, before the first noun, over adjectives. Where the phrase opens no
    sentence, it ends before the first preposition that adds no noun to the one before it."""
    end, gap = place, 0
    seen = False
    while place < last and gap <= 3:
        if seen and (words.forms[place][0].isdigit() or words.lower[place] in words.lexicon.calendar):
            break
        if seen and place == end and (further := attributes_end(words, end, last)) > end:
            place = end = further
            continue
        if words.capital(place):
            end, gap, seen = place + 1, 0, True
        elif seen and (inside or not words.tag(place, "preposition")) and not words.tag(place, "relative"):
            break
        else:
            gap += 1
        place += 1
    return end


def rest_of_sentence(words: Words, sentence: tuple[int, int], phrase: tuple[int, int]) -> Report:
    end = last_word(words, sentence)
    first = sentence[0]
    while first < end and not words.is_word(first):
        first += 1
    ranges = []
    for start, stop in ((first, phrase[0]), (phrase[1], end)):
        while start < stop and not words.is_word(start):
            start += 1
        while stop > start and not words.is_word(stop - 1):
            stop -= 1
        if stop > start:
            ranges.append((start, stop))
    if len(ranges) == 2 and apposed_only(words, *ranges[1]):
        ranges = ranges[:1]
    if len(ranges) == 2 and words.tag(ranges[1][0], "that") and words.lexicon.subject_first:
        ranges = ranges[1:]
    return Report(tuple(ranges), phrase[0], phrase[1], -1, "according")


def apposed_only(words: Words, first: int, last: int) -> bool:
    """Whether words behind an according-phrase only tell who its source is: they open with an article behind
    a comma and hold no finite verb outside a relative clause ("..., a firm of builders")."""
    if not words.lexicon.subject_first or words.forms[first - 1] != "," or not words.tag(first, "determiner"):
        return False
    verb = next((p for p in range(first, last) if finite_word(words, p)), last)
    return verb == last or words.has_any("relative", first, verb)
