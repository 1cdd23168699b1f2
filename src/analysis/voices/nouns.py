"""Who is the subject of a reporting verb, in a language that capitalises nouns and has the verb second.

The clause is cut into noun phrases: article, adjectives, capitalised run, genitives. The subject is the
phrase before the verb unless a preposition or the article's case speaks against it, else the one behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.voices.attributes import attributes_end, is_attribute, is_noun, title_size
from analysis.voices.named import joins_name
from analysis.voices.offices import state_named
from analysis.voices.speakers import Mention, function_at, office_in
from analysis.voices.subjects import NOTHING, Subject
from analysis.voices.words import Words

_NEAR = 7
_RELATIVE = 10
_SHORT = 6
_MARKS = frozenset("“”«»‘’\"'")


class Phrase(NamedTuple):
    """A noun phrase: words [first, last), its capitalised run [head, stop), whether something but the
    nominative governs it, and whether it has an article."""

    first: int
    head: int
    stop: int
    last: int
    oblique: bool
    article: bool


def phrases_in(words: Words, first: int, last: int) -> Iterator[Phrase]:
    """The noun phrases of words [first, last), in order."""
    place, governed = first, False
    while place < last:
        if words.tag(place, "preposition"):
            place, governed = place + 1, True
            continue
        phrase = _phrase(words, place, last, governed)
        if phrase:
            yield phrase
            place, governed = phrase.last, False
        else:
            governed = governed and words.lower[place] in words.lexicon.stop
            place += 1


def _phrase(words: Words, first: int, last: int, governed: bool) -> Phrase | None:
    lexicon, place = words.lexicon, first
    article = words.lower[place] in lexicon.articles
    place += article
    while place < min(last, first + 5) and is_attribute(words, place):
        place += 1
    if (
        place >= last
        or not is_noun(words, place)
        or (place > first and words.tag(place - 1, "verb") and not article)
    ):
        return None
    stop = place
    while stop < last and (is_noun(words, stop) or _joins(words, stop, last)):
        if _links(words, stop, alone=bool(article and stop == place + 1)):
            break
        stop += 1
    if _ends_in_initial(words, stop, last):
        stop += 1
    named = stop - place > 1 and not article
    end = stop if named else attributes_end(words, stop, last)
    case = article and words.lower[first] in lexicon.oblique_articles
    return Phrase(first, place, stop, end, governed or case, article)


def _ends_in_initial(words: Words, stop: int, last: int) -> bool:
    """Whether the point of an initial that ends a name stands at `stop` ("Karl S. said")."""
    if stop + 1 >= last or words.forms[stop] != "." or words.capital(stop + 1):
        return False
    return len(words.lower[stop - 1]) == 1 and words.lower[stop - 1].isalpha()


def _joins(words: Words, place: int, last: int) -> bool:
    """Whether a particle or the point of an initial or title stands inside a name."""
    if joins_name(words, place, last) and (
        words.capital(place - 1) or words.lower[place] in words.lexicon.articles
    ):
        return True
    if place + 1 >= last or not is_noun(words, place + 1):
        return False
    before = words.lower[place - 1]
    return words.forms[place] == "." and (len(before) <= 2 or before in words.lexicon.titles)


def _links(words: Words, place: int, *, alone: bool) -> bool:
    """Whether a particle of names stands right behind a function, or a noun `alone` with its article, and
    before no article: there it links ("president of Poland")."""
    low = words.lower[place]
    if low not in words.lexicon.linking or words.lower[place + 1] in words.lexicon.articles:
        return False
    return alone or function_at(words, place - 1) is not None


def noun_subject(words: Words, first: int, last: int, verb: int) -> Subject | None:
    """The subject of the reporting verb in the clauses [first, last); None when no phrase or pronoun is."""
    if words.tag(verb, "sourced"):
        return _sourced(words, first, last)
    if _passive(words, first, last, verb):
        return _agent(words, max(first, verb - 12), last)
    if verb > first and words.tag(verb - 1, "pronoun"):
        return Subject(None, verb - 1, verb, "pronoun")
    begin = _clause_start(words, first, verb)
    opener = begin < verb and any(words.tag(begin, k) for k in ("as_clause", "that", "subordinating"))
    before = list(phrases_in(words, begin + opener, verb))
    pronoun = next((p for p in range(begin, verb) if words.tag(p, "pronoun") and words.is_word(p)), -1)
    if pronoun >= 0 and (pronoun <= begin + 1 or opener) and not any(p.first < pronoun for p in before):
        return Subject(None, pronoun, pronoun + 1, "pronoun")
    direct = [phrase for phrase in before if not phrase.oblique]
    if (indefinite := _indefinite(words, begin, last, verb)) is not None:
        return indefinite
    if _inserted(words, begin, last, verb):
        direct = []
    if direct and (opener or direct[0] is before[0]):
        return phrase_subject(words, direct[0], before[before.index(direct[0]) + 1 :])
    after = verb + 1
    while after < last and words.is_word(after) and words.lower[after] in words.lexicon.reflexive:
        after += 1
    if after < last and words.tag(after, "pronoun"):
        return Subject(None, after, after + 1, "pronoun")
    behind = list(phrases_in(words, after, last))
    for number, phrase in enumerate(behind):
        if not phrase.oblique and phrase.first <= verb + _NEAR:
            return phrase_subject(words, phrase, behind[number + 1 :])
    return None


def _indefinite(words: Words, begin: int, last: int, verb: int) -> Subject | None:
    """A pronoun such as "one" or "others" right before or behind the verb, that stands before no noun."""
    for place in (verb - 1, verb + 1):
        if not begin <= place < last or words.lower[place] not in words.lexicon.indefinite:
            continue
        if (
            place > verb
            and place + 1 < last
            and (is_noun(words, place + 1) or is_attribute(words, place + 1))
        ):
            continue
        if place < verb and place > begin and words.lower[place - 1] not in words.lexicon.articles:
            continue
        end = _with_relative(words, place + 1)
        text = words.text[words.starts[place] : words.ends[end - 1]]
        return Subject(Mention(place, end, "", text, "", False), place, end, "function")
    return None


def _with_relative(words: Words, end: int) -> int:
    """End of a pronoun with the relative clause behind it ("one who sits in the cabinet")."""
    if end + 2 >= len(words) or words.forms[end] != "," or not words.tag(end + 1, "relative"):
        return end
    stop = end + 1
    while stop < min(len(words), end + _RELATIVE) and words.is_word(stop):
        stop += 1
    return stop if stop < end + _RELATIVE else end


def _inserted(words: Words, begin: int, last: int, verb: int) -> bool:
    """Whether a verb opens a clause set into another one ("The plan, said the mayor, has failed"): right
    behind the only comma, and before a phrase that may be its subject."""
    if verb <= begin or words.forms[verb - 1] != "," or verb + 1 >= last:
        return False
    if any(words.forms[place] == "," for place in range(begin, verb - 1)):
        return False
    if words.tag(verb + 1, "pronoun"):
        return True
    phrase = next(phrases_in(words, verb + 1, last), None)
    return phrase is not None and phrase.first == verb + 1 and not phrase.oblique


def _clause_start(words: Words, first: int, verb: int) -> int:
    """Start of the verb's clause with the phrases between commas right before it."""
    begin = edge = verb
    crossed = closed = False
    for place in range(verb - 1, first - 1, -1):
        form = words.forms[place]
        if form in (")", "(") and (form == ")" or closed):
            closed = form == ")"
            continue
        if closed:
            continue
        quoted = form in _MARKS and words.forms[place + 1] == ","
        if quoted or form in (";", ":", "!", "?", "("):
            break
        if form == ",":
            if _apart(words, place + 1):
                begin = edge if crossed else place + 1
                break
            edge, crossed = place + 1, True
        elif words.tag(place, "verb") or words.lower[place] in words.lexicon.finite:
            begin = edge
            break
        begin = place
    while begin < verb and (not words.is_word(begin) or words.tag(begin, "joining")):
        begin += 1
    return begin


