"""The search for the parts of one German word, in compiled code."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import FNV_OFFSET
from analysis.tokenization.walks import LINKED, finish, look_up, mix, slot_of

# What a part of 3, 4, ... 8 and more bytes must weigh (binary logarithm of its family): short ones are found
# in many words by accident. Rows: beginnings and ends in words the dictionary lacks, then in those it has.
BARS = np.array(
    [
        [99, 99, 99, 5, 4, 3, 2.5, 2, 1.5],
        [99, 99, 99, 6, 5, 3.5, 3, 2, 1.5],
        [99, 99, 99, 6, 4.5, 3.5, 3, 2.5, 2],
        [99, 99, 99, 6.5, 5, 4, 3, 2.5, 2],
    ],
    np.float32,
)
# A cut costs COST, so that two parts go before three; a part may miss its bar by SHORT when all together are
# ENOUGH above theirs.
COST, SHORT, ENOUGH = np.float32(6), np.float32(-1.5), np.float32(1)
NEVER = np.float32(-1e9)
MOST, LONGEST = 8, 120


# Arrays are handed over one by one: taking them out of a tuple costs compiled code more than the work itself.
@compiled
def mark_ends(
    data: Any,
    size: int,
    known: int,
    names: Any,
    head: Any,
    bits: Any,
    keys: Any,
    values: Any,
    weights_: Any,
    bars: Any,
    entries: Any,
    above: Any,
) -> int:
    """Where a noun begins with which data[:size] ends: its entry into `entries`, -1 elsewhere, and what it
    weighs above its bar; the last such place, 0 when there is none."""
    row = 3 if known >= 0 else 1
    furthest = 0
    for place in range(size):
        entries[place] = -1
    state = FNV_OFFSET
    for first in range(size - 1, 2, -1):
        state = mix(state, data[first])
        value = finish(state)
        kind = look_up(value, bits)
        if kind == 0:
            break
        if kind == 1 or size - first < 3 or (data[first] & 0xC0) == 0x80:
            continue
        slot = slot_of(value, keys)
        if keys[slot] == 0:
            continue
        entry = values[slot]
        if names[entry] & 2 and (known < 0 or not names[known] & 4):
            continue
        weight = weights_[head[entry]] - bars[row, min(size - first, 8)]
        if weight >= SHORT:
            entries[first], above[first] = entry, weight
            furthest = max(furthest, first)
    return furthest


@compiled
def split_word(
    data: Any,
    size: int,
    known: int,
    names: Any,
    head: Any,
    bits: Any,
    keys: Any,
    values: Any,
    kinds: Any,
    end_bits: Any,
    end_keys: Any,
    end_values: Any,
    part_weight: Any,
    head_weight: Any,
    bars: Any,
    total: Any,
    back: Any,
    lemma: Any,
    entries: Any,
    above: Any,
    out: Any,
) -> Any:
    """Parts of the word data[:size] into `out`, last one first, and where the last one begins; (0, 0) for a
    word that stays whole, (0, -1) where `entries` tells which nouns it ends with. `known` is its entry as a
    noun, or -1; the last six arrays are scratch."""
    if size < 6 or size > LONGEST or (known >= 0 and names[known] & 1):
        return 0, 0
    furthest = mark_ends(
        data, size, known, names, head, end_bits, end_keys, end_values, head_weight, bars, entries, above
    )
    if furthest == 0:
        return 0, 0
    row = 2 if known >= 0 else 0
    for place in range(size + 1):
        total[place] = NEVER
    total[0] = 0
    for first in range(furthest - 2):
        if total[first] == NEVER:
            continue
        state = FNV_OFFSET
        for last in range(first + 1, furthest + 1):
            state = mix(state, data[last - 1])
            value = finish(state)
            kind = look_up(value, bits)
            if kind == 0:
                break
            if kind == 1 or last - first < 3 or (data[last] & 0xC0) == 0x80:
                continue
            slot = slot_of(value, keys)
            if keys[slot] == 0 or values[slot] < 0:
                continue
            found = values[slot]
            weight = part_weight[found] - bars[row, min(last - first, 8)]
            if kinds[slot] > LINKED:
                weight -= 1
            if weight >= SHORT and total[first] + weight - COST > total[last]:
                total[last], back[last], lemma[last] = total[first] + weight - COST, first, found
    place = 0
    for first in range(3, furthest + 1):
        if entries[first] >= 0 and total[first] > NEVER and total[first] + above[first] - COST > total[size]:
            total[size], place = total[first] + above[first] - COST, first
    if place == 0:
        return 0, -1
    start, out[0], number = place, head[entries[place]], 1
    while place > 0 and number < MOST:
        out[number] = lemma[place]
        number += 1
        place = back[place]
    return (number, start) if total[size] + COST * number >= ENOUGH else (0, -1)


@compiled
def room() -> Any:
    """Scratch arrays of `split_word`."""
    size = LONGEST + 1
    whole = np.zeros(size, np.int32), np.zeros(size, np.int32), np.zeros(size, np.int32)
    return np.empty(size, np.float32), whole[0], whole[1], whole[2], np.empty(size, np.float32)
