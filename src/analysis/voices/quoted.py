"""Whose words a quotation is: long ones by their reporting clause or neighbours, short ones by their kind."""

from __future__ import annotations

from bisect import bisect_left

from analysis.voices.cast import Cast
from analysis.voices.clauses import final_verb, verb_behind_apposition
from analysis.voices.collected import Collected
from analysis.voices.han import frame_of
from analysis.voices.kinds import kind_of
from analysis.voices.layout import DASHES, TITLE, Layout, Part, part_at
from analysis.voices.more_reports import clause_start, joined_clause
from analysis.voices.pieces import NO_CUE, Cue, Piece
from analysis.voices.quotes import Quote
from analysis.voices.spans import Span
from analysis.voices.speakers import NOBODY, Speaker, named_mention
from analysis.voices.subjects import first_subject, opening
from analysis.voices.telling import Telling
from analysis.voices.titles import is_title

_SHORT = 9


class Quoted:
    """The quotations of one text; what they are is added to `found`."""

    def __init__(
        self, layout: Layout, cast: Cast, telling: Telling, found: Collected, rules: frozenset[str]
    ) -> None:
        self.words, self.layout, self.cast, self.telling = layout.words, layout, cast, telling
        self.found, self.rules, self.text = found, rules, layout.words.text
        self.next_short = 0
        self.sources: list[tuple[int, int]] = []
        self.verbs = self.words.places("verb", 0, len(self.words))

    def block(self, parts: list[Part], index: int, inside: Speaker | None) -> None:
        """A quoted block: its own reporting clause, else the sentence's report, else its neighbours."""
        quote = self.layout.quotes[parts[index].block]
        if not self.layout.sizes[parts[index].block]:
            return
        if self._interrupted(quote, parts[index]):
            return
        frame = self._frame(parts, index) if "conjunction" in self.rules else None
        if frame is not None:
            speaker, cue = frame
            self.found.settle(speaker)
            self.cast.speaks(speaker)
            if not speaker.name and (speaker.by == "pronoun" or cue == NO_CUE):
                self.found.waiting.append(len(self.found.pieces))
        elif inside is not None:
            speaker, cue = inside, NO_CUE
        elif self._title(parts[index].block):
            self.found.marked.append(Span(quote.start, quote.end, "title", "", "", ""))
            return
        else:
            speaker, cue = self._neighbour(parts, index), NO_CUE
            if not speaker.name or self._goes_on(parts[index].block):
                self.found.waiting.append(len(self.found.pieces))
        self.found.pieces.append(Piece(quote.start, quote.end, "direct", speaker, cue))

    def _neighbour(self, parts: list[Part], index: int) -> Speaker:
        """Who speaks a block that nothing reports: whoever the next sentence of a paragraph that opens with
        the block is about, else the last speaker, with the words that name him in this paragraph."""
        words, (first, last) = self.words, (parts[index].first, parts[index].last)
        opens = first == 0 or words.forms[first - 1][0] == "\n"
        if "sentences" in self.rules and opens and len(parts) == 1 and words.lexicon.subject_first:
            subject = opening(words, last)
            if subject.mention is not None:
                return self.cast.speaks(self.telling.resolved(subject, last))
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
            speaker = self.cast.speaks(self.telling.who(verb, end, verb))
            self.found.settle(speaker)
            cue = self.telling.cue(verb)
            self.found.pieces.append(Piece(quote.start, words.ends[place - 1], "direct", speaker, cue))
            if 0 <= stop < part.last - 1:
                self.found.pieces.append(Piece(words.starts[stop + 1], quote.end, "direct", speaker, cue))
            return True
        return False

    def _frame(self, parts: list[Part], index: int) -> tuple[Speaker, Cue] | None:
        words, layout = self.words, self.layout
        if words.lexicon.han:
            said = frame_of(layout, parts, index)
            return (self.telling.who(*said), self.telling.cue(said[2])) if said else None
        after = parts[index + 1] if index + 1 < len(parts) else None
        before = parts[index - 1] if index else None
        if after and after.block < 0 and not joined_clause(words, after.first):
            verb = layout.verb_near(after.first, 14 if words.lexicon.subject_first else 3)
            last = index + 1
            if verb < 0 and words.lexicon.subject_first and not words.tag(after.first, "according"):
                verb, last = verb_behind_apposition(words, parts, index + 1)
            quote = layout.quotes[parts[index].block]
            ends = quote.ending(words.text) in tuple(",.!?…，。")
            if 0 <= verb < parts[last].last and (after.before or ends or verb == after.first):
                return self.telling.who(after.first, self._region_end(parts, last), verb), self.telling.cue(
                    verb
                )
            if words.tag(after.first, "according"):
                return self.telling.who(
                    after.first, self._region_end(parts, index + 1), -1
                ), self.telling.phrase(after)
            if named := (after.before or ends) and layout.named_after(parts[index].block, after.first):
                mention = named_mention(words, *named[:2])
                return self.cast.resolve(mention, after.first), self.telling.cue(named[2])
        if before and before.block < 0:
            verb = next((p for p in range(before.last - 1, before.first - 1, -1) if words.tag(p, "verb")), -1)
            first = parts[max(0, index - 3)].first if before.before == "," else before.first
            if before.before in DASHES and words.lexicon.agreement and words.tag(before.first, "preposition"):
                first = parts[max(0, index - 2)].first
            if verb >= 0:
                return self.telling.who(first, before.last, verb), self.telling.cue(verb)
            if words.has_any("according", before.first, before.last):
                return self.telling.who(before.first, before.last, -1), self.telling.phrase(before)
            if parts[index].before == ":" and index >= 1:
                return self.telling.who(first, before.last, -1), NO_CUE
        return None

    def _region_end(self, parts: list[Part], index: int) -> int:
        """End of a reporting clause with one apposition ("said Weber, head of the union")."""
        following = parts[index + 1] if index + 1 < len(parts) else None
        if following and following.block < 0 and following.before == ",":
            return following.last if following.last - following.first < _SHORT else parts[index].last
        return parts[index].last

    def short(
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
                own = bool(self.words.lexicon.articles) or self._apart(number)
                own = own and self._clause_reports(parts, number)
                nearest = own or speaker is None
                who = self._nearest(parts, self.layout.spans[number][0]) if nearest else speaker or NOBODY
                self.found.pieces.append(Piece(quote.start, quote.end, kind, who, NO_CUE))
            else:
                self.found.marked.append(Span(quote.start, quote.end, kind, "", "", ""))

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

    def _apart(self, number: int) -> bool:
        """Whether the last reporting verb before a quotation stands behind all that was found so far."""
        verb = self.verbs[bisect_left(self.verbs, self.layout.spans[number][0]) - 1] if self.verbs else -1
        pieces = self.found.pieces
        behind = verb >= 0 and (not pieces or pieces[-1].end <= self.words.starts[verb])
        return self.words.lexicon.subject_first and behind

    def _nearest(self, parts: list[Part], place: int) -> Speaker:
        """The subject of the last reporting verb before a place of the sentence, else the last speaker."""
        if "conjunction" not in self.rules:
            return NOBODY
        clause = part_at(parts, place)
        if clause and clause.block < 0 and (final := final_verb(self.words, clause, place)) >= 0:
            return self.cast.speaks(self.telling.who(clause.first, clause.last, final))
        at = bisect_left(self.verbs, place) - 1
        while parts and at >= 0 and self.verbs[at] >= parts[0].first:
            verb = self.verbs[at]
            part = part_at(parts, verb)
            if part and part.block < 0 and verb < part.last:
                first = clause_start(self.words, parts, part, verb)
                return self.cast.speaks(self.telling.who(first, min(part.last, place), verb))
            at = bisect_left(self.verbs, part.first) - 1 if part and part.block >= 0 else at - 1
        if self.words.lexicon.subject_first and parts:
            subject = first_subject(self.words, parts[0].first, place)
            if subject.first >= 0:
                return self.cast.speaks(self.telling.resolved(subject, parts[0].first))
        return self.cast.last or NOBODY
