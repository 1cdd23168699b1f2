"""How many dictionary nouns begin and end with each noun: the lookups that count it, without a walk."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import FNV_OFFSET, find
from analysis.tokenization.walks import E, L, N, R, S, finish, mix

BITS = 1 << 24
BARRED = -2


@compiled
def bitmap(hashes: Any, kind: Any) -> Any:
    """Bits of the hashes of the entries with kind other than -1: most strings are told not to be there by one
    look."""
    bits = np.zeros(BITS >> 3, np.uint8)
    for entry in range(len(kind)):
        if kind[entry] != -1:
            place = np.int64(hashes[entry] >> np.uint64(40)) & (BITS - 1)
            bits[place >> 3] |= np.uint8(1 << (place & 7))
    return bits


@compiled
def seen(value: Any, bits: Any) -> bool:
    place = np.int64(value >> np.uint64(40)) & (BITS - 1)
    return bool(bits[place >> 3] & (1 << (place & 7)))


@compiled
def hashed(data: Any, first: int, last: int) -> Any:
    value = FNV_OFFSET
    for place in range(first, last):
        value = mix(value, data[place])
    return value


@compiled
def ended(data: Any, first: int, last: int, state: Any, tail: int, arrays: Any) -> int:
    """Entry of data[first:last] followed by nothing, "e", "n" or "en" (tail 0 to 3); -1 when there is none.
    `state` is the hash of data[first:last] before `finish`; two bytes behind `last` are borrowed."""
    arena, ends, slots, _, _, parts, _, _ = arrays
    if tail & 1:
        state = mix(state, E)
    if tail & 2:
        state = mix(state, N)
    value = finish(state)
    if not seen(value, parts):
        return -1
    kept = data[last], data[last + 1]
    stop = last
    if tail & 1:
        data[stop] = E
        stop += 1
    if tail & 2:
        data[stop] = N
        stop += 1
    entry = find(data, first, stop, value, arena, ends, slots)
    data[last], data[last + 1] = kept
    return entry if entry >= 0 else -1


@compiled
def modifier(data: Any, first: int, last: int, state: Any, before: Any, arrays: Any, weight: Any) -> Any:
    """Lemma of data[first:last] as the beginning of a compound, and what it weighs; (-1, 0) for none.

    It may be a noun or adjective, a noun with a linking s, a noun without its last e (and then an s), the
    stem of a verb. `state` and `before` are the hashes of data[first:last] and of it without its last byte.
    """
    _, _, _, noun, other, _, part, _ = arrays
    best, most = -1, np.float32(0)
    entry = ended(data, first, last, state, 0, arrays)
    if entry >= 0 and part[entry] == BARRED:
        return best, most
    if entry >= 0 and part[entry] >= 0:
        best, most = part[entry], weight[part[entry]]
    if last - first < 3:
        return best, most
    if data[last - 1] == S:
        for tail in range(2):
            entry = ended(data, first, last - 1, before, tail, arrays)
            if entry >= 0 and part[entry] >= 0 and noun[entry] == entry and weight[entry] - 2 > most:
                best, most = entry, weight[entry] - tail
    for tail in range(1, 4):
        entry = ended(data, first, last, state, tail, arrays)
        if entry < 0 or part[entry] < 0:
            continue
        if tail == 1:
            fits = noun[entry] == entry
        else:
            fits = other[entry] == entry and (tail == 3 or (data[last - 2] == E and data[last - 1] in (L, R)))
        if fits and weight[entry] - 2 > most:
            best, most = entry, weight[entry] - 1
    return best, most


@compiled
def families(arrays: Any, heads: Any, chosen: Any) -> Any:
    """How many of the `chosen` nouns begin and how many end with each noun."""
    arena, ends, slots, noun, _, _, _, head = arrays
    as_part, as_head = np.zeros(len(noun), np.int32), np.zeros(len(noun), np.int32)
    flat = np.full(len(noun), 5, np.float32)
    data = np.zeros(256, np.uint8)
    for entry in chosen:
        size = ends[entry + 1] - ends[entry]
        if size < 6 or size > 100:
            continue
        data[:size] = arena[ends[entry] : ends[entry + 1]]
        for cut in range(3, size - 2):
            if (data[cut] & 0xC0) == 0x80:
                continue
            value = finish(hashed(data, cut, size))
            if not seen(value, heads):
                continue
            found = find(data, cut, size, value, arena, ends, slots)
            if found < 0 or head[found] < 0:
                continue
            before = hashed(data, 0, cut - 1)
            lemma, _ = modifier(data, 0, cut, mix(before, data[cut - 1]), before, arrays, flat)
            if lemma >= 0:
                as_part[lemma] += 1
                as_head[found] += 1
    return as_part, as_head