def _apart(words: Words, begin: int) -> bool:
    """Whether what begins behind a comma is a clause of its own rather than an apposition."""
    opens = any(words.tag(begin, kind) for kind in ("as_clause", "that", "subordinating", "pronoun"))
    return opens and not words.capital(begin)


def phrase_subject(words: Words, phrase: Phrase, others: list[Phrase] | None = None) -> Subject:
    """A phrase as a subject, with the name or function that a comma joins to it."""
    mention = mention_of(words, phrase)
    others = others or []
    reach = end = phrase.last
    while others and others[0].oblique and others[0].first - end == 1 and words.tag(end, "preposition"):
        end, others = others[0].last, others[1:]
    following = others[0] if others and _apposed(words, end, others[0]) else None
    more: tuple[Mention, ...] = ()
    if following is not None:
        other = mention_of(words, following)
        if other.name and not mention.name:
            reach = following.last
            mention = other._replace(function=mention.function, role=mention.role or other.role)
        elif mention.name:
            more, reach = (other,), following.last
    return Subject(mention, phrase.first, reach, "name" if mention.name else "function", more)


def _apposed(words: Words, end: int, following: Phrase) -> bool:
    return following.first == end + 1 and words.forms[end] == ","


def mention_of(words: Words, phrase: Phrase, *, nominative: bool = True) -> Mention:
    """The name and function of a noun phrase: a run of two or more without article is a name, a word before
    a name its function, anything else a function."""
    run = [place for place in range(phrase.head, phrase.stop) if words.is_word(place)]
    while len(run) > 1 and words.lower[run[0]] in words.lexicon.titles and words.forms[run[0] + 1] == ".":
        run = run[1:]
    run = _without_country(words, run)
    office = office_in(words, phrase.first, phrase.last, phrase.last)
    role, told = (office.role, office.told) if office else ("", False)
    led = phrase.head > phrase.first + phrase.article
    title = title_size(words, run, article=phrase.article, led=led)
    if (
        phrase.last == phrase.stop
        and title < len(run)
        and (len(run) > 1 or (not phrase.article and not role))
    ):
        begin = run[title]
        text = words.text[words.starts[begin] : words.ends[phrase.stop - 1]]
        lead = phrase.first + phrase.article if led else run[0]
        function = words.text[words.starts[lead] : words.ends[begin - 1]] if title else ""
        return Mention(
            begin,
            phrase.stop,
            text,
            function,
            role if title else state_named(words, begin, phrase.stop),
            False,
            told=told and title > 0,
        )
    return Mention(
        phrase.first, phrase.last, "", _function(words, phrase, nominative), role, False, told=told
    )


