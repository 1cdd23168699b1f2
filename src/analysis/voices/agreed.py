"""Who is named in a reporting clause, in languages whose endings tell the subject.

The subject of the verb behind or before it, else a body in which something is said ("в министерстве
сообщили"), else what stands behind an according-phrase. A phrase is adjectives, a noun, what depends on it,
and a name: "посол Чехии Ян Новак" is the function "посол Чехии" and the name "Ян Новак".
"""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.agreement import agrees, has_form, is_manner, subject_behind, verb_like
from analysis.voices.nominative import (
    function_in_first_case,
    is_common,
    is_first_case,
    lemmas,
    name_in_first_case,
)
from analysis.voices.offices import state_named
from analysis.voices.speakers import Mention, function_at, office_in
from analysis.voices.words import Words

_MARKS = frozenset('«»„“”"‘’')
_LONGEST = 14
_NAME = 3


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
        return _host(words, first, last, verb, documents=True)
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
        return Named(_phrase(words, behind, last, verb=verb))
    before = _before(words, first, verb, strict=False)
    if before:
        return Named(before)
    if behind >= 0:
        return Named(_phrase(words, behind, last, verb=verb))
    host = _host(words, first, last, verb, documents=False)
    if host.mention or words.lower[verb].endswith(words.lexicon.anonymous):
        return host
    return Named(None, dropped=True)


def _denies(words: Words, verb: int, last: int) -> bool:
    """Whether a verb of doubt has a report of others as its object ("denied reports that")."""
    doubts = any(tag.kind == "verb" and tag.value == "doubting" for tag in words.tags.get(verb, ()))
    return doubts and any(words.tag(place, "noun") for place in range(verb + 1, last))


def people_in(words: Words, first: int, last: int) -> list[Mention]:
    """Persons with a first name in words [first, last), in the first case as far as it is known."""
    found, place = list[Mention](), first
    while place < last:
        known = function_at(words, place) is not None or (place == first and _opens(words, place))
        if not known and not (words.capital(place) and _is_name(words, place, place)):
            place += 1
            continue
        mention = _phrase(words, place, last, verb=-1)
        if mention and " " in mention.name and (mention.function or _person(words, mention.name)):
            found.append(_settled(words, mention))
            place = mention.last
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
        found = None if aside else _subject_from(words, begin, stop, verb)
        if found or strict:
            return found
        stop = begin - 1
    return None


def _subject_from(words: Words, first: int, last: int, verb: int) -> Mention | None:
    place, known = first, has_form(words, verb)
    while place < last:
        if words.tag(place, "preposition"):
            place = _skip_phrase(words, place, last)
            continue
        if words.tag(place, "pronoun"):
            return None
        fits = agrees(words, verb, place) if known else _looks_first(words, place)
        skipped = words.tag(place, "verb") or words.lower[place] in words.lexicon.calendar
        skipped = skipped or verb_like(words, place)
        if fits and not skipped and words.lower[place] not in words.lexicon.adverbs:
            return _phrase(words, place, last, verb=verb)
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
        place += 1
    return min(place + 1, last)


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
            while start < last and (words.tag(start, "preposition") or not _starts(words, start)):
                if not words.is_word(start) and words.forms[start] not in _MARKS:
                    return _NOBODY
                if words.forms[start] in _MARKS:
                    break
                start += 1
            return Named(_phrase(words, start, last, verb=-1, oblique=True)) if start < last else _NOBODY
        place += 1
    start = next((p for p in range(first, last) if _starts(words, p)), last)
    return Named(_phrase(words, start, last, verb=-1)) if start < last else _NOBODY


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
            if owner < last and words.is_word(owner) and _starts(words, owner) and not _stops(words, owner):
                return Named(_phrase(words, owner, last, verb=-1, oblique=True))
            continue
        event = words.lower[start].startswith(words.lexicon.events) if start < last else True
        dated = start < last and words.lower[start] in words.lexicon.calendar
        if not documents and not event and not dated and words.lower[verb].endswith(words.lexicon.anonymous):
            return Named(_phrase(words, start, last, verb=-1, oblique=True))
    return _NOBODY


