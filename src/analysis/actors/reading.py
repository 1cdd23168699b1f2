"""A batch of texts read for names: words with their flags, what stands beside what, where sentences begin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.actors.wording import CAPITAL, FUNCTION, INITIAL, Flags, Wording
from analysis.tokenization.scan import NEAR, POINTED
from analysis.tokenization.table import strings_of
from analysis.tokenization.words import Tokens, scan_words

Mask = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
# Texts are laid one behind another on one axis of characters, this far apart.
APART = 1 << 32
# A quotation mark before a blank closes: what follows goes on with the sentence.
UNSAFE = np.array([ord(sign) for sign in ":–—-\n•*|.!?("], dtype=np.uint32)


@dataclass(frozen=True)
class Reading:
    """Words of a batch: `flags` of each word, `linked` whether it stands right behind the one before it,
    `pointed` whether only a point and a blank stand between, `inside` whether its capital is no matter of its
    place (not behind a colon, dash, quotation mark or bullet), `opens` whether it is the first of its
    sentence; `begin`, `end` bound the sentences on the axis of all texts (see `place`), in order."""

    ids: Sequence[str]
    texts: Sequence[str]
    tokens: Tokens
    flags: Flags
    linked: Mask
    pointed: Mask
    inside: Mask
    opens: Mask
    begin: Integers
    end: Integers
    wording: Wording

    @property
    def han(self) -> bool:
        """Whether the language is written without blanks and capitals."""
        return self.wording.language.script == "han"

    @property
    def place(self) -> Integers:
        """Where each word begins on the axis of all texts."""
        return self.tokens.row.astype(np.int64) * APART + self.tokens.start

    def has(self, flag: int) -> Mask:
        """Which words have any of the flags."""
        result: Mask = (self.flags & flag) != 0
        return result


def read(
    ids: Sequence[str],
    texts: Sequence[str],
    sentences: Sequence[Sequence[tuple[int, int]]],
    *,
    wording: Wording,
) -> Reading:
    """The words of texts with their sentences ([start, end) of each text)."""
    found = scan_words(list(texts), language=wording.language.code)
    types = strings_of(found.arena, found.ends).to_pylist()
    row = np.repeat(np.arange(len(texts), dtype=np.int32), np.diff(found.bounds))
    tokens = Tokens(row, found.start, found.end, found.type, types)
    own = wording.flags(types)
    flags = own[found.type] if len(types) else np.zeros(0, np.int32)
    begin, end = _bounds(sentences)
    place = row.astype(np.int64) * APART + found.start
    number = np.searchsorted(begin, place, side="right")
    opens = np.ones(len(row), dtype=bool)
    opens[1:] = number[1:] != number[:-1]
    short = np.zeros(len(row), dtype=bool)
    short[1:] = ((flags[:-1] & INITIAL) != 0) | _abbreviated(types, found.type, wording)[:-1]
    before = _before(texts, tokens)
    inside = ~opens & (before[:, 3] == ord(" ")) & ~np.isin(before[:, 2], UNSAFE)
    pointed = (found.near == POINTED) & short & ~opens
    owners = _plural_possessive(before, opens)
    linked = ((found.near == NEAR) & ~opens) | pointed | owners
    flags = flags.copy()
    # "Workers' Party" is no party of a worker: no function in front of an apostrophe and a capital.
    owner = np.append(owners[1:] & ((flags[1:] & CAPITAL) != 0), False) if len(flags) else owners
    flags[owner] &= ~FUNCTION
    flags[_in_functions(types, found.type, linked, wording)] |= FUNCTION
    return Reading(ids, texts, tokens, flags, linked, pointed, inside, opens, begin, end, wording)


def _before(texts: Sequence[str], tokens: Tokens) -> npt.NDArray[np.uint32]:
    """The four characters before each word (blanks before the text), shape (words, 4)."""
    lead = " " * 4
    axis = np.frombuffer((lead + lead.join(texts)).encode("utf-32-le", "replace"), dtype=np.uint32)
    offset = np.cumsum([4, *(len(text) + 4 for text in texts)])[: len(texts)]
    place = offset[tokens.row] + tokens.start if len(tokens) else np.zeros(0, np.int64)
    return np.stack([axis[place - back] for back in (4, 3, 2, 1)], axis=1)


def _plural_possessive(before: npt.NDArray[np.uint32], opens: Mask) -> Mask:
    """Words behind an apostrophe that ends the word before them ("Workers' Party")."""
    quote = np.isin(before[:, 2], [ord("'"), ord("’")])
    result: Mask = (before[:, 1] == ord("s")) & quote & (before[:, 3] == ord(" ")) & ~opens
    return result


def _bounds(sentences: Sequence[Sequence[tuple[int, int]]]) -> tuple[Integers, Integers]:
    pairs = [
        (row * APART + first, row * APART + last)
        for row, spans in enumerate(sentences)
        for first, last in spans
    ]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def _abbreviated(types: Sequence[str], kind: npt.NDArray[np.int32], wording: Wording) -> Mask:
    """Words that hold their point ("Dr.", "St.")."""
    short = wording.language.abbreviations.all
    own = np.array([form.lower() in short for form in types], dtype=bool)
    result: Mask = own[kind] if len(types) else np.zeros(0, bool)
    return result


def _in_functions(
    types: Sequence[str], kind: npt.NDArray[np.int32], linked: Mask, wording: Wording
) -> list[int]:
    """Words of the functions that are phrases ("foreign minister"); the longest from the left wins."""
    known = np.array([form.lower() in wording.functions for form in types], dtype=bool)
    found: list[int] = []
    last = -1
    for first in np.flatnonzero(known[kind]).tolist() if len(types) else ():
        if first <= last:
            continue
        for phrase in wording.functions[types[kind[first]].lower()]:
            stop = first + len(phrase)
            own = [types[number].lower() for number in kind[first:stop].tolist()]
            if own == list(phrase) and linked[first + 1 : stop].all():
                found.extend(range(first, stop))
                last = stop - 1
                break
    return found
