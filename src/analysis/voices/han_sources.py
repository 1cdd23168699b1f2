"""Who speaks, in a language written without blanks: the words that open a reporting clause."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.voices.clauses import in_idiom
from analysis.voices.offices import office_at
from analysis.voices.words import Words

LONGEST = 40
_NAME = 5
_CUTTING = ("preposition", "joining", "verb", "doing")
_MARKS = "·•・"
_PARTS = "、“”‘’《》"
_ABROAD = ("foreign_state", "international")
_SPEAKING = frozenset({"name", "capital", "body"})


class Source(NamedTuple):
    """Words [first, last) that name a speaker: `name` and `function` as written or "", `role` or "";
    `by` is name, function or pronoun."""

    first: int
    last: int
    name: str
    function: str
    role: str
    by: str


def source_in(words: Words, first: int, stop: int) -> Source | None:
    """The speaker named in words [first, stop), which end where the reporting verb begins; None when the
    subject is left out. Words of time and joining before it, and all from the first preposition, adverb or
    other verb behind it, are no part of it."""
    first = _opening(words, _behind_blank(words, first, stop), stop)
    last = _closing(words, first, stop)
    while last > first and (words.tag(last - 1, "determiner") or words.forms[last - 1] in "、等"):
        last -= 1
    if first >= last or last - first > LONGEST:
        return None
    pronoun = words.tag(first, "pronoun")
    if pronoun and first + pronoun.size == last:
        return Source(first, last, "", "", "", "pronoun")
    return _named(words, first, last) if words.forms[first][0].isalpha() or last - first > 1 else None


def persons_in(words: Words, clauses: Iterable[tuple[int, int]]) -> list[Source]:
    """Persons whom clauses [first, last) name as their subject with a function."""
    found = (source_in(words, first, last) for first, last in clauses)
    return [source for source in found if source and source.name and source.function]


def _behind_blank(words: Words, first: int, stop: int) -> int:
    """First word behind the last blank among words [first, stop): a blank divides headlines run together."""
    for place in range(stop - 1, first, -1):
        if words.starts[place] != words.ends[place - 1]:
            return place
    return first


def _opening(words: Words, first: int, stop: int) -> int:
    """First word of the subject, behind words of time, joining and occasion."""
    place = first
    while place < stop and not _whoseat(words, place, stop):
        joint = words.tag(place, "joining") or words.tag(place, "according")
        if joint:
            place += joint.size
        elif words.forms[place] in "（(":
            place = _behind_bracket(words, place, stop)
        elif size := _day(words, place, stop):
            place += size
        elif not words.is_word(place) and words.forms[place] not in _PARTS:
            place += 1
        elif place < stop and _adverbial(words, place):
            end = _occasion(words, place, stop)
            if end < 0:
                return stop
            place = end
        else:
            break
    return place


def _occasion(words: Words, place: int, stop: int) -> int:
    """First word behind a phrase of place or occasion that opens a clause ("at the press conference"): its
    last closing word, or -1."""
    for here in range(stop - 1, place, -1):
        tag = words.tag(here, "occasion")
        if tag and not in_idiom(words, here, place):
            return here + tag.size
    return -1


def _adverbial(words: Words, place: int) -> bool:
    return words.tag(place, "preposition") is not None and not in_idiom(words, place, max(0, place - 4))


def _day(words: Words, place: int, stop: int) -> int:
    """Size of a day, hour or year in figures at `place`, or 0."""
    if not words.forms[place][0].isdigit() or place + 1 >= stop:
        return 0
    return 2 if words.forms[place + 1] in "日月年时号" else 0


def _behind_bracket(words: Words, place: int, stop: int) -> int:
    while place < stop and words.forms[place] not in "）)":
        place += 1
    return place + 1


def _closing(words: Words, first: int, stop: int) -> int:
    """End of the subject: the first word of time, occasion, manner or other doing behind it."""
    place = first
    while place < stop:
        role = _whoseat(words, place, stop)
        if role:
            place += role[0]
            continue
        form = words.forms[place]
        tags = [tag for kind in _CUTTING if (tag := words.tag(place, kind))]
        inside = in_idiom(words, place, first) and all(tag.size == 1 for tag in tags)
        if place > first and (tags or _day(words, place, stop)) and not inside:
            return place
        if not words.is_word(place) and form not in (*_MARKS, *_PARTS):
            return place
        place += 1
    return stop


def _whoseat(words: Words, place: int, stop: int) -> tuple[int, str, bool] | None:
    """Size and role of the function, country or body that stands at a place, and whether a country before it
    tells its role."""
    found = words.states.match(words, place) if words.states else None
    country = found.size if found and found.kinds & _SPEAKING and place + found.size <= stop else 0
    for phrase, _, role in words.lexicon.roles.get(words.lower[place], ()):
        size = len(phrase)
        if place + size <= stop and tuple(words.lower[place : place + size]) == phrase:
            if country > size:
                break
            office = office_at(words, place, place + size, place + size, role)
            return size, office.role, office.told
    return (country, words.states.side(found.codes), False) if country and found and words.states else None


def _named(words: Words, first: int, last: int) -> Source:
    """The subject split into its function, up to the last declared one, and a name behind it; or a name and
    a short function behind that."""
    place, begin, end, roles, told = first, last, first, list[str](), False
    while place < last:
        role = _whoseat(words, place, last)
        if role:
            begin = min(begin, place)
            place += role[0]
            end = place
            roles.append(role[1])
            told = role[2]
        else:
            place += 1
    if not roles:
        return Source(first, last, _cut(words, first, last), "", "", "name")
    abroad = roles[-1] == "own_state" and not told and next((r for r in roles if r in _ABROAD), "")
    whose = abroad or roles[-1]
    if _is_name(words, end, last):
        return Source(first, last, _cut(words, end, last), _cut(words, first, end), whose, "name")
    titled = end == last and len(roles) == 1 and 2 <= begin - first <= 3
    if titled and words.forms[first] in words.lexicon.particles:
        return Source(first, last, _cut(words, first, begin), _cut(words, begin, last), whose, "name")
    return Source(first, last, "", _cut(words, first, last), whose, "function")


def _cut(words: Words, first: int, last: int) -> str:
    return words.text[words.starts[first] : words.ends[last - 1]]


def _is_name(words: Words, first: int, last: int) -> bool:
    """Whether words behind a function may be a person's name: two characters or more, of a foreign name any
    number of them with a dot between its parts; not the end of a body's name."""
    inside = words.forms[first:last]
    if last - first < 2 or not all(form.isalpha() or form in _MARKS for form in inside):
        return False
    if any(form in _MARKS for form in inside):
        return True
    ends = any(
        tag and place + tag.size == last
        for place in range(max(first, last - 2), last)
        if (tag := words.tag(place, "body_end"))
    )
    return last - first <= _NAME and not ends
