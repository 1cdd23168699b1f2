"""Who a reporting clause names, and with which words it reports."""

from __future__ import annotations

from analysis.voices.able import Able
from analysis.voices.accounts import account_source
from analysis.voices.agreed import named_in
from analysis.voices.antecedents import meant
from analysis.voices.cast import Cast
from analysis.voices.clauses import Report, opens_clause_at, passive_at
from analysis.voices.earlier import describes_somebody, subject_before
from analysis.voices.genders import gender_told
from analysis.voices.han_sources import source_in
from analysis.voices.issuers import Issuers
from analysis.voices.layout import Layout, Part
from analysis.voices.nominative import declared_in_first_case
from analysis.voices.nouns import noun_subject
from analysis.voices.phrases import subject_phrase
from analysis.voices.pieces import NO_CUE, Cue
from analysis.voices.pointing import function_before, stands_for_name
from analysis.voices.speakers import NOBODY, Mention, Speaker, has_subject, mentions, pick_subject
from analysis.voices.subjects import Subject, agent_of, source_of, subject_of


class Telling:
    """The reporting clauses of one text: their speakers, as the cast of the text knows them, and cues."""

    def __init__(self, layout: Layout, parts: list[list[Part]], cast: Cast) -> None:
        self.words, self.layout, self.parts, self.cast = layout.words, layout, parts, cast
        self.able = Able(layout.words, cast)
        self.issuers = Issuers(layout.words, layout.sentences, parts)

    def cue(self, place: int) -> Cue:
        """The reporting verb at a word."""
        words = self.words
        tag = words.tag(place, "verb")
        end = words.ends[place + tag.size - 1 if tag else place]
        form = words.text[words.starts[place] : end].lower()
        return Cue(form, tag.value if tag else "", words.starts[place], end)

    def phrase(self, region: Report | Part) -> Cue:
        """The according-phrase of a reporting clause without a verb."""
        words = self.words
        for place in range(region.first, region.last):
            if tag := words.tag(place, "according"):
                return Cue("", "", words.starts[place], words.ends[place + tag.size - 1])
        return NO_CUE

    def who(self, first: int, last: int, verb: int) -> Speaker:
        """The speaker named in words [first, last): behind the verb when it leads its clause, else before."""
        words = self.words
        if words.lexicon.han:
            return self._before(first, verb if verb >= 0 else last)
        if words.lexicon.subject_first:
            subject = self._subject(first, last, verb)
            if subject is not None:
                return subject
        if words.lexicon.agreement:
            return self._agreeing(first, last, verb)
        if words.lexicon.articles:
            phrase = (
                noun_subject(words, first, last, verb) if verb >= 0 else account_source(words, first, last)
            )
            if phrase is not None:
                return NOBODY if phrase.first < 0 else self.resolved(phrase, first)
        if passive_at(self.words, verb):
            behind = [mention for mention in mentions(self.words, verb + 1, last) if mention.oblique]
            return self.cast.resolve(behind[0], first) if behind else NOBODY
        named = mentions(self.words, first, last)
        clear = [mention for mention in named if not mention.oblique] or ([] if verb >= 0 else named)
        pick = pick_subject(self.words, clear, verb, first)
        if pick is None and not self.words.has_any("pronoun", first, last):
            pick = next((m for m in named if m.function and m.last <= verb and not m.owner(self.words)), None)
            if pick is None and verb >= 0:
                pick = subject_phrase(words, first, last, verb)
                opens = words.lexicon.dropped and opens_clause_at(words, verb)
                if pick is None and not opens and has_subject(words, first, last, verb):
                    return NOBODY
        if pick and verb < 0 and not pick.name:
            pick = pick._replace(function=declared_in_first_case(words.lexicon, pick.function))
        side = [m for m in clear if m is not pick and pick and (m.first > verb) == (pick.first > verb)]
        speaker = self.cast.resolve(pick, first, others=side)
        if pick is None:
            at = next(
                (p for p in (verb - 1, verb + 1, verb - 2) if first <= p < last and words.tag(p, "pronoun")),
                -1,
            )
            if at >= 0:
                speaker = speaker._replace(first=at, last=at + 1, by="pronoun")
        return speaker

    def _subject(self, first: int, last: int, verb: int) -> Speaker | None:
        """The speaker where the subject stands before its verb; None in front of a colon."""
        words = self.words
        if passive_at(words, verb):
            subject = agent_of(words, verb, last)
            if subject.first < 0:
                return NOBODY
        elif verb >= 0:
            subject = subject_of(words, first, last, verb)
        else:
            subject = source_of(words, first, last)
            if subject.first < 0:
                return None
        return self.resolved(subject, first)

    def resolved(self, subject: Subject, place: int) -> Speaker:
        able = self.words.lexicon.subject_first and self.cast.linked
        if able and (instead := self.able.instead(subject)) is not None:
            return instead
        known = (self.cast.last or NOBODY).name or self.cast.near(place).name
        if subject.by == "pronoun" and not known and self.words.lexicon.articles and self.cast.linked:
            meant = function_before(self.words, subject.first, self.layout.spans)
            if meant is not None:
                speaker = self.cast.resolve(meant, place)
                return speaker._replace(first=subject.first, last=subject.last, by="pronoun")
        if subject.by == "pronoun" and self.words.lexicon.subject_first and self.cast.linked:
            earlier = subject_before(self.words, self.layout.sentences, subject.first, near=bool(known))
            if earlier is not None:
                speaker = self.cast.resolve(earlier, place)
                return speaker._replace(first=subject.first, last=subject.last, by="pronoun")
        speaker = self.cast.resolve(subject.mention, max(place, subject.first), others=subject.others)
        aside = subject.mention and describes_somebody(self.words, subject.mention)
        if subject.mention and (aside or stands_for_name(subject.mention)) and not speaker.person:
            before = self.cast.resolve(None, max(place, subject.first))
            speaker = before if before.name and (before.person or not aside) else speaker
        speaker = speaker._replace(first=subject.first, last=subject.last, by=subject.by)
        return self.issuers.issuer(speaker, subject.mention, self.cast) if self.cast.linked else speaker

    def _agreeing(self, first: int, last: int, verb: int) -> Speaker:
        """The speaker named in words [first, last), in a language whose endings tell the subject."""
        named = named_in(self.words, first, last, verb)
        if named.mention:
            return self.cast.resolve(named.mention, first)
        gender = gender_told(self.words, named.pronoun, verb)
        speaker = meant(self.words, self.cast, self.layout.sentences, self.parts, first, gender)
        if named.pronoun >= 0:
            return speaker._replace(first=named.pronoun, last=named.pronoun + 1, by="pronoun")
        return speaker if named.dropped else NOBODY

    def _before(self, first: int, stop: int) -> Speaker:
        """The speaker named in words [first, stop) of a language whose verbs stand behind their subject."""
        source = source_in(self.words, first, stop)
        if source is None or source.by == "pronoun":
            speaker = self.cast.resolve(None, first)
            return speaker._replace(first=source.first, last=source.last, by="pronoun") if source else speaker
        return self.cast.resolve(Mention(*source[:5], False), first)
