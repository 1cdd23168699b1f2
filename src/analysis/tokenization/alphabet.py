"""Strings in alphabetical order, each once: by eight bytes at a time, without Python objects."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from analysis.tokenization.compiled import compiled
from analysis.tokenization.table import Integers, Numbers, buffers_of, strings_of

STEP = 8
FEW = 12


def sorted_once(strings: pa.LargeStringArray) -> tuple[pa.LargeStringArray, Numbers]:
    """The distinct strings in order of their bytes (which is that of their code points), and the place of
    each string among them."""
    data, bounds = buffers_of(strings)
    keys = heads(data, bounds)
    order: Integers = np.argsort(keys)
    refine(keys[order], order, data, bounds)
    kept, place = distinct(order, data, bounds)
    return strings_of(*gathered(data, bounds, kept)), place


@compiled
def head(data: Any, first: int, last: int) -> Any:
    """The first eight bytes of data[first:last] as a number, zeros behind its end."""
    key = np.uint64(0)
    for place in range(first, first + STEP):
        key = (key << np.uint64(8)) | np.uint64(data[place] if place < last else 0)
    return key


@compiled
def heads(data: Any, bounds: Any) -> Any:
    keys = np.empty(len(bounds) - 1, np.uint64)
    for item in range(len(keys)):
        keys[item] = head(data, bounds[item], bounds[item + 1])
    return keys


@compiled
def less(data: Any, bounds: Any, one: int, two: int, depth: int) -> bool:
    """Whether one string comes before another that has the same first `depth` bytes."""
    begin, other = bounds[one], bounds[two]
    size, length = bounds[one + 1] - begin, bounds[two + 1] - other
    for place in range(depth, min(size, length)):
        if data[begin + place] != data[other + place]:
            return bool(data[begin + place] < data[other + place])
    return bool(size < length)


@compiled
def refine(keys: Any, order: Any, data: Any, bounds: Any) -> None:
    """Put in order, in place, strings whose first eight bytes are alike."""
    begins, ends, depths = [0], [0], [0]
    begins.clear()
    ends.clear()
    depths.clear()
    begin = 0
    for place in range(1, len(order) + 1):
        if place == len(order) or keys[place] != keys[begin]:
            if place - begin > 1:
                begins.append(begin)
                ends.append(place)
                depths.append(STEP)
            begin = place
    while len(begins):
        begin, end, depth = begins.pop(), ends.pop(), depths.pop()
        longest = 0
        for place in range(begin, end):
            longest = max(longest, bounds[order[place] + 1] - bounds[order[place]])
        if end - begin <= FEW:
            for place in range(begin + 1, end):
                item, at = order[place], place
                while at > begin and less(data, bounds, item, order[at - 1], 0):
                    order[at] = order[at - 1]
                    at -= 1
                order[at] = item
            continue
        own = np.empty(end - begin, np.uint64)
        for place in range(begin, end):
            first, last = bounds[order[place]], bounds[order[place] + 1]
            # Strings that end here differ in length alone, when they hold zeros.
            own[place - begin] = (
                head(data, min(first + depth, last), last) if depth < longest else np.uint64(last - first)
            )
        by_key = np.argsort(own)
        order[begin:end] = order[begin:end][by_key]
        if depth >= longest:
            continue
        start = 0
        for place in range(1, len(own) + 1):
            if place == len(own) or own[by_key[place]] != own[by_key[start]]:
                if place - start > 1:
                    begins.append(begin + start)
                    ends.append(begin + place)
                    depths.append(depth + STEP)
                start = place


@compiled
def distinct(order: Any, data: Any, bounds: Any) -> Any:
    """The first of each run of equal strings, and the number of its run for each string."""
    kept, place = np.empty(len(order), np.int64), np.empty(len(order), np.int32)
    used = 0
    for at in range(len(order)):
        item = order[at]
        if at == 0 or less(data, bounds, order[at - 1], item, 0):
            kept[used] = item
            used += 1
        place[item] = used - 1
    return kept[:used].copy(), place


@compiled
def gathered(data: Any, bounds: Any, chosen: Any) -> Any:
    """Bytes and bounds of the chosen strings."""
    offsets = np.zeros(len(chosen) + 1, np.int64)
    for item in range(len(chosen)):
        offsets[item + 1] = offsets[item] + bounds[chosen[item] + 1] - bounds[chosen[item]]
    made = np.empty(offsets[-1], np.uint8)
    for item in range(len(chosen)):
        shift = bounds[chosen[item]] - offsets[item]
        for place in range(offsets[item], offsets[item + 1]):
            made[place] = data[place + shift]
    return made, offsets
