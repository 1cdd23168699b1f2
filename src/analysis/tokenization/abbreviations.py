"""Which abbreviation, initial or number stands before a point."""

from __future__ import annotations

import re

from analysis.declarations import Language
from analysis.tokenization.around import SPACE

PIECES = re.compile(rf"(?<=\.){SPACE}*")
NEXT_PIECE = re.compile(r"([^\W\d_]{1,5})\.")
INITIALS = re.compile(r"[^\W\d_](?:\.-?[^\W\d_])*")
ROMAN = re.compile(r"[IVXLC]{2,}")
CLASSES = ("before", "numbered", "within", "behind")
SHORTEST_COMPOUND, SHORTEST_PART = 5, 3


class Forms:
    """The abbreviations of a language and those learned, with their classes."""

    def __init__(self, language: Language, learned: frozenset[str]) -> None:
        self.classes: dict[str, set[str]] = {}
        for name in CLASSES:
            for form in getattr(language.abbreviations, name):
                self.classes.setdefault(form, set()).add(name)
        for form in learned - self.classes.keys():
            self.classes[form] = {"within"}
        self.joints = {
            form[: piece.end()].lower() for form in self.classes for piece in re.finditer(r"\.[^.]+", form)
        }
        self.endings = tuple(form[1:] for form in self.classes if form[0] == "-")
        self.pieces = {piece for form in self.classes for piece in form.lower().split(".")}

    def holds(self, chain: str) -> bool:
        """Whether a point behind the last piece of `chain` may belong to it."""
        word = PIECES.split(chain)[-1]
        lower = word.lower().rpartition(".")[2].rpartition("-")[2]
        return (
            len(lower) == 1
            or lower in self.pieces
            or lower.endswith(self.endings)
            or any(letter.isdigit() for letter in word)
            or INITIALS.fullmatch(word) is not None
            or ROMAN.fullmatch(word) is not None
        )

    def joins(self, chain: str, text: str, after: int) -> bool:
        """Whether the point is inside an abbreviation of several pieces: the first of "z. B."."""
        follower = NEXT_PIECE.match(text, after)
        if follower is None:
            return False
        tail = "." + follower[1].lower()
        starts = (0, *(match.end() for match in PIECES.finditer(chain)))
        return any("".join(chain[start:].lower().split()) + tail in self.joints for start in starts)

    def find(self, chain: str) -> tuple[str, set[str]]:
        """The longest abbreviation that ends `chain`, as written, and its classes; empty without one.

        A single capital is an initial, whatever the small letter abbreviates.
        """
        for start in (0, *(match.end() for match in PIECES.finditer(chain))):
            written = chain[start:]
            form = "".join(written.split()).lstrip("-")
            found = self.classes.get(form) or self.classes.get(form.lower())
            if found and not (len(form) == 1 and form.isupper() and "numbered" not in found):
                return written, found
        last = PIECES.split(chain)[-1]
        first, _, part = last.rpartition("-")
        if first.isalpha() and len(part) >= SHORTEST_PART and "before" in self.classes.get(part.lower(), ()):
            return last, {"before"}
        if self.endings and len(last) >= SHORTEST_COMPOUND and last.lower().endswith(self.endings):
            return last, {"within"}
        return "", set()


def last_piece(chain: str) -> str:
    """The last word of `chain`: a number with its inner points, or what stands behind the last one."""
    return chain.split()[-1] if chain[-1].isdigit() else PIECES.split(chain)[-1].lstrip("-")
