"""A text as the rules read it: composed letters, no invisible characters; and the way back to its offsets."""

from __future__ import annotations

import re
from typing import NamedTuple
from unicodedata import combining, is_normalized, normalize

# Soft hyphen, zero-width blanks and joiners, marks of direction, byte order mark.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


class Readable(NamedTuple):
    """`text` to read; character n of it stands at [starts[n], ends[n]) of the original. Both lists are empty
    when the two texts are the same."""

    text: str
    starts: list[int]
    ends: list[int]

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Offsets into the original; (-1, -1) stays what it is."""
        if not self.starts or start < 0 or end <= start:
            return start, end
        return self.starts[start], self.ends[end - 1]


def readable(text: str) -> Readable:
    """The text in composed form (NFC) without invisible characters."""
    if is_normalized("NFC", text) and not INVISIBLE.search(text):
        return Readable(text, [], [])
    pieces, starts, ends = list[str](), list[int](), list[int]()
    place, size = 0, len(text)
    while place < size:
        after = place + 1
        if INVISIBLE.match(text, place):
            place = after
            continue
        while after < size and combining(text[after]):
            after += 1
        piece = normalize("NFC", text[place:after])
        pieces.append(piece)
        starts.extend([place] * len(piece))
        ends.extend([after] * len(piece))
        place = after
    return Readable("".join(pieces), starts, ends)
