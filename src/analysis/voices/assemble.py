"""Voices of one text: direct and indirect speech with speaker, scare quotes, titles."""

from __future__ import annotations

from analysis.declarations.countries import Home
from analysis.declarations.language import Language
from analysis.voices.agreed import people_in
from analysis.voices.agreement import points_back
from analysis.voices.announced import Announced, announcing, before_speech
from analysis.voices.cast import Cast, speaker_of
from analysis.voices.clauses import Report
from analysis.voices.collected import Collected
from analysis.voices.dialogue import Line, lines_in
from analysis.voices.extent import shifted_back
from analysis.voices.han import clauses_in, goes_on, han_reports, said_before
from analysis.voices.han_sources import persons_in
from analysis.voices.layout import DASHES, Layout, Part
from analysis.voices.lexicon import lexicon_of
from analysis.voices.pieces import NO_CUE, Cue, Piece, without_overlap
from analysis.voices.pointing import introduced
from analysis.voices.quoted import Quoted
from analysis.voices.quotes import pair_quotes
from analysis.voices.readable import readable
from analysis.voices.reports import reports_in
from analysis.voices.spans import Span, moved
from analysis.voices.speakers import (
    NOBODY,
    Mention,
    Speaker,
)
from analysis.voices.speeches import own_voice, said_so
from analysis.voices.states import states_of
from analysis.voices.styled import held_without_marks
from analysis.voices.telling import Telling
from analysis.voices.words import Words

RULES = frozenset(["conjunction", "clauses", "according", "coreference", "sentences"])
_RULE_OF = {"that": "conjunction", "according": "according"}


def find_voices(
    text: str, *, language: Language, country: str | Home = "", rules: frozenset[str] = RULES
) -> list[Span]:
    """The stretches of `text` that are not the outlet's own words, ordered by start.

    Measured by rules on the surface: marks, reporting verbs, conjunctions, the subjunctive of report,
    according-phrases, sentences that attribute the one before. Direct and indirect stretches never
    overlap; quoted words inside indirect speech are direct. A language that declares no reporting verbs
    gets direct speech only (`direct_only` tells). Misleads where a speaker's words go on without any mark
    ("The plan failed. It cost too much."), where a common noun stands as subject without a declared role,
    and for persons who share a surname. Time grows linearly with the text. Invisible characters and letters
    written in two parts are read as if they were not; offsets are those of `text` all the same.

    `country` is that of the outlet (two letters, or a Home with names the shipped lists lack). An office of
    state is of the own state when no country or this one stands beside it, of a foreign one when another
    does; with `country` "" any country beside it makes it foreign. A person keeps the role of the first
    function given; one told by a country goes before. Role "unnamed" with speaker "" is nobody named or a
    source that stays anonymous; with a speaker it is a name or function whose role nothing tells. Misleads
    where an office of another country stands alone in a report from there ("the government said").

    `rules` are those to use, besides the marks: reporting verbs with a `conjunction` or beside a quotation,
    bare `clauses` and moods, `according`-phrases, `coreference` (pronouns, functions and surnames), and whole
    `sentences` that belong to a report before or behind them. Fewer serve to tell what each brings.
    """
    plain = readable(text)
    if not plain.text or plain.text.isspace():
        return []
    return [moved(span, plain) for span in Reader(plain.text, language, country, rules).spans()]


