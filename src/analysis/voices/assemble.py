"""Voices of one text: direct and indirect speech with speaker, scare quotes, titles."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from analysis.declarations.countries import Home
from analysis.declarations.language import Language
from analysis.voices.accounts import account_source
from analysis.voices.agreed import named_in, people_in
from analysis.voices.agreement import points_back
from analysis.voices.antecedents import meant
from analysis.voices.clauses import Report, final_verb, opens_clause_at, passive_at, verb_behind_apposition
from analysis.voices.dialogue import Line, lines_in
from analysis.voices.extent import shifted_back
from analysis.voices.genders import gender_told
from analysis.voices.han import clauses_in, frame_of, goes_on, han_reports, said_before
from analysis.voices.han_sources import persons_in, source_in
from analysis.voices.kinds import kind_of
from analysis.voices.layout import DASHES, TITLE, Layout, Part, part_at
from analysis.voices.nouns import noun_subject
from analysis.voices.phrases import subject_phrase
from analysis.voices.pieces import NO_CUE, Cue, Piece, without_overlap
from analysis.voices.pointing import function_before, introduced, stands_for_name
from analysis.voices.quotes import Quote, pair_quotes
from analysis.voices.readable import Readable, readable
from analysis.voices.reports import reports_in
from analysis.voices.speakers import (
    NOBODY,
    Cast,
    Mention,
    Speaker,
    has_subject,
    mentions,
    named_mention,
    pick_subject,
    speaker_of,
)
from analysis.voices.speeches import own_voice, said_so
from analysis.voices.states import states_of
from analysis.voices.styled import held_without_marks
from analysis.voices.subjects import Subject, agent_of, first_subject, opening, source_of, subject_of
from analysis.voices.titles import is_title
from analysis.voices.words import Words, lexicon_of

_SHORT = 9
RULES = frozenset(["conjunction", "clauses", "according", "coreference", "sentences"])
_RULE_OF = {"that": "conjunction", "according": "according"}


@dataclass(frozen=True)
class Span:
    """A stretch [start, end) of a text (Python string offsets) in somebody's voice, or in marks.

    `kind` is direct, indirect, distancing or title. `speaker` is the fullest name the article gives, else the
    body or function as written, or ""; `function` is that function even where the name is known; `role` is a
    role of the language's declaration or "unnamed" (all "" for distancing and title). `verb` is the reporting
    verb as written, or "", and `stance` its class: neutral, affirming or doubting. `source` and `cue` are
    offsets of the words that name the speaker and of those that report, (-1, -1) when there are none; `by` is
    how the speaker is named there: name, function or pronoun.
    """

    start: int
    end: int
    kind: str
    speaker: str
    role: str
    verb: str
    function: str = ""
    stance: str = ""
    by: str = ""
    source: tuple[int, int] = (-1, -1)
    cue: tuple[int, int] = (-1, -1)


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


def moved(span: Span, plain: Readable) -> Span:
    """The span at the offsets of the original text."""
    if not plain.starts:
        return span
    start, end = plain.back(span.start, span.end)
    return replace(span, start=start, end=end, source=plain.back(*span.source), cue=plain.back(*span.cue))


class Reader:
    """One pass over the sentences of a text; `pieces` collects, in order, what somebody says."""

    def __init__(
        self, text: str, language: Language, country: str | Home = "", rules: frozenset[str] = RULES
    ) -> None:
        self.rules = rules
        home = Home(country) if isinstance(country, str) else country
        states = states_of(language.code, home)
        lexicon = lexicon_of(language, text)
        self.text, self.words = text, Words(text, lexicon, states)
        self.layout = Layout(self.words, pair_quotes(text, styles=language.quotes))
        self.pieces: list[Piece] = []
        self.waiting: list[int] = []
        self.marked: list[Span] = []
        self.next_short = 0
        self.said = -1
        self.behind = False
        self.line: Line | None = None
        self.sources: list[tuple[int, int]] = []
        self.speech: tuple[Speaker, Cue] | None = None
        self.parts = [self.layout.parts(sentence) for sentence in self.layout.sentences]
        outside = [(p.first, p.last) for parts in self.parts for p in parts if p.block < 0]
        agreeing = bool(self.words.lexicon.agreement)
        people = [one for part in outside for one in people_in(self.words, *part)] if agreeing else []
        self.cast = Cast(self.words, outside, people, linked="coreference" in rules)
        self.reported = False
        if self.words.lexicon.han:
            pairs = zip(self.layout.sentences, self.parts, strict=True)
            clauses = [clause[:2] for pair in pairs for clause in clauses_in(self.words, *pair)]
            for person in persons_in(self.words, clauses):
                self.cast.meet(Mention(*person[:5], False))

        self.verbs = [p for p in sorted(self.words.tags) if self.words.tag(p, "verb")]
        self.lines = {line.first: line for line in lines_in(self.words)}

    def spans(self) -> list[Span]:
        for number, sentence in enumerate(self.layout.sentences):
            self._sentence(number, sentence, self.parts[number])
        last = self.cast.last or NOBODY
        self._settle(last if last.name else self.cast.near(len(self.words)))
        found = [self._span(piece) for piece in without_overlap(self.text, self.pieces)]
        found.extend(self.marked)
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
            self._short(sentence, parts, None, reported=False)
            return
        whole = "sentences" in self.rules
        if whole and (self._backward(number, parts) or self._speech(sentence, parts)):
            return
        self._meant(sentence, parts)
        behind, self.behind = self.behind, False
        reports = self._reports(sentence, parts, behind=behind)
        reports = [report for report in reports if _RULE_OF.get(report.rule, "clauses") in self.rules]
        self.behind = bool(reports) or any(
            self.words.places("verb", part.first, part.last) for part in parts if part.block < 0
        )
        blocks = [index for index, part in enumerate(parts) if part.block >= 0]
        speaker: Speaker | None = None
        if whole and not (reports or blocks) and self._goes_on_saying(number, parts):
            return
        if not (reports or blocks) and self.words.lexicon.articles:
            self._host(parts)
        for report in reports:
            speaker = self._say(report, parts)
            self.said = number
        for index in blocks:
            self._block(parts, index, speaker)
        self._short(sentence, parts, speaker, reported=bool(reports))

    def _meant(self, sentence: tuple[int, int], parts: list[Part]) -> None:
        """Quotations of a pronoun before any name belong to whoever the sentence behind introduces."""
        if not (self.waiting and self.words.lexicon.articles and self.cast.linked):
            return
        first = next((part.first for part in parts if part.block < 0), sentence[1])
        if self.words.places("verb", first, sentence[1]):
            return
        person = introduced((self.cast.seen, self.cast.subjects), first, sentence[1])
        if person is not None:
            speaker = self.cast.speaks(speaker_of(person))
            self._settle(speaker)

    def _host(self, parts: list[Part]) -> None:
        """A sentence with a reporting verb but no report names whose report may follow ("praised the women.
        They had ...")."""
        for index, part in enumerate(parts):
            for place in range(part.first, part.last):
                if not (part.before and index > 1) and self.words.tag(place, "verb"):
                    speaker = self._who(parts[0].first, part.last, place)
                    if speaker != NOBODY:
                        self.cast.speaks(speaker)
                    return

    def _goes_on_saying(self, number: int, parts: list[Part]) -> bool:
        """A sentence behind a report, in its paragraph and with its verb shifted back, is part of it."""
        words, sentence = self.words, self.layout.sentences[number]
        first = sentence[0]
        same = first > 0 and self.said == number - 1 and words.forms[first - 1][0] != "\n"
        if not same or not self.pieces or not shifted_back(words, parts):
            return False
        start, stop = words.starts[parts[0].first], words.ends[sentence[1] - 1]
        last = self.pieces[-1]
        self.pieces.append(Piece(start, stop, "indirect", last.speaker, last.cue))
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
        speaker = self.cast.resolve(None, report.first) if alone else self._who(*report[1:4])
        self.cast.speaks(speaker)
        self._settle(speaker)
        cue = self._cue(report.verb) if report.verb >= 0 else self._phrase(report)
        for first, last in report.content:
            start = self.words.starts[first]
            if first <= (parts[0].first if parts else first):
                start = max(start, self.layout.after_dateline(first, last))
            said = said_so(self.words, report, parts) or (report.rule == "tail" and self._dialogue(first))
            kind = "direct" if said else "indirect"
            self.pieces.append(Piece(start, self.words.ends[last - 1], kind, speaker, cue))
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
        self.pieces.append(Piece(self.words.starts[first], last, "direct", *going))
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
            speaker, cue = self.cast.speaks(self._who(*line.teller, line.verb)), self._cue(line.verb)
            self._settle(speaker)
        for start, stop in line.said:
            where = self.words.starts[start], self.words.ends[stop - 1]
            self.pieces.append(Piece(*where, "direct", speaker, cue))
        return True

    def _dialogue(self, first: int) -> bool:
        """Whether a paragraph opens with a dash before the word `first`: a line of dialogue."""
        forms = self.words.forms
        return first > 0 and forms[first - 1] in DASHES and (first < 2 or forms[first - 2][0] == "\n")

    def _cue(self, place: int) -> Cue:
        """The reporting verb at a word."""
        words = self.words
        tag = words.tag(place, "verb")
        end = words.ends[place + tag.size - 1 if tag else place]
        form = words.text[words.starts[place] : end].lower()
        return Cue(form, tag.value if tag else "", words.starts[place], end)

    def _phrase(self, region: Report | Part) -> Cue:
        """The according-phrase of a reporting clause without a verb."""
        words = self.words
        for place in range(region.first, region.last):
            if tag := words.tag(place, "according"):
                return Cue("", "", words.starts[place], words.ends[place + tag.size - 1])
        return NO_CUE

    def _who(self, first: int, last: int, verb: int) -> Speaker:
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
                return NOBODY if phrase.first < 0 else self._resolved(phrase, first)
        if passive_at(self.words, verb):
            behind = [mention for mention in mentions(self.words, verb + 1, last) if mention.oblique]
            return self.cast.resolve(behind[0], first) if behind else NOBODY
        named = mentions(self.words, first, last)
        clear = [mention for mention in named if not mention.oblique] or ([] if verb >= 0 else named)
        pick = pick_subject(self.words, clear, verb, first)
        if pick is None and not any(self.words.tag(place, "pronoun") for place in range(first, last)):
            pick = next((m for m in named if m.function and m.last <= verb and not m.owner(self.words)), None)
            if pick is None and verb >= 0:
                pick = subject_phrase(words, first, last, verb)
                opens = words.lexicon.dropped and opens_clause_at(words, verb)
                if pick is None and not opens and has_subject(words, first, last, verb):
                    return NOBODY
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
        return self._resolved(subject, first)

    def _resolved(self, subject: Subject, place: int) -> Speaker:
        known = (self.cast.last or NOBODY).name or self.cast.near(place).name
        if subject.by == "pronoun" and not known and self.words.lexicon.articles and self.cast.linked:
            meant = function_before(self.words, subject.first, self.layout.spans)
            if meant is not None:
                speaker = self.cast.resolve(meant, place)
                return speaker._replace(first=subject.first, last=subject.last, by="pronoun")
        speaker = self.cast.resolve(subject.mention, max(place, subject.first), others=subject.others)
        if subject.mention and stands_for_name(subject.mention):
            before = self.cast.resolve(None, max(place, subject.first))
            speaker = before if before.name else speaker
        return speaker._replace(first=subject.first, last=subject.last, by=subject.by)

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

    def _block(self, parts: list[Part], index: int, inside: Speaker | None) -> None:
        """A quoted block: its own reporting clause, else the sentence's report, else its neighbours."""
        quote = self.layout.quotes[parts[index].block]
        if not self.layout.sizes[parts[index].block]:
            return
        if self._interrupted(quote, parts[index]):
            return
        frame = self._frame(parts, index) if "conjunction" in self.rules else None
        if frame is not None:
            speaker, cue = frame
            self._settle(speaker)
            self.cast.speaks(speaker)
            if not speaker.name and (speaker.by == "pronoun" or cue == NO_CUE):
                self.waiting.append(len(self.pieces))
        elif inside is not None:
            speaker, cue = inside, NO_CUE
        elif self._title(parts[index].block):
            self.marked.append(Span(quote.start, quote.end, "title", "", "", ""))
            return
        else:
            speaker, cue = self._neighbour(parts, index), NO_CUE
            if not speaker.name or self._goes_on(parts[index].block):
                self.waiting.append(len(self.pieces))
        self.pieces.append(Piece(quote.start, quote.end, "direct", speaker, cue))

    def _neighbour(self, parts: list[Part], index: int) -> Speaker:
        """Who speaks a block that nothing reports: whoever the next sentence of a paragraph that opens with
        the block is about, else the last speaker, with the words that name him in this paragraph."""
        words, (first, last) = self.words, (parts[index].first, parts[index].last)
        opens = first == 0 or words.forms[first - 1][0] == "\n"
        if "sentences" in self.rules and opens and len(parts) == 1 and words.lexicon.subject_first:
            subject = opening(words, last)
            if subject.mention is not None:
                return self.cast.speaks(self._resolved(subject, last))
        speaker = self.cast.last or NOBODY
        near = speaker.first >= 0 and speaker.last <= first
        if near and not any(words.forms[place][0] == "\n" for place in range(speaker.last, first)):
            return speaker
        return speaker._replace(first=-1, last=-1, by="")

    def _title(self, number: int) -> bool:
        """Whether a long quotation that nobody reports is a title."""
        first, last = self.layout.spans[number]
        opens = first == 0 or not self.words.is_word(first - 1)
        if self.layout.resumes(number):
            return False
        if opens and self.layout.quotes[number].ending(self.text) in tuple(",!?"):
            return False
        return self.layout.sizes[number] <= TITLE and is_title(self.words, first, last)

    def _goes_on(self, number: int) -> bool:
        quotes = self.layout.quotes
        return number + 1 < len(quotes) and quotes[number + 1].continues

    def _interrupted(self, quote: Quote, part: Part) -> bool:
        """A quotation with the reporting clause inside its marks, between dashes ("..., — said X. — ...")."""
        words = self.words
        for place in range(part.first + 2, part.last - 2):
            verb = place + 1
            if words.forms[place] not in DASHES or not words.tag(verb, "verb"):
                continue
            stop = next((p for p in range(verb, min(verb + 16, part.last)) if words.forms[p] in DASHES), -1)
            end = part.last if stop < 0 else stop
            if words.forms[place - 1] not in (",", "!", "?", "…", "."):
                continue
            speaker = self.cast.speaks(self._who(verb, end, verb))
            self._settle(speaker)
            cue = self._cue(verb)
            self.pieces.append(Piece(quote.start, words.ends[place - 1], "direct", speaker, cue))
            if 0 <= stop < part.last - 1:
                self.pieces.append(Piece(words.starts[stop + 1], quote.end, "direct", speaker, cue))
            return True
        return False

    def _frame(self, parts: list[Part], index: int) -> tuple[Speaker, Cue] | None:
        words, layout = self.words, self.layout
        if words.lexicon.han:
            said = frame_of(layout, parts, index)
            return (self._who(*said), self._cue(said[2])) if said else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        before = parts[index - 1] if index else None
        if after and after.block < 0:
            verb = layout.verb_near(after.first, 14 if words.lexicon.subject_first else 3)
            last = index + 1
            if verb < 0 and words.lexicon.subject_first and not words.tag(after.first, "according"):
                verb, last = verb_behind_apposition(words, parts, index + 1)
            quote = layout.quotes[parts[index].block]
            ends = quote.ending(words.text) in tuple(",.!?…，。")
            if 0 <= verb < parts[last].last and (after.before or ends or verb == after.first):
                return self._who(after.first, self._region_end(parts, last), verb), self._cue(verb)
            if words.tag(after.first, "according"):
                return self._who(after.first, self._region_end(parts, index + 1), -1), self._phrase(after)
            if named := (after.before or ends) and layout.named_after(parts[index].block, after.first):
                mention = named_mention(words, *named[:2])
                return self.cast.resolve(mention, after.first), self._cue(named[2])
        if before and before.block < 0:
            verb = next((p for p in range(before.last - 1, before.first - 1, -1) if words.tag(p, "verb")), -1)
            first = parts[max(0, index - 3)].first if before.before == "," else before.first
            if before.before in DASHES and words.lexicon.agreement and words.tag(before.first, "preposition"):
                first = parts[max(0, index - 2)].first
            if verb >= 0:
                return self._who(first, before.last, verb), self._cue(verb)
            if any(words.tag(p, "according") for p in range(before.first, before.last)):
                return self._who(before.first, before.last, -1), self._phrase(before)
            if parts[index].before == ":" and index >= 1:
                return self._who(first, before.last, -1), NO_CUE
        return None

    def _region_end(self, parts: list[Part], index: int) -> int:
        """End of a reporting clause with one apposition ("said Weber, head of the union")."""
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following and following.block < 0 and following.before == ",":
            return following.last if following.last - following.first < _SHORT else parts[index].last
        return parts[index].last

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
        if number == 0 or any(words.tag(p, "that") for p in range(verb + 1, parts[0].last)):
            return False
        end = parts[min(1, len(parts) - 1)].last
        told = words.lexicon.agreement or (words.lexicon.articles and words.tag(verb, "verb"))
        speaker = self._who(verb if told else verb + 1, end, verb if told else -1)
        self._attribute(number, speaker, verb)
        return True

    def _said_before(self, number: int, parts: list[Part]) -> bool:
        """The same where the speaker stands before the verb."""
        said = said_before(self.words, parts) if number else None
        if said is None:
            return False
        self._attribute(number, self._who(*said), said[2])
        return True

    def _attribute(self, number: int, speaker: Speaker, verb: int) -> None:
        """Make the sentence before sentence `number` a report of the speaker."""
        words = self.words
        self._settle(speaker)
        self.cast.speaks(speaker)
        inner = self.parts[number - 1]
        if inner:
            start, stop = words.starts[inner[0].first], words.ends[inner[-1].last - 1]
            start = max(start, self.layout.after_dateline(inner[0].first, inner[-1].last))
            self._rename(start, speaker)
            self.pieces.append(Piece(start, stop, "indirect", speaker, self._cue(verb)))

    def _rename(self, start: int, speaker: Speaker) -> None:
        """What was found behind `start` without a verb of its own belongs to the speaker named now."""
        for place in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[place]
            if piece.start < start:
                break
            if not piece.cue.verb:
                self.pieces[place] = piece._replace(speaker=speaker)

    def _settle(self, speaker: Speaker) -> None:
        """Give quotations that nobody had been named for to the first speaker named after them."""
        if speaker == NOBODY:
            return
        for place in self.waiting:
            piece = self.pieces[place]
            said = piece.speaker
            here = speaker._replace(first=said.first, last=said.last, by=said.by)
            self.pieces[place] = piece._replace(speaker=here if said.first >= 0 else speaker)
        self.waiting = []

    def _short(
        self, sentence: tuple[int, int], parts: list[Part], speaker: Speaker | None, *, reported: bool
    ) -> None:
        """Words in marks that are no block: speech joins the pieces, the rest is kept as it is."""
        while self.next_short < len(self.layout.quotes):
            number = self.next_short
            if self.layout.spans[number][0] >= sentence[1]:
                return
            self.next_short += 1
            if self.layout.blocks[number] or not self.layout.sizes[number]:
                continue
            quote = self.layout.quotes[number]
            kind = kind_of(self.layout, number, reported=reported or self._clause_reports(parts, number))
            if kind == "direct" and self._names_source(number):
                kind = "title"
            if kind == "direct":
                own = bool(self.words.lexicon.articles) and self._clause_reports(parts, number)
                nearest = own or speaker is None
                who = self._nearest(parts, self.layout.spans[number][0]) if nearest else speaker or NOBODY
                self.pieces.append(Piece(quote.start, quote.end, kind, who, NO_CUE))
            else:
                self.marked.append(Span(quote.start, quote.end, kind, "", "", ""))

    def _names_source(self, number: int) -> bool:
        """Whether a quotation with a capital stands in the according-phrase that a report rests on."""
        first = self.layout.spans[number][0]
        inner = min(first + 1, len(self.words) - 1)
        return any(start <= first < stop for start, stop in self.sources) and self.words.capital(inner)

    def _clause_reports(self, parts: list[Part], number: int) -> bool:
        """Whether a reporting verb stands in the clause of a quotation, before it."""
        first = self.layout.spans[number][0]
        part = part_at(parts, first)
        verb = bisect_left(self.verbs, first) - 1
        return part is not None and part.block < 0 and verb >= 0 and self.verbs[verb] >= part.first

    def _nearest(self, parts: list[Part], place: int) -> Speaker:
        """The subject of the last reporting verb before a place of the sentence, else the last speaker."""
        if "conjunction" not in self.rules:
            return NOBODY
        clause = part_at(parts, place)
        if clause and clause.block < 0 and (final := final_verb(self.words, clause, place)) >= 0:
            return self.cast.speaks(self._who(clause.first, clause.last, final))
        at = bisect_left(self.verbs, place) - 1
        while parts and at >= 0 and self.verbs[at] >= parts[0].first:
            verb = self.verbs[at]
            part = part_at(parts, verb)
            if part and part.block < 0 and verb < part.last:
                return self.cast.speaks(self._who(part.first, min(part.last, place), verb))
            at = bisect_left(self.verbs, part.first) - 1 if part and part.block >= 0 else at - 1
        if self.words.lexicon.subject_first and parts:
            subject = first_subject(self.words, parts[0].first, place)
            if subject.first >= 0:
                return self.cast.speaks(self._resolved(subject, parts[0].first))
        return self.cast.last or NOBODY
