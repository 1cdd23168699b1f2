"""Subjects that can speak, and whom "he" or "she" may mean, where a subject stands before its verb."""

from __future__ import annotations

from bisect import bisect_left

from analysis.voices.cast import MUTE, Cast, speaker_of
from analysis.voices.nounphrases import head_end
from analysis.voices.speakers import Person, Speaker, named_mention
from analysis.voices.subjects import Subject
from analysis.voices.words import Words

_ASKED = 8
_NEAR = 60
_PARTS = 4
_TAILS = ("preposition", "infinitive", "joining", "determiner", "relative")


class Able:
    """What one text tells of its subjects: genders by titles before surnames."""

    def __init__(self, words: Words, cast: Cast) -> None:
        self.words, self.cast = words, cast
        self.genders: dict[str, str] = {}
        self.titled: dict[str, list[int]] = {}
        if not words.lexicon.genders:
            return
        for place in range(len(words) - 1):
            gender = words.lexicon.genders.get(words.lower[place], "")
            if gender and words.capital(place):
                for here in self._name_at(place + 1):
                    self.genders[words.lower[here]] = gender
                    self.titled.setdefault(gender, []).append(here)

    def _name_at(self, place: int) -> list[int]:
        """The last capitalised word behind a title and its point: the surname."""
        words = self.words
        place += words.forms[place] == "."
        end = place
        while end < min(len(words), place + _PARTS) and words.is_word(end) and words.capital(end):
            end += 1
        return [end - 1] if end > place else []

    def instead(self, subject: Subject) -> Speaker | None:
        """Who speaks in place of a subject that cannot: nobody for a thing, the last speaker for words that
        are no noun phrase; None where the subject can speak, or is a pronoun whose gender fits."""
        words, mention = self.words, subject.mention
        if mention is None:
            return self._meant(subject) if subject.by == "pronoun" else None
        if mention.name or mention.role:
            return None
        first, last = mention.first, mention.last
        tail = (
            any(words.tag(last - 1, kind) for kind in _TAILS) or words.lower[last - 1] in words.lexicon.finite
        )
        opened = words.tag(first, "relative") and not words.tag(first, "determiner")
        broken = tail or opened or words.tag(first, "pronoun")
        if broken:
            return self.cast.resolve(None, first)
        head = words.lower[head_end(words, first, last) - 1]
        return MUTE if head in words.lexicon.mute else None

    def _meant(self, subject: Subject) -> Speaker | None:
        """Whom a pronoun of a gender means: a person introduced behind the last speaker in the sentence
        before, else another than the last speaker where his gender is told to be another."""
        words, place = self.words, subject.first
        gender = words.lexicon.genders.get(words.lower[place][:3].strip("'’"), "")
        if not gender:
            return None
        new = self._introduced(place, gender)
        last = self.cast.last
        if new is None and last is not None and last.person and self._gender(last.name) not in ("", gender):
            new = self._titled(place, gender)
        if new is None:
            return None
        return speaker_of(new)._replace(first=subject.first, last=subject.last, by="pronoun")

    def _titled(self, place: int, gender: str) -> Person | None:
        """The person last named with a title of a gender before a place."""
        places = self.titled.get(gender, [])
        at = bisect_left(places, place) - 1
        if at < 0:
            return None
        form = self.words.forms[places[at]]
        return self.cast.introduce(named_mention(self.words, places[at], places[at] + 1)) if form else None

    def _before(self, place: int) -> list[tuple[int, Person]]:
        """Persons named before a place, the nearest first."""
        cast = self.cast
        found = [*cast.until(cast.seen, place, _ASKED), *cast.until(cast.subjects, place, _ASKED)]
        return sorted(found, key=lambda pair: -pair[0])

    def _introduced(self, place: int, gender: str) -> Person | None:
        """A person with words in apposition, named behind the last speaker and shortly before a place."""
        words, last = self.words, self.cast.last
        for at, person in self._before(place):
            if at < place - _NEAR or (last is not None and at <= last.first):
                return None
            if (
                last is not None
                and last.first >= 0
                and not any(map(words.ends_sentence, range(last.first, at)))
            ):
                return None
            end = at + len(person.name.split())
            apposed = end + 1 < place and words.forms[end] == "," and not words.capital(end + 1)
            if apposed and words.is_word(end + 1) and self._gender(person.name) in ("", gender):
                return person
        return None

    def _gender(self, name: str) -> str:
        """The gender that titles before the surname, or the first name, tell."""
        parts = name.lower().split()
        told = self.genders.get(parts[-1], "") if parts else ""
        return told or (self.words.lexicon.genders.get(parts[0].strip("."), "") if len(parts) > 1 else "")
