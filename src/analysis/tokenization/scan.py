"""The words of a batch of texts in one compiled pass over its UTF-8 bytes."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from analysis.tokenization.addresses import blank_addresses, with_signs
from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import Hashes, Integers, Numbers, find, hash_of, longer, put, rehash

OTHER, LETTER, DIGIT, INNER, POINT, COMMA, MARK = range(7)
NEAR, POINTED = 1, 2
TABLE_SIZE = 0x30000
INNER_MARKS = "'’ʼ-‐‑·"
Rules = Literal["news", "scikit-learn"]


@dataclass(frozen=True)
class Scanned:
    """Words in reading order. `bounds` (texts + 1) are the words of each text, `start` and `end` character
    offsets into it, `type` numbers of distinct forms, which lie in `arena` between `ends`; `hashes` are
    theirs. `near` says what stands between a word and the one before it in its text: NEAR a single blank (or
    nothing, in Chinese), POINTED a point and a blank, 0 anything else. `start`, `end` and `near` are empty
    when offsets were not asked for."""

    bounds: Integers
    start: Numbers
    end: Numbers
    near: npt.NDArray[np.uint8]
    type: Numbers
    arena: npt.NDArray[np.uint8]
    ends: Integers
    hashes: Hashes


@cache
def kinds(rules: Rules = "news") -> npt.NDArray[np.uint8]:
    """Kind of each code point. `scikit-learn` are the word characters of its default pattern, without
    anything inside words."""
    table = np.zeros(TABLE_SIZE, dtype=np.uint8)
    if rules == "scikit-learn":
        for code in range(TABLE_SIZE):
            if chr(code).isalnum() or code == ord("_"):
                table[code] = LETTER
        return table
    for code in range(TABLE_SIZE):
        kind = unicodedata.category(chr(code))
        if kind[0] in "LM":
            table[code] = LETTER if kind[0] == "L" else MARK
        elif kind == "Nd":
            table[code] = DIGIT
    for sign in INNER_MARKS:
        table[ord(sign)] = INNER
    table[ord(".")], table[ord(",")] = POINT, COMMA
    return table


def scan(texts: Sequence[str], *, rules: Rules = "news", offsets: bool = True, shortest: int = 1) -> Scanned:
    """Words of each text of `shortest` characters or more; see `words` for what a word is. Under the rules
    "news" addresses are blanks."""
    encoded = [text.encode("utf-8", "replace") for text in texts]
    data, ends = _joined(encoded)
    if rules == "news" and (marked := with_signs(data, ends)).any():
        for place in np.flatnonzero(marked).tolist():
            encoded[place] = blank_addresses(texts[place]).encode("utf-8", "replace")
        data, ends = _joined(encoded)
    state, bounds = np.array([0, 0, 0, 0, 0, -1], np.int64), np.zeros(len(encoded) + 1, np.int64)
    types = np.empty(len(data) // 5 + 16, np.int32)
    starts, stops = (np.empty(len(types) if offsets else 0, np.int32) for _ in range(2))
    near = np.empty(len(starts), np.uint8)
    arena, forms, hashes = (
        np.empty(1 << 16, np.uint8),
        np.zeros((1 << 12) + 1, np.int64),
        np.empty(1 << 12, np.uint64),
    )
    slots = np.full(1 << 14, -1, np.int64)
    kind = kinds(rules)
    while _advance(
        state, data, ends, kind, shortest, bounds, types, starts, stops, near, arena, forms, hashes, slots
    ):
        words, count = int(state[3]), int(state[4])
        types = longer(types, words + 1)
        if offsets:
            starts, stops, near = (longer(array, words + 1) for array in (starts, stops, near))
        arena, forms, hashes = (longer(array, len(array) + 1) for array in (arena, forms, hashes))
        slots = rehash(hashes, count, 4 * len(slots)) if 2 * count > len(slots) else slots
    words, count = int(state[3]), int(state[4])
    kept = words if offsets else 0
    own = (starts[:kept].copy(), stops[:kept].copy(), near[:kept].copy(), types[:words].copy())
    return Scanned(
        bounds, *own, arena[: forms[count]].copy(), forms[: count + 1].copy(), hashes[:count].copy()
    )


def _joined(encoded: Sequence[bytes]) -> tuple[npt.NDArray[np.uint8], Integers]:
    ends: Integers = np.cumsum(np.fromiter(map(len, encoded), np.int64, len(encoded)))
    return np.frombuffer(b"".join(encoded), np.uint8), ends


@compiled
def _wide(data: Any, place: int) -> Any:
    """Code point beyond ASCII at a byte, and its width."""
    byte = np.int64(data[place])
    if byte < 0xE0:
        return (byte & 0x1F) << 6 | np.int64(data[place + 1] & 0x3F), 2
    if byte < 0xF0:
        high = (byte & 0x0F) << 12 | np.int64(data[place + 1] & 0x3F) << 6
        return high | np.int64(data[place + 2] & 0x3F), 3
    high = (byte & 0x07) << 18 | np.int64(data[place + 1] & 0x3F) << 12
    return high | np.int64(data[place + 2] & 0x3F) << 6 | np.int64(data[place + 3] & 0x3F), 4


@compiled
def _at(data: Any, place: int, stop: int, kinds: Any) -> Any:
    """Kind of the character at a byte and its width; (OTHER, 0) at the end of the text."""
    if place >= stop:
        return OTHER, 0
    if data[place] < 0x80:
        return np.int64(kinds[data[place]]), 1
    code, width = _wide(data, place)
    return (np.int64(kinds[code]) if code < TABLE_SIZE else OTHER), width


@compiled
def _joins(data: Any, place: int, stop: int, kinds: Any, kind: int, before: int, lone: bool) -> bool:
    """Whether a mark behind `place` (its own bytes left out) goes on with the word. `before` is the kind of
    the character before the mark; `lone` says that this is a letter with no word character before it."""
    after, width = _at(data, place, stop, kinds)
    if kind == INNER:
        return bool(after in (LETTER, DIGIT))
    if before == DIGIT and after == DIGIT:
        return True
    if kind != POINT or not lone or after != LETTER:
        return False
    third, _ = _at(data, place + width, stop, kinds)
    return bool(third != LETTER and third != DIGIT and third != MARK)


@compiled
def _word_end(data: Any, place: int, stop: int, kinds: Any, kind: int) -> Any:
    """Byte behind the word whose first character (of that kind) ends at `place`; its further characters."""
    more, lone, before = 0, kind == LETTER, kind
    while True:
        # Most characters are plain letters: the short way round.
        begin = place
        while place < stop and data[place] < 0x80 and kinds[data[place]] == LETTER:
            place += 1
        if place > begin:
            more += place - begin
            before, lone = LETTER, False
        if place >= stop or (data[place] < 0x80 and kinds[data[place]] == OTHER):
            return place, more
        kind, width = _at(data, place, stop, kinds)
        if kind in (LETTER, DIGIT):
            before, lone = kind, False
        elif kind == MARK:
            lone = False
        elif kind == OTHER or not _joins(data, place + width, stop, kinds, kind, before, lone):
            return place, more
        else:
            place += width
            more += 1
            before, width = _at(data, place, stop, kinds)
            lone = before == LETTER
        place += width
        more += 1


@compiled
def _between(data: Any, first: int, last: int) -> int:
    """What the bytes between two words are: see `Scanned`."""
    if last - first == 1 and data[first] == 32:
        return NEAR
    if last - first == 2:
        if data[first] == 0xC2 and data[first + 1] == 0xA0:
            return NEAR
        if data[first] == 46 and data[first + 1] == 32:
            return POINTED
    return 0


@compiled
def _advance(
    state: Any,
    data: Any,
    text_ends: Any,
    kinds: Any,
    shortest: int,
    bounds: Any,
    types: Any,
    starts: Any,
    stops: Any,
    near: Any,
    arena: Any,
    ends: Any,
    hashes: Any,
    slots: Any,
) -> bool:
    """Scan until all is read or an array is full: `state` (text, byte, character, words, forms, byte behind
    the last word of the text) tells where.

    Arrays never grow in here: an array that is assigned anew in a loop costs compiled code a count of its
    references at each turn, which made it eight times slower.
    """
    text, place, char, words, count, behind = state[0], state[1], state[2], state[3], state[4], state[5]
    offsets = len(starts) > 0
    full = False
    while text < len(text_ends) and not full:
        stop = text_ends[text]
        while place < stop:
            if data[place] < 0x80 and kinds[data[place]] == OTHER:
                place += 1
                char += 1
                continue
            kind, width = _at(data, place, stop, kinds)
            if kind != LETTER and kind != DIGIT:
                place += width
                char += 1
                continue
            last, more = _word_end(data, place + width, stop, kinds, kind)
            if more + 1 >= shortest:
                value = hash_of(data, place, last)
                number = find(data, place, last, value, arena, ends, slots)
                used, size = ends[count], last - place
                new = number < 0
                if words == len(types) or (
                    new and (count == len(hashes) or used + size > len(arena) or 2 * count > len(slots))
                ):
                    full = True
                    break
                if new:
                    for byte in range(size):
                        arena[used + byte] = data[place + byte]
                    ends[count + 1], hashes[count] = used + size, value
                    put(slots, -1 - number, value, count)
                    number = count
                    count += 1
                types[words] = number
                if offsets:
                    starts[words], stops[words] = char, char + more + 1
                    near[words] = _between(data, behind, place) if behind >= 0 else 0
                    behind = last
                words += 1
            place, char = last, char + more + 1
        if not full:
            text, char, behind = text + 1, 0, -1
            bounds[text] = words
    state[0], state[1], state[2], state[3], state[4], state[5] = text, place, char, words, count, behind
    return full
