"""Speech without marks, announced by a reporting clause and a colon ("It said:", "as follows:").

The colon ends a paragraph, or stands before a capital where a source has lost its paragraph breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analysis.voices.clauses import Report, region
from analysis.voices.collected import Collected
from analysis.voices.layout import Layout, Part
from analysis.voices.pieces import Cue, Piece
from analysis.voices.quoted import Quoted
from analysis.voices.speakers import Speaker, function_at
from analysis.voices.telling import Telling
from analysis.voices.words import Words

_NEAR = 3
_FAR = 25
_FEW = 8
_CONTENT = 4


class Going(NamedTuple):
    """An announced speech: its first paragraph begins at a word (-1 when it began in its own sentence); one
    `within` its paragraph ends with it."""

    speaker: Speaker
    cue: Cue
    begin: int
    within: bool


class Announced:
    """The speech that a clause announced, as long as it goes on."""

    def __init__(self, layout: Layout, telling: Telling, quoted: Quoted, found: Collected) -> None:
        self.layout, self.telling, self.quoted, self.found = layout, telling, quoted, found
        self.going: Going | None = None

    def begin(self, sentence: tuple[int, int], parts: list[Part], speaker: Speaker | None) -> None:
        """Note the speech that a sentence announces, of its own speaker or of the one it reports already."""
        words = self.layout.words
        said = announcing(words, sentence, parts)
        if said is None:
            return
        who = self.telling.cast.speaks(speaker or self.telling.who(*said[1:4]))
        self.found.settle(who)
        first, cue = said.content[0][0] if said.content else -1, self.telling.cue(said.verb)
        self.going = Going(
            who, cue, sentence[1] if first < 0 else -1, first >= 0 and words.forms[first - 1] == ":"
        )
        if first >= 0:
            stop = self.layout.end_of(first, parts[-1].last)
            self.found.pieces.append(Piece(words.starts[first], stop, "direct", who, cue))

    def goes_on(self, sentence: tuple[int, int], parts: list[Part], reports: Sequence[Report]) -> bool:
        """Whether a sentence belongs to the speech; it is noted."""
        going, self.going = self.going, None
        if going is None or not parts:
            return False
        words, speaker, cue = self.layout.words, going.speaker, going.cue
        where = parts[0].first, parts[-1].last
        opens = words.forms[where[0] - 1][0] == "\n"
        if going.within and opens:
            return False
        first = going.begin >= 0 and (going.begin == where[0] or not opens)
        if ends_speech(words, sentence, parts, reports, first=first):
            return False
        self.going = going
        start, stop = words.starts[where[0]], self.layout.end_of(*where)
        self.found.pieces.append(Piece(start, stop, "direct", speaker, cue))
        self.quoted.short(sentence, parts, speaker, reported=False)
        return True


def announcing(words: Words, sentence: tuple[int, int], parts: list[Part]) -> Report | None:
    """The clause that announces a speech; its content is what of it stands in the sentence itself."""
    lexicon = words.lexicon
    if lexicon.mood or lexicon.agreement or lexicon.han:
        return None
    for index, part in enumerate(parts):
        behind = part.last + 1
        if part.block >= 0 or behind >= len(words) or words.forms[part.last] != ":":
            continue
        lost = words.forms[behind] == ","
        breaks = words.forms[behind][0] == "\n"
        after = parts[index + 1 :]
        inline = bool(after) and _speech_opens(words, after, behind + lost, lost=lost)
        verb = _announcer(words, parts, index, inline=inline and not lost) if breaks or inline else -1
        if verb >= 0:
            content = () if breaks else ((parts[index + 1].first, parts[-1].last),)
            return Report(content, region(parts, index), part.last, verb, "speech")
    return None


def _speech_opens(words: Words, parts: list[Part], place: int, *, lost: bool) -> bool:
    """Whether a sentence without marks opens at a place behind a colon."""
    part, short = parts[0], parts[-1].last - parts[0].first < _CONTENT
    return part.block < 0 and part.first == place and words.capital(place) and (lost or not short)


def _announcer(words: Words, parts: list[Part], index: int, *, inline: bool) -> int:
    """The word by which a clause before a colon announces speech, or -1."""
    part, wordy = parts[index], words.lexicon.wordy
    verbs = [verb for verb in words.places("verb", part.first, part.last) if part.last - verb <= _FAR]
    nouns = [p for p in range(part.first, part.last) if words.lower[p] in wordy and p not in verbs]
    near = [verb for verb in verbs if part.last - verb <= _NEAR]
    document = bool(near) and near[-1] == verbs[0] and any(noun >= near[-1] - _NEAR for noun in nouns)
    if near and (document or not inline):
        return near[-1]
    for place in words.places("resuming", part.first, part.last):
        tag = words.tag(place, "resuming")
        if tag and part.last - place - tag.size < _NEAR and _speaks(words, parts, index, place, nouns):
            return place
    if index and words.tag(part.first, "announcing"):
        before = parts[index - 1]
        nouns = [p for p in range(before.first, before.last) if words.lower[p] in wordy] + nouns
    for place in words.places("announcing", part.first, part.last):
        if part.last - place <= _FAR and _announces(words, place, part.last, nouns, verbs):
            return verbs[-1] if verbs else _issuing(words, part.first, place)
    return verbs[-1] if verbs and _told_from_afar(words, part, verbs[-1], nouns, inline=inline) else -1


def _told_from_afar(words: Words, part: Part, verb: int, nouns: list[int], *, inline: bool) -> bool:
    """Whether a verb announces what it stands farther before: beside the noun of a document, or with only a
    circumstance behind it ("said at the ceremony")."""
    tag = words.tag(verb, "verb")
    after = verb + (tag.size if tag else 1)
    if words.has_any("that", verb, part.last):
        return False
    if any(noun > verb for noun in nouns):
        return True
    aside = part.last - verb <= _FEW and words.tag(after, "preposition") is not None
    return aside and not inline


def _issuing(words: Words, first: int, place: int) -> int:
    """The verb of issuing before an announcing phrase, else the phrase."""
    return next(
        (p for p in range(place - 1, first - 1, -1) if words.lower[p] in words.lexicon.issuing), place
    )


def _speaks(words: Words, parts: list[Part], index: int, place: int, nouns: list[int]) -> bool:
    """Whether somebody or a document goes on at a verb: its clause names one, or the sentence reports."""
    first = parts[index].first
    if any(noun < place for noun in nouns) or words.has_any("verb", parts[0].first, place):
        return True
    if place > first and len(words.forms[place - 1]) > 1 and words.forms[place - 1].isupper():
        return True
    subject = range(max(first, place - _FEW), place)
    return any(words.tag(here, "pronoun") or function_at(words, here) for here in subject)


def _announces(words: Words, place: int, last: int, nouns: list[int], verbs: list[int]) -> bool:
    """Whether "as follows" stands behind a verb or noun of words, or "the following" before such a noun."""
    tag = words.tag(place, "announcing")
    end = place + (tag.size if tag else 1)
    if end == last:
        return any(here < place for here in (*nouns, *verbs))
    return any(end <= noun < end + _NEAR for noun in nouns)


def before_speech(reports: Sequence[Report], parts: list[Part], told: Report) -> list[Report]:
    """What a sentence reports before the clause that announces a speech in it."""
    stop = next(part.first for part in parts if part.last == told.last)
    kept = []
    for report in reports:
        content = tuple((first, min(last, stop)) for first, last in report.content if first < stop)
        if content and report.last <= told.last:
            kept.append(report._replace(content=content))
    return kept


def ends_speech(
    words: Words, sentence: tuple[int, int], parts: list[Part], reports: Sequence[Report], *, first: bool
) -> bool:
    """Whether a sentence behind an announcement is the outlet's again.

    It has marks of its own, announces something itself, or reports otherwise than in the speaker's own
    person; in the `first` paragraph only a reporting clause behind its content tells so.
    """
    marks = [index for index, part in enumerate(parts) if part.block >= 0]
    if any(not _within(words, parts, index) for index in marks) or announcing(words, sentence, parts):
        return True
    return any(
        (report.rule == "tail" or not first) and not _own_person(words, report)
        for report in reports
        if report.rule != "according"
    )


def _within(words: Words, parts: list[Part], index: int) -> bool:
    """Whether a long quotation is a part of its sentence rather than a speech: a clause goes on to it, and
    nothing beside it reports."""
    if not index or parts[index].before or parts[index - 1].block >= 0:
        return False
    beside = (*parts[index - 1 : index], *parts[index + 1 : index + 2])
    return not any(words.has_any("verb", part.first, part.last) for part in beside)


def _own_person(words: Words, report: Report) -> bool:
    own = words.lexicon.cues.first_person
    return any(words.lower[place] in own for place in range(report.first, report.last))
