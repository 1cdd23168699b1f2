"""Which strings of a set a word begins or ends with: one walk over its bytes that stops where none goes on.

A walk keeps the hashes of the strings and, in a bitmap, those of all their beginnings. Strings are known by
64 bits of hash alone."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import FNV_OFFSET, FNV_PRIME

E, L, N, R, S = (ord(letter) for letter in "elnrs")
# How a string is made of a word: as it is; with a linking s; without its last e, and then with an s; without
# -en; without -n.
PLAIN, LINKED, SHORT, SHORT_LINKED, STEM, LIQUID = range(6)
CUT = np.array([0, 0, 1, 1, 2, 1])
LINK = np.array([0, 1, 0, 1, 0, 0])
COST = np.array([0, 2, 2, 2, 2, 2], np.float32)


class Walk(NamedTuple):
    """`bits`, two a place: a beginning of a string, a whole string; `keys`, the hashes of whole strings
    (0: free slot), with their `values` and `kinds`."""

    bits: npt.NDArray[np.uint8]
    keys: npt.NDArray[np.uint64]
    values: npt.NDArray[np.int32]
    kinds: npt.NDArray[np.uint8]


@compiled
def mix(value: Any, byte: Any) -> Any:
    return (value ^ np.uint64(byte)) * FNV_PRIME


@compiled
def finish(value: Any) -> Any:
    value ^= value >> np.uint64(32)
    return value * np.uint64(0x9E3779B97F4A7C15)


@compiled
def look_up(value: Any, bits: Any) -> Any:
    """0 where no string begins so, 2 or 3 for what may be a whole string, 1 for another beginning."""
    place = np.int64(value >> np.uint64(20)) & (4 * len(bits) - 1)
    return (bits[place >> 2] >> np.uint8(2 * (place & 3))) & 3


@compiled
def slot_of(value: Any, keys: Any) -> int:
    """Slot of a hash, or of the free place for it."""
    mask = len(keys) - 1
    slot = np.int64(value & np.uint64(mask))
    while keys[slot] != 0 and keys[slot] != value:
        slot = (slot + 1) & mask
    return int(slot)


@compiled
def build_walk(
    arena: Any,
    ends: Any,
    words: Any,
    kinds: Any,
    values: Any,
    scores: Any,
    backward: bool,
    cut: Any,
    link: Any,
    cost: Any,
) -> Any:
    """What a walk holds of the strings made of `words` in the ways `kinds`. Of two that are alike the one
    with the higher score stays, the first of equals."""
    size = 1024
    while size < 2 * len(words):
        size *= 2
    bits, keys = np.zeros(2 * size, np.uint8), np.zeros(size, np.uint64)
    kept, made, best = np.full(size, -1, np.int32), np.zeros(size, np.uint8), np.zeros(size, np.float32)
    for item in range(len(words)):
        first, last = ends[words[item]], ends[words[item] + 1] - cut[kinds[item]]
        length = last - first + link[kinds[item]]
        state = FNV_OFFSET
        for place in range(length):
            byte = (
                arena[last - 1 - place] if backward else (arena[first + place] if first + place < last else S)
            )
            state = mix(state, byte)
            value = finish(state)
            where = np.int64(value >> np.uint64(20)) & (4 * len(bits) - 1)
            bits[where >> 2] |= np.uint8(1 << 2 * (where & 3))
        bits[where >> 2] |= np.uint8(2 << 2 * (where & 3))
        score = scores[item] - cost[kinds[item]]
        slot = slot_of(value, keys)
        if keys[slot] == 0 or score > best[slot]:
            keys[slot], kept[slot], made[slot], best[slot] = value, values[item], kinds[item], score
    return bits, keys, kept, made


def walk_of(table: Any, words: Any, kinds: Any, values: Any, scores: Any, *, backward: bool = False) -> Walk:
    """The walk of strings made of entries of a table."""
    made = build_walk(
        table.arena,
        table.ends,
        words.astype(np.int64),
        kinds.astype(np.int64),
        values.astype(np.int32),
        scores.astype(np.float32),
        backward,
        CUT,
        LINK,
        COST,
    )
    return Walk(*made)