def _stops(words: Words, place: int) -> bool:
    """Whether a noun phrase ends before a word."""
    low = words.lower[place]
    if low in words.lexicon.linking:
        return False
    kinds = ("preposition", "pronoun", "relative", "that", "joining", "subordinating", "according")
    if low in words.lexicon.calendar or low in words.lexicon.adverbs:
        return True
    if any(words.tag(place, kind) for kind in kinds) or low.endswith(words.lexicon.gerunds):
        return True
    verb = words.tag(place, "verb") is not None or verb_like(words, place)
    return verb and not words.capital(place)


def _end(words: Words, begin: int, last: int) -> int:
    """End of the noun phrase that begins at a word, with what is in marks and the points of initials."""
    place, marked = begin, False
    while place < min(last, begin + _LONGEST):
        form = words.forms[place]
        if form in _MARKS:
            marked = not marked
        elif form != "." or len(words.forms[place - 1]) > 1:
            inside = marked or place == begin
            if not words.is_word(place) or (not inside and _stops(words, place)):
                break
        place += 1
    if marked and place < len(words) and words.forms[place] in _MARKS:
        return place + 1
    while place > begin and words.lower[place - 1] in words.lexicon.linking:
        place -= 1
    return place


def _phrase(words: Words, begin: int, last: int, *, verb: int, oblique: bool = False) -> Mention | None:
    """The noun phrase that begins at a word, as function and name in the first case; with an apposition."""
    end = _end(words, begin, last)
    if end <= begin:
        return None
    name_first = _name_at(words, begin, end, verb, oblique)
    mention = _mention(words, begin, end, name_first, oblique=oblique)
    if end + 1 < last and words.forms[end] == ",":
        other = _end(words, end + 1, last)
        name = _name_at(words, end + 1, other, verb, oblique)
        if not mention.name and name == end + 1 and other - name > 1:
            more = _mention(words, end + 1, other, name, oblique=oblique)
            return mention._replace(name=more.name, last=other)
        office = office_in(words, end + 1, min(end + 2, other), end + 1)
        if mention.name and not mention.function and office and other > end + 1:
            function = " ".join(_lowered(words, end + 1, words.forms[end + 1 : other]))
            return mention._replace(function=function, role=office.role, told=office.told)
    return mention


def _name_at(words: Words, begin: int, end: int, verb: int, oblique: bool) -> int:
    """Where the name in a noun phrase begins, or `end` when it has none: its last capitalised run; one word
    alone only when it may be in the case of the phrase."""
    marked, runs = False, list[tuple[int, int]]()
    place = begin
    while place < end:
        if words.forms[place] in _MARKS:
            marked = not marked
        elif not marked and _is_name(words, place, begin):
            stop = _run_end(words, place, end)
            if place > begin and words.lower[place - 1] in words.lexicon.linking:
                if stop - place > 2:
                    runs.append((place + 1, stop))
            else:
                runs.append((place, stop))
            place = stop
            continue
        place += 1
    if not runs or runs[-1][1] != end:
        return end
    first, stop = runs[-1]
    title = words.forms[first]
    titled = stop - first >= _NAME and len(title) > 1 and is_common(words.lexicon, title)
    if titled:
        return _without_place(words, first + 1, stop, verb, oblique)
    opens = first == 0 or not words.is_word(first - 1)
    if first == begin and (words.lexicon.dictionary or not opens or stop - first < _NAME):
        return first
    return _without_place(words, first, stop, verb, oblique)


def _without_place(words: Words, first: int, stop: int, verb: int, oblique: bool) -> int:
    """The name at the end of a run that follows a function: a country or city in the genitive before it is
    none of it ("посол Чехии Ян Новак")."""
    capitals = [place for place in range(first, stop) if words.is_word(place)]
    if len(capitals) == 1:
        low = words.lower[first]
        if words.forms[first - 1] in _MARKS:
            return first
        known = low.endswith(words.lexicon.cases.surname_ends)
        if oblique:
            return first if low.endswith(_genitives(words)) else stop
        fits = known or verb < 0 or agrees(words, verb, first, names=False)
        return first if fits and not low.endswith(words.lexicon.cases.places) else stop
    initials = any(words.forms[place] == "." for place in range(first, stop))
    if initials:
        return first
    size = _NAME if len(capitals) >= _NAME and _patronymic(words, capitals[-2]) else 2
    if len(capitals) > 2 and _patronymic(words, capitals[-1]):
        size = 3
    return capitals[-size] if len(capitals) > size else first


