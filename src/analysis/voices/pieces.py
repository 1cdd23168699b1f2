"""Pieces of speech as they are found, and the same without overlap."""

from __future__ import annotations

from typing import NamedTuple

from analysis.voices.speakers import Speaker


class Cue(NamedTuple):
    """The words that report, [start, end) of the text (-1 when none do); `verb` is "" for a phrase."""

    verb: str = ""
    stance: str = ""
    start: int = -1
    end: int = -1


NO_CUE = Cue()


class Piece(NamedTuple):
    start: int
    end: int
    kind: str
    speaker: Speaker
    cue: Cue


_PAIRS = (("«", "»"), ("“", "”"))


def without_overlap(text: str, pieces: list[Piece]) -> list[Piece]:
    """Direct pieces whole; of indirect ones what neither a direct nor an earlier indirect piece covers."""
    direct = sorted((piece for piece in pieces if piece.kind == "direct"), key=lambda piece: piece.start)
    kept: list[Piece] = []
    reach = place = 0
    for piece in direct:
        if piece.start >= reach:
            kept.append(piece)
            reach = piece.end
    blocked = [(piece.start, piece.end) for piece in kept]
    reach = 0
    indirect = sorted(
        (piece for piece in pieces if piece.kind == "indirect"), key=lambda piece: (piece.start, -piece.end)
    )
    for piece in indirect:
        start = max(piece.start, reach)
        while place < len(blocked) and blocked[place][1] <= start:
            place += 1
        here = place
        while start < piece.end:
            stop = min(piece.end, blocked[here][0]) if here < len(blocked) else piece.end
            kept.extend(_trimmed(text, piece, start, stop))
            if here >= len(blocked) or blocked[here][0] >= piece.end:
                break
            start = max(start, blocked[here][1])
            here += 1
        reach = max(reach, piece.end)
    return kept


def _trimmed(text: str, piece: Piece, start: int, stop: int) -> list[Piece]:
    """The piece cut to [start, stop) without punctuation and space at its edges; none without a word."""
    begin, end = start, stop
    while start < stop and not text[start].isalnum():
        start += 1
    while stop > start and not (text[stop - 1].isalnum() or text[stop - 1] in "%)"):
        stop -= 1
    for left, right in _PAIRS:
        if text[start - 1 : start] == left and start > begin and text.find(right, start, end) >= 0:
            start -= 1
        open_ = text.rfind(left, start, stop)
        if text[stop : stop + 1] == right and stop < end and open_ > text.rfind(right, start, stop):
            stop += 1
    if text[stop : stop + 1] == '"' and stop < end and text.count('"', start, stop) % 2:
        stop += 1
    return [piece._replace(start=start, end=stop)] if stop > start else []
