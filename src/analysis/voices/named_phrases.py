"""Noun phrases and the names in them, in languages whose endings tell cases.

A phrase is adjectives, a noun, what depends on it, and a name: "посол Чехии Ян Новак" is the function "посол
Чехии" and the name "Ян Новак".
"""

from __future__ import annotations

from analysis.voices.agreement import agrees, is_manner, verb_like
from analysis.voices.nominative import (
    fold,
    function_in_first_case,
    is_common,
    is_first_case,
    lemmas,
    name_in_first_case,
)
from analysis.voices.offices import state_named
from analysis.voices.speakers import Mention, function_at, office_in
from analysis.voices.words import Words

MARKS = frozenset('«»„“”"‘’')
_LONGEST = 14
_NAME = 3
_AWAY = 10


def stops_before(words: Words, place: int) -> bool:
    """Whether a noun phrase ends before a word."""
    low = words.lower[place]
    if words.capital(place - 1) and is_manner(words, place) and lemmas(words.lexicon).get(low, low) == low:
        return True
    initial = words.forms[place] != low and words.forms[place + 1 : place + 2] == ["."] and len(low) == 1
    if low in words.lexicon.linking or initial:
        return False
    kinds = ("preposition", "pronoun", "relative", "that", "joining", "subordinating", "according")
    if low in words.lexicon.calendar or (low in words.lexicon.adverbs and not words.capital(place)):
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
        if form in MARKS:
            marked = not marked
        elif form != "." or (len(words.forms[place - 1]) > 1 and not marked):
            inside = marked or place == begin
            named = words.lower[place] in words.lexicon.linking and place > begin
            if words.tag(place, "joining") and _joins_field(words, begin, place, last):
                place += 1
                continue
            if named and all(words.capital(p) and not words.forms[p].isupper() for p in range(begin, place)):
                break
            if not words.is_word(place) or (not inside and stops_before(words, place)):
                break
        place += 1
    if marked and place < len(words) and words.forms[place] in MARKS:
        return place + 1
    while place > begin and words.lower[place - 1] in words.lexicon.linking:
        place -= 1
    return place


def phrase_at(words: Words, begin: int, last: int, *, verb: int, oblique: bool = False) -> Mention | None:
    """The noun phrase that begins at a word, as function and name in the first case; with an apposition."""
    end = _end(words, begin, last)
    if end <= begin:
        return None
    name_first = _name_at(words, begin, end, verb, oblique)
    mention = _mention(words, begin, end, name_first, oblique=oblique)
    if not mention.name and not oblique and end < last and words.tag(end, "preposition"):
        apart = _name_behind(words, end, last)
        return mention._replace(name=apart[2], last=apart[1]) if apart else mention
    if end + 1 < last and words.forms[end] == ",":
        other = _end(words, end + 1, last)
        name = _name_at(words, end + 1, other, verb, oblique)
        alone = (
            other < last and words.forms[other] == "," and is_first_case(words.lexicon, words.forms[end + 1])
        )
        if not mention.name and name == end + 1 and (other - name > 1 or alone):
            more = _mention(words, end + 1, other, name, oblique=oblique)
            return mention._replace(name=more.name, last=other)
        office = office_in(words, end + 1, min(end + 2, other), end + 1)
        if mention.name and not mention.function and office and other > end + 1:
            function = " ".join(_lowered(words, end + 1, words.forms[end + 1 : other]))
            return mention._replace(function=function, role=office.role, told=office.told)
    return mention


def _name_behind(words: Words, place: int, last: int) -> tuple[int, int, str] | None:
    """The name of two words behind a phrase with a preposition ("his colleague from the bank, Anna Kern")."""
    marked = False
    for begin in range(place + 1, min(place + _AWAY, last - 1)):
        form = words.forms[begin]
        if form in MARKS:
            marked = not marked
        elif not marked:
            divides = words.tag(begin, "verb") or words.tag(begin, "relative")
            if divides or not words.is_word(begin):
                return None
            if _first_name(words, begin):
                stop = _run_end(words, begin, last)
                return (begin, stop, words.text[words.starts[begin] : words.ends[stop - 1]])
    return None


def _first_name(words: Words, place: int) -> bool:
    """Whether a first name that the dictionary has stands in the first case before another capital, and no
    preposition governs it."""
    form = words.forms[place]
    known = lemmas(words.lexicon).get(form, "")[:1].isupper() and is_first_case(words.lexicon, form)
    follows = place + 1 < len(words) and words.is_word(place + 1) and words.capital(place + 1)
    return words.capital(place) and known and follows and words.tag(place - 1, "preposition") is None


