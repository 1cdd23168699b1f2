"""Who speaks: persons and functions named in reporting clauses, and whom a later word means.

A person is a run of capitalised words; a function is a word or phrase of the language's roles. Within one
article a bare function means the person introduced with it, a surname the full name, a pronoun the last
speaker. There is no model behind it: a capitalised run that is a place or an organisation is told from a
person only by its place in the reporting clause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.voices.named import (
    is_adjective,
    joins_name,
    name_parts,
    same_first,
    same_surname,
    stem_of,
    title_before,
)
from analysis.voices.offices import Office, office_at, state_named
from analysis.voices.states import INTERNATIONAL, OWN
from analysis.voices.words import Words, has_suffix

UNNAMED = "unnamed"
_COMPOUND = 40
_NAMESAKES = 100
_ASKED = 8


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
        elif words.lower[place] in words.lexicon.calendar:
            place += 1
        elif words.capital(place) and not words.tag(place, "verb"):
            stop = max(_run(words, place, last), place + 1)
            name = _name(words, place, stop)
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
        low = words.lower[place]
        if low in words.lexicon.calendar or words.tag(place, "verb"):
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


class Cast:
    """The persons of one article, in order of introduction, and the last speaker."""

    def __init__(
        self,
        words: Words,
        stretches: Iterable[tuple[int, int]],
        people: Iterable[Mention] = (),
        *,
        linked: bool = True,
    ) -> None:
        self.words, self.linked = words, linked
        self.people: list[Person] = []
        self.by_surname: dict[str, list[Person]] = {}
        self.seen: list[tuple[int, Person]] = []
        self.subjects: list[tuple[int, Person]] = []
        self.by_function: dict[tuple[str, str], Person] = {}
        self.by_part: dict[tuple[str, str], Person] = {}
        self.last: Speaker | None = None
        for mention in people:
            self.seen.append((mention.first, self.introduce(mention)))
        before: Mention | None = None
        for first, last in () if words.lexicon.agreement else stretches:
            for mention in mentions(words, first, last):
                if " " in mention.name:
                    title, name = title_before(words, mention.name) if not mention.function else ("", "")
                    if title:
                        mention = mention._replace(name=name, function=title)
                    person = self.introduce(mention)
                    if mention.function:
                        self.seen.append((mention.first, person))
                    elif not mention.oblique:
                        self.subjects.append((mention.first, person))
                elif before and self._apposed(before, mention):
                    self.introduce(mention._replace(name=before.name))
                before = mention

    def _apposed(self, named: Mention, mention: Mention) -> bool:
        """Whether a function stands behind a comma behind a name of two words ("Ann Lee, the minister")."""
        words, place = self.words, named.last
        if " " not in named.name or named.function or named.told or mention.name or not mention.function:
            return False
        gap = words.lower[place + 1 : mention.first]
        return words.forms[place] == "," and len(gap) <= 1 and all(word in words.lexicon.stop for word in gap)

    def introduce(self, mention: Mention) -> Person:
        """The person a mention with a name means, new or known; a fuller name replaces a surname."""
        person = self._namesake(mention.name)
        if person is None:
            person = Person(mention.name, sure=mention.sure)
            self.people.append(person)
            surname = name_parts(mention.name)[-1]
            self.by_surname.setdefault(surname[:3].lower(), []).append(person)
        elif self._better(mention, person):
            person.name, person.sure = mention.name, mention.sure
        if mention.function or len(name_parts(mention.name)) == len(name_parts(person.name)):
            self._play(person, mention)
        if mention.function:
            person.functions.append(mention.function)
            key = self._key(mention.function)
            for role in ("", person.role):
                if (role, key) not in self.by_function:
                    self.by_function[role, key] = person
                    for part in self._endings(key):
                        self.by_part.setdefault((role, part), person)
        return person

    @staticmethod
    def _play(person: Person, mention: Mention) -> None:
        """The first role holds, but for one that is told by a country beside the function."""
        if mention.role and (not person.role or (mention.told and not person.told)):
            person.role, person.told = mention.role, mention.told

    def meet(self, mention: Mention) -> None:
        """Note a person who is introduced with a function."""
        self.seen.append((mention.first, self.introduce(mention)))

    def full(self, speaker: Speaker) -> str:
        """The fullest name that the article gives for a speaker."""
        name = speaker.name
        if not speaker.person or not self.linked:
            return name
        person = self._namesake(name) if name else None
        return person.name if person else name

    def _namesake(self, name: str) -> Person | None:
        """The person of the article who has a name or its surname: with the very form first, else with one
        that differs in its ending; not one of another first name. Of very many alike only the first are
        asked."""
        *first, last = name_parts(name)
        known = self.by_surname.get(last[:3].lower(), [])[:_NAMESAKES]
        if self.words.lexicon.agreement or self.words.lexicon.dropped:
            known = [person for person in known if same_first(first, person.name.split()[:-1])]
        if self.words.lexicon.agreement:
            for person in known:
                if person.name.split()[-1] == last:
                    return person
        return next((person for person in known if same_surname(last, name_parts(person.name)[-1])), None)

    @staticmethod
    def _better(mention: Mention, person: Person) -> bool:
        """More parts win; of equally many the form in the first case, which is the shorter where that is not
        known."""
        name, known = mention.name, person.name
        more = len(name_parts(name)) - len(name_parts(known))
        if more or mention.sure or person.sure:
            return more > 0 or (more == 0 and mention.sure > person.sure)
        return len(name) < len(known) and same_surname(name, known)

    def _key(self, function: str) -> str:
        if self.words.lexicon.han:
            return function
        return " ".join(stem_of(word) for word in function.split())

    def _endings(self, key: str) -> list[str]:
        """Parts of a function that may stand for it: its first and last words, the ends of a compound."""
        parts = key.split(" ")
        found = [" ".join(parts[n:]) for n in range(1, len(parts))]
        found.extend(" ".join(parts[:n]) for n in range(len(parts) - 1, 0, -1))
        if self.words.lexicon.capital_nouns or self.words.lexicon.han:
            found.extend(key[n:] for n in range(1, min(len(key) - 1, _COMPOUND)))
        return found

    def find_function(self, mention: Mention) -> Person | None:
        """The person introduced with a function, or with one whose head it is ("minister"); of the same state
        when the mention tells one."""
        key, role = self._key(mention.function), mention.role if mention.told else ""
        found = self.by_function.get((role, key)) or self.by_part.get((role, key))
        if self.words.lexicon.agreement and (role, key) not in self.by_function:
            found = self._by_head(mention.function)
            return found if found and role in ("", found.role) else None
        if found is None and self.words.lexicon.capital_nouns:
            known = (self.by_function.get((role, part)) for part in self._endings(key))
            found = next((person for person in known if person), None)
        return found

    def _by_head(self, function: str) -> Person | None:
        """The person whose function has the same head with more behind it, or adjectives before it."""
        ends = self.words.lexicon.cases.adjective_lemmas
        for person in self.people:
            for known in person.functions:
                behind = known.startswith(function + " ")
                before = known.endswith(" " + function)
                lead = known[: len(known) - len(function)].split()
                if behind or (before and all(word.endswith(ends) for word in lead)):
                    return person
        return None

    def near(self, place: int) -> Speaker:
        """The person introduced last before a place with a function, else any that no preposition governs."""
        for people in (self.seen, self.subjects):
            index = bisect_left(people, place, key=lambda pair: pair[0])
            if index:
                return speaker_of(people[index - 1][1])
        return NOBODY

    def near_fitting(self, place: int, fits: Callable[[Speaker], bool]) -> Speaker:
        """The same, for whom a condition holds; of many only the last few are asked."""
        index = bisect_left(self.seen, place, key=lambda pair: pair[0])
        found = (speaker_of(person) for _, person in reversed(self.seen[max(0, index - _ASKED) : index]))
        return next((one for one in found if fits(one)), NOBODY)

    def resolve(self, mention: Mention | None, place: int, *, others: Iterable[Mention] = ()) -> Speaker:
        """The speaker whom a mention means; None (a pronoun, or nobody named) means the last speaker, or
        whoever was introduced last before `place` when nobody has spoken yet."""
        if not self.linked:
            return _as_written(mention)
        if mention is None:
            spoken = self.last if self.last and (self.last.name or not self.words.lexicon.articles) else None
            return (spoken or self.near(place))._replace(first=-1, last=-1, by="")
        first, last, by = mention.first, mention.last, "name" if mention.name else "function"
        if mention.name:
            person = self.introduce(mention)
            for other in (*others,) if not person.told else ():
                self._play(person, other)
            named = speaker_of(person)._replace(first=first, last=last, by=by)
            return named._replace(function=mention.function or named.function) if mention.sure else named
        known = self.find_function(mention)
        if known:
            role = known.role or mention.role or UNNAMED
            return speaker_of(known)._replace(role=role, first=first, last=last, by=by)
        return Speaker(mention.function, mention.role or UNNAMED, mention.function, first, last, by)

    def speaks(self, speaker: Speaker) -> Speaker:
        """Note the speaker as the last one."""
        self.last = speaker
        return speaker


def speaker_of(person: Person) -> Speaker:
    """A person as the speaker."""
    function = person.functions[0] if person.functions else ""
    return Speaker(person.name, person.role or UNNAMED, function, person=True)


def _as_written(mention: Mention | None) -> Speaker:
    """The speaker whom a mention names, without regard to the rest of the article."""
    if mention is None:
        return NOBODY
    by = "name" if mention.name else "function"
    name = mention.name or mention.function
    return Speaker(name, mention.role or UNNAMED, mention.function, mention.first, mention.last, by)
