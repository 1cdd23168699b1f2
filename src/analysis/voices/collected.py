"""What was found in a text so far: pieces of speech, and quotations that wait for their speaker."""

from __future__ import annotations

from analysis.voices.pieces import Piece
from analysis.voices.spans import Span
from analysis.voices.speakers import NOBODY, Speaker


class Collected:
    """Pieces of speech in the order in which they were found; `waiting` are places of pieces whose speaker
    is named later; `marked` are words in marks that are no speech."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.waiting: list[int] = []
        self.marked: list[Span] = []

    def rename(self, start: int, speaker: Speaker) -> None:
        """What was found behind `start` without a verb of its own belongs to the speaker named now."""
        for place in range(len(self.pieces) - 1, -1, -1):
            piece = self.pieces[place]
            if piece.start < start:
                break
            if not piece.cue.verb:
                self.pieces[place] = piece._replace(speaker=speaker)

    def settle(self, speaker: Speaker) -> None:
        """Give quotations that nobody had been named for to the first speaker named after them."""
        if speaker == NOBODY:
            return
        for place in self.waiting:
            piece = self.pieces[place]
            said = piece.speaker
            here = speaker._replace(first=said.first, last=said.last, by=said.by)
            self.pieces[place] = piece._replace(speaker=here if said.first >= 0 else speaker)
        self.waiting = []