def _joins_field(words: Words, begin: int, place: int, last: int) -> bool:
    """Whether "and" joins two nouns that depend on a function ("committee for defence and security")."""
    after = place + 1
    if after >= last or place - begin < 2 or words.capital(after) or not words.is_word(after):
        return False
    low = words.lower[after]
    lemma = lemmas(words.lexicon).get(low)
    if lemma is None or is_first_case(words.lexicon, low) or verb_like(words, after):
        return False
    if words.tag(after, "verb") or low in words.lexicon.adverbs or is_manner(words, after):
        return False
    before = words.lower[place - 1]
    governed = (
        any(words.lower[p] in words.lexicon.linking for p in range(begin, place)) or low[-1] == before[-1]
    )
    return governed and not words.capital(place - 1) and not is_first_case(words.lexicon, before)


def _name_at(words: Words, begin: int, end: int, verb: int, oblique: bool) -> int:
    """Where the name in a noun phrase begins, or `end` when it has none: its last capitalised run; one word
    alone only when it may be in the case of the phrase."""
    marked, runs = False, list[tuple[int, int]]()
    place = begin
    while place < end:
        if words.forms[place] in MARKS:
            marked = not marked
        elif not marked and is_name_at(words, place, begin):
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
        if words.forms[first - 1] in MARKS:
            return first
        known = low.endswith(words.lexicon.cases.surname_ends)
        if verb >= 0 and not oblique and words.lower[verb].endswith(words.lexicon.anonymous):
            return stop
        if oblique:
            return first if low.endswith(_genitives(words)) else stop
        fits = known or (
            (verb < 0 or agrees(words, verb, first, names=False)) and not _is_place(words, first, -1)
        )
        return first if fits and not low.endswith(words.lexicon.cases.places) else stop
    initials = any(words.forms[place] == "." for place in range(first, stop))
    if initials:
        return first
    size = _NAME if len(capitals) >= _NAME and _patronymic(words, capitals[-2]) else 2
    if len(capitals) > 2 and _patronymic(words, capitals[-1]):
        size = 3
    led = _surname(words, capitals[0])
    led = led or _is_place(words, capitals[0], oblique) or _first_name(words, capitals[-2])
    if len(capitals) > size and words.lexicon.dictionary and not led:
        size = len(capitals) if len(capitals) <= _NAME else size
    elif len(capitals) == _NAME + 1 and words.lexicon.dictionary and not _surname(words, capitals[1]):
        size = _NAME
    if (
        len(capitals) == 2
        and not oblique
        and verb >= 0
        and words.lower[capitals[0]].endswith(words.lexicon.cases.governed)
    ):
        return stop
    if len(capitals) == 2 and not oblique and _is_place(words, *capitals):
        size = 1
    return capitals[-size] if len(capitals) > size else first


def _surname(words: Words, place: int) -> bool:
    return words.lower[place].endswith(words.lexicon.cases.surname_ends)


def _is_place(words: Words, first: int, after: bool | int) -> bool:
    """Whether a capitalised word is in the second case, as a country or city before a name is; before a
    surname (`after` its place) only by an ending that no first name in the first case has."""
    form, low = words.forms[first], words.lower[first]
    lemma = lemmas(words.lexicon).get(form, "")
    other = lemma[:1].isupper() and fold(lemma) != fold(form)
    if after is True or after is False:
        return other or low.endswith(words.lexicon.cases.second)
    ends = words.lexicon.cases.feminine
    woman = after >= 0 and low.endswith(ends) and words.lower[after].endswith(ends)
    return other and not woman and low.endswith((*words.lexicon.cases.places, *words.lexicon.cases.feminine))


def _genitives(words: Words) -> tuple[str, ...]:
    return tuple(row.split()[0] for row in words.lexicon.cases.surnames if len(row.split()[0]) > 2)


def _patronymic(words: Words, place: int) -> bool:
    return words.lower[place].endswith(words.lexicon.cases.patronymics)


def is_name_at(words: Words, place: int, begin: int) -> bool:
    form = words.forms[place]
    if not words.is_word(place) or not words.capital(place) or (form.isupper() and len(form) > 1):
        return False
    if len(form) == 1:
        return place + 1 < len(words) and words.forms[place + 1] == "."
    opens = place == 0 or not words.is_word(place - 1)
    if (opens and words.lower[place] in words.lexicon.stop) or words.lower[place] in words.lexicon.calendar:
        return False
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
    if forms[0] not in MARKS:
        plain = next((n for n, form in enumerate(forms) if not form[0].isalnum()), len(forms))
        return [*function_in_first_case(words.lexicon, forms[:plain]), *forms[plain:]]
    close = next((n for n, form in enumerate(forms[1:], 1) if form in MARKS), len(forms))
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
        mark = form in MARKS
        glued = (
            not text
            or (marked and (mark or text[-1] in MARKS or text[-1] == "."))
            or not (form[0].isalnum() or mark)
        )
        text += form if glued else f" {form}"
        marked = marked != mark
    return text