def _without_country(words: Words, run: list[int]) -> list[int]:
    """A capitalised run without the country in the genitive that leads it ("Russlands Außenminister")."""
    found = words.states.match(words, run[0]) if words.states else None
    leads = found is not None and found.genitive and found.size < len(run)
    return run[found.size :] if found and leads else run


def _function(words: Words, phrase: Phrase, nominative: bool) -> str:
    """The phrase without its article; its adjectives and head in the nominative as far as endings tell."""
    first = phrase.first + phrase.article
    text = words.text[words.starts[first] : words.ends[phrase.last - 1]]
    if nominative or phrase.stop - phrase.head != 1:
        return text
    tail = words.text[words.ends[phrase.head] : words.ends[phrase.last - 1]]
    adjectives = [words.forms[place] for place in range(first, phrase.head)]
    head = _uncased(words, phrase)
    if not head.endswith("en"):
        adjectives = [word[:-1] if word.endswith("en") else word for word in adjectives]
    return " ".join([*adjectives, head]) + tail


def _uncased(words: Words, phrase: Phrase) -> str:
    """The head noun without the ending of genitive singular or dative plural."""
    form, roles = words.forms[phrase.head], words.lexicon.role_words
    article = words.lower[phrase.first] if phrase.article else ""
    if len(form) > _SHORT and form.endswith(words.lexicon.dative_plurals):
        return form[:-1]
    if form.endswith("n") and form[:-1].lower() in roles and form.lower() not in roles:
        return form[:-1]
    if article in words.lexicon.genitives and article.endswith("s") and form.endswith("s"):
        long = form.endswith("es") and not form.endswith("ees")
        return form[:-2] if long else form[:-1]
    return form


def noun_lead(words: Words, first: int, last: int) -> Subject | None:
    """The phrase that opens a clause without reporting verb ("The host waves it off:")."""
    found = list(phrases_in(words, first, last))
    if not found or found[0].oblique or found[0].first > first + 1:
        return None
    return phrase_subject(words, found[0], found[1:])


def noun_source(words: Words, first: int, last: int) -> Subject | None:
    """The source of an according-phrase in [first, last): what follows the phrase, or stands before a
    postposed one; for a document, the body that issued it."""
    for place in range(first, last):
        tag = words.tag(place, "according")
        if not tag:
            continue
        after = words.lower[place] not in words.lexicon.postposed
        span = (place + tag.size, last) if after else (first, place)
        found = list(phrases_in(words, *span))
        if not found:
            return None
        phrase = found[0] if after else found[-1]
        return _issuer(words, phrase, found[1:] if after else [])
    return noun_lead(words, first, last)


def _issuer(words: Words, phrase: Phrase, others: list[Phrase]) -> Subject:
    single = phrase.stop - phrase.head == 1
    document = single and words.tag(phrase.head, "noun") is not None
    survey = single and words.lower[phrase.head].endswith(words.lexicon.surveys)
    if survey and phrase.last > phrase.stop and words.lower[phrase.stop] in words.lexicon.genitives:
        document = True
    if document and phrase.last == phrase.stop:
        return NOTHING
    if document:
        phrase = next(phrases_in(words, phrase.stop, phrase.last), phrase)
    mention = mention_of(words, phrase, nominative=False)
    if not mention.name and others and _apposed(words, phrase.last, others[0]):
        return phrase_subject(words, phrase, others)
    return Subject(mention, phrase.first, phrase.last, "name" if mention.name else "function")


def _sourced(words: Words, first: int, last: int) -> Subject:
    """The source of a verb without subject ("heißt es bei der Behörde"): behind one of few prepositions."""
    lexicon = words.lexicon
    for place in range(first, last - 1):
        document = words.lower[place] in lexicon.document_prepositions
        if not document and words.lower[place] not in lexicon.source_prepositions:
            continue
        phrase = next(phrases_in(words, place, last), None)
        issued = phrase and words.tag(phrase.head, "noun") and phrase.last > phrase.stop
        if phrase and (issued or not document):
            return _issuer(words, phrase, [])
    return NOTHING


def _passive(words: Words, first: int, last: int, verb: int) -> bool:
    low = words.lower[verb]
    participle = low.endswith("t") or "ge" in low[:6]
    around = range(max(first, verb - 12), min(last, verb + 3))
    return participle and not low.endswith("te") and any(words.tag(place, "passive") for place in around)


def _agent(words: Words, first: int, last: int) -> Subject:
    for place in range(first, last - 1):
        if words.lower[place] in words.lexicon.agents:
            phrase = next(phrases_in(words, place, last), None)
            if phrase:
                return _issuer(words, phrase, [])
    return NOTHING
