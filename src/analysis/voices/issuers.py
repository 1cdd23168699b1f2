"""Who speaks in a document of words: whoever the text told to have issued it.

("The union issued a statement. The statement said ..."): the sender, never who receives it; the document
itself where nobody or more than one issued it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analysis.voices.cast import Cast
from analysis.voices.layout import Part
from analysis.voices.speakers import Mention, Speaker
from analysis.voices.subjects import subject_of
from analysis.voices.words import Words

_NEAR = 12
_WITHIN = 3
_FEW = 4


class Issuers:
    """The issuers of the documents of one text, by the noun of the document."""

    def __init__(self, words: Words, sentences: Sequence[tuple[int, int]], parts: list[list[Part]]) -> None:
        self.words, self.sentences, self.parts = words, sentences, parts
        self.known: dict[str, Mention] = {}
        self.number = 0

    def issuer(self, speaker: Speaker, mention: Mention | None, cast: Cast) -> Speaker:
        """The issuer, where the speaker is "the" and the noun of a document alone; else the speaker."""
        words = self.words
        if not words.lexicon.issuing or mention is None or mention.name or mention.last - mention.first != 1:
            return speaker
        first = mention.first
        if first < 1 or words.lower[first - 1] != "the":
            return speaker
        noun = words.lower[first]
        if noun not in words.lexicon.wordy or words.tag(first + 1, "preposition"):
            return speaker
        self._read(first)
        if noun not in self.known:
            return speaker
        return cast.resolve(self.known[noun], first)._replace(
            first=speaker.first, last=speaker.last, by=speaker.by
        )

    def _read(self, place: int) -> None:
        """Note who issues what in the sentences before the one of a word."""
        here = bisect_left(self.sentences, (place + 1,)) - 1
        for number in range(self.number, here):
            self._note(number)
        self.number = max(self.number, here)

    def _note(self, number: int) -> None:
        first, last = self.sentences[number]
        for noun in range(first, last):
            name = self.words.lower[noun]
            if name in self.words.lexicon.wordy and self._new(noun, first):
                found = self._issuers(number, noun)
                self.known.pop(name, None)
                names = {mention.name or mention.function for mention in found}
                if len(names) == 1 and _somebody(found[0]):
                    self.known[name] = found[0]

    def _new(self, noun: int, first: int) -> bool:
        """Whether a document is told of for the first time: with no "the" or other word that points back."""
        near = range(max(first, noun - _WITHIN), noun)
        return any(self.words.lower[here] in self.words.lexicon.cues.indefinite for here in near)

    def _issuers(self, number: int, noun: int) -> list[Mention]:
        """Subjects of the verb of issuing before a noun, or of the reporting verb of "in a statement"."""
        words, parts = self.words, self.parts[number]
        index = next((n for n, p in enumerate(parts) if p.block < 0 and p.first <= noun < p.last), -1)
        if index < 0:
            return []
        part = parts[index]
        verbs = [
            place
            for place in range(max(part.first, noun - _NEAR), noun)
            if words.lower[place] in words.lexicon.issuing
            and not (place > 0 and words.tag(place - 1, "passive"))
        ]
        if verbs:
            return self._subjects(parts, index, verbs[-1:])
        within = any(words.lower[here] == "in" for here in range(max(part.first, noun - _WITHIN), noun))
        said = [p for p in words.places("verb", *self.sentences[number]) if words.tag(p, "verb")]
        return self._subjects(parts, -1, said) if within else []

    def _subjects(self, parts: list[Part], index: int, verbs: Sequence[int]) -> list[Mention]:
        found: list[Mention] = []
        for verb in verbs:
            own = next((p for p in parts if p.block < 0 and p.first <= verb < p.last), None)
            if own is not None:
                start = parts[max(0, index - 2)].first if index > 0 else own.first
                subject = subject_of(self.words, start, own.last, verb)
                mention = subject.mention
                if mention is not None and not self.words.has_any("joining", mention.first, verb):
                    found.extend((mention, *subject.others))
        return found


def _somebody(mention: Mention) -> bool:
    """Whether a mention is a name or a few words, rather than a long phrase."""
    return bool(mention.name) or mention.last - mention.first <= _FEW
