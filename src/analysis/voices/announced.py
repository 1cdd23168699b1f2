"""Speech without marks, announced by a reporting clause and a colon that end a paragraph ("It said:")."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.voices.clauses import Report, last_word, region
from analysis.voices.collected import Collected
from analysis.voices.layout import Layout, Part
from analysis.voices.pieces import Cue, Piece
from analysis.voices.quoted import Quoted
from analysis.voices.speakers import Speaker
from analysis.voices.telling import Telling
from analysis.voices.words import Words

_NEAR = 3


class Announced:
    """The speech that a paragraph announced, as long as it goes on."""

    def __init__(self, layout: Layout, telling: Telling, quoted: Quoted, found: Collected) -> None:
        self.layout, self.telling, self.quoted, self.found = layout, telling, quoted, found
        self.going: tuple[Speaker, Cue, int] | None = None

    def begin(self, sentence: tuple[int, int], parts: list[Part], speaker: Speaker | None) -> None:
        """Note the speech that a sentence announces, of its own speaker or of the one it reports already."""
        said = announcing(self.layout.words, sentence, parts)
        if said is not None:
            who = self.telling.cast.speaks(speaker or self.telling.who(*said[1:4]))
            self.found.settle(who)
            self.going = (who, self.telling.cue(said.verb), sentence[1])

    def goes_on(self, sentence: tuple[int, int], parts: list[Part], reports: Sequence[Report]) -> bool:
        """Whether a sentence belongs to the speech; it is noted."""
        going, self.going = self.going, None
        if going is None or not parts:
            return False
        words, (speaker, cue, begin) = self.layout.words, going
        where = parts[0].first, parts[-1].last
        first = begin == where[0] or words.forms[where[0] - 1][0] != "\n"
        if ends_speech(words, sentence, parts, reports, first=first):
            return False
        self.going = going
        start, stop = words.starts[where[0]], self.layout.end_of(*where)
        self.found.pieces.append(Piece(start, stop, "direct", speaker, cue))
        self.quoted.short(sentence, parts, speaker, reported=False)
        return True


def announcing(words: Words, sentence: tuple[int, int], parts: list[Part]) -> Report | None:
    """The reporting clause that ends a paragraph with a colon; it has no content of its own."""
    lexicon = words.lexicon
    if lexicon.mood or lexicon.agreement or lexicon.han or not parts or parts[-1].block >= 0:
        return None
    part, end = parts[-1], last_word(words, sentence)
    closes = end + 1 < len(words) and words.forms[end] == ":" and words.forms[end + 1][0] == "\n"
    if not closes:
        return None
    near = range(part.last - 1, max(part.first, part.last - _NEAR) - 1, -1)
    verb = next((place for place in near if words.tag(place, "verb")), -1)
    return Report((), region(parts, len(parts) - 1), part.last, verb, "speech") if verb >= 0 else None


def ends_speech(
    words: Words, sentence: tuple[int, int], parts: list[Part], reports: Sequence[Report], *, first: bool
) -> bool:
    """Whether a sentence behind an announcement is the outlet's again.

    It has marks of its own, announces something itself, or reports otherwise than in the speaker's own
    person; in the `first` paragraph only a reporting clause behind its content tells so.
    """
    if any(part.block >= 0 for part in parts) or announcing(words, sentence, parts):
        return True
    return any(
        (report.rule == "tail" or not first) and not _own_person(words, report)
        for report in reports
        if report.rule != "according"
    )


def _own_person(words: Words, report: Report) -> bool:
    own = words.lexicon.cues.first_person
    return any(words.lower[place] in own for place in range(report.first, report.last))