def _genitives(words: Words) -> tuple[str, ...]:
    return tuple(row.split()[0] for row in words.lexicon.cases.surnames if len(row.split()[0]) > 2)


def _patronymic(words: Words, place: int) -> bool:
    return words.lower[place].endswith(words.lexicon.cases.patronymics)


def _is_name(words: Words, place: int, begin: int) -> bool:
    form = words.forms[place]
    if not words.is_word(place) or not words.capital(place) or (form.isupper() and len(form) > 1):
        return False
    if len(form) == 1:
        return place + 1 < len(words) and words.forms[place + 1] == "."
    if words.lower[place] in words.lexicon.stop or words.lower[place] in words.lexicon.calendar:
        return False
    opens = place == 0 or not words.is_word(place - 1)
    follows = place + 1 < len(words) and words.is_word(place + 1) and words.capital(place + 1)
    if opens and function_at(words, place):
        return False
    return not (opens and not follows and is_common(words.lexicon, form))


def _run_end(words: Words, place: int, end: int) -> int:
    while place < end:
        joins = words.lower[place] in words.lexicon.particles and place + 1 < end and words.capital(place + 1)
        point = words.forms[place] == "." and len(words.forms[place - 1]) == 1
        capital = words.capital(place) and words.lower[place] not in words.lexicon.calendar
        if not (capital or joins or point):
            break
        place += 1
    return place


def _mention(words: Words, begin: int, end: int, name_first: int, *, oblique: bool) -> Mention:
    lexicon = words.lexicon
    name = words.text[words.starts[name_first] : words.ends[end - 1]] if name_first < end else ""
    if name:
        name = name_in_first_case(lexicon, name, oblique=oblique)
    function, role, told = "", state_named(words, begin, end), False
    if name_first > begin:
        forms = _lowered(words, begin, words.forms[begin:name_first])
        if oblique:
            forms = _oblique_function(words, forms)
        function = _joined(forms)
        office = office_in(words, begin, name_first, name_first)
        role, told = (office.role, office.told) if office else ("", False)
    return Mention(
        begin, end, name, function, role, False, 1 if oblique else 2, told or bool(role and not function)
    )


def _oblique_function(words: Words, forms: list[str]) -> list[str]:
    """The forms with the head in the first case; inside marks when nothing stands outside them."""
    if forms[0] not in _MARKS:
        plain = next((n for n, form in enumerate(forms) if not form[0].isalnum()), len(forms))
        return [*function_in_first_case(words.lexicon, forms[:plain]), *forms[plain:]]
    close = next((n for n, form in enumerate(forms[1:], 1) if form in _MARKS), len(forms))
    inner = function_in_first_case(words.lexicon, forms[1:close]) if close > 1 else []
    return [forms[0], *inner, *forms[close:]]


def _lowered(words: Words, begin: int, forms: list[str]) -> list[str]:
    """The forms, the first without the capital that only opens its sentence."""
    opens = begin == 0 or not words.is_word(begin - 1)
    known = lemmas(words.lexicon)
    common = forms[:1] and is_common(words.lexicon, forms[0]) and (not known or forms[0].lower() in known)
    if common and opens:
        return [forms[0][:1].lower() + forms[0][1:], *forms[1:]]
    return list(forms)


def _joined(forms: list[str]) -> str:
    """Words with blanks between them, but none inside marks or before a point."""
    text, marked = "", False
    for form in forms:
        mark = form in _MARKS
        glued = not text or (marked and (mark or text[-1] in _MARKS)) or not (form[0].isalnum() or mark)
        text += form if glued else f" {form}"
        marked = marked != mark
    return text
