"""The persons of one article, in order of introduction, and whom a later word means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable

from analysis.voices.named import name_parts, same_first, same_surname, stem_of, title_before
from analysis.voices.speakers import NOBODY, UNNAMED, Mention, Person, Speaker, mentions
from analysis.voices.words import Words

_COMPOUND = 40
_NAMESAKES = 100
_ASKED = 8
_GAP = 5
_FAR = 9
MUTE = NOBODY._replace(by="")


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
        self.governed: list[tuple[int, Person]] = []
        self.by_function: dict[tuple[str, str], Person] = {}
        self.by_part: dict[tuple[str, str], Person] = {}
        self.last: Speaker | None = None
        for mention in people:
            self.seen.append((mention.first, self.introduce(mention)))
        before: Mention | None = None
        for first, last in () if words.lexicon.agreement else stretches:
            for mention in mentions(words, first, last):
                if " " in mention.name:
                    if before and self._introduced(before, mention):
                        mention = mention._replace(function=before.function, role=before.role)
                    title, name = title_before(words, mention.name) if not mention.function else ("", "")
                    if title:
                        mention = mention._replace(name=name, function=title)
                    person = self.introduce(mention)
                    if mention.function and mention.oblique and words.lexicon.subject_first:
                        self.governed.append((mention.first, person))
                    elif mention.function:
                        self.seen.append((mention.first, person))
                    elif not mention.oblique:
                        self.subjects.append((mention.first, person))
                elif before and self._apposed(before, mention):
                    self.introduce(mention._replace(name=before.name))
                before = mention

    def _apposed(self, named: Mention, mention: Mention) -> bool:
        """Whether a function stands behind a comma behind a name of two words ("Ann Lee, a minister")."""
        words, place = self.words, named.last
        if " " not in named.name or named.function or named.told or mention.name or not mention.function:
            return False
        gap = range(place + 1, mention.first)
        return words.forms[place] == "," and len(gap) <= _GAP and all(self._attribute(here) for here in gap)

    def _introduced(self, function: Mention, named: Mention) -> bool:
        """Whether a name between commas is that of a function before it ("the head of it, Ann Lee,")."""
        words, place = self.words, named.first - 1
        if function.name or not function.function or named.function or not 0 <= place - function.last <= _FAR:
            return False
        behind = words.forms[named.last] if named.last < len(words) else "."
        apart = any(
            words.tag(here, "verb") or words.forms[here] == "," for here in range(function.last, place)
        )
        return words.forms[place] == "," and behind in (",", ".", ";") and not apart

    def _beside(self, one: Mention, two: Mention) -> bool:
        """Whether no verb stands between two mentions, so that one may say what the other is."""
        first, last = (one.last, two.first) if one.first < two.first else (two.last, one.first)
        kinds = ("verb", "relative")
        return not any(self.words.tag(here, kind) for here in range(first, last) for kind in kinds)

    def _attribute(self, place: int) -> bool:
        """Whether a word may stand between an article and a function: no verb, preposition or mark."""
        words = self.words
        kinds = ("verb", "preposition", "relative", "joining")
        return words.is_word(place) and not any(words.tag(place, kind) for kind in kinds)

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
        for people in (self.seen, self.subjects, self.governed):
            index = bisect_left(people, place, key=lambda pair: pair[0])
            if index:
                return speaker_of(people[index - 1][1])
        return NOBODY

    @staticmethod
    def until(people: list[tuple[int, Person]], place: int, many: int) -> list[tuple[int, Person]]:
        """The last `many` persons named before a place."""
        index = bisect_left(people, place, key=lambda pair: pair[0])
        return people[max(0, index - many) : index]

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
                if self._beside(mention, other):
                    self._play(person, other)
            named = speaker_of(person)._replace(first=first, last=last, by=by)
            return named._replace(function=mention.function or named.function) if mention.sure else named
        known = self.find_function(mention)
        if known:
            role = known.role or mention.role or UNNAMED
            return speaker_of(known)._replace(role=role, first=first, last=last, by=by)
        return Speaker(mention.function, mention.role or UNNAMED, mention.function, first, last, by)

    def speaks(self, speaker: Speaker) -> Speaker:
        """Note the speaker as the last one, but for a thing that cannot speak."""
        if speaker is not MUTE:
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