class Reader:
    """One pass over the sentences of a text; `found` collects, in order, what somebody says."""

    def __init__(
        self, text: str, language: Language, country: str | Home = "", rules: frozenset[str] = RULES
    ) -> None:
        self.rules = rules
        home = Home(country) if isinstance(country, str) else country
        states = states_of(language.code, home)
        lexicon = lexicon_of(language, text)
        self.text, self.words = text, Words(text, lexicon, states)
        self.layout = Layout(self.words, pair_quotes(text, styles=language.quotes))
        self.found = Collected()
        self.said = -1
        self.behind = False
        self.line: Line | None = None
        self.speech: tuple[Speaker, Cue] | None = None
        self.parts = [self.layout.parts(sentence) for sentence in self.layout.sentences]
        outside = [(p.first, p.last) for parts in self.parts for p in parts if p.block < 0]
        agreeing = bool(self.words.lexicon.agreement)
        people = [one for part in outside for one in people_in(self.words, *part)] if agreeing else []
        self.cast = Cast(self.words, outside, people, linked="coreference" in rules)
        self.telling = Telling(self.layout, self.parts, self.cast)
        self.quoted = Quoted(self.layout, self.cast, self.telling, self.found, rules)
        self.announced = Announced(self.layout, self.telling, self.quoted, self.found)
        self.reported = False
        if self.words.lexicon.han:
            pairs = zip(self.layout.sentences, self.parts, strict=True)
            clauses = [clause[:2] for pair in pairs for clause in clauses_in(self.words, *pair)]
            for person in persons_in(self.words, clauses):
                self.cast.meet(Mention(*person[:5], False))

        self.lines = {line.first: line for line in lines_in(self.words)}

    def spans(self) -> list[Span]:
        for number, sentence in enumerate(self.layout.sentences):
            self._sentence(number, sentence, self.parts[number])
        last = self.cast.last or NOBODY
        self.found.settle(last if last.name else self.cast.near(len(self.words)))
        found = [self._span(piece) for piece in without_overlap(self.text, self.found.pieces)]
        found.extend(self.found.marked)
        found.extend(Span(*ends, "distancing", "", "", "") for ends in held_without_marks(self.words))
        return sorted(found, key=lambda span: (span.start, span.end, span.kind))

    def _span(self, piece: Piece) -> Span:
        who, cue, words = piece.speaker, piece.cue, self.words
        source = (words.starts[who.first], words.ends[who.last - 1]) if who.first >= 0 else (-1, -1)
        return Span(
            piece.start,
            piece.end,
            piece.kind,
            self.cast.full(who),
            who.role,
            cue.verb,
            who.function,
            cue.stance,
            who.by,
            source,
            (cue.start, cue.end),
        )

    def _sentence(self, number: int, sentence: tuple[int, int], parts: list[Part]) -> None:
        if self._line(sentence):
            self.quoted.short(sentence, parts, None, reported=False)
            return
        whole = "sentences" in self.rules
        if whole and (self._backward(number, parts) or self._speech(sentence, parts)):
            return
        self._meant(sentence, parts)
        behind, self.behind = self.behind, False
        reports = self._reports(sentence, parts, behind=behind)
        reports = [report for report in reports if _RULE_OF.get(report.rule, "clauses") in self.rules]
        if whole and self.announced.goes_on(sentence, parts, reports):
            return
        self.behind = bool(reports) or any(
            self.words.places("verb", part.first, part.last) for part in parts if part.block < 0
        )
        blocks = [index for index, part in enumerate(parts) if part.block >= 0]
        told = announcing(self.words, sentence, parts) if whole else None
        if told and told.content:
            reports = before_speech(reports, parts, told)
            blocks = [index for index in blocks if parts[index].first < told.last]
        speaker: Speaker | None = None
        if whole and not (reports or blocks or told) and self._goes_on_saying(number, parts):
            return
        if not (reports or blocks) and self.words.lexicon.articles:
            self._host(parts)
        for report in reports:
            speaker = self._say(report, parts)
            self.said = number
        for index in blocks:
            self.quoted.block(parts, index, speaker)
        self.quoted.short(sentence, parts, speaker, reported=bool(reports))
        if whole:
            self.announced.begin(sentence, parts, speaker)

    def _meant(self, sentence: tuple[int, int], parts: list[Part]) -> None:
        """Quotations of a pronoun before any name belong to whoever the sentence behind introduces."""
        if not (self.found.waiting and self.words.lexicon.articles and self.cast.linked):
            return
        first = next((part.first for part in parts if part.block < 0), sentence[1])
        if self.words.places("verb", first, sentence[1]):
            return
        person = introduced((self.cast.seen, self.cast.subjects), first, sentence[1])
        if person is not None:
            speaker = self.cast.speaks(speaker_of(person))
            self.found.settle(speaker)

    def _host(self, parts: list[Part]) -> None:
        """A sentence with a reporting verb but no report names whose report may follow ("praised the women.
        They had ...")."""
        for index, part in enumerate(parts):
            for place in range(part.first, part.last):
                if not (part.before and index > 1) and self.words.tag(place, "verb"):
                    speaker = self.telling.who(parts[0].first, part.last, place)
                    if speaker != NOBODY:
                        self.cast.speaks(speaker)
                    return

    def _goes_on_saying(self, number: int, parts: list[Part]) -> bool:
        """A sentence behind a report, in its paragraph and with its verb shifted back, is part of it."""
        words, sentence = self.words, self.layout.sentences[number]
        first = sentence[0]
        same = first > 0 and self.said == number - 1 and words.forms[first - 1][0] != "\n"
        if not same or not self.found.pieces or not shifted_back(words, parts):
            return False
        start, stop = words.starts[parts[0].first], words.ends[sentence[1] - 1]
        last = self.found.pieces[-1]
        self.found.pieces.append(Piece(start, stop, "indirect", last.speaker, last.cue))
        self.said = number
        return True

    def _reports(self, sentence: tuple[int, int], parts: list[Part], *, behind: bool) -> list[Report]:
        lexicon = self.words.lexicon
        if lexicon.silent:
            return []
        if not lexicon.han:
            return reports_in(self.layout, sentence, parts, behind=behind)
        found = han_reports(self.layout, sentence, parts)
        more = goes_on(self.words, sentence) if self.reported and not found else None
        self.reported = bool(found or more)
        return [more] if more else found

    def _say(self, report: Report, parts: list[Part]) -> Speaker:
        alone = report.rule == "main"
        speaker = self.cast.resolve(None, report.first) if alone else self.telling.who(*report[1:4])
        self.cast.speaks(speaker)
        self.found.settle(speaker)
        cue = self.telling.cue(report.verb) if report.verb >= 0 else self.telling.phrase(report)
        for first, last in report.content:
            start = self.words.starts[first]
            if first <= (parts[0].first if parts else first):
                start = max(start, self.layout.after_dateline(first, last))
            said = said_so(self.words, report, parts) or (report.rule == "tail" and self._dialogue(first))
            kind = "direct" if said else "indirect"
            self.found.pieces.append(Piece(start, self.layout.end_of(first, last), kind, speaker, cue))
            if report.rule == "speech":
                self.speech = (speaker, cue)
        return speaker

    def _speech(self, sentence: tuple[int, int], parts: list[Part]) -> bool:
        """A sentence behind a speech without marks belongs to it, when it is in the speaker's own person."""
        going, self.speech = self.speech, None
        first = parts[0].first if parts else 0
        if going is None or not parts or any(part.block >= 0 for part in parts):
            return False
        apart = self.words.forms[first - 1][0] == "\n"
        if apart or not own_voice(self.words, first, sentence[1]):
            return False
        self.speech = going
        last = self.words.ends[parts[-1].last - 1]
        self.found.pieces.append(Piece(self.words.starts[first], last, "direct", *going))
        return True

    def _line(self, sentence: tuple[int, int]) -> bool:
        """Whether a sentence belongs to a line of dialogue, whose speech is noted at its first sentence."""
        first = sentence[0]
        while first < sentence[1] and self.words.forms[first][0] == "\n":
            first += 1
        line = self.lines.get(first)
        if line is None:
            return self.line is not None and first < self.line.last
        self.line = line
        speaker, cue = NOBODY, NO_CUE
        if line.verb >= 0:
            speaker, cue = (
                self.cast.speaks(self.telling.who(*line.teller, line.verb)),
                self.telling.cue(line.verb),
            )
            self.found.settle(speaker)
        for start, stop in line.said:
            where = self.words.starts[start], self.words.ends[stop - 1]
            self.found.pieces.append(Piece(*where, "direct", speaker, cue))
        return True

    def _dialogue(self, first: int) -> bool:
        """Whether a paragraph opens with a dash before the word `first`: a line of dialogue."""
        forms = self.words.forms
        return first > 0 and forms[first - 1] in DASHES and (first < 2 or forms[first - 2][0] == "\n")

    def _backward(self, number: int, parts: list[Part]) -> bool:
        """A sentence such as "Dies erklärte der Minister." makes the sentence before it a report."""
        words = self.words
        if not parts or parts[0].block >= 0:
            return False
        if words.lexicon.han:
            return self._said_before(number, parts)
        first = parts[0].first
        tag = words.tag(first, "backward")
        if not tag or any(part.block >= 0 for part in parts) or not points_back(words, first, parts[0].last):
            return False
        reach = min(first + tag.size + 4, parts[0].last)
        verb = next((p for p in range(first, reach) if words.tag(p, "verb")), first + tag.size - 1)
        if number == 0 or words.has_any("that", verb + 1, parts[0].last):
            return False
        end = parts[min(1, len(parts) - 1)].last
        told = words.lexicon.agreement or (words.lexicon.articles and words.tag(verb, "verb"))
        speaker = self.telling.who(verb if told else verb + 1, end, verb if told else -1)
        self._attribute(number, speaker, verb)
        return True

    def _said_before(self, number: int, parts: list[Part]) -> bool:
        """The same where the speaker stands before the verb."""
        said = said_before(self.words, parts) if number else None
        if said is None:
            return False
        self._attribute(number, self.telling.who(*said), said[2])
        return True

    def _attribute(self, number: int, speaker: Speaker, verb: int) -> None:
        """Make the sentence before sentence `number` a report of the speaker."""
        words = self.words
        self.found.settle(speaker)
        self.cast.speaks(speaker)
        inner = self.parts[number - 1]
        if inner:
            start, stop = words.starts[inner[0].first], words.ends[inner[-1].last - 1]
            start = max(start, self.layout.after_dateline(inner[0].first, inner[-1].last))
            self.found.rename(start, speaker)
            self.found.pieces.append(Piece(start, stop, "indirect", speaker, self.telling.cue(verb)))
