"""Who speaks: persons and functions named in reporting clauses, and whom a later word means.

A person is a run of capitalised words; a function is a word or phrase of the language's roles. Within one
article a bare function means the person introduced with it, a surname the full name, a pronoun the last
speaker. There is no model behind it: a capitalised run that is a place or an organisation is told from a
person only by its place in the reporting clause.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.voices.named import (
    as_initials,
    is_adjective,
    is_day,
    joins_name,
)
from analysis.voices.offices import Office, office_at, state_named
from analysis.voices.states import INTERNATIONAL, OWN
from analysis.voices.words import Words, has_suffix

UNNAMED = "unnamed"


class Mention(NamedTuple):
    """Words [first, last) that name somebody: `name` and `function` as written or "", `role` or "".

    `sure` tells how well the name's first case is known: 2 as written, 1 by its endings, 0 not at all; `told`
    that a country or body beside the function tells its role.
    """

    first: int
    last: int
    name: str
    function: str
    role: str
    oblique: bool
    sure: int = 0
    told: bool = False

    def owner(self, words: Words) -> bool:
        """Whether the mention stands in the possessive ("Weber's report said")."""
        return words.lower[self.last - 1].endswith(("'s", "’s"))


@dataclass(eq=False)
class Person:
    """Somebody of the article, as first introduced."""

    name: str
    role: str = ""
    sure: int = 0
    told: bool = False
    functions: list[str] = field(default_factory=list)


class Speaker(NamedTuple):
    """Who speaks: a person's name, else the body or function as written; `function` as written.

    Words [first, last) say so at this place (-1 when none do), `by` a name, a function or a pronoun.
    """

    name: str
    role: str
    function: str = ""
    first: int = -1
    last: int = -1
    by: str = ""
    person: bool = False


NOBODY = Speaker("", UNNAMED)


def function_at(words: Words, place: int) -> tuple[int, str] | None:
    """Size and role of the role phrase or compound that starts at `place`."""
    if place not in words.functions:
        words.functions[place] = _function_at(words, place)
    return words.functions[place]


def _function_at(words: Words, place: int) -> tuple[int, str] | None:
    lexicon, low = words.lexicon, words.lower
    for phrase, _, role in lexicon.roles.get(low[place], ()):
        size = len(phrase)
        if size == 1 and role == INTERNATIONAL and not as_initials(words, place):
            continue
        if size == 1 or tuple(low[place : place + size]) == phrase:
            body = words.states.body(words, place) if words.states else 0
            return (body, OWN) if body > size else (size, role)
    if words.states and (body := words.states.body(words, place)):
        return body, OWN
    if words.capital(place) and lexicon.capital_nouns and len(low[place]) > 7:
        suffix = has_suffix(low[place], lexicon.suffixes)
        if suffix:
            return 1, lexicon.role_words[suffix]
    return None


def mentions(words: Words, first: int, last: int) -> list[Mention]:
    """Persons and functions named in words [first, last), in order."""
    found: list[Mention] = []
    place = first
    while place < last:
        place = words.next_name(place)
        if place >= last:
            break
        source = words.tag(place, "according")
        if source:
            place += source.size
            continue
        at = function_at(words, place)
        if at:
            start, end, role = with_lead(words, place, at, last)
            office = office_at(words, start, end, _run(words, end, last), role)
            place, end = min(place, max(first, office.first)), min(max(end, office.end), last)
            end = _portfolio(words, place, end, last)
            stop = _run(words, end, last)
            begin = max(end, stop - 2) if words.lexicon.cyrillic else end
            name = _name(words, begin, stop) if _adjacent(words, end) else ""
            owner = name.endswith(("'s", "’s"))
            oblique = owner or _oblique(words, place, first)
            named = name[:-2] if owner else name
            function = words.text[words.starts[place] : words.ends[end - 1]]
            where = (place, stop if name else end)
            found.append(Mention(*where, named, function, office.role, oblique, told=office.told))
            place = stop if name else end
        elif is_day(words, place):
            place += 1
        elif words.capital(place) and not words.tag(place, "verb"):
            stop = max(_run(words, place, last), place + 1)
            nobody = stop - place == 1 and words.nameless(place)
            name = "" if nobody else _name(words, place, stop)
            if name and not (stop < last and function_at(words, stop)) and _proper(words, place, name, first):
                role = state_named(words, place, stop)
                oblique = _oblique(words, place, first)
                found.append(Mention(place, stop, name, "", role, oblique, told=bool(role)))
            place = stop
        else:
            place += 1
    return found


def _portfolio(words: Words, place: int, end: int, last: int) -> int:
    """End of an office with what it is for, before the two last capitals behind it, which are the name
    ("Minister of Trade Ann Lee"); with an article before it it may be a body, and nothing is added."""
    lexicon = words.lexicon
    if not lexicon.subject_first or end + 3 >= last or words.lower[end] not in lexicon.linking:
        return end
    if place and words.tag(place - 1, "determiner"):
        return end
    stop = _run(words, end + 1, last)
    return stop - 2 if stop - end > 3 else end


def with_lead(words: Words, place: int, at: tuple[int, str], last: int) -> tuple[int, int, str]:
    """Words and role of an office, over an international body that leads it ("NATO spokesman")."""
    end = place + at[0]
    lead = function_at(words, end) if at[1] == INTERNATIONAL and end < last else None
    return (end, end + lead[0], OWN) if lead and lead[1] == OWN else (place, end, at[1])


def office_in(words: Words, first: int, last: int, after: int) -> Office | None:
    """The first function in words [first, last), with its role as told; `after` ends the name behind it."""
    for place in range(first, last):
        at = function_at(words, place)
        if at:
            start, end, role = with_lead(words, place, at, last)
            return office_at(words, start, end, after, role)
    return None


def named_mention(words: Words, first: int, last: int) -> Mention:
    """Words [first, last) as the name of a person, whatever stands around them."""
    return Mention(first, last, words.text[words.starts[first] : words.ends[last - 1]], "", "", False)


def _proper(words: Words, place: int, name: str, first: int) -> bool:
    """Whether a name of one word is more than a capital: at the head of a clause it stands before a verb or
    a comma; where common nouns are capitalised, elsewhere only behind a verb."""
    if name.endswith(("'s", "’s")):
        return False
    if " " in name:
        return True
    opens = place == 0 or not words.is_word(place - 1)
    if opens and place + 1 < len(words):
        after = place + 1
        leads = words.tag(after, "verb") or words.tag(after, "preposition")
        return leads is not None or not words.is_word(after)
    if words.lexicon.subject_first and not words.tag(place - 1, "verb"):
        return not is_adjective(words, place)
    if not words.lexicon.capital_nouns:
        return True
    return words.tag(place - 1, "verb") is not None


def pick_subject(words: Words, clear: list[Mention], verb: int, first: int) -> Mention | None:
    """The mention that a reporting verb most likely has as subject."""
    if not clear:
        return None
    if verb < 0:
        return next((mention for mention in clear if mention.name), clear[0])
    after = [mention for mention in clear if mention.first > verb]
    before = [mention for mention in clear if mention.last <= verb]
    pronoun = any(words.tag(place, "pronoun") for place in (verb - 1, verb - 2) if place >= first)
    if words.lexicon.subject_first:
        inverted = verb == first or (verb == first + 1 and not before and not pronoun)
        if after and inverted and not words.tag(verb, "told"):
            return after[0]
    elif after and (not before or verb - first <= 1):
        return after[0]
    if pronoun:
        return None
    if before:
        return next((mention for mention in before if mention.name), before[0])
    return None


def has_subject(words: Words, first: int, last: int, verb: int) -> bool:
    """Whether words [first, last) hold a noun that may be the subject, though it names nobody known."""
    stop, calendar = words.lexicon.stop, words.lexicon.calendar
    return any(
        place != verb
        and words.is_word(place)
        and len(words.lower[place]) > 2
        and not words.lower[place][0].isdigit()
        and words.lower[place] not in stop
        and (words.capital(place) or words.lower[place] not in words.lexicon.verb_particles)
        and words.lower[place] not in calendar
        and not any(words.tag(place, kind) for kind in ("verb", "preposition", "according", "backward"))
        and not _oblique(words, place, first)
        for place in range(first, last)
    )


def _adjacent(words: Words, place: int) -> bool:
    return place < len(words) and words.is_word(place)


def _run(words: Words, place: int, last: int) -> int:
    """End of the capitalised run at `place`; it stops before a function, a verb and a day's name."""
    begin = place
    while place < last and words.is_word(place):
        if is_day(words, place) or words.tag(place, "verb"):
            break
        if place > begin and function_at(words, place):
            break
        if not words.capital(place):
            if not joins_name(words, place, last) or place == begin:
                break
        elif words.forms[place][0].isdigit():
            break
        place += 1
        before = words.lower[place - 1]
        if (
            place < last
            and words.forms[place] == "."
            and (len(before) <= 2 or before in words.lexicon.titles)
        ):
            place += 1
    return place


def _name(words: Words, first: int, last: int) -> str:
    """The run as a name, without titles, nor function words at its head (a capital that only opens the
    sentence)."""
    skip = ("pronoun", "joining")
    while first < last and (
        words.lower[first] in words.lexicon.stop
        or words.lower[first] in words.lexicon.titles
        or not words.is_word(first)
        or any(words.tag(first, kind) for kind in skip)
    ):
        first += 1
    headline = any(
        words.capital(place) and words.lower[place] in words.lexicon.stop for place in range(first + 1, last)
    )
    if first >= last or headline or (last - first == 1 and len(words.forms[first]) < 2):
        return ""
    return words.text[words.starts[first] : words.ends[last - 1]]


def _oblique(words: Words, place: int, first: int) -> bool:
    """Whether a preposition governs the words at `place` (looking back over articles and adjectives)."""
    for here in range(place - 1, max(first, place - 4) - 1, -1):
        if not words.is_word(here):
            return False
        if words.tag(here, "preposition"):
            return True
        if words.tag(here, "verb") or words.capital(here):
            return False
    return False
